"""Who took part. A side is the capacity in which someone came, itemised or counted."""

from collections.abc import Sequence

from coprod.framework import CONSULTED_LEVELS
from coprod.model import Session


def community_came(session: Session) -> bool:
    """Whether anyone came in a community capacity."""
    return bool(session.community or session.also_present.community)


def professionals_came(session: Session) -> bool:
    """Whether anyone came in a professional capacity."""
    return bool(session.professional or session.also_present.professional)


def has_partner(session: Session) -> bool:
    """Whether anyone came as a partner: in a community capacity, at a level that is not one of consultation.

    A level that is not recorded is not held against them.
    """
    return session.level not in CONSULTED_LEVELS and community_came(session)


def people_known(sessions: Sequence[Session]) -> int:
    """How many people there were at least: distinct labels, and on each side the most who were counted at once."""
    labels = {label for one in sessions for label in (*one.community, *one.professional)}
    community = max((one.also_present.community for one in sessions), default=0)
    professional = max((one.also_present.professional for one in sessions), default=0)
    return len(labels) + community + professional
