"""Attendance as other programs keep it: long sheets, matrices, and the exports of meeting tools.

Pure: bytes become a table, a table becomes meetings, and meetings become sessions. A new shape is one module with
`NAME`, `SAID`, `fits` and `read`, and one entry below.
"""

from collections.abc import Mapping
from types import ModuleType

from coprod.errors import Problem, Unusable
from coprod.sheets.grid import Table
from coprod.sheets.reading import headings
from coprod.sheets.reading.meeting import Reading, Side, Wishes, folded, one_side
from coprod.sheets.shapes import long, matrix, meet, teams, zoom
from coprod.sheets.tables.opened import tables

#: The shapes, those with the most telling headings first.
SHAPES: tuple[ModuleType, ...] = (zoom, teams, meet, matrix, long)


def read(data: bytes, file: str, limit: int, wishes: Wishes, shape: str | None) -> tuple[ModuleType, Reading]:
    """Read a sheet of attendance.

    Args:
        data: the file's bytes.
        file: how to name it in messages.
        limit: the most bytes that a workbook may unpack to.
        wishes: how it is to be read.
        shape: the name of the shape that it has; left out, it is recognised.

    Returns:
        The shape, and what was read, with every problem of it.

    Raises:
        Unusable: where the bytes are no table, or it has none of the shapes.
    """
    found = tables(data, file, limit)
    shapes = [one for one in SHAPES if shape in (None, one.NAME)]
    for one in shapes:
        for table in found:
            if one.fits(table, wishes):
                return one, one.read(table, wishes)
    if shape in ("long", "matrix"):
        # Reading it in spite of that says what is missing.
        return shapes[0], shapes[0].read(_widest(found), wishes)
    raise Unusable(Problem(file, f"does not look like {shapes[0].SAID}" if shape else _unknown(_widest(found))))


def _widest(found: list[Table]) -> Table:
    """The table whose cells are parted best: the one with the most columns near its top."""
    return max(found, key=lambda table: max(map(len, table.rows[: headings.TOP])))


def _unknown(table: Table) -> str:
    row = headings.row_of_headings(table, {})
    return (
        "has no shape that is known: no heading says which column names people. Say how to read it with --as, and "
        f"which column is which with --column person=HEADING; in row {row + 1} stand {headings.listed(table, row)}"
    )


def listed_sides(data: bytes, file: str, limit: int) -> Mapping[str, Side]:
    """The sides in a list of people, by name, label or email address.

    Args:
        data: the bytes of a sheet with columns for people and for their sides.
        file: how to name it in messages.
        limit: the most bytes that a workbook may unpack to.

    Raises:
        Unusable: with every problem of the list.
    """
    for table in tables(data, file, limit):
        top = headings.row_of_headings(table, {})
        found = headings.columns(table, top, {})
        if "side" in found and (headings.names_people(found) or "email" in found):
            return _sides(table, top, found)
    raise Unusable(Problem(file, "needs two columns, headed person (or email) and side"))


def _sides(table: Table, top: int, found: Mapping[str, int]) -> Mapping[str, Side]:
    sides: dict[str, Side] = {}
    problems = []
    for row in range(top + 1, len(table.rows)):
        words = [folded(headings.name(table, row, found)), folded(table.text(row, found.get("email")))]
        side = one_side(table.text(row, found["side"]))
        if side is None and any(words):
            problems.append(table.problem("write community or professional", row, found["side"], top))
        elif side and any(sides.setdefault(word, side) != side for word in words if word):
            problems.append(table.problem("is listed on both sides", row, headings.naming(found), top))
    if problems:
        raise Unusable(*problems)
    return sides
