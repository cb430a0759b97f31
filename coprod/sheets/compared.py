"""Which sessions of a sheet a project has already."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from coprod.model import Project, Session


@dataclass(frozen=True, slots=True)
class Compared:
    """Sessions beside those that a project has.

    Attributes:
        new: those that it does not have.
        recorded: those that it has, whatever their ids and the order in which people are named.
        changed: those whose ids it has with other content: somebody corrected them in the file.
        doubtful: those of the new that have the day, and the title or the people, of another session that the project
            has; they may be the same meeting.
    """

    new: tuple[Session, ...]
    recorded: tuple[Session, ...]
    changed: tuple[Session, ...]
    doubtful: tuple[Session, ...]


def compared(project: Project, sessions: Iterable[Session]) -> Compared:
    """Which of these sessions a project has: by their ids first, then by what they say."""
    by_id = {other.id: other for other in project.sessions}
    by_day: defaultdict[object, list[Session]] = defaultdict(list)
    for other in project.sessions:
        by_day[other.date].append(_content(other))
    new: list[Session] = []
    recorded: list[Session] = []
    changed: list[Session] = []
    for session in sessions:
        content = _content(session)
        there = by_day[session.date]
        same = _content(by_id[session.id]) if session.id in by_id else content
        if same != content:
            changed.append(session)
        elif session.id in by_id or content in there:
            recorded.append(session)
        else:
            new.append(session)
        # Each is the counterpart of one: two sessions of a day can be alike.
        if same in there:
            there.remove(same)
    doubtful = [session for session in new if any(_resemble(session, other) for other in by_day[session.date])]
    return Compared(tuple(new), tuple(recorded), tuple(changed), tuple(doubtful))


def resembling(project: Project, session: Session) -> Session | None:
    """The session on record that a new one may be: of its day, with its title or its people."""
    alike = (other for other in project.sessions if other.date == session.date and _resemble(session, _content(other)))
    return next(alike, None)


def _resemble(one: Session, other: Session) -> bool:
    """Whether two sessions of a day may be one meeting: by the title, or by the people."""
    people = [(set(each.community), set(each.professional)) for each in (one, other)]
    return one.title == other.title or people[0] == people[1]


def _content(session: Session) -> Session:
    """A session without its id, and without the order in which people are named."""
    sides = {"community": tuple(sorted(session.community)), "professional": tuple(sorted(session.professional))}
    return session.model_copy(update={"id": "", **sides})
