"""The sessions in time: columns of months, rows of levels, and a mark where there were sessions.

However many sessions there are, the picture stays as large as it is: those of one kind in one place are one mark with
their number.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from coprod.assess.record import Attended
from coprod.framework import LEVELS, PHASES, Axis, PhaseName
from coprod.output.dates import month

#: The rows from the top: how far the community's part went, not recorded, and no community at all.
ROWS = (*reversed(LEVELS), "not recorded", "professionals alone")

#: How many months a column may stand for.
_STEPS = (1, 3, 6, 12, 24, 60, 120, 600, 1200, 12000, 120000)
_YEAR = 12


class Mark(NamedTuple):
    """Sessions of one kind at one time.

    Attributes:
        column: the position of the time.
        row: the position in `ROWS`.
        kind: who was there.
        sessions: how many there were.
    """

    column: int
    row: int
    kind: Axis
    sessions: int


class Timeline(NamedTuple):
    """The sessions of each phase in time.

    Attributes:
        columns: the names of the times, earliest first; those between sessions too.
        lanes: the marks of each phase, by time and row.
    """

    columns: tuple[str, ...]
    lanes: dict[PhaseName, tuple[Mark, ...]]

    @property
    def abreast(self) -> int:
        """The most marks that share one place."""
        places = Counter((phase, mark.column, mark.row) for phase, marks in self.lanes.items() for mark in marks)
        return max(places.values(), default=1)


def timeline(sessions: Sequence[Attended], columns: int) -> Timeline:
    """Place sessions in time.

    Args:
        sessions: at least one session, in any order.
        columns: the most columns that there is room for.
    """
    months = [_month(one.session.date) for one in sessions]
    step = next(step for step in _STEPS if max(months) // step - min(months) // step < columns)
    first = min(months) // step
    return Timeline(
        columns=tuple(_name(column * step, step) for column in range(first, max(months) // step + 1)),
        lanes={phase: _lane([one for one in sessions if phase in one.session.phase], step, first) for phase in PHASES},
    )


def _lane(sessions: Sequence[Attended], step: int, first: int) -> tuple[Mark, ...]:
    places = Counter((_month(one.session.date) // step - first, _row(one), one.kind) for one in sessions)
    return tuple(Mark(*place, number) for place, number in sorted(places.items()))


def _month(day: date) -> int:
    return day.year * _YEAR + day.month - 1


def _row(one: Attended) -> int:
    if one.kind == "professional":
        return ROWS.index("professionals alone")
    return ROWS.index(one.session.level or "not recorded")


def _name(first: int, step: int) -> str:
    year, number = divmod(first, _YEAR)
    return str(year) if step >= _YEAR else f"{month(number + 1)} {year}"
