"""Who took part. A side is the capacity in which someone came, itemised or counted."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coprod.framework import CONSULTED_LEVELS
from coprod.model import Session


class Attended(NamedTuple):
    """One session, and who took part in it.

    Attributes:
        position: its position in the file.
        session: the session as it is written.
        community: whether anyone came in a community capacity.
        professional: whether anyone came in a professional capacity.
        partner: whether anyone came as a partner: in a community capacity, at a level that is not one of
            consultation. A level that is not recorded is not held against them.
    """

    position: int
    session: Session
    community: bool
    professional: bool
    partner: bool


def attended(sessions: Iterable[Session]) -> tuple[Attended, ...]:
    """Who took part in each session, in the order of the file."""
    return tuple(_attended(index, session) for index, session in enumerate(sessions))


def _attended(index: int, session: Session) -> Attended:
    present = session.also_present
    community = bool(session.community or present.community)
    professional = bool(session.professional or present.professional)
    return Attended(index, session, community, professional, community and session.level not in CONSULTED_LEVELS)


def people_known(sessions: Sequence[Attended]) -> int:
    """How many people there were at least: distinct labels, and on each side the most who were counted at once."""
    written = [one.session for one in sessions]
    labels = {label for one in written for label in (*one.community, *one.professional)}
    community = max((one.also_present.community for one in written), default=0)
    professional = max((one.also_present.professional for one in written), default=0)
    return len(labels) + community + professional
