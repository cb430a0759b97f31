"""The cells of a spreadsheet: rows of them as a table, and text in them that is harmless to open, and read back."""

import csv
import datetime as dt
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from coprod.errors import Problem, Unusable
from coprod.words import short

#: A cell is text, empty if nothing stands there, or a day if the program keeps days as such.
Cell = str | dt.date

Row = TypeVar("Row", bound=Sequence[object])


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Rows of cells, some of which may be shorter than others."""

    file: str  # the file as the user named it
    rows: Sequence[Sequence[Cell]]  # the rows, beginning with row 1
    name: str = ""  # the sheet's title, if it is a sheet of a workbook
    hidden: frozenset[int] = frozenset()  # the rows, from 0, that the program does not show
    # What stands against a cell, by its row and column: it is struck out, or a formula without a value.
    doubtful: Mapping[tuple[int, int], str] = field(default_factory=dict)
    epoch: dt.date | None = None  # the day from which a workbook counts days; None in a text, where a number is no day

    def cell(self, row: int, column: int | None) -> Cell:
        """The cell at a row and column from 0; empty outside the sheet."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column is not None and column < len(cells) else ""

    def text(self, row: int, column: int | None) -> str:
        """The cell as text, without the blanks around it."""
        return str(self.cell(row, column)).strip()

    def filled(self, row: int) -> list[int]:
        """The columns of a row that hold something."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return [column for column, cell in enumerate(cells) if cell and (cell.__class__ is not str or cell.strip())]

    def problem(self, message: str, row: int, column: int | None = None, headings: int | None = None) -> Problem:
        """Something wrong with a cell, or with a row if no column is given; rows and columns count from 0."""
        sheet = f'sheet "{short(self.name)}": ' if self.name else ""
        if column is None:
            return Problem(self.file, sheet + message, row + 1)
        heading = "" if headings is None else short(self.text(headings, column))
        named = f'column {letters(column)}, "{heading}"' if heading else f"column {letters(column)}"
        return Problem(self.file, f"{sheet}{named}: {message}", row + 1, column + 1)


@lru_cache(maxsize=20_000)
def folded(text: object) -> str:
    """A heading, name or word as it is compared with others: case, blanks and Unicode form do not count."""
    return " ".join(unicodedata.normalize("NFKC", str(text)).casefold().split())


def letters(column: int) -> str:
    """A column as spreadsheets call it: A, B, and after Z, AA."""
    before, last = divmod(column, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


#: No sheet of attendance is larger.
_ROWS, _COLUMNS = 200_000, 2_000
#: What a cell takes in memory, in its row.
_BYTES_A_CELL = 10


def bounded(rows: Iterable[Row], file: str, limit: int) -> Iterator[Row]:
    """The same rows; Unusable if they are too many for a sheet, or for the memory that `limit` bytes may take."""
    left = limit // _BYTES_A_CELL
    for number, row in enumerate(rows):
        left -= len(row) + 1
        if left < 0:
            raise Unusable(Problem(file, "has more cells than a sheet of attendance: split it, or raise COPROD_MAX_MB"))
        if (number >= _ROWS and any(row)) or (len(row) > _COLUMNS and any(row[_COLUMNS:])):
            far = f"holds a cell beyond {_ROWS:,} rows or {_COLUMNS:,} columns: split the sheet"
            raise Unusable(Problem(file, far, number + 1))
        yield row


# What makes a spreadsheet take a cell for a formula, where a cell can begin: also after a separator, a quote or the end
# of a line, since a program that expects other separators splits the text there. In East Asian settings the wide
# forms count too. What few cells need is compiled by its first use.
_BEGINS = r"(?:^|(?<=[;,|\t\r\n\"\x0b\x0c\x85\u2028\u2029]))"
_FORMULA = r"[=+\-@\t\r\n＝＋－＠]"  # noqa: RUF001 - the wide forms are meant
_HARMFUL = re.compile(rf"{_BEGINS}(?='*{_FORMULA})")
_GUARDED = rf"{_BEGINS}'(?='*{_FORMULA})"

# What makes GitHub's runner take a line of a log for a command (see coprod.visible), with apostrophes within it or not.
_COMMANDS = re.compile(r"((?:^|[\r\n])[^\S\r\n]*)(?='*::)|(##)(?='*\[)")
_DISARMED = r"((?:^|[\r\n])[^\S\r\n]*)'(?='*::)|(##)'(?='*\[)"


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula and no pipeline for a command, by an apostrophe in such a mark."""
    return _COMMANDS.sub(r"\1\2'", _HARMFUL.sub("'", text))


def unguarded(cell: str) -> str:
    """The text that `guarded` made a cell of."""
    return re.sub(_GUARDED, "", re.sub(_DISARMED, r"\1\2", cell)) if "'" in cell else cell


def joined(items: Iterable[str]) -> str:
    r"""A list as one cell: semicolons between its items, and a backslash before one that is part of an item."""
    return "; ".join(re.sub(r"[\\;]|^\s|\s\Z", r"\\\g<0>", item) for item in items)


#: An item of a list, and what stands around it: a backslash takes the next letter into the item, whatever it is.
_ITEM = r"(?s)\s*+((?:\\.|[^;\\\s]|\\\Z|\s++(?!;|\Z))*+)\s*+(?:;|\Z)"


def parted(cell: str) -> list[str]:
    """The items of a list in a cell, without the blanks around them."""
    return [re.sub(r"\\(.)", r"\1", item, flags=re.DOTALL) for item in re.findall(_ITEM, cell) if item]


def written(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV whose cells cannot become formulas, with the line ends that its standard asks for."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([guarded(str(cell)) for cell in row] for row in rows)
    return text.getvalue()
