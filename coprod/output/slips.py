"""Slips to take home, one for each session: what was agreed, how far it went as it is recorded, and a code."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coprod.framework import LEVELS
from coprod.model import Project, Session
from coprod.model.ids import fingerprints
from coprod.model.kinds import PROJECT, SESSIONS
from coprod.output.page import page
from coprod.output.paper import cut_to, lines_of, session_code
from coprod.output.shared import Shared
from coprod.output.words import in_words

#: Letters on a line of a slip, lines for what was agreed and told, and letters of one thing and of a name.
_LINE, _LINES, _LONG, _SHORT = 40, 6, 80, 40

#: Slips on a side.
_ON_A_SIDE = 4


class Slip(NamedTuple):
    """What stands on the slip of one session.

    Attributes:
        level: the level as those who were there would say it, or "" if none is recorded or nobody came in a community
            capacity.
        agreed: what was settled and decided.
        told: the days whose outcome people were told.
        more: whether more was agreed or told than there is room for.
    """

    project: str
    day: str
    title: str
    level: str
    agreed: tuple[str, ...]
    told: tuple[str, ...]
    more: bool
    contact: str
    code: str


def slips(project: Project, sessions: Sequence[Session], people: Shared, *, plain: bool = False) -> str:
    """Slips as a page of HTML, four to a side; a plain one holds nothing that anybody wrote."""
    prints = fingerprints(project)
    made = [
        _plain(session, session_code(session, prints[session.id]))
        if plain
        else _slip(session, session_code(session, prints[session.id], people), project, people)
        for session in sessions
    ]
    sides = [made[at : at + _ON_A_SIDE] for at in range(0, len(made), _ON_A_SIDE)]
    name = "" if plain else cut_to(people.field(PROJECT, project.project, "name"), _SHORT)
    return page("slips", project=name, sides=sides, plain=plain, language=project.project.language or "")


def _plain(session: Session, code: str) -> Slip:
    return Slip("", in_words(session.date), "", _level(session), (), (), more=False, contact="", code=code)


def _slip(session: Session, code: str, project: Project, people: Shared) -> Slip:
    every = [cut_to(text, _LONG) for text in _agreed(session, people)]
    days = {known.id: in_words(known.date) for known in project.sessions}
    told = [days[name] for name in session.feeds_back if name in days]
    agreed, left = _fitting(every, _LINES - bool(told))
    shown, _ = _fitting(told, max(left, 1))
    return Slip(
        project=cut_to(people.field(PROJECT, project.project, "name"), _SHORT),
        day=in_words(session.date),
        title=cut_to(people.field(SESSIONS, session, "title"), _SHORT),
        level=_level(session),
        agreed=agreed,
        told=shown,
        more=len(agreed) + len(shown) < len(every) + len(told),
        contact=cut_to(people.field(PROJECT, project.project, "contact"), _SHORT),
        code=code,
    )


def _level(session: Session) -> str:
    came = session.community or session.also_present.at_least("community")
    return LEVELS[session.level].voice if session.level and came else ""


def _agreed(session: Session, people: Shared) -> Iterator[str]:
    for matter in session.settled:
        yield people.field(SESSIONS, session, "settled", matter)
    for text in session.decided:
        yield people.text(SESSIONS.row("decided"), text, date=session.date)


def _fitting(texts: Sequence[str], lines: int) -> tuple[tuple[str, ...], int]:
    """As many texts as these lines hold, and the lines that are left."""
    found: list[str] = []
    for text in texts:
        lines -= lines_of(text, _LINE)
        if lines < 0:
            return tuple(found), 0
        found.append(text)
    return tuple(found), lines
