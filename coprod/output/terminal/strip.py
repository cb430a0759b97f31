"""The four phases as one strip, to be read at a glance and without colour."""

from collections.abc import Iterator, Sequence

import typer

from coprod.assess.phases import PhaseRecord, SideCounts, Status
from coprod.output.look import Look
from coprod.output.terminal.columns import aligned
from coprod.output.words import STATUS_WORDS

#: A mark for each status, and the mark where only ASCII can be shown.
_MARKS: dict[Status, tuple[str, str]] = {
    "co-produced": ("●", "#"),
    "community-led": ("◆", "^"),
    "took-part": ("◇", "?"),
    "consulted": ("◐", "~"),
    "professional-led": ("○", "o"),
    "nothing-logged": ("·", "."),
}

_COLOURS: dict[Status, str] = {
    "co-produced": "green",
    "community-led": "green",
    "took-part": "yellow",
    "consulted": "yellow",
    "professional-led": "red",
    "nothing-logged": "bright_black",
}

_LEGEND = "(+ more who were counted, not itemised: the most in any one session)"
HEADINGS = ("", "status", "sessions", "partners", "consulted", "professional")


def strip(phases: Sequence[PhaseRecord], look: Look) -> str:
    """A row for each phase: its status, its sessions, and who came on each side; partners apart from the consulted.

    `3 +12` are three people by label, and up to twelve more who were counted in one session.
    """
    lines = aligned([HEADINGS, *(cells(record, look) for record in phases)])
    legend = [_LEGEND] if any(" +" in line for line in lines) else []
    return "\n".join([lines[0], *_painted(lines[1:], phases, look), *legend]) + "\n"


def cells(record: PhaseRecord, look: Look) -> tuple[str, ...]:
    """One row of the strip, under `HEADINGS`."""
    status = f"{mark(record.status, look)} {STATUS_WORDS[record.status]}"
    if not record.sessions:
        return record.phase, status, "", "", "", ""
    partners, professional = (_side(side) or "no record" for side in (record.partners, record.professional))
    return record.phase, status, str(record.sessions), partners, _side(record.consulted), professional


def _side(side: SideCounts) -> str:
    people = str(side.people) if side.people else ""
    return f"{people} +{side.counted}".strip() if side.counted else people


def mark(status: Status, look: Look) -> str:
    """The mark of a status."""
    sign, plain = _MARKS[status]
    return sign if look.unicode else plain


def _painted(lines: Sequence[str], phases: Sequence[PhaseRecord], look: Look) -> Iterator[str]:
    for line, record in zip(lines, phases, strict=True):
        status = f"{mark(record.status, look)} {STATUS_WORDS[record.status]}"
        colour = typer.style(status, fg=_COLOURS[record.status])
        yield line.replace(status, colour, 1) if look.colour else line
