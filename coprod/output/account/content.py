"""What is said of one project: plain words, for every way of showing it."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from coprod.assess.phases import Status
from coprod.assess.rules.base import Severity
from coprod.framework import Axis, MatterName, PhaseName, Source
from coprod.output.account.timeline import Kind
from coprod.output.terminal.pathway import Rung


class PhaseAccount(NamedTuple):
    """What one phase's record shows, in words."""

    phase: PhaseName
    meaning: str
    status: Status
    status_words: str
    status_meaning: str
    sessions: int
    span: str
    partners: str
    consulted: str
    professional: str
    level: str


class MatterAccount(NamedTuple):
    """One matter: the phase that exists to agree it, its question, and what was settled or given, and when."""

    phase: PhaseName
    matter: MatterName
    question: str
    text: str
    when: str


class Matters(NamedTuple):
    """The sixteen matters by how they were settled; one may be given and agreed together as well."""

    together: tuple[MatterAccount, ...]
    apart: tuple[MatterAccount, ...]
    given: tuple[MatterAccount, ...]
    open: tuple[tuple[PhaseName, tuple[MatterName, ...]], ...]


class Cell(NamedTuple):
    """One cell of the matrix: its published label, and whether the project stands in it."""

    label: str
    here: bool


class Group(NamedTuple):
    """One group of people: its name, whether the project names it as affected, and when it was heard."""

    name: str
    affected: bool
    heard: str


class SessionAccount(NamedTuple):
    """One session, in words; `number` counts from 1 in order of date."""

    number: int
    date: date
    when: str
    phases: tuple[PhaseName, ...]
    title: str
    kind: Kind
    level: str
    community: str
    professional: str
    heard: tuple[str, ...]
    settled: tuple[tuple[MatterName, str], ...]
    told: str
    waiting: bool
    recognition: str
    note: str


class Place(NamedTuple):
    """One place where a rule fires: its line in the file, what is found, and until when and why that is accepted."""

    line: int
    message: str
    accepted: str


class FindingAccount(NamedTuple):
    """What one rule finds, wherever it does, with its source and the next step; the rule by code and name."""

    rule: str
    places: tuple[Place, ...]
    remedy: str
    source: Source


class Readiness(NamedTuple):
    """The pathway to participation: when it was answered and by whom, its levels, and what that says."""

    answered: str
    rungs: tuple[Rung, ...]
    sentences: tuple[str, ...]


class FindingGroup(NamedTuple):
    """The findings of one severity under the words that a reader sees."""

    severity: Severity
    heading: str
    findings: tuple[FindingAccount, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """Everything that a page says of one project.

    Attributes:
        name: the project's name.
        today: the day of the page, in words.
        about: what the project says of itself: a heading and a text each.
        sharing: who may see the page.
        summary: the summary, in short sentences.
        conclusion: the verdict as every format words it.
        phases: what each phase's record shows.
        matters: what was agreed together, and what was not.
        matrix: the rows of the matrix, by who delivers; in each, a cell by who designs.
        place: the place in the matrix in a sentence.
        readiness: Shier's questions as they were answered, or nothing.
        groups: who was heard.
        sessions: the sessions, earliest first.
        findings: what the rules say, the worst first.
        remarks: what else is to be said: phases that are not judged, and what cannot be told.
    """

    name: str
    today: str
    about: tuple[tuple[str, str], ...]
    sharing: tuple[str, ...]
    summary: tuple[str, ...]
    conclusion: str
    phases: tuple[PhaseAccount, ...]
    matters: Matters
    matrix: tuple[tuple[Axis, tuple[Cell, ...]], ...]
    place: str
    readiness: Readiness | None
    groups: tuple[Group, ...]
    sessions: tuple[SessionAccount, ...]
    findings: tuple[FindingGroup, ...]
    remarks: tuple[str, ...]

    @property
    def heard_recorded(self) -> bool:
        """Whether any session records who was heard."""
        return any(group.heard for group in self.groups)

    @property
    def told(self) -> list[SessionAccount]:
        """The sessions whose outcome was told to those who came."""
        return [session for session in self.sessions if session.told]

    @property
    def waiting(self) -> list[SessionAccount]:
        """The sessions with community people of which nothing on record tells what came of them."""
        return [session for session in self.sessions if session.waiting]


#: What is said where no rule finds anything.
NOTHING_FOUND = "No rule finds anything to say about this record."
