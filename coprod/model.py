"""The project file as frozen, strict models: what a user may write, and nothing else.

Reading a file into these models answers one question: is this a project? What the record shows is `coprod.assess`.
"""

import ast
import datetime as dt
import hashlib
import inspect
import json
from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

from coprod.framework import (
    Answer,
    LevelName,
    MatterName,
    PhaseName,
    Recognition,
)

#: The newest version of the file format that this program reads.
FORMAT = 1


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) < len(values):
        raise PydanticCustomError("repeated", "the same entry stands here twice")
    return values


def _one_or_many(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _one_where_one(phases: tuple[str, ...]) -> str | tuple[str, ...]:
    return phases[0] if len(phases) == 1 else phases


def _in_one_capacity(professional: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    """Refuse a label on both sides: a side is the one capacity in which someone attends a session."""
    if not set(professional).isdisjoint(info.data.get("community", ())):
        raise PydanticCustomError(
            "both_sides",
            "someone is on both sides; in one session a person comes in one capacity "
            "(two people of one name need two labels)",
        )
    return professional


def _somebody_came(counted: "Counted", info: ValidationInfo) -> "Counted":
    """Refuse a session that names nobody; silent where a side could not be read, which is reported for itself."""
    itemised = info.data.get("community"), info.data.get("professional")
    if itemised == ((), ()) and not counted.community and not counted.professional:
        raise PydanticCustomError(
            "nobody",
            "names nobody who took part; add community, professional or also_present",
        )
    return counted


def _written(counted: "Counted") -> dict[str, int]:
    return counted.model_dump(exclude_defaults=True)


def session_id(content: Mapping[str, Any], attempt: int = 0) -> str:
    """The id that belongs to a session's content: its date and six hex digits of a hash of the rest.

    Args:
        content: the session's fields by name; `id` is ignored, and fields left empty do not count.
        attempt: counts up where another session already has the id, since six digits can meet by chance.

    Returns:
        For instance `2026-01-12-7c1e0b`.
    """
    rest = {
        key: value
        for key, value in content.items()
        if key not in ("date", "id") and value not in (None, (), {}, Counted())
    }
    text = json.dumps([rest, attempt] if attempt else rest, default=_written, sort_keys=True)
    return f"{content['date']}-{hashlib.sha256(text.encode()).hexdigest()[:6]}"


def _own_id(content: dict[str, Any]) -> str:
    # The model calls this with the fields that it has read, and allows no second parameter.
    return session_id(content)


# A tuple is asked for and an array is what TOML gives: this one conversion is not strict, the items stay so.
_ARRAY = Field(strict=False)

# Any text will do; asking for a length makes pydantic refuse the bytes of a command line that are no text.
Line = Annotated[str, StringConstraints(min_length=0)]
Text = Annotated[str, StringConstraints(pattern=r"\S")]
Id = Annotated[str, StringConstraints(pattern=r"^\S+$")]
Day = dt.date
_SET = Field(strict=False, json_schema_extra={"uniqueItems": True})
Texts = Annotated[tuple[Text, ...], _SET, AfterValidator(_distinct)]
Ids = Annotated[tuple[Id, ...], _SET, AfterValidator(_distinct)]
_SOME = Field(min_length=1)
Phases = Annotated[tuple[PhaseName, ...], _SET, _SOME, AfterValidator(_distinct)]
Count = Annotated[int, Field(ge=0)]
Answers = Annotated[tuple[Answer, ...], Field(strict=False, min_length=3, max_length=3)]
_NOT_KNOWN: tuple[Answer, ...] = ("unknown", "unknown", "unknown")


def _described(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Describe each property in the words below its field; a program that is packed without its source has none.

    pydantic could read them too, but would whenever the models are imported, and most commands ask for no schema.
    """
    try:
        source = inspect.getsource(model)
    except OSError:
        return
    (written,) = ast.parse(source).body
    for field, words in pairwise(ast.iter_child_nodes(written)):
        match field, words:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                schema["properties"][model.model_fields[name].alias or name]["description"] = inspect.cleandoc(text)


class _Record(BaseModel):
    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        json_schema_extra=_described,
    )


class About(_Record):
    """What the project is: the `[project]` table."""

    name: Text
    """The project's name."""
    purpose: Line | None = None
    """What it is for, in a sentence."""
    lead: Line | None = None
    """The organisation that leads it."""
    started: Day | None = None
    """The day on which it began."""
    delivery: Line | None = None
    """What delivery means in this project."""
    affected: Texts = ()
    """The groups most affected."""
    recognition: Recognition | None = None
    """How community partners' time is recognised."""
    claim: Phases = ("co-planning", "co-design", "co-delivery", "co-evaluation")
    """The phases that the project claims to co-produce; left out, all four."""
    given: dict[MatterName, Text] = {}
    """Matters fixed from outside before anyone was invited, each with what was fixed."""


class Thresholds(_Record):
    """Where the warnings begin: the `[check]` table."""

    community_share: Annotated[float, Field(ge=0, le=1)] = 0.34
    """The community's share of attendance, 0 to 1, under which a phase counts as outnumbered."""
    feedback_days: Annotated[int, Field(ge=0, le=36500)] = 42
    """The days within which people hear what came of a session."""


class Counted(_Record):
    """People who were counted but not itemised."""

    community: Count = 0
    """How many came in a community capacity."""
    professional: Count = 0
    """How many came in a professional capacity."""


def _somebody_in_schema(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """The JSON Schema's way to say that a session names or counts somebody."""
    _described(schema, model)
    counts = [{"required": [side], "properties": {side: {"minimum": 1}}} for side in ("community", "professional")]
    schema["anyOf"] = [
        *({"required": [side], "properties": {side: {"minItems": 1}}} for side in ("community", "professional")),
        {"required": ["also_present"], "properties": {"also_present": {"anyOf": counts}}},
    ]


class Session(_Record):
    """One session: when, of which phases, who took part in what capacity, and what came of it."""

    model_config = ConfigDict(json_schema_extra=_somebody_in_schema)

    date: Day
    """The day of the session."""
    phase: Annotated[
        Phases,
        BeforeValidator(_one_or_many, json_schema_input_type=PhaseName | Annotated[list[PhaseName], _SET, _SOME]),
        PlainSerializer(_one_where_one),
    ]
    """The phase, or the phases, that it served."""
    title: Line | None = None
    """What it was about."""
    level: LevelName | None = None
    """How far the community's part went; left out, not recorded."""
    community: Texts = ()
    """Those who came in a community capacity, by id or name."""
    professional: Annotated[Texts, AfterValidator(_in_one_capacity)] = ()
    """Those who came in a professional capacity, by id or name."""
    also_present: Annotated[Counted, Field(validate_default=True), AfterValidator(_somebody_came)] = Counted()
    """People counted but not itemised."""
    heard: Texts = ()
    """The affected groups whose voice was in the room."""
    settled: dict[MatterName, Text] = Field(default_factory=dict)
    """The matters settled in it, each with what was settled."""
    feeds_back: Ids = ()
    """The ids of earlier sessions whose outcome was reported back in this one."""
    recognition: Recognition | None = None
    """How community time was recognised this once, where it differs from the project's way."""
    note: Line | None = None
    """Anything else."""
    id: Id = Field(default_factory=_own_id)
    """Its id; left out, it follows from the content."""


class Waiver(_Record):
    """A finding that the project accepts for a time, with the reason."""

    rule: Text
    """The rule's code."""
    session: Id | None = None
    """The session that it is about; left out, every finding of the rule."""
    reason: Text
    """Why."""
    until: Day
    """The last day on which it counts."""


class Readiness(_Record):
    """One dated answer to Shier's fifteen questions: opening, opportunity and obligation at each level."""

    model_config = ConfigDict(alias_generator=lambda name: name.replace("_", "-"))

    date: Day
    """The day on which the questions were answered."""
    by: Line | None = None
    """Who answered."""
    target: LevelName | None = None
    """The level that the organisation aims for; it need not be the fifth."""
    listened: Answers = _NOT_KNOWN
    """People are listened to: opening, opportunity, obligation."""
    supported: Answers = _NOT_KNOWN
    """People are supported to say what they think: opening, opportunity, obligation."""
    considered: Answers = _NOT_KNOWN
    """People's views are taken into account: opening, opportunity, obligation."""
    deciding: Answers = _NOT_KNOWN
    """People are involved in deciding: opening, opportunity, obligation."""
    shared_power: Answers = _NOT_KNOWN
    """People share power and responsibility: opening, opportunity, obligation."""


class Project(_Record):
    """A whole project file."""

    format: Annotated[int, Field(ge=1, le=FORMAT)] = 1
    """The version of the file format."""
    project: About
    """What the project is."""
    check: Thresholds = Thresholds()
    """Where the warnings begin."""
    people: dict[Text, Text] = {}
    """Ids that stand in for names."""
    sessions: Annotated[tuple[Session, ...], _ARRAY] = ()
    """The sessions, in the order of the file."""
    waivers: Annotated[tuple[Waiver, ...], _ARRAY] = ()
    """The findings that the project accepts for a time."""
    readiness: Annotated[tuple[Readiness, ...], _ARRAY] = ()
    """The answers to Shier's questions, as they were given over time."""
