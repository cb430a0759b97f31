"""The base of every record, a strict and frozen model, and the types of text, list and number that its fields have."""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, LiteralString

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

from coprod.framework import PhaseName, Recognition
from coprod.model.rows import Row


def refused(words: LiteralString, is_unfit: Callable[[Any, Mapping[str, Any]], object]) -> AfterValidator:
    """A validator that refuses a value that is unfit beside the fields before it, as far as those could be read."""

    def fit(value: Any, info: ValidationInfo) -> Any:
        if is_unfit(value, info.data):
            raise PydanticCustomError("refused", words)
        return value

    return AfterValidator(fit)


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) < len(values):
        raise PydanticCustomError("repeated", "the same entry stands here twice")
    return values


def _count_or_some(value: object) -> object:
    if value == "some" or (type(value) is int and value >= 0):
        return value
    raise PydanticCustomError("crowd", 'must be a whole number of at least 0, or "some"')


# No text holds a control character; only what may run over several lines holds line ends and tabs. The ranges are
# written out, since every reader of the JSON Schema knows them so.
_PLAIN = r"[^\u0000-\u001f\u007f-\u009f]"
_SEEN = r"[^\s\u0000-\u001f\u007f-\u009f]"
_WIDE = r"[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]"

#: One line of text, which may be empty.
Line = Annotated[str, StringConstraints(pattern=rf"^{_PLAIN}*$")]
#: One line of text that says something.
Text = Annotated[str, StringConstraints(pattern=rf"^{_PLAIN}*{_SEEN}{_PLAIN}*$")]
#: Text of one line or several, which may be empty.
Lines = Annotated[str, StringConstraints(pattern=rf"^{_WIDE}*$")]
#: Text of one line or several that says something.
Texts = Annotated[str, StringConstraints(pattern=rf"^{_WIDE}*{_SEEN}{_WIDE}*$")]
#: An id of a record.
Id = Annotated[str, StringConstraints(pattern=rf"^{_SEEN}+$")]
Day = dt.date
Count = Annotated[int, Field(ge=0)]

# A tuple is asked for and an array is what TOML gives: this one conversion is not strict, the items stay so.
ARRAY = Field(strict=False)
SET = Field(strict=False, json_schema_extra={"uniqueItems": True})
SOME = Field(min_length=1)
Labels = Annotated[tuple[Text, ...], SET, AfterValidator(_distinct)]
#: A number of people, or "some" if people came and nobody knows how many.
Crowd = Annotated[Count | Literal["some"], BeforeValidator(_count_or_some)]
Ids = Annotated[tuple[Id, ...], SET, AfterValidator(_distinct)]
#: Any number of phases, none of them twice.
AnyPhases = Annotated[tuple[PhaseName, ...], SET, AfterValidator(_distinct)]


def _one_or_many(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _one_where_one(values: tuple[str, ...]) -> str | tuple[str, ...]:
    return values[0] if len(values) == 1 else values


#: At least one phase, none of them twice; one alone may be written without a list.
Phases = Annotated[
    tuple[PhaseName, ...],
    SET,
    SOME,
    AfterValidator(_distinct),
    BeforeValidator(_one_or_many, json_schema_input_type=PhaseName | Annotated[list[PhaseName], SET, SOME]),
    PlainSerializer(_one_where_one),
]
#: In a JSON Schema, none stands alone.
_WAYS = Field(
    strict=False,
    json_schema_extra={"uniqueItems": True, "not": {"contains": {"const": "none"}, "minItems": 2}},
)
#: At least one way in which time is recognised, none of them twice; one alone may be written without a list.
Recognitions = Annotated[
    tuple[Recognition, ...],
    SET,
    SOME,
    AfterValidator(_distinct),
    refused('"none" stands alone: take it out, or the other ways', lambda ways, _: "none" in ways and len(ways) > 1),
    BeforeValidator(_one_or_many, json_schema_input_type=Recognition | Annotated[list[Recognition], _WAYS, SOME]),
    PlainSerializer(_one_where_one),
]


def described(schema: dict[str, Any], model: type["Record"]) -> None:
    """Describe each property of a JSON Schema in the words of its row."""
    for row in model.rows:
        schema["properties"][row.in_file]["description"] = row.help


class Record(BaseModel):
    """A table of a project file; the fields of a class are held against its rows when it is made."""

    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        json_schema_extra=described,
    )

    rows: ClassVar[tuple[Row, ...]] = ()

    def __init_subclass__(cls, *, rows: tuple[Row, ...], **kwargs: Any) -> None:
        """Keep the rows that the class is made with."""
        super().__init_subclass__(**kwargs)
        cls.rows = rows

    @classmethod
    @cache
    def row(cls, name: str) -> Row:
        """The row of a field."""
        return next(row for row in cls.rows if row.name == name)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Refuse a class whose fields are not those of its rows, in their order."""
        super().__pydantic_init_subclass__()
        fields = [(name, field.alias or name) for name, field in cls.model_fields.items()]
        if fields != [(row.name, row.in_file) for row in cls.rows]:
            rows = [(row.name, row.in_file) for row in cls.rows]
            apart = [name for name, key in (*fields, *rows) if ((name, key) in fields) != ((name, key) in rows)]
            what = f"these stand in one of the two alone: {', '.join(apart)}" if apart else "their order differs"
            raise TypeError(f"{cls.__name__} has other fields than rows in kinds.py; {what}")
