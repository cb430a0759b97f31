"""Workbooks: .xlsx through openpyxl, .ods through calamine.

openpyxl gives one row after the other, so that what a workbook claims to hold can be bounded. calamine, which is
quicker, tells neither hidden rows nor struck-out cells, gives a formula without a value as an empty cell, and aborts
the process if a small .xlsx names a far corner (https://github.com/tafia/calamine/issues/693); it refuses such an .ods.
"""

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from coprod.errors import Problem, Unusable
from coprod.sheets.cells import Cell, Table, bounded, unguarded
from coprod.words import short

#: What is said of an .ods, whose reader does not tell.
_UNSEEN = "Rows that are hidden and cells that are struck out are not seen in an .ods: save it as .xlsx if it has any."

#: What stands against a cell.
UNSAVED, STRUCK = "holds a formula without a saved value", "is struck out"


def workbook(data: bytes, file: str, limit: int) -> tuple[list[Table], str]:
    """The sheets of an .xlsx that are shown and hold something, and what is not seen of the others."""
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - optional
    except ImportError as error:
        wanted = "is an Excel file, which needs openpyxl: install coprod[xlsx], or save the sheet as CSV UTF-8"
        raise Unusable(Problem(file, wanted)) from error

    def read() -> Iterator[Table]:
        _require_few_parts(data, file, limit)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        hidden.extend(sheet.title for sheet in book.worksheets if sheet not in shown)
        for sheet in shown:
            yield _table(sheet, data, file, limit, sheet.title if len(shown) > 1 else "")

    hidden: list[str] = []
    return _filled(read, data, file, limit), _hidden(hidden)


def open_document(data: bytes, file: str, limit: int) -> tuple[list[Table], str]:
    """The sheets of an .ods that are shown and hold something, and what is not seen of it."""
    try:
        import python_calamine  # noqa: PLC0415 - optional
    except ImportError as error:
        wanted = "is an OpenDocument sheet: install coprod[ods], or save it as .xlsx, or as CSV UTF-8"
        raise Unusable(Problem(file, wanted)) from error

    def read() -> Iterator[Table]:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        visible = python_calamine.SheetVisibleEnum.Visible
        shown = [number for number, sheet in enumerate(book.sheets_metadata) if sheet.visible == visible]
        hidden.extend(name for number, name in enumerate(book.sheet_names) if number not in shown)
        for number in shown:
            sheet = book.get_sheet_by_index(number)
            name = book.sheet_names[number] if len(shown) > 1 else ""
            rows = [[_cell(value) for value in row] for row in bounded(sheet.iter_rows(), file, limit)]
            rows = [[]] * ((sheet.start or (0, 0))[0] if sheet.height < sheet.total_height else 0) + rows
            _merge(rows, [(*first, *last) for first, last in sheet.merged_cell_ranges or ()], file)
            yield Table(file, rows, name, epoch=_EPOCH)

    hidden: list[str] = []
    tables = _filled(read, data, file, limit)
    return tables, " ".join(filter(None, (_UNSEEN, _hidden(hidden))))


def _hidden(sheets: list[str]) -> str:
    return f"Hidden sheets are not read: {', '.join(map(short, sheets))}." if sheets else ""


def _filled(read: Callable[[], Iterator[Table]], data: bytes, file: str, limit: int) -> list[Table]:
    """The tables that hold something, of a file that does not unpack to too much."""
    with warnings.catch_warnings():
        # What a reader cannot keep, such as drop-down lists, is not needed.
        warnings.simplefilter("ignore")
        try:
            _require_size(data, file, limit)
            found = [table for table in read() if any(map(any, table.rows))]
        except Unusable:
            raise
        except Exception as error:  # a broken workbook breaks the reader in many ways
            raise Unusable(Problem(file, "is no workbook that can be read: save the sheet as CSV UTF-8")) from error
    if not found:
        raise Unusable(Problem(file, "is empty"))
    return found


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
_MERGED = re.compile(rb'<mergeCell\b[^>]{0,40}?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_HIDDEN = re.compile(rb'<row\b(?=[^>]{0,400}\bhidden="(?:1|true)")[^>]{0,400}?\br="(\d{1,7})"')
#: The most cells that merged cells may fill.
_MOST_MERGED = 500_000
_EPOCH = dt.date(1899, 12, 30)


def _table(sheet: Any, data: bytes, file: str, limit: int, name: str) -> Table:
    book = sheet.parent
    # What the sheet declares to be its size need not be true.
    sheet.reset_dimensions()
    struck = [book._fonts[style.fontId].strike for style in book._cell_styles]  # noqa: SLF001 - a cell's font is slower
    doubtful: dict[tuple[int, int], str] = {}

    def values() -> Iterator[list[Any]]:
        for number, cells in enumerate(sheet.iter_rows()):
            for column, cell in enumerate(cells):
                style = getattr(cell, "_style_id", 0)
                if style and cell.value is not None and struck[style]:
                    doubtful[number, column] = STRUCK
            yield [cell.value for cell in cells]

    rows = [[_cell(value) for value in row] for row in bounded(values(), file, limit)]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        text = parts.read(sheet._worksheet_path)  # noqa: SLF001 - it has no other name
    for found in _UNSAVED.finditer(text) if b"<f" in text else ():
        if reference := _REFERENCE.search(found[1]):
            row, column = int(reference[2]) - 1, _column(reference[1])
            if row < len(rows):
                rows[row] += [""] * (column + 1 - len(rows[row]))
                rows[row][column] = f"={(found[2] or b'').decode('utf-8', 'replace')}"
                doubtful[row, column] = UNSAVED
    _merge(rows, [(int(b) - 1, _column(a), int(d) - 1, _column(c)) for a, b, c, d in _MERGED.findall(text)], file)
    hidden = frozenset(int(row) - 1 for row in _HIDDEN.findall(text))
    return Table(file, rows, name, hidden, doubtful, epoch=book.epoch.date())


def _column(name: bytes) -> int:
    """A column from 0, by its letters."""
    column = 0
    for letter in name.decode():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _merge(rows: list[list[Cell]], ranges: Iterable[tuple[int, int, int, int]], file: str) -> None:
    """Write the first cell of each merged range into its other cells, as far as the sheet goes."""
    width, left = max(map(len, rows), default=0), _MOST_MERGED
    for top, first, bottom, last in ranges:
        value = rows[top][first] if top < len(rows) and first < len(rows[top]) else ""
        if not value:
            continue
        end = min(last + 1, width)
        for cells in rows[top : bottom + 1]:
            left -= max(end - first, 0)
            if left < 0:
                raise Unusable(Problem(file, "has more merged cells than a sheet of attendance: save it as CSV UTF-8"))
            cells.extend([""] * (end - len(cells)))
            cells[first:end] = [value] * (end - first)


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
