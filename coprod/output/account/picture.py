"""The sessions in time, placed by month and level, and the picture of them: where every mark and word stands.

However many sessions there are, the picture stays as large as it is: those of one kind in one place are one mark with
their number.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from coprod.assess.record import Attended, by_phase
from coprod.days import MONTHS
from coprod.framework import LEVELS, Axis, PhaseName, Status

#: The rows from the top, each as it is named and its sign where there is little room: how far the community's part
#: went, not recorded, and no community at all.
_NAMED = {name: (f"{number} {name}", str(number)) for name, number in reversed(LEVELS.items())} | {
    "not recorded": ("not recorded", "?"),
    "professionals alone": ("professionals alone", "P"),
}
ROWS = tuple(_NAMED)

#: How many months a column may stand for.
_STEPS = (1, 3, 6, 12, 24, 60, 120, 600, 1200, 12000, 120000)
_YEAR = 12


class Mark(NamedTuple):
    """Sessions of one kind at one time, and the status that they alone would give; the row is a position in `ROWS`."""

    column: int
    row: int
    kind: Axis
    status: Status
    sessions: int


def status_of(one: Attended) -> Status:
    """The status of a phase that has such sessions alone."""
    if one.part == "partners":
        return "community-led" if one.kind == "community" else "co-produced"
    return one.part or "professional-led"


class Chart(NamedTuple):
    """The names of the times, earliest first, those between sessions too; and the sessions of each phase in time."""

    columns: tuple[str, ...]
    lanes: dict[PhaseName, tuple[Mark, ...]]


def chart(sessions: Sequence[Attended], columns: int) -> Chart:
    """At least one session placed in time, in so many columns at the most."""
    months = [one.date.year * _YEAR + one.date.month - 1 for one in sessions]
    step = next(step for step in _STEPS if max(months) // step - min(months) // step < columns)
    first = min(months) // step
    lanes: dict[PhaseName, tuple[Mark, ...]] = {}
    for phase, of_phase in by_phase(sessions).items():
        marks = Counter[tuple[int, int, Axis, Status]]()
        for one in of_phase:
            row = "professionals alone" if one.kind == "professional" else one.session.level or "not recorded"
            column = (one.date.year * _YEAR + one.date.month - 1) // step - first
            marks[column, ROWS.index(row), one.kind, status_of(one)] += 1
        lanes[phase] = tuple(Mark(*place, number) for place, number in sorted(marks.items()))
    years = [divmod(column * step, _YEAR) for column in range(first, max(months) // step + 1)]
    names = [str(year) if step >= _YEAR else f"{MONTHS[number][:3]} {year}" for year, number in years]
    return Chart(tuple(names), lanes)


#: Heights, in the picture's own units: about a pixel each where it is shown in full.
_TITLE, _ROW, _AXIS, _BELOW = 22, 20, 20, 6

#: The widths of two marks side by side, and of a word below.
_SLOT, _WORD = 20, 60


class Shape(NamedTuple):
    """A mark: its middle, its shape by who was there, its colour by their status, and the number of sessions."""

    x: float
    y: float
    kind: str
    status: Status
    sessions: int


class Lane(NamedTuple):
    """One phase: where its name stands, the lines of its rows with their words, and its marks."""

    phase: PhaseName
    top: int
    rows: tuple[tuple[int, str], ...]
    shapes: tuple[Shape, ...]


class Picture(NamedTuple):
    """A timeline of a given width; the gutter at its left holds the words of the rows."""

    form: str
    width: int
    height: int
    gutter: int
    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]


def pictures(sessions: Sequence[Attended]) -> tuple[Picture, ...]:
    """The timeline for a wide screen or paper, and for a telephone; without sessions, none."""
    if not sessions:
        return ()
    words, signs = zip(*_NAMED.values(), strict=True)
    return (_picture(sessions, "wide", 760, 132, words), _picture(sessions, "narrow", 330, 18, signs))


def _picture(sessions: Sequence[Attended], form: str, width: int, gutter: int, words: Sequence[str]) -> Picture:
    """Only phases with sessions have a lane, and only rows with marks stand in it."""
    # The finest chart whose marks stand clear of each other.
    room = width - gutter
    found = chart(sessions, room // _SLOT)
    places = Counter((phase, mark[:2]) for phase, marks in found.lanes.items() for mark in marks)
    if len(found.columns) * max(places.values()) * _SLOT > room:
        found = chart(sessions, room // _SLOT // 2)
    wide = room / len(found.columns)
    middles = [gutter + (number + 0.5) * wide for number in range(len(found.columns))]
    lanes: list[Lane] = []
    top = 0
    for phase, marks in found.lanes.items():
        rows = sorted({mark.row for mark in marks})
        heights = {row: top + _TITLE + _ROW * number + _ROW // 2 for number, row in enumerate(rows)}
        shapes = []
        for _, of_place in groupby(marks, key=lambda mark: mark[:2]):
            # A mark stands beside the middle of its column if it shares it with another kind.
            beside = list(of_place)
            for number, mark in enumerate(beside):
                x = middles[mark.column] + (number - (len(beside) - 1) / 2) * _SLOT
                shapes.append(Shape(round(x, 1), heights[mark.row], mark.kind, mark.status, mark.sessions))
        if marks:
            lanes.append(Lane(phase, top, tuple((heights[row], words[row]) for row in rows), tuple(shapes)))
            top += _TITLE + _ROW * len(rows) + _BELOW
    # As many times are written out below as stand clear of each other.
    ticks = tuple((round(middle, 1), name) for middle, name in zip(middles, found.columns, strict=True))
    return Picture(form, width, top + _AXIS, gutter, tuple(lanes), ticks[:: -int(-_WORD // wide)])
