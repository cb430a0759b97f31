"""The rules between the fields of a record, as the JSON Schema says them; the models check the same in words."""

from typing import Any

from coprod.framework import LEVELS, PARTNER_LEVELS
from coprod.model.types import Record, described

_SIDES = ("community", "professional")


def _if(condition: dict[str, Any], then: dict[str, Any]) -> dict[str, Any]:
    """A rule for records whose fields have these values."""
    values = {name: {"const": value} for name, value in condition.items()}
    return {"if": {"properties": values, "required": list(values)}, "then": then}


def session(schema: dict[str, Any], model: type[Record]) -> None:
    """A session names or counts somebody, unless it is planned; in a survey nobody decides."""
    described(schema, model)
    # A minimum says nothing of "some", which is no number.
    counts = [{"required": [side], "properties": {side: {"minimum": 1}}} for side in _SIDES]
    schema["anyOf"] = [
        {"required": ["planned"], "properties": {"planned": {"const": True}}},
        *({"required": [side], "properties": {side: {"minItems": 1}}} for side in _SIDES),
        {"required": ["also_present"], "properties": {"also_present": {"anyOf": counts}}},
    ]
    asked = {"level": {"enum": [level for level in LEVELS if level not in PARTNER_LEVELS]}}
    settled = {"additionalProperties": {"properties": asked}}
    schema["allOf"] = [_if({"kind": "survey"}, {"properties": {**asked, "settled": settled}})]
    schema["properties"]["id"]["not"] = {"const": "project"}


def reading(schema: dict[str, Any], model: type[Record]) -> None:
    """A reading of the whole project has no level, one that was withdrawn no account, and one that settles agrees."""
    described(schema, model)
    gone = {"level": False, "words": False, "settles": False, "share": {"const": False}}
    schema["allOf"] = [
        _if({"session": "project"}, {"properties": {"level": False}}),
        _if({"said": "withdrawn"}, {"properties": gone}),
        {"if": {"required": ["settles"]}, "then": {"properties": {"said": {"enum": ["agree", "cannot-say"]}}}},
    ]


def about(schema: dict[str, Any], model: type[Record]) -> None:
    """A reason for the end of a project needs its day."""
    described(schema, model)
    schema["dependentRequired"] = {"ended_because": ["ended"]}
