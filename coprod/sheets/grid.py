"""A sheet's grid: rows of cells, whatever program the sheet came from."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from coprod.errors import Problem, Unusable
from coprod.typed import short

#: What a cell holds: text, empty where there is nothing, or a day where the program keeps days as such.
Cell = str | dt.date

Row = TypeVar("Row", bound=Sequence[object])


@dataclass(frozen=True, slots=True)
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

    def cell(self, row: int, column: int | None) -> Cell:
        """One cell, by its place from 0; empty where there is no such place."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column is not None and column < len(cells) else ""

    def text(self, row: int, column: int | None) -> str:
        """What a cell says, without the blanks around it."""
        return str(self.cell(row, column)).strip()

    def problem(self, message: str, row: int, column: int | None = None, headings: int | None = None) -> Problem:
        """Something wrong with a cell, or with a row.

        Args:
            message: what is wrong.
            row: the row, from 0.
            column: the column, from 0.
            headings: the row of the headings, from 0.
        """
        if column is None:
            return Problem(self.file, message, row + 1)
        heading = "" if headings is None else short(self.text(headings, column))
        named = f'column {letters(column)}, "{heading}"' if heading else f"column {letters(column)}"
        return Problem(self.file, f"{named}: {message}", row + 1, column + 1)


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
