"""What rules look at, and what they find."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from coprod.assess.evidence import Evidence
from coprod.assess.record import Attended
from coprod.errors import KeyPath
from coprod.framework import PhaseName, Severity
from coprod.model import Session, Thresholds

#: How a note ends that nobody can tell, since a side was "some": every account says so.
UNCOUNTED = "it is not recorded how many people came."

#: Where a finding points when no single record is to blame.
PROJECT: KeyPath = ("project",)


def session_named(session: Session) -> str:
    """A session as a message names it: its date, and its title if it has one."""
    day = session.date.isoformat()
    return f'{day} "{session.title}"' if session.title else day


class Hit(NamedTuple):
    """One place where a rule fires."""

    where: KeyPath = PROJECT
    phase: PhaseName | None = None
    session: str | None = None  # the id of the session that it is about
    about: Sequence[str] = ()  # the ids of the sessions that it follows from, if there are several
    words: Mapping[str, str] = MappingProxyType({})  # what the rule's message leaves open, by name
    message: str = ""  # instead of the rule's own
    of_several: str = ""  # the same of several phases at once


def at_phase(evidence: Evidence, phase: PhaseName, about: Iterable[Attended] = (), /, **words: str) -> Hit:
    """A finding about a phase, at its first session, preferably one to which community people came."""
    sessions = evidence.by_phase[phase]
    first = next((attended for attended in sessions if attended.part), sessions[0] if sessions else None)
    return Hit(("sessions", first.position) if first else PROJECT, phase, about=_ids(about), words=words)


def at_session(position: int, session: Session, /, *field: str, **words: str) -> Hit:
    """A finding about one session, at its place or that of a field; a message can name the session."""
    where: KeyPath = ("sessions", position, *field)
    return Hit(where, session=session.id, words={"session": session_named(session), **words})


def at_first_of(sessions: Sequence[Attended], phase: PhaseName | None = None, /, **words: str) -> Hit:
    """A finding about several sessions, at the first of them."""
    return Hit(("sessions", sessions[0].position), phase, about=_ids(sessions), words=words)


def _ids(sessions: Iterable[Attended]) -> list[str]:
    return [attended.session.id for attended in sessions]


class Finding(NamedTuple):
    """What a rule says of a project: plain data, so that it can travel between processes.

    Attributes:
        session: the id of the session that it is about.
        line: the line of the record that it is about, from 1.
        of_several: the message of several such phases at once, with `{phases}` left open.
        waived: the reason for which the project accepts it.
        waived_until: the last day on which the project accepts it.
    """

    code: str
    name: str
    severity: Severity
    phase: PhaseName | None
    session: str | None
    message: str
    remedy: str
    line: int
    about_change: bool = False
    of_several: str = ""
    waived: str | None = None
    waived_until: date | None = None

    def fails(self, on: Container[Severity]) -> bool:
        """Whether it keeps a project from passing a gate that fails on some severities."""
        return self.severity in on and self.waived is None


_USUAL = Thresholds()


class EasierThreshold(NamedTuple):
    """A threshold that a file makes easier, by its key in the file, and the value that usually holds."""

    name: str
    value: float
    usual: float


def easier_thresholds(check: Thresholds) -> tuple[EasierThreshold, ...]:
    """The thresholds under which fewer warnings fire than usual."""
    share, days = check.community_share, check.feedback_days
    found = []
    if share < _USUAL.community_share:
        found.append(EasierThreshold("community_share", share, _USUAL.community_share))
    if days > _USUAL.feedback_days:
        found.append(EasierThreshold("feedback_days", days, _USUAL.feedback_days))
    return tuple(found)
