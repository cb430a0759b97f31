"""Lines that fit a width: sentences wrapped between words, tables that become lists, commands that stay whole.

Every width is given, and none is worked out by taking something away: whatever is too narrow is shown in fewer columns.
"""

import re
from collections.abc import Sequence
from unicodedata import category, east_asian_width

#: A command to copy: it is never broken, not even between its words.
_COMMAND = re.compile(
    r"""\bcoprod [a-z]+(?: (?:--?[a-zA-Z][\w-]*|[A-Z][A-Z|-]*\b|"[^"]*"|[\w/-]+\.(?:toml|html|md)))*"""
)

#: The words of a text, each with the blanks before it; the last is empty.
_WORDS = re.compile(r"(\s*)(\S*)")

#: Stands for a blank inside a command while lines are broken.
_HELD = "\ue000"

_BETWEEN = "  "
#: What begins and ends a colour, which takes no column.
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_CUT = "..."


def width(text: str) -> int:
    """How many columns of a terminal a text takes: two for a wide character, none for an accent on the one before.

    The classes are those of the Unicode Standard, Annex 11, "East Asian Width".
    """
    text = _COLOUR.sub("", text)
    if text.isascii():
        return len(text)
    seen = [character for character in text if category(character) not in {"Mn", "Me", "Cf"}]
    return len(seen) + sum(east_asian_width(character) in {"W", "F"} for character in seen)


def wrapped(text: str, columns: int, indent: str = "", hanging: str | None = None) -> list[str]:
    """A text as lines of so many columns, broken between words only; a command and a long word stand whole.

    Lines begin with the indent, those after the first with `hanging` if it is given. An indent that would leave less
    than half of the columns is left out.
    """
    further = indent if hanging is None else hanging
    if 2 * max(len(indent), len(further)) > columns:
        indent = further = ""
    if text.strip() and width(text) + len(indent) <= columns:
        return [indent + text]
    held = _COMMAND.sub(lambda found: found.group().replace(" ", _HELD), text)
    lines: list[str] = []
    line, room = indent, False
    for gap, word in _WORDS.findall(held):
        if not word:
            break
        between = (gap if gap.isprintable() else " ") if room else ""
        if room and width(line + between + word) > columns:
            lines.append(line)
            line, between = further, ""
        line, room = line + between + word, True
    return [one.replace(_HELD, " ") for one in [*lines, *([line] if room else [])]]


def fitted(text: str, columns: int) -> str:
    """Lines of text, of which those that are too long go on in further ones, a little further in."""
    lines = []
    for line in text.splitlines():
        indent = line[: len(line) - len(line.lstrip())]
        lines += wrapped(line.strip(), columns, indent, f"{indent}{_BETWEEN}") or [""]
    return "".join(f"{line}\n" for line in lines)


def paragraph(text: str, columns: int, indent: str = "") -> str:
    """A text wrapped to a width, with the end of its last line."""
    return "".join(f"{line}\n" for line in wrapped(text, columns, indent)) or "\n"


def aligned(rows: Sequence[Sequence[str]], least: int = 0) -> list[str]:
    """Rows as lines, two spaces between their cells, without blanks at the end; no column is narrower than `least`."""
    widths = [max(least, *map(width, column)) for column in zip(*rows, strict=True)]
    padded = ([cell + " " * max(0, wide - width(cell)) for cell, wide in zip(row, widths, strict=True)] for row in rows)
    return [_BETWEEN.join(cells).rstrip() for cells in padded]


def table(rows: Sequence[Sequence[str]], columns: int) -> list[str]:
    """A heading and rows in columns if they fit the width, else each row as a list: its first cell, then the others.

    A cell of the list says its heading before it, and an empty one is left out.
    """
    lines = aligned(rows)
    if max(map(width, lines)) <= columns:
        return lines
    headings, *others = rows
    lines = []
    for first, *cells in others:
        lines += wrapped(first, columns)
        for heading, cell in zip(headings[1:], cells, strict=True):
            lines += wrapped(f"{heading}: {cell}" if heading else cell, columns, _BETWEEN) if cell else []
    return lines


def shortened(text: str, room: int) -> str:
    """A text that fits some columns; what is cut off shows as three dots, where there is room for them."""
    if width(text) <= room:
        return text
    cut = _CUT if room > len(_CUT) else ""
    while text and width(text) + len(cut) > room:
        text = text[:-1]
    return f"{text}{cut}"
