"""Whether a record still says the same as a sheet, a slip or a page with a code."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Literal, NamedTuple
from unicodedata import category

from coprod import days
from coprod.model import Project
from coprod.model.ids import PROJECT, fingerprints, in_groups, project_fingerprint, reading_fingerprint
from coprod.words import short

#: The record says the same, it says something else since, or it holds no such record any longer.
Result = Literal["same", "changed", "gone"]

_DIGITS = 12

#: Words of the longest day, `Monday 12 January 2026`.
_WORDS_OF_A_DAY = 4


class Code(NamedTuple):
    """A code as it was read: the id of a session or of a reading, or a day, and twelve hex digits."""

    name: str
    fingerprint: str

    def __str__(self) -> str:
        """The code as it is printed."""
        return f"{self.name} {in_groups(self.fingerprint)}"


class Compared(NamedTuple):
    """A code, the id of the record that it is of, or what the code names if there is none, and what became of it.

    `withdrawn` says that it is of a reading that was withdrawn.
    """

    code: Code
    id: str
    result: Result
    withdrawn: bool = False


def read_codes(text: str, today: date) -> list[Code]:
    """The codes of a text, once or more: an id or a day, and twelve hex digits with blanks and dashes between them.

    Raises:
        ValueError: if it cannot be read so.
    """
    words = text.split()
    # From the end: the code that begins at each word, and where the next one begins, if all from there on is codes.
    code_at: dict[int, tuple[Code, int]] = {}
    for start in range(len(words) - 1, -1, -1):
        for length in range(1, _WORDS_OF_A_DAY + 1):
            name = _name(words[start : start + length], today)
            digits, end = _digits(words, start + length)
            if name and digits and (end == len(words) or end in code_at):
                code_at[start] = Code(name, digits), end
                break
    if 0 not in code_at:
        raise ValueError(
            f'"{short(text)}" is no code: write the id or the day, a blank and twelve of 0 to 9 and a to f, as in '
            "2026-01-12 9f3a-1c77-b0d2"
        )
    found, at = [], 0
    while at < len(words):
        code, at = code_at[at]
        found.append(code)
    return found


def _name(words: list[str], today: date) -> str:
    """An id, or a day as it is written in a file; empty if several words are no day."""
    text = " ".join(words)
    if re.search(r"\d", text):
        with suppress(ValueError):
            return days.day(text, today).isoformat()
    return text if len(words) == 1 else ""


def _digits(words: list[str], start: int) -> tuple[str, int]:
    """The fingerprint that begins at a word, and the position after it; empty if there is none."""
    digits = ""
    for at in range(start, len(words)):
        digits += "".join(letter for letter in words[at] if not _is_dash(letter)).lower()
        if len(digits) >= _DIGITS:
            return (digits, at + 1) if re.fullmatch(rf"[0-9a-f]{{{_DIGITS}}}", digits) else ("", 0)
    return "", 0


def _is_dash(letter: str) -> bool:
    return category(letter) in {"Pd", "Cf"} or letter == "\u2212"


def compared(project: Project, codes: Iterable[Code], today: date) -> list[Compared]:
    """What became of what each code is of."""
    sessions, readings = fingerprints(project), {reading.id: reading for reading in project.readings}
    prints = {print_: name for name, print_ in sessions.items()}
    prints[project_fingerprint(project, today)] = PROJECT
    prints |= {reading_fingerprint(reading): name for name, reading in readings.items()}
    of_day: dict[str, str] = {}
    for session in project.sessions:
        of_day.setdefault(session.date.isoformat(), session.id)
    found = []
    for code in codes:
        same = prints.get(code.fingerprint)
        there = code.name if code.name in {PROJECT, *sessions, *readings} else of_day.get(code.name[:10])
        withdrawn = there in readings and readings[there].said == "withdrawn"
        if same:
            found.append(Compared(code, same, "same"))
        elif there:
            found.append(Compared(code, there, "changed", withdrawn))
        else:
            found.append(Compared(code, code.name, "gone"))
    return found
