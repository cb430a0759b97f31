"""What is known while a sheet is imported: what the user says, what each row says, and the sessions of them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from coprod.days import Period
from coprod.errors import Problem
from coprod.framework import LevelName, PhaseName
from coprod.model import Session
from coprod.sheets.cells import Table, folded
from coprod.sheets.mapping import SheetMapping
from coprod.sheets.xlsx import STRUCK, UNSAVED
from coprod.store.change import Change, add_unchanged, replaced
from coprod.store.read import Document

#: What `into` says of a sheet whose session is none on record.
NEW = "new"

#: What becomes of a row; an entry begins as `new`, and ends as one of the others.
Fate = Literal["new", "came", "out", "counted", "same", "open"]

#: Where an entry stands in a file: the sheet, the row and the column.
Place = tuple[str, int, int | None]


class RowQuestion(NamedTuple):
    """What answers a question about one row: keys at a terminal, and advice elsewhere."""

    keys: str
    advice: str = ""


_OUT = '--side "{name}=out" leaves out each row of that name'
_TWO = 'if they are two people, --side "{name}={side}"; if one, write one name in the sheet'
_END = "if the table ends there, write until = {until} in the mapping"
HIDDEN = "stands in a hidden row"

#: The kinds of question; what stands against a cell is its own kind.
QUESTIONS = {
    "near": RowQuestion("=+l", _TWO),
    "address": RowQuestion("=+l", _TWO),
    "addresses": RowQuestion("=l", "write one address in the sheet if it is one person, and two names if it is not"),
    "end": RowQuestion("u", _END),
    "section": RowQuestion("lu", _END),
    "several": RowQuestion("+l", f"part the cells with split in the mapping, or correct the sheet; {_OUT}"),
    "doubt": RowQuestion("+l", f"correct the sheet; {_OUT}"),
    "unfit": RowQuestion("l", f"correct the sheet; {_OUT}"),
    "nameless": RowQuestion("l", f"write the name in the sheet; {_OUT}"),
    HIDDEN: RowQuestion("+l", f"show it or take it out in the sheet; {_OUT}"),
    STRUCK: RowQuestion("+l", f"take it out in the sheet, or the line through it; {_OUT}"),
    UNSAVED: RowQuestion("+l", f"open the sheet in its program, and save it; {_OUT}"),
    "sides": RowQuestion("l", 'say which with --side "{name}=SIDE"'),
    "crossed": RowQuestion("l", '--side "{name}={other}" takes the side on record, and coprod amend changes it'),
    "count": RowQuestion("l", f"write a number in the sheet; {_OUT}"),
    "absent": RowQuestion("l", f"correct the sheet; {_OUT}"),
    "doubled": RowQuestion("", "write the id in the sheet"),
    "again": RowQuestion("h", "if the headings come again there, write blocks = true in the mapping"),
    "day": RowQuestion("", "correct the day in the sheet"),
    # These are asked once for a word or a person, and not for each row.
    "word": RowQuestion(""),
    "side": RowQuestion(""),
}


@dataclass(slots=True)
class Answers:
    """What the user says beside the sheet and its mapping; none of it is kept."""

    today: dt.date  # the day on which the sheet is imported
    date: dt.date | None = None  # the day of every session, if nothing in the sheet says it
    # Sides by person, as the sheet or the record has them, or by address.
    sides: dict[str, str] = field(default_factory=dict)
    named: list[str] = field(default_factory=list)  # those of them that were given by name, who have to be in the sheet
    ends: dict[str, str] = field(default_factory=dict)  # sides by the end of an address
    rest: str = ""  # the side of everybody whose side nothing else says
    left_out: set[Place] = field(default_factory=set)  # the entries that are left out, whoever they name
    # Labels of people who are somebody else in the sheet or on record, by their folded names.
    same: dict[str, str] = field(default_factory=dict)
    # Questions that are answered by "a person of their own, as it stands", each by its kind and folded name.
    apart: set[tuple[str, str]] = field(default_factory=set)
    phases: tuple[PhaseName, ...] = ()  # the phases of sessions on days that lie in no span
    spans: Sequence[tuple[Period, tuple[PhaseName, ...]]] = ()  # periods, and the phases of the sessions in each
    level: LevelName | None = None  # the level of sessions whose phase is not in `levels`
    levels: Mapping[PhaseName, LevelName] = field(default_factory=dict)
    into: str = ""  # the session on record that the sheet's one session is added to, or `new`


@dataclass(eq=False, slots=True)
class Entry:
    """One person at one session, or people who are only counted there, as one row says."""

    table: Table
    row: int
    column: int | None = None  # the column of a wide sheet that it comes from
    name: str = ""
    email: str = ""  # the address in small letters, by which people are told apart, and which is never stored
    fate: Fate = "new"
    why: str = ""  # the reason for its fate, in words that stand behind the name
    day: dt.date | None = None
    phase: tuple[PhaseName, ...] = ()
    level: LevelName | None = None
    title: str = ""
    note: str = ""
    side: str = ""  # the side that the sheet says; then the side in which they came
    count: int = 0  # how many people are only counted
    label: str = ""
    on_record: bool = False
    other: str = ""  # the label or side that a question holds against it
    kind: str = ""  # what is asked of an open one, in `QUESTIONS`: an answer to one kind answers no other

    @property
    def keys(self) -> str:
        """The keys that answer the question about it at a terminal (see `cli.prompts.import_`); empty if none does."""
        return QUESTIONS[self.kind].keys if self.fate == "open" else ""

    @property
    def place(self) -> Place:
        """Where it stands in the file."""
        return self.table.name, self.row, self.column

    @property
    def word(self) -> str:
        """What the user's answers know it by: its folded name, how many people it counts, or its address."""
        return f"{self.count} people" if self.count else folded(self.name or self.email)

    def leave_out(self, why: str) -> None:
        """Record nobody for it, unless something has to be asked first."""
        if self.fate == "new":
            self.fate, self.why = "out", why

    def ask(self, why: str, kind: str) -> None:
        """Nothing is recorded before somebody says what becomes of it; the first question about it stands."""
        if self.fate == "new":
            self.fate, self.why, self.kind = "open", why, kind


class Unknown(NamedTuple):
    """A word that the mapping does not place, in a column of this role."""

    role: str
    column: str
    word: str


@dataclass(eq=False, slots=True)
class Draft:
    """A session of the sheet."""

    day: dt.date | None
    phase: tuple[PhaseName, ...]
    entries: list[Entry]
    title: str = ""
    session: Session | None = None  # as it would stand alone; None while something of it is open
    record: Session | None = None  # the session on record that it is added to; None if it is new
    together: Session | None = None  # that session with what is added; equal to it if nothing is
    told: list[str] = field(default_factory=list)  # what is told of the two, such as another level that is left
    # A session on record of its day and phase that nobody of it came to: it has to be asked about.
    stranger: Session | None = None


@dataclass(eq=False, slots=True)
class Proposal:
    """What an import would do, and what is still to be said of it."""

    mapping: SheetMapping
    tables: Sequence[Table]
    entries: list[Entry] = field(default_factory=list)  # in the order of the sheets
    headings: dict[str, None] = field(default_factory=dict)  # those that have no role and are not ignored
    ignored: dict[str, None] = field(default_factory=dict)  # those that the mapping does not read
    # The words that the mapping does not place, and the cells in which each stands.
    unknown: defaultdict[Unknown, set[Place]] = field(default_factory=lambda: defaultdict(set))
    # Dates that can be two days, with those days; asked once for the sheet.
    unclear: dict[str, list[dt.date]] = field(default_factory=dict)
    # What was not read, and what was read in a way that should be told.
    remarks: list[str] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    # The days of sessions whose phase nobody says, None if the day is not known either.
    phaseless: list[dt.date | None] = field(default_factory=list)
    # Those whose side nobody says, by label, with their first entry.
    sideless: dict[str, Entry] = field(default_factory=dict)
    undated: bool = False  # whether the day has to be given
    problems: list[Problem] = field(default_factory=list)  # what is wrong, whatever is answered

    @property
    def new(self) -> list[Session]:
        """The sessions that are not on record."""
        return [draft.session for draft in self.drafts if draft.session and draft.record is None]

    @property
    def changed(self) -> list[Draft]:
        """The sessions on record to which something is added."""
        return [draft for draft in self.drafts if draft.together is not None and draft.together != draft.record]

    @property
    def open_rows(self) -> list[Entry]:
        """The entries of which somebody has to say what becomes of them, one by one."""
        return [entry for entry in self.entries if entry.fate == "open" and entry.kind not in {"word", "side"}]

    def change(self, document: Document) -> Change:
        """The change of a document that the import is: what is added to sessions on record, and new ones."""
        sessions = document.project.sessions
        places = {("sessions", sessions.index(draft.record)): draft.together for draft in self.changed}
        change = replaced(document, places) if places else Change((), document, document)  # type: ignore[arg-type]
        added = add_unchanged(change.after, self.new)
        return Change((*change.records, *added.records), document, added.after)
