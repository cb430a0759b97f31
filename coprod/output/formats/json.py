"""The results as JSON, version 1: keys may be added within the version, and are never renamed or dropped."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any, Literal, NotRequired, get_type_hints

from pydantic import TypeAdapter
from pydantic_core import to_json
from typing_extensions import TypedDict

from coprod.assess import Assessment
from coprod.assess.judge import Before
from coprod.assess.readiness import Pathway, PathwayQuestion
from coprod.assess.record import MatrixPlace, PhaseRecord, SideCounts
from coprod.assess.rules.base import EasierThreshold, Finding
from coprod.assess.voices import ReadingRecord
from coprod.days import Period
from coprod.errors import Problem
from coprod.framework import LevelName, PhaseName
from coprod.output.escape import Look
from coprod.output.formats import Results

#: A key: the path of an attribute, with what it holds if that is not as declared; or a name with what it holds and how.
#: It holds a type, a shape, `[shape]` for a list of it, or `(shape, None)` for it or null.
Key = str | tuple[str, Any] | tuple[str, Any, Callable[[Any], Any]]


class Shape:
    """An object in JSON: its keys, from which both the schema and the object follow."""

    def __init__(self, name: str, meaning: str, of: type, *keys: Key) -> None:
        found = [_key(of, key) for key in keys]
        self._values = {key: value for key, _, value in found}
        self._absent_unless_true = {key for key, type_, _ in found if type_ == NotRequired[bool]}
        define: Any = TypedDict
        self.type = define(name, {key: type_ for key, type_, _ in found})
        self.type.__doc__ = meaning

    def of(self, thing: Any) -> dict[str, Any]:
        """A thing as this object; a key that is not required stands only if it is true."""
        values = {key: value(thing) for key, value in self._values.items()}
        for key in self._absent_unless_true:
            if not values[key]:
                del values[key]
        return values

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the object; unknown keys are allowed, since later versions may add some."""
        return TypeAdapter(self.type).json_schema()


def _key(of: type, key: Key) -> tuple[str, Any, Callable[[Any], Any]]:
    """A key with its type, and what makes its value."""
    path, holds, *value = (key, _declared(of, key)) if isinstance(key, str) else key
    name, get = (path, value[0]) if value else (path.rpartition(".")[2], attrgetter(path))
    match holds:
        case Shape():
            return name, holds.type, lambda thing: holds.of(get(thing))
        case [Shape() as each]:
            return name, Sequence[each.type], lambda thing: list(map(each.of, get(thing)))  # type: ignore[name-defined]
        case (Shape() as some, None):
            return name, some.type | None, lambda thing: get(thing) and some.of(get(thing))
    return name, holds, get


_hints = cache(get_type_hints)


def _declared(of: Any, path: str) -> Any:
    """The type of an attribute or a property of a class, or of what that holds."""
    for name in path.split("."):
        made = getattr(of, name, None)
        of = _hints(made.fget)["return"] if isinstance(made, property) else _hints(of)[name]
    return of


def file_name(text: str) -> str:
    """A file's name may hold bytes that are no text; JSON cannot, so they become escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


#: What stands of each capacity.
_CAPACITY: tuple[Key, ...] = (
    "people",
    "attendances",
    "counted",
    ("uncounted", NotRequired[bool]),
)

_PROFESSIONAL = Shape(
    "ProfessionalSide",
    """Those who came in a professional capacity: distinct persons, their attendances, the most counted at one meeting.

    Uncounted stands only where it is true: more came, and nobody knows how many.
    """,
    SideCounts,
    *_CAPACITY,
)

_SUPPORTING = Shape(
    "SupportingPeople",
    "Those who were there to support, on neither side; they count in nothing else.",
    SideCounts,
    *_CAPACITY,
)

_COMMUNITY = Shape(
    "CommunitySide",
    """Those who came in a community capacity, and how many persons of them came in what part.

    Each is counted once, by the strongest of what is recorded of them: partner, then took part, then consulted, then
    informed. Replies and votes are the most people in any one survey and ballot.
    """,
    PhaseRecord,
    "community.people",
    "community.attendances",
    "community.counted",
    ("community.uncounted", NotRequired[bool]),
    "replies",
    "votes",
    *((part, int, attrgetter(f"{part}.people")) for part in ("partners", "consulted", "informed", "took_part")),
)

_PHASE = Shape(
    "PhaseOutput",
    """What the record of one phase shows up to today, or in the period; planned sessions are counted apart.

    A phase stands until the day of its last session with partners; it has faded if its latest session is more than a
    year after that.
    """,
    PhaseRecord,
    *("phase", "status", "stands", "contested", "until", "faded", "sessions", "planned", "first", "last"),
    ("community", _COMMUNITY, lambda phase: phase),
    ("professional", _PROFESSIONAL),
    ("supporting", _SUPPORTING),
    *("settled_together", "settled_apart"),
)

_MATRIX = Shape(
    "MatrixOutput",
    "The place in the design and delivery matrix; an axis that cannot be told is null, and then it is said why.",
    MatrixPlace,
    *MatrixPlace._fields,
)

_READING = Shape(
    "ReadingOutput",
    """One time that a session, or the whole project, was read back, beside the present fingerprint of it.

    The fingerprint is null where the file has no such session. A reading that differs does so until the session
    records the level that the readers gave, or until they settle it.
    """,
    ReadingRecord,
    *(f"reading.{name}" for name in ("id", "session", "date", "side", "said", "level", "readers")),
    ("fingerprint", str | None, lambda record: record.fingerprint or None),
    *("current", "differs", "answered", "settled"),
)

_THRESHOLD = Shape(
    "ThresholdOutput",
    "A threshold that the file makes easier than usual.",
    EasierThreshold,
    *EasierThreshold._fields,
)

_ANSWER = Shape(
    "AnswerOutput",
    "The latest answer to one of Shier's fifteen questions.",
    PathwayQuestion,
    ("level", LevelName),
    *("commitment", "answer"),
)

_READINESS = Shape(
    "ReadinessOutput",
    """The latest answers to Shier's questions, in his order.

    The next question is the first on the way to the target whose answer is not yes. Practised is the highest level that
    each phase's sessions record.
    """,
    Pathway,
    "latest.date",
    ("target", LevelName | None),
    ("answers", [_ANSWER], attrgetter("questions")),
    ("next_question", (_ANSWER, None)),
    ("practised", dict[PhaseName, LevelName | None]),
)

_FINDING = Shape(
    "FindingOutput",
    "What one rule says, at which line; waived findings have the reason and the last day.",
    Finding,
    *("code", "name", "severity", "phase", "session", "message", "line", "waived", "waived_until"),
)

_BEFORE = Shape(
    "BeforeOutput",
    "What an earlier version showed, under --against; without a verdict, the file was not there.",
    Before,
    "verdict",
    ("phases", [_PHASE]),
)

_PROJECT = Shape(
    "ProjectOutput",
    "One project; notes say what a rule could not tell, and left out are the rules that this run does not tell of.",
    Assessment,
    ("file", str, lambda found: file_name(found.file)),
    *("name", "verdict"),
    ("co_produced", bool, lambda found: found.verdict == "co-produced"),
    *("stands", "ended", "judged"),
    ("phases", [_PHASE]),
    "given",
    ("matrix", _MATRIX, attrgetter("place")),
    ("readings", [_READING]),
    ("thresholds", [_THRESHOLD]),
    "left_out",
    ("readiness", (_READINESS, None)),
    ("findings", [_FINDING]),
    "notes",
    ("before", (_BEFORE, None)),
)

ERROR = Shape(
    "ErrorOutput",
    "What makes one file unusable, with the place where it is known.",
    Problem,
    ("file", str, lambda problem: file_name(problem.file)),
    *("line", "column"),
    ("message", str, lambda problem: file_name(problem.message)),
)

PERIOD = Shape(
    "PeriodOutput",
    "The days of --during, both included; null where it has no beginning or no end.",
    Period,
    ("from", date | None, attrgetter("begin")),
    ("to", date | None, attrgetter("end")),
)

#: Everything but the projects, which are written as they come.
_CHECK = Shape(
    "CheckOutput",
    "Everything that one check found.",
    Results,
    ("schema", Literal["coprod-check/1"], lambda _: "coprod-check/1"),
    ("today", date),
    ("during", (PERIOD, None)),
    "stands",
    ("projects", [_PROJECT], lambda _: ()),
    ("errors", [ERROR], attrgetter("problems")),
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
    # The one control character that JSON leaves as it is, and a runner's mark; no line of JSON begins with colons.
    return text.replace("\x7f", r"\u007f").replace("##[", r"##\u005b")
