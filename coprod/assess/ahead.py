"""What lies ahead of a project: what is planned, what is open, whom to tell, and what is still to be agreed."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from coprod.assess.matters import standings
from coprod.assess.record import Attended, attended, fed_back, last_asked, planned, up_to
from coprod.assess.voices import ReadingRecord, answers_by_id, reading_records, sayings
from coprod.framework import MATTERS, PHASES, MatterName, PhaseName
from coprod.model import Project, Reading, Saying, Session

#: How a matter stands by its last settling, or how it was settled once.
How = Literal["together", "apart", "unknown", "confirmed"]


class NotHeard(NamedTuple):
    """An affected group in no session's `heard`, the day on which it was last asked, and what it said then."""

    group: str
    asked: date | None
    said: str | None
    session: Session | None


class Agenda(NamedTuple):
    """What the next meeting of a phase is about, by the record."""

    phase: PhaseName
    date: date | None
    read_back: Session | None  # the phase's latest session
    open: list[Saying]  # not answered, the oldest first
    differences: list[ReadingRecord]
    not_agreed: list[MatterName]  # neither settled together nor given
    #: Sessions on which nothing is fed back, and what was answered and not told, the oldest first.
    to_tell: list[Session | Saying | Reading]
    not_heard: list[NotHeard]
    given: list[MatterName]  # fixed from outside, in the framework's order


class Before(NamedTuple):
    """What a board should know of a matter before it decides."""

    matter: MatterName
    phase: PhaseName
    settled: How | None  # by its last settling, or None if it never was settled
    given: str | None
    settlings: list[tuple[Session, str, How]]  # each time, with what was settled
    open: list[Saying]
    differences: list[ReadingRecord]  # of a session that settled it together
    not_heard: list[NotHeard]

    @property
    def passes(self) -> bool:
        """Whether it was settled together, or is recorded as fixed from outside."""
        return self.settled == "together" or self.given is not None


def agenda(project: Project, today: date, phase: PhaseName | None = None, day: date | None = None) -> Agenda:
    """The agenda of the next meeting of a phase; without one, of that of the latest session.

    Without a day, it is that of the phase's next planned session.
    """
    everyone = attended(project)
    held = up_to(everyone, today)
    # Of several on one day, the last in the file is the latest; of several phases, the one named last.
    latest = max(reversed(held), key=lambda known: known.date, default=None)
    phase = phase or (latest.session.phase[-1] if latest else "co-planning")
    coming = [known.date for known in planned(everyone, today) if phase in known.session.phase and known.date >= today]
    of_phase = [known.session for known in held if phase in known.session.phase]
    matters = standings(held, project.project.given)
    return Agenda(
        phase=phase,
        date=day or min(coming, default=None),
        read_back=max(reversed(of_phase), key=lambda session: session.date, default=None),
        open=open_sayings(project, today),
        differences=differences(project, today),
        not_agreed=[
            matter
            for matter in PHASES[phase]
            if matters[matter].how != "together" and matter not in project.project.given
        ],
        to_tell=to_tell(project, today),
        not_heard=not_heard(project, held),
        given=[matter for matter in MATTERS if matter in project.project.given],
    )


def before(project: Project, today: date, matter: MatterName) -> Before:
    """What a board should know of a matter on a day."""
    held = up_to(attended(project), today)
    standing = standings(held, project.project.given)[matter]
    settlings: list[tuple[Session, str, How]] = [
        (project.sessions[one.position], one.what, "confirmed" if one.confirmed else _HOW[one.how])
        for one in standing.every
    ]
    together = {session.id for session, _, how in settlings if how == "together"}
    return Before(
        matter=matter,
        phase=MATTERS[matter],
        settled=_HOW[standing.how] if standing.how else None,
        given=project.project.given.get(matter),
        settlings=settlings,
        open=[saying for saying in open_sayings(project, today) if saying.about == matter],
        differences=[record for record in differences(project, today) if record.reading.session in together],
        not_heard=not_heard(project, held),
    )


_HOW: dict[str, How] = {"together": "together", "not-known": "unknown", "apart": "apart"}


def planned_sessions(project: Project, today: date) -> list[Session]:
    """The sessions that are planned, the earliest first."""
    return sorted((known.session for known in planned(attended(project), today)), key=lambda session: session.date)


def open_sayings(project: Project, today: date) -> list[Saying]:
    """What was said and has no answer, or none but `open`, the oldest first."""
    said = (known.saying for known in sayings(project, today) if not known.answered)
    return sorted(said, key=lambda saying: saying.date)


def differences(project: Project, today: date) -> list[ReadingRecord]:
    """The readings that differ, the oldest first."""
    differing = (record for record in reading_records(project, today) if record.differs)
    return sorted(differing, key=lambda record: record.reading.date)


def untold_sessions(project: Project, today: date) -> list[Session]:
    """The sessions with community people on which nothing feeds back, the oldest first."""
    sessions = up_to(attended(project), today)
    told = fed_back(project, sessions, today)
    untold = (known.session for known in sessions if known.community and known.session.id not in told)
    return sorted(untold, key=lambda session: session.date)


def to_tell(project: Project, today: date) -> list[Session | Saying | Reading]:
    """Of which people are still to be told, the oldest first: sessions, and what was answered and not told."""
    answers = answers_by_id(project, today)
    answered = {name for name, given in answers.items() if given[-1].outcome != "open" and given[-1].told is None}
    said = (saying for saying in project.said if saying.id in answered and saying.date <= today)
    read = (reading for reading in project.readings if reading.id in answered and reading.date <= today)
    return sorted([*untold_sessions(project, today), *said, *read], key=lambda record: record.date)


def not_heard(project: Project, held: Sequence[Attended]) -> list[NotHeard]:
    """The affected groups that no session heard, with the day on which they were last asked."""
    heard = {group for known in held for group in known.session.heard}
    asked = last_asked(held)
    found = []
    for group in project.project.affected:
        if group not in heard:
            last = asked.get(group)
            found.append(NotHeard(group, last.date if last else None, last.asked[group] if last else None, last))
    return found
