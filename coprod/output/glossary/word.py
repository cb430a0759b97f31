"""A word of the program that is neither a rule nor an idea of the framework."""

from typing import NamedTuple

from coprod.framework import Source


class Word(NamedTuple):
    """One word.

    Attributes:
        name: the word, with hyphens for blanks.
        also: other ways to ask for it.
        meaning: what it means.
        why: why that matters.
        source: who says so, or whose idea it is.
        remedy: what to do next, with people.
        record: how to record it, or empty if it follows from what is recorded.
        examples: headings with texts that are shown as they are.
    """

    name: str
    also: tuple[str, ...]
    meaning: str
    why: str
    source: Source
    remedy: str
    record: str = ""
    examples: tuple[tuple[str, str], ...] = ()
