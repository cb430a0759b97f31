"""Text in the cells of a spreadsheet: harmless to open, and read back as it was."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

# What makes a spreadsheet take a cell for a formula, where a cell can begin: also after a separator, a quote or the end
# of a line, since a program that expects other separators splits the text there. In East Asian settings the wide
# forms count too.
_BEGINS = r"(?:^|(?<=[;,|\t\r\n\"\x0b\x0c\x85\u2028\u2029]))"
_FORMULA = r"[=+\-@\t\r\n＝＋－＠]"  # noqa: RUF001 - the wide forms are meant
_HARMFUL = re.compile(rf"{_BEGINS}(?='*{_FORMULA})")
_GUARDED = re.compile(rf"{_BEGINS}'(?='*{_FORMULA})")

# What makes GitHub's runner take a line of a log for a command (see coprod.words), with apostrophes within it or not.
_COMMANDS = re.compile(r"((?:^|[\r\n])[^\S\r\n]*)(?='*::)|(##)(?='*\[)")
_DISARMED = re.compile(r"((?:^|[\r\n])[^\S\r\n]*)'(?='*::)|(##)'(?='*\[)")


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula and no pipeline for a command, by an apostrophe in such a mark."""
    return _COMMANDS.sub(r"\1\2'", _HARMFUL.sub("'", text))


def unguarded(cell: str) -> str:
    """The text that `guarded` made a cell of."""
    return _GUARDED.sub("", _DISARMED.sub(r"\1\2", cell)) if "'" in cell else cell


def joined(items: Iterable[str]) -> str:
    r"""A list as one cell: semicolons between its items, and a backslash before one that is part of an item."""
    return "; ".join(re.sub(r"[\\;]|^\s|\s\Z", r"\\\g<0>", item) for item in items)


def parted(cell: str) -> list[str]:
    """The items of a list in a cell, without the blanks around them."""
    items: list[str] = []
    parts: list[str] = []
    for part in cell.split(";"):
        parts.append(part)
        if not _escapes(part):
            items.append(_bare(";".join(parts)))
            parts = []
    items.append(_bare(";".join(parts)))
    return [re.sub(r"\\(.)", lambda escape: escape[1], item, flags=re.DOTALL) for item in items if item]


def _bare(item: str) -> str:
    """An item without the blanks around it; one after a backslash belongs to it."""
    item = item.lstrip()
    end = item.rstrip()
    return item[: len(end) + _escapes(end)]


def _escapes(text: str) -> bool:
    """Whether the backslash at the end of a text, if there is one, is for what comes next, and not for itself."""
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def written(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV whose cells cannot become formulas, with the line ends that its standard asks for."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([guarded(str(cell)) for cell in row] for row in rows)
    return text.getvalue()
