"""The results as JSON, version 1: keys may be added within the version, and are never renamed or dropped."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Literal, NotRequired

from pydantic import TypeAdapter
from pydantic_core import to_json
from typing_extensions import TypedDict

from coprod.assess import Assessment
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

#: A key, the type of its value, and how the value is made; left out, it is the attribute of that name.
Key = tuple[str, Any] | tuple[str, Any, Callable[[Any], Any]]


class Shape:
    """An object in JSON: its keys, from which both the schema and the object follow.

    Attributes:
        type: its type, for keys that hold it.
        many: the type of a list of it.
        maybe: its type, or null.
    """

    def __init__(self, name: str, meaning: str, *keys: Key) -> None:
        self._values = {key[0]: key[2] if len(key) == 3 else _attribute(key[0]) for key in keys}  # noqa: PLR2004
        self._absent_unless_true = frozenset(key[0] for key in keys if key[1] == NotRequired[bool])
        define: Any = TypedDict
        type_: Any = define(name, {key[0]: key[1] for key in keys})
        type_.__doc__ = meaning
        self.type = type_
        self.many: Any = list[type_]
        self.maybe: Any = type_ | None

    def of(self, thing: Any) -> dict[str, Any]:
        """A thing as this object; a key that is not required stands only if it is true."""
        values = {key: value(thing) for key, value in self._values.items()}
        return {key: value for key, value in values.items() if value or key not in self._absent_unless_true}

    def each(self, things: Iterable[Any]) -> list[dict[str, Any]]:
        """Things as a list of this object."""
        return list(map(self.of, things))

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the object; unknown keys are allowed, since later versions may add some."""
        return TypeAdapter(self.type).json_schema()


def _attribute(name: str) -> Callable[[Any], Any]:
    return lambda thing: getattr(thing, name)


def file_name(text: str) -> str:
    """A file's name may hold bytes that are no text; JSON cannot, so they become escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


#: What stands of each capacity.
_CAPACITY: tuple[Key, ...] = (
    ("people", int),
    ("attendances", int),
    ("counted", int),
    ("uncounted", NotRequired[bool]),
)

_PROFESSIONAL = Shape(
    "ProfessionalSide",
    """Those who came in a professional capacity: distinct persons, their attendances, the most counted at one meeting.

    Uncounted stands only where it is true: more came, and nobody knows how many.
    """,
    *_CAPACITY,
)

_SUPPORTING = Shape(
    "SupportingPeople",
    "Those who were there to support, on neither side; they count in nothing else.",
    *_CAPACITY,
)

_COMMUNITY = Shape(
    "CommunitySide",
    """Those who came in a community capacity, and how many persons of them came in what part.

    Each is counted once, by the strongest of what is recorded of them: partner, then took part, then consulted, then
    informed. Replies and votes are the most people in any one survey and ballot.
    """,
    ("people", int, lambda phase: phase.community.people),
    ("attendances", int, lambda phase: phase.community.attendances),
    ("counted", int, lambda phase: phase.community.counted),
    ("uncounted", NotRequired[bool], lambda phase: phase.community.uncounted),
    ("replies", int),
    ("votes", int),
    ("partners", int, lambda phase: phase.partners.people),
    ("consulted", int, lambda phase: phase.consulted.people),
    ("informed", int, lambda phase: phase.informed.people),
    ("took_part", int, lambda phase: phase.took_part.people),
)

_PHASE = Shape(
    "PhaseOutput",
    """What the record of one phase shows up to today, or in the period; planned sessions are counted apart.

    A phase stands until the day of its last session with partners; it has faded if its latest session is more than a
    year after that.
    """,
    ("phase", PhaseName),
    ("status", Status),
    ("stands", bool),
    ("contested", bool),
    ("until", date | None),
    ("faded", bool),
    ("sessions", int),
    ("planned", int),
    ("first", date | None),
    ("last", date | None),
    ("community", _COMMUNITY.type, _COMMUNITY.of),
    ("professional", _PROFESSIONAL.type, lambda phase: _PROFESSIONAL.of(phase.professional)),
    ("supporting", _SUPPORTING.type, lambda phase: _SUPPORTING.of(phase.supporting)),
    ("settled_together", list[MatterName]),
    ("settled_apart", list[MatterName]),
)

_MATRIX = Shape(
    "MatrixOutput",
    "The place in the design and delivery matrix; an axis that cannot be told is null, and then it is said why.",
    ("design", Axis | None),
    ("delivery", Axis | None),
    ("cell", str | None),
    ("design_untold", Untold | None),
    ("delivery_untold", Untold | None),
)

_READING = Shape(
    "ReadingOutput",
    """One time that a session, or the whole project, was read back, beside the present fingerprint of it.

    The fingerprint is null where the file has no such session. A reading that differs does so until the session
    records the level that the readers gave, or until they settle it.
    """,
    ("id", str, lambda record: record.reading.id),
    ("session", str, lambda record: record.reading.session),
    ("date", date, lambda record: record.reading.date),
    ("side", Side, lambda record: record.reading.side),
    ("said", Account, lambda record: record.reading.said),
    ("level", LevelName | None, lambda record: record.reading.level),
    ("readers", int | None, lambda record: record.reading.readers),
    ("fingerprint", str | None, lambda record: record.fingerprint or None),
    ("current", bool),
    ("differs", bool),
    ("answered", bool),
    ("settled", bool),
)

_THRESHOLD = Shape(
    "ThresholdOutput",
    "A threshold that the file makes easier than usual.",
    ("name", str),
    ("value", float),
    ("usual", float),
)

_ANSWER = Shape(
    "AnswerOutput",
    "The latest answer to one of Shier's fifteen questions.",
    ("level", LevelName),
    ("commitment", CommitmentName),
    ("answer", ReadinessAnswer),
)

_READINESS = Shape(
    "ReadinessOutput",
    """The latest answers to Shier's questions, in his order.

    The next question is the first on the way to the target whose answer is not yes. Practised is the highest level that
    each phase's sessions record.
    """,
    ("date", date, lambda pathway: pathway.latest.date),
    ("target", LevelName | None),
    ("answers", _ANSWER.many, lambda pathway: _ANSWER.each(pathway.questions)),
    ("next_question", _ANSWER.maybe, lambda pathway: pathway.next_question and _ANSWER.of(pathway.next_question)),
    ("practised", dict[PhaseName, LevelName | None]),
)

_FINDING = Shape(
    "FindingOutput",
    "What one rule says, at which line; waived findings have the reason and the last day.",
    ("code", str),
    ("name", str),
    ("severity", Severity),
    ("phase", PhaseName | None),
    ("session", str | None),
    ("message", str),
    ("line", int),
    ("waived", str | None),
    ("waived_until", date | None),
)

_BEFORE = Shape(
    "BeforeOutput",
    "What an earlier version showed, under --against; without a verdict, the file was not there.",
    ("verdict", Verdict | None),
    ("phases", _PHASE.many, lambda before: _PHASE.each(before.phases)),
)

_PROJECT = Shape(
    "ProjectOutput",
    "One project; notes say what a rule could not tell, and left out are the rules that this run does not tell of.",
    ("file", str, lambda found: file_name(found.file)),
    ("name", str),
    ("verdict", Verdict),
    ("co_produced", bool, lambda found: found.verdict == "co-produced"),
    ("stands", bool),
    ("ended", date | None),
    ("judged", list[PhaseName]),
    ("phases", _PHASE.many, lambda found: _PHASE.each(found.phases)),
    ("given", list[MatterName]),
    ("matrix", _MATRIX.type, lambda found: _MATRIX.of(found.place)),
    ("readings", _READING.many, lambda found: _READING.each(found.readings)),
    ("thresholds", _THRESHOLD.many, lambda found: _THRESHOLD.each(found.thresholds)),
    ("left_out", list[str]),
    ("readiness", _READINESS.maybe, lambda found: found.readiness and _READINESS.of(found.readiness)),
    ("findings", _FINDING.many, lambda found: _FINDING.each(found.findings)),
    ("notes", list[str]),
    ("before", _BEFORE.maybe, lambda found: found.before and _BEFORE.of(found.before)),
)

ERROR = Shape(
    "ErrorOutput",
    "What makes one file unusable, with the place where it is known.",
    ("file", str, lambda problem: file_name(problem.file)),
    ("line", int | None),
    ("column", int | None),
    ("message", str, lambda problem: file_name(problem.message)),
)

PERIOD = Shape(
    "PeriodOutput",
    "The days of --during, both included; null where it has no beginning or no end.",
    ("from", date | None, lambda period: period.begin),
    ("to", date | None, lambda period: period.end),
)

#: Everything but the projects, which are written as they come.
_CHECK = Shape(
    "CheckOutput",
    "Everything that one check found.",
    ("schema", Literal["coprod-check/1"], lambda _: "coprod-check/1"),
    ("today", date),
    ("during", PERIOD.maybe, lambda results: results.during and PERIOD.of(results.during)),
    ("stands", bool),
    ("projects", _PROJECT.many, lambda _: []),
    ("errors", ERROR.many, lambda results: ERROR.each(results.problems)),
    ("removed", list[str], lambda results: list(map(file_name, results.gone))),
)

schema = _CHECK.schema


def render(results: Results, _look: Look) -> Iterator[str]:
    """The document, in ASCII, so that it survives every stream and holds nothing that steers a terminal."""
    before, after = written(_CHECK.of(results), indent=2).split(_NO_PROJECTS)
    yield before + '"projects": ['
    gap = "\n    "
    for assessment in results.assessments:
        yield gap + written(_PROJECT.of(assessment), indent=2).replace("\n", "\n    ")
        gap = ",\n    "
    yield ("\n  ]" if results.assessments else "]") + after + "\n"


#: Where the projects go; no text can hold this, since quotes in text are escaped.
_NO_PROJECTS = '"projects": []'


def line(assessment: Assessment) -> str:
    """One project on one line, as the same object as in the document."""
    return written(_PROJECT.of(assessment)) + "\n"


def written(value: object, indent: int | None = None) -> str:
    """A value as JSON, in ASCII, which no terminal and no runner obeys."""
    text = to_json(value, indent=indent, ensure_ascii=True).decode()
    # The one control character that JSON leaves as it is.
    return inert(text.replace("\x7f", "\\u007f"), bracket=r"\u005b")
