"""The attendance exports of meeting tools: one session, a few lines about it, and tables of who joined."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from coprod.contacts import holds_contact, without_contacts
from coprod.sheets.grid import CellPlace, Table, folded
from coprod.sheets.reading import headings
from coprod.sheets.reading.blocks import Block, laid_out
from coprod.sheets.reading.days import like_a_day
from coprod.sheets.reading.meeting import Days, Meeting, Reading, ReadOptions
from coprod.sheets.reading.names import holds_contact as _is_reachable
from coprod.sheets.reading.rows import BlockReader
from coprod.sheets.shapes.shape import Shape, note_unread


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the export of a tool says what.

    Attributes:
        name: the tool's name on the command line.
        sentence: what its export is called in a sentence.
        headings: groups of headings, of each of which one stands in the row above the people.
        started: labels of the beginning of the meeting.
        title: labels of its title.
        numbered: whether it has numbered parts, of which the second lists the people, in any language.
    """

    name: str
    sentence: str
    headings: tuple[frozenset[str], ...]
    started: tuple[str, ...]
    title: tuple[str, ...]
    numbered: bool = False


_NAMES = frozenset(
    {
        "full name",
        "vollständiger name",
        "nom complet",
        "nombre completo",
        "nome completo",
        "volledige naam",
        "imię i nazwisko",
        "name",
    }
)
LAYOUTS = (
    Layout(
        "zoom",
        "a Zoom attendance export",
        (frozenset({"name (original name)", "user name (original name)"}),),
        ("start time", "actual start time"),
        ("topic",),
    ),
    Layout(
        "teams",
        "a Microsoft Teams attendance report",
        (
            frozenset(_NAMES),
            frozenset(
                {
                    "join time",
                    "first join",
                    "user action",
                    "erster beitritt",
                    "beitrittszeit",
                    "benutzeraktion",
                    "première entrée",
                    "heure d'arrivée",
                    "primera entrada",
                    "hora de unión",
                    "prima partecipazione",
                    "eerste deelname",
                    "primeira entrada",
                }
            ),
        ),
        (
            "start time",
            "meeting start time",
            "startzeit",
            "beginn",
            "startzeit der besprechung",
            "heure de début",
            "hora de inicio",
        ),
        ("meeting title", "titel der besprechung", "besprechungstitel", "titre de la réunion", "título de la reunión"),
        numbered=True,
    ),
    Layout(
        "meet",
        "a Google Meet attendance report",
        (frozenset({"name", "first name", "participant name"}), frozenset({"time joined"})),
        ("date", "start time"),
        ("meeting title",),
    ),
)

#: Headings among which one is the time of somebody's joining; the first that a table has counts.
JOINED = ("first join", "join time", "time joined", "timestamp")
_PAIR = 2


def _top(layout: Layout, table: Table) -> int | None:
    """The row of the headings above the people."""
    if layout.numbered and (part := _part(table, "2.")) is not None and _part(table, "1.") is not None:
        return next((row for row in range(part + 1, len(table.rows)) if table.filled(row)), None)
    for row, cells in enumerate(table.rows[: headings.TOP]):
        present = set(map(folded, cells))
        if all(present & group for group in layout.headings):
            return row
    return None


def _part(table: Table, number: str) -> int | None:
    """The row of a numbered part's heading, which stands alone in its row."""
    for row, cells in enumerate(table.rows[: headings.TOP]):
        if str(cells[0] if cells else "").startswith(f"{number} ") and not any(cells[1:]):
            return row
    return None


def _fits(layout: Layout, table: Table, options: ReadOptions) -> bool:
    """Whether a table has the headings or the parts of a tool's export."""
    del options
    top = _top(layout, table)
    return top is not None and len(table.filled(top)) > 1


def _agree(layout: Layout, table: Table, options: ReadOptions) -> object:
    return layout.name if _fits(layout, table, options) else None


def _read(layout: Layout, tables: Sequence[Table], reading: Reading, options: ReadOptions) -> None:
    """One session for each table."""
    for table in tables:
        top = _top(layout, table) or 0
        if set(options.columns) - {"attended", "note"}:
            reading.wrong("its columns are known, so that --column has nothing to say", CellPlace(table, top))
        above = range(top)
        reading.is_about(table, above)
        blocks = _blocks(layout, table, top, options)
        started = _value(table, above, layout.started)
        titled = _title(layout, table, above)
        days = Days(reading, options.order)
        meeting = Meeting(CellPlace(table, top), _day(days, started) if started else None)
        reading.meetings.append(meeting)
        for block in blocks:
            reading.is_about(table, [block.top])
            _block(block, meeting, days, reading, options)
        _entitle(meeting, titled or _title_column(blocks[0]), reading)
        if not meeting.came and not meeting.counted and not reading.questions:
            reading.wrong("names nobody who came", CellPlace(table, top))
        _leave_other_parts(table, blocks, reading)


def _blocks(layout: Layout, table: Table, top: int, options: ReadOptions) -> list[Block]:
    """The tables of people; of a report in parts, only the second."""
    found = [block for block in laid_out(table, {}, options.values).blocks if block.top >= top]
    if layout.numbered and _part(table, "2.") is not None:
        end = next((row for row in range(top + 1, len(table.rows)) if _begins_a_part(table, row)), len(table.rows))
        block = next((block for block in found if block.top == top), None) or Block(table, top, _positions(table, top))
        block.rows, block.groups = range(top + 1, end), {}
        return [block]
    if not found or found[0].top != top:
        block = Block(
            table, top, _positions(table, top), rows=range(top + 1, found[0].top if found else len(table.rows))
        )
        found = [block, *found]
    return found


def _begins_a_part(table: Table, row: int) -> bool:
    filled = table.filled(row)
    return filled == [0] and bool(re.match(r"\d\. \S", table.text(row, 0)))


def _positions(table: Table, top: int) -> dict[str, int]:
    """The columns by what they hold; in a language that is not known, the name comes first."""
    found = headings.columns(table, top, {})
    return found if headings.names_people(found) else {**found, "person": 0}


def _leave_other_parts(table: Table, blocks: Sequence[Block], reading: Reading) -> None:
    """Note the rows that belong to no table of people: they repeat what was read."""
    read = {row for block in blocks for row in (block.top, *block.rows)}
    others = [row for row in range(max(read, default=0) + 1, len(table.rows)) if table.filled(row)]
    reading.is_about(table, others)
    parts = [table.text(row, 0) for row in others if _begins_a_part(table, row)]
    for part in parts:
        reading.remark(f'The part "{part}" repeats who took part, and was not read.')


def _value(table: Table, rows: Iterable[int], labels: Iterable[str]) -> CellPlace | None:
    """The place of what a label in these rows introduces: beside it, or below it where its row is all labels."""
    rows = list(rows)
    for label in labels:
        for row in rows:
            for column in range(len(table.rows[row])):
                if folded(table.cell(row, column)).rstrip(":") == label:
                    beside = len([cell for cell in table.rows[row] if cell]) <= _PAIR
                    return CellPlace(table, row, column + 1) if beside else CellPlace(table, row + 1, column)
    return None


def _title(layout: Layout, table: Table, above: Iterable[int]) -> CellPlace | None:
    part = _part(table, "1.") if layout.numbered else None
    return CellPlace(table, part + 1, 1) if part is not None else _value(table, above, layout.title)


def _title_column(block: Block) -> CellPlace | None:
    first = next(iter(block.filled()), None)
    return block.field(first, "title") if first is not None and "title" in block.columns else None


def _entitle(meeting: Meeting, place: CellPlace | None, reading: Reading) -> None:
    title = place.text if place else ""
    if holds_contact(title):
        reading.remark("An email address or a telephone number in the title is not kept.")
        title = without_contacts(title)
    if title:
        meeting.fields["title"] = title


def _block(block: Block, meeting: Meeting, days: Days, reading: Reading, options: ReadOptions) -> None:
    table = block.table
    columns = block.columns
    for name in ("date", "number", "side", "role"):
        columns.pop(name, None)
    if "email" not in columns:
        columns.update(_column_of_addresses(block))
    joined = _joined(block)
    rows = BlockReader(block, reading, options)
    for found in rows.rows():
        meeting.take(found.people)
        if joined is not None:
            _compare(meeting, block.place(found.row, joined), days, reading)
    note_unread(block, rows.read_columns | ({joined} if joined is not None else set()), reading)
    reading.days_elsewhere.clear()
    del table


def _column_of_addresses(block: Block) -> dict[str, int]:
    for row in block.filled():
        for column, cell in enumerate(block.table.rows[row]):
            if column != block.columns.get("person") and "@" in str(cell) and _is_reachable(str(cell)):
                return {"email": column}
    return {}


def _joined(block: Block) -> int | None:
    """The column with the times of joining, by its heading, or else the first that holds days."""
    names = [folded(cell) for cell in block.table.rows[block.top]]
    for name in JOINED:
        if name in names:
            return names.index(name)
    first = next(iter(block.filled()), None)
    width = len(block.table.rows[first]) if first is not None else 0
    return next(
        (column for column in range(1, width) if first is not None and like_a_day(block.table.cell(first, column))),
        None,
    )


def _compare(meeting: Meeting, place: CellPlace, days: Days, reading: Reading) -> None:
    """Take the day of the first joining for that of the meeting; the others are then, or past midnight."""
    joined = _day(days, place)
    meeting.date = meeting.date or joined
    meeting.garbled |= joined is None and like_a_day(place.table.cell(place.row, place.column or 0))
    if joined and meeting.date and abs((joined - meeting.date).days) > 1:
        other = "joined on another day than others: import each meeting for itself, or all of them as a long sheet"
        reading.wrong(other, place)


def _day(days: Days, place: CellPlace) -> dt.date | None:
    """The day at a place, where there is more than a time."""
    return days.read(place) if like_a_day(place.table.cell(place.row, place.column)) else None


SHAPES = tuple(
    Shape(layout.name, layout.sentence, partial(_fits, layout), partial(_agree, layout), partial(_read, layout))
    for layout in LAYOUTS
)
