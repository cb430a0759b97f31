"""The rows of a block, each with its people and whether they came; what is no row of people is told apart here."""

from collections.abc import Iterator
from dataclasses import dataclass

from coprod.framework import Side
from coprod.sheets.grid import CellPlace, bare, folded
from coprod.sheets.reading import asides, headings, names, vocabulary
from coprod.sheets.reading.blocks import NO_SECTION, Block, Section, section_of
from coprod.sheets.reading.evidence import CAME, Decider, Verdict
from coprod.sheets.reading.meeting import Came, Choice, Counted, Reading, ReadOptions
from coprod.sheets.reading.names import Entry
from coprod.words import short

Attendance = Came | Counted


@dataclass(frozen=True, slots=True)
class RowOfPeople:
    """A row that names people, or that says something of a session and names nobody.

    Attributes:
        row: the row, from 0.
        people: those whom it names.
        verdict: whether they came.
    """

    row: int
    people: tuple[Attendance, ...]
    verdict: Verdict = CAME


class BlockReader:
    """Reads the rows of a block one after the other, under the lines of their own that stand between them."""

    def __init__(self, block: Block, reading: Reading, options: ReadOptions) -> None:
        self.block, self.reading, self.options = block, reading, options
        self.decider = Decider(block, reading, options)
        self.section: Section = block.section
        self._naming = headings.naming(block.columns)
        self._surnames_first: bool | None = None
        self._others: frozenset[str] = frozenset()
        columns = block.columns
        self._naming = columns["number"] if self._naming is None and "number" in columns else self._naming
        self.read_columns = {*columns.values(), *block.groups, *self.decider.columns} - {columns.get("role", -1)}

    def rows(self, *, nameless: frozenset[str] = frozenset()) -> Iterator[RowOfPeople]:
        """The rows of people; those who did not come are left out here, with the reason.

        Args:
            nameless: fields that a row may fill without naming anybody, such as the counts of a session.
        """
        reading, block = self.reading, self.block
        for row in block.filled():
            if list(block.table.rows[row]) == list(block.table.rows[block.top]):
                reading.is_about(block.table, [row])
            elif (found := self._line(row)) is not None:
                yield from found
            elif any(block.text(row, name) for name in nameless) and not self._named(row):
                reading.nameless.add((id(block.table), row))
                yield RowOfPeople(row, ())
            else:
                yield from self._people(row)

    def _named(self, row: int) -> str:
        """What stands where the names are."""
        columns = self.block.columns
        named = headings.name(self.block.table, row, columns) or self.block.text(row, "email")
        return self.block.text(row, "number") if self._naming == columns.get("number") else named

    def _people(self, row: int) -> Iterator[RowOfPeople]:
        verdict = self.decider.decide(row, self.section)
        if verdict is None:
            return
        if self._naming is not None:
            found = [*self._own(row), *self._in_groups(row, "absent")]
        else:
            found = list(self._in_groups(row))
            if not found:
                self._nameless(row)
        for people, section in found:
            reason = f'stands under "{short(section.words)}"' if section.meaning == "absent" else verdict.reason
            if reason:
                for person in people:
                    self.reading.leave_out(person.place, _called(person), reason)
            elif people:
                yield RowOfPeople(row, tuple(people), verdict)

    def _own(self, row: int) -> Iterator[tuple[list[Attendance], Section]]:
        """Those in the columns for names."""
        named = self._named(row)
        if not named.strip():
            self._nameless(row)
            return
        yield self.attendances(named, self.block.place(row, self._naming), row), NO_SECTION

    def _in_groups(
        self, row: int, meaning: vocabulary.Meaning | None = None
    ) -> Iterator[tuple[list[Attendance], Section]]:
        """Those in columns whose heading says who stands below it, or only in those that say this of them."""
        groups = self.block.groups.items()
        for column, section in groups if meaning is None else [one for one in groups if one[1].meaning == meaning]:
            text = self.block.table.text(row, column)
            place = self.block.place(row, column)
            if text and folded(text) in _NONE:
                self.reading.leave_out(place, text, "names nobody")
                yield [], section
            elif text:
                yield self.attendances(text, place, row, listed=True, side_of=section), section

    def attendances(
        self, text: str, place: CellPlace, row: int, *, listed: bool = False, side_of: Section | None = None
    ) -> list[Attendance]:
        """Those whom a cell names; nobody is left out without a word, and what is unclear is asked."""
        options = self.options
        if folded(text) in options.left_out or (side_of is None and self._left_out_by_email(row)):
            self.reading.leave_out(place, text, "is left out by --leave-out")
            return []
        if folded(text) in options.called:
            found: tuple[Entry, ...] = (Entry("person", " ".join(text.split())),)
        else:
            found = names.entries(text, listed=listed, several=folded(text) in options.several)
            found = self._plural(found, text, place)
        people = (
            self._attendance(entry, place, row, side_of or self.section, alone=len(found) == 1) for entry in found
        )
        return [person for person in people if person]

    def _left_out_by_email(self, row: int) -> bool:
        return bool(self.options.left_out) and self.block.text(row, "email").lower() in self.options.left_out

    def _plural(self, found: tuple[Entry, ...], text: str, place: CellPlace) -> tuple[Entry, ...]:
        """A bare number below a heading such as Participants counts people."""
        if not text.strip().isdigit():
            return found
        heading = bare(self.block.heading(place.column)) if place.column is not None else ""
        if heading in _PLURALS or self._naming == self.block.columns.get("number"):
            number = int(text.strip()[:6])
            return (
                Entry("counted", text.strip(), number=number)
                if number
                else Entry("nobody", text, reason="counts nobody"),
            )
        return found

    def _attendance(
        self, entry: Entry, place: CellPlace, row: int, section: Section, *, alone: bool
    ) -> Attendance | None:
        options, block = self.options, self.block
        if folded(entry.text) in options.left_out or (entry.email and entry.email in options.left_out):
            self.reading.leave_out(place, entry.text, "is left out by --leave-out")
            return None
        called = entry.text and folded(entry.text) in options.called
        kind = "person" if called else entry.kind
        if kind == "reversed":
            kind = "person" if self._surname_first(entry.text) else "unclear"
            if kind == "person":
                entry = Entry("person", names.natural(entry.text), entry.email, also=(entry.text,))
        if kind == "nobody":
            self.reading.leave_out(place, entry.text, entry.reason)
            return None
        if kind == "unclear":
            self._ask(entry, place)
            return None
        side, role = self._side(row, section)
        if kind == "counted":
            return Counted(place, entry.text, entry.number, entry.side or side, role)
        email = entry.email or (block.text(row, "email").lower() if alone else "")
        if "@" not in email:
            email = ""
        if (
            entry.text
            and vocabulary.line(entry.text)
            and not called
            and not entry.text[0].islower()
            and alone
            and not email
        ):
            self._ask(Entry("unclear", entry.text, reason="may be a line of its own, and no name"), place)
            return None
        return Came(place, entry.text, email, side, role, entry.also)

    def _side(self, row: int, section: Section) -> tuple[Side | None, str]:
        """The side that a row names, or the role to which the user can give one."""
        said = self.block.text(row, "side")
        role = said or self.block.text(row, "role")
        side = vocabulary.side_of(said) if said else section.side
        if not said and self._naming is not None:
            side = side or self._ticked(row)
        return side, role

    def _ticked(self, row: int) -> Side | None:
        """The side of the one column for a side that is ticked."""
        ticked = {
            section.side
            for column, section in self.block.groups.items()
            if vocabulary.meaning(self.block.table.text(row, column) or "no") == "came"
        }
        return ticked.pop() if len(ticked) == 1 else None

    def _surname_first(self, text: str) -> bool:
        """Whether a name with a comma is written surname first: as all of its column are, or as its twin shows."""
        if self._surnames_first is None:
            block, column = self.block, self._naming
            cells = [
                cell for row in block.filled() if (cell := block.table.text(row, column)) and not vocabulary.line(cell)
            ]
            kinds = [names.entries(cell)[0].kind for cell in cells if not asides.is_total(cell)]
            self._surnames_first = kinds.count("reversed") > 1 and set(kinds) <= {"reversed", "nobody", "counted"}
            self._others = frozenset(map(bare, cells)) | self.options.known
        return self._surnames_first or bare(names.natural(text)) in self._others or bare(text) in self.options.known

    def _ask(self, entry: Entry, place: CellPlace) -> None:
        text = entry.text
        choices = [
            Choice("they are one person", "--call", f"{text}={text}"),
            Choice("it is left out", "--leave-out", text),
        ]
        if entry.several:
            choices.insert(0, Choice("they are several", "--several", text))
        elif "telephone" in entry.reason or "address" in entry.reason:
            choices[0] = Choice("to give a name", "--call", f"{text}=NAME")
        self.reading.ask(f'"{short(text)}" {entry.reason}', place, *choices)

    def _nameless(self, row: int) -> None:
        """A row without a name: lines of a form that were left empty, sums, and rows that lack what they need."""
        block = self.block
        texts = [block.table.text(row, column) for column in block.table.filled(row)]
        place = block.place(row, self._naming)
        if any(folded(text) in self.options.left_out for text in texts):
            self.reading.leave_out(place, "", "is left out by --leave-out")
        elif any(map(asides.is_total, texts)):
            self.reading.leave_out(place, "", "is a sum, and no person")
        elif all(
            text.rstrip(".)").isdigit() or text.upper() in {"FALSE", "TRUE"} or text.startswith("=") or not bare(text)
            for text in texts
        ):
            self.reading.leave_out(place, "", "names nobody")
        else:
            self.reading.ask("a name is missing", place, Choice("the row is left out", "--leave-out", texts[0]))

    def _line(self, row: int) -> list[RowOfPeople] | None:
        """What a line of its own says; nothing where the row is one of people."""
        block, table = self.block, self.block.table
        filled = table.filled(row)
        first = table.text(row, filled[0])
        if folded(first) in self.options.called or folded(first) in self.options.left_out:
            return None
        label, rest = asides.label_of(first) if ":" in first else ("", first)
        if len(filled) == 1 and not rest and (label or not self._could_be_a_name(row, filled[0], first)):
            return self._heading_line(row, first)
        if len(filled) == 1 and not label and (section := section_of(first, self.options.values)):
            self._begin(section, row)
            return []
        if label and (section := section_of(label, self.options.values)):
            return self._listed(row, section, rest, filled)
        if len(filled) > 1 and not label and filled[0] == self._naming and self._is_a_list(first, filled):
            section = section_of(first, self.options.values) or NO_SECTION
            return self._listed(row, section, "", filled)
        if label and asides.is_about(label) and (len(filled) == 1 or filled[0] != self._naming or not rest):
            self.reading.leave_out(block.place(row), first, "is a line about the sheet")
            return []
        if asides.is_total(first) or (label and asides.is_total(label)):
            self.reading.leave_out(block.place(row, filled[0]), first, "is a sum, and no person")
            return []
        return None

    def _could_be_a_name(self, row: int, column: int, text: str) -> bool:
        return (
            column in {self._naming, *self.block.groups}
            or "@" in text
            or (self._naming is not None and bool(self._named(row)))
        )

    def _is_a_list(self, first: str, filled: list[int]) -> bool:
        """Whether a row is a list of those who did not come, such as Apologies with their names beside it."""
        section = section_of(first, self.options.values)
        others = {self.block.columns.get(name) for name in ("email", "side", "date", "role")}
        return bool(section and section.meaning == "absent" and not others & set(filled[1:]))

    def _heading_line(self, row: int, text: str) -> list[RowOfPeople]:
        """A line of its own where names do not stand, or one that ends with a colon."""
        block = self.block
        section = section_of(text, self.options.values)
        if section:
            self._begin(section, row)
        elif asides.is_total(text) or asides.is_about(text.rstrip(": ")):
            self.reading.leave_out(block.place(row), text, "is a line about the sheet")
        elif folded(text) in self.options.left_out:
            self.reading.leave_out(block.place(row), text, "is left out by --leave-out")
        elif text.rstrip().endswith(":"):
            self.reading.ask(
                f'"{short(text)}" does not say whether those below it came',
                block.place(row, block.table.filled(row)[0]),
                Choice("they came", "--value", f"{text}=came"),
                Choice("they did not", "--value", f"{text}=absent"),
            )
        else:
            self._nameless(row)
        return []

    def _begin(self, section: Section, row: int) -> None:
        self.section = section
        self.reading.is_about(self.block.table, [row])

    def _listed(self, row: int, section: Section, rest: str, filled: list[int]) -> list[RowOfPeople]:
        """The names that stand in one row with the line that says whether they came, behind it or beside it."""
        named = [text for text in (rest, *(self.block.table.text(row, column) for column in filled[1:])) if text]
        place = self.block.place(row, filled[0])
        if not named:
            self._begin(section, row)
            return []
        self.reading.is_about(self.block.table, [row])
        people = [
            person
            for text in named
            if folded(text) not in _NONE
            for person in self.attendances(text, place, row, listed=True, side_of=section)
        ]
        if section.meaning == "absent":
            for person in people:
                self.reading.leave_out(person.place, _called(person), f'stands under "{short(section.words)}"')
            return []
        return [RowOfPeople(row, tuple(people))] if people else []


_NONE = frozenset({"none", "-", "–", "n/a", "nil", "no one", "nobody", "none received", "0", "none."})  # noqa: RUF001
_PLURALS = frozenset(
    {
        "participants",
        "attendees",
        "people",
        "number",
        "attendance",
        "count",
        "headcount",
        "members",
        "present",
        "teilnehmer",
        "residents",
        "staff",
    }
)


def _called(person: Attendance) -> str:
    return (person.name or person.email) if isinstance(person, Came) else person.words
