"""The sessions in time, placed by month and level, and the picture of them: where every mark and word stands.

However many sessions there are, the picture stays as large as it is: those of one kind in one place are one mark with
their number.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from coprod.assess.record import Attended
from coprod.days import MONTHS
from coprod.framework import CONSULTED_LEVELS, LEVELS, PHASES, Axis, PhaseName


class RowWords(NamedTuple):
    """What stands before a row of the picture, the sign where there is little room, and the community's part."""

    words: str
    sign: str
    part: str


#: The rows from the top: how far the community's part went, not recorded, and no community at all.
ROW_WORDS = {
    name: RowWords(f"{level.number} {name}", str(level.number), "consulted" if name in CONSULTED_LEVELS else "partner")
    for name, level in reversed(LEVELS.items())
} | {
    "not recorded": RowWords("not recorded", "?", "took-part"),
    "professionals alone": RowWords("professionals alone", "P", "professional"),
}
ROWS = tuple(ROW_WORDS)

#: How many months a column may stand for.
_STEPS = (1, 3, 6, 12, 24, 60, 120, 600, 1200, 12000, 120000)
_YEAR = 12


class Mark(NamedTuple):
    """Sessions of one kind at one time; the row is a position in `ROWS`."""

    column: int
    row: int
    kind: Axis
    sessions: int

    @property
    def part(self) -> str:
        """How far the community's part went."""
        return ROW_WORDS[ROWS[self.row]].part


class Timeline(NamedTuple):
    """The names of the times, earliest first, those between sessions too; and the sessions of each phase in time."""

    columns: tuple[str, ...]
    lanes: dict[PhaseName, tuple[Mark, ...]]

    @property
    def abreast(self) -> int:
        """The most marks that share one place."""
        places = Counter((phase, mark.column, mark.row) for phase, marks in self.lanes.items() for mark in marks)
        return max(places.values(), default=1)


def timeline(sessions: Sequence[Attended], columns: int) -> Timeline:
    """At least one session placed in time, in so many columns at the most."""
    months = [one.session.date.year * _YEAR + one.session.date.month - 1 for one in sessions]
    step = next(step for step in _STEPS if max(months) // step - min(months) // step < columns)
    first = min(months) // step

    places: dict[PhaseName, Counter[tuple[int, int, Axis]]] = {phase: Counter() for phase in PHASES}
    for one, month in zip(sessions, months, strict=True):
        row = "professionals alone" if one.kind == "professional" else one.session.level or "not recorded"
        for phase in one.session.phase:
            places[phase][month // step - first, ROWS.index(row), one.kind] += 1
    lanes = {
        phase: tuple(Mark(*place, number) for place, number in sorted(marks.items())) for phase, marks in places.items()
    }
    years = [divmod(column * step, _YEAR) for column in range(first, max(months) // step + 1)]
    names = [str(year) if step >= _YEAR else f"{MONTHS[number][:3]} {year}" for year, number in years]
    return Timeline(tuple(names), lanes)


#: Heights, in the picture's own units: about a pixel each where it is shown in full.
_TITLE, _ROW, _AXIS, _BELOW = 22, 20, 20, 6

#: The widths of two marks side by side, and of a word below.
_SLOT, _WORD = 20, 60


class Shape(NamedTuple):
    """A mark: its middle, its shape by who was there, its colour by their part, and the number of sessions."""

    x: float
    y: float
    kind: str
    part: str
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
    return (
        _picture(sessions, "wide", 760, 132, [row.words for row in ROW_WORDS.values()]),
        _picture(sessions, "narrow", 330, 18, [row.sign for row in ROW_WORDS.values()]),
    )


def _picture(sessions: Sequence[Attended], form: str, width: int, gutter: int, words: Sequence[str]) -> Picture:
    """Only phases with sessions have a lane, and only rows with marks stand in it."""
    # The finest timeline whose marks stand clear of each other.
    room = width - gutter
    line = timeline(sessions, room // _SLOT)
    if len(line.columns) * line.abreast * _SLOT > room:
        line = timeline(sessions, room // _SLOT // 2)
    wide = room / len(line.columns)
    middles = [gutter + (number + 0.5) * wide for number in range(len(line.columns))]
    lanes: list[Lane] = []
    top = 0
    for phase, marks in line.lanes.items():
        if marks:
            lanes.append(_lane(phase, marks, top, middles, words))
            top += _TITLE + _ROW * len(lanes[-1].rows) + _BELOW
    # As many times are written out below as stand clear of each other.
    ticks = tuple((round(middle, 1), name) for middle, name in zip(middles, line.columns, strict=True))
    return Picture(form, width, top + _AXIS, gutter, tuple(lanes), ticks[:: -int(-_WORD // wide)])


def _lane(phase: PhaseName, marks: Sequence[Mark], top: int, middles: Sequence[float], words: Sequence[str]) -> Lane:
    used = sorted({mark.row for mark in marks})
    height = {row: top + _TITLE + _ROW * number + _ROW // 2 for number, row in enumerate(used)}
    shapes = []
    for mark in marks:
        # A mark stands beside the middle of its column if it shares it with another kind.
        shared = [one for one in marks if one[:2] == mark[:2]]
        aside = (shared.index(mark) - (len(shared) - 1) / 2) * _SLOT
        x = round(middles[mark.column] + aside, 1)
        shapes.append(Shape(x, height[mark.row], mark.kind, mark.part, mark.sessions))
    return Lane(phase, top, tuple((height[row], words[row]) for row in used), tuple(shapes))
