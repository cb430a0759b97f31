"""Rows of cells as lines of a terminal, each column as wide as its widest cell.

`rich.table` does this too, and importing it takes 28 ms, half of what `--help` takes as a whole.
"""

from collections.abc import Sequence
from unicodedata import category, east_asian_width


def aligned(rows: Sequence[Sequence[str]], least: int = 0) -> list[str]:
    """Rows as lines whose cells stand under one another, two spaces apart.

    Args:
        rows: cells that are harmless to show, as many in each row.
        least: how wide every column is at least, so that it stays where it was when its cells change.

    Returns:
        A line for each row, without blanks at its end.
    """
    widths = [max(least, *map(width, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(_padded, row, widths)).rstrip() for row in rows]


def width(text: str) -> int:
    """How many columns of a terminal a text takes: two for a wide character, none for an accent on the one before.

    The classes are those of the Unicode Standard, Annex 11, "East Asian Width".
    """
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(character: str) -> int:
    if category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1


def _padded(cell: str, wide: int) -> str:
    return cell + " " * (wide - width(cell))


def shortened(text: str, room: int) -> str:
    """A text that fits some columns; what is cut off shows as three dots."""
    if width(text) <= room:
        return text
    while text and width(text) > room - len(_CUT):
        text = text[:-1]
    return f"{text}{_CUT}"


_CUT = "..."
