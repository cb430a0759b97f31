"""Sessions: who took part in what capacity, how far the community's part went, and what came of it."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, ValidationInfo
from pydantic_core import PydanticCustomError

from coprod.framework import LevelName, MatterName, PhaseName, Recognition
from coprod.model.ids import own_id
from coprod.model.record import SET, SOME, Count, Day, Id, Ids, Labels, Line, Lines, Phases, Record, Text, described


def _one_or_many(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _one_where_one(phases: tuple[str, ...]) -> str | tuple[str, ...]:
    return phases[0] if len(phases) == 1 else phases


def _somebody_came(counted: "Counted", info: ValidationInfo) -> "Counted":
    """Refuse a session that names nobody; silent where a side could not be read, which is reported for itself."""
    itemised = info.data.get("community"), info.data.get("professional")
    if itemised == ((), ()) and not counted.community and not counted.professional:
        raise PydanticCustomError(
            "nobody",
            "names nobody who took part; add community, professional or also_present",
        )
    return counted


class Counted(Record):
    """People who were counted but not itemised."""

    community: Count = 0
    """How many came in a community capacity."""
    professional: Count = 0
    """How many came in a professional capacity."""


def _somebody_in_schema(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """The JSON Schema's way to say that a session names or counts somebody."""
    described(schema, model)
    counts = [{"required": [side], "properties": {side: {"minimum": 1}}} for side in ("community", "professional")]
    schema["anyOf"] = [
        *({"required": [side], "properties": {side: {"minItems": 1}}} for side in ("community", "professional")),
        {"required": ["also_present"], "properties": {"also_present": {"anyOf": counts}}},
    ]


class Session(Record):
    """One session: when, of which phases, who took part in what capacity, and what came of it.

    A label may stand on both sides: somebody who came in both capacities counts on each.
    """

    model_config = ConfigDict(json_schema_extra=_somebody_in_schema)

    date: Day
    """The day of the session."""
    phase: Annotated[
        Phases,
        BeforeValidator(_one_or_many, json_schema_input_type=PhaseName | Annotated[list[PhaseName], SET, SOME]),
        PlainSerializer(_one_where_one),
    ]
    """The phase, or the phases, that it served."""
    title: Line | None = None
    """What it was about."""
    level: LevelName | None = None
    """How far the community's part went; left out, not recorded."""
    community: Labels = ()
    """Those who came in a community capacity, by id or name."""
    professional: Labels = ()
    """Those who came in a professional capacity, by id or name."""
    also_present: Annotated[Counted, Field(validate_default=True), AfterValidator(_somebody_came)] = Counted()
    """People counted but not itemised."""
    heard: Labels = ()
    """The affected groups whose voice was in the room."""
    settled: dict[MatterName, Text] = Field(default_factory=dict)
    """The matters settled in it, each with what was settled."""
    feeds_back: Ids = ()
    """The ids of earlier sessions whose outcome was reported back in this one."""
    recognition: Recognition | None = None
    """How community time was recognised this once, where it differs from the project's way."""
    note: Lines | None = None
    """Anything else."""
    id: Id = Field(default_factory=own_id())
    """Its id; left out, it follows from the content."""
