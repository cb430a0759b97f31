"""A programme for other programs: JSON, version 1, and CSV."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from coprod.days import Period
from coprod.errors import Problem
from coprod.framework import PHASES, MatterName, PhaseName, Status, Verdict
from coprod.output.exports import Column, table
from coprod.output.formats.json import ERROR, PERIOD, Shape, file_name, written
from coprod.output.programme import Need, ProjectLine, since_sentences


class Programme(NamedTuple):
    """Every project that could be read, what makes others unusable, the day, and the period if one was given."""

    today: dt.date
    during: Period | None
    projects: Sequence[ProjectLine]
    problems: Sequence[Problem]


_PHASE = Shape(
    "PhaseLine",
    "What the record of one phase shows.",
    ("phase", PhaseName),
    ("status", Status),
    ("stands", bool),
    ("contested", bool),
    ("until", dt.date | None),
    ("faded", bool),
    ("sessions", int),
    ("planned", int),
)

_NEXT = Shape(
    "NextOutput",
    "The finding that matters most, and what to do next; null where there is none.",
    ("code", str | None, lambda line: line.finding and line.finding.code),
    ("phase", PhaseName | None, lambda line: line.finding and line.finding.phase),
    ("step", str, lambda line: line.next_step),
)

_STATUS_CHANGE = Shape(
    "StatusChangeOutput",
    "A phase whose record shows something else now.",
    ("phase", PhaseName),
    ("before", Status),
    ("now", Status),
)

_SINCE = Shape(
    "SinceOutput",
    "What came since a day.",
    ("day", dt.date),
    ("verdict", Verdict),
    ("sessions", dict[PhaseName, int]),
    ("statuses", _STATUS_CHANGE.many, lambda since: _STATUS_CHANGE.each(since.statuses)),
    ("agreed", list[MatterName]),
    ("undone", list[MatterName]),
    ("readings", int, lambda since: len(since.readings)),
    ("said", int, lambda since: len(since.said)),
    ("open", int, lambda since: len(since.open)),
)

_PROJECT = Shape(
    "ProjectOutput",
    "One project of a programme.",
    ("file", str, lambda line: file_name(line.file)),
    ("name", str),
    ("need", Need),
    ("verdict", Verdict, lambda line: line.assessment.verdict),
    ("stands", bool, lambda line: line.assessment.stands),
    ("ended", dt.date | None, lambda line: line.assessment.ended),
    ("phases", _PHASE.many, lambda line: _PHASE.each(line.assessment.phases)),
    ("last", dt.date | None),
    ("days_since_last", int | None, lambda line: line.quiet_for),
    ("next", _NEXT.type, _NEXT.of),
    ("lead", str),
    ("contact", str),
    ("since", _SINCE.maybe, lambda line: line.since and _SINCE.of(line.since)),
)

_STATUS = Shape(
    "StatusOutput",
    "Every project of a programme, and what could not be read.",
    ("schema", Literal["coprod-status/1"], lambda _: "coprod-status/1"),
    ("today", dt.date),
    ("during", PERIOD.maybe, lambda programme: programme.during and PERIOD.of(programme.during)),
    ("projects", _PROJECT.many, lambda programme: _PROJECT.each(programme.projects)),
    ("errors", ERROR.many, lambda programme: ERROR.each(programme.problems)),
)

schema = _STATUS.schema


def json(
    lines: Sequence[ProjectLine], problems: Sequence[Problem], today: dt.date, during: Period | None = None
) -> str:
    """The programme as JSON, in ASCII."""
    read = [line for line in lines if line.assessment]
    return written(_STATUS.of(Programme(today, during, read, problems)), indent=2) + "\n"


def _of_phase(position: int, phase: PhaseName) -> Column:
    return phase, lambda line: line.assessment.phases[position].status if line.assessment else ""


#: The columns of a spreadsheet: a heading, and what stands under it.
_COLUMNS: tuple[Column, ...] = (
    ("file", lambda line: line.file),
    ("project", lambda line: line.name),
    ("need", lambda line: line.need),
    ("verdict", lambda line: line.assessment.verdict if line.assessment else ""),
    ("stands", lambda line: ("yes" if line.assessment.stands else "no") if line.assessment else ""),
    *(_of_phase(position, phase) for position, phase in enumerate(PHASES)),
    ("last", lambda line: line.last or ""),
    ("days_since_last", lambda line: "" if line.quiet_for is None else line.quiet_for),
    ("next", lambda line: line.next_step),
    ("lead", lambda line: line.lead),
    ("contact", lambda line: line.contact),
)

#: Beside these, where it is asked what came since a day.
_SINCE_COLUMNS: tuple[Column, ...] = (
    ("since", lambda line: line.since.day if line.since else ""),
    ("changed", lambda line: "; ".join(since_sentences(line.since)) if line.since and not line.since.nothing else ""),
)


def rows(lines: Sequence[ProjectLine]) -> Iterable[Sequence[object]]:
    """The programme as rows of a spreadsheet: a row for each project, also where it cannot be read."""
    return table(lines, (*_COLUMNS, *(_SINCE_COLUMNS if any(line.since for line in lines) else ())))
