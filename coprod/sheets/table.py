"""From the bytes of a spreadsheet to rows of cells, whatever the encoding, the separators and the program."""

import codecs
import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from coprod.model import Problem, Unusable
from coprod.sheets.cells import unguarded
from coprod.typed import short

#: What a cell holds: text, empty where there is nothing, or a day where the program keeps days as such.
Cell = str | dt.date

Row = TypeVar("Row", bound=Sequence[object])

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_SEPARATORS = "\t;,"
#: Some programs put the separator on a line of its own before the sheet.
_NAMED_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


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


def tables(data: bytes, file: str, limit: int) -> list[Table]:
    """The tables that the bytes may mean: one for each sheet of a workbook, or for each separator of a text.

    Args:
        data: the file's bytes.
        file: how to name it in messages.
        limit: the most bytes that a workbook may unpack to.

    Raises:
        Unusable: where the bytes are neither text nor a workbook, or can be read in no way.
    """
    if data.startswith(_ZIP):
        from coprod.sheets.xlsx import tables as workbook  # noqa: PLC0415 - the reader is optional

        return workbook(data, file, limit)
    if data.startswith(_OLD_OFFICE):
        raise Unusable(Problem(file, "is an old Excel file, or one with a password: save it as .xlsx without one"))
    return list(_texts(_text(data, file), file, limit))


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


def _text(data: bytes, file: str) -> str:
    try:
        return data.decode(_encoding(data)).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unusable(Problem(file, "is neither UTF-8 nor UTF-16: save it as CSV UTF-8", line)) from error


def _encoding(data: bytes) -> str:
    """UTF-16 by its byte-order mark, or by the zero byte of the first letter; UTF-8 otherwise."""
    if data.startswith(codecs.BOM_UTF16_LE) or data[1:2] == b"\0":
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE) or data[:1] == b"\0":
        return "utf-16-be"
    return "utf-8"


def _texts(text: str, file: str, limit: int) -> Iterator[Table]:
    named = _NAMED_SEPARATOR.match(text)
    problem = Problem(file, "is empty")
    found = False
    for separator in named[1] if named else _SEPARATORS:
        try:
            rows = list(bounded(_rows(text[named.end() :] if named else text, separator), file, limit))
        except _Broken as broken:
            message = f"is no proper CSV: {broken}; look for a quote that is not closed"
            problem = Problem(file, message, broken.line)
            continue
        rows = [[], *rows] if named else rows
        if any(map(any, rows)):
            found = True
            yield Table(file, rows)
    if not found:
        raise Unusable(problem)


class _Broken(Exception):
    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    # A cell may be as long as the file; the file's length is bounded.
    csv.field_size_limit(max(len(text), 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            yield list(map(unguarded, row))
    except csv.Error as error:
        raise _Broken(str(error), reader.line_num) from error
