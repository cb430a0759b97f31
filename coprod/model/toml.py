"""Records as the text that stands in a file: tomli-w's syntax for values, arrays on one line, `id` last."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

import tomli_w
from pydantic import BaseModel

Value = str | int | float | dt.date | tuple["Value", ...] | list["Value"] | Mapping[str, "Value"]

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def value(written: Value) -> str:
    """One value in TOML 1.0, on one line."""
    if isinstance(written, Mapping):
        return "{ " + ", ".join(pairs(written)) + " }"
    if isinstance(written, tuple | list):
        return "[" + ", ".join(map(value, written)) + "]"
    return _scalar(written)


# A label comes again in session after session; a number is no flag, though they are equal.
@lru_cache(maxsize=1000, typed=True)
def _scalar(written: str | float | dt.date) -> str:
    return tomli_w.dumps({"v": written}).removeprefix("v = ").removesuffix("\n")


def pairs(table: Mapping[str, Value]) -> Iterable[str]:
    """Each `key = value` of a table."""
    return (f"{key_of(name)} = {value(written)}" for name, written in table.items())


def key_of(name: str) -> str:
    """A name as the key of a pair, in quotes where it needs them."""
    return name if _BARE.fullmatch(name) else value(name)


def record(name: str, content: BaseModel) -> str:
    """A record as one `[[name]]` block, with a newline at its end, of the fields that say something."""
    fields = content.model_dump(exclude_defaults=True, by_alias=True)
    return "\n".join([f"[[{name}]]", *pairs(fields)]) + "\n"
