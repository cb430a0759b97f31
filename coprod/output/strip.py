"""The four phases as one strip of rows on a terminal."""

import re
from collections.abc import Iterator, Sequence

from coprod.assess.record import PhaseRecord, SideCounts
from coprod.framework import PHASES, Status
from coprod.output.escape import Look
from coprod.output.layout import aligned, table, width, wrapped
from coprod.output.words import counted
from coprod.terms import STATUSES

_PLUS = re.compile(r" \+\d")
_COUNTED = "(+ people counted without names: the fullest session)"
HEADINGS = ("", "status", "sessions", "partners", "took part", "consulted", "professional")

#: Where the column stands for which a terminal has no room; those people have a line of their own.
_TOOK_PART = HEADINGS.index("took part")


def strip(phases: Sequence[PhaseRecord], look: Look) -> str:
    """A row for each phase: its status, its sessions, and who came on each side; partners apart from the consulted.

    `3 +12` are three people by label, and up to twelve more who were counted in one session. Where the columns do not
    fit, each phase is a list.
    """
    rows = [(*row[:_TOOK_PART], *row[_TOOK_PART + 1 :]) for row in (HEADINGS, *(cells(one, look) for one in phases))]
    heading, *lines = aligned(rows)
    fits = max(map(width, (heading, *lines))) <= look.width
    shown = [heading] if fits else []
    for record, row, line in zip(phases, rows[1:], lines, strict=True):
        status = marked(record.status, look)
        painted = look.styled(status, fg=STATUSES[record.status].colour)
        shown += [one.replace(status, painted, 1) for one in ([line] if fits else table([rows[0], row], look.width))]
        for note in _notes(record):
            shown += [f"{_BELOW}{note}"] if fits else wrapped(note, look.width, "  ")
    legend = wrapped(_COUNTED, look.width) if any(_PLUS.search(line) for line in shown) else []
    return "\n".join([*shown, *legend]) + "\n"


#: Where what is said below a phase begins: under its status.
_BELOW = " " * (max(map(len, PHASES)) + 2)


def cells(record: PhaseRecord, look: Look) -> tuple[str, ...]:
    """One row, under `HEADINGS`."""
    status = marked(record.status, look)
    if not record.sessions:
        return record.phase, status, "", "", "", "", ""
    took_part, consulted = _side(record.took_part), _side(record.consulted)
    partners = _side(record.partners) or ("" if took_part else "none")
    professional = _side(record.professional) or "none"
    return record.phase, status, str(record.sessions), partners, took_part, consulted, professional


def _notes(record: PhaseRecord) -> Iterator[str]:
    if took_part := _side(record.took_part):
        yield f"{took_part} took part; how far is not recorded"
    if record.contested:
        yield "contested by those who read it back"
    if record.planned:
        yield f"{counted(record.planned, 'more session' if record.sessions else 'session')} planned"


def _side(side: SideCounts) -> str:
    people, others = str(side.people) if side.people else "", f"+{side.counted}" if side.counted else ""
    more = "some" if side.uncounted else ""
    return " ".join(filter(None, (people, others, f"+{more}" if more and (people or others) else more)))


def mark(status: Status, look: Look) -> str:
    """The mark of a status."""
    return STATUSES[status].mark[not look.unicode]


def marked(status: Status, look: Look) -> str:
    """A status with its mark."""
    return f"{mark(status, look)} {STATUSES[status].short}"
