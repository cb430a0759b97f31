"""What the exports of meeting tools have in common: one session, a few lines about it, and a table of who joined."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from coprod.sheets.grid import Table
from coprod.sheets.reading import headings
from coprod.sheets.reading.days import like_a_day
from coprod.sheets.reading.meeting import Days, Meeting, Place, Reading, Wishes, came, folded, is_email

#: Headings among which one is the time of somebody's joining; the first that a table has counts.
JOINED = ("first join", "join time", "time joined", "timestamp")


def row_with(table: Table, *wanted: Iterable[str]) -> int | None:
    """The first row, from 0, that has one heading of each of these groups."""
    groups = [set(group) for group in wanted]
    for row, cells in enumerate(table.rows[: headings.TOP]):
        found = set(map(folded, cells))
        if all(found & group for group in groups):
            return row
    return None


def value(table: Table, rows: range, labels: Iterable[str]) -> Place | None:
    """The place of what a label in these rows introduces: beside it, or below it where its row is all labels."""
    for label in labels:
        for row in rows:
            for column in range(len(table.rows[row])):
                if folded(table.cell(row, column)) == label:
                    beside = len([cell for cell in table.rows[row] if cell]) <= _PAIR
                    return Place(row, column + 1) if beside else Place(row + 1, column)
    return None


_PAIR = 2


@dataclass(frozen=True, slots=True)
class Layout:
    """Where an export tells what.

    Attributes:
        top: the row of the headings, from 0.
        started: where the beginning of the meeting is told, if it is.
        titled: where its title is told above the headings, if it is.
        waited: the heading of a column that says yes for those who did not come in.
    """

    top: int
    started: Place | None
    titled: Place | None
    waited: str = ""


def read(table: Table, wishes: Wishes, layout: Layout) -> Reading:
    """The one session of an export."""
    reading = Reading(table)
    if wishes.columns:
        reading.wrong("its columns are known, so that --column has nothing to say", Place(layout.top))
    caller = _Call(reading, wishes, layout)
    for row in range(layout.top + 1, len(table.rows)):
        if not any(table.rows[row]):
            break
        caller.join(row)
    if not caller.meeting.came:
        reading.wrong("names nobody who came", Place(layout.top))
    reading.meetings = [caller.meeting]
    return reading


class _Call:
    def __init__(self, reading: Reading, wishes: Wishes, layout: Layout) -> None:
        self.reading, self.top = reading, layout.top
        self.columns = _columns(reading.table, layout.top, layout.waited)
        self.days = Days(reading, wishes.order)
        self.meeting = Meeting(Place(layout.top), self._day(layout.started) if layout.started else None)
        titled = layout.titled or Place(layout.top + 1, self.columns.get("title"))
        title = reading.table.text(titled.row, titled.column)
        self.meeting.fields = {"title": title} if title else {}

    def join(self, row: int) -> None:
        table = self.reading.table
        if "waited" in self.columns and folded(table.cell(row, self.columns["waited"])) == "yes":
            return
        place = Place(row, headings.naming(self.columns), self.top)
        name = headings.name(table, row, self.columns)
        one = came(place, name, table.text(row, self.columns.get("email")))
        if not one.name and not one.email:
            self.reading.wrong("a name is missing", place)
        self.meeting.came.append(one)
        self._compare(Place(row, self.columns.get("joined"), self.top))

    def _compare(self, place: Place) -> None:
        """Take the day of the first joining for that of the meeting; the others are then, or past midnight."""
        joined = self._day(place)
        self.meeting.date = self.meeting.date or joined
        self.meeting.garbled |= joined is None and like_a_day(self.reading.table.cell(place.row, place.column))
        if joined and self.meeting.date and abs((joined - self.meeting.date).days) > 1:
            other = "joined on another day than others: import each meeting for itself, or all of them as a long sheet"
            self.reading.wrong(other, place)

    def _day(self, place: Place) -> dt.date | None:
        """The day at a place, where there is more than a time."""
        return self.days.read(place) if like_a_day(self.reading.table.cell(place.row, place.column)) else None


def _columns(table: Table, top: int, waited: str) -> dict[str, int]:
    found = headings.columns(table, top, {})
    if not headings.names_people(found):
        # In another language; the name comes first, and then the joining.
        found |= {"person": 0, "joined": 1}
    names = [folded(cell) for cell in table.rows[top]]
    for what, words in (("joined", JOINED), ("waited", (waited,))):
        for word in words:
            if word in names:
                found.setdefault(what, names.index(word))
    for row in range(top + 1, len(table.rows)):
        for column, cell in enumerate(table.rows[row]):
            if "email" not in found and is_email(str(cell)):
                found["email"] = column
    return found
