"""What every shape of sheet is read into: meetings, and what became of each row."""

import datetime as dt
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from coprod.days import Order, Unclear, spoken
from coprod.errors import Problem
from coprod.framework import SIDES, Side
from coprod.sheets.grid import Cell, CellPlace, Table, folded
from coprod.sheets.reading.days import day, days_in
from coprod.sheets.reading.vocabulary import Meaning


@dataclass(frozen=True, slots=True)
class Came:
    """One person at one meeting, as one row says.

    Attributes:
        place: the cell that names them.
        name: the name or id, empty where only an email address is given.
        email: the email address in small letters, empty where none is given.
        side: the capacity in which they came, where the sheet says so.
        role: what the sheet calls their role, which the user can give a side.
        also: other names by which the same row calls them.
    """

    place: CellPlace
    name: str
    email: str = ""
    side: Side | None = None
    role: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """People who came and whom a row only counts, such as "5 others".

    Attributes:
        place: the cell that counts them.
        words: how the sheet speaks of them.
        number: how many they are.
        side: the capacity in which they came, where the sheet says so.
        role: what the sheet calls their role, which the user can give a side.
    """

    place: CellPlace
    words: str
    number: int
    side: Side | None = None
    role: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row, or a mark of one, from which nobody is recorded.

    Attributes:
        place: the cell that names them, or the row.
        name: what the sheet calls them; empty for a line that is not about a person.
        reason: why they are left out, in words that go on after the name.
    """

    place: CellPlace
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to go on, as an option of the command line.

    Attributes:
        meaning: what choosing it says.
        option: the option, such as `--value`.
        text: what is given with it.
    """

    meaning: str
    option: str
    text: str = ""

    def typed(self) -> str:
        """The option as a person types it in a shell."""
        return f"{self.option} {shlex.quote(self.text)}" if self.text else self.option


@dataclass(frozen=True, slots=True)
class Question:
    """What only the user can say before anything of a sheet is recorded.

    Attributes:
        place: the cell that it is about.
        message: what is not known.
        choices: the ways to go on.
    """

    place: CellPlace
    message: str
    choices: tuple[Choice, ...]

    def problem(self) -> Problem:
        """The question for a place where nobody can be asked: with the options that answer it."""
        ways = ", or ".join(f"{choice.typed()} ({choice.meaning})" for choice in self.choices)
        return self.place.problem(f"{self.message}: go on with {ways}" if ways else self.message)


@dataclass(slots=True)
class Meeting:
    """One session of a sheet.

    Attributes:
        place: the first cell that speaks of it.
        date: its day, where the sheet says so.
        garbled: whether the sheet names a day that cannot be read.
        fields: what else is said of it, by the names of the model.
        came: who came; the same person may stand here several times.
        counted: those who came and are only counted.
    """

    place: CellPlace
    date: dt.date | None = None
    garbled: bool = False
    fields: dict[str, Any] = field(default_factory=dict)
    came: list[Came] = field(default_factory=list)
    counted: list[Counted] = field(default_factory=list)

    def take(self, attendances: Iterable[Came | Counted]) -> None:
        """Add those who came to it, each where they belong."""
        for attendance in attendances:
            if isinstance(attendance, Came):
                self.came.append(attendance)
            else:
                self.counted.append(attendance)


@dataclass(slots=True)
class Reading:
    """What was read from a file.

    Attributes:
        table: the first table that was read.
        shape: what its shape is called in a sentence.
        meetings: its sessions, in their order.
        problems: what is wrong with it.
        questions: what only the user can say.
        left_out: the rows from which nobody is recorded.
        about: the rows that say something of the sheet or of the meeting, by table: titles, headings and labels.
        nameless: the rows that say something of a session and name nobody, by table.
        read_tables: the tables that were read.
        passed_over: the headings of columns that were not read.
        remarks: what else was not read or not kept, each as a sentence.
        days_elsewhere: columns that were not read and hold days, each with the first and the last of them.
        exact: whether it is coprod's own export, in which every blank counts.
    """

    table: Table
    shape: str = ""
    meetings: list[Meeting] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    about: set[tuple[int, int]] = field(default_factory=set)
    nameless: set[tuple[int, int]] = field(default_factory=set)
    read_tables: list[Table] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    days_elsewhere: dict[str, tuple[str, str]] = field(default_factory=dict)
    exact: bool = False

    def wrong(self, message: str, place: CellPlace) -> None:
        """Note a problem."""
        self.problems.append(place.problem(message))

    def ask(self, message: str, place: CellPlace, *choices: Choice) -> None:
        """Note what only the user can say; what is asked of one text is asked once."""
        choices = tuple(choice for choice in choices if len(choice.text) <= _LONGEST_CHOICE)
        if all((question.message, question.choices) != (message, choices) for question in self.questions[-100:]):
            self.questions.append(Question(place, message, choices))

    def leave_out(self, place: CellPlace, name: str, reason: str) -> None:
        """Note that nobody is recorded from a row, and why."""
        self.left_out.append(LeftOut(place, name, reason))

    def is_about(self, table: Table, rows: Iterable[int]) -> None:
        """Note that these rows speak of the sheet or of the meeting, and name nobody."""
        self.about.update((id(table), row) for row in rows)

    def remark(self, sentence: str) -> None:
        """Note, once, what was not read or not kept."""
        if sentence not in self.remarks:
            self.remarks.append(sentence)


#: What is longer than this nobody types as an option.
_LONGEST_CHOICE = 500


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How the user says that a sheet is to be read.

    Attributes:
        order: what comes first in a date.
        columns: the headings that the user names, by what they hold; empty for a column that is not to be read.
        values: what cells say of whether somebody came, by their text.
        left_out: names that are not recorded.
        several: cells that name several people.
        called: labels by name or email address.
        sheets: the sheets of a workbook that are to be read.
        known: names and labels that the project has.
    """

    order: Order | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Meaning] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    several: frozenset[str] = frozenset()
    called: Mapping[str, str] = field(default_factory=dict)
    sheets: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()


class Days:
    """Reads the dates of a table; what is wrong with a text is told once, wherever it stands."""

    def __init__(self, reading: Reading, order: Order | None) -> None:
        self._reading, self._order = reading, order
        self._read: dict[Cell, dt.date | None] = {}

    def read(self, place: CellPlace) -> dt.date | None:
        """The day in a cell; nothing where there is none, or it cannot be read, which is noted."""
        cell = place.table.cell(place.row, place.column)
        if cell == "" or (isinstance(cell, str) and not cell.strip()):
            return None
        if cell not in self._read:
            self._read[cell] = self._day(cell, place)
        return self._read[cell]

    def named_in(self, line: str, place: CellPlace) -> dt.date | None:
        """The one day that stands somewhere in a line, such as a title."""
        found = {self._day(text, place) for text in days_in(line)}
        return found.pop() if len(found) == 1 else None

    def _day(self, cell: Cell, place: CellPlace) -> dt.date | None:
        try:
            return day(cell, self._order)
        except Unclear as unclear:
            choices = [
                Choice(f"{spoken(read)}: the {first} comes first", "--date-order", order)
                for order, first in _FIRST.items()
                if (read := _in_order(cell, order)) in unclear.readings
            ]
            self._reading.questions.append(Question(place, str(unclear), tuple(choices)))
        except ValueError as error:
            self._reading.wrong(str(error), place)
        return None


_FIRST: dict[Order, str] = {"dmy": "day", "mdy": "month", "ymd": "year"}


def _in_order(cell: Cell, order: Order) -> dt.date:
    try:
        return day(cell, order)
    except ValueError:
        return dt.date.min


def one_side(cell: str) -> Side | None:
    """The side that a cell names, or nothing."""
    return next((side for side in SIDES if folded(cell) == side), None)
