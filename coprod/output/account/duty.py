"""A duty to account for how people were involved: a file with its questions, in its own order.

A file of TOML is read and checked here; `duty_parts` answers its questions from a record.
"""

from collections.abc import Collection, Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from coprod.errors import KeyPath, Problem, Unusable, first_hundred
from coprod.store.positions import Positions
from coprod.store.read import read_bytes, read_toml, text_of
from coprod.words import did_you_mean

_KEYS = ("format", "title", "source", "url", "questions")
_QUESTION_KEYS = ("ask", "parts", "write")


class Question(NamedTuple):
    """A question in a duty's words, the parts of the record that answer it, and what no record can say, or ""."""

    ask: str
    parts: tuple[str, ...]
    write: str


class Duty(NamedTuple):
    """A duty, where it is laid down, its address or "", and its questions in its order."""

    title: str
    source: str
    url: str
    questions: tuple[Question, ...]


def shipped() -> dict[str, str]:
    """The texts of the account files that come with coprod, by their names."""
    folder = resources.files("coprod.output.account") / "duties"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return {file.name.removesuffix(".toml"): file.read_text("utf-8") for file in files if file.name.endswith(".toml")}


def load(name: str, parts: Collection[str]) -> Duty:
    """The duty of a shipped name, or of a path that ends in `.toml`, whose questions may name these parts of a record.

    Raises `Unusable` with every problem of the file, or if no account has the name.
    """
    if name.endswith(".toml"):
        return parse(text_of(read_bytes(Path(name), name), name), name, parts)
    known = shipped()
    if name not in known:
        others = f": there are {', '.join(known)}, or name a file that ends in .toml"
        raise Unusable(Problem("", f'no account is called "{name}"{did_you_mean(name, known) or others}'))
    return parse(known[name], f"{name}.toml", parts)


def parse(text: str, file: str, parts: Collection[str]) -> Duty:
    """Read an account file from its text; otherwise like `load`."""
    content, positions = read_toml(text, file), Positions(text)
    found = [Problem(file, message, positions.line(path)) for path, message in _problems(content, parts)]
    if found:
        raise Unusable(*first_hundred(sorted(found, key=lambda problem: problem.line or 0)))
    questions = (
        Question(table["ask"], tuple(table.get("parts", ())), table.get("write", "")) for table in content["questions"]
    )
    return Duty(content["title"], content["source"], content.get("url", ""), tuple(questions))


def _problems(content: Mapping[str, Any], parts: Collection[str]) -> Iterator[tuple[KeyPath, str]]:
    yield from _unknown(content, _KEYS, ())
    if content.get("format") != 1:
        yield ("format",), "format must be 1; this coprod knows no other"
    yield from _texts(content, ("title", "source"), ("url",), ())
    questions = content.get("questions")
    if not isinstance(questions, list) or not questions or not all(isinstance(table, dict) for table in questions):
        yield ("questions",), "questions are missing: write each as [[questions]] with ask and parts"
        return
    for position, table in enumerate(questions):
        path = ("questions", position)
        yield from _unknown(table, _QUESTION_KEYS, path)
        yield from _texts(table, ("ask",), ("write",), path)
        named = table.get("parts", [])
        if not isinstance(named, list):
            yield (*path, "parts"), 'parts must be a list, such as ["settled", "said"]'
            continue
        for number, part in enumerate(named):
            if part not in parts:
                others = f": these are: {', '.join(parts)}"
                yield (*path, "parts", number), f'"{part}" is no part{did_you_mean(str(part), parts) or others}'


def _unknown(table: Mapping[str, Any], known: Collection[str], path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    for key in table:
        if key not in known:
            others = f": these are known: {', '.join(known)}"
            yield (*path, key), f'unknown key "{key}"{did_you_mean(key, known) or others}'


def _texts(
    table: Mapping[str, Any], needed: Collection[str], optional: Collection[str], path: KeyPath
) -> Iterator[tuple[KeyPath, str]]:
    for key in (*needed, *optional):
        if key in table or key in needed:
            value = table.get(key)
            if not isinstance(value, str) or not value.strip():
                yield (*path, *((key,) if key in table else ())), f"{key} must be text in quotes, and not empty"
