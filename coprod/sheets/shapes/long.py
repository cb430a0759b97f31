"""A long sheet: a row for each person and session. It is also what coprod exports, and then every blank counts."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from coprod import typed
from coprod.framework import MATTERS
from coprod.sheets.export.attendance import is_own, text_of
from coprod.sheets.grid import Table
from coprod.sheets.reading import headings
from coprod.sheets.reading.meeting import SIDES, Came, Days, Meeting, Place, Reading, Wishes, came, one_side, unread
from coprod.sheets.tables.cells import parted

NAME = "long"
SAID = "a row per person and session"


def fits(table: Table, wishes: Wishes) -> bool:
    """Whether a column names people, and another says something of them or of a session."""
    found = headings.columns(table, headings.row_of_headings(table, wishes.columns), wishes.columns)
    return headings.names_people(found) and len(found) > 1


def read(table: Table, wishes: Wishes) -> Reading:
    """The sessions; rows of one day and one session belong together."""
    return _Reader(table, wishes).reading


def _count(cell: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", cell.strip()):
        raise ValueError(f'"{typed.short(cell)}" is no whole number')
    return int(cell)


#: What a row says of its session, each with what reads it.
_OF_SESSION: dict[str, Callable[[str], object]] = {
    "session_id": str,
    "phase": typed.phases,
    "title": text_of,
    "level": typed.level,
    "heard": parted,
    "feeds_back": parted,
    "recognition": typed.recognition,
    "note": text_of,
    "community_count": _count,
    "professional_count": _count,
    **{f"settled_{matter}": str for matter in MATTERS},
}


class _Reader:
    def __init__(self, table: Table, wishes: Wishes) -> None:
        self.reading = Reading(table)
        self.top = headings.row_of_headings(table, wishes.columns)
        self.columns = headings.columns(table, self.top, wishes.columns)
        self.reading.exact = is_own(table, self.top)
        self.reading.passed_over = unread(table, self.top, self.columns.values())
        self.of_session = [field for field in _OF_SESSION if field in self.columns]
        self.days = Days(self.reading, wishes.order)
        self.meetings: dict[object, Meeting] = {}
        self.said: dict[tuple[int, str], tuple[str, int]] = {}
        self._require(wishes.columns)
        if self.reading.problems:
            # The rows would only say that what is missing is missing.
            return
        filled = [row for row in range(self.top + 1, len(table.rows)) if any(table.rows[row])]
        self.called: defaultdict[object, dict[str, None]] = defaultdict(dict)
        for row in filled:
            if called := self._cell(row, "session") or self._cell(row, "title"):
                self.called[self._day(row)][called] = None
        for row in filled:
            self._row(row)
        for meeting in self.meetings.values():
            meeting.fields = _fields(meeting.fields)
        self.reading.meetings = list(self.meetings.values())

    def _require(self, named: Mapping[str, str]) -> None:
        """Note the headings that the user names and that are not here, and the lack of any that names people."""
        for message in headings.missing(self.reading.table, self.top, named):
            self.reading.wrong(message, Place(self.top))
        if not headings.names_people(self.columns):
            wanted = "no heading says which column names people: name it with --column person=HEADING"
            here = headings.listed(self.reading.table, self.top)
            self.reading.wrong(f"{wanted}; here are {here}", Place(self.top))

    def _place(self, row: int, field: str) -> Place:
        return Place(row, self.columns.get(field), self.top)

    def _cell(self, row: int, field: str) -> str:
        """What a row says, with its blanks only where those count."""
        cell = str(self.reading.table.cell(row, self.columns.get(field)))
        return cell if self.reading.exact else cell.strip()

    def _row(self, row: int) -> None:
        meeting = self._meeting(row)
        for field in self.of_session:
            self._of_session(meeting, row, field)
        one = self._came(row)
        if one.name or one.email:
            meeting.came.append(one)
        elif not self._is_of_session(row):
            self.reading.wrong("a name is missing", one.place)

    def _is_of_session(self, row: int) -> bool:
        """Whether a row without a name is meant to have none: it counts people, or coprod wrote it."""
        return self.reading.exact or any(self._cell(row, f"{side}_count") for side in SIDES)

    def _meeting(self, row: int) -> Meeting:
        place = self._place(row, "date")
        key = self._cell(row, "session_id") or (self._day(row), self._called(row))
        if key not in self.meetings:
            self.meetings[key] = self._first(row, place)
        meeting = self.meetings[key]
        date = self.days.read(place)
        if date and meeting.date and date != meeting.date:
            self.reading.wrong(f"is another day than in row {meeting.place.row + 1}, of the same session", place)
        if "date" in self.columns and not self._cell(row, "date"):
            self.reading.wrong("a date is missing", place)
            meeting.garbled = True
        return meeting

    def _first(self, row: int, place: Place) -> Meeting:
        """A meeting, by the first row that speaks of it."""
        meeting = self.days.meeting(place, place)
        session = self._cell(row, "session")
        if session and "title" not in self.columns and not _DATED.match(session):
            meeting.fields["title"] = session
        return meeting

    def _day(self, row: int) -> object:
        return self.days.read(self._place(row, "date")) or self._cell(row, "date")

    def _called(self, row: int) -> str:
        """By what the session of a row is told from others of its day; a silent row is of the only session there."""
        called = self._cell(row, "session") or self._cell(row, "title")
        if called:
            return called
        others = self.called.get(self._day(row), {})
        if len(others) > 1:
            several = "that day has several sessions, and it is not said of which this row is"
            self.reading.wrong(several, self._place(row, "session" if "session" in self.columns else "title"))
        return next(iter(others), "")

    def _came(self, row: int) -> Came:
        table = self.reading.table
        place = Place(row, headings.naming(self.columns), self.top)
        said = self._cell(row, "side")
        side = one_side(said)
        if said and not side:
            self.reading.wrong(
                f'"{typed.short(said)}" is no side: write community or professional', self._place(row, "side")
            )
        if self.reading.exact:
            return Came(place, self._cell(row, "person"), "", side)
        return came(place, headings.name(table, row, self.columns), self._cell(row, "email"), side)

    def _of_session(self, meeting: Meeting, row: int, field: str) -> None:
        """Take what a row says of its session; the rows of one session may be silent, and may not differ."""
        cell = self._cell(row, field)
        if not cell:
            return
        before = self.said.setdefault((id(meeting), field), (cell, row))
        if before[0] != cell:
            self.reading.wrong(
                f"differs from row {before[1] + 1}, of the same session: name the sessions of a day in a column headed "
                f"session, or leave this column out with --column {field}=",
                self._place(row, field),
            )
        elif before[1] == row:
            try:
                meeting.fields[field] = _OF_SESSION[field](cell)
            except ValueError as error:
                self.reading.wrong(str(error), self._place(row, field))


#: A session that is only called by its day has no title.
_DATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _fields(said: dict[str, Any]) -> dict[str, Any]:
    """What the rows of a session say, by the names of the model."""
    counts = {side: said.pop(f"{side}_count", 0) for side in SIDES}
    settled = {matter: said.pop(f"settled_{matter}") for matter in MATTERS if f"settled_{matter}" in said}
    if "session_id" in said:
        said["id"] = said.pop("session_id")
    return said | {"also_present": counts, "settled": settled}
