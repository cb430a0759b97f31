"""A sheet's grid: rows of cells, whatever program the sheet came from."""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from coprod.errors import Problem, Unusable
from coprod.words import short

#: What a cell holds: text, empty where there is nothing, or a day where the program keeps days as such.
Cell = str | dt.date

Row = TypeVar("Row", bound=Sequence[object])


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Rows of cells, some of which may be shorter than others.

    Attributes:
        file: the file as the user named it.
        rows: the rows, beginning with row 1.
        name: the sheet's name, where the file has several.
    """

    file: str
    rows: Sequence[Sequence[Cell]]
    name: str = ""
    _filled: dict[int, list[int]] = field(default_factory=dict, repr=False)

    def cell(self, row: int, column: int | None) -> Cell:
        """One cell, by its row and column from 0; empty outside the sheet."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column is not None and column < len(cells) else ""

    def text(self, row: int, column: int | None) -> str:
        """What a cell says, without the blanks around it."""
        return str(self.cell(row, column)).strip()

    def filled(self, row: int) -> list[int]:
        """The columns of a row that say something; a row is asked for it many times, and looked through once."""
        if row not in self._filled:
            self._filled[row] = [
                column
                for column, cell in enumerate(self.rows[row])
                if cell and (cell.__class__ is not str or cell.strip())
            ]
        return self._filled[row]

    def problem(self, message: str, row: int, column: int | None = None, headings: int | None = None) -> Problem:
        """Something wrong with a cell, or with a row.

        Args:
            message: what is wrong.
            row: the row, from 0.
            column: the column, from 0.
            headings: the row of the headings, from 0.
        """
        sheet = f'sheet "{short(self.name)}": ' if self.name else ""
        if column is None:
            return Problem(self.file, sheet + message, row + 1)
        heading = "" if headings is None else short(self.text(headings, column))
        named = f'column {letters(column)}, "{heading}"' if heading else f"column {letters(column)}"
        return Problem(self.file, f"{sheet}{named}: {message}", row + 1, column + 1)


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell of a table, by its row and column from 0, and the row of the headings; without a column, a whole row."""

    table: Table
    row: int
    column: int | None = None
    headings: int | None = None

    def problem(self, message: str) -> Problem:
        """Something wrong with this cell."""
        return self.table.problem(message, self.row, self.column, self.headings)

    @property
    def text(self) -> str:
        """What the cell says."""
        return self.table.text(self.row, self.column)


@lru_cache(maxsize=20_000)
def folded(text: object) -> str:
    """A heading, name or mark, as it is compared with others: case, blanks and width do not count."""
    return " ".join(unicodedata.normalize("NFKC", str(text)).casefold().split())


@lru_cache(maxsize=20_000)
def bare(text: str) -> str:
    """A text as it is compared where spelling must not count either: letters and digits, without accents."""
    plain = unicodedata.normalize("NFD", folded(text))
    letters_and_digits = (char if char.isalnum() else " " for char in plain if not unicodedata.combining(char))
    return " ".join("".join(letters_and_digits).split())


def letters(column: int) -> str:
    """A column as spreadsheets call it: A, B, and after Z, AA."""
    before, last = divmod(column, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def bounded(rows: Iterable[Row], file: str, limit: int) -> Iterator[Row]:
    """The same rows, as long as they are not too many for the memory that a file of `limit` bytes may take.

    Raises:
        Unusable: where they are.
    """
    left = limit // _BYTES_A_CELL
    for row in rows:
        left -= len(row) + 1
        if left < 0:
            raise Unusable(Problem(file, "has more cells than a sheet of attendance: split it, or raise COPROD_MAX_MB"))
        yield row


#: What a cell takes in memory, in its row.
_BYTES_A_CELL = 10
