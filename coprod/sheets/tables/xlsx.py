"""Excel workbooks, through openpyxl.

It gives one row after the other, so that what a workbook claims to hold can be bounded; calamine, which is quicker,
puts aside memory for every cell between the first and the last, and aborts the process where a small file names a far
corner (https://github.com/tafia/calamine/issues/693).
"""

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from coprod.errors import Problem, Unusable
from coprod.sheets.grid import Cell, Table, bounded
from coprod.sheets.tables.cells import unguarded


def tables(data: bytes, file: str, limit: int) -> list[Table]:
    """The sheets of a workbook that are shown and hold something.

    Args:
        data: the file's bytes.
        file: how to name it in messages.
        limit: the most bytes that it may unpack to.

    Raises:
        Unusable: where openpyxl is not installed, or it cannot read the file, or the file is too large.
    """
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - optional
    except ImportError as error:
        wanted = "is an Excel file, which needs openpyxl: install coprod[xlsx], or save the sheet as CSV UTF-8"
        raise Unusable(Problem(file, wanted)) from error
    with warnings.catch_warnings():
        # What it cannot keep, such as drop-down lists, is not needed.
        warnings.simplefilter("ignore")
        try:
            _require_size(data, file, limit)
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            found = [Table(file, _rows(sheet, file, limit), sheet.title if len(shown) > 1 else "") for sheet in shown]
        except Unusable:
            raise
        except Exception as error:  # a broken workbook breaks the reader in many ways
            raise Unusable(Problem(file, "is no workbook that can be read: save the sheet as CSV UTF-8")) from error
    filled = [table for table in found if any(map(any, table.rows))]
    if not filled:
        raise Unusable(Problem(file, "is empty"))
    return filled


def _require_size(data: bytes, file: str, limit: int) -> None:
    """Refuse what would unpack to too much; the reader unpacks no more of a part than is declared."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if sum(part.file_size for part in parts.infolist()) > 10 * limit:
            much = "unpacks to too much; save the sheet as CSV UTF-8, or raise COPROD_MAX_MB"
            raise Unusable(Problem(file, much))


def _rows(sheet: Any, file: str, limit: int) -> list[Sequence[Cell]]:
    # What the sheet declares to be its size need not be true.
    sheet.reset_dimensions()
    return [_cells(row) for row in bounded(sheet.iter_rows(values_only=True), file, limit)]


def _cells(row: Iterable[object]) -> list[Cell]:
    return [_cell(value) for value in row]


def _cell(value: object) -> Cell:
    match value:
        case None:
            return ""
        case dt.datetime():
            return value.date()
        case dt.date():
            return value
        case bool():
            return str(value).upper()
        case float() if value.is_integer():
            return str(int(value))
        case str():
            return unguarded(value)
        case _:
            return str(value)
