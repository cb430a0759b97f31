"""One answer from a person at a terminal: asked for in short lines, edited with the arrow keys, asked again if unclear.

What is asked goes to standard error, so that standard output holds results alone.
"""

import os
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from importlib import resources
from typing import Any, TypeVar

import rtoml
import typer

from coprod.cli import parse
from coprod.cli.terminal import columns, is_terminal, print_note, wrapped
from coprod.days import Order, Unclear, in_full
from coprod.days import day as read_day
from coprod.model.doubts import about_day
from coprod.words import visible

Answer = TypeVar("Answer")
Word = TypeVar("Word", bound=str)

#: What interviews say at length.
AT_LENGTH: dict[str, Any] = rtoml.loads((resources.files("coprod.cli.prompts") / "at_length.toml").read_text("utf-8"))

#: Makes an answer of a line without blanks around it, or raises `typer.BadParameter`.
Reader = Callable[[str], Answer]


class Back(Exception):
    """A person goes back to the question before."""


class Rest(Exception):
    """A person goes past everything that can be left out."""


#: The keys by which a person leaves a question; an interview offers some of them by their first letters.
_STEPS = {"b": Back, "back": Back, "s": Rest, "skip": Rest, "stop": Rest}

#: The key that explains a question, if it is offered; else the question is explained before it is asked.
EXPLAIN = "?"

#: Columns that a prompt leaves free on its line for the answer.
_ROOM = 16

#: Lines of a column of cells before there is another.
_COLUMN = 5

#: What a keyboard sends for an arrow key and the like if nothing edits the line; without the tab, which is a blank.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def ask(
    question: str,
    read: Reader[Answer],
    default: str | None = None,
    keys: str = "",
    explain: Callable[[], None] = lambda: None,
) -> Answer:
    """The answer to a question, asked until it can be read; Enter stands for the default, or asks again if None.

    Raises what one of the offered keys means, which are the letters of `keys`.
    """
    shown = f"{question} [{visible(default)}]: " if default else f"{question}: "
    if EXPLAIN not in keys:
        explain()
    while True:
        line = _line(shown).strip() or default
        if line is None:
            print_note("An answer is needed here; Ctrl-C leaves, and nothing is changed.")
        elif line == EXPLAIN and EXPLAIN in keys:
            explain()
        elif _NO_TEXT.search(line):
            print_note("that holds a key that is no text, such as an arrow; nothing was taken: type it again")
        elif line.lower() in _STEPS and line[0].lower() in keys:
            raise _STEPS[line.lower()]
        else:
            try:
                return read(line.replace("\t", " "))
            except typer.BadParameter as error:
                print_note(visible(error.message))


def enter(now: object, keys: str) -> str:
    """What Enter and the keys do at a question that can be left out."""
    first = "Enter skips" if now in (None, [], {}) else "Enter keeps it, - takes it out"
    return f"{first}, s skips the rest" if "s" in keys else first


def word(question: str, words: Sequence[Word]) -> Word:
    """Ask for one of a few words, each typed in full or by its first letter."""
    return ask(question, partial(key, words))


def key(words: Sequence[Word], line: str, letters: str = "") -> Word:
    """One of a few words, typed in full or by its letter, which is its first if no others are given."""
    for known, letter in zip(words, letters or [known[0] for known in words], strict=True):
        if line.lower() in {known, letter}:
            return known
    raise typer.BadParameter(f'"{line}" is none of these keys, and changes nothing')


def yes(question: str) -> bool:
    """Ask a question that yes or no answers; Enter is neither."""
    return ask(f"{question} [y]es [n]o", says_yes)


def says_yes(line: str) -> bool:
    """Whether a line says yes, and not no."""
    return key(("yes", "no"), line) == "yes"


def choices(rows: Sequence[tuple[str, str]]) -> str:
    """Lines of keys and meanings, as wide as the terminal, with the meanings below each other."""
    room = max(len(first) for first, _ in rows) + 4
    return "\n".join(wrapped(f"  {first:<{room - 4}}  {meaning}", " " * room) for first, meaning in rows)


def grid(cells: Sequence[str], rows: int) -> tuple[list[str], int]:
    """Lines of cells in columns, read downwards, at most this many, and how many of the cells they hold."""
    room = max(map(len, cells)) + 2
    across = max(1, (columns(sys.stderr) - 2) // room)
    down = min(rows, max(-(-len(cells) // across), _COLUMN))
    fitting = cells[: across * down]
    lines = [
        "  " + "".join(f"{cell:<{room}}" for cell in fitting[row::down]).rstrip()
        for row in range(min(down, len(cells)))
    ]
    return lines, len(fitting)


def _line(question: str) -> str:
    """The line that is typed at a prompt; the end of the keyboard and Ctrl-C leave the command."""
    *above, last = wrapped(question.rstrip(), room=_ROOM).split("\n")
    for line in above:
        print_note(line)
    try:
        if _at_the_terminal():
            return _edited(f"{last} ")
        typer.echo(f"{last} ", err=True, nl=False)
        if line := sys.stdin.readline():
            return line
    except UnicodeDecodeError:
        # Bytes that are no text in the terminal's encoding: as good as a key that is none.
        return "\x00"
    except (EOFError, KeyboardInterrupt):
        pass
    raise typer.Abort


def _at_the_terminal() -> bool:
    """Whether Python's streams are those of the system, which is what its line editing asks for."""
    streams, systems = (sys.stdin, sys.stdout, sys.stderr), (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    return None not in streams and streams == systems and is_terminal(sys.stdin) and is_terminal(sys.stderr)


def _edited(prompt: str) -> str:
    """A line edited with the system's own means: readline, and on Windows the console.

    Readline can write to standard output alone, so that this is standard error meanwhile.
    """
    with suppress(ImportError):
        import readline  # noqa: F401 - importing it is what makes input() edit
    sys.stdout.flush()
    output = sys.stdout.fileno()
    kept = os.dup(output)
    os.dup2(sys.stderr.fileno(), output)
    try:
        return input(prompt)
    finally:
        os.dup2(kept, output)
        os.close(kept)


_RANGE = r"(\d+)(?:\s*(?:-|\u2013|\.\.|to)\s*(\d+))?"
_NUMBERS = re.compile(rf"{_RANGE}(?:\s+{_RANGE})*", re.ASCII)


def positions(text: str, size: int) -> list[int] | None:
    """The positions in a list that its numbers name, as in `3`, `1 2 4` or `1-5`; None if the text is no numbers."""
    blank = " ".join(text.replace(",", " ").split())
    if not _NUMBERS.fullmatch(blank):
        return None
    found: list[int] = []
    for first, last in re.findall(_RANGE, blank):
        ends = int(first), int(last or first)
        for end in ends:
            if not 1 <= end <= size:
                there = f"the list goes from 1 to {size}" if size else "the list is empty"
                raise typer.BadParameter(f"There is no number {end}: {there}. Nothing was taken.")
        found += range(min(ends) - 1, max(ends))
    return list(dict.fromkeys(found))


def count(line: str) -> int:
    """A number of people."""
    if not line.isdecimal():
        raise typer.BadParameter("write a number, such as 3")
    return int(line)


def day(question: str, today: date, now: date | None, keys: str) -> date:
    """Ask for a day, the one that is known or today by Enter; each is said back, and one long ago is asked about."""
    default = "today" if now in {None, today} else str(now)
    while True:
        answer = ask(f"{question}, as 12 Jan, mon or 2026-01-31", lambda line: _day(line, today), default, keys)
        doubt = about_day(answer, today)
        if doubt is None:
            print_note(f"  {described(answer, today)}")
        if doubt is None or yes(f"  {doubt}"):
            return answer


def _day(line: str, today: date) -> date:
    """The day that a line means; one that can be two days is asked about."""
    try:
        return parse.silent_day(line, today)
    except typer.BadParameter as error:
        if not isinstance(error.__cause__, Unclear):
            raise
    orders: dict[str, Order] = {"d": "dmy", "m": "mdy"}
    found = {key: read_day(line, today, order) for key, order in orders.items()}
    ways = ", ".join(f"{key}: {in_full(day)}" for key, day in found.items())
    return found[word(f"  Is the day first, or the month? {ways}. d or m", ("d", "m"))]


def described(day: date, today: date) -> str:
    """A day with its weekday, and what it means if it is still to come."""
    return f"{in_full(day)}{' (still to come: it counts for nothing yet)' if day > today else ''}"


def require_yes(question: str) -> None:
    """Go on only if the person says yes."""
    if not yes(question):
        raise typer.Abort
