"""A programme for other programs: JSON, version 1, and CSV."""

import datetime as dt
from collections.abc import Iterator, Sequence
from operator import attrgetter
from types import SimpleNamespace
from typing import Literal

from coprod.assess.record import PhaseRecord
from coprod.assess.since import Since, StatusChange
from coprod.days import Period
from coprod.errors import Problem
from coprod.framework import PHASES, PhaseName, Verdict
from coprod.output.exports import Row, as_cell
from coprod.output.formats.json import ERROR, PERIOD, Shape, file_name, written
from coprod.output.programme import ProjectLine, since_sentences

_PHASE = Shape(
    "PhaseLine",
    "What the record of one phase shows.",
    PhaseRecord,
    *("phase", "status", "stands", "contested", "until", "faded", "sessions", "planned"),
)

_NEXT = Shape(
    "NextOutput",
    "The finding that matters most, and what to do next; null where there is none.",
    ProjectLine,
    ("code", str | None, lambda line: line.finding and line.finding.code),
    ("phase", PhaseName | None, lambda line: line.finding and line.finding.phase),
    ("step", str, attrgetter("next_step")),
)

_STATUS_CHANGE = Shape(
    "StatusChangeOutput", "A phase whose record shows something else now.", StatusChange, *StatusChange._fields
)

_SINCE = Shape(
    "SinceOutput",
    "What came since a day.",
    Since,
    *("day", "verdict", "sessions"),
    ("statuses", [_STATUS_CHANGE]),
    *("agreed", "undone"),
    ("readings", int, lambda since: len(since.readings)),
    ("said", int, lambda since: len(since.said)),
    ("open", int, lambda since: len(since.open)),
)

_PROJECT = Shape(
    "ProjectOutput",
    "One project of a programme.",
    ProjectLine,
    ("file", str, lambda line: file_name(line.file)),
    *("name", "need"),
    ("assessment.verdict", Verdict),
    ("assessment.stands", bool),
    ("assessment.ended", dt.date | None),
    ("assessment.phases", [_PHASE]),
    "last",
    ("days_since_last", int | None, attrgetter("quiet_for")),
    ("next", _NEXT, lambda line: line),
    *("lead", "contact"),
    ("since", (_SINCE, None)),
)

_STATUS = Shape(
    "StatusOutput",
    "Every project of a programme, and what could not be read.",
    SimpleNamespace,
    ("schema", Literal["coprod-status/1"]),
    ("today", dt.date),
    ("during", (PERIOD, None)),
    ("projects", [_PROJECT]),
    ("errors", [ERROR]),
)

schema = _STATUS.schema


def json(
    lines: Sequence[ProjectLine], problems: Sequence[Problem], today: dt.date, during: Period | None = None
) -> str:
    """The programme as JSON, in ASCII."""
    read = [line for line in lines if line.assessment]
    status = SimpleNamespace(schema="coprod-status/1", today=today, during=during, projects=read, errors=problems)
    return written(_STATUS.of(status), indent=2) + "\n"


def rows(lines: Sequence[ProjectLine]) -> Iterator[Row]:
    """The programme as rows of a spreadsheet: a row for each project, also where it cannot be read.

    Where it is asked what came since a day, that stands in two columns more.
    """
    since = any(line.since for line in lines)
    judged = ("verdict", "stands", *PHASES)
    headings = ["file", "project", "need", *judged, "last", "days_since_last", "next", "lead", "contact"]
    yield [*headings, *(("since", "changed") if since else ())]
    for line in lines:
        found, came = line.assessment, line.since
        shows = [found.verdict, found.stands, *(one.status for one in found.phases)] if found else [""] * len(judged)
        cells = [line.file, line.name, line.need, *shows, line.last, line.quiet_for, line.next_step]
        changed = "; ".join(since_sentences(came)) if came and not came.nothing else ""
        cells += [line.lead, line.contact, *((came and came.day, changed) if since else ())]
        yield list(map(as_cell, cells))
