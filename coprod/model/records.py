"""Every kind of record as a frozen, strict model: the types of its fields, and the rules between them.

Their rows, in `kinds`, say what each field is for.
"""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, PlainSerializer, ValidationInfo
from pydantic_core import PydanticCustomError

from coprod.framework import (
    PARTNER_LEVELS,
    Account,
    Agenda,
    Capacity,
    LevelName,
    MatterName,
    Outcome,
    ReadinessAnswer,
    SessionKind,
    ShierLevel,
    Side,
)
from coprod.model import kinds, schema
from coprod.model.ids import PROJECT, SOME_PEOPLE, record_id
from coprod.model.rows import Kind
from coprod.model.types import (
    SOME,
    Count,
    Crowd,
    Day,
    Id,
    Ids,
    Labels,
    Line,
    Lines,
    Phases,
    Recognitions,
    Record,
    Text,
    Texts,
    refused,
)


class Counted(Record, rows=kinds.SESSIONS.row("also_present").parts):
    """People who were counted but not itemised; "some" if nobody knows how many."""

    community: Crowd = 0
    professional: Crowd = 0
    supporting: Count = 0

    def at_least(self, capacity: Capacity) -> int:
        """How many came in a capacity, for sums; some people are at least two."""
        number = getattr(self, capacity)
        return SOME_PEOPLE if number == "some" else int(number)

    def unknown(self, capacity: Capacity) -> bool:
        """Whether people came in a capacity, and nobody knows how many."""
        return bool(getattr(self, capacity) == "some")


#: A session that names nobody and was held; silent if what tells could not be read.
_SOMEBODY_CAME = refused(
    "names nobody who took part; add community, professional or also_present",
    lambda counted, others: (
        (others.get("community"), others.get("professional"), others.get("planned")) == ((), (), False)
        and not counted.community
        and not counted.professional
    ),
)


def _on_no_side(supporting: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    """Refuse somebody who is there to support and on a side too."""
    sides = {*info.data.get("community", ()), *info.data.get("professional", ())}
    for number, label in enumerate(supporting, 1):
        if label in sides:
            raise PydanticCustomError(
                "on_a_side",
                "entry {number} is on a side here too, and who supports is on neither: take one of the two out",
                {"number": number},
            )
    return supporting


class Settling(Record, rows=kinds.SESSIONS.row("settled").parts):
    """How a matter was settled, and how far the community's part in that went, if it is not that of the session."""

    what: Text
    level: LevelName | None = None


def _as_settling(value: object) -> object:
    return {"what": value} if isinstance(value, str) else value


def _as_written(settling: Settling) -> str | dict[str, str]:
    return settling.what if settling.level is None else {"what": settling.what, "level": settling.level}


_ONLY_ASKS = refused(
    "is above considered, and a survey asks: write considered, or another kind",
    lambda level, others: others.get("kind") == "survey" and level in PARTNER_LEVELS,
)


def _only_asks_of_matters(settled: dict[MatterName, Settling], info: ValidationInfo) -> dict[MatterName, Settling]:
    for matter, settling in settled.items():
        if info.data.get("kind") == "survey" and settling.level in PARTNER_LEVELS:
            raise PydanticCustomError(
                "survey",
                "{matter} has a level above considered, and a survey asks: write considered, or another kind",
                {"matter": matter},
            )
    return settled


_NOT_THE_PROJECT = refused(
    'cannot be "project", which readings call the whole project', lambda name, _: name == PROJECT
)


class Session(Record, rows=kinds.SESSIONS.rows):
    """One session: when, of which phases, who took part in what capacity, and what came of it.

    A label may stand on both sides: somebody who came in both capacities counts on each.
    """

    model_config = ConfigDict(json_schema_extra=schema.session)

    date: Day
    phase: Phases
    planned: bool = False
    title: Line | None = None
    kind: SessionKind = "meeting"
    level: Annotated[LevelName | None, _ONLY_ASKS] = None
    community: Labels = ()
    professional: Labels = ()
    supporting: Annotated[Labels, AfterValidator(_on_no_side)] = ()
    also_present: Annotated[Counted, Field(validate_default=True), _SOMEBODY_CAME] = Counted()
    heard: Labels = ()
    asked: dict[Text, Text] = Field(default_factory=dict)
    agenda: Agenda | None = None
    settled: Annotated[
        dict[
            MatterName,
            Annotated[
                Settling,
                BeforeValidator(_as_settling, json_schema_input_type=Text | Settling),
                PlainSerializer(_as_written),
            ],
        ],
        AfterValidator(_only_asks_of_matters),
    ] = Field(default_factory=dict)
    decided: Labels = ()
    feeds_back: Ids = ()
    recognition: Recognitions | None = None
    access: Labels = ()
    evidence: Labels = ()
    note: Lines | None = None
    id: Annotated[Id, _NOT_THE_PROJECT] = Field(default_factory=lambda content: record_id(content, ""))

    @property
    def labels(self) -> list[str]:
        """The labels of those who came, capacity by capacity; who came in two stands there twice."""
        return [*self.community, *self.professional, *self.supporting]

    def held_by(self, day: Day) -> bool:
        """Whether it is recorded as held, by a day; otherwise it is planned."""
        return self.date <= day and not self.planned


class Feedback(Record, rows=kinds.FEEDBACK.rows):
    """One time that people were told what came of sessions, such as a letter or a notice."""

    date: Day
    sessions: Annotated[Ids, SOME]
    how: Text


class Saying(Record, rows=kinds.SAID.rows):
    """One thing that was asked for, suggested or objected to."""

    date: Day
    text: Texts
    session: Id | None = None
    about: MatterName | None = None
    hoped: Text | None = None
    group: Text | None = None
    id: Id = Field(default_factory=lambda content: record_id(content, "s"))


_NOBODY_READ = refused(
    "says that nobody wished to read, so that readers must be 0",
    lambda said, others: said == "not-taken-up" and others.get("readers"),
)
_SOMEBODY_READ = refused(
    'has no readers; where nobody wished to read, write "not-taken-up"',
    lambda said, others: said != "not-taken-up" and others.get("readers") == 0,
)
_OF_THE_READERS = refused(
    "counts more people than read it",
    lambda number, others: number is not None and (read := others.get("readers")) is not None and number > read,
)
#: Silent if the level or the account could not be read.
_SAYS_WHAT_DIFFERS = refused(
    "a reading that differs gives a level, words or both",
    lambda words, others: words is None and others.get("said") == "differs" and others.get("level", "") is None,
)
_SETTLES = refused(
    "settles a difference only where said is agree or cannot-say",
    lambda settled, others: settled is not None and others.get("said", "agree") not in {"agree", "cannot-say"},
)
_OF_A_SESSION = refused(
    "is that of a session, and this reading is of the whole project",
    lambda level, others: level is not None and others.get("session") == PROJECT,
)
_NOT_WITHDRAWN = refused(
    "was withdrawn with the reading: take it out",
    lambda value, others: value and others.get("said") == "withdrawn",
)


class Reading(Record, rows=kinds.READINGS.rows):
    """One time that a session's record, or that of the whole project, was read back."""

    model_config = ConfigDict(json_schema_extra=schema.reading)

    session: Id
    date: Day
    read: Id
    side: Side = "community"
    readers: Count | None = None
    were_there: Annotated[Count | None, _OF_THE_READERS] = None
    how: Text | None = None
    alone: bool | None = None
    said: Annotated[Account, _NOBODY_READ, _SOMEBODY_READ]
    settles: Annotated[Id | None, _SETTLES] = None
    level: Annotated[LevelName | None, _OF_A_SESSION, _NOT_WITHDRAWN] = None
    words: Annotated[Texts | None, Field(validate_default=True), _SAYS_WHAT_DIFFERS, _NOT_WITHDRAWN] = None
    share: Annotated[bool, _NOT_WITHDRAWN] = False
    recognition: Recognitions | None = None
    entered_by: Side | None = None
    id: Id = Field(default_factory=lambda content: record_id(content, "r"))


class Answer(Record, rows=kinds.ANSWERS.rows):
    """One answer of the project; of several to the same thing, the latest counts."""

    date: Day
    to: Id
    outcome: Outcome
    text: Texts
    told: Text | None = None


class Waiver(Record, rows=kinds.WAIVERS.rows):
    """A finding that the project accepts for a time, with the reason."""

    rule: Text
    session: Id | None = None
    reason: Text
    until: Day


ThreeAnswers = Annotated[tuple[ReadinessAnswer, ...], Field(strict=False, min_length=3, max_length=3)]
_NOT_KNOWN: tuple[ReadinessAnswer, ...] = ("unknown", "unknown", "unknown")


class Readiness(Record, rows=kinds.READINESS.rows):
    """One dated answer to Shier's fifteen questions: opening, opportunity and obligation at each level."""

    model_config = ConfigDict(alias_generator=lambda name: name.replace("_", "-"))

    date: Day
    by: Line | None = None
    target: ShierLevel | None = None
    listened: ThreeAnswers = _NOT_KNOWN
    supported: ThreeAnswers = _NOT_KNOWN
    considered: ThreeAnswers = _NOT_KNOWN
    deciding: ThreeAnswers = _NOT_KNOWN
    shared_power: ThreeAnswers = _NOT_KNOWN


#: The class of each kind, by table: the one that has its rows.
MODELS: dict[str, type[Record]] = {
    kind.table: model for kind in kinds.KINDS.values() for model in Record.__subclasses__() if model.rows is kind.rows
}


def kind_of(record: Record) -> Kind:
    """The kind of a record."""
    return next(kind for kind in kinds.KINDS.values() if kind.rows is record.rows)
