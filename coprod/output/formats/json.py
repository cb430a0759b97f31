"""The results as JSON, version 1: keys may be added within the version, and are never renamed or dropped."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from pydantic import TypeAdapter
from pydantic_core import to_json
from typing_extensions import TypedDict

from coprod.assess import Assessment, Verdict
from coprod.assess.phases import PhaseRecord, Side, Status
from coprod.assess.readiness import Cell, Pathway
from coprod.assess.rules.base import Finding, Severity
from coprod.framework import Axis, CommitmentName, LevelName, MatterName, PhaseName, ReadinessAnswer
from coprod.output.formats import Results
from coprod.output.look import Look
from coprod.visible import inert


class ProfessionalSide(TypedDict):
    """Those who came in a professional capacity: distinct labels, attendances by label, the most counted at once."""

    people: int
    attendances: int
    counted: int


class CommunitySide(ProfessionalSide):
    """Those who came in a community capacity, and how many distinct labels of them came as partners."""

    partners: int


class PhaseOutput(TypedDict):
    """What the record of one phase shows."""

    phase: PhaseName
    status: Status
    stands: bool
    sessions: int
    first: date | None
    last: date | None
    community: CommunitySide
    professional: ProfessionalSide
    settled_together: list[MatterName]
    settled_apart: list[MatterName]


class MatrixOutput(TypedDict):
    """The place in the design and delivery matrix; an axis that cannot be told is null."""

    design: Axis | None
    delivery: Axis | None
    cell: str | None


class AnswerOutput(TypedDict):
    """The latest answer to one of Shier's fifteen questions."""

    level: LevelName
    commitment: CommitmentName
    answer: ReadinessAnswer


class ReadinessOutput(TypedDict):
    """The latest answers to Shier's questions, in his order.

    The next question is the first on the way to the target whose answer is not yes. Practised is the highest level that
    each phase's sessions record.
    """

    date: date
    target: LevelName | None
    answers: list[AnswerOutput]
    next_question: AnswerOutput | None
    practised: dict[PhaseName, LevelName | None]


class FindingOutput(TypedDict):
    """What one rule says, at which line; waived findings have the reason and the last day."""

    code: str
    name: str
    severity: Severity
    phase: PhaseName | None
    session: str | None
    message: str
    line: int
    waived: str | None
    waived_until: date | None


class ProjectOutput(TypedDict):
    """One project; notes say what a rule could not tell."""

    file: str
    name: str
    verdict: Verdict
    co_produced: bool
    stands: bool
    judged: list[PhaseName]
    phases: list[PhaseOutput]
    matrix: MatrixOutput
    readiness: ReadinessOutput | None
    findings: list[FindingOutput]
    notes: list[str]


class ErrorOutput(TypedDict):
    """What makes one file unusable, with the place where it is known."""

    file: str
    line: int | None
    column: int | None
    message: str


class CheckOutput(TypedDict):
    """Everything that one check found."""

    schema: Literal["coprod-check/1"]
    today: date
    stands: bool
    projects: list[ProjectOutput]
    errors: list[ErrorOutput]


def schema() -> dict[str, Any]:
    """The JSON Schema of what `render` writes; unknown keys are allowed, since later versions may add some."""
    return TypeAdapter(CheckOutput).json_schema()


def render(results: Results, _look: Look) -> Iterator[str]:
    """The document, in ASCII, so that it survives every stream and holds nothing that steers a terminal."""
    empty: CheckOutput = {
        "schema": "coprod-check/1",
        "today": results.today,
        "stands": results.stands,
        "projects": [],
        "errors": [
            {"file": _text(one.file), "line": one.line, "column": one.column, "message": _text(one.message)}
            for one in results.problems
        ],
    }
    before, after = _written(empty, indent=2).split(_NO_PROJECTS)
    yield before + '"projects": ['
    gap = "\n    "
    for assessment in results.assessments:
        yield gap + _written(_project(assessment), indent=2).replace("\n", "\n    ")
        gap = ",\n    "
    yield ("\n  ]" if results.assessments else "]") + after + "\n"


#: Where the projects go; no text can hold this, since quotes in text are escaped.
_NO_PROJECTS = '"projects": []'


def line(assessment: Assessment) -> str:
    """One project on one line, as the same object as in the document."""
    return _written(_project(assessment)) + "\n"


def _written(value: object, indent: int | None = None) -> str:
    text = to_json(value, indent=indent, ensure_ascii=True).decode()
    # The one control character that JSON leaves as it is.
    return inert(text.replace("\x7f", "\\u007f"), bracket=r"\u005b")


def _project(assessment: Assessment) -> ProjectOutput:
    place = assessment.place
    return {
        "file": _text(assessment.file),
        "name": assessment.name,
        "verdict": assessment.verdict,
        "co_produced": assessment.verdict == "co-produced",
        "stands": assessment.stands,
        "judged": list(assessment.judged),
        "phases": [_phase(record) for record in assessment.phases],
        "matrix": {"design": place.design, "delivery": place.delivery, "cell": place.cell},
        "readiness": _readiness(assessment.readiness) if assessment.readiness else None,
        "findings": [_finding(finding) for finding in assessment.findings],
        "notes": list(assessment.notes),
    }


def _text(text: str) -> str:
    """A file's name may hold bytes that are no text; JSON cannot, so they become escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


def _phase(record: PhaseRecord) -> PhaseOutput:
    return {
        "phase": record.phase,
        "status": record.status,
        "stands": record.stands,
        "sessions": record.sessions,
        "first": record.first,
        "last": record.last,
        "community": {**_side(record.community), "partners": record.partners.people},
        "professional": _side(record.professional),
        "settled_together": list(record.settled_together),
        "settled_apart": list(record.settled_apart),
    }


def _side(side: Side) -> ProfessionalSide:
    return {"people": side.people, "attendances": side.attendances, "counted": side.counted}


def _readiness(pathway: Pathway) -> ReadinessOutput:
    following = pathway.next_question
    return {
        "date": pathway.latest.date,
        "target": pathway.target,
        "answers": [_answer(cell) for cell in pathway.cells],
        "next_question": _answer(following) if following else None,
        "practised": dict(pathway.practised),
    }


def _answer(cell: Cell) -> AnswerOutput:
    return {"level": cell.level, "commitment": cell.commitment, "answer": cell.answer}


def _finding(finding: Finding) -> FindingOutput:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "phase": finding.phase,
        "session": finding.session,
        "message": finding.message,
        "line": finding.line,
        "waived": finding.waived,
        "waived_until": finding.waived_until,
    }
