"""The sessions in time, placed by month and level, and the picture of them: where every mark and word stands.

However many sessions there are, the picture stays as large as it is: those of one kind in one place are one mark with
their number.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from coprod.assess.record import Attended
from coprod.framework import CONSULTED_LEVELS, LEVELS, PHASES, Axis, PhaseName
from coprod.output.words import month

#: The rows from the top: how far the community's part went, not recorded, and no community at all.
ROWS = (*reversed(LEVELS), "not recorded", "professionals alone")

#: How many months a column may stand for.
_STEPS = (1, 3, 6, 12, 24, 60, 120, 600, 1200, 12000, 120000)
_YEAR = 12


class Mark(NamedTuple):
    """Sessions of one kind at one time.

    Attributes:
        row: the position in `ROWS`.
    """

    column: int
    row: int
    kind: Axis
    sessions: int


class Timeline(NamedTuple):
    """The sessions of each phase in time.

    Attributes:
        columns: the names of the times, earliest first; those between sessions too.
    """

    columns: tuple[str, ...]
    lanes: dict[PhaseName, tuple[Mark, ...]]

    @property
    def abreast(self) -> int:
        """The most marks that share one place."""
        places = Counter((phase, mark.column, mark.row) for phase, marks in self.lanes.items() for mark in marks)
        return max(places.values(), default=1)


def timeline(sessions: Sequence[Attended], columns: int) -> Timeline:
    """At least one session placed in time, in so many columns at the most."""
    months = [_month(one.session.date) for one in sessions]
    step = next(step for step in _STEPS if max(months) // step - min(months) // step < columns)
    first = min(months) // step
    return Timeline(
        columns=tuple(_column_name(column * step, step) for column in range(first, max(months) // step + 1)),
        lanes={phase: _marks([one for one in sessions if phase in one.session.phase], step, first) for phase in PHASES},
    )


def _marks(sessions: Sequence[Attended], step: int, first: int) -> tuple[Mark, ...]:
    places = Counter((_month(one.session.date) // step - first, _row(one), one.kind) for one in sessions)
    return tuple(Mark(*place, number) for place, number in sorted(places.items()))


def _month(day: date) -> int:
    return day.year * _YEAR + day.month - 1


def _row(one: Attended) -> int:
    if one.kind == "professional":
        return ROWS.index("professionals alone")
    return ROWS.index(one.session.level or "not recorded")


def _column_name(first: int, step: int) -> str:
    year, number = divmod(first, _YEAR)
    return str(year) if step >= _YEAR else f"{month(number + 1)} {year}"


#: Heights, in the picture's own units: about a pixel each where it is shown in full.
_TITLE, _ROW, _AXIS, _BELOW = 22, 20, 20, 6

#: The widths of two marks side by side, and of a word below.
_SLOT, _WORD = 20, 60


class Columns(NamedTuple):
    """Where the columns of a picture stand: where the first begins, and how wide each is."""

    left: int
    width: float

    def middle(self, number: int) -> float:
        """Where the middle of a column is."""
        return self.left + (number + 0.5) * self.width


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
        _picture(sessions, "wide", 760, 132, [_row_words(row) for row in ROWS]),
        _picture(sessions, "narrow", 330, 18, [_row_sign(row) for row in ROWS]),
    )


def _row_words(row: str) -> str:
    return f"{LEVELS[row].number} {row}" if row in LEVELS else row


def _row_sign(row: str) -> str:
    return str(LEVELS[row].number) if row in LEVELS else {"not recorded": "?", "professionals alone": "P"}[row]


def _picture(sessions: Sequence[Attended], form: str, width: int, gutter: int, words: Sequence[str]) -> Picture:
    """Only phases with sessions have a lane, and only rows with marks stand in it."""
    line = _fitting(sessions, width - gutter)
    columns = Columns(gutter, (width - gutter) / len(line.columns))
    lanes: list[Lane] = []
    top = 0
    for phase, marks in line.lanes.items():
        if marks:
            lanes.append(_lane(phase, marks, top, columns, words))
            top += _TITLE + _ROW * len(lanes[-1].rows) + _BELOW
    return Picture(
        form=form,
        width=width,
        height=top + _AXIS,
        gutter=gutter,
        lanes=tuple(lanes),
        ticks=tuple(_ticks(line, columns)),
    )


def _fitting(sessions: Sequence[Attended], room: int) -> Timeline:
    """The finest timeline whose marks stand clear of each other."""
    line = timeline(sessions, room // _SLOT)
    return line if len(line.columns) * line.abreast * _SLOT <= room else timeline(sessions, room // _SLOT // 2)


def _lane(phase: PhaseName, marks: Sequence[Mark], top: int, columns: Columns, words: Sequence[str]) -> Lane:
    used = sorted({mark.row for mark in marks})
    height = {row: top + _TITLE + _ROW * number + _ROW // 2 for number, row in enumerate(used)}
    return Lane(
        phase=phase,
        top=top,
        rows=tuple((height[row], words[row]) for row in used),
        shapes=tuple(
            Shape(
                x=round(columns.middle(mark.column) + _aside(mark, marks), 1),
                y=height[mark.row],
                kind=mark.kind,
                part=_part(ROWS[mark.row]),
                sessions=mark.sessions,
            )
            for mark in marks
        ),
    )


def _aside(mark: Mark, marks: Sequence[Mark]) -> float:
    """How far a mark stands beside the middle of its column, which it may share with another kind."""
    shared = [one for one in marks if one[:2] == mark[:2]]
    return (shared.index(mark) - (len(shared) - 1) / 2) * _SLOT


def _part(row: str) -> str:
    if row == "professionals alone":
        return "professional"
    if row == "not recorded":
        return "took-part"
    return "consulted" if row in CONSULTED_LEVELS else "partner"


def _ticks(line: Timeline, columns: Columns) -> Iterator[tuple[float, str]]:
    """The times that are written out below: as many as stand clear of each other."""
    every = -int(-_WORD // columns.width)
    for number, name in enumerate(line.columns):
        if number % every == 0:
            yield round(columns.middle(number), 1), name
