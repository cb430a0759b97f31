"""What a rule is, what it looks at, and what it finds."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from coprod.assess.compare import Changes
from coprod.assess.readiness import Pathway
from coprod.assess.record import Attended, PhaseRecord, Standing
from coprod.assess.voices import Answers, ReadingRecord, SayingRecord
from coprod.errors import KeyPath
from coprod.framework import MatterName, PhaseName, Severity, Source
from coprod.model import Project, Session, Thresholds

#: Where a finding points when no single record is to blame.
PROJECT: KeyPath = ("project",)


class Label(NamedTuple):
    """A person's label, where it stands first in the file.

    Attributes:
        text: the label.
        where: where it stands.
        session: the id of the session that it stands in; the ids of the table of people have none.
    """

    text: str
    where: KeyPath
    session: str | None


@dataclass(frozen=True)
class Evidence:
    """Everything that a rule may look at. All but `project` and `planned` goes up to today.

    Attributes:
        project: the project as it is written, with what is dated after today.
        today: the day on which it is judged.
        judged: the phases that the gate judges.
        read_back: whether the gate requires that sessions were read back.
        sessions: who took part in each session, in the order of the file.
        planned: the sessions that are still to come.
        by_phase: the sessions of each phase.
        phases: what each phase's record shows.
        matters: how each matter stands.
        readings: what those who read sessions back say.
        said: what the community said, with the project's answers.
        answers: the project's answers by the id of what they answer.
        pathway: the answers to Shier's questions, or nothing where none are recorded.
        changes: what became of the project since an earlier version; nothing where none is held against it.
        idle_waivers: the positions of the waivers that matched nothing; known only to the rule about waivers.
    """

    project: Project
    today: date
    judged: tuple[PhaseName, ...]
    read_back: bool
    sessions: tuple[Attended, ...]
    planned: tuple[Attended, ...]
    by_phase: Mapping[PhaseName, tuple[Attended, ...]]
    phases: tuple[PhaseRecord, ...]
    matters: Mapping[MatterName, Standing]
    readings: tuple[ReadingRecord, ...]
    said: tuple[SayingRecord, ...]
    answers: Answers
    pathway: Pathway | None
    changes: Changes | None = None
    idle_waivers: frozenset[int] = frozenset()

    @cached_property
    def labels(self) -> list[Label]:
        """Each distinct label of a person where it stands first: the table of people, then the sessions."""
        found = {label: Label(label, ("people", label), None) for label in self.project.people}
        for index, session in enumerate(self.project.sessions):
            for side, names in (("community", session.community), ("professional", session.professional)):
                for position, label in enumerate(names):
                    if label not in found:
                        found[label] = Label(label, ("sessions", index, side, position), session.id)
        return list(found.values())

    @cached_property
    def has_professionals(self) -> bool:
        """Whether anyone ever came in a professional capacity."""
        return any(one.professional for one in self.sessions)

    def carrying(self, phase: PhaseName) -> list[Attended]:
        """The sessions that a phase stands on: those to which partners came."""
        return [one for one in self.by_phase[phase] if one.has_partners]

    def first_session(self, phase: PhaseName) -> KeyPath:
        """Where the first session of a phase stands in the file, first of all one in which community people came.

        Without a session, the project's own table.
        """
        first = min(self.by_phase[phase], key=lambda one: not one.community, default=None)
        return ("sessions", first.position) if first else PROJECT


def session_named(session: Session) -> str:
    """A session as a message names it: its date, and its title where it has one."""
    return f'{session.date} "{session.title}"' if session.title else str(session.date)


class Hit(NamedTuple):
    """One place where a rule fires.

    Attributes:
        where: the record that it is about.
        phase: the phase that it is about, or nothing.
        session: the id of the session that it is about, or nothing.
        about: the ids of the sessions that it follows from, where it is about several.
        words: what the rule's message leaves open, by name.
    """

    where: KeyPath = PROJECT
    phase: PhaseName | None = None
    session: str | None = None
    about: Sequence[str] = ()
    words: Mapping[str, str] = MappingProxyType({})


Check = Callable[[Evidence], Iterable[Hit]]


def _always_tells(_evidence: Evidence) -> Iterator[str]:
    return iter(())


class Rule(NamedTuple):
    """One rule: the only home of everything that is said about it.

    Attributes:
        code: its code, never used again for another rule.
        name: its name, in kebab case.
        severity: an `error` is the definition itself; a `warning` fails the gate only under `--strict`; a `note` never.
        message: the finding in a sentence, with `{phase}` and the words of a hit left open.
        message_of_several: the same of several phases at once, with `{phases}` left open; empty where each finding
            says something of its own.
        meaning: when it fires, in a sentence.
        why: why that matters.
        source: who says so.
        remedy: what to do next, in a sentence.
        step: the same in a few words, for a line that has no room for more.
        failing: a project file in which it fires once.
        passing: a project file in which it does not fire.
        discreet: the finding without numbers of people, where the message and the rule's name tell them; with `{phase}`
            left open. For pages that do not count out small groups.
        before: for a rule about what changed, the project file that stood before both examples; empty for any other.
        check: finds where it fires.
        cannot_tell: says in a sentence what the rule would need, where the record is silent.
    """

    code: str
    name: str
    severity: Severity
    message: str
    meaning: str
    why: str
    source: Source
    remedy: str
    step: str
    failing: str
    passing: str
    check: Check
    discreet: str = ""
    message_of_several: str = ""
    before: str = ""
    cannot_tell: Callable[[Evidence], Iterable[str]] = _always_tells


class Finding(NamedTuple):
    """What a rule says of a project: plain data, so that it can travel between processes.

    Attributes:
        code: the rule's code.
        name: the rule's name.
        severity: the rule's severity.
        phase: the phase that it is about, or nothing.
        session: the id of the session that it is about, or nothing.
        message: what is found, in a sentence.
        remedy: what to do next, in a sentence.
        line: the line of the record that it is about, from 1.
        about: the ids of all the sessions that it is about or follows from.
        about_change: whether it is about what changed since an earlier version.
        waived: the reason for which the project accepts it, or nothing.
        waived_until: the last day on which the project accepts it, or nothing.
    """

    code: str
    name: str
    severity: Severity
    phase: PhaseName | None
    session: str | None
    message: str
    remedy: str
    line: int
    about: tuple[str, ...] = ()
    about_change: bool = False
    waived: str | None = None
    waived_until: date | None = None

    def fails(self, on: Container[Severity]) -> bool:
        """Whether it keeps a project from passing a gate that fails on some severities."""
        return self.severity in on and self.waived is None


_USUAL = Thresholds()


class EasierThreshold(NamedTuple):
    """A threshold that a file makes easier.

    Attributes:
        name: its key in the file.
        value: what the file sets.
        usual: what holds where a file sets nothing.
    """

    name: str
    value: float
    usual: float


def easier_thresholds(check: Thresholds) -> tuple[EasierThreshold, ...]:
    """The thresholds under which fewer warnings fire than usual."""
    share = EasierThreshold("community_share", check.community_share, _USUAL.community_share)
    days = EasierThreshold("feedback_days", check.feedback_days, _USUAL.feedback_days)
    easier = ((share, share.value < share.usual), (days, days.value > days.usual))
    return tuple(threshold for threshold, is_easier in easier if is_easier)
