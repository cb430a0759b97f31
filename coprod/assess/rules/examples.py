"""A rule's example, which stands in a few lines, written out as a project file."""

import datetime as dt
import re
import tomllib
from typing import Any

from coprod.assess.rules.declare import Example
from coprod.framework import LEVELS
from coprod.model import toml
from coprod.model.kinds import KINDS

_HEAD = ("", "[project]", 'name = "Riverside garden"')
_SESSION = re.compile(r"\d{4}-\d\d-\d\d ")
_RECORD = re.compile(rf"({'|'.join(KINDS)}): (.*)")
#: A level or a title in a session's line, in the order in which they stand in the file.
_WORD = re.compile(rf'({"|".join(LEVELS)}|"[^"]*")(?: +|$)')


def example_text(lines: Example) -> str:
    """The project file that some lines stand for, one for each record.

    A session is `2026-02-02 planning,design deciding "Three drawings" C1, C2 | Jo (council)`: date, phases, level,
    title, the community, and behind the bar the professionals. Another record is `said: date = 2026-02-02, id = "a"`.
    Anything else is TOML for the table above it, at the beginning for the project's own.
    """
    written = [*_HEAD]
    for line in lines:
        if _SESSION.match(line):
            written += ["", "[[sessions]]", *toml.pairs(_session(line))]
        elif record := _RECORD.fullmatch(line):
            written += ["", f"[[{record[1]}]]", *toml.pairs(tomllib.loads(f"record = {{ {record[2]} }}")["record"])]
        else:
            written += ["", line] if line.startswith("[") else [line]
    return "\n".join([*written, ""])


def _session(line: str) -> dict[str, Any]:
    people, _, professional = line.partition("|")
    day, phases, *rest = people.split(maxsplit=2)
    names = [f"co-{word}" for word in phases.split(",")]
    session: dict[str, Any] = {
        "date": dt.date.fromisoformat(day),
        "phase": names[0] if len(names) == 1 else names,
    }
    community = rest[0] if rest else ""
    while word := _WORD.match(community):
        session["title" if word[1].startswith('"') else "level"] = word[1].strip('"')
        community = community[word.end() :]
    sides = {"community": _labels(community), "professional": _labels(professional)}
    return session | {side: labels for side, labels in sides.items() if labels}


def _labels(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]
