"""Which mapping a sheet is read by, and which of its tables: those that are kept or built in, and whether they fit."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from coprod.contacts import holds_contact
from coprod.errors import Problem, Unusable
from coprod.model import Project
from coprod.sheets.cells import Table, folded
from coprod.sheets.headings import end_of, heading_names, headings_row, is_wide
from coprod.sheets.mapping import SheetMapping, built_in, from_text
from coprod.sheets.names import speaks_of_absence
from coprod.sheets.own import is_attendance
from coprod.sheets.own_attendance import propose_own
from coprod.sheets.people import Answers, word_of
from coprod.sheets.proposal import Proposal, Supplied, propose_sessions
from coprod.sheets.tables import File
from coprod.words import did_you_mean, short


@dataclass(frozen=True, slots=True)
class Mappings:
    """The mappings that are at hand by their names; a kept one hides a built-in one."""

    kept: Mapping[str, SheetMapping]
    texts: Mapping[str, str] = field(default_factory=built_in)

    def named(self, name: str) -> SheetMapping:
        """A mapping by its name."""
        if name in self.kept:
            return self.kept[name]
        if name in self.texts:
            return from_text(self.texts[name], name)
        known = [*self.kept, *self.texts]
        raise Unusable(Problem("", f'no mapping is called "{short(name)}"{did_you_mean(name, known)}; see --mappings'))

    def all_built_in(self) -> dict[str, SheetMapping]:
        """The built-in mappings that none hides."""
        return {name: from_text(text, name) for name, text in self.texts.items() if name not in self.kept}

    def fitting(self, file: File) -> list[str]:
        """The names of the kept mappings that fit a sheet; if none does, of the built-in ones."""
        kept = [name for name, mapping in self.kept.items() if _fits(file, mapping)]
        return kept or [name for name, mapping in self.all_built_in().items() if _fits(file, mapping)]

    def nearly_fitting(self, file: File) -> str:
        """The name of the mapping with most headings of those whose headings are all there; empty if none is."""
        every = {**self.kept, **self.all_built_in()}
        there = [
            name
            for name, one in every.items()
            if len(one.headings()) > 1 and _reading(file.tables, one) and _above(file, one)
        ]
        return max(there, key=lambda name: len(every[name].headings()), default="")

    def base(self, file: File) -> dict[str, object]:
        """The keys of the built-in mapping of a form whose fixed columns are there, the rest of which is asked."""
        for mapping in self.all_built_in().values():
            if not mapping.names_nobody or not mapping.ignore:
                continue
            wanted = {folded(heading) for heading in mapping.ignore}
            for table in file.tables:
                if any(
                    wanted <= {folded(cell) for cell in table.rows[row]} for row in range(min(_TOP, len(table.rows)))
                ):
                    return dict(mapping.content)
        return {}


_TOP = 60


def _headings(table: Table, mapping: SheetMapping) -> list[str] | None:
    top = headings_row(table, mapping)
    if top is None:
        return None
    end = top + 1 if mapping.blocks else end_of(table, mapping, top)
    return list(heading_names(table, top, end).values())


def _reading(tables: Iterable[Table], mapping: SheetMapping) -> list[Table]:
    return [table for table in tables if headings_row(table, mapping) is not None]


def _above(file: File, mapping: SheetMapping) -> bool:
    """Whether the label of the day stands over the headings of a table, if the mapping has one."""
    label = mapping.day.above if mapping.day else None
    if not label:
        return True
    return any(
        folded(table.text(row, column)).rstrip(":").strip() == folded(label)
        for table in _reading(file.tables, mapping)
        for row in range(headings_row(table, mapping) or 0)
        for column in table.filled(row)
    )


def _fits(file: File, mapping: SheetMapping) -> bool:
    if mapping.own == "attendance":
        return any(table.rows and is_attendance(table, 0) for table in file.tables)
    if mapping.own or mapping.names_nobody:
        return False
    mine = set(map(folded, mapping.headings()))
    return _above(file, mapping) and any(
        all(folded(one) in mine or mapping.ignores(one) or is_wide(mapping, one) for one in headings)
        for headings in (_headings(table, mapping) for table in file.tables)
        if headings
    )


def chosen_tables(file: File, mapping: SheetMapping, name: str) -> list[Table]:
    """The tables that a mapping reads: the way to read a text that parts its headings, or sheets of a workbook."""
    if not file.sheets:
        able = _reading(file.tables, mapping) or file.tables
        return [
            max(
                able,
                key=lambda table: max((len(table.filled(row)) for row in range(min(_TOP, len(table.rows)))), default=0),
            )
        ]
    if mapping.sheet == ("all",):
        every = _reading(file.tables, mapping) or file.tables
        placed = mapping.side if mapping.side and mapping.side.of == "sheet" else None
        for table in every:
            if speaks_of_absence(table.name) and not (placed and placed.meaning(table.name)):
                absent = f'sheet "{short(table.name)}" may list people who did not come'
                raise Unusable(Problem(name, f"{absent}: name the sheets to read under sheet in the mapping"))
        return every
    names = ", ".join(f'"{short(table.name)}"' for table in file.tables)
    if mapping.sheet:
        wanted = set(map(folded, mapping.sheet))
        found = [table for table in file.tables if folded(table.name) in wanted or len(file.tables) == 1]
        if not found:
            raise Unusable(Problem(name, f"has no sheet of that name; its sheets are {names}"))
        return found
    if len(file.tables) > 1:
        which = f'holds several sheets, {names}: name one, or "all", under sheet in the mapping'
        raise Unusable(Problem(name, which))
    return file.tables


@dataclass(slots=True)
class Sitting:
    """A sheet, and all that is said of it so far.

    Attributes:
        name: the file as the user named it.
        file: what it holds.
        mappings: the mappings that are at hand.
        answers: what the user says of people.
        supplied: what the user says of sessions.
        mapping: the mapping by which it is read; an empty one if none is known yet.
        into_day: the day of the session on record that it is added to, which is its own if the sheet names none.
        called: the name by which the mapping is kept; empty if it is not.
        named: those whose side the user gives by name, who have to be in the sheet.
    """

    name: str
    file: File
    mappings: Mappings
    answers: Answers
    supplied: Supplied
    mapping: SheetMapping = field(default_factory=SheetMapping)
    into_day: dt.date | None = None
    called: str = ""
    named: list[str] = field(default_factory=list)

    def proposal(self, project: Project) -> Proposal:
        """What an import would do."""
        mapping = self.mapping
        if mapping.own:
            tables: Sequence[Table] = [table for table in self.file.tables if table.rows and is_attendance(table, 0)]
            if not tables:
                raise Unusable(Problem(self.name, "is no attendance that coprod wrote"))
            return propose_own(tables[0], mapping, project)
        tables = chosen_tables(self.file, mapping, self.name)
        in_sheet = mapping.day and (mapping.day.column or mapping.day.above is not None)
        date = None if in_sheet else self.answers.date or self.into_day
        proposal = propose_sessions(tables, mapping, project, replace(self.answers, date=date), self.supplied)
        others = [short(table.name) for table in self.file.tables if self.file.sheets and table not in tables]
        proposal.rows.remarks += [f"Sheets not read: {', '.join(others)}."] if others else []
        proposal.rows.remarks += [self.file.unseen] if self.file.unseen else []
        proposal.problems += self._strangers(proposal)
        return proposal

    def _strangers(self, proposal: Proposal) -> Iterator[Problem]:
        """Those whose side is given and whom the sheet does not name: mostly a slip, which would record somebody."""
        entries = proposal.rows.entries
        present = {word for entry in entries for word in (word_of(entry), entry.email, folded(entry.label))}
        for word in self.named:
            if word not in present:
                near = did_you_mean(word, [one for one in present if one])
                yield Problem("", f'--side: nobody in the sheet is called "{short(word)}"{near}')


def personal_words(content: object, proposal: Proposal) -> list[str]:
    """The words of a mapping that are a name in the sheet, or hold an address or a number: it cannot be kept so."""
    names = {
        folded(entry.name)
        for entry in proposal.rows.entries
        if entry.name and not (entry.fate == "out" and "not_people" in entry.why)
    }
    return [word for word in _texts(content) if holds_contact(word) or folded(word) in names]


def _texts(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping):
        for key, value in content.items():
            yield str(key)
            yield from _texts(value)
    elif isinstance(content, Sequence):
        for item in content:
            yield from _texts(item)
