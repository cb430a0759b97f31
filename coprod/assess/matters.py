"""How each of the sixteen matters was settled: together with partners, apart from them, or nobody knows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from coprod.assess.presence import Attended
from coprod.framework import MATTERS, MatterName

#: How a matter was settled once; of one day, what comes first counts.
How = Literal["together", "not-known", "apart"]
_OF_ONE_DAY: tuple[How, ...] = ("together", "not-known", "apart")


class Settlement(NamedTuple):
    """One time that a matter was settled.

    Attributes:
        position: the session's position in the file.
        day: the session's date.
        how: together with partners, apart from them, or not known, where no level says what part people had.
        consulted: whether it was settled apart from people who were consulted.
    """

    position: int
    day: date
    how: How
    consulted: bool


@dataclass(frozen=True)
class Standing:
    """How one matter stands; several rules ask it the same.

    Attributes:
        settlements: every time that it was settled, the earliest first; where it is given, none that was apart.
    """

    settlements: tuple[Settlement, ...]

    @cached_property
    def how(self) -> How | None:
        """How it was settled last; nothing where it never was."""
        if not self.settlements:
            return None
        last = self.settlements[-1].day
        ways = {one.how for one in self.settlements if one.day == last}
        return next(how for how in _OF_ONE_DAY if how in ways)

    @cached_property
    def last_together(self) -> date | None:
        """The last day on which it was settled with partners."""
        return max((one.day for one in self.settlements if one.how == "together"), default=None)

    @cached_property
    def apart(self) -> tuple[Settlement, ...]:
        """The settlements apart from partners."""
        return tuple(one for one in self.settlements if one.how == "apart")

    @cached_property
    def apart_since(self) -> tuple[Settlement, ...]:
        """The settlements apart on days after the last one together; without one together, all of them."""
        agreed = self.last_together
        return tuple(one for one in self.apart if agreed is None or one.day > agreed)

    @cached_property
    def apart_before(self) -> tuple[Settlement, ...]:
        """The settlements apart on days before the last one together; without one together, none."""
        agreed = self.last_together
        return tuple(one for one in self.apart if agreed is not None and one.day < agreed)


def standings(sessions: Sequence[Attended], given: Mapping[MatterName, str]) -> dict[MatterName, Standing]:
    """How every matter stands, as recorded.

    Args:
        sessions: the project's sessions up to today.
        given: the matters that were fixed from outside before anyone was invited. Settling one of them apart is
            left out of account.

    Returns:
        A standing for each of the sixteen matters, in the framework's order.
    """
    settlements: dict[MatterName, list[Settlement]] = defaultdict(list)
    for one in sorted(sessions, key=lambda one: one.session.date):
        for matter in one.session.settled:
            settlement = _settlement(one)
            if settlement.how != "apart" or matter not in given:
                settlements[matter].append(settlement)
    return {matter: Standing(tuple(settlements.get(matter, ()))) for matter in MATTERS}


def _settlement(one: Attended) -> Settlement:
    how: How = {"partners": "together", "took-part": "not-known"}.get(one.part or "", "apart")  # type: ignore[assignment]
    return Settlement(one.position, one.session.date, how, consulted=one.part == "consulted")
