"""What a screen can show, and text that is harmless in Markdown."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import typer

from coprod.words import visible


class Look(NamedTuple):
    """What the reader's screen can do; only formats for people mind it.

    Colour always stands beside a word or mark that says the same; `unicode` allows marks beyond ASCII.
    """

    colour: bool = False
    unicode: bool = True
    width: int = 80

    def styled(self, text: str, *, bold: bool | None = None, fg: str | None = None) -> str:
        """A text in bold or in a colour, if colour may be used."""
        return typer.style(text, bold=bold, fg=fg) if self.colour else text


_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#!|~&$]")
#: Two colons, which can begin a command of a pipeline.
_COLONS = re.compile(r":(?=:)")
_SHORTHAND = re.compile(r"@|:(?=[\w+-])")


def table(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    """A table, a line each, with what is in its rows escaped."""
    ruler = ("---",) * len(headings)
    return [f"| {' | '.join(row)} |" for row in (headings, ruler, *(map(escaped, row) for row in rows))]


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, with no markup, link, mention or emoji read in it."""
    plain = _SPECIAL.sub(r"\\\g<0>", visible(text)).replace("://", "\\://").replace("www.", "www\\.")
    # A comment parts what GitHub would read as a mention or an emoji after the markup is gone.
    return _SHORTHAND.sub(r"\g<0><!-- -->", _COLONS.sub(r"\:", plain))
