"""From the rows of a sheet to one entry for each person at each session, and to a fate for each row.

A wide sheet is made long first. What an entry says by itself is settled here; who is who, and who came in what
capacity, is settled by `people`.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from coprod.contacts import holds_contact
from coprod.days import Unclear, spoken
from coprod.sheets import dates
from coprod.sheets.cells import Cell, Table, folded
from coprod.sheets.entries import HIDDEN, Entry, Proposal, Unknown
from coprod.sheets.headings import Block, blocks, end_of, is_label, is_wide
from coprod.sheets.mapping import ASK, OUT, SheetMapping, Words, matches
from coprod.sheets.names import (
    OVER_ABSENT,
    ends_in,
    matched_part,
    parts_of,
    recorded_name,
    speaks_of_absence,
    stands_over_absent,
)
from coprod.typed import read_level, read_phases
from coprod.words import short

#: No meeting has more people than a number of so many digits.
_DIGITS = 6
_IN_ONE_LINE = str.maketrans("\r\n\t", "   ")


def read_rows(proposal: Proposal, table: Table, top: int, date: dt.date | None) -> None:
    """Read the rows of a table, whose first headings are in row `top`."""
    mapping = proposal.mapping
    reader = _Reader(table, mapping, proposal, date)
    if mapping.day and mapping.day.above is not None:
        reader.date, reader.undated = reader.day_above(top, mapping.day.above)
    for block in blocks(table, mapping, top):
        reader.read(block)
    below = range(end_of(table, mapping, top), len(table.rows))
    for rows, before, after in ((below, "", "below the table"), (range(top), " as people", "above the headings")):
        if there := [row + 1 for row in rows if table.filled(row)]:
            named = f"row {there[0]}" if len(there) == 1 else f"rows {there[0]} to {there[-1]}"
            proposal.remarks.append(f"Not read{before}: {named}, {after}.")


@dataclass(slots=True)
class _Reader:
    """Reads a table, one row after the other."""

    table: Table
    mapping: SheetMapping
    proposal: Proposal
    date: dt.date | None  # the day of every session, if no column holds it
    undated: str = ""  # the reason why the day over the headings is none
    serial: bool = False  # whether a number was read as a day, and that was told
    row: int = 0
    texts: list[str] = field(default_factory=list)  # the cells of the row
    columns: dict[str, int | None] = field(default_factory=dict)  # of a block, by the mapping's headings
    wide: dict[int | None, str] = field(default_factory=dict)  # the headings of those across which the sheet is wide

    def read(self, block: Block) -> None:
        """Add the entries of a block, and what is said of its headings."""
        columns = {folded(name): column for column, name in block.columns.items()}
        self.columns = {name: columns.get(folded(name)) for name in self.mapping.headings()} | {"": None}
        roles = set(self.columns.values())
        self.wide = {}
        for column, name in block.columns.items():
            if column in roles:
                continue
            if self.mapping.ignores(name):
                self.proposal.ignored[name] = None
            elif is_wide(self.mapping, name):
                self.wide[column] = name
            else:
                self.proposal.headings[name] = None
        for row in range(block.top + 1, block.end):
            self.row, self.texts = row, [str(cell).strip() for cell in self.table.rows[row]]
            filled = [column for column, text in enumerate(self.texts) if text]
            # A row of one cell goes on with its block, but for a title right above the next headings.
            if self.mapping.blocks and filled == [0] and row + 1 == block.end and not block.last:
                self._add_title()
            elif filled:
                self._add_row()

    def _add_title(self) -> None:
        """Add a title above headings that come again: nobody, if it does not say that they did not come."""
        entry = Entry(self.table, self.row, name=self._cell(0))
        if speaks_of_absence(entry.name):
            entry.ask(OVER_ABSENT, "end")
        entry.leave_out("a title above headings")
        self.proposal.entries.append(entry)

    def _add_row(self) -> None:
        """Add the entries of a row; what nobody has placed of all of them is told before their sides."""
        entries = list(self._people())
        # Whether those came who are only counted is looked at even if their number is none.
        came = {entry for entry in entries if (entry.fate == "new" or entry.kind == "count") and self._came(entry)}
        for entry in entries:
            heading = "" if self.mapping.wide == "people" else self.wide.get(entry.column, "")
            if self.mapping.wide == "lists":
                heading = self._listed_side(entry, heading)
            elif entry in came and self.mapping.wide != "people" and not entry.side:
                self._side(entry)
            self.proposal.entries += self._on_days(entry, heading, came=entry in came)

    def _listed_side(self, entry: Entry, heading: str) -> str:
        """Give somebody of a list the side that the heading over it says; else the heading, which is a day."""
        role = self.mapping.side
        side = role.placed(heading)[0] if role and role.of == "heading" else None
        if side == OUT:
            entry.leave_out(f'stands under "{heading}"')
        entry.side = side or ""
        return "" if side else heading

    def _people(self) -> Iterator[Entry]:
        """The people whom a row names, and those beyond them who are only counted."""
        role = self.mapping.name
        whole = " ".join(filter(None, map(self._text, role.columns)))
        match self.mapping.wide:
            case "days":
                entry = self._named(whole)
                yield from (replace(entry, column=column) for column in self.wide) if entry.fate == "new" else [entry]
            case "people":
                for column, heading in self.wide.items():
                    yield self._entry(matched_part(role.heading, heading), column)
            case "lists":
                for column in self.wide:
                    for name in parts_of(self._cell(column), role.split):
                        yield self._named(name, column)
            case _:
                counted = self._counted()
                yield from counted
                for name in parts_of(whole, role.split) or ([] if counted else [""]):
                    yield self._named(name)

    def _entry(self, name: str, column: int | None = None) -> Entry:
        email = self._text(self.mapping.email).casefold()
        return Entry(self.table, self.row, column, recorded_name(name, self.mapping.name), email)

    def _counted(self) -> list[Entry]:
        """The entry of people who are only counted, if there are some."""
        number = self._text(self.mapping.count.column)
        if not number.strip("-0"):
            return []
        entry = self._entry("")
        entry.side = self.mapping.count.side or ""
        if number.isdecimal() and len(number) <= _DIGITS:
            entry.count = int(number)
        else:
            entry.name = number
            entry.ask(f'is no number of people, under "{self.mapping.count.column}"', "count")
        return [entry]

    def _named(self, name: str, column: int | None = None) -> Entry:
        """The entry of a name, which is left out if it names nobody, or asked about if it has an address."""
        entry = self._entry(name, column)
        if not entry.name and entry.email:
            entry.ask("has an address and no name", "nameless")
        elif not entry.name:
            alone = self.table.filled(self.row)
            if len(alone) == 1 and stands_over_absent(text := self._cell(alone[0])):
                entry.name = text
                entry.ask(OVER_ABSENT, "end")
            entry.leave_out("no name")
        elif folded(entry.name) in map(folded, self.mapping.name.columns):
            entry.ask("is the heading once more", "again")
        elif any(matches(word, entry.name) for word in self.mapping.not_people):
            entry.leave_out("is nobody, by not_people of the mapping")
        return entry

    def _came(self, entry: Entry) -> bool:
        """Whether somebody came, by every column that says so: one that says no is enough."""
        unplaced = []
        across = self.mapping.wide in {"days", "people"}
        for role in self.mapping.came:
            cell = self._cell(entry.column) if across else self._text(role.column)
            meaning, word = role.placed(cell)
            if meaning == "absent":
                said = f'"{short(cell)}"' if cell else "nothing"
                entry.leave_out(f'"{role.column}" says {said}' if role.column else said if cell else "an empty cell")
                return False
            if meaning != "came":
                unplaced.append(Unknown("came", role.column, word))
        if doubt := self._doubt(entry):
            entry.ask(doubt, doubt)
            return False
        if unplaced:
            why, *_ = [self._unplaced(unknown, entry.column) for unknown in unplaced]
            entry.ask(why, "word")
        return not unplaced

    def _doubt(self, entry: Entry) -> str:
        """What stands against the row, which is hidden, or against one of its cells; empty if nothing does."""
        if self.row in self.table.hidden:
            return HIDDEN
        if not self.table.doubtful:
            return ""
        roles = self.mapping.roles()
        read = [self.columns[heading] for role in ("name", "came", "day") for heading in roles[role]]
        doubts = (self.table.doubtful.get((self.row, at)) for at in (*read, entry.column) if at is not None)
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
        meaning = role.placed(cell)[0]
        column = role.column or "the sheet's title"
        if meaning == OUT:
            entry.leave_out(f'"{column}" says "{short(cell)}"')
        elif meaning and meaning != ASK:
            entry.side = meaning
        elif cell or meaning == ASK:
            entry.ask(self._unplaced(Unknown("side", column, cell)), "word")

    def _unplaced(self, unknown: Unknown, column: int | None = None) -> str:
        """Note a word that the mapping does not place; what is said of its row."""
        self.proposal.unknown[unknown].add((self.table.name, self.row, column))
        said = f'says "{short(unknown.word)}"' if unknown.word else "says nothing"
        named = f'"{unknown.column}"' if unknown.column else "the sheet"
        return f"{named} {said}, and nobody has placed that word yet"

    def _describe(self, entry: Entry) -> None:
        """What the row says of the session to which somebody came."""
        entry.phase = self._listed("phase", self.mapping.phase)
        entry.level = next(iter(self._listed("level", self.mapping.level)), None)
        entry.title = self._free_text("title", self.mapping.title).translate(_IN_ONE_LINE)
        entry.note = self._free_text("note", self.mapping.note)

    def _free_text(self, key: str, heading: str) -> str:
        text = self._text(heading)
        if text and holds_contact(text):
            self.proposal.remarks.append(f"A {key} with an address or a number is left out: row {self.row + 1}.")
            return ""
        return text

    def _listed(self, role: str, words: Words | None) -> tuple[Any, ...]:
        """The phases or the level that a cell names, in the framework's words or in those of the mapping."""
        if not words or not (cell := self._text(words.column)):
            return ()
        if words.words:
            if meaning := words.placed(cell)[0]:
                return (meaning,)
        else:
            with suppress(ValueError):
                return read_phases(cell) if role == "phase" else (read_level(cell),)
        self._unplaced(Unknown(role, words.column, cell))
        return ()

    def _on_days(self, entry: Entry, heading: str, *, came: bool) -> list[Entry]:
        """The entry on its day, or on each day that the cell holds; of an absence, the day if it is clear."""
        role = self.mapping.day
        if came:
            self._describe(entry)
        if heading:
            if came:
                self._on_day(entry, dates.day_in(heading) or heading)
            return [entry]
        if role is None or role.above is not None or not role.column:
            entry.day = self.date
            if came and self.undated:
                entry.ask(self.undated, "day")
            return [entry]
        cell = self.table.cell(self.row, self.columns[role.column])
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
        entries = [entry, *(replace(entry) for _ in parts[1:])]
        for on_day, part in zip(entries, parts, strict=True):
            self._on_day(on_day, part)
        return entries

    def _on_day(self, entry: Entry, cell: Cell) -> None:
        if isinstance(cell, str) and not cell.strip():
            if stands_over_absent(entry.name):
                entry.ask(OVER_ABSENT, "end")
            entry.ask("has no day", "day")
            return
        entry.day, why = self._day(cell)
        if why:
            entry.ask(why, "day")

    def _day(self, cell: Cell) -> tuple[dt.date | None, str]:
        """The day of a cell, or why it is none; what can be two days is kept to be asked once."""
        if self.table.epoch and isinstance(cell, str) and (day := dates.from_serial(cell, self.table.epoch)):
            if not self.serial:
                self.serial = True
                read = f"A number in the column of days is read as a day: {cell} as {spoken(day)}."
                self.proposal.remarks.append(read)
            return day, ""
        try:
            return dates.day(cell, self.mapping.day.order if self.mapping.day else None), ""
        except Unclear as unclear:
            self.proposal.unclear[str(cell).strip()] = unclear.readings
            return None, str(unclear)
        except ValueError as error:
            return None, str(error)

    def day_above(self, top: int, label: str) -> tuple[dt.date | None, str]:
        """The day over the headings, by its label or as the only one there; else the reason."""
        table = self.table
        cells: list[Cell] = []
        for row in range(top):
            for column in table.filled(row):
                near = [table.cell(row, column)]
                if label:
                    right = next((beside for beside in table.filled(row) if beside > column), column + 1)
                    found = is_label(str(near[0]), label)
                    near = [table.cell(row, right), table.cell(row + 1, column)] if found else []
                cells += [day for cell in near if (day := self._like_a_day(cell, label))][:1]
        if not label and (day := dates.day_in(table.name)):
            cells.append(day)
        days = dict.fromkeys(map(self._day, cells))
        if why := next((why for _, why in days if why), ""):
            return None, why
        if len(days) == 1:
            return next(iter(days))
        where = f'beside or below "{label}" over the headings' if label else "over the headings"
        return None, f"{'several days stand' if days else 'no day stands'} {where}"

    def _like_a_day(self, cell: Cell, label: str) -> Cell:
        """What of a cell is read as a day: a day that stands in it, and a workbook's number below a label."""
        if isinstance(cell, dt.date) or (label and self.table.epoch and dates.from_serial(cell, self.table.epoch)):
            return cell
        return (cell if dates.like_a_day(cell) else "") if label else dates.day_in(cell)

    def _text(self, heading: str) -> str:
        return self._cell(self.columns[heading])

    def _cell(self, column: int | None) -> str:
        return self.texts[column] if column is not None and column < len(self.texts) else ""
