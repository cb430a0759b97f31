"""What people type or write in a cell, read into the framework's words.

Every function raises `ValueError` with a message that says what would be understood.
"""

import re
from collections.abc import Iterable
from typing import cast, get_args

from coprod.framework import LEVELS, MATTERS, PHASES, LevelName, MatterName, PhaseName, ReadinessAnswer, Recognition
from coprod.nearest import did_you_mean


def phase(word: str) -> PhaseName:
    """A phase, with or without `co-`, in any case, or by its number."""
    for number, known in enumerate(PHASES, 1):
        if word.strip() == str(number):
            return known
    name = re.sub(r"[\s_\u2010-\u2015-]+", "-", word.strip().lower())
    for start in ("", "co-"):
        if f"{start}{name}" in PHASES:
            return cast("PhaseName", f"{start}{name}")
    name = f"co-{name.removeprefix('co').removeprefix('-')}"
    return cast("PhaseName", one_of(name, PHASES, "phase", word))


def phases(words: str) -> tuple[PhaseName, ...]:
    """One phase, or several with commas or semicolons between them."""
    return tuple(phase(word) for word in re.split("[,;]", words))


def level(word: str) -> LevelName:
    """One of Shier's levels, by name or by number."""
    for known in LEVELS.values():
        if word.strip() == str(known.number):
            return known.name
    name = re.sub(r"[\s_\u2010-\u2015-]+", "-", word.strip().lower())
    return cast("LevelName", one_of(name, LEVELS, "level, nor a number from 1 to 5", word))


def recognition(word: str) -> Recognition:
    """A way in which people's time is recognised."""
    return cast("Recognition", one_of(word.strip().lower(), get_args(Recognition), "way of recognition", word))


def answer(word: str) -> ReadinessAnswer:
    """An answer to one of Shier's questions."""
    return cast("ReadinessAnswer", one_of(word.strip().lower(), get_args(ReadinessAnswer), "answer", word))


def matter(word: str) -> MatterName:
    """One of the matters that the phases exist to agree."""
    return cast("MatterName", one_of(word.strip().lower(), MATTERS, "matter", word))


#: A number, with a letter or two or three capitals before it or none, as in `C1` or `P-014`; `Sam 2` is a name.
_CODE = re.compile(r"(?:[A-Za-z]{0,2}|[A-Z]{3})[-_.]?[0-9]{1,6}")


def is_code(label: str) -> bool:
    """Whether a label reads as an id even where the file does not say whose, and is certainly no name."""
    return bool(_CODE.fullmatch(label))


def one_of(name: str, options: Iterable[str], noun: str, typed: str) -> str:
    """A name that must be one of the options.

    Args:
        name: what was typed, in the spelling of the options.
        options: what is known.
        noun: what an option is called.
        typed: what was typed, as it was.
    """
    known = list(options)
    if name in known:
        return name
    near = did_you_mean(name[:_LONG], known)
    raise ValueError(f'"{short(typed)}" is no {noun}: known are {", ".join(known)}{near}')


def short(text: str) -> str:
    """Text as a message repeats it: what is too long to be a word is cut."""
    return text if len(text) <= _LONG else f"{text[:_LONG]}..."


_LONG = 40
