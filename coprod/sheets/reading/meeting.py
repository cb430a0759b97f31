"""What every shape of sheet is read into: meetings, and who came to each."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from coprod.errors import Problem
from coprod.sheets.grid import Cell, Table
from coprod.sheets.reading.days import day
from coprod.typed.days import Order, Unclear

Side = Literal["community", "professional"]
SIDES: tuple[Side, ...] = get_args(Side)


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a sheet, by its row and column from 0, and the row of the headings."""

    row: int
    column: int | None = None
    headings: int | None = None


@dataclass(frozen=True, slots=True)
class Came:
    """One person at one meeting, as one row says.

    Attributes:
        place: the cell that names them.
        name: the name or id, empty where only an email address is given.
        email: the email address in small letters, empty where none is given.
        side: the capacity in which they came, where the sheet says so.
    """

    place: Place
    name: str
    email: str = ""
    side: Side | None = None


@dataclass(slots=True)
class Meeting:
    """One session of a sheet.

    Attributes:
        place: the first cell that speaks of it.
        date: its day, where the sheet says so.
        garbled: whether the sheet names a day that cannot be read.
        fields: what else is said of it, by the names of the model.
        came: who came; the same person may stand here several times.
    """

    place: Place
    date: dt.date | None = None
    garbled: bool = False
    fields: dict[str, Any] = field(default_factory=dict)
    came: list[Came] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """What was read from a table.

    Attributes:
        table: the table.
        meetings: its sessions, in their order.
        problems: what is wrong with it.
        passed_over: the headings of columns that were not read.
        exact: whether it is coprod's own export, in which every blank counts.
    """

    table: Table
    meetings: list[Meeting] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    exact: bool = False

    def wrong(self, message: str, place: Place) -> None:
        """Note a problem."""
        self.problems.append(self.problem(message, place))

    def problem(self, message: str, place: Place) -> Problem:
        """A problem with the cell at a place."""
        return self.table.problem(message, place.row, place.column, place.headings)


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the user says that a sheet is to be read.

    Attributes:
        order: what comes first in a date.
        columns: the headings that the user names, by what they hold; empty for a column that is not to be read.
    """

    order: Order | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


class Days:
    """Reads the dates of a table; what is wrong with a text is told once, wherever it stands."""

    def __init__(self, reading: Reading, order: Order | None) -> None:
        self._reading, self._order = reading, order
        self._known: dict[Cell, dt.date | None] = {}

    def meeting(self, place: Place, where: Place) -> Meeting:
        """A meeting at a place, whose day stands somewhere."""
        date = self.read(where)
        return Meeting(place, date, garbled=date is None and bool(self._reading.table.text(where.row, where.column)))

    def read(self, place: Place) -> dt.date | None:
        """The day at a place; nothing where there is none, or it cannot be read, which is noted."""
        cell = self._reading.table.cell(place.row, place.column)
        if cell == "" or (isinstance(cell, str) and not cell.strip()):
            return None
        if cell not in self._known:
            self._known[cell] = None
            try:
                self._known[cell] = day(cell, self._order)
            except (Unclear, ValueError) as error:
                self._reading.wrong(str(error), place)
        return self._known[cell]


_EMAIL = r"[^@\s<>()]+@[^@\s<>()]+\.[^@\s<>().]+"
_ALONE = re.compile(_EMAIL)
_BESIDE = re.compile(rf"(.*?)\s*[<(]({_EMAIL})[>)]", re.DOTALL)


def is_email(text: str) -> bool:
    """Whether a text is an email address."""
    return bool(_ALONE.fullmatch(text.strip()))


def holds_email(text: str) -> bool:
    """Whether an email address stands somewhere in a text."""
    return any(map(_ALONE.fullmatch, re.split(r"[\s<>()]+", text)))


def came(place: Place, name: str, email: str, side: Side | None = None) -> Came:
    """Someone who came; an email address that stands where the name should is taken for what it is."""
    name = " ".join(name.split())
    if beside := _BESIDE.fullmatch(name):
        name, email = beside[1], email or beside[2]
    elif is_email(name):
        name, email = "", email or name
    return Came(place, name, email.strip().lower(), side)


def folded(text: object) -> str:
    """A heading, name or mark, as it is compared with others."""
    return " ".join(unicodedata.normalize("NFKC", str(text)).casefold().split())


def one_side(cell: str) -> Side | None:
    """The side that a cell names, or nothing."""
    return next((side for side in SIDES if folded(cell) == side), None)


def unread(table: Table, headings: int, read: Iterable[int | None]) -> list[str]:
    """The headings of a row that belong to none of the columns that were read."""
    others = set(range(len(table.rows[headings]))).difference(read)
    return [heading for column in sorted(others) if (heading := table.text(headings, column))]
