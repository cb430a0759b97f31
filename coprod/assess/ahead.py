"""What lies ahead of a project: what is planned, what is open, and whom to tell."""

from datetime import date

from coprod.assess.record import attended, fed_back, planned, up_to
from coprod.assess.voices import answers_by_id, sayings
from coprod.model import Project, Saying, Session


def planned_sessions(project: Project, today: date) -> list[Session]:
    """The sessions that are planned, the earliest first."""
    return sorted((known.session for known in planned(attended(project), today)), key=lambda session: session.date)


def open_sayings(project: Project, today: date) -> list[Saying]:
    """What was said and has no answer, or none but `open`, the oldest first."""
    said = sayings(project, today, answers_by_id(project, today))
    return sorted((known.saying for known in said if not known.answered), key=lambda saying: saying.date)


def untold_sessions(project: Project, today: date) -> list[Session]:
    """The sessions with community people on which nothing feeds back, the oldest first."""
    sessions = up_to(attended(project), today)
    told = fed_back(project, sessions, today)
    untold = (known.session for known in sessions if known.community and known.session.id not in told)
    return sorted(untold, key=lambda session: session.date)
