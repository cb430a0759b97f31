"""From the bytes of a spreadsheet to tables, whatever the encoding, the separators and the program.

`csv.Sniffer` guesses a separator from how often characters come: it takes "a" for that of a sheet of the names Sam
Lee and Jo Day. Here each separator is tried, and the shapes of sheets choose the table whose headings they know.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from coprod.errors import Problem, Unusable
from coprod.sheets.grid import Table, bounded
from coprod.sheets.tables.cells import unguarded

_ZIP = b"PK\x03\x04"
#: OpenDocument files say what they are in their first part. No reader of them that is kept up streams, so that what a
#: small file claims to hold could be bounded; every program that writes them writes .xlsx too.
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_SEPARATORS = "\t;,"
#: Some programs put the separator on a line of its own before the sheet.
_NAMED_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class File:
    """What a file holds.

    Attributes:
        tables: its tables: the sheets of a workbook, or what a text may mean, one for each separator.
        sheets: whether they are sheets, all of which the file holds, and not ways to read one text.
    """

    tables: list[Table]
    sheets: bool = False


def opened(data: bytes, file: str, limit: int) -> File:
    """The tables of a file.

    Args:
        data: the file's bytes.
        file: how to name it in messages.
        limit: the most bytes that a workbook may unpack to.

    Raises:
        Unusable: where the bytes are neither text nor a workbook, or can be read in no way.
    """
    if data.startswith(_ZIP) and _OPEN_DOCUMENT in data[:200]:
        raise Unusable(Problem(file, "is an OpenDocument sheet: save it as .xlsx, or as CSV UTF-8"))
    if data.startswith(_ZIP):
        from coprod.sheets.tables.xlsx import tables as workbook  # noqa: PLC0415 - the reader is optional

        return File(workbook(data, file, limit), sheets=True)
    if data.startswith(_OLD_OFFICE):
        raise Unusable(Problem(file, "is an old Excel file, or one with a password: save it as .xlsx without one"))
    return File(list(_texts(_text(data, file), file, limit)))


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
    # A separator that stands nowhere parts nothing; where none does, the sheet has one column.
    present = [separator for separator in _SEPARATORS if separator in text] or [","]
    for separator in named[1] if named else present:
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
    # A cell may be as long as the file, whose length is bounded. The limit is the whole process's, so it only grows.
    csv.field_size_limit(max(len(text), csv.field_size_limit()))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            yield list(map(unguarded, row))
    except csv.Error as error:
        raise _Broken(str(error), reader.line_num) from error
