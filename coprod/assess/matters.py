"""How each of the sixteen matters was settled: together with partners, apart from them, or not at all."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from coprod.assess.presence import Attended
from coprod.framework import MATTERS, MatterName


class Settlement(NamedTuple):
    """One time that a matter was settled.

    Attributes:
        position: the session's position in the file.
        day: the session's date.
        together: whether a community partner was there.
    """

    position: int
    day: date
    together: bool


class Standing(NamedTuple):
    """How one matter stands.

    Attributes:
        together: whether it was settled with partners and not settled again without them later.
        apart: the settlements without a partner that no settlement with partners followed; none where it is given.
    """

    together: bool
    apart: tuple[Settlement, ...]


_UNSETTLED = Standing(together=False, apart=())


def standings(sessions: Sequence[Attended], given: Mapping[MatterName, str]) -> dict[MatterName, Standing]:
    """How every matter stands, as recorded.

    Two sessions of one day are not told apart: settled with partners on the day on which it was settled without
    them, a matter counts as settled together.

    Args:
        sessions: the project's sessions.
        given: the matters that were fixed from outside before anyone was invited.

    Returns:
        A standing for each of the sixteen matters, in the framework's order.
    """
    settlements: dict[MatterName, list[Settlement]] = defaultdict(list)
    for one in sessions:
        for matter in one.session.settled:
            settlements[matter].append(Settlement(one.position, one.session.date, one.partner))
    return {
        matter: _standing(settlements[matter], given=matter in given) if matter in settlements else _UNSETTLED
        for matter in MATTERS
    }


def _standing(settlements: Sequence[Settlement], *, given: bool) -> Standing:
    days = [one.day for one in settlements if one.together]
    last = max(days, default=date.min)
    apart = () if given else tuple(one for one in settlements if not one.together and (not days or one.day > last))
    return Standing(together=bool(days) and not apart, apart=apart)
