"""A programme for other programs: JSON, version 1, and CSV."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from pydantic import TypeAdapter
from typing_extensions import TypedDict

from coprod.assess.since import Since
from coprod.errors import Problem
from coprod.framework import PHASES, MatterName, PhaseName, Status, Verdict
from coprod.output.formats.json import ErrorOutput, error_output, file_name, written
from coprod.output.programme import Need, ProjectLine


class PhaseLine(TypedDict):
    """What the record of one phase shows."""

    phase: PhaseName
    status: Status
    stands: bool
    contested: bool
    sessions: int
    planned: int


class NextOutput(TypedDict):
    """The finding that matters most, and what to do next; null where there is none."""

    code: str | None
    phase: PhaseName | None
    step: str


class StatusChangeOutput(TypedDict):
    """A phase whose record shows something else now."""

    phase: PhaseName
    before: Status
    now: Status


class SinceOutput(TypedDict):
    """What came since a day."""

    day: dt.date
    verdict: Verdict
    sessions: dict[PhaseName, int]
    statuses: list[StatusChangeOutput]
    agreed: list[MatterName]
    undone: list[MatterName]
    readings: int
    said: int
    open: int


class ProjectOutput(TypedDict):
    """One project of a programme."""

    file: str
    name: str
    need: Need
    verdict: Verdict
    stands: bool
    phases: list[PhaseLine]
    last: dt.date | None
    days_since_last: int | None
    next: NextOutput
    since: SinceOutput | None


class StatusOutput(TypedDict):
    """Every project of a programme, and what could not be read."""

    schema: Literal["coprod-status/1"]
    today: dt.date
    projects: list[ProjectOutput]
    errors: list[ErrorOutput]


def schema() -> dict[str, Any]:
    """The JSON Schema of what `json` writes; unknown keys are allowed, since later versions may add some."""
    return TypeAdapter(StatusOutput).json_schema()


def json(lines: Sequence[ProjectLine], problems: Iterable[Problem], today: dt.date) -> str:
    """The programme as JSON, in ASCII."""
    output: StatusOutput = {
        "schema": "coprod-status/1",
        "today": today,
        "projects": [_project(line) for line in lines if line.assessment],
        "errors": [error_output(problem) for problem in problems],
    }
    return written(output, indent=2) + "\n"


def _project(line: ProjectLine) -> ProjectOutput:
    assessment = line.assessment
    assert assessment is not None  # noqa: S101 - only what could be read comes here
    return {
        "file": file_name(line.file),
        "name": line.name,
        "need": line.need,
        "verdict": assessment.verdict,
        "stands": assessment.stands,
        "phases": [
            {
                "phase": one.phase,
                "status": one.status,
                "stands": one.stands,
                "contested": one.contested,
                "sessions": one.sessions,
                "planned": one.planned,
            }
            for one in assessment.phases
        ],
        "last": line.last,
        "days_since_last": line.quiet_for,
        "next": {
            "code": line.finding.code if line.finding else None,
            "phase": line.finding.phase if line.finding else None,
            "step": line.next_step,
        },
        "since": _since(line.since) if line.since else None,
    }


def _since(since: Since) -> SinceOutput:
    return {
        "day": since.day,
        "verdict": since.verdict,
        "sessions": dict(since.sessions),
        "statuses": [{"phase": one.phase, "before": one.before, "now": one.now} for one in since.statuses],
        "agreed": list(since.agreed),
        "undone": list(since.undone),
        "readings": len(since.readings),
        "said": len(since.said),
        "open": len(since.open),
    }


HEADINGS = ("file", "project", "need", "verdict", "stands", *PHASES, "last", "days_since_last", "next")


def rows(lines: Iterable[ProjectLine]) -> Iterable[Sequence[object]]:
    """The programme as rows of a spreadsheet: a row for each project, also where it cannot be read."""
    yield HEADINGS
    for line in lines:
        found = line.assessment
        yield [
            line.file,
            line.name,
            line.need,
            found.verdict if found else "",
            ("yes" if found.stands else "no") if found else "",
            *([one.status for one in found.phases] if found else [""] * len(PHASES)),
            line.last or "",
            "" if line.quiet_for is None else line.quiet_for,
            line.next_step,
        ]
