"""Which mapping a sheet is read by, and which of its tables: those that are kept or built in, and whether they fit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from coprod.contacts import holds_contact
from coprod.errors import Problem, Unusable
from coprod.model import Project
from coprod.sheets.cells import Table, folded
from coprod.sheets.entries import Answers, Proposal
from coprod.sheets.headings import end_of, heading_names, headings_row, is_label, is_wide
from coprod.sheets.mapping import SheetMapping, built_in, from_text, parsed
from coprod.sheets.names import speaks_of_absence
from coprod.sheets.own import is_attendance
from coprod.sheets.own_attendance import propose_own
from coprod.sheets.proposal import propose_sessions
from coprod.sheets.tables import File
from coprod.words import did_you_mean, short

#: Lines in which the headings of a form are looked for, and how wide a text is.
_TOP = 60


class Mappings:
    """The mappings that are at hand by their names; a kept one hides a built-in one."""

    def __init__(self, kept: Mapping[str, SheetMapping]) -> None:
        self.kept = kept
        self.texts = {name: text for name, text in built_in().items() if name not in kept}

    @cached_property
    def built_in(self) -> dict[str, SheetMapping]:
        """The built-in mappings that none hides."""
        return {name: from_text(text, name) for name, text in self.texts.items()}

    def named(self, name: str) -> SheetMapping:
        """A mapping by its name."""
        if name in self.kept:
            return self.kept[name]
        if name in self.texts:
            return from_text(self.texts[name], name)
        known = [*self.kept, *self.texts]
        raise Unusable(Problem("", f'no mapping is called "{short(name)}"{did_you_mean(name, known)}; see --mappings'))

    def fitting(self, file: File) -> list[str]:
        """The names of the kept mappings that fit a sheet; if none does, of the built-in ones."""
        kept = [name for name, mapping in self.kept.items() if _fits(file, mapping)]
        return kept or [name for name, mapping in self.built_in.items() if _fits(file, mapping)]

    def nearly_fitting(self, file: File) -> str:
        """The name of the mapping with most headings of those whose headings are all there; empty if none is."""
        sizes = {
            name: len(mapping.headings())
            for name, mapping in {**self.kept, **self.built_in}.items()
            if any(_headings(file, mapping))
        }
        return max((name for name, size in sizes.items() if size > 1), key=sizes.__getitem__, default="")

    def base(self, file: File) -> dict[str, object]:
        """The keys of the built-in mapping of a form whose fixed columns are there, the rest of which is asked."""
        rows = [{folded(cell) for cell in row} for table in file.tables for row in table.rows[:_TOP]]
        for mapping in self.built_in.values():
            if mapping.names_nobody and mapping.ignore and any({*map(folded, mapping.ignore)} <= row for row in rows):
                return dict(mapping.content)
        return {}


def _headings(file: File, mapping: SheetMapping) -> Iterator[list[str]]:
    """The headings of each table that has all that a mapping reads, with the label of its day over them."""
    label = mapping.day.above if mapping.day else None
    for table in file.tables:
        top = headings_row(table, mapping)
        if top is None:
            continue
        over = (table.text(row, column) for row in range(top) for column in table.filled(row))
        if not label or any(is_label(text, label) for text in over):
            end = top + 1 if mapping.blocks else end_of(table, mapping, top)
            yield list(heading_names(table, top, end).values())


def _fits(file: File, mapping: SheetMapping) -> bool:
    if mapping.own == "attendance":
        return any(map(is_attendance, file.tables))
    if mapping.own or mapping.names_nobody:
        return False
    mine = set(map(folded, mapping.headings()))
    return any(
        all(folded(one) in mine or mapping.ignores(one) or is_wide(mapping, one) for one in headings)
        for headings in _headings(file, mapping)
    )


def chosen_tables(file: File, mapping: SheetMapping, name: str) -> list[Table]:
    """The tables that a mapping reads: the way to read a text that parts its headings, or sheets of a workbook."""
    able = [table for table in file.tables if headings_row(table, mapping) is not None] or file.tables
    if not file.sheets:
        return [max(able, key=lambda table: max((len(table.filled(row)) for row in range(_TOP)), default=0))]
    names = ", ".join(f'"{short(table.name)}"' for table in file.tables)
    if mapping.sheet == ("all",):
        placed = mapping.side if mapping.side and mapping.side.of == "sheet" else None
        for table in able:
            if speaks_of_absence(table.name) and not (placed and placed.placed(table.name)[0]):
                absent = f'sheet "{short(table.name)}" may list people who did not come'
                raise Unusable(Problem(name, f"{absent}: name the sheets to read under sheet in the mapping"))
        return able
    if mapping.sheet:
        wanted = set(map(folded, mapping.sheet))
        able = [table for table in file.tables if folded(table.name) in wanted or len(file.tables) == 1]
        if not able:
            raise Unusable(Problem(name, f"has no sheet of that name; its sheets are {names}"))
        return able
    if len(file.tables) > 1:
        which = f'holds several sheets, {names}: name one, or "all", under sheet in the mapping'
        raise Unusable(Problem(name, which))
    return file.tables


@dataclass(slots=True)
class Sitting:
    """A sheet, and all that is said of it so far."""

    name: str  # the file as the user named it
    file: File
    mappings: Mappings
    answers: Answers
    # The mapping by which it is read; an empty one if none is known yet.
    mapping: SheetMapping = field(default_factory=lambda: parsed({}, ""))
    called: str = ""  # the name by which the mapping is kept; empty if it is not
    changed: bool = False  # whether the mapping differs from one that is kept
    roles_seen: bool = False  # whether the roles of the columns were accepted
    written: bool = False  # whether to write was answered
    # The name to keep the mapping by; empty if it is not to be kept; None before that is asked.
    keep_as: str | None = None

    def proposal(self, project: Project) -> Proposal:
        """What an import would do."""
        if self.mapping.own:
            tables = list(filter(is_attendance, self.file.tables))
            if not tables:
                raise Unusable(Problem(self.name, "is no attendance that coprod wrote"))
            return propose_own(tables[0], self.mapping, project)
        tables = chosen_tables(self.file, self.mapping, self.name)
        proposal = propose_sessions(tables, self.mapping, project, self.answers)
        others = [short(table.name) for table in self.file.tables if self.file.sheets and table not in tables]
        proposal.remarks += [f"Sheets not read: {', '.join(others)}."] if others else []
        proposal.remarks += [self.file.unseen] if self.file.unseen else []
        # Those whose side is given and whom the sheet does not name: mostly a slip, which would record somebody.
        present = {word for entry in proposal.entries for word in (entry.word, entry.email, folded(entry.label))}
        for word in self.answers.named:
            if word not in present:
                near = did_you_mean(word, [known for known in present if known])
                message = f'--side: nobody in the sheet is called "{short(word)}"{near}'
                proposal.problems.append(Problem("", message))
        return proposal


def personal_words(content: object, proposal: Proposal) -> list[str]:
    """The words of a mapping that are a name in the sheet, or hold an address or a number: it cannot be kept so."""
    names = {
        folded(entry.name)
        for entry in proposal.entries
        if entry.name and not (entry.fate == "out" and "not_people" in entry.why)
    }
    return [word for word in _texts(content) if holds_contact(word) or folded(word) in names]


def _texts(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping | Sequence):
        for item in content:
            yield from _texts(item)
        yield from _texts(list(content.values())) if isinstance(content, Mapping) else ()
