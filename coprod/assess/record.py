"""What the record shows: who was in each session, each phase, and the place in the matrix.

A side is the capacity in which someone came; those who were there to support are on neither.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from coprod.days import Period
from coprod.framework import (
    MATRIX,
    MISSING_PARTNERS,
    PARTNER_LEVELS,
    PHASES,
    STANDING,
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

#: The days after which the latest session of a phase leaves its standing faded.
_FADES = 365

#: The community's part in a session: partners, if the level of a meeting is one of power; nobody can tell, if a meeting
#: has no level; otherwise people were consulted, or only informed.
Part = Literal["partners", "took-part", "consulted", "informed"]

#: The parts, the strongest first.
PARTS: tuple[Part, ...] = ("partners", "took-part", "consulted", "informed")


class Attendance(NamedTuple):
    """Those who came to one session in one capacity; false if nobody did."""

    people: tuple[str, ...]  # those itemised, each once, by whatever labels the session names them
    counted: int  # besides those itemised
    total: int  # for sums: people whom nobody counted are two. No output shows it.

    def __bool__(self) -> bool:
        """Whether anyone came."""
        return self.total > 0

    @property
    def known(self) -> int:
        """How many are known to have come, itemised and counted."""
        return len(self.people) + self.counted

    @property
    def uncounted(self) -> bool:
        """Whether more came, and nobody knows how many."""
        return self.total > len(self.people) + self.counted


_NOBODY = Attendance((), 0, 0)


class Attended(NamedTuple):
    """One session at its position in the file, and who took part in it."""

    position: int  # in the file
    session: Session
    date: date
    is_meeting: bool  # people met; in a survey or a ballot nobody is a partner
    community: Attendance
    professional: Attendance
    supporting: Attendance
    part: Part | None  # the community's, or None if nobody came in a community capacity
    kind: Axis  # which sides came: both, or one alone

    def side(self, side: Side) -> Attendance:
        """Those who came on one side."""
        return self.community if side == "community" else self.professional


def attended(project: Project) -> tuple[Attended, ...]:
    """Who is recorded for every session of a project, also for those that are planned."""
    persons = Persons(project.people)
    found = []
    for position, session in enumerate(project.sessions):
        counted = session.also_present
        community = _attendance(session.community, counted.community, persons)
        professional = _attendance(session.professional, counted.professional, persons)
        supporting = _attendance(session.supporting, counted.supporting, persons)
        is_meeting = session.kind == "meeting"
        part = _part(session.level, is_meeting) if community.total else None
        kind: Axis = "professional" if part is None else "both" if professional.total else "community"
        found.append(
            Attended(position, session, session.date, is_meeting, community, professional, supporting, part, kind)
        )
    return tuple(found)


def _attendance(labels: tuple[str, ...], counted: int | Literal["some"], persons: Persons) -> Attendance:
    if not labels and not counted:
        return _NOBODY
    people = persons.of(labels)
    if counted == "some":
        return Attendance(people, 0, len(people) + SOME_PEOPLE)
    return Attendance(people, counted, len(people) + counted)


def _part(level: LevelName | None, is_meeting: bool) -> Part:  # noqa: FBT001 - what the part rests on
    if level == "informed":
        return "informed"
    if level is None and is_meeting:
        return "took-part"
    return "partners" if level in PARTNER_LEVELS and is_meeting else "consulted"


def counts(day: date, today: date, during: Period | None) -> bool:
    """Whether what is dated on a day counts: not after today, and in the period if there is one."""
    return day <= today and (during is None or during.contains(day))


def up_to(sessions: Iterable[Attended], today: date, during: Period | None = None) -> tuple[Attended, ...]:
    """The sessions that were held by a day, in a period; the planned ones count for nothing."""
    held = [attended for attended in sessions if attended.session.held_by(today)]
    return tuple([attended for attended in held if during.contains(attended.date)] if during else held)


def planned(sessions: Iterable[Attended], today: date) -> tuple[Attended, ...]:
    """The sessions after a day, and those of which nobody has recorded that they were held."""
    return tuple([attended for attended in sessions if not attended.session.held_by(today)])


def persons(sessions: Sequence[Attended]) -> dict[Capacity, frozenset[str]]:
    """The persons on record in each capacity."""
    return {
        "community": frozenset().union(*[attended.community.people for attended in sessions]),
        "professional": frozenset().union(*[attended.professional.people for attended in sessions]),
        "supporting": frozenset().union(*[attended.supporting.people for attended in sessions]),
    }


def people_at_least(sessions: Sequence[Attended]) -> int:
    """How many people there were: on each side the larger of the distinct persons and the fullest single session.

    Those who were counted may have come again, or be among the persons of another session, so that nothing is added up.
    """
    return people_on(sessions, "community") + people_on(sessions, "professional")


def people_on(sessions: Sequence[Attended], side: Side) -> int:
    """The same for one side."""
    came = [attended.side(side) for attended in sessions]
    return max([len(set().union(*[those.people for those in came])), *[those.total for those in came]])


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


def last_asked(sessions: Iterable[Attended]) -> dict[str, Session]:
    """The session to which each affected group was asked last and did not come."""
    asking = sorted((known.session for known in sessions if known.session.asked), key=lambda session: session.date)
    return {group: session for session in asking for group in session.asked}


class SideCounts(NamedTuple):
    """Those who came in one capacity over a phase, or over its sessions in which the community had one part."""

    people: int  # distinct
    attendances: int  # each person once for each session that they came to
    counted: int  # the most in any one meeting; never added up, since the same people may have come again
    uncounted: bool = False  # more came to some session, and nobody knows how many


_NONE = SideCounts(0, 0, 0)


class PhaseRecord(NamedTuple):
    """What is recorded of one phase up to today, and how many sessions are planned.

    Community people are counted once, under the strongest part that is recorded of them.
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
    replies: int  # the most people in any one survey
    votes: int  # the most people in any one ballot
    professional: SideCounts
    supporting: SideCounts
    settled_together: tuple[MatterName, ...]  # of its matters, by the last settling in any phase
    settled_apart: tuple[MatterName, ...]
    contested: bool  # by those who read back the sessions that it stands on
    until: date | None  # its last session with partners, or None if it does not stand
    faded: bool  # its latest session is more than a year after that
    afterwards: tuple[Afterwards, ...]  # what is on record after that day
    all_on_both_sides: bool  # it stands, and every partner is on record in a professional capacity too

    @property
    def stands(self) -> bool:
        """Whether community people took part in it as partners."""
        return self.status in STANDING

    @property
    def missing(self) -> bool:
        """Whether it is missing community partners; of a phase that people took part in, neither is known."""
        return self.status in MISSING_PARTNERS


def by_phase(sessions: Iterable[Attended]) -> dict[PhaseName, list[Attended]]:
    """The sessions of each phase, in their order; one may serve several phases."""
    of: dict[PhaseName, list[Attended]] = {phase: [] for phase in PHASES}
    for attended in sessions:
        for phase in attended.session.phase:
            of[phase].append(attended)
    return of


def phase_record(  # noqa: PLR0913 - beside its sessions, a phase rests on the whole record
    phase: PhaseName,
    sessions: Sequence[Attended],
    settled: Mapping[MatterName, str | None],
    *,
    planned: int,
    disputed: Collection[str],
    professionals: frozenset[str],
    ended: date | None,
) -> PhaseRecord:
    """The record of a phase with its sessions.

    `settled` says how each matter was settled last. `disputed` are the ids of the sessions that a reading keeps from
    carrying a phase, `professionals` the persons on record in a professional capacity in any phase. Sessions after
    the day on which the project `ended` fade nothing.
    """
    days = [attended.date for attended in sessions]
    parts: list[SideCounts] = []
    known: frozenset[str] = frozenset()
    for part in PARTS:
        counted, known = _counts([attended for attended in sessions if attended.part == part], "community", known)
        parts.append(counted)
    carrying = [attended for attended in sessions if attended.part == "partners"]
    until = max([attended.date for attended in carrying], default=None)
    since = [attended for attended in sessions if until < attended.date <= (ended or date.max)] if until else []
    asked = [attended for attended in sessions if not attended.is_meeting]
    matters = PHASES[phase]
    partners, took_part, consulted, informed = parts
    return PhaseRecord(
        phase=phase,
        status=_status(sessions),
        sessions=len(sessions),
        planned=planned,
        first=min(days, default=None),
        last=max(days, default=None),
        community=SideCounts(
            len(known),
            sum([part.attendances for part in parts]),
            max([part.counted for part in parts]),
            uncounted=any(part.uncounted for part in parts),
        ),
        partners=partners,
        took_part=took_part,
        consulted=consulted,
        informed=informed,
        replies=max([attended.community.known for attended in asked if attended.session.kind == "survey"], default=0),
        votes=max([attended.community.known for attended in asked if attended.session.kind == "ballot"], default=0),
        professional=_counts(sessions, "professional")[0],
        supporting=_counts(sessions, "supporting")[0],
        settled_together=tuple([matter for matter in matters if settled[matter] == "together"]),
        settled_apart=tuple([matter for matter in matters if settled[matter] == "apart"]),
        # Half or more of the sessions that it stands on are disputed.
        contested=carrying != [] and 2 * sum([one.session.id in disputed for one in carrying]) >= len(carrying),
        until=until,
        faded=until is not None and any((attended.date - until).days > _FADES for attended in since),
        afterwards=_afterwards(since),
        all_on_both_sides=_all_among(carrying, professionals),
    )


def _counts(
    sessions: Sequence[Attended], capacity: Capacity, known: frozenset[str] = frozenset()
) -> tuple[SideCounts, frozenset[str]]:
    """Those who came in a capacity, without the persons who are known already; and all who are known then."""
    came: list[Attendance] = [getattr(attended, capacity) for attended in sessions]
    if came.count(_NOBODY) == len(came):
        return _NONE, known
    people = [those.people for those in came]
    everyone, attendances = known.union(*people), sum(map(len, people))
    counted, uncounted = 0, False
    if sum([those.total for those in came]) > attendances:
        meetings = [those.counted for those, of in zip(came, sessions, strict=True) if of.is_meeting]
        counted, uncounted = max(meetings, default=0), any(those.uncounted for those in came)
    return SideCounts(len(everyone) - len(known), attendances, counted, uncounted), everyone


def statuses(project: Project, today: date) -> dict[PhaseName, Status]:
    """The status of each phase on a day, where nothing else of it is asked."""
    held = by_phase(up_to(attended(project), today))
    return {phase: _status(sessions) for phase, sessions in held.items()}


def _status(sessions: Sequence[Attended]) -> Status:
    if not sessions:
        return "nothing-logged"
    strongest = _strongest(sessions)
    if strongest is None:
        return "professional-led"
    if strongest != "partners":
        return strongest
    return "community-led" if {attended.kind for attended in sessions} == {"community"} else "co-produced"


def _strongest(sessions: Sequence[Attended]) -> Part | None:
    """The strongest part that the community had in any session; None if it came to none."""
    parts = {attended.part for attended in sessions}
    for part in PARTS:
        if part in parts:
            return part
    return None


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
    return tuple([what for what in order if what in found])


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


def _axis(sessions: Sequence[Attended]) -> tuple[Axis | None, Untold | None]:
    if not sessions:
        return None, "no-session"
    strongest = _strongest(sessions)
    if strongest is None:
        return "professional", None
    if strongest != "partners":
        return None, strongest
    if {attended.kind for attended in sessions} == {"community"}:
        return "community", None
    if any(attended.part == "partners" and attended.kind == "both" for attended in sessions):
        return "both", None
    return None, "never-together"
