"""Who was in a session, and what part the community had in it. A side is the capacity in which someone came."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from coprod.framework import CONSULTED_LEVELS, Axis, Side
from coprod.model import Project, Session

#: The community's part in a session: its recorded level is one of power, there is none, or it is one of consultation.
Part = Literal["partners", "took-part", "consulted"]

#: The parts, the strongest first.
PARTS: tuple[Part, ...] = ("partners", "took-part", "consulted")


@dataclass(frozen=True, slots=True)
class Attendance:
    """Those who came to one session on one side; false where nobody did.

    Attributes:
        people: the persons who are itemised. Each attends once, by whatever labels the session names them.
        counted: how many more were counted.
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
    """One session, and who took part in it.

    Attributes:
        position: its position in the file.
        session: the session as it is written.
        community: those who came in a community capacity.
        professional: those who came in a professional capacity.
        part: the community's part; nothing where nobody came in a community capacity.
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
    """Who is recorded for every session of a file, in the order of the file; also for those that are planned."""
    persons = Persons(project.people)
    return tuple(_attended(index, session, persons) for index, session in enumerate(project.sessions))


def held(sessions: Iterable[Attended], today: date) -> tuple[Attended, ...]:
    """The sessions up to a day: those after it are planned, and count for nothing."""
    return tuple(one for one in sessions if one.session.date <= today)


def planned(sessions: Iterable[Attended], today: date) -> tuple[Attended, ...]:
    """The sessions after a day."""
    return tuple(one for one in sessions if one.session.date > today)


class Persons:
    """Whom a label means: an id is that id; otherwise a name that has an id is the first id of that name.

    Args:
        people: the ids of a file, each with the name that it stands for.
    """

    def __init__(self, people: Mapping[str, str]) -> None:
        # The first id of a name is written last, and stays.
        self._person = {name: label for label, name in reversed([*people.items()])} | {label: label for label in people}

    def person(self, label: str) -> str:
        """The person that a label means."""
        return self._person.get(label, label)

    def of(self, labels: Iterable[str]) -> frozenset[str]:
        """The persons that some labels mean."""
        return frozenset(map(self.person, labels))


def _attended(position: int, session: Session, persons: Persons) -> Attended:
    community = Attendance(persons.of(session.community), session.also_present.community)
    professional = Attendance(persons.of(session.professional), session.also_present.professional)
    return Attended(position, session, community, professional, _part(session) if community else None)


def _part(session: Session) -> Part:
    if session.level is None:
        return "took-part"
    return "consulted" if session.level in CONSULTED_LEVELS else "partners"


def people_at_least(sessions: Sequence[Attended]) -> int:
    """How many people there were: on each side the larger of the distinct persons and the fullest single session.

    Those who were counted may have come again, or be among the persons of another session, so that nothing is added up.
    """
    return people_on(sessions, "community") + people_on(sessions, "professional")


def people_on(sessions: Sequence[Attended], side: Side) -> int:
    """How many people there were at least on one side; otherwise as `people_at_least`."""
    attendances = [one.side(side) for one in sessions]
    distinct = frozenset[str]().union(*(one.people for one in attendances))
    return max([len(distinct), *(one.total for one in attendances)])


def fed_back(project: Project, sessions: Sequence[Attended], today: date) -> dict[str, date]:
    """The ids of the sessions whose outcome people were told by a day, and when they first were.

    A session tells of another where community people came to it on that day or later; none tells of itself. So does
    any feedback outside sessions.

    Args:
        project: the project as it is written.
        sessions: its sessions up to that day.
        today: the day.
    """
    days = {one.session.id: one.session.date for one in sessions}
    accounts = [(one.session.date, one.session.feeds_back, one.session.id) for one in sessions if one.community]
    accounts += [(one.date, one.sessions, "") for one in project.feedback if one.date <= today]
    first: dict[str, date] = {}
    for day, earlier, own in accounts:
        for name in earlier:
            if name != own and name in days and days[name] <= day:
                first[name] = min(day, first.get(name, day))
    return first
