"""The results as JSON, version 1: keys may be added within the version, and are never renamed or dropped."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from pydantic import TypeAdapter
from pydantic_core import to_json
from typing_extensions import TypedDict

from coprod.assess import Assessment, Before
from coprod.assess.readiness import Pathway, Question
from coprod.assess.record import PhaseRecord, SideCounts
from coprod.assess.rules.base import EasierThreshold, Finding
from coprod.assess.voices import ReadingRecord
from coprod.errors import Problem
from coprod.framework import (
    Account,
    Axis,
    CommitmentName,
    LevelName,
    MatterName,
    PhaseName,
    ReadinessAnswer,
    Severity,
    Side,
    Status,
    Untold,
    Verdict,
)
from coprod.output.escape import Look
from coprod.output.formats import Results
from coprod.words import inert


class ProfessionalSide(TypedDict):
    """Those who came in a professional capacity: distinct persons, their attendances, the most counted at once."""

    people: int
    attendances: int
    counted: int


class CommunitySide(ProfessionalSide):
    """Those who came in a community capacity, and how many persons of them came in what part.

    Each is counted once, by the strongest of what is recorded of them: partner, then took part, then consulted.
    """

    partners: int
    consulted: int
    took_part: int


class PhaseOutput(TypedDict):
    """What the record of one phase shows up to today; planned sessions are counted apart."""

    phase: PhaseName
    status: Status
    stands: bool
    contested: bool
    sessions: int
    planned: int
    first: date | None
    last: date | None
    community: CommunitySide
    professional: ProfessionalSide
    settled_together: list[MatterName]
    settled_apart: list[MatterName]


class MatrixOutput(TypedDict):
    """The place in the design and delivery matrix; an axis that cannot be told is null, and then it is said why."""

    design: Axis | None
    delivery: Axis | None
    cell: str | None
    design_untold: Untold | None
    delivery_untold: Untold | None


class ReadingOutput(TypedDict):
    """One time that a session was read back, beside the session's present fingerprint.

    The fingerprint is null where the file has no such session. A reading that differs does so until the session
    records the level that the readers gave.
    """

    session: str
    date: date
    side: Side
    said: Account
    level: LevelName | None
    readers: int | None
    fingerprint: str | None
    current: bool
    differs: bool
    answered: bool


class ThresholdOutput(TypedDict):
    """A threshold that the file makes easier than usual."""

    name: str
    value: float
    usual: float


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


class BeforeOutput(TypedDict):
    """What an earlier version showed, under --against; without a verdict, the file was not there."""

    verdict: Verdict | None
    phases: list[PhaseOutput]


class ProjectOutput(TypedDict):
    """One project; notes say what a rule could not tell, and left out are the rules that this run does not tell of."""

    file: str
    name: str
    verdict: Verdict
    co_produced: bool
    stands: bool
    judged: list[PhaseName]
    phases: list[PhaseOutput]
    given: list[MatterName]
    matrix: MatrixOutput
    readings: list[ReadingOutput]
    thresholds: list[ThresholdOutput]
    left_out: list[str]
    readiness: ReadinessOutput | None
    findings: list[FindingOutput]
    notes: list[str]
    before: BeforeOutput | None


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
    removed: list[str]


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
        "errors": [error_output(one) for one in results.problems],
        "removed": [file_name(file) for file in results.gone],
    }
    before, after = written(empty, indent=2).split(_NO_PROJECTS)
    yield before + '"projects": ['
    gap = "\n    "
    for assessment in results.assessments:
        yield gap + written(_project(assessment), indent=2).replace("\n", "\n    ")
        gap = ",\n    "
    yield ("\n  ]" if results.assessments else "]") + after + "\n"


#: Where the projects go; no text can hold this, since quotes in text are escaped.
_NO_PROJECTS = '"projects": []'


def line(assessment: Assessment) -> str:
    """One project on one line, as the same object as in the document."""
    return written(_project(assessment)) + "\n"


def written(value: object, indent: int | None = None) -> str:
    """A value as JSON, in ASCII, which no terminal and no runner obeys."""
    text = to_json(value, indent=indent, ensure_ascii=True).decode()
    # The one control character that JSON leaves as it is.
    return inert(text.replace("\x7f", "\\u007f"), bracket=r"\u005b")


def _project(assessment: Assessment) -> ProjectOutput:
    place = assessment.place
    return {
        "file": file_name(assessment.file),
        "name": assessment.name,
        "verdict": assessment.verdict,
        "co_produced": assessment.verdict == "co-produced",
        "stands": assessment.stands,
        "judged": list(assessment.judged),
        "phases": [_phase(record) for record in assessment.phases],
        "given": list(assessment.given),
        "matrix": {
            "design": place.design,
            "delivery": place.delivery,
            "cell": place.cell,
            "design_untold": place.design_untold,
            "delivery_untold": place.delivery_untold,
        },
        "readings": [_reading(record) for record in assessment.readings],
        "thresholds": [_threshold(threshold) for threshold in assessment.thresholds],
        "left_out": list(assessment.left_out),
        "readiness": _readiness(assessment.readiness) if assessment.readiness else None,
        "findings": [_finding(finding) for finding in assessment.findings],
        "notes": list(assessment.notes),
        "before": _before(assessment.before) if assessment.before else None,
    }


def _before(before: Before) -> BeforeOutput:
    return {"verdict": before.verdict, "phases": [_phase(record) for record in before.phases]}


def error_output(problem: Problem) -> ErrorOutput:
    """What makes one file unusable, as the document says it."""
    return {
        "file": file_name(problem.file),
        "line": problem.line,
        "column": problem.column,
        "message": file_name(problem.message),
    }


def file_name(text: str) -> str:
    """A file's name may hold bytes that are no text; JSON cannot, so they become escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


def _phase(record: PhaseRecord) -> PhaseOutput:
    return {
        "phase": record.phase,
        "status": record.status,
        "stands": record.stands,
        "contested": record.contested,
        "sessions": record.sessions,
        "planned": record.planned,
        "first": record.first,
        "last": record.last,
        "community": {
            **_side(record.community),
            "partners": record.partners.people,
            "consulted": record.consulted.people,
            "took_part": record.took_part.people,
        },
        "professional": _side(record.professional),
        "settled_together": list(record.settled_together),
        "settled_apart": list(record.settled_apart),
    }


def _side(side: SideCounts) -> ProfessionalSide:
    return {"people": side.people, "attendances": side.attendances, "counted": side.counted}


def _reading(record: ReadingRecord) -> ReadingOutput:
    reading = record.reading
    return {
        "session": reading.session,
        "date": reading.date,
        "side": reading.side,
        "said": reading.said,
        "level": reading.level,
        "readers": reading.readers,
        "fingerprint": record.fingerprint or None,
        "current": record.current,
        "differs": record.differs,
        "answered": record.answered,
    }


def _threshold(threshold: EasierThreshold) -> ThresholdOutput:
    return {"name": threshold.name, "value": threshold.value, "usual": threshold.usual}


def _readiness(pathway: Pathway) -> ReadinessOutput:
    following = pathway.next_question
    return {
        "date": pathway.latest.date,
        "target": pathway.target,
        "answers": [_answer(question) for question in pathway.questions],
        "next_question": _answer(following) if following else None,
        "practised": dict(pathway.practised),
    }


def _answer(question: Question) -> AnswerOutput:
    return {"level": question.level, "commitment": question.commitment, "answer": question.answer}


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
