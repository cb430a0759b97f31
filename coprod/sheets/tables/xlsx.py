"""Excel workbooks, through openpyxl.

It gives one row after the other, so that what a workbook claims to hold can be bounded; calamine, which is quicker,
puts aside memory for every cell between the first and the last, and aborts the process where a small file names a far
corner (https://github.com/tafia/calamine/issues/693).
"""

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterable
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
            _require_few_parts(data, file, limit)
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            found = [
                Table(
                    file, _with_formulas(_rows(sheet, file, limit), sheet, data), sheet.title if len(shown) > 1 else ""
                )
                for sheet in shown
            ]
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


def _require_few_parts(data: bytes, file: str, limit: int) -> None:
    """Refuse what holds more elements than the reader gets through in a moment: it makes objects of styles and names.

    Ten thousand styles take it half a second, and a workbook that people keep has a few hundred.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for part in parts.infolist():
            few = part.filename.endswith(_OF_FEW) or part.filename.startswith("docProps/")
            most = _FEW if few else limit // (_BYTES_A_CELL if "worksheets/" in part.filename else _BYTES_A_TEXT)
            with parts.open(part) as stream:
                for chunk in iter(lambda: stream.read(_CHUNK), b""):
                    most -= chunk.count(b"<")
                    if most < 0:
                        much = (
                            "holds more styles, names or texts than a sheet of attendance: save the sheet as CSV UTF-8"
                        )
                        raise Unusable(Problem(file, much))


#: Parts of which each element costs the reader much.
_OF_FEW = ("styles.xml", "workbook.xml", ".rels", "[Content_Types].xml", "theme1.xml")
_FEW = 20_000
_BYTES_A_CELL, _BYTES_A_TEXT = 5, 20
_CHUNK = 1 << 20

#: A cell with a formula whose value nobody saved, as programs leave it that do not calculate.
_UNSAVED = re.compile(
    rb"<c\b([^>]{0,200})>\s{0,9}<f\b[^>]{0,300}?(?:/>|>([^<]{0,2000})</f>)\s{0,9}(?:<v\s?/>|<v></v>)?\s{0,9}</c>"
)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')


def _with_formulas(rows: list[list[Cell]], sheet: Any, data: bytes) -> list[list[Cell]]:
    """Rows in which each formula whose value was not saved stands as itself, and not as an empty cell."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        text = parts.read(sheet._worksheet_path)  # noqa: SLF001 - it has no other name
    if b"<f" not in text:
        return rows
    for found in _UNSAVED.finditer(text):
        if reference := _REFERENCE.search(found[1]):
            row, column = int(reference[2]) - 1, 0
            for letter in reference[1].decode():
                column = column * 26 + ord(letter) - ord("A") + 1
            if row < len(rows):
                rows[row] += [""] * (column - len(rows[row]))
                rows[row][column - 1] = f"={(found[2] or b'').decode('utf-8', 'replace')}"
    return rows


def _rows(sheet: Any, file: str, limit: int) -> list[list[Cell]]:
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
