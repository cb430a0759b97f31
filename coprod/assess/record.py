"""What the record shows: who was in each session, each phase, and the place in the matrix.

A side is the capacity in which someone came; those who were there to support are on neither.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Literal, NamedTuple

from coprod.days import Period
from coprod.framework import (
    CAPACITIES,
    MATRIX,
    PARTNER_LEVELS,
    PHASES,
    Afterwards,
    Axis,
    Capacity,
    LevelName,
    MatterName,
    PhaseName,
    Side,
    Status,
    Untold,
)
from coprod.model import Project, Session
from coprod.model.ids import SOME_PEOPLE
from coprod.model.labels import Persons
from coprod.terms import MISSING_PARTNERS, STANDING

#: The days after which the latest session of a phase leaves its standing faded.
_FADES = 365

#: The community's part in a session: partners, if the level of a meeting is one of power; nobody can tell, if a meeting
#: has no level; otherwise people were consulted, or only informed.
Part = Literal["partners", "took-part", "consulted", "informed"]

#: The parts, the strongest first.
PARTS: tuple[Part, ...] = ("partners", "took-part", "consulted", "informed")


class Attendance(NamedTuple):
    """Those who came to one session in one capacity; false if nobody did.

    Attributes:
        people: the persons who are itemised, each once, by whatever labels the session names them.
        counted: how many more were counted.
        uncounted: whether more came, and nobody knows how many.
    """

    people: tuple[str, ...]
    counted: int
    uncounted: bool = False

    def __bool__(self) -> bool:
        """Whether anyone came."""
        return bool(self.people or self.counted or self.uncounted)

    @property
    def known(self) -> int:
        """How many are known to have come, itemised and counted."""
        return len(self.people) + self.counted

    @property
    def total(self) -> int:
        """The same for sums, in which people whom nobody counted are two. No output shows it."""
        return len(self.people) + self.counted + SOME_PEOPLE * self.uncounted


_NOBODY = Attendance((), 0)


class Attended(NamedTuple):
    """One session at its position in the file, and who took part in it.

    Attributes:
        is_meeting: whether people met; in a survey or a ballot nobody is a partner.
        part: the community's part, or None if nobody came in a community capacity.
        kind: which sides came: both, or one alone.
    """

    position: int
    session: Session
    date: date
    is_meeting: bool
    community: Attendance
    professional: Attendance
    supporting: Attendance
    part: Part | None
    kind: Axis

    def side(self, side: Side) -> Attendance:
        """Those who came on one side."""
        return self.community if side == "community" else self.professional


def attended(project: Project) -> tuple[Attended, ...]:
    """Who is recorded for every session of a project, also for those that are planned."""
    persons = Persons(project.people)
    return tuple([_attended(index, session, persons) for index, session in enumerate(project.sessions)])


def counts(day: date, today: date, during: Period | None) -> bool:
    """Whether what is dated on a day counts: not after today, and in the period if there is one."""
    return day <= today and (during is None or during.contains(day))


def up_to(sessions: Iterable[Attended], today: date, during: Period | None = None) -> tuple[Attended, ...]:
    """The sessions that were held by a day, in a period; the planned ones count for nothing."""
    return tuple(
        [
            attended
            for attended in sessions
            if attended.session.held_by(today) and (during is None or during.contains(attended.date))
        ]
    )


def planned(sessions: Iterable[Attended], today: date) -> tuple[Attended, ...]:
    """The sessions after a day, and those of which nobody has recorded that they were held."""
    return tuple([attended for attended in sessions if not attended.session.held_by(today)])


def _attended(position: int, session: Session, persons: Persons) -> Attended:
    counted = session.also_present
    community = _attendance(session.community, counted.community, persons)
    professional = _attendance(session.professional, counted.professional, persons)
    supporting = _attendance(session.supporting, counted.supporting, persons)
    is_meeting = session.kind == "meeting"
    return Attended(
        position,
        session,
        session.date,
        is_meeting,
        community,
        professional,
        supporting,
        part=None if community is _NOBODY else _part(session.level, is_meeting),
        kind="professional" if community is _NOBODY else "community" if professional is _NOBODY else "both",
    )


def _attendance(labels: tuple[str, ...], counted: int | Literal["some"], persons: Persons) -> Attendance:
    if not labels and not counted:
        return _NOBODY
    people = persons.of(labels)
    return Attendance(people, 0, uncounted=True) if counted == "some" else Attendance(people, counted)


def _part(level: LevelName | None, is_meeting: bool) -> Part:  # noqa: FBT001 - what the part rests on
    if level == "informed":
        return "informed"
    if level is None and is_meeting:
        return "took-part"
    return "partners" if level in PARTNER_LEVELS and is_meeting else "consulted"


def persons(sessions: Sequence[Attended]) -> dict[Capacity, frozenset[str]]:
    """The persons on record in each capacity."""
    return {capacity: frozenset().union(*map(attrgetter(f"{capacity}.people"), sessions)) for capacity in CAPACITIES}


def people_at_least(sessions: Sequence[Attended]) -> int:
    """How many people there were: on each side the larger of the distinct persons and the fullest single session.

    Those who were counted may have come again, or be among the persons of another session, so that nothing is added up.
    """
    return people_on(sessions, "community") + people_on(sessions, "professional")


def people_on(sessions: Sequence[Attended], side: Side) -> int:
    """The same for one side."""
    attendances: list[Attendance] = list(map(attrgetter(side), sessions))
    distinct = frozenset[str]().union(*[attendance.people for attendance in attendances])
    return max([len(distinct), *[attendance.total for attendance in attendances]])


def fed_back(
    project: Project, sessions: Sequence[Attended], today: date, during: Period | None = None
) -> dict[str, date]:
    """The ids of the sessions whose outcome people were told by a day, and when they first were.

    A session feeds back on another if community people came to it on that day or later, and none on itself. Feedback
    outside sessions counts too.
    """
    accounts = [
        (attended.date, attended.session.feeds_back, attended.session.id)
        for attended in sessions
        if attended.session.feeds_back and attended.community
    ]
    accounts += [
        (feedback.date, feedback.sessions, "") for feedback in project.feedback if counts(feedback.date, today, during)
    ]
    days = {attended.session.id: attended.date for attended in sessions} if accounts else {}
    first: dict[str, date] = {}
    for day, earlier, own in accounts:
        for name in earlier:
            if name != own and name in days and days[name] <= day:
                first[name] = min(day, first.get(name, day))
    return first


class SideCounts(NamedTuple):
    """Those who came in one capacity over a phase.

    Attributes:
        people: distinct persons.
        attendances: each person once for each session that they came to.
        counted: the most people who were counted but not itemised in any one meeting; never added up, since the
            same people may have come again.
        uncounted: whether more came to some session, and nobody knows how many.
    """

    people: int
    attendances: int
    counted: int
    uncounted: bool = False


_NONE = SideCounts(0, 0, 0)


class PhaseRecord(NamedTuple):
    """What is recorded of one phase up to today, and how many sessions are planned.

    Attributes:
        first: the day of the earliest session.
        community: those who came in a community capacity.
        partners: those of them who came as partners.
        took_part: those who never came as partners, and of whose part in some session nothing is recorded.
        consulted: those of the others who were consulted.
        informed: those who came only to be informed.
        replies: the most people in any one survey.
        votes: the most people in any one ballot.
        supporting: those who were there to support, on neither side.
        settled_together: the phase's matters that were last settled together, in a session of any phase.
        settled_apart: the phase's matters that were last settled apart, in a session of any phase.
        contested: whether its standing is contested by those who read back the sessions that it stands on.
        until: the day of its last session with partners, or None if it does not stand.
        faded: whether its latest session is more than a year after that.
        afterwards: what is on record after that day: what community people were, or professionals alone.
        all_on_both_sides: whether it stands, and every partner is on record in a professional capacity too.
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
    informed: SideCounts
    replies: int
    votes: int
    professional: SideCounts
    supporting: SideCounts
    settled_together: tuple[MatterName, ...]
    settled_apart: tuple[MatterName, ...]
    contested: bool
    until: date | None
    faded: bool
    afterwards: tuple[Afterwards, ...]
    all_on_both_sides: bool

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


@dataclass(frozen=True, slots=True)
class Ground:
    """What a phase's record rests on beside its own sessions.

    Attributes:
        together: the matters that were last settled together.
        apart: the matters that were last settled apart.
        disputed: the ids of the sessions that a reading keeps from carrying a phase.
        professionals: the persons on record in a professional capacity, in any phase.
        ended: the day on which the project ended, if it did: sessions after it fade nothing.
    """

    together: Collection[MatterName]
    apart: Collection[MatterName]
    disputed: Collection[str]
    professionals: frozenset[str]
    ended: date | None


def phase_records(
    held: Mapping[PhaseName, Sequence[Attended]], planned: Mapping[PhaseName, Sequence[Attended]], ground: Ground
) -> tuple[PhaseRecord, ...]:
    """The record of each phase, in the framework's order."""
    return tuple(_record(phase, held[phase], len(planned[phase]), ground) for phase in PHASES)


def _record(phase: PhaseName, sessions: Sequence[Attended], planned: int, ground: Ground) -> PhaseRecord:
    days = [attended.date for attended in sessions]
    by_part: defaultdict[Part | None, list[Attended]] = defaultdict(list)
    for attended in sessions:
        by_part[attended.part].append(attended)
    parts, carrying = _parts(by_part), by_part.get("partners", [])
    until = max([attended.date for attended in carrying], default=None)
    end = ground.ended or date.max
    since = [attended for attended in sessions if until < attended.date <= end] if until else []
    asked = [attended for attended in sessions if not attended.is_meeting]
    return PhaseRecord(
        phase=phase,
        status=_status(sessions),
        sessions=len(sessions),
        planned=planned,
        first=min(days, default=None),
        last=max(days, default=None),
        community=_counts(sessions, "community")[0],
        partners=parts["partners"],
        took_part=parts["took-part"],
        consulted=parts["consulted"],
        informed=parts["informed"],
        replies=_fullest(asked, "survey"),
        votes=_fullest(asked, "ballot"),
        professional=_counts(sessions, "professional")[0],
        supporting=_counts(sessions, "supporting")[0],
        settled_together=tuple([matter for matter in PHASES[phase].matters if matter in ground.together]),
        settled_apart=tuple([matter for matter in PHASES[phase].matters if matter in ground.apart]),
        contested=_contested(carrying, ground.disputed),
        until=until,
        faded=any((attended.date - until).days > _FADES for attended in since if until),
        afterwards=_afterwards(since),
        all_on_both_sides=_all_among(carrying, ground.professionals),
    )


def _contested(carrying: Sequence[Attended], disputed: Collection[str]) -> bool:
    """Whether half or more of the sessions that a phase stands on are disputed."""
    number = sum(attended.session.id in disputed for attended in carrying)
    return bool(carrying) and 2 * number >= len(carrying)


def _all_among(carrying: Sequence[Attended], professionals: frozenset[str]) -> bool:
    """Whether every partner is on record in a professional capacity too; of those who were counted, nobody can tell."""
    return bool(carrying) and all(
        attended.community.total == len(attended.community.people)
        and professionals.issuperset(attended.community.people)
        for attended in carrying
    )


def _afterwards(since: Sequence[Attended]) -> tuple[Afterwards, ...]:
    """What is on record after the last session with partners; professionals, only if nobody else came."""
    found: set[Afterwards] = set()
    for attended in since:
        if attended.session.kind == "ballot" and attended.community:
            found.add("voted")
        elif attended.part and attended.part != "partners":
            found.add(attended.part)
    if not found:
        return ("professionals",) if since else ()
    order: tuple[Afterwards, ...] = ("consulted", "informed", "voted", "took-part")
    return tuple(what for what in order if what in found)


def _fullest(sessions: Iterable[Attended], kind: Literal["survey", "ballot"]) -> int:
    """The most people, as far as they are known, in any one survey or ballot."""
    return max([attended.community.known for attended in sessions if attended.session.kind == kind], default=0)


def statuses(project: Project, today: date) -> dict[PhaseName, Status]:
    """The status of each phase on a day, where nothing else of it is asked."""
    held = by_phase(up_to(attended(project), today))
    return {phase: _status(sessions) for phase, sessions in held.items()}


def _status(sessions: Sequence[Attended]) -> Status:
    if not sessions:
        return "nothing-logged"
    parts = {attended.part for attended in sessions} - {None}
    if "partners" in parts:
        return "community-led" if {attended.kind for attended in sessions} == {"community"} else "co-produced"
    if "took-part" in parts:
        return "took-part"
    if parts == {"informed"}:
        return "informed"
    return "consulted" if parts else "professional-led"


def _parts(by_part: Mapping[Part | None, Sequence[Attended]]) -> dict[Part, SideCounts]:
    """Community people, each counted under the strongest part that is recorded of them."""
    parts = dict.fromkeys(PARTS, _NONE)
    known: frozenset[str] = frozenset()
    for part in PARTS:
        if part in by_part:
            parts[part], known = _counts(by_part[part], "community", known)
    return parts


def _counts(
    sessions: Sequence[Attended], capacity: Capacity, known: frozenset[str] = frozenset()
) -> tuple[SideCounts, frozenset[str]]:
    """Those who came in a capacity, without those who are known already; and all who are known then."""
    came: list[Attendance] = list(map(attrgetter(capacity), sessions))
    if came.count(_NOBODY) == len(came):
        return _NONE, known
    people, counted, uncounted = zip(*came, strict=True)
    if any(counted):
        counted = tuple(number for number, of in zip(counted, sessions, strict=True) if of.is_meeting)
    attendances = sum(map(len, people)) - sum(map(len, map(known.intersection, people)))
    everyone = known.union(*people)
    return SideCounts(len(everyone) - len(known), attendances, max(counted, default=0), any(uncounted)), everyone


class MatrixPlace(NamedTuple):
    """A place in the matrix: who designed, in co-planning and co-design, and who delivered.

    If an axis is None, its `untold` says why it cannot be told, and there is no cell.
    """

    design: Axis | None
    delivery: Axis | None
    cell: str | None
    design_untold: Untold | None
    delivery_untold: Untold | None


def matrix_place(held: Mapping[PhaseName, Sequence[Attended]]) -> MatrixPlace:
    """Place a project by the sessions of each phase up to today; on the community side only partners count."""
    design, design_untold = _axis((*held["co-planning"], *held["co-design"]))
    delivery, delivery_untold = _axis(held["co-delivery"])
    cell = MATRIX[design, delivery] if design and delivery else None
    return MatrixPlace(design, delivery, cell, design_untold, delivery_untold)


_BY_WHAT_IS_KNOWN: tuple[Literal["took-part", "consulted", "informed"], ...] = ("took-part", "consulted", "informed")


def _axis(sessions: Sequence[Attended]) -> tuple[Axis | None, Untold | None]:
    if not sessions:
        return None, "no-session"
    parts = {attended.part for attended in sessions}
    if parts == {None}:
        return "professional", None
    if "partners" not in parts:
        return None, next(part for part in _BY_WHAT_IS_KNOWN if part in parts)
    if {attended.kind for attended in sessions} == {"community"}:
        return "community", None
    if any(attended.part == "partners" and attended.kind == "both" for attended in sessions):
        return "both", None
    return None, "never-together"
