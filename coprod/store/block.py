"""Records as the text that stands in a file: tomli-w's syntax for values, arrays on one line, `id` last."""

import datetime as dt
from collections.abc import Iterable, Mapping

import tomli_w
from pydantic import BaseModel

Value = str | int | float | dt.date | tuple["Value", ...] | Mapping[str, "Value"]


def value(written: Value) -> str:
    """One value in TOML 1.0, on one line."""
    if isinstance(written, Mapping):
        return "{ " + ", ".join(pairs(written)) + " }"
    if isinstance(written, tuple):
        return "[" + ", ".join(map(value, written)) + "]"
    return tomli_w.dumps({"v": written}).removeprefix("v = ").removesuffix("\n")


def pairs(table: Mapping[str, Value]) -> Iterable[str]:
    """Each `key = value` of a table whose keys need no quotes."""
    return (f"{key} = {value(written)}" for key, written in table.items())


def record(name: str, content: BaseModel) -> str:
    """One `[[name]]` block, with a newline at its end, of the fields that say something.

    Args:
        name: the array of tables that the record belongs to, for instance `sessions`.
        content: the record, in the order of its fields.
    """
    fields = content.model_dump(exclude_defaults=True, by_alias=True)
    return "\n".join([f"[[{name}]]", *pairs(fields)]) + "\n"
