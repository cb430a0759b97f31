"""From the rows of a sheet to one entry for each person at each session, and to a fate for each row.

A wide sheet is made long first. What an entry says by itself is settled here; who is who, and who came in what
capacity, is settled by `people`.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, cast

from coprod.contacts import holds_contact
from coprod.days import Unclear, spoken
from coprod.framework import LevelName, PhaseName
from coprod.sheets import dates
from coprod.sheets.cells import Cell, Table, folded
from coprod.sheets.headings import Block, blocks, end_of, is_wide
from coprod.sheets.mapping import ASK, OUT, Day, SheetMapping, Words, matches
from coprod.sheets.names import OVER_ABSENT, matched_part, parts_of, recorded_name, speaks_of_absence
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
        keys: how it can be answered at a terminal: `=` the same person, `+` somebody else, `l` left out, `u` the table
            ends above it, `h` the headings come again; empty if only the mapping, an option or the sheet can say.
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
    """The entries of a sheet, and what is still to be said of its headings and words.

    Attributes:
        entries: in the order of the sheet.
        headings: the headings that have no role and are not ignored.
        ignored: the headings that the mapping does not read.
        unknown: the words that the mapping does not place, and how often each stands in the sheet.
        unclear: dates that can be two days, with those days; asked once for the sheet.
        remarks: what was not read, and what was read in a way that should be told.
        top: the row of the first headings, from 0.
    """

    entries: list[Entry] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    unknown: Counter[Unknown] = field(default_factory=Counter)
    unclear: dict[str, list[dt.date]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    top: int = 0


def read_rows(table: Table, mapping: SheetMapping, top: int, date: dt.date | None) -> Rows:
    """The entries of a table."""
    rows = Rows(top=top)
    reader = _Reader(table, mapping, rows, date)
    for block in blocks(table, mapping, top):
        reader.read(block)
    end = end_of(table, mapping, top)
    rest = [row + 1 for row in range(end, len(table.rows)) if table.filled(row)]
    if rest:
        rows.remarks.append(f"Not read: {_span(rest)}, below the table.")
    if above := [row + 1 for row in range(top) if table.filled(row)]:
        rows.remarks.append(f"Not read as people: {_span(above)}, above the headings.")
    return rows


def _span(rows: Sequence[int]) -> str:
    return f"row {rows[0]}" if rows[0] == rows[-1] else f"rows {rows[0]} to {rows[-1]}"


@dataclass(slots=True)
class _Reader:
    table: Table
    mapping: SheetMapping
    rows: Rows
    date: dt.date | None
    above: tuple[dt.date | None, str] = (None, "")
    serial: bool = False

    def read(self, block: Block) -> None:
        by_name = {folded(name): column for column, name in block.columns.items()}
        read = {by_name[folded(name)] for name in self.mapping.headings() if folded(name) in by_name}
        others = {
            column: name
            for column, name in block.columns.items()
            if column not in read and not self.mapping.ignores(name)
        }
        wide = {column: name for column, name in others.items() if self._is_wide(name)}
        self.rows.headings += [name for column, name in others.items() if column not in wide]
        unread = [name for column, name in block.columns.items() if column not in {*read, *others}]
        self.rows.ignored += [name for name in unread if name not in self.rows.ignored]
        if block.top == self.rows.top and self.mapping.day and self.mapping.day.above is not None:
            self.above = self._day_above(block.top, self.mapping.day.above)
        for row in range(block.top + 1, block.end):
            if not (filled := self.table.filled(row)):
                continue
            if self.mapping.blocks and len(filled) == 1 and filled[0] == 0 and not self._goes_on(row, block):
                self.rows.entries.append(_title(self.table, row))
                continue
            self.rows.entries += _Line(self, row, by_name).entries(wide)

    def _goes_on(self, row: int, block: Block) -> bool:
        """Whether a row that holds one cell is one of its block, and no title right above the next headings."""
        return row + 1 < block.end or block.last

    def _is_wide(self, heading: str) -> bool:
        return is_wide(self.mapping, heading)

    def _day_above(self, top: int, label: str) -> tuple[dt.date | None, str]:
        """The day over the headings, by its label or as the only one there; else the reason."""
        found: dict[dt.date, None] = {}
        for row in range(top):
            for column in self.table.filled(row):
                near = [(row, column)] if not label else []
                if label and folded(self.table.text(row, column)).rstrip(":").strip() == folded(label).rstrip(":"):
                    right = next((beside for beside in self.table.filled(row) if beside > column), column + 1)
                    near = [(row, right), (row + 1, column)]
                for place in near:
                    day, why = self.day(self.table.cell(*place), quiet=not label)
                    if day:
                        found[day] = None
                        break
                    if why and dates.like_a_day(self.table.cell(*place)):
                        return None, why
        if not label and self.table.name and (day := self.day(self.table.name, quiet=True)[0]):
            found[day] = None
        if len(found) == 1:
            return next(iter(found)), ""
        where = f'beside or below "{label}" over the headings' if label else "over the headings"
        return None, f"no day stands {where}" if not found else f"several days stand {where}"

    def day(self, cell: Cell, *, quiet: bool = False) -> tuple[dt.date | None, str]:
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


_IN_ONE_LINE = str.maketrans("\r\n\t", "   ")


@dataclass(slots=True)
class _Line:
    """One row of a sheet under its headings."""

    reader: _Reader
    row: int
    columns: dict[str, int]

    @property
    def mapping(self) -> SheetMapping:
        return self.reader.mapping

    def text(self, heading: str) -> str:
        return self.reader.table.text(self.row, self.columns.get(folded(heading))) if heading else ""

    def entries(self, wide: dict[int, str]) -> Iterator[Entry]:
        """The entries of the row: in a long sheet one for each person and day, and one for people who are counted."""
        match self.mapping.wide:
            case "days":
                yield from self._across_days(wide)
            case "people":
                for column, heading in wide.items():
                    name = matched_part(self.mapping.name.heading, heading)
                    entry = self._entry(recorded_name(name, self.mapping), column)
                    yield from self._on_days(entry, came=self._came(entry, self._cell(column)))
            case "lists":
                for column, heading in wide.items():
                    yield from self._of_list(self._cell(column), column, heading)
            case _:
                yield from self._long()

    def _cell(self, column: int) -> str:
        return self.reader.table.text(self.row, column)

    def _whole_name(self) -> str:
        return " ".join(text for text in map(self.text, self.mapping.name.columns) if text)

    def _entry(self, name: str, column: int | None = None) -> Entry:
        email = self.text(self.mapping.email).casefold()
        return Entry(self.reader.table, self.row, column, name, email)

    def _long(self) -> Iterator[Entry]:
        number = self.text(self.mapping.count.column)
        names = parts_of(self._whole_name(), self.mapping.name.split)
        if number.isdecimal() and int(number[:6]) > 0:
            entry = self._entry("")
            entry.count, entry.side = int(number[:6]), self.mapping.count.side or ""
            if not entry.side:
                self._side(entry)
            yield from self._on_days(entry, came=True)
            if not names:
                return
        for name in names or [""]:
            entry = self._entry(recorded_name(name, self.mapping))
            came = not self._is_nobody(entry) and self._came(entry)
            if came:
                self._side(entry)
            yield from self._on_days(entry, came=came)

    def _of_list(self, cell: str, column: int, heading: str) -> Iterator[Entry]:
        """The people whom one cell of a list names; the heading over it says their side, or their day."""
        role = self.mapping.side
        side = role.meaning(heading) if role and role.of == "heading" else ""
        for name in parts_of(cell, self.mapping.name.split):
            entry = self._entry(recorded_name(name, self.mapping), column)
            came = not self._is_nobody(entry) and self._came(entry)
            if side == OUT:
                entry.leave_out(f'stands under "{heading}"')
            entry.side = side or ""
            if came and not side:
                self._on_day(entry, _day_of(heading))
            yield from [entry] if not side else self._on_days(entry, came=came)

    def _across_days(self, columns: dict[int, str]) -> Iterator[Entry]:
        entry = self._entry(recorded_name(self._whole_name(), self.mapping))
        if self._is_nobody(entry):
            yield entry
            return
        found = [replace(entry, column=column) for column in columns]
        came = [one for one in found if self._came(one, self._cell(one.column or 0))]
        if came:
            self._side(entry)
            self._describe(entry)
        for one in came:
            one.fate, one.why, one.kind, one.side = entry.fate, entry.why, entry.kind, entry.side
            one.phase, one.level, one.title, one.note = entry.phase, entry.level, entry.title, entry.note
            self._on_day(one, _day_of(columns[one.column or 0]))
        yield from found

    def _describe(self, entry: Entry) -> None:
        """What the row says of the session to which somebody came."""
        entry.phase = cast("tuple[PhaseName, ...]", self._listed("phase", self.mapping.phase))
        entry.level = cast("LevelName | None", next(iter(self._listed("level", self.mapping.level)), None))
        for key in ("title", "note"):
            text = self.text(getattr(self.mapping, key))
            text = text if key == "note" else text.translate(_IN_ONE_LINE)
            if text and holds_contact(text):
                self.reader.rows.remarks.append(f"A {key} with an address or a number is left out: row {self.row + 1}.")
            else:
                setattr(entry, key, text)

    def _listed(self, role: str, words: Words | None) -> tuple[str, ...]:
        """The phases or the level that a cell names, in the framework's words or in those of the mapping."""
        if not words or not (cell := self.text(words.column)):
            return ()
        if words.words:
            if meaning := words.meaning(cell):
                return (meaning,)
        else:
            try:
                return read_phases(cell) if role == "phase" else (read_level(cell),)
            except ValueError:
                pass
        self.reader.rows.unknown[Unknown(role, words.column, cell)] += 1
        return ()

    def _is_nobody(self, entry: Entry) -> bool:
        """Whether a row names nobody; it is left out then, or asked about if it has an address."""
        if not entry.name and entry.email:
            entry.ask("has an address and no name", "nameless", "l")
        elif not entry.name:
            entry.leave_out("no name")
        elif folded(entry.name) in map(folded, self.mapping.name.columns):
            entry.ask("is the heading once more", "again", "h")
        elif any(matches(word, entry.name) for word in self.mapping.not_people):
            entry.leave_out("is nobody, by not_people of the mapping")
        return entry.fate != "new"

    def _came(self, entry: Entry, wide_cell: str | None = None) -> bool:
        """Whether somebody came, by every column that says so: one that says no is enough."""
        roles = self.mapping.came
        open_words = []
        for role in roles:
            cell = self.text(role.column) if wide_cell is None else wide_cell
            meaning, word = role.placed(cell)
            if meaning == "absent":
                said = f'"{short(cell)}"' if cell else "nothing"
                entry.leave_out(f'"{role.column}" says {said}' if role.column else said if cell else "an empty cell")
                return False
            if meaning != "came":
                open_words.append(Unknown("came", role.column, word))
        if self._is_doubtful(entry, [role.column for role in roles]):
            return False
        if open_words:
            self.reader.rows.unknown.update(open_words)
            entry.ask(_unplaced(open_words[0]), "word")
        return not open_words

    def _is_doubtful(self, entry: Entry, columns: Sequence[str]) -> bool:
        """Whether the row is hidden, or one of its cells is struck out or without a value; it is asked about then."""
        table = self.reader.table
        if self.row in table.hidden:
            entry.ask("stands in a hidden row", "row", "+l")
            return True
        if table.doubtful:
            headings = [*self.mapping.name.columns, *columns, self.mapping.day.column if self.mapping.day else ""]
            places = [self.columns.get(folded(heading)) for heading in headings if heading]
            for column in [*places, entry.column]:
                if column is not None and (self.row, column) in table.doubtful:
                    entry.ask(table.doubtful[self.row, column], "row", "+l")
                    return True
        return False

    def _side(self, entry: Entry) -> None:
        """The side that the sheet says of somebody who came."""
        role = self.mapping.side
        if not role or role.of == "heading":
            return
        if role.ends:
            for end, side in role.ends.items():
                if ends_in(entry.email, end):
                    entry.side = side
                    if side == OUT:
                        entry.leave_out("by the end of the address")
            return
        cell = self.reader.table.name if role.of == "sheet" else self.text(role.column)
        meaning = role.meaning(cell)
        column = role.column or "the sheet's title"
        if meaning == OUT:
            entry.leave_out(f'"{column}" says "{short(cell)}"')
        elif meaning and meaning != ASK:
            entry.side = meaning
        elif cell or meaning == ASK:
            self.reader.rows.unknown[Unknown("side", column, cell)] += 1
            entry.ask(_unplaced(Unknown("side", column, cell)), "word")

    def _on_days(self, entry: Entry, *, came: bool) -> Iterator[Entry]:
        """The entry on its day, or on each day that the cell holds; of an absence, the day if it is clear."""
        role = self.mapping.day
        if came:
            self._describe(entry)
        entry.day = self.reader.date or self.reader.above[0]
        if self.reader.date or role is None or (role.above is None and not role.column):
            yield entry
            return
        if role.above is not None:
            if self.reader.above[1] and came:
                entry.ask(self.reader.above[1], "day")
            yield entry
            return
        cell = self.reader.table.cell(self.row, self.columns.get(folded(role.column)))
        if not came:
            entry.day = _clear_day(cell, role)
            yield entry
            return
        if isinstance(cell, str) and any(matches(word, cell.strip()) for word in role.none):
            entry.leave_out(f'"{role.column}" says "{short(cell.strip())}"')
            yield entry
            return
        parts: Sequence[Cell] = parts_of(cell, role.split) if isinstance(cell, str) and role.split else [cell]
        for part in parts or [""]:
            one = entry if len(parts) < 2 else replace(entry)  # noqa: PLR2004 - several days in a cell
            self._on_day(one, part)
            yield one

    def _on_day(self, entry: Entry, cell: Cell) -> None:
        if isinstance(cell, str) and not cell.strip():
            entry.ask("has no day", "day")
            return
        entry.day, why = self.reader.day(cell)
        if why:
            entry.ask(why, "day")


def _unplaced(unknown: Unknown) -> str:
    said = f'says "{short(unknown.word)}"' if unknown.word else "says nothing"
    named = f'"{unknown.column}"' if unknown.column else "the sheet"
    return f"{named} {said}, and nobody has placed that word yet"


def _title(table: Table, row: int) -> Entry:
    """The entry of a title right above headings that come again: nobody, if it does not say that they did not come."""
    entry = Entry(table, row, None, table.text(row, 0))
    if speaks_of_absence(entry.name):
        entry.ask(OVER_ABSENT, "doubt", "u")
    entry.leave_out("a title above headings")
    return entry


def ends_in(email: str, end: str) -> bool:
    """Whether an address ends in a domain, or in a part of it that begins after a dot."""
    return bool(email) and f".{email.rpartition('@')[2]}".endswith(f".{folded(end).removeprefix('@')}")


def _clear_day(cell: Cell, role: Day) -> dt.date | None:
    """The day of a cell, or None if it is none or can be several."""
    try:
        return dates.day(cell, role.order)
    except ValueError:
        return None


def _day_of(heading: str) -> str:
    """The day in a heading."""
    within = dates.days_in(heading)
    return within[0] if len(within) == 1 and not dates.like_a_day(heading) else heading
