"""What a rule is, what it looks at, and what it finds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from coprod.assess.matrix import Place
from coprod.assess.matters import Standing
from coprod.assess.phases import PhaseRecord
from coprod.assess.presence import community_came
from coprod.framework import MatterName, PhaseName, Source
from coprod.model import Path, Project

Severity = Literal["error", "warning", "note"]

#: Where a finding points when no single record is to blame.
PROJECT: Path = ("project",)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that a rule may look at.

    Attributes:
        project: the project as it is written.
        today: the day on which it is judged.
        judged: the phases that the gate judges.
        phases: what each phase's record shows.
        matters: how each matter stands.
        place: the project's place in the design and delivery matrix.
    """

    project: Project
    today: date
    judged: tuple[PhaseName, ...]
    phases: tuple[PhaseRecord, ...]
    matters: Mapping[MatterName, Standing]
    place: Place

    def first_session(self, phase: PhaseName) -> Path:
        """Where the first session of a phase stands in the file, first of all one in which community people came.

        Without a session, the project's own table.
        """
        of_phase = [(index, one) for index, one in enumerate(self.project.sessions) if phase in one.phase]
        of_phase.sort(key=lambda entry: not community_came(entry[1]))
        return ("sessions", of_phase[0][0]) if of_phase else PROJECT


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule fires.

    Attributes:
        where: the record that it is about.
        phase: the phase that it is about, or nothing.
        session: the id of the session that it is about, or nothing.
        words: what the rule's message leaves open, by name.
    """

    where: Path = PROJECT
    phase: PhaseName | None = None
    session: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: the only home of everything that is said about it.

    Attributes:
        code: its code, never used again for another rule.
        name: its name, in kebab case.
        severity: an `error` is the definition itself; a `warning` fails the gate only under `--strict`; a `note` never.
        message: the finding in a sentence, with `{phase}` and the words of a hit left open.
        meaning: when it fires, in a sentence.
        why: why that matters.
        source: who says so.
        remedy: what to do next, in a sentence, with `{phase}` left open.
        failing: a project file in which it fires once.
        passing: a project file in which it does not fire.
        check: finds where it fires.
    """

    code: str
    name: str
    severity: Severity
    message: str
    meaning: str
    why: str
    source: Source
    remedy: str
    failing: str
    passing: str
    check: Callable[[Evidence], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Finding:
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
        waived: the reason for which the project accepts it, or nothing.
    """

    code: str
    name: str
    severity: Severity
    phase: PhaseName | None
    session: str | None
    message: str
    remedy: str
    line: int
    waived: str | None = None
