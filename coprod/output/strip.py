"""The four phases as one strip of rows on a terminal."""

from collections.abc import Iterator, Sequence

import typer

from coprod.assess.record import PhaseRecord, SideCounts
from coprod.framework import PHASES, Status
from coprod.output.escape import Look
from coprod.output.layout import aligned, table, width, wrapped
from coprod.output.words import counted
from coprod.terms import STATUSES

_COUNTED = "(+ people counted without names: the fullest session)"
HEADINGS = ("", "status", "sessions", "partners", "took part", "consulted", "professional")

#: Where the column stands for which a terminal has no room; those people have a line of their own.
_TOOK_PART = HEADINGS.index("took part")


def strip(phases: Sequence[PhaseRecord], look: Look) -> str:
    """A row for each phase: its status, its sessions, and who came on each side; partners apart from the consulted.

    `3 +12` are three people by label, and up to twelve more who were counted in one session. Where the columns do not
    fit, each phase is a list.
    """
    rows = [_narrow(HEADINGS), *(_narrow(cells(record, look)) for record in phases)]
    heading, *lines = aligned(rows)
    if max(map(width, (heading, *lines))) > look.width:
        shown = [_painted(line, record, look) for record, line in _in_lists(phases, rows, look)]
    else:
        shown = [
            heading,
            *(shown for record, row in zip(phases, lines, strict=True) for shown in _lines(record, row, look)),
        ]
    legend = wrapped(_COUNTED, look.width) if any(" +" in line for line in shown) else []
    return "\n".join([*shown, *legend]) + "\n"


def _in_lists(
    phases: Sequence[PhaseRecord], rows: Sequence[Sequence[str]], look: Look
) -> Iterator[tuple[PhaseRecord, str]]:
    for record, row in zip(phases, rows[1:], strict=True):
        yield from ((record, line) for line in table([rows[0], row], look.width))
        yield from ((record, line) for note in _notes(record) for line in wrapped(note, look.width, "  "))


def cells(record: PhaseRecord, look: Look) -> tuple[str, ...]:
    """One row, under `HEADINGS`."""
    shown = f"{mark(record.status, look)} {STATUSES[record.status].short}"
    if not record.sessions:
        return record.phase, shown, "", "", "", "", ""
    took_part, consulted = _side(record.took_part), _side(record.consulted)
    partners = _side(record.partners) or ("" if took_part else "none")
    professional = _side(record.professional) or "none"
    return record.phase, shown, str(record.sessions), partners, took_part, consulted, professional


def _narrow(row: Sequence[str]) -> tuple[str, ...]:
    return (*row[:_TOOK_PART], *row[_TOOK_PART + 1 :])


def _lines(record: PhaseRecord, row: str, look: Look) -> Iterator[str]:
    yield _painted(row, record, look)
    yield from (f"{_BELOW}{note}" for note in _notes(record))


#: Where what is said below a phase begins: under its status.
_BELOW = " " * (max(map(len, PHASES)) + 2)


def _notes(record: PhaseRecord) -> Iterator[str]:
    if took_part := _side(record.took_part):
        yield f"{took_part} took part; how far is not recorded"
    if record.contested:
        yield "contested by those who read it back"
    if record.planned:
        yield f"{counted(record.planned, 'more session' if record.sessions else 'session')} planned"


def _side(side: SideCounts) -> str:
    people = str(side.people) if side.people else ""
    return f"{people} +{side.counted}".strip() if side.counted else people


def mark(status: Status, look: Look) -> str:
    """The mark of a status."""
    return STATUSES[status].mark[not look.unicode]


def _painted(line: str, record: PhaseRecord, look: Look) -> str:
    status = f"{mark(record.status, look)} {STATUSES[record.status].short}"
    return line.replace(status, typer.style(status, fg=STATUSES[record.status].colour), 1) if look.colour else line
