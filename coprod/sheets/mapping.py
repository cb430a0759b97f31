"""What the columns and words of a sheet mean, as TOML says it: read, checked, and written.

A mapping holds headings and words, never a person's name, address or number. A word or heading may be a pattern, in
which `*` is any text; matching one takes time in proportion to the text.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any, cast

from coprod import days
from coprod.errors import KeyPath, Problem, Unusable, first_hundred
from coprod.framework import CAPACITIES, LEVELS, PHASES
from coprod.model import toml
from coprod.sheets.cells import folded
from coprod.store.positions import Positions
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


def is_pattern(word: str) -> bool:
    """Whether a word stands for more than one text."""
    return "*" in word or word == ABOVE_NOUGHT


@dataclass(frozen=True, slots=True)
class Words:
    """A column, and the meaning of each of its words.

    Attributes:
        column: its heading; empty if the words are those of many columns, or of titles.
        words: the words of each meaning, `ask` among them: those that are still to be placed.
    """

    column: str
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def meaning(self, cell: str) -> str | None:
        """The meaning of a cell, or None if no word is it; exact words count before patterns."""
        return self.placed(cell)[0]

    def placed(self, cell: str) -> tuple[str | None, str]:
        """The meaning of a cell, and the word by which it has it; the cell itself if it has none."""
        for patterns in (False, True):
            for meaning, words in self.words.items():
                for word in words:
                    if is_pattern(word) is patterns and matches(word, cell):
                        return meaning, word
        return None, cell


@dataclass(frozen=True, slots=True)
class NameRole:
    """Where the names of people stand, and how they are written."""

    columns: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    order: str = "first-last"
    brackets: str = "keep"
    heading: str = ""


@dataclass(frozen=True, slots=True)
class DayRole:
    """Where the day of a session stands; `above` is a label over the headings, and empty means the only day there."""

    column: str = ""
    above: str | None = None
    order: days.Order | None = None
    split: tuple[str, ...] = ()
    none: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """A mapping, read.

    Attributes:
        content: what its TOML holds; the other attributes are its keys.
        origin: how messages name it.
        came: `"all"`, `"ask"`, or columns of which each may say that somebody did not come.
        side: None if nothing in the sheet says it.
        side_of: `"sheet"` or `"heading"`, if a title says the side, and not a column.
        ends: sides by the ends of addresses.
        own: `"attendance"` or `"said"`, if it is an export of coprod's, which holds more than a mapping tells.
    """

    content: Mapping[str, Any]
    origin: str = ""
    name: NameRole = NameRole()
    email: str = ""
    day: DayRole | None = None
    came: str | tuple[Words, ...] = ASK
    side: Words | None = None
    side_of: str = ""
    ends: Mapping[str, str] = field(default_factory=dict)
    phase: Words | None = None
    level: Words | None = None
    title: str = ""
    note: str = ""
    count: str = ""
    count_side: str = ""
    wide: str = ""
    sheet: tuple[str, ...] = ()
    skip: int | None = None
    until: str = ""
    blocks: bool = False
    not_people: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    own: str = ""

    def headings(self) -> list[str]:
        """The headings that it reads, each once."""
        columns = [*self.name.columns, self.email, self.day.column if self.day else ""]
        columns += [words.column for words in self.came] if isinstance(self.came, tuple) else []
        columns += [words.column for words in (self.side, self.phase, self.level) if words]
        columns += [self.title, self.note, self.count]
        return list(dict.fromkeys(column for column in columns if column))

    def ignores(self, heading: str) -> bool:
        """Whether a heading is one that it does not read."""
        return any(matches(pattern, heading) for pattern in self.ignore)

    def with_content(self, **changes: Any) -> "SheetMapping":
        """The mapping with other keys; None takes one out."""
        content = {key: value for key, value in {**self.content, **changes}.items() if value is not None}
        return parsed(content, self.origin)


@dataclass(slots=True)
class _Reader:
    """Reads the keys of a mapping, and collects what is wrong with them, each with the path of its key."""

    content: Mapping[str, Any]
    problems: list[tuple[KeyPath, str]] = field(default_factory=list)

    def wrong(self, message: str, *path: str) -> None:
        self.problems.append((path, message))

    def text(self, value: object, *path: str) -> str:
        if isinstance(value, str):
            return value
        self.wrong("must be text in quotes", *path)
        return ""

    def texts(self, value: object, *path: str) -> tuple[str, ...]:
        """One text or a list of texts."""
        items = value if isinstance(value, list) else [value]
        return tuple(self.text(item, *path) for item in items)

    def choice(self, value: object, known: Iterable[str], *path: str) -> str:
        options = list(known)
        if value in options:
            return str(value)
        near = did_you_mean(value, options) if isinstance(value, str) else ""
        self.wrong(f"must be one of {', '.join(options)}{near}", *path)
        return ""

    def table(self, value: object, keys: Iterable[str], *path: str) -> Mapping[str, Any]:
        """A table with no other keys than these."""
        if not isinstance(value, dict):
            self.wrong("must be text in quotes, or a table in braces", *path)
            return {}
        known = list(keys)
        for key in value:
            if key not in known:
                self.wrong(f"is not known here; known are {', '.join(known)}{did_you_mean(key, known)}", *path, key)
        return value

    def words(self, value: object, meanings: Iterable[str], *path: str, column: bool = True) -> Words:
        """`{ column, MEANING = [words] }`."""
        known = [*meanings]
        table = self.table(value, ["column", *known] if column else known, *path)
        if column and not isinstance(table.get("column", 0), str):
            self.wrong("needs column, the heading under which the words stand", *path)
        words = {key: self.texts(table[key], *path, key) for key in known if key in table}
        placed: dict[str, str] = {}
        for meaning, listed in words.items():
            for word in map(folded, listed):
                if placed.setdefault(word, meaning) != meaning:
                    self.wrong(f'has "{short(word)}" under {placed[word]} and under {meaning}', *path)
        return Words(str(table.get("column", "")), words)

    def name(self, value: object) -> NameRole:
        if not isinstance(value, dict):
            return NameRole(self.texts(value, "name"))
        table = self.table(value, ["column", "split", "order", "brackets", "heading"], "name")
        return NameRole(
            self.texts(table["column"], "name", "column") if "column" in table else (),
            self.texts(table.get("split", []), "name", "split"),
            self.choice(table.get("order", "first-last"), ("first-last", "last-first"), "name", "order"),
            self.choice(table.get("brackets", "keep"), ("keep", "drop", "take"), "name", "brackets"),
            self.text(table.get("heading", ""), "name", "heading"),
        )

    def day(self, value: object) -> DayRole | None:
        if value == ASK:
            return None
        if isinstance(value, str):
            return DayRole(value) if value else DayRole(above="")
        table = self.table(value, ["column", "above", "order", "split", "none"], "day")
        order = self.choice(table["order"], ("dmy", "mdy"), "day", "order") if "order" in table else None
        return DayRole(
            self.text(table.get("column", ""), "day", "column"),
            self.text(table["above"], "day", "above") if "above" in table else None,
            cast("days.Order | None", order or None),
            self.texts(table.get("split", []), "day", "split"),
            self.texts(table.get("none", []), "day", "none"),
        )

    def came(self, value: object, wide: str) -> str | tuple[Words, ...]:
        if isinstance(value, str):
            return self.choice(value, ("all", ASK), "came")
        tables = value if isinstance(value, list) else [value]
        return tuple(self.words(table, ("came", "absent", ASK), "came", column=not wide) for table in tables)

    def side(self, value: object) -> dict[str, Any]:
        """What `side` says, as keys of a mapping."""
        if value == ASK:
            return {}
        if isinstance(value, str):
            return {"side": Words(value, {side: (side,) for side in CAPACITIES})}
        if isinstance(value, dict) and "ends" in value:
            ends = self.table(value, ["ends"], "side")["ends"]
            known = ends if isinstance(ends, dict) else {}
            if not known:
                self.wrong('must be a table, such as { "council.example" = "professional" }', "side", "ends")
            return {"ends": {end: self.choice(side, (*CAPACITIES, OUT), "side", "ends") for end, side in known.items()}}
        if isinstance(value, dict) and "of" in value:
            rest = {key: words for key, words in value.items() if key != "of"}
            words = self.words(rest, (*CAPACITIES, OUT), "side", column=False)
            return {"side_of": self.choice(value["of"], ("sheet", "heading"), "side", "of"), "side": words}
        return {"side": self.words(value, (*CAPACITIES, OUT, ASK), "side")}

    def listed(self, key: str, known: Iterable[str]) -> Words | None:
        """A heading whose cells are the framework's words, or a table of other words."""
        if key not in self.content:
            return None
        value = self.content[key]
        return Words(value) if isinstance(value, str) else self.words(value, known, key)


_KEYS = (
    "name", "email", "day", "came", "side", "phase", "level", "title", "note", "count", "wide", "sheet", "skip",
    "until", "blocks", "not_people", "ignore", "own",
)  # fmt: skip


def parsed(content: Mapping[str, Any], origin: str, line_of: Callable[[KeyPath], int] | None = None) -> SheetMapping:
    """Read a mapping."""
    reader = _Reader(content)
    reader.table(dict(content), _KEYS)
    keys: dict[str, Any] = {key: reader.text(content.get(key, ""), key) for key in ("email", "title", "note", "until")}
    keys["wide"] = reader.choice(content["wide"], ("days", "people", "lists"), "wide") if "wide" in content else ""
    keys |= {key: reader.texts(content.get(key, []), key) for key in ("sheet", "not_people", "ignore")}
    keys |= reader.side(content.get("side", ASK))
    if isinstance(count := content.get("count", ""), dict):
        table = reader.table(count, ["column", "side"], "count")
        keys["count"] = reader.text(table.get("column", ""), "count", "column")
        keys["count_side"] = reader.choice(table["side"], CAPACITIES, "count", "side") if "side" in table else ""
    else:
        keys["count"] = reader.text(count, "count")
    skip = content.get("skip")
    if skip is not None and (not isinstance(skip, int) or isinstance(skip, bool) or skip < 0):
        reader.wrong("must be a whole number of lines", "skip")
    if not isinstance(content.get("blocks", False), bool):
        reader.wrong("must be true or false", "blocks")
    mapping = SheetMapping(
        content,
        origin,
        name=reader.name(content["name"]) if "name" in content else NameRole(),
        day=reader.day(content.get("day", ASK)),
        came=reader.came(content.get("came", ASK), keys["wide"]),
        phase=reader.listed("phase", PHASES),
        level=reader.listed("level", LEVELS),
        skip=skip,
        blocks=bool(content.get("blocks")),
        own=reader.choice(content["own"], ("attendance", "said"), "own") if "own" in content else "",
        **keys,
    )
    if "came" not in content and not mapping.own and mapping.name.columns:
        reader.wrong('is required: a column that says who came, or "all" if only those are listed', "came")
    if reader.problems:
        raise Unusable(*first_hundred([_problem(path, message, origin, line_of) for path, message in reader.problems]))
    return mapping


def _problem(path: KeyPath, message: str, origin: str, line_of: Callable[[KeyPath], int] | None) -> Problem:
    return Problem(origin, f"{'.'.join(map(str, path))}: {message}", line_of(path) if line_of else None)


def from_text(text: str, file: str) -> SheetMapping:
    """Read a file that is one mapping, with its keys at the top."""
    content = read_toml(text, file)
    positions = Positions(text)
    return parsed(content, file, positions.line)


def kept(text: str, file: str) -> dict[str, SheetMapping]:
    """Read the file of the mappings that a project keeps, by their names."""
    content = read_toml(text, file)
    positions = Positions(text)
    if content.pop("format", 1) != 1:
        raise Unusable(Problem(file, "format: must be 1; this coprod knows no other", positions.line(("format",))))
    found: dict[str, SheetMapping] = {}
    for name, table in content.items():
        if not isinstance(table, dict):
            raise Unusable(Problem(file, f"{name}: must be a table, a mapping by its name", positions.line((name,))))
        found[name] = parsed(table, file, lambda path, name=name: positions.line((name, *path)))  # type: ignore[misc]
    return found


def as_toml(content: Mapping[str, Any]) -> str:
    """A mapping as TOML, a key a line, in the order of the manual; a long list has its items on lines of their own."""
    lines = []
    for key in _KEYS:
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


def fits(mapping: SheetMapping, headings: Sequence[str], *, known: Callable[[str], bool]) -> bool:
    """Whether a sheet has every heading of a mapping, and no other."""
    present = set(map(folded, headings))
    mine = set(map(folded, mapping.headings()))
    return mine <= present and all(folded(one) in mine or mapping.ignores(one) or known(one) for one in headings)
