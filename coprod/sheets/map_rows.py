"""From the rows of a sheet to one entry for each person at each session, and to a fate for each row.

A wide sheet is made long first. What an entry says by itself is settled here; who is who, and who came in what
capacity, is settled by `people`.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, cast

from coprod.contacts import holds_contact
from coprod.days import Unclear, spoken
from coprod.framework import LevelName, PhaseName
from coprod.sheets import dates
from coprod.sheets.cells import Cell, Table, folded
from coprod.sheets.headings import Block, blocks, end_of, is_wide
from coprod.sheets.mapping import ASK, OUT, SheetMapping, Words, matches
from coprod.sheets.names import (
    OVER_ABSENT,
    matched_part,
    parts_of,
    recorded_name,
    speaks_of_absence,
    stands_over_absent,
)
from coprod.terms import read_level, read_phases
from coprod.words import short

#: What becomes of a row; an entry begins as `new`, and ends as one of the others.
Fate = Literal["new", "came", "out", "counted", "same", "open"]


@dataclass(eq=False, slots=True)
class Entry:
    """One person at one session, or people who are only counted there, as one row says.

    Attributes:
        table: the sheet.
        row: the row, from 0.
        column: the column of a wide sheet that it comes from.
        name: the name, as the sheet has it; empty if it has none.
        email: the address in small letters, by which people are told apart, and which is never stored.
        fate: what becomes of it.
        why: the reason, in words that stand behind the name.
        side: the side that the sheet says; then the side in which they came.
        count: how many people are only counted.
        other: the label or side that a question holds against it.
        kind: what is asked of an open one: an answer to one kind answers no other.
        keys: the keys that answer it at a terminal (see `cli.prompts.import_`); empty if none does.
    """

    table: Table
    row: int
    column: int | None
    name: str = ""
    email: str = ""
    fate: Fate = "new"
    why: str = ""
    day: dt.date | None = None
    phase: tuple[PhaseName, ...] = ()
    level: LevelName | None = None
    title: str = ""
    note: str = ""
    side: str = ""
    count: int = 0
    label: str = ""
    on_record: bool = False
    other: str = ""
    kind: str = ""
    keys: str = ""

    @property
    def place(self) -> tuple[str, int, int | None]:
        """Where it stands in the file."""
        return self.table.name, self.row, self.column

    def leave_out(self, why: str) -> None:
        """Record nobody for it, unless something has to be asked first."""
        if self.fate == "new":
            self.fate, self.why = "out", why

    def ask(self, why: str, kind: str, keys: str = "") -> None:
        """Nothing is recorded before somebody says what becomes of it; the first question about it stands."""
        if self.fate == "new":
            self.fate, self.why, self.kind, self.keys = "open", why, kind, keys


class Unknown(NamedTuple):
    """A word that the mapping does not place, in a column of this role."""

    role: str
    column: str
    word: str


@dataclass(eq=False, slots=True)
class Rows:
    """The entries of the tables that are read, and what is still to be said of their headings and words.

    Attributes:
        entries: in the order of the sheet.
        headings: the headings that have no role and are not ignored.
        ignored: the headings that the mapping does not read.
        unknown: the words that the mapping does not place, and the cells in which each stands.
        unclear: dates that can be two days, with those days; asked once for the sheet.
        remarks: what was not read, and what was read in a way that should be told.
        top: the row of the first headings, from 0.
    """

    entries: list[Entry] = field(default_factory=list)
    headings: dict[str, None] = field(default_factory=dict)
    ignored: dict[str, None] = field(default_factory=dict)
    unknown: defaultdict[Unknown, set[object]] = field(default_factory=lambda: defaultdict(set))
    unclear: dict[str, list[dt.date]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    top: int = 0


def read_rows(table: Table, mapping: SheetMapping, top: int, date: dt.date | None, rows: Rows) -> None:
    """Read the rows of a table, whose first headings are in row `top`."""
    rows.top = top
    reader = _Reader(table, mapping, rows, date)
    if mapping.day and mapping.day.above is not None:
        reader.above = reader.day_above(top, mapping.day.above)
    for block in blocks(table, mapping, top):
        rows.entries += reader.read(block)
    if rest := [row + 1 for row in range(end_of(table, mapping, top), len(table.rows)) if table.filled(row)]:
        rows.remarks.append(f"Not read: {_span(rest)}, below the table.")
    if above := [row + 1 for row in range(top) if table.filled(row)]:
        rows.remarks.append(f"Not read as people: {_span(above)}, above the headings.")


def _span(rows: Sequence[int]) -> str:
    return f"row {rows[0]}" if rows[0] == rows[-1] else f"rows {rows[0]} to {rows[-1]}"


#: No meeting has more people than a number of so many digits.
_DIGITS = 6
_IN_ONE_LINE = str.maketrans("\r\n\t", "   ")


@dataclass(slots=True)
class _Reader:
    """Reads a table, one row after the other.

    Attributes:
        above: the day over the headings, or the reason why it is none.
        serial: whether a number was read as a day, and that was told.
        row: the row that is read.
        columns: the columns of the row by their folded headings.
    """

    table: Table
    mapping: SheetMapping
    rows: Rows
    date: dt.date | None
    above: tuple[dt.date | None, str] = (None, "")
    serial: bool = False
    row: int = 0
    columns: dict[str, int] = field(default_factory=dict)

    def read(self, block: Block) -> Iterator[Entry]:
        self.columns = {folded(name): column for column, name in block.columns.items()}
        read = {self.columns.get(folded(name)) for name in self.mapping.headings()}
        rest = {column: name for column, name in block.columns.items() if column not in read}
        ignored = {column: name for column, name in rest.items() if self.mapping.ignores(name)}
        wide = {at: name for at, name in rest.items() if at not in ignored and is_wide(self.mapping, name)}
        self.rows.headings |= {name: None for at, name in rest.items() if at not in {*ignored, *wide}}
        self.rows.ignored |= dict.fromkeys(ignored.values())
        for row in range(block.top + 1, block.end):
            self.row = row
            filled = self.table.filled(row)
            # A row of one cell goes on with its block, but for a title right above the next headings.
            if self.mapping.blocks and filled == [0] and row + 1 == block.end and not block.last:
                yield self._title()
            elif filled:
                yield from self._entries(wide)

    def _title(self) -> Entry:
        """The entry of a title above headings that come again: nobody, if it does not say that they did not come."""
        entry = Entry(self.table, self.row, None, self._cell(0))
        if speaks_of_absence(entry.name):
            entry.ask(OVER_ABSENT, "doubt", "u")
        entry.leave_out("a title above headings")
        return entry

    def day_above(self, top: int, label: str) -> tuple[dt.date | None, str]:
        """The day over the headings, by its label or as the only one there; else the reason."""
        found: dict[dt.date, None] = {}
        for row in range(top):
            for column in self.table.filled(row):
                near = [(row, column)] if not label else []
                if label and folded(self.table.text(row, column)).rstrip(":").strip() == folded(label).rstrip(":"):
                    right = next((beside for beside in self.table.filled(row) if beside > column), column + 1)
                    near = [(row, right), (row + 1, column)]
                for place in near:
                    day, why = self._day(self.table.cell(*place), quiet=not label)
                    if day:
                        found[day] = None
                        break
                    if why and dates.like_a_day(self.table.cell(*place)):
                        return None, why
        if not label and self.table.name and (day := self._day(self.table.name, quiet=True)[0]):
            found[day] = None
        if len(found) == 1:
            return next(iter(found)), ""
        where = f'beside or below "{label}" over the headings' if label else "over the headings"
        return None, f"no day stands {where}" if not found else f"several days stand {where}"

    def _day(self, cell: Cell, *, quiet: bool = False) -> tuple[dt.date | None, str]:
        """The day of a cell, or why it is none; what can be two days is kept to be asked once."""
        order = self.mapping.day.order if self.mapping.day else None
        if self.table.epoch and isinstance(cell, str) and (day := dates.from_serial(cell, self.table.epoch)):
            if not quiet and not self.serial:
                self.serial = True
                self.rows.remarks.append(f"A number in the column of days is read as a day: {cell} as {spoken(day)}.")
            return (None if quiet else day), ""
        within = dates.days_in(cell) if quiet and isinstance(cell, str) else []
        try:
            return dates.day(within[0] if len(within) == 1 else cell, order), ""
        except Unclear as unclear:
            self.rows.unclear[str(within[0] if within else cell).strip()] = unclear.readings
            return None, str(unclear)
        except ValueError as error:
            return None, str(error)

    def _text(self, heading: str) -> str:
        return self.table.text(self.row, self.columns.get(folded(heading))) if heading else ""

    def _cell(self, column: int) -> str:
        return self.table.text(self.row, column)

    def _entry(self, name: str, column: int | None = None) -> Entry:
        email = self._text(self.mapping.email).casefold()
        return Entry(self.table, self.row, column, recorded_name(name, self.mapping.name), email)

    def _entries(self, wide: dict[int, str]) -> Iterator[Entry]:
        """The entries of the row; those of a wide sheet by its columns."""
        whole = " ".join(text for text in map(self._text, self.mapping.name.columns) if text)
        match self.mapping.wide:
            case "days":
                yield from self._across_days(self._entry(whole), wide)
            case "people":
                for column, heading in wide.items():
                    entry = self._entry(matched_part(self.mapping.name.heading, heading), column)
                    yield from self._on_days(entry, came=self._came(entry, self._cell(column)))
            case "lists":
                for column, heading in wide.items():
                    for name in parts_of(self._cell(column), self.mapping.name.split):
                        yield from self._listed_under(heading, self._entry(name, column))
            case _:
                yield from self._long(parts_of(whole, self.mapping.name.split))

    def _long(self, names: Sequence[str]) -> Iterator[Entry]:
        """The entries of the people whom a row names, and of those beyond them, who are only counted."""
        number = self._text(self.mapping.count.column)
        if number.strip("-0"):
            yield from self._counted(number)
        elif not names:
            names = [""]
        for name in names:
            entry = self._entry(name)
            came = not self._is_nobody(entry) and self._came(entry)
            if came:
                self._side(entry)
            yield from self._on_days(entry, came=came)

    def _counted(self, number: str) -> Iterator[Entry]:
        """The entry of people who are only counted, who came if the row says that they did."""
        entry = self._entry("")
        entry.side = self.mapping.count.side or ""
        if number.isdecimal() and len(number) <= _DIGITS:
            entry.count = int(number)
        else:
            entry.name = number
            entry.ask(f'is no number of people, under "{self.mapping.count.column}"', "count", "l")
        came = self._came(entry)
        if came and not entry.side:
            self._side(entry)
        yield from self._on_days(entry, came=came)

    def _listed_under(self, heading: str, entry: Entry) -> Iterator[Entry]:
        """Somebody of a list; the heading over it says their side, or their day."""
        role = self.mapping.side
        side = role.meaning(heading) if role and role.of == "heading" else None
        came = not self._is_nobody(entry) and self._came(entry)
        if side == OUT:
            entry.leave_out(f'stands under "{heading}"')
        entry.side = side or ""
        if side:
            yield from self._on_days(entry, came=came)
            return
        if came:
            self._on_day(entry, _day_of(heading))
        yield entry

    def _across_days(self, entry: Entry, columns: dict[int, str]) -> Iterator[Entry]:
        if self._is_nobody(entry):
            yield entry
            return
        found = [(replace(entry, column=column), heading) for column, heading in columns.items()]
        came = [pair for pair in found if self._came(pair[0], self._cell(pair[0].column or 0))]
        if came:
            self._side(entry)
            self._describe(entry)
        for one, heading in came:
            one.fate, one.why, one.kind, one.side = entry.fate, entry.why, entry.kind, entry.side
            one.phase, one.level, one.title, one.note = entry.phase, entry.level, entry.title, entry.note
            self._on_day(one, _day_of(heading))
        yield from (one for one, _ in found)

    def _describe(self, entry: Entry) -> None:
        """What the row says of the session to which somebody came."""
        entry.phase = cast("tuple[PhaseName, ...]", self._listed("phase", self.mapping.phase))
        entry.level = cast("LevelName | None", next(iter(self._listed("level", self.mapping.level)), None))
        for key in ("title", "note"):
            text = self._text(getattr(self.mapping, key))
            text = text if key == "note" else text.translate(_IN_ONE_LINE)
            if text and holds_contact(text):
                self.rows.remarks.append(f"A {key} with an address or a number is left out: row {self.row + 1}.")
            else:
                setattr(entry, key, text)

    def _listed(self, role: str, words: Words | None) -> tuple[str, ...]:
        """The phases or the level that a cell names, in the framework's words or in those of the mapping."""
        if not words or not (cell := self._text(words.column)):
            return ()
        if words.words:
            if meaning := words.meaning(cell):
                return (meaning,)
        else:
            with suppress(ValueError):
                return read_phases(cell) if role == "phase" else (read_level(cell),)
        self._unplaced(Unknown(role, words.column, cell))
        return ()

    def _is_nobody(self, entry: Entry) -> bool:
        """Whether a row names nobody; it is left out then, or asked about if it has an address."""
        if not entry.name and entry.email:
            entry.ask("has an address and no name", "nameless", "l")
        elif not entry.name:
            alone = self.table.filled(self.row)
            if len(alone) == 1 and stands_over_absent(text := self._cell(alone[0])):
                entry.name = text
                entry.ask(OVER_ABSENT, "doubt", "u")
            entry.leave_out("no name")
        elif folded(entry.name) in map(folded, self.mapping.name.columns):
            entry.ask("is the heading once more", "again", "h")
        elif any(matches(word, entry.name) for word in self.mapping.not_people):
            entry.leave_out("is nobody, by not_people of the mapping")
        return entry.fate != "new"

    def _came(self, entry: Entry, wide_cell: str | None = None) -> bool:
        """Whether somebody came, by every column that says so: one that says no is enough."""
        unplaced = []
        for role in self.mapping.came:
            cell = self._text(role.column) if wide_cell is None else wide_cell
            meaning, word = role.placed(cell)
            if meaning == "absent":
                said = f'"{short(cell)}"' if cell else "nothing"
                entry.leave_out(f'"{role.column}" says {said}' if role.column else said if cell else "an empty cell")
                return False
            if meaning != "came":
                unplaced.append(Unknown("came", role.column, word))
        if doubt := self._doubt(entry):
            entry.ask(doubt, "row", "+l")
            return False
        if unplaced:
            why, *_ = [self._unplaced(unknown, entry.column) for unknown in unplaced]
            entry.ask(why, "word")
        return not unplaced

    def _doubt(self, entry: Entry) -> str:
        """What stands against the row, which is hidden, or against one of its cells; empty if nothing does."""
        if self.row in self.table.hidden:
            return "stands in a hidden row"
        if not self.table.doubtful:
            return ""
        roles = self.mapping.roles()
        headings = [heading for role in ("name", "came", "day") for heading in roles[role]]
        columns = [*(self.columns.get(folded(heading)) for heading in headings), entry.column]
        doubts = (self.table.doubtful.get((self.row, column)) for column in columns if column is not None)
        return next(filter(None, doubts), "")

    def _side(self, entry: Entry) -> None:
        """The side that the sheet says of somebody who came."""
        role = self.mapping.side
        if not role or role.of == "heading":
            return
        for end, side in role.ends.items():
            if ends_in(entry.email, end):
                entry.side = side
                if side == OUT:
                    entry.leave_out("by the end of the address")
        if role.ends:
            return
        cell = self.table.name if role.of == "sheet" else self._text(role.column)
        meaning = role.meaning(cell)
        column = role.column or "the sheet's title"
        if meaning == OUT:
            entry.leave_out(f'"{column}" says "{short(cell)}"')
        elif meaning and meaning != ASK:
            entry.side = meaning
        elif cell or meaning == ASK:
            entry.ask(self._unplaced(Unknown("side", column, cell)), "word")

    def _unplaced(self, unknown: Unknown, column: int | None = None) -> str:
        """Note a word that the mapping does not place; what is said of its row."""
        self.rows.unknown[unknown].add((self.table.name, self.row, column))
        said = f'says "{short(unknown.word)}"' if unknown.word else "says nothing"
        named = f'"{unknown.column}"' if unknown.column else "the sheet"
        return f"{named} {said}, and nobody has placed that word yet"

    def _on_days(self, entry: Entry, *, came: bool) -> list[Entry]:
        """The entry on its day, or on each day that the cell holds; of an absence, the day if it is clear."""
        role = self.mapping.day
        if came:
            self._describe(entry)
        if self.date or role is None or role.above is not None or not role.column:
            entry.day = self.date or self.above[0]
            if came and self.above[1] and not self.date:
                entry.ask(self.above[1], "day")
            return [entry]
        cell = self.table.cell(self.row, self.columns.get(folded(role.column)))
        if not came:
            with suppress(ValueError):
                entry.day = dates.day(cell, role.order)
            return [entry]
        if isinstance(cell, str) and any(matches(word, cell.strip()) for word in role.none):
            entry.leave_out(f'"{role.column}" says "{short(cell.strip())}"')
            return [entry]
        parts: Sequence[Cell] = [cell]
        if isinstance(cell, str) and role.split:
            parts = parts_of(cell, role.split) or [""]
        found = [entry, *(replace(entry) for _ in parts[1:])]
        for one, part in zip(found, parts, strict=True):
            self._on_day(one, part)
        return found

    def _on_day(self, entry: Entry, cell: Cell) -> None:
        if isinstance(cell, str) and not cell.strip():
            if stands_over_absent(entry.name):
                entry.ask(OVER_ABSENT, "doubt", "u")
            entry.ask("has no day", "day")
            return
        entry.day, why = self._day(cell)
        if why:
            entry.ask(why, "day")


def ends_in(email: str, end: str) -> bool:
    """Whether an address ends in a domain, or in a part of it that begins after a dot."""
    return bool(email) and f".{email.rpartition('@')[2]}".endswith(f".{folded(end).removeprefix('@')}")


def _day_of(heading: str) -> str:
    """The day in a heading."""
    within = dates.days_in(heading)
    return within[0] if len(within) == 1 and not dates.like_a_day(heading) else heading
