"""Every kind of record as a frozen, strict model: the types of its fields, and the rules between them.

Their rows, in `kinds`, say what each field is for.
"""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, PlainSerializer, ValidationInfo
from pydantic_core import PydanticCustomError

from coprod.framework import (
    Account,
    LevelName,
    MatterName,
    Outcome,
    PhaseName,
    ReadinessAnswer,
    Recognition,
    Side,
)
from coprod.model import kinds
from coprod.model.ids import own_id
from coprod.model.rows import Kind
from coprod.model.types import (
    SET,
    SOME,
    Count,
    Day,
    Id,
    Ids,
    Labels,
    Line,
    Lines,
    Phases,
    Record,
    Text,
    Texts,
    described,
)


def _one_or_many(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _one_where_one(phases: tuple[str, ...]) -> str | tuple[str, ...]:
    return phases[0] if len(phases) == 1 else phases


class Counted(Record, rows=kinds.SESSIONS.row("also_present").parts):
    """People who were counted but not itemised."""

    community: Count = 0
    professional: Count = 0


def _somebody_came(counted: Counted, info: ValidationInfo) -> Counted:
    """Refuse a session that names nobody; silent if a side could not be read, which is reported for itself."""
    itemised = info.data.get("community"), info.data.get("professional")
    if itemised == ((), ()) and not counted.community and not counted.professional:
        raise PydanticCustomError(
            "nobody",
            "names nobody who took part; add community, professional or also_present",
        )
    return counted


def _somebody_in_schema(schema: dict[str, Any], model: type[Record]) -> None:
    """Say in the JSON Schema that a session names or counts somebody."""
    described(schema, model)
    counts = [{"required": [side], "properties": {side: {"minimum": 1}}} for side in ("community", "professional")]
    schema["anyOf"] = [
        *({"required": [side], "properties": {side: {"minItems": 1}}} for side in ("community", "professional")),
        {"required": ["also_present"], "properties": {"also_present": {"anyOf": counts}}},
    ]


class Session(Record, rows=kinds.SESSIONS.rows):
    """One session: when, of which phases, who took part in what capacity, and what came of it.

    A label may stand on both sides: somebody who came in both capacities counts on each.
    """

    model_config = ConfigDict(json_schema_extra=_somebody_in_schema)

    date: Day
    phase: Annotated[
        Phases,
        BeforeValidator(_one_or_many, json_schema_input_type=PhaseName | Annotated[list[PhaseName], SET, SOME]),
        PlainSerializer(_one_where_one),
    ]
    title: Line | None = None
    level: LevelName | None = None
    community: Labels = ()
    professional: Labels = ()
    also_present: Annotated[Counted, Field(validate_default=True), AfterValidator(_somebody_came)] = Counted()
    heard: Labels = ()
    settled: dict[MatterName, Text] = Field(default_factory=dict)
    feeds_back: Ids = ()
    recognition: Recognition | None = None
    note: Lines | None = None
    id: Id = Field(default_factory=own_id())


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
    hoped: Text | None = None
    group: Text | None = None
    id: Id = Field(default_factory=own_id("s"))


def _readers_match(said: Account, info: ValidationInfo) -> Account:
    """Refuse readers if nobody wished to read, and an account without readers."""
    readers = info.data.get("readers")
    if said == "not-taken-up" and readers:
        raise PydanticCustomError("readers", "says that nobody wished to read, so that readers must be 0")
    if said != "not-taken-up" and readers == 0:
        raise PydanticCustomError("readers", 'has no readers; where nobody wished to read, write "not-taken-up"')
    return said


def _of_the_readers(were_there: int | None, info: ValidationInfo) -> int | None:
    readers = info.data.get("readers")
    if were_there is not None and readers is not None and were_there > readers:
        raise PydanticCustomError("were_there", "counts more people than read it")
    return were_there


def _says_what_differs(words: str | None, info: ValidationInfo) -> str | None:
    """Refuse a difference that has neither another level nor words; silent if one of them could not be read."""
    if info.data.get("said") == "differs" and "level" in info.data and info.data["level"] is None and words is None:
        raise PydanticCustomError("difference", "a reading that differs gives a level, words or both")
    return words


class Reading(Record, rows=kinds.READINGS.rows):
    """One time that a session's record was read back."""

    session: Id
    date: Day
    read: Id
    side: Side = "community"
    readers: Count | None = None
    were_there: Annotated[Count | None, AfterValidator(_of_the_readers)] = None
    how: Text | None = None
    alone: bool | None = None
    said: Annotated[Account, AfterValidator(_readers_match)]
    level: LevelName | None = None
    words: Annotated[Texts | None, Field(validate_default=True), AfterValidator(_says_what_differs)] = None
    share: bool = False
    recognition: Recognition | None = None
    entered_by: Side | None = None
    id: Id = Field(default_factory=own_id("r"))


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
    target: LevelName | None = None
    listened: ThreeAnswers = _NOT_KNOWN
    supported: ThreeAnswers = _NOT_KNOWN
    considered: ThreeAnswers = _NOT_KNOWN
    deciding: ThreeAnswers = _NOT_KNOWN
    shared_power: ThreeAnswers = _NOT_KNOWN


#: The class of each kind, by table.
MODELS: dict[str, type[Record]] = {
    "sessions": Session,
    "feedback": Feedback,
    "said": Saying,
    "readings": Reading,
    "answers": Answer,
    "waivers": Waiver,
    "readiness": Readiness,
}


def kind_of(record: Record) -> Kind:
    """The kind of a record."""
    return next(kinds.KINDS[table] for table, model in MODELS.items() if isinstance(record, model))
