"""What every record is made of: strict, frozen models, and the kinds of text, list and number that they hold."""

import ast
import datetime as dt
import inspect
from itertools import pairwise
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from coprod.framework import PhaseName


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) < len(values):
        raise PydanticCustomError("repeated", "the same entry stands here twice")
    return values


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
#: What a record is referred to by.
Id = Annotated[str, StringConstraints(pattern=rf"^{_SEEN}+$")]
Day = dt.date
Count = Annotated[int, Field(ge=0)]

# A tuple is asked for and an array is what TOML gives: this one conversion is not strict, the items stay so.
ARRAY = Field(strict=False)
SET = Field(strict=False, json_schema_extra={"uniqueItems": True})
SOME = Field(min_length=1)
Labels = Annotated[tuple[Text, ...], SET, AfterValidator(_distinct)]
Ids = Annotated[tuple[Id, ...], SET, AfterValidator(_distinct)]
#: Any number of phases, none of them twice.
AnyPhases = Annotated[tuple[PhaseName, ...], SET, AfterValidator(_distinct)]
#: At least one phase, none of them twice.
Phases = Annotated[tuple[PhaseName, ...], SET, SOME, AfterValidator(_distinct)]


def described(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Describe each property in the words below its field; a program that is packed without its source has none.

    pydantic could read them too, but would whenever the models are imported, and most commands ask for no schema:
    with `use_attribute_docstrings` a check of one file takes 193 ms, and 175 so.
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


class Record(BaseModel):
    """A table of a project file."""

    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        json_schema_extra=described,
    )
