import datetime as dt
import io
import sys
import time
import zipfile
from typing import Any

import pytest

from coprod.errors import Unusable
from coprod.sheets.cells import Table, letters
from coprod.sheets.tables import opened

LIMIT = 10_000_000
PAGE = "is a page or a picture, and no sheet: save the sheet as CSV or .xlsx, or tell coprod log who came"
TEXT = 'Name,Note\r\n"Zoë, the ""baker""","two\nlines"\r\n'
ROWS = [["Name", "Note"], ['Zoë, the "baker"', "two\nlines"]]


def tables(data: bytes, file: str, limit: int) -> list[Table]:
    return opened(data, file, limit).tables


def refusal(data: bytes, limit: int = LIMIT) -> str:
    with pytest.raises(Unusable) as caught:
        tables(data, "a", limit)
    [problem] = caught.value.problems
    return f"{problem.line}: {problem.message}" if problem.line else problem.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_encoding_and_separator_is_read(encoding: str, separator: str) -> None:
    text = TEXT.replace(",", separator, 1).replace(',"two', f'{separator}"two')
    assert ROWS in [table.rows for table in tables(text.encode(encoding), "a", LIMIT)]


def test_a_named_separator_counts_and_keeps_the_rows_numbers() -> None:
    [table] = tables(b"sep=;\na;b\n1;2\n", "a", LIMIT)
    assert table.rows == [[], ["a", "b"], ["1", "2"]]


def test_what_guards_against_formulas_is_taken_away() -> None:
    assert tables(b"a,'=1\n", "a", LIMIT)[-1].rows == [["a", "=1"]]


def test_a_cell_may_be_long() -> None:
    assert tables(b"a," + b"x" * 500_000, "a", LIMIT)[-1].rows[0][1] == "x" * 500_000


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"a,b\nZo\xeb,x\n", "2: is neither UTF-8 nor UTF-16: save it as CSV UTF-8"),
        (b'a,b\n"x,y\n', "2: is no proper CSV: unexpected end of data; look for a quote that is not closed"),
        (b"%PDF-1.7\nof a register", PAGE),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><table>", PAGE),
        (b"\x89PNG\r\n", PAGE),
        (b"\xff\xd8\xff\xe0 a photograph", PAGE),
        (b"\xd0\xcf\x11\xe0 old", "is an old Excel file, or one with a password: save it as .xlsx without one"),
        (b"PK\x03\x04 broken", "is no workbook that can be read: save the sheet as CSV UTF-8"),
    ],
)
def test_what_is_no_table_is_told(data: bytes, words: str) -> None:
    assert refusal(data) == words


def test_columns_are_called_as_spreadsheets_call_them() -> None:
    assert [letters(column) for column in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_a_problem_names_row_and_column() -> None:
    table = Table("a.csv", [["Name", "When"], ["Sam", "?"]])
    problem = table.problem("is no day", 1, 1, 0)
    assert (problem.line, problem.column, problem.message) == (2, 2, 'column B, "When": is no day')


def workbook(*sheets: list[list[Any]]) -> bytes:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_workbook_gives_days_and_numbers_as_they_are() -> None:
    [table] = tables(workbook([["Name", "When"], ["Sam", dt.datetime(2026, 4, 5, 10)], [None, 3.0, True]]), "a", LIMIT)
    assert table.rows == [["Name", "When"], ["Sam", dt.date(2026, 4, 5)], ["", "3", "TRUE"]]


def test_every_sheet_that_holds_something_is_a_table() -> None:
    found = tables(workbook([["a"]], [], [["b"]]), "a", LIMIT)
    assert [(table.name, table.rows) for table in found] == [("Sheet 1", [["a"]]), ("Sheet 3", [["b"]])]
    assert refusal(workbook([], [[None]])) == "is empty"


def test_without_openpyxl_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert refusal(b"PK\x03\x04") == (
        "is an Excel file, which needs openpyxl: install coprod[xlsx], or save the sheet as CSV UTF-8"
    )


def replaced(data: bytes, part: str, content: bytes) -> bytes:
    """A workbook with one of its parts exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return out.getvalue()


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</worksheet>'
CORNERS = SHEET % (
    b'<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    b'<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
)
WIDE = SHEET % (b"<sheetData>" + b'<row><c r="XFD1"><v>1</v></c></row>' * 2_000 + b"</sheetData>")
MERGED = SHEET % (
    b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="ALL1"><v>1</v></c></row>'
    + b"".join(b'<row r="%d"><c r="B%d"><v>1</v></c></row>' % (row, row) for row in range(2, 1_000))
    + b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
)
FAR = "holds a cell beyond 200,000 rows or 2,000 columns: split the sheet"
MANY = "has more cells than a sheet of attendance: split it, or raise COPROD_MAX_MB"


@pytest.mark.parametrize("content", [CORNERS, WIDE], ids=["corners", "wide"])
@pytest.mark.parametrize("limit", [1_000_000, 1_000_000_000])
def test_a_small_workbook_that_claims_much_is_refused(content: bytes, limit: int) -> None:
    data = replaced(workbook([["a"]]), "xl/worksheets/sheet1.xml", content)
    assert len(data) < 50_000
    assert refusal(data, limit).rpartition(": ")[2] in {MANY.rpartition(": ")[2], FAR.rpartition(": ")[2]}


@pytest.mark.parametrize("data", [b"x\n" * 200_001, b"a\n" + b"," * 2_000 + b"x\n"])
def test_a_cell_beyond_any_sheet_of_attendance_is_refused(data: bytes) -> None:
    assert refusal(data).endswith(FAR)


def test_merged_cells_hold_the_value_of_their_first() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["Day", "Name"], [dt.date(2026, 5, 14), "Amina"], [None, "Bryn"]):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    out = io.BytesIO()
    book.save(out)
    [table] = tables(out.getvalue(), "a", LIMIT)
    assert table.rows[2] == [dt.date(2026, 5, 14), "Bryn"]
    huge = replaced(out.getvalue(), "xl/worksheets/sheet1.xml", MERGED)
    assert refusal(huge) == "has more merged cells than a sheet of attendance: save it as CSV UTF-8"


def test_hidden_rows_and_struck_cells_are_told() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["Name"], ["Amina"], ["Bryn"], ["Jo"]):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.active["A4"].font = openpyxl.styles.Font(strike=True)
    out = io.BytesIO()
    book.save(out)
    [table] = tables(out.getvalue(), "a", LIMIT)
    assert table.hidden == {2}
    assert table.doubtful == {(3, 0): "is struck out"}


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_read() -> None:
    data = replaced(workbook([["a"]]), "xl/worksheets/sheet1.xml", b" " * 20_000_000)
    assert len(data) < 50_000
    much = "unpacks to too much; save the sheet as CSV UTF-8, or raise COPROD_MAX_MB"
    assert refusal(data, limit=1_000_000) == much


@pytest.mark.parametrize("data", [b"," * 200_000, b"x\n" * 200_000, b"x,\n" * 200_000])
def test_a_text_of_nothing_but_cells_is_refused(data: bytes) -> None:
    assert refusal(data, limit=1_000_000) == MANY


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"]
)
@pytest.mark.parametrize("content", [b"", b"<a>", b"\xff\xfe", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_a_broken_workbook_is_refused_or_read(part: str, content: bytes) -> None:
    data = replaced(workbook([["a"]]), part, content)
    words = {"is empty", "is no workbook that can be read: save the sheet as CSV UTF-8"}
    try:
        assert [table.rows for table in tables(data, "a", LIMIT)] == [[["a"]]]
    except Unusable as unusable:
        words &= {problem.message for problem in unusable.problems}
    assert words


FEW = "holds more styles, names or texts than a sheet of attendance: save the sheet as CSV UTF-8"


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/styles.xml", b"<styleSheet><cellXfs>" + b"<xf/>" * 2_000_000 + b"</cellXfs></styleSheet>"),
        ("xl/workbook.xml", b"<workbook>" + b'<definedName name="a"/>' * 500_000 + b"</workbook>"),
        ("xl/sharedStrings.xml", b"<sst>" + b"<si><t/></si>" * 7_000_000 + b"</sst>"),
        ("xl/worksheets/sheet1.xml", SHEET % (b"<mergeCells>" + b"<mergeCell/>" * 3_000_000 + b"</mergeCells>")),
    ],
)
def test_a_workbook_of_many_small_things_is_refused_before_it_costs_time(part: str, content: bytes) -> None:
    data = workbook([["a"]])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), part]):
            new.writestr(name, content if name == part else old.read(name))
    begun = time.process_time()
    assert refusal(out.getvalue()) == FEW
    assert time.process_time() - begun < 5


def test_a_formula_without_a_saved_value_stands_as_itself_and_is_told() -> None:
    [table] = tables(
        workbook([["Name", "Mark", "Sum"], ["Sam", "=IF(1,1,0)", None], ["Jo", None, "=SUM(B2)"]]), "a", LIMIT
    )
    assert [list(row) for row in table.rows] == [
        ["Name", "Mark", "Sum"],
        ["Sam", "=IF(1,1,0)"],
        ["Jo", "", "=SUM(B2)"],
    ]
    assert set(table.doubtful) == {(1, 1), (2, 2)}


def test_a_text_that_excel_is_told_to_keep_is_that_text() -> None:
    assert tables(b'a,="2026-05-14"\nb,="say ""x"""\n', "a", LIMIT)[-1].rows == [["a", "2026-05-14"], ["b", 'say "x"']]


CONTENT = """<?xml version="1.0"?><office:document-content office:version="1.2"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="May">%s</table:table></office:spreadsheet></office:body>
</office:document-content>"""
CELL = '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>'
DAY = CELL.replace('"string"', '"date" office:date-value="2026-05-14"') % "14/05"


def open_document(rows: str) -> bytes:
    out = io.BytesIO()
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/x"/></manifest:manifest>'
    )
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        new.writestr("META-INF/manifest.xml", manifest)
        new.writestr("content.xml", CONTENT % rows)
    return out.getvalue()


def test_an_open_document_sheet_is_read_and_says_what_it_cannot_tell() -> None:
    pytest.importorskip("python_calamine")
    rows = "".join(f"<table:table-row>{cells}</table:table-row>" for cells in (CELL % "Name", CELL % "Zoë" + DAY))
    found = opened(open_document(rows), "a.ods", LIMIT)
    assert [table.rows for table in found.tables] == [[["Name", ""], ["Zoë", dt.date(2026, 5, 14)]]]
    assert found.unseen.startswith("Rows that are hidden")


def test_a_small_open_document_that_claims_much_is_refused() -> None:
    pytest.importorskip("python_calamine")
    wide = CELL.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="16383"') % "x"
    far = f'<table:table-row table:number-rows-repeated="1048575">{wide}</table:table-row>'
    begun = time.process_time()
    with pytest.raises(Unusable):
        opened(open_document(far), "a.ods", LIMIT)
    assert time.process_time() - begun < 10


def test_without_calamine_an_open_document_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    assert refusal(open_document("")) == (
        "is an OpenDocument sheet: install coprod[ods], or save it as .xlsx, or as CSV UTF-8"
    )
