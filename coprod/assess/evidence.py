"""What a project is judged by: the gate, and everything that the rules look at, worked out once."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from coprod.assess.compare import Earlier, judged_changes
from coprod.assess.matters import settled_apart, standings
from coprod.assess.readiness import pathway
from coprod.assess.record import PhaseRecord, attended, by_phase, persons, phase_record, planned, up_to
from coprod.assess.voices import disputed_sessions, reading_records, sayings
from coprod.days import Period
from coprod.framework import CAPACITIES, PHASES, PhaseName, Severity
from coprod.model import Project
from coprod.model.kinds import strings


class Gate(NamedTuple):
    """What is judged. Errors are the definition itself: nothing here leaves one out.

    Attributes:
        so_far: judge only the claimed phases that have sessions.
        through: judge only the claimed phases up to and including this one.
        strict: let warnings fail the gate too.
        read_back: require that somebody who was there has read back what each judged phase stands on.
        rules: the codes of the warnings and notes to report, or None for all.
        during: the period outside of which nothing counts, or None for all days.
    """

    so_far: bool = False
    through: PhaseName | None = None
    strict: bool = False
    read_back: bool = False
    rules: frozenset[str] | None = None
    during: Period | None = None

    def judged(self, project: Project, phases: Iterable[PhaseRecord]) -> list[PhaseRecord]:
        """The records of the phases that are judged, in the framework's order."""
        claim, order = project.project.claim, list(PHASES)
        reach = order if self.through is None else order[: order.index(self.through) + 1]
        claimed = [record for record in phases if record.phase in claim and record.phase in reach]
        return [record for record in claimed if record.sessions or not self.so_far]

    @property
    def fails_on(self) -> frozenset[Severity]:
        """The severities that keep a project from passing."""
        return frozenset({"error", "warning"} if self.strict else {"error"})


class Evidence:
    """Everything that a rule may look at. All but `project`, `held` and `planned` is of the period of the gate."""

    def __init__(self, project: Project, today: date, gate: Gate, earlier: Earlier | None = None) -> None:
        about, during = project.project, gate.during
        everyone = attended(project)
        last = min(today, (during and during.end) or today)
        self.project = project
        self.today = today
        self.during = during
        #: The day on which the project ended, if that is not after the last day.
        self.ended = about.ended if about.ended and about.ended <= last else None
        #: That day; otherwise today, or the end of the period if that is earlier.
        self.until = self.ended or last
        #: The sessions that were held up to today, in any period.
        self.held = up_to(everyone, today)
        self.planned = planned(everyone, today)
        self.sessions = up_to(everyone, today, during) if during else self.held
        #: Those to which community people came.
        self.came = [session for session in self.sessions if session.part]
        self.by_phase = by_phase(self.sessions)
        #: The sessions that each phase stands on: those to which partners came.
        self.partner_sessions = {
            phase: [session for session in sessions if session.part == "partners"]
            for phase, sessions in self.by_phase.items()
        }
        #: The persons on record in each capacity.
        self.people = persons(self.sessions)
        self.readings = reading_records(project, today, during)
        self.said = sayings(project, today, during)
        self.matters = standings(self.sessions, about.given)
        #: The matters that were settled apart and not together since, with how that came about.
        self.apart = settled_apart(self.matters, self.sessions)
        self.phases = self._phases()
        self.judged = gate.judged(project, self.phases)
        #: The records of the phases that stand.
        self.standing = [record for record in self.phases if record.stands]
        #: The affected groups that a session with community people heard.
        self.heard: frozenset[str] = frozenset().union(*[session.session.heard for session in self.came])
        #: Every label of a person: of the table of people, and of the sessions.
        self.labels = frozenset(project.people).union(
            *[getattr(session, capacity) for session in project.sessions for capacity in CAPACITIES]
        )
        #: The strings that people write as they like or that refer to something, with their rows.
        self.strings = list(strings(project))
        #: The answers to Shier's questions, or None if none are recorded.
        self.pathway = pathway(project, self.sessions, last)
        #: What became of the project since an earlier version, or None if none is held against it.
        self.changes = judged_changes(project, today, earlier)
        #: The positions of the waivers that matched nothing; known only to the rule about waivers.
        self.idle_waivers: frozenset[int] = frozenset()

    def _phases(self) -> tuple[PhaseRecord, ...]:
        to_come, disputed = by_phase(self.planned), disputed_sessions(self.readings)
        settled = {matter: standing.how for matter, standing in self.matters.items()}
        return tuple(
            [
                phase_record(
                    phase,
                    sessions,
                    settled,
                    planned=len(to_come[phase]),
                    disputed=disputed,
                    professionals=self.people["professional"],
                    ended=self.ended,
                )
                for phase, sessions in self.by_phase.items()
            ]
        )

    @property
    def has_professionals(self) -> bool:
        """Whether anyone ever came in a professional capacity."""
        return any(session.kind != "community" for session in self.sessions)

    def days_since(self, day: date) -> int:
        """How many days have gone by since a day: up to the last day, or to the end of the project."""
        return (self.until - day).days
