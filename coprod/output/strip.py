"""Rows of cells on a terminal, and the four phases as one strip of them."""

from collections.abc import Iterator, Sequence
from unicodedata import category, east_asian_width

import typer

from coprod.assess.record import PhaseRecord, SideCounts
from coprod.framework import PHASES, Status
from coprod.output.escape import Look
from coprod.output.words import counted
from coprod.terms import STATUSES


def aligned(rows: Sequence[Sequence[str]], least: int = 0) -> list[str]:
    """Rows as lines, two spaces between their cells, without blanks at the end; no column is narrower than `least`."""
    widths = [max(least, *map(width, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(_padded, row, widths)).rstrip() for row in rows]


def width(text: str) -> int:
    """How many columns of a terminal a text takes: two for a wide character, none for an accent on the one before.

    The classes are those of the Unicode Standard, Annex 11, "East Asian Width".
    """
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(character: str) -> int:
    if category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1


def _padded(cell: str, wide: int) -> str:
    return cell + " " * (wide - width(cell))


def shortened(text: str, room: int) -> str:
    """A text that fits some columns; what is cut off shows as three dots."""
    if width(text) <= room:
        return text
    while text and width(text) > room - len(_CUT):
        text = text[:-1]
    return f"{text}{_CUT}"


_CUT = "..."


_COUNTED = "(+ people counted without names: the fullest session)"
HEADINGS = ("", "status", "sessions", "partners", "took part", "consulted", "professional")

#: Where the column stands for which a terminal has no room; those people have a line of their own.
_TOOK_PART = HEADINGS.index("took part")


def strip(phases: Sequence[PhaseRecord], look: Look) -> str:
    """A row for each phase: its status, its sessions, and who came on each side; partners apart from the consulted.

    `3 +12` are three people by label, and up to twelve more who were counted in one session.
    """
    rows = [_narrow(cells(record, look)) for record in phases]
    heading, *lines = aligned([_narrow(HEADINGS), *rows])
    shown = [line for record, row in zip(phases, lines, strict=True) for line in _lines(record, row, look)]
    legend = [_COUNTED] if any(" +" in line for line in shown) else []
    return "\n".join([heading, *shown, *legend]) + "\n"


def cells(record: PhaseRecord, look: Look) -> tuple[str, ...]:
    """One row, under `HEADINGS`."""
    shown = f"{mark(record.status, look)} {STATUSES[record.status].short}"
    if not record.sessions:
        return record.phase, shown, "", "", "", "", ""
    took_part, consulted = _side(record.took_part), _side(record.consulted)
    partners = _side(record.partners) or ("" if took_part else "no record")
    professional = _side(record.professional) or "no record"
    return record.phase, shown, str(record.sessions), partners, took_part, consulted, professional


def _narrow(row: Sequence[str]) -> tuple[str, ...]:
    return (*row[:_TOOK_PART], *row[_TOOK_PART + 1 :])


def _lines(record: PhaseRecord, row: str, look: Look) -> Iterator[str]:
    yield _painted(row, record, look)
    indent = " " * (max(map(len, PHASES)) + 2)
    if took_part := _side(record.took_part):
        yield f"{indent}{took_part} took part; how far is not recorded"
    if record.contested:
        yield f"{indent}contested by those who read it back"
    if record.planned:
        yield f"{indent}{counted(record.planned, 'more session' if record.sessions else 'session')} planned"


def _side(side: SideCounts) -> str:
    people = str(side.people) if side.people else ""
    return f"{people} +{side.counted}".strip() if side.counted else people


def mark(status: Status, look: Look) -> str:
    """The mark of a status."""
    return STATUSES[status].mark[not look.unicode]


def _painted(line: str, record: PhaseRecord, look: Look) -> str:
    status = f"{mark(record.status, look)} {STATUSES[record.status].short}"
    return line.replace(status, typer.style(status, fg=STATUSES[record.status].colour), 1) if look.colour else line
