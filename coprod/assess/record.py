"""What the record shows: who was in each session, how each matter was settled, each phase, and the place in the matrix.

A side is the capacity in which someone came.
"""

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from coprod.framework import (
    MATRIX,
    MATTERS,
    PARTNER_LEVELS,
    PHASES,
    Axis,
    MatterName,
    PhaseName,
    Side,
    Status,
    Untold,
)
from coprod.model import Project, Session
from coprod.model.labels import Persons
from coprod.terms import MISSING_PARTNERS, STANDING

#: The community's part in a session: its recorded level is one of power, there is none, or it is one of consultation.
Part = Literal["partners", "took-part", "consulted"]

#: The parts, the strongest first.
PARTS: tuple[Part, ...] = ("partners", "took-part", "consulted")


@dataclass(frozen=True, slots=True)
class Attendance:
    """Those who came to one session on one side; false if nobody did.

    `people` are the persons who are itemised, each once, by whatever labels the session names them; `counted` is how
    many more were counted.
    """

    people: frozenset[str]
    counted: int

    def __bool__(self) -> bool:
        """Whether anyone came."""
        return bool(self.people) or self.counted > 0

    @property
    def total(self) -> int:
        """How many came, itemised and counted."""
        return len(self.people) + self.counted


class Attended(NamedTuple):
    """One session at its position in the file, and who took part in it.

    `part` is the community's part, or None if nobody came in a community capacity.
    """

    position: int
    session: Session
    community: Attendance
    professional: Attendance
    part: Part | None

    @property
    def has_partners(self) -> bool:
        """Whether community people came as partners: the session records that they decided or shared power."""
        return self.part == "partners"

    @property
    def kind(self) -> Axis:
        """Which sides came: both, or one alone."""
        if self.community:
            return "both" if self.professional else "community"
        return "professional"

    def side(self, side: Side) -> Attendance:
        """Those who came on one side."""
        return self.community if side == "community" else self.professional


def attended(project: Project) -> tuple[Attended, ...]:
    """Who is recorded for every session of a project, also for those that are planned."""
    persons = Persons(project.people)
    return tuple(_attended(index, session, persons) for index, session in enumerate(project.sessions))


def up_to(sessions: Iterable[Attended], today: date) -> tuple[Attended, ...]:
    """The sessions that were held by a day; others are planned, and count for nothing."""
    return tuple(attended for attended in sessions if attended.session.held_by(today))


def planned(sessions: Iterable[Attended], today: date) -> tuple[Attended, ...]:
    """The sessions after a day, and those of which nobody has recorded that they were held."""
    return tuple(attended for attended in sessions if not attended.session.held_by(today))


def _attended(position: int, session: Session, persons: Persons) -> Attended:
    community = Attendance(persons.of(session.community), session.also_present.at_least("community"))
    professional = Attendance(persons.of(session.professional), session.also_present.at_least("professional"))
    return Attended(position, session, community, professional, _part(session) if community else None)


def _part(session: Session) -> Part:
    if session.level is None:
        return "took-part"
    return "partners" if session.level in PARTNER_LEVELS else "consulted"


def people_at_least(sessions: Sequence[Attended]) -> int:
    """How many people there were: on each side the larger of the distinct persons and the fullest single session.

    Those who were counted may have come again, or be among the persons of another session, so that nothing is added up.
    """
    return people_on(sessions, "community") + people_on(sessions, "professional")


def people_on(sessions: Sequence[Attended], side: Side) -> int:
    """The same for one side."""
    attendances = [attended.side(side) for attended in sessions]
    distinct = frozenset[str]().union(*(attended.people for attended in attendances))
    return max([len(distinct), *(attended.total for attended in attendances)])


def fed_back(project: Project, sessions: Sequence[Attended], today: date) -> dict[str, date]:
    """The ids of the sessions whose outcome people were told by a day, and when they first were.

    A session feeds back on another if community people came to it on that day or later, and none on itself. Feedback
    outside sessions counts too.
    """
    days = {attended.session.id: attended.session.date for attended in sessions}
    community = [attended.session for attended in sessions if attended.community]
    accounts = [(session.date, session.feeds_back, session.id) for session in community]
    accounts += [(feedback.date, feedback.sessions, "") for feedback in project.feedback if feedback.date <= today]
    first: dict[str, date] = {}
    for day, earlier, own in accounts:
        for name in earlier:
            if name != own and name in days and days[name] <= day:
                first[name] = min(day, first.get(name, day))
    return first


#: How a matter was settled once: with partners, without them, or without a level that says what part people had. Of one
#: day, what comes first counts.
How = Literal["together", "not-known", "apart"]
_OF_ONE_DAY: tuple[How, ...] = ("together", "not-known", "apart")


class Settlement(NamedTuple):
    """One time that a matter was settled, in the session at a position in the file.

    `consulted` says whether it was settled apart from people who were consulted.
    """

    position: int
    day: date
    how: How
    consulted: bool


class Standing(NamedTuple):
    """How one matter stands, worked out once for the rules that ask.

    Attributes:
        settlements: every time that it was settled, the earliest first; if it is given, none that was apart.
        how: how it was settled last, or None if it never was.
        last_together: the last day on which it was settled with partners.
        apart: the settlements apart from partners.
        apart_before: those on days before the last one together; without one together, none.
        apart_since: those on days after the last one together; without one together, all of them.
    """

    settlements: tuple[Settlement, ...] = ()
    how: How | None = None
    last_together: date | None = None
    apart: tuple[Settlement, ...] = ()
    apart_before: tuple[Settlement, ...] = ()
    apart_since: tuple[Settlement, ...] = ()


class SettledApart(NamedTuple):
    """The matters that were settled apart and not together since, each with the settlements to tell of.

    Attributes:
        early: co-planning matters settled apart before the first session with partners, and never together.
        changed: matters settled together and then apart, with the settlements since.
        otherwise: other matters whose last settling was apart.
    """

    early: dict[MatterName, tuple[Settlement, ...]]
    changed: dict[MatterName, tuple[Settlement, ...]]
    otherwise: dict[MatterName, tuple[Settlement, ...]]


def standings(sessions: Iterable[Attended], given: Container[MatterName]) -> dict[MatterName, Standing]:
    """How each of the sixteen matters stands, in the framework's order.

    Settling a matter apart that was fixed from outside before anyone was invited is left out of account.
    """
    settlements: dict[MatterName, list[Settlement]] = {matter: [] for matter in MATTERS}
    for attended in sorted(sessions, key=lambda attended: attended.session.date):
        for matter in attended.session.settled:
            settlement = _settlement(attended)
            if settlement.how != "apart" or matter not in given:
                settlements[matter].append(settlement)
    return {matter: _standing(tuple(times)) if times else _NEVER for matter, times in settlements.items()}


_NEVER = Standing()


def _standing(settlements: tuple[Settlement, ...]) -> Standing:
    last = settlements[-1].day
    ways = {settlement.how for settlement in settlements if settlement.day == last}
    together = max((settlement.day for settlement in settlements if settlement.how == "together"), default=None)
    apart = tuple(settlement for settlement in settlements if settlement.how == "apart")
    return Standing(
        settlements,
        how=next(how for how in _OF_ONE_DAY if how in ways),
        last_together=together,
        apart=apart,
        apart_before=tuple(settlement for settlement in apart if together and settlement.day < together),
        apart_since=tuple(settlement for settlement in apart if together is None or settlement.day > together),
    )


def _settlement(attended: Attended) -> Settlement:
    how: How = "apart"
    if attended.part in {"partners", "took-part"}:
        how = "together" if attended.part == "partners" else "not-known"
    return Settlement(attended.position, attended.session.date, how, consulted=attended.part == "consulted")


def settled_apart(matters: Mapping[MatterName, Standing], sessions: Iterable[Attended]) -> SettledApart:
    """Which matters were settled apart, by how that came about."""
    first = min((attended.session.date for attended in sessions if attended.has_partners), default=date.max)
    found = SettledApart({}, {}, {})
    for matter, standing in matters.items():
        early = tuple(settlement for settlement in standing.apart if settlement.day < first)
        if standing.last_together:
            if standing.apart_since:
                found.changed[matter] = standing.apart_since
        elif early and MATTERS[matter] == "co-planning":
            found.early[matter] = early
        elif standing.how == "apart":
            found.otherwise[matter] = standing.apart
    return found


class SideCounts(NamedTuple):
    """Those who came on one side over a phase.

    Attributes:
        people: distinct persons.
        attendances: each person once for each session that they came to.
        counted: the most people who were counted but not itemised in any one session; never added up, since the
            same people may have come again.
    """

    people: int
    attendances: int
    counted: int


class PhaseRecord(NamedTuple):
    """What is recorded of one phase up to today, and how many sessions more are planned.

    Attributes:
        first: the day of the earliest session.
        community: those who came in a community capacity.
        partners: those of them who came as partners.
        took_part: those who never came as partners, and of whose part in some session nothing is recorded.
        consulted: those who came only to be consulted.
        settled_together: the phase's matters that were last settled with partners, in a session of any phase.
        settled_apart: the phase's matters that were last settled without partners, in a session of any phase.
        contested: whether its standing is contested by those who read back the sessions that it stands on.
    """

    phase: PhaseName
    status: Status
    sessions: int
    planned: int
    first: date | None
    last: date | None
    community: SideCounts
    partners: SideCounts
    took_part: SideCounts
    consulted: SideCounts
    professional: SideCounts
    settled_together: tuple[MatterName, ...]
    settled_apart: tuple[MatterName, ...]
    contested: bool

    @property
    def stands(self) -> bool:
        """Whether community people took part in it as partners."""
        return self.status in STANDING

    @property
    def missing(self) -> bool:
        """Whether it is missing community partners; of a phase that people took part in, neither is known."""
        return self.status in MISSING_PARTNERS


def by_phase(sessions: Iterable[Attended]) -> dict[PhaseName, tuple[Attended, ...]]:
    """The sessions of each phase, in their order; one may serve several phases."""
    of: dict[PhaseName, list[Attended]] = {phase: [] for phase in PHASES}
    for attended in sessions:
        for phase in attended.session.phase:
            of[phase].append(attended)
    return {phase: tuple(those) for phase, those in of.items()}


def phase_records(
    held: Mapping[PhaseName, Sequence[Attended]],
    planned: Mapping[PhaseName, Sequence[Attended]],
    matters: Mapping[MatterName, Standing],
    disputed: Collection[str],
) -> tuple[PhaseRecord, ...]:
    """The record of each phase, in the framework's order.

    `disputed` are the ids of the sessions that a reading keeps from carrying a phase.
    """
    return tuple(_record(phase, held[phase], len(planned[phase]), matters, disputed) for phase in PHASES)


def _record(
    phase: PhaseName,
    sessions: Sequence[Attended],
    planned: int,
    matters: Mapping[MatterName, Standing],
    disputed: Collection[str],
) -> PhaseRecord:
    days = [attended.session.date for attended in sessions]
    parts = _parts(sessions)
    carrying = [attended.session.id for attended in sessions if attended.has_partners]
    return PhaseRecord(
        phase=phase,
        status=_status(sessions),
        sessions=len(sessions),
        planned=planned,
        first=min(days, default=None),
        last=max(days, default=None),
        community=_counts(sessions, "community"),
        partners=parts["partners"],
        took_part=parts["took-part"],
        consulted=parts["consulted"],
        professional=_counts(sessions, "professional"),
        settled_together=tuple(matter for matter in PHASES[phase].matters if matters[matter].how == "together"),
        settled_apart=tuple(matter for matter in PHASES[phase].matters if matters[matter].how == "apart"),
        contested=bool(carrying) and all(session in disputed for session in carrying),
    )


def _status(sessions: Sequence[Attended]) -> Status:
    if not sessions:
        return "nothing-logged"
    parts = {attended.part for attended in sessions}
    if "partners" in parts:
        return "co-produced" if any(attended.professional for attended in sessions) else "community-led"
    if "took-part" in parts:
        return "took-part"
    return "consulted" if "consulted" in parts else "professional-led"


def _parts(sessions: Sequence[Attended]) -> dict[Part, SideCounts]:
    """Community people, each counted under the strongest part that is recorded of them."""
    parts: dict[Part, SideCounts] = {}
    stronger: frozenset[str] = frozenset()
    for part in PARTS:
        of_part = [attended for attended in sessions if attended.part == part]
        parts[part] = _counts(of_part, "community", without=stronger)
        stronger = stronger.union(*(attended.community.people for attended in of_part))
    return parts


def _counts(sessions: Sequence[Attended], side: Side, without: frozenset[str] = frozenset()) -> SideCounts:
    attendances = [attended.side(side) for attended in sessions]
    people = [attended.people - without for attended in attendances]
    return SideCounts(
        people=len(frozenset().union(*people)),
        attendances=sum(map(len, people)),
        counted=max((attended.counted for attended in attendances), default=0),
    )


class MatrixPlace(NamedTuple):
    """A place in the matrix: who designed, in co-planning and co-design, and who delivered.

    If an axis is None, its `untold` says why it cannot be told, and there is no cell.
    """

    design: Axis | None
    delivery: Axis | None
    cell: str | None
    design_untold: Untold | None
    delivery_untold: Untold | None


def matrix_place(sessions: Sequence[Attended]) -> MatrixPlace:
    """Place a project by its sessions up to today; on the community side only partners count."""
    design, design_untold = _axis(sessions, {"co-planning", "co-design"})
    delivery, delivery_untold = _axis(sessions, {"co-delivery"})
    cell = MATRIX[design, delivery] if design and delivery else None
    return MatrixPlace(design, delivery, cell, design_untold, delivery_untold)


def _axis(sessions: Sequence[Attended], phases: set[PhaseName]) -> tuple[Axis | None, Untold | None]:
    of_axis = [attended for attended in sessions if not phases.isdisjoint(attended.session.phase)]
    parts = {attended.part for attended in of_axis}
    if not of_axis:
        return None, "no-session"
    if parts == {None}:
        return "professional", None
    if "partners" not in parts:
        return None, "took-part" if "took-part" in parts else "consulted"
    if not any(attended.professional for attended in of_axis):
        return "community", None
    if any(attended.has_partners and attended.professional for attended in of_axis):
        return "both", None
    return None, "never-together"
