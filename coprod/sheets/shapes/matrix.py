"""A matrix: a row for each person, a column for each session, and a mark where somebody came."""

from coprod.sheets.grid import Table
from coprod.sheets.reading import headings
from coprod.sheets.reading.days import like_a_day
from coprod.sheets.reading.meeting import (
    Came,
    Days,
    Meeting,
    Place,
    Reading,
    Side,
    Wishes,
    came,
    folded,
    one_side,
    unread,
)
from coprod.typed import short

NAME = "matrix"
SAID = "people by dates"

_PRESENT = frozenset([*"xy1pl✓✔☑☒•", "yes", "present", "true", "attended", "came", "here", "late"])
_ABSENT = frozenset([*"0na-–—☐", "", "no", "absent", "false", "apologies", "excused", "n/a"])  # noqa: RUF001


def fits(table: Table, wishes: Wishes) -> bool:
    """Whether the headings are dates."""
    row = headings.row_of_headings(table, wishes.columns)
    return any(map(like_a_day, table.rows[row][1:]))


def read(table: Table, wishes: Wishes) -> Reading:
    """The sessions, one for each column whose heading is a date."""
    reading = Reading(table)
    top = headings.row_of_headings(table, wishes.columns)
    found = headings.columns(table, top, wishes.columns)
    dated = [column for column, cell in enumerate(table.rows[top]) if like_a_day(cell)]
    if not headings.names_people(found):
        found["person"] = 0
    for message in headings.missing(table, top, wishes.columns):
        reading.wrong(message, Place(top))
    if not dated:
        reading.wrong("no heading is a day, such as 2026-01-31", Place(top))
    days = Days(reading, wishes.order)
    reading.meetings = [days.meeting(Place(top, column), Place(top, column)) for column in dated]
    for column in range(min(dated, default=0), max(dated, default=0)):
        if column not in dated and any(table.text(row, column) for row in range(top, len(table.rows))):
            reading.wrong("stands between dates, and its heading is no day", Place(top, column, top))
    for row in range(top + 1, len(table.rows)):
        _row(reading, row, top, dict(zip(dated, reading.meetings, strict=True)), found)
    marked = [meeting for meeting in reading.meetings if meeting.came]
    read_columns = [meeting.place.column for meeting in marked]
    reading.meetings = marked or reading.meetings
    reading.passed_over = unread(table, top, [*read_columns, *(found.get(part) for part in _READ)])
    return reading


_READ = ("person", "first_name", "last_name", "email", "side")


def _row(reading: Reading, row: int, top: int, meetings: dict[int, Meeting], found: dict[str, int]) -> None:
    table = reading.table
    if not any(table.rows[row]):
        return
    email = table.text(row, found.get("email"))
    one = came(Place(row, headings.naming(found), top), headings.name(table, row, found), email)
    said = table.text(row, found.get("side"))
    if said and not one_side(said):
        reading.wrong(f'"{short(said)}" is no side: write community or professional', Place(row, found["side"], top))
    if not one.name and not one.email:
        reading.wrong("a name is missing", one.place)
    for column, meeting in meetings.items():
        if table.cell(row, column):
            _mark(reading, Place(row, column, top), meeting, one, one_side(said))


def _mark(reading: Reading, place: Place, meeting: Meeting, one: Came, side: Side | None) -> None:
    mark = folded(reading.table.cell(place.row, place.column))
    if mark in _ABSENT:
        return
    if mark not in _PRESENT and not one_side(mark):
        reading.wrong(f'"{short(mark)}" does not say whether somebody came: write x, or nothing', place)
    meeting.came.append(Came(one.place, one.name, one.email, one_side(mark) or side))
