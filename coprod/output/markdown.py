"""Text and tables in Markdown, for every page that is written in it."""

import re

from coprod.words import visible

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#!|~&$]")
#: Two colons, which can begin a command of a pipeline.
_COLONS = re.compile(r":(?=:)")
_SHORTHAND = re.compile(r"@|:(?=[\w+-])")


def table(headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    """A table, a line each, with what is in its rows escaped."""
    ruler = ("---",) * len(headings)
    return [f"| {' | '.join(row)} |" for row in (headings, ruler, *(map(escaped, row) for row in rows))]


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, with no markup, link, mention or emoji read in it."""
    plain = _SPECIAL.sub(r"\\\g<0>", visible(text)).replace("://", "\\://").replace("www.", "www\\.")
    # A comment parts what GitHub would read as a mention or an emoji after the markup is gone.
    return _SHORTHAND.sub(r"\g<0><!-- -->", _COLONS.sub(r"\:", plain))
