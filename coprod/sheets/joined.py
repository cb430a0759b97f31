"""A session on record and a sheet about it: a corrected sheet, or the other half of a hybrid meeting."""

from collections.abc import Sequence

from coprod.errors import Problem, Unusable
from coprod.framework import SIDES
from coprod.model import Counted, Project, Session
from coprod.store.change import Position


def joined(session: Session, found: Sequence[Session], file: str) -> Session:
    """A session on record with those who came to it by a sheet; nobody is taken out.

    Of people who are only counted, the larger number holds: the sheet may count the same people again.

    Args:
        session: the session on record.
        found: the sessions of the sheet.
        file: the sheet, as messages name it.

    Raises:
        Unusable: where the sheet holds several sessions, or one of another day.
    """
    if len(found) != 1:
        raise Unusable(Problem(file, f"holds {len(found)} sessions, and --into takes the people of one"))
    [other] = found
    if other.date != session.date:
        raise Unusable(Problem(file, f"is of {other.date}, and {session.id} was on {session.date}"))
    content: dict[str, object] = {
        side: tuple(dict.fromkeys((*getattr(session, side), *getattr(other, side)))) for side in SIDES
    }
    counts = {side: max(getattr(session.also_present, side), getattr(other.also_present, side)) for side in SIDES}
    return session.model_copy(update={**content, "also_present": Counted(**counts)})


def position(project: Project, session: Session) -> Position:
    """Where a session stands in its project's file."""
    return "sessions", project.sessions.index(session)
