"""Words of the framework as people type them.

Each function raises `ValueError` with a message that says which words are known.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import get_args

from coprod.framework import (
    LEVELS,
    MATTERS,
    PHASES,
    SHIER_LEVELS,
    LevelName,
    MatterName,
    PhaseName,
    ReadinessAnswer,
    Recognition,
    ShierLevel,
)
from coprod.words import Name, one_of


def _spelled(word: str) -> str:
    """A word in small letters, with a hyphen for blanks, underscores and dashes."""
    return re.sub(r"[\s_\u2010-\u2015-]+", "-", word.strip().lower())


def read_phase(word: str) -> PhaseName:
    """A phase, with or without `co-`, in any case, or by its number."""
    name = _spelled(word)
    for number, known in enumerate(PHASES, 1):
        if name in {known, known.removeprefix("co-"), str(number)}:
            return known
    name = f"co-{name.removeprefix('co').removeprefix('-')}"
    return one_of(name, PHASES, "phase, nor a number from 1 to 4", word)


@lru_cache
def read_phases(words: str) -> tuple[PhaseName, ...]:
    """One phase, or several with commas or semicolons between them."""
    return tuple(read_phase(word) for word in re.split("[,;]", words))


#: The words of the IAP2 spectrum that can be several levels, each with the question that tells which one is meant.
IAP2_LEVELS = {
    "consult": "was what people said taken into account? Then it is considered; if it was only heard, listened",
    "involve": "did people have a say in the decision? Then it is deciding; if others decided, considered",
    "collaborate": "who had the last word? Both sides together: deciding; the project alone: considered",
    "empower": "who had the last word? The community: shared-power; both sides together: deciding",
}


@lru_cache
def read_level(word: str) -> LevelName:
    """A level, by name or by number; a word of the IAP2 spectrum is answered with the question that tells which."""
    name = word.strip().lower()
    if name in IAP2_LEVELS:
        raise ValueError(f'"{name}" can be more than one level: {IAP2_LEVELS[name]}')
    return _level("informed" if name == "inform" else word, LEVELS)


def read_aim(word: str) -> ShierLevel:
    """One of Shier's levels, by name or by number."""
    return _level(word, SHIER_LEVELS)


def _level(word: str, known: Mapping[Name, int]) -> Name:
    by_number = {str(number): name for name, number in known.items()}
    name = _spelled(word)
    return by_number.get(name) or one_of(name, known, f"level, nor a number from {min(by_number)} to 5", word)


def read_recognitions(words: str) -> tuple[Recognition, ...]:
    """One way in which people's time is recognised, or several with commas or semicolons between them."""
    known = get_args(Recognition)
    ways = (one_of(word.strip().lower(), known, "way of recognition", word) for word in re.split("[,;]", words))
    return tuple(dict.fromkeys(ways))


def read_answer(word: str) -> ReadinessAnswer:
    """An answer to one of Shier's questions."""
    return one_of(word.strip().lower(), get_args(ReadinessAnswer), "answer", word)


def read_matter(word: str) -> MatterName:
    """One of the matters that the phases exist to agree."""
    return one_of(word.strip().lower(), MATTERS, "matter", word)
