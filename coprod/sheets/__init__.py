"""Attendance as other programs keep it: long sheets, matrices, minutes, and the exports of meeting tools.

Pure: bytes become tables, tables become meetings, and meetings become sessions. Every row ends in one of four places:
its people came, they are left out for a reason that is told, they are counted, or the import stops. A new shape is one
module with a `SHAPE`, and one entry below.
"""

from collections.abc import Mapping, Sequence

from coprod.errors import Problem, Unusable
from coprod.sheets.grid import CellPlace, Table, folded
from coprod.sheets.reading import headings
from coprod.sheets.reading.blocks import Block, laid_out, section_of
from coprod.sheets.reading.meeting import Choice, Reading, ReadOptions, one_side
from coprod.sheets.reading.sides import SideOrNone
from coprod.sheets.shapes import calls, long, matrix, minutes
from coprod.sheets.shapes.shape import Shape
from coprod.sheets.tables.opened import File, opened

#: The shapes, those with the most telling headings first.
SHAPES: tuple[Shape, ...] = (*calls.SHAPES, matrix.SHAPE, long.SHAPE, minutes.SHAPE)


def read(data: bytes, file: str, limit: int, options: ReadOptions, shape: str | None) -> Reading:
    """Read a sheet of attendance.

    Args:
        data: the file's bytes.
        file: how to name it in messages.
        limit: the most bytes that a workbook may unpack to.
        options: how it is to be read.
        shape: the name of the shape that it has; left out, it is recognised.

    Returns:
        What was read, with every problem of it.

    Raises:
        Unusable: where the bytes are no table, or it has none of the shapes.
    """
    found = opened(data, file, limit)
    tables = _chosen(found, file, options)
    shapes = [known for known in SHAPES if shape in {None, known.name}]
    candidates = tables if found.sheets else sorted(tables, key=_parted, reverse=True)
    for known in shapes:
        for table in candidates:
            if known.fits(table, options):
                return _read(known, table, tables if found.sheets else [table], options)
    widest = max(tables, key=_parted)
    if shape in {"long", "matrix"}:
        # Reading it in spite of that says what is missing.
        return _read(shapes[0], widest, [widest], options)
    raise Unusable(Problem(file, f"does not look like {shapes[0].sentence}" if shape else _unknown(widest)))


def _chosen(found: File, file: str, options: ReadOptions) -> Sequence[Table]:
    """The sheets that the user names, or all."""
    if not options.sheets:
        return found.tables
    chosen = [table for table in found.tables if folded(table.name) in options.sheets]
    if not chosen:
        here = (
            ", ".join(f'"{table.name}"' for table in found.tables) if found.sheets else "none, since it is no workbook"
        )
        raise Unusable(Problem(file, f"no sheet has the name that --sheet gives; its sheets are {here}"))
    return chosen


def _parted(table: Table) -> tuple[int, int]:
    """How well the cells of a text are parted: by how many headings are known, then by the columns near its top."""
    rows = [[str(cell) for cell in row] for row in table.rows[: headings.TOP]]
    known = max(
        (sum(bool(headings.field_of(cell) or headings.telling(cell)) for cell in row if cell) for row in rows),
        default=0,
    )
    return known, max(map(len, rows), default=0)


def _read(shape: Shape, first: Table, tables: Sequence[Table], options: ReadOptions) -> Reading:
    reading = Reading(first, shape.sentence)
    together = shape.agree(first, options)
    agreeing = [table for table in tables if shape.fits(table, options) and shape.agree(table, options) == together]
    agreeing = agreeing or [first]
    for table in tables:
        if table not in agreeing:
            _pass_over(table, agreeing, reading, options)
    shape.read(agreeing, reading, options)
    reading.read_tables = agreeing
    _require_every_row(agreeing, reading)
    return reading


def _pass_over(table: Table, read_too: list[Table], reading: Reading, options: ReadOptions) -> None:
    """Leave a sheet out, in so many words; one that names people too is asked about."""
    section = section_of(table.name, options.values)
    layout = laid_out(table, options.columns, options.values)
    people = bool(layout.blocks) or any(shape.fits(table, options) for shape in SHAPES)
    if people and not options.sheets and not (section and section.meaning == "absent"):
        choices = [Choice("only this sheet is read", "--sheet", other.name) for other in (read_too[0], table)]
        reading.ask(
            "names people under other headings than the sheet that is read",
            CellPlace(table, layout.blocks[0].top if layout.blocks else 0),
            *choices,
        )
    reading.remark(f'Not read: sheet "{table.name}".')


def _require_every_row(tables: Sequence[Table], reading: Reading) -> None:
    """Require that each row came, was left out, was counted or speaks of the sheet; otherwise nothing is recorded."""
    if reading.problems or reading.questions or reading.exact:
        return
    places = [entry.place for entry in reading.left_out]
    places += [came.place for meeting in reading.meetings for came in meeting.came]
    places += [counted.place for meeting in reading.meetings for counted in meeting.counted]
    ended = {(id(place.table), place.row) for place in places} | reading.about | reading.nameless
    for table in tables:
        for row in range(len(table.rows)):
            if any(table.rows[row]) and (id(table), row) not in ended and table.filled(row):
                reading.wrong(
                    "nobody can tell what this row says: take it out of the sheet, or name it with --leave-out",
                    CellPlace(table, row),
                )


def _unknown(table: Table) -> str:
    row = next((row for row in range(min(headings.TOP, len(table.rows))) if any(table.rows[row])), 0)
    return (
        "has no shape that is known: no heading says which column names people. Say how to read it with --as, and "
        f"which column is which with --column person=HEADING; in row {row + 1} stand {headings.listed(table, row)}"
    )


def listed_sides(data: bytes, file: str, limit: int) -> Mapping[str, SideOrNone]:
    """The sides in a list of people, by name, label or email address; `none` is for those who are not recorded.

    Args:
        data: the bytes of a sheet with columns for people and for their sides.
        file: how to name it in messages.
        limit: the most bytes that a workbook may unpack to.

    Raises:
        Unusable: with every problem of the list.
    """
    for table in opened(data, file, limit).tables:
        for block in laid_out(table, {}, {}).blocks:
            if "side" in block.columns:
                return _sides(block)
    raise Unusable(Problem(file, "needs two columns, headed person (or email) and side"))


def _sides(block: Block) -> Mapping[str, SideOrNone]:
    sides: dict[str, SideOrNone] = {}
    problems = []
    for row in block.filled():
        words = [folded(headings.name(block.table, row, block.columns)), folded(block.text(row, "email"))]
        text = block.text(row, "side")
        side: SideOrNone | None = "none" if folded(text) == "none" else one_side(text)
        if side is None and any(words) and not (text == "" and headings.field_of(words[0])):
            problems.append(
                block.field(row, "side").problem(
                    "write community, professional, or none for somebody who is not recorded"
                )
            )
        elif side and any(sides.setdefault(word, side) != side for word in words if word):
            problems.append(block.place(row, headings.naming(block.columns)).problem("is listed on both sides"))
    if problems:
        raise Unusable(*problems)
    return sides
