"""From the bytes of a spreadsheet to tables of cells, whatever the encoding, the separators and the program.

`csv.Sniffer` guesses a separator from how often characters come: it takes "a" for that of a sheet of the names Sam
Lee and Jo Day. Here each separator is tried, and the mapping chooses the table that has its headings.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from coprod.errors import Problem, Unusable
from coprod.sheets.cells import Table, bounded, unguarded
from coprod.store.read import encoding

_ZIP = b"PK\x03\x04"
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_PAGES = (b"%pdf", b"<!doctype html", b"<html", b"{\\rtf", b"\xff\xd8\xff", b"\x89png")
_SEPARATORS = "\t;,|"
#: Some programs put the separator on a line of its own before the sheet.
_NAMED_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class File:
    """What a file holds."""

    tables: list[Table]  # its tables: the sheets of a workbook, or what a text may mean, one for each separator
    sheets: bool = False  # whether they are sheets, all of which the file holds, and not ways to read one text
    unseen: str = ""  # what its reader cannot tell, in a sentence; empty if it tells all


def opened(data: bytes, file: str, limit: int) -> File:
    """The tables of a file."""
    from coprod.sheets import xlsx  # noqa: PLC0415 - most sheets are texts

    if data.startswith(_ZIP):
        read = xlsx.open_document if _OPEN_DOCUMENT in data[:200] else xlsx.workbook
        tables, unseen = read(data, file, limit)
        return File(tables, sheets=True, unseen=unseen)
    if data.startswith(_OLD_OFFICE):
        raise Unusable(Problem(file, "is an old Excel file, or one with a password: save it as .xlsx without one"))
    if data[:100].removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(_PAGES):
        how = "save the sheet as CSV or .xlsx, or tell coprod log who came"
        raise Unusable(Problem(file, f"is a page or a picture, and no sheet: {how}"))
    return File(list(_texts(_text(data, file), file, limit)))


def _text(data: bytes, file: str) -> str:
    try:
        return data.decode(encoding(data)).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unusable(Problem(file, "is neither UTF-8 nor UTF-16: save it as CSV UTF-8", line)) from error


def _texts(text: str, file: str, limit: int) -> Iterator[Table]:
    named = _NAMED_SEPARATOR.match(text)
    problem: Problem | None = Problem(file, "is empty")
    # A separator that stands nowhere parts nothing; if none does, the sheet has one column.
    present = [separator for separator in _SEPARATORS if separator in text] or [","]
    # A cell may be as long as the file, whose length is bounded. The limit is the whole process's, so it only grows.
    csv.field_size_limit(max(len(text), csv.field_size_limit()))
    for separator in named[1] if named else present:
        body = io.StringIO(text[named.end() :] if named else text, newline="")
        reader = csv.reader(body, delimiter=separator, strict=True)
        try:
            rows = list(bounded((list(map(_cell, row)) for row in reader), file, limit))
        except csv.Error as error:
            message = f"is no proper CSV: {error}; look for a quote that is not closed"
            problem = problem and Problem(file, message, reader.line_num)
            continue
        if any(map(any, rows)):
            problem = None
            yield Table(file, [[], *rows] if named else rows)
    if problem:
        raise Unusable(problem)


def _cell(text: str) -> str:
    """A cell's text; Excel is told by `="0123"` to keep a text as it is."""
    if text[:2] == '="' and text[-1:] == '"' and len(text) > len('="'):
        return text[2:-1].replace('""', '"')
    return unguarded(text)
