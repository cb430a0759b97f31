"""What the columns and words of a sheet mean, as TOML says it: read, checked, and written.

A mapping holds headings and words, never a person's name, address or number. A word or heading may be a pattern, in
which `*` is any text; matching one takes time in proportion to the text.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache
from importlib import resources
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from coprod.errors import KeyPath, Problem, Unusable, first_hundred
from coprod.framework import CAPACITIES, Capacity
from coprod.model import toml
from coprod.sheets.cells import folded
from coprod.store.positions import Positions
from coprod.store.problems import in_words
from coprod.store.read import read_toml
from coprod.words import did_you_mean, short

#: What can be said of the side of somebody who came, beside the capacities.
ASK, OUT = "ask", "out"

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
#: Words of the mapping that stand for cells: an empty one, and any number above nought.
EMPTY, ABOVE_NOUGHT = "", ">0"


@lru_cache(maxsize=50_000)
def matches(pattern: str, text: str) -> bool:
    """Whether a cell or heading is what a word of a mapping says; `*` in the word is any text."""
    if pattern == ABOVE_NOUGHT:
        return bool(_NUMBER.fullmatch(text.strip())) and float(text.strip().replace(",", ".")) > 0
    text = folded(text)
    first, *rest = folded(pattern).split("*")
    if not rest:
        return first == text
    *middle, last = rest
    if not text.startswith(first) or not text.endswith(last):
        return False
    begin, end = len(first), len(text) - len(last)
    for part in middle:
        begin = text.find(part, begin, end)
        if begin < 0:
            return False
        begin += len(part)
    return begin <= end


def _is_pattern(word: str) -> bool:
    return "*" in word or word == ABOVE_NOUGHT


def one_or_many(value: Any) -> Any:
    """A list as it is, or a list of the one value."""
    return value if isinstance(value, list | tuple) else [value]


def _column(value: object) -> object:
    return value if isinstance(value, dict) else {"column": value}


#: One text or a list of texts.
Texts = Annotated[tuple[str, ...], Field(strict=False), BeforeValidator(one_or_many)]


class _Table(BaseModel):
    # Only the whole of a mapping is ever read: none of its tables needs a validator of its own.
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", defer_build=True)


class Words(_Table):
    """A column, and the words of each meaning, `ask` among them: those that are still to be placed.

    The column is empty if the words are those of many columns, or of titles.
    """

    model_config = ConfigDict(alias_generator=lambda meaning: meaning.replace("_", "-"))

    column: str = ""

    @cached_property
    def words(self) -> dict[str, tuple[str, str]]:
        """The meaning of each word, and the word, by its folded form."""
        found: dict[str, tuple[str, str]] = {}
        for meaning, words in self.model_dump(by_alias=True).items():
            for word in words if isinstance(words, tuple) else ():
                other, _ = found.setdefault(folded(word), (meaning, word))
                if other != meaning:
                    told = {"word": short(word), "other": other, "meaning": meaning}
                    raise PydanticCustomError("placed", 'has "{word}" under {other} and under {meaning}', told)
        return found

    @model_validator(mode="after")
    def _placed_once(self) -> "Words":
        _ = self.words
        return self

    def placed(self, cell: str) -> tuple[str | None, str]:
        """The meaning of a cell and its word, or None and the cell; exact words count before patterns."""
        exact = self.words.get(folded(cell))
        if exact and not _is_pattern(exact[1]):
            return exact
        patterns = (found for found in self.words.values() if _is_pattern(found[1]) and matches(found[1], cell))
        return next(patterns, (None, cell))


class Came(Words):
    """What the words of a column say of coming."""

    came: Texts = ()
    absent: Texts = ()
    ask: Texts = ()


class Side(Words):
    """What says the side: a column, the title of the sheet or of a list, or the ends of addresses."""

    community: Texts = ()
    professional: Texts = ()
    supporting: Texts = ()
    out: Texts = ()
    ask: Texts = ()
    of: Literal["sheet", "heading"] | None = None
    ends: dict[str, Literal["community", "professional", "supporting", "out"]] = {}


class Phase(Words):
    """Words for phases."""

    co_planning: Texts = ()
    co_design: Texts = ()
    co_delivery: Texts = ()
    co_evaluation: Texts = ()


class Level(Words):
    """Words for levels."""

    informed: Texts = ()
    listened: Texts = ()
    supported: Texts = ()
    considered: Texts = ()
    deciding: Texts = ()
    shared_power: Texts = ()


class Name(_Table):
    """Where the names of people stand, and how they are written."""

    columns: Texts = Field((), alias="column")
    split: Texts = ()
    order: Literal["first-last", "last-first"] = "first-last"
    brackets: Literal["keep", "drop", "take"] = "keep"
    heading: str = ""


class Day(_Table):
    """Where the day of a session stands; `above` is a label over the headings, and empty means the only day there."""

    column: str = ""
    above: str | None = None
    order: Literal["dmy", "mdy"] | None = None
    split: Texts = ()
    none: Texts = ()


class Count(_Table):
    """The column of how many people came beyond those who are named, and their side if it is one."""

    column: str = ""
    side: Capacity | None = None


def _day(value: object) -> object:
    return None if value == ASK else {"above": ""} if value == "" else _column(value)


def _came(value: object) -> object:
    """The columns that say who came: one without a heading if everybody who is listed did, and none if it is asked."""
    if isinstance(value, str):
        known: dict[str, object] = {"all": [{"came": ["*"]}], ASK: []}
        if value not in known:
            near = did_you_mean(value, list(known))
            raise PydanticCustomError("came", "must be one of {known}{near}", {"known": ", ".join(known), "near": near})
        return known[value]
    return one_or_many(value)


def _side(value: object) -> object:
    if not isinstance(value, str):
        return value
    words: dict[str, object] = {side: [side] for side in CAPACITIES}
    return None if value == ASK else {"column": value, **words}


class _Keys(_Table):
    """The keys of a mapping, in the order in which they are written."""

    name: Annotated[Name, BeforeValidator(_column)] = Name()
    email: str = ""
    day: Annotated[Day | None, BeforeValidator(_day)] = None
    came: Annotated[tuple[Came, ...], Field(strict=False), BeforeValidator(_came)] = ()
    side: Annotated[Side | None, BeforeValidator(_side)] = None
    phase: Annotated[Phase | None, BeforeValidator(_column)] = None
    level: Annotated[Level | None, BeforeValidator(_column)] = None
    title: str = ""
    note: str = ""
    count: Annotated[Count, BeforeValidator(_column)] = Count()
    wide: Literal["days", "people", "lists"] | None = None
    sheet: Texts = ()
    skip: Annotated[int | None, Field(ge=0)] = None
    until: str = ""
    blocks: bool = False
    not_people: Texts = ()
    ignore: Texts = ()
    own: Literal["attendance", "said"] | None = None


#: The tables of a mapping by their keys, for messages about keys that they do not have.
_TABLES: dict[KeyPath, type[BaseModel]] = {
    (): _Keys,
    **{(table.__name__.lower(),): table for table in (Name, Day, Came, Side, Phase, Level, Count)},
}


class SheetMapping(_Keys):
    """A mapping, read: its keys, what its TOML holds, and how messages name it."""

    content: Mapping[str, Any] = {}
    origin: str = ""

    def roles(self) -> dict[str, list[str]]:
        """The headings that it reads, by the key that reads them."""
        roles = {
            "name": self.name.columns,
            "email": [self.email],
            "day": [self.day.column] if self.day else [],
            "came": [words.column for words in self.came],
            **{key: [words.column] for key in ("side", "phase", "level") if (words := getattr(self, key))},
            "title": [self.title],
            "note": [self.note],
            "count": [self.count.column],
        }
        return {key: [column for column in columns if column] for key, columns in roles.items()}

    @property
    def names_nobody(self) -> bool:
        """Whether it says nowhere where people stand."""
        across = self.wide in {"people", "lists"}
        return not (self.own or across or self.name.columns or self.count.column)

    def headings(self) -> list[str]:
        """The headings that it reads, each once."""
        return list(dict.fromkeys(column for columns in self.roles().values() for column in columns))

    def ignores(self, heading: str) -> bool:
        """Whether a heading is one that it does not read."""
        return any(matches(pattern, heading) for pattern in self.ignore)

    def with_content(self, **changes: Any) -> "SheetMapping":
        """The mapping with other keys."""
        return parsed({**self.content, **changes}, self.origin)


def parsed(content: Mapping[str, Any], origin: str, line_of: Callable[[KeyPath], int] | None = None) -> SheetMapping:
    """Read a mapping."""
    try:
        keys = _Keys.model_validate(content)
    except ValidationError as error:
        found = list(in_words(error, tables=_TABLES))
    else:
        found = list(_missing(keys, content))
    problems = []
    for path, message in found:
        named = ".".join(part for part in path if isinstance(part, str))
        problems.append(Problem(origin, f"{named}: {message}", line_of(path) if line_of else None))
    if problems:
        raise Unusable(*first_hundred(problems))
    return SheetMapping.model_construct(content=content, origin=origin, **dict(keys))


def _missing(keys: _Keys, content: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """The keys that a mapping needs beside those that it has."""
    if "came" not in content and not keys.own and keys.name.columns:
        yield ("came",), 'is required: a column that says who came, or "all" if only those are listed'
    tables: dict[str, Words | None] = {"phase": keys.phase, "level": keys.level}
    tables |= {"side": keys.side} if keys.side and not (keys.side.of or keys.side.ends) else {}
    needing = [key for key, words in tables.items() if words and not words.column]
    columns = [words.column for words in keys.came]
    if keys.wide and any(columns):
        yield ("came",), "takes no column here: its words are those of the columns across which the sheet is wide"
    elif content.get("came") != "all" and not keys.wide and not all(columns):
        needing.append("came")
    yield from (((key,), "needs column, the heading under which the words stand") for key in needing)


def from_text(text: str, file: str) -> SheetMapping:
    """Read a file that is one mapping, with its keys at the top."""
    return parsed(read_toml(text, file), file, Positions(text).line)


def kept(text: str, file: str) -> dict[str, SheetMapping]:
    """Read the file of the mappings that a project keeps, by their names."""
    content = read_toml(text, file)
    line_of = Positions(text).line
    if content.pop("format", 1) != 1:
        raise Unusable(Problem(file, "format: must be 1; this coprod knows no other", line_of(("format",))))
    found: dict[str, SheetMapping] = {}
    for name, table in content.items():
        if not isinstance(table, dict):
            raise Unusable(Problem(file, f"{name}: must be a table, a mapping by its name", line_of((name,))))
        found[name] = parsed(table, file, lambda path, name=name: line_of((name, *path)))  # type: ignore[misc]
    return found


def as_toml(content: Mapping[str, Any]) -> str:
    """A mapping as TOML, a key a line, in the order of the manual; a long list has its items on lines of their own."""
    lines = []
    for key in _Keys.model_fields:
        if key in content:
            line = f"{key} = {toml.value(content[key])}"
            if len(line) > _LINE and isinstance(content[key], list):
                items = "".join(f"    {toml.value(item)},\n" for item in content[key])
                line = f"{key} = [\n{items}]"
            lines.append(f"{line}\n")
    return "".join(lines)


_LINE = 110


def with_kept(text: str, file: str, name: str, content: Mapping[str, Any]) -> str:
    """The text of the kept mappings with one more, or with another in the place of one of this name."""
    before = kept(text, file)
    block = f"[{toml.key_of(name)}]\n{as_toml(content)}"
    lines = text.splitlines(keepends=True)
    if name in before:
        begin = Positions(text).line((name,)) - 1
        end = next((at for at in range(begin + 1, len(lines)) if lines[at].startswith("[")), len(lines))
        tail = "".join(lines[end:])
        text = "".join(lines[:begin]) + block + (f"\n{tail}" if tail else "")
    else:
        gap = "" if text.endswith("\n\n") or not text else "\n" if text.endswith("\n") else "\n\n"
        text = f"{text}{gap}{block}"
    after = {known: mapping.content for known, mapping in kept(text, file).items()}
    if after != {**{known: mapping.content for known, mapping in before.items()}, name: content}:
        raise Unusable(Problem(file, f"leaves no place for {name}: keep it under another name"))
    return text


def built_in() -> dict[str, str]:
    """The texts of the built-in mappings, by their names."""
    # None may be named as a project is: a search of a folder that holds the installed package would find it.
    folder, ending = resources.files("coprod.sheets") / "mappings", ".mapping.toml"
    files = sorted(folder.iterdir(), key=lambda file: file.name.removesuffix(ending))
    return {file.name.removesuffix(ending): file.read_text("utf-8") for file in files if file.name.endswith(ending)}
