"""A long sheet: a row for each person and session, or the list of those who came to one."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from coprod.contacts import emails, holds_contact, without_contacts
from coprod.framework import MATTERS, SIDES
from coprod.sheets.grid import CellPlace, Table
from coprod.sheets.own import is_attendance, missing_headings, text_of
from coprod.sheets.reading import headings, vocabulary
from coprod.sheets.reading.blocks import Block, first_block, in_one, laid_out
from coprod.sheets.reading.days import like_a_day
from coprod.sheets.reading.meeting import Came, Choice, Days, Meeting, Reading, ReadOptions, one_side
from coprod.sheets.reading.rows import BlockReader, RowOfPeople
from coprod.sheets.shapes.shape import Shape, labelled, note_unread
from coprod.sheets.tables.cells import parted
from coprod.terms import read_level, read_phases, read_recognition
from coprod.words import short


def _fits(table: Table, options: ReadOptions) -> bool:
    """Whether headings say which column names people."""
    return first_block(table, options.columns) is not None


def _agree(table: Table, options: ReadOptions) -> object:
    block = first_block(table, options.columns)
    return frozenset(block.columns) - {"note", "role", "side"} if block else None


def _count(cell: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", cell.strip()):
        raise ValueError(f'"{short(cell)}" is no whole number')
    return int(cell)


#: What a row says of its session, each with what reads it.
_OF_SESSION: dict[str, Callable[[str], object]] = {
    "session_id": str,
    "phase": read_phases,
    "title": text_of,
    "level": read_level,
    "heard": parted,
    "feeds_back": parted,
    "recognition": read_recognition,
    "note": text_of,
    "community_count": _count,
    "professional_count": _count,
    **{f"settled_{matter}": str for matter in MATTERS},
}
_COUNTS = frozenset({"community_count", "professional_count"})


@dataclass(slots=True)
class _State:
    """The sessions of the sheet so far.

    Attributes:
        reading: what is read into.
        options: how it is to be read.
        days: reads its dates.
        meetings: the sessions by what tells them apart.
        first: what was first said of each field of a session, and in which row.
        named: what the sessions of a day are called.
    """

    reading: Reading
    options: ReadOptions
    days: Days
    meetings: dict[object, Meeting] = field(default_factory=dict)
    first: dict[tuple[int, str], tuple[str, int]] = field(default_factory=dict)
    named: defaultdict[object, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))


def _read(tables: Sequence[Table], reading: Reading, options: ReadOptions) -> None:
    """The sessions; rows of one day and one session belong together."""
    state = _State(reading, options, Days(reading, options.order))
    for table in tables:
        own = next((row for row in range(min(2, len(table.rows))) if is_attendance(table, row)), None)
        layout = laid_out(table, options.columns, options.values) if own is None else in_one(table, own)
        reading.is_about(table, layout.above)
        if not layout.blocks:
            wanted = "no heading says which column names people: name it with --column person=HEADING"
            top = next((row for row in range(len(table.rows)) if table.filled(row)), 0)
            for message in headings.missing(table, top, options.columns):
                reading.wrong(message, CellPlace(table, top))
            reading.wrong(f"{wanted}; here are {headings.listed(table, top)}", CellPlace(table, top))
        for block in layout.blocks:
            reading.is_about(table, [block.top])
            _block(block, layout.above, state)
    for meeting in state.meetings.values():
        meeting.fields = _fields(meeting.fields)
    reading.meetings += state.meetings.values()


def _block(block: Block, above: Sequence[int], state: _State) -> None:
    reading, options = state.reading, state.options
    wrong = len(reading.problems)
    for message in headings.missing(block.table, block.top, options.columns):
        reading.wrong(message, block.place(block.top))
    dated = _date_column(block, options)
    block.columns.pop("date", None)
    if dated is not None:
        block.columns["date"] = dated
    if len(reading.problems) > wrong:
        # The rows would only say that what is missing is missing.
        return
    outside = _day_outside(block, above, state) if dated is None else None
    reading.exact = is_attendance(block.table, block.top)
    if reading.exact:
        of_session = [name for name in _OF_SESSION if name in block.columns]
        filled, remarks = _exactly(block, reading), False
    else:
        of_session, filled, remarks = _freely(block, state)
    for found in filled:
        if called := _called(block, found.row):
            state.named[_day(block, found.row, state, outside)][called] = None
    for found in filled:
        _row(block, found, of_session, state, outside)
        if remarks and not found.people and block.text(found.row, "note"):
            _of_session(_meeting(block, found.row, state, outside), block, found.row, "note", state)


def _freely(block: Block, state: _State) -> tuple[list[str], list[RowOfPeople], bool]:
    """What the rows of a sheet say of their sessions, its rows of people, and whether its notes are remarks on them.

    One person's remark never becomes the note of the whole session.
    """
    rows = BlockReader(block, state.reading, state.options)
    of_session = [name for name in _OF_SESSION if name in block.columns]
    noted = block.columns.get("note", -1)
    remarks = noted >= 0 and headings.telling(block.heading(noted)) == "remark"
    read = set(rows.read_columns)
    if remarks:
        of_session.remove("note")
        if noted not in rows.decider.columns:
            read.discard(noted)
    note_unread(block, read, state.reading)
    return of_session, list(rows.rows(nameless=_NAMELESS)), remarks


_NAMELESS = frozenset({*_COUNTS, "session_id"})


def _date_column(block: Block, options: ReadOptions) -> int | None:
    """The column with the days of the sessions: of several headed so, the first that holds days."""
    if "date" in options.columns:
        return block.columns.get("date")
    candidates = [
        column
        for column in range(len(block.table.rows[block.top]))
        if headings.field_of(block.heading(column)) == "date"
    ]
    ranks = list(headings.HEADINGS["date"])
    candidates.sort(
        key=lambda column: ranks.index(heading) if (heading := block.heading(column).lower()) in ranks else 99
    )
    sample = [row for row in block.rows if any(block.table.rows[row])][:200]
    for column in candidates:
        if any(like_a_day(block.table.cell(row, column)) for row in sample):
            return column
    plain = [column for column in candidates if block.heading(column).lower() in ranks[:7]]
    return next((column for column in plain if any(block.table.text(row, column) for row in sample)), None)


def _day_outside(block: Block, above: Sequence[int], state: _State) -> dt.date | None:
    """The day that a sheet names outside of its rows: beside a label, in its title, or as its name."""
    table, days = block.table, state.days
    found = labelled(table, above)
    for label, (row, column) in found.items():
        if label in _DAY_LABELS:
            place = CellPlace(table, row, column)
            day = days.read(place) if like_a_day(table.cell(row, column)) else days.named_in(place.text, place)
            if day:
                return day
    titles = [
        day
        for row in above
        for column in table.filled(row)
        if (day := days.named_in(table.text(row, column), CellPlace(table, row, column)))
        and not table.text(row, column)
        .lower()
        .startswith(("printed", "generated", "exported", "report generated", "next"))
    ]
    if len(set(titles)) == 1:
        return titles[0]
    return days.named_in(table.name, CellPlace(table, block.top)) if table.name else None


_DAY_LABELS = frozenset(
    {
        "date",
        "day",
        "when",
        "meeting date",
        "session date",
        "event date",
        "date and time",
        "date of meeting",
        "start time",
        "meeting start time",
        "datum",
        "fecha",
        "data",
        "dyddiad",
    }
)


def _exactly(block: Block, reading: Reading) -> list[RowOfPeople]:
    """The rows of coprod's own export: each names one person, or none and speaks of its session."""
    for heading in missing_headings(block.table, block.top):
        reading.remark(f'The column "{heading}" of an export is missing, so nothing is known of it.')
    rows = []
    for row in block.rows:
        if not any(block.table.rows[row]):
            continue
        place = block.field(row, "person")
        name, said = _own(block, row, "person"), _own(block, row, "side")
        side = one_side(said)
        if said and not side:
            reading.wrong(f'"{short(said)}" is no side: write community or professional', block.field(row, "side"))
        if name and holds_contact(name):
            reading.remark(f"Row {row + 1}: an email address or a telephone number beside a name is not kept.")
            name = without_contacts(name)
            if not name:
                reading.wrong("holds an email address or a telephone number, which is not stored, and no name", place)
        rows.append(RowOfPeople(row, (Came(place, name, "", side),) if name else ()))
    return rows


def _own(block: Block, row: int, name: str) -> str:
    return str(block.table.cell(row, block.columns.get(name)))


def _cell(block: Block, row: int, name: str, state: _State) -> str:
    """What a row says, with its blanks only where those count, and without ways to reach anybody."""
    cell = str(block.table.cell(row, block.columns.get(name)))
    cell = cell if state.reading.exact else cell.strip()
    if name not in _FREE or not holds_contact(cell) or (name in _IDS and not emails(cell)):
        return cell
    heading = block.heading(block.columns[name])
    state.reading.remark(f'Row {row + 1}: an email address or a telephone number in "{heading}" is not kept.')
    cell = without_contacts(cell)
    return re.sub(r"\s+", "-", cell) if name == "session_id" else cell


#: The digits of an id are no telephone number.
_IDS = frozenset({"session_id", "feeds_back"})
_FREE = frozenset(
    {"session", "session_id", "title", "note", "heard", "feeds_back", *(f"settled_{matter}" for matter in MATTERS)}
)


def _row(block: Block, found: RowOfPeople, of_session: Sequence[str], state: _State, outside: dt.date | None) -> None:
    meeting = _meeting(block, found.row, state, outside)
    for name in of_session:
        _of_session(meeting, block, found.row, name, state)
    meeting.take(found.people)


def _meeting(block: Block, row: int, state: _State, outside: dt.date | None) -> Meeting:
    place = block.field(row, "date")
    key: object = _cell(block, row, "session_id", state) or (
        _day(block, row, state, outside),
        _session_named(block, row, state, outside),
    )
    if key not in state.meetings:
        state.meetings[key] = _first(block, row, state, outside)
    meeting = state.meetings[key]
    date = state.days.read(place)
    if date and meeting.date and date != meeting.date:
        state.reading.wrong(f"is another day than in row {meeting.place.row + 1}, of the same session", place)
    if "date" in block.columns and not block.text(row, "date"):
        state.reading.wrong("a date is missing", place)
        meeting.garbled = True
    return meeting


def _first(block: Block, row: int, state: _State, outside: dt.date | None) -> Meeting:
    """A meeting, by the first row that speaks of it."""
    place = block.field(row, "date")
    date = state.days.read(place) if "date" in block.columns else outside
    meeting = Meeting(place, date, garbled=date is None and bool(block.text(row, "date")))
    session = _cell(block, row, "session", state)
    if session and "title" not in block.columns and not _DATED.match(session):
        meeting.fields["title"] = session
    return meeting


def _day(block: Block, row: int, state: _State, outside: dt.date | None) -> object:
    """What tells the days of sessions apart; a sheet without days has one, or is one of several sheets."""
    if "date" in block.columns:
        return state.days.read(block.field(row, "date")) or block.text(row, "date")
    return outside or ("" if not block.table.name or vocabulary.line(block.table.name) else block.table.name)


def _called(block: Block, row: int) -> str:
    return block.text(row, "session") or block.text(row, "title")


def _session_named(block: Block, row: int, state: _State, outside: dt.date | None) -> str:
    """What distinguishes this row's session from others that day; one that names none is of the day's only session."""
    if called := _called(block, row):
        return called
    others = state.named.get(_day(block, row, state, outside), {})
    if len(others) > 1:
        several = "that day has several sessions, and it is not said of which this row is"
        state.reading.wrong(several, block.field(row, "session" if "session" in block.columns else "title"))
    return next(iter(others), "")


def _of_session(meeting: Meeting, block: Block, row: int, name: str, state: _State) -> None:
    """Take what a row says of its session; the rows of one session may be silent, and may not differ."""
    cell = _cell(block, row, name, state)
    if not cell:
        return
    text, first = state.first.setdefault((id(meeting), name), (cell, row))
    if text != cell:
        choice = Choice("the column is left out", "--column", f"{name}=")
        how = f"name the sessions of a day in a column headed session, or leave this column out with {choice.typed()}"
        state.reading.wrong(f"differs from row {first + 1}, of the same session: {how}", block.field(row, name))
    elif first == row:
        try:
            meeting.fields[name] = _OF_SESSION[name](cell)
        except ValueError as error:
            state.reading.wrong(str(error), block.field(row, name))


#: A session that is only called by its day has no title.
_DATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _fields(said: dict[str, Any]) -> dict[str, Any]:
    """What the rows of a session say, by the names of the model."""
    counts = {side: said.pop(f"{side}_count", 0) for side in SIDES}
    settled = {matter: said.pop(f"settled_{matter}") for matter in MATTERS if f"settled_{matter}" in said}
    if "session_id" in said:
        said["id"] = said.pop("session_id")
    return said | {"also_present": counts, "settled": settled}


SHAPE = Shape("long", "a row per person and session", _fits, _agree, _read)
