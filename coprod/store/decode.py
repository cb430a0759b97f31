"""From a TOML document's content to a `Project`, or to every problem that stands in the way, in plain words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from coprod.errors import COUNTED, KeyPath, Problem, Unusable, first_hundred
from coprod.model import FORMAT, About, Counted, Project, Readiness, Thresholds
from coprod.model.kinds import KINDS, ids
from coprod.nearest import did_you_mean
from coprod.store.locate import Positions
from coprod.store.parts import parts
from coprod.visible import visible

_TABLES: dict[KeyPath, type[BaseModel]] = {
    (): Project,
    ("project",): About,
    ("check",): Thresholds,
    ("sessions", "also_present"): Counted,
    **{(kind.table,): kind.model for kind in KINDS.values()},
}

#: What pydantic finds wrong, by its own name for it, in words that say what to write instead.
_WORDS = {
    "string_type": "must be text in quotes",
    "string_unicode": "holds characters that are no text",
    "date_type": "must be a date such as 2026-01-31, without quotes and without a time",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "finite_number": "must be an ordinary number",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "tuple_type": "must be a list in square brackets",
    "dict_type": "must be a table",
    "model_type": "must be a table",
}

# Follow from other errors, and would only say the same thing twice.
_ECHOES = {"default_factory_not_called"}


def project_from(content: Mapping[str, Any], positions: Positions, file: str) -> Project:
    """Validate a document's content.

    Args:
        content: the document as the TOML reader gave it.
        positions: where everything stands in its text.
        file: the file as the user named it, for messages.

    Returns:
        The project.

    Raises:
        Unusable: with the first hundred problems and their lines, in the order of the file.
    """
    newer = content.get("format")
    if isinstance(newer, int) and newer > FORMAT:
        wanted = f"is in format {FORMAT + 1} or newer, and this coprod reads format {FORMAT}: upgrade coprod"
        raise Unusable(Problem(file, wanted, positions.line(("format",)), positions.column(("format",))))
    # What is wrong with a large file may not fit into memory all at once, so it is looked for in parts first.
    found = list(islice(_problems(content), COUNTED + 1)) if positions.size > _LARGE else []
    project = None
    try:
        project = None if found else Project.model_validate(content)
    except ValidationError as error:
        found = list(islice(_problems(content), COUNTED + 1)) or list(in_words(error))
    if project is not None:
        found = list(_repeated_ids(ids(project)))
    if project is None or found:
        raise Unusable(*_placed(found, positions, file))
    return project


#: As many characters as a megabyte; few projects ever grow to that.
_LARGE = 1_000_000


def _problems(content: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """What is wrong with a document: where, and in words; looked for only as far as it is asked for."""
    expected = {field.alias or name for model in _TABLES.values() for name, field in model.model_fields.items()}
    for begin, part in parts(content, expected):
        try:
            Project.model_validate(part)
        except ValidationError as error:
            for path, message in in_words(error):
                if begin == 0:
                    yield path, message
                elif len(path) > 1 and isinstance(path[1], int):
                    yield (path[0], path[1] + begin, *path[2:]), message
    yield from _repeated_ids(_written_ids(content))


def _placed(found: Iterable[tuple[KeyPath, str]], positions: Positions, file: str) -> list[Problem]:
    problems = [
        Problem(file, _named(path) + message, positions.line(path), positions.column(path)) for path, message in found
    ]
    return first_hundred(sorted(problems, key=lambda problem: (problem.line, problem.column)))


def _written_ids(content: Mapping[str, Any]) -> Iterator[tuple[str, int, object]]:
    """The ids that are written out in a file that is no project: the table and position of each record, and its id."""
    for kind in KINDS.values():
        written = content.get(kind.table)
        if kind.letter is not None and isinstance(written, list):
            for position, record in enumerate(written):
                if isinstance(record, dict):
                    yield kind.table, position, record.get("id")


def _repeated_ids(found: Iterable[tuple[str, int, object]]) -> Iterator[tuple[KeyPath, str]]:
    seen: dict[str, str] = {}
    for table, position, name in found:
        if not isinstance(name, str):
            continue
        if name in seen:
            noun = KINDS[seen[name]].noun
            same = " or the same content" if seen[name] == table else ""
            yield (table, position, "id"), f"an earlier {noun} has the same id{same}"
        seen.setdefault(name, table)


#: Where answers in a file of their own would stand in a project.
_ANSWERS: KeyPath = ("readiness", 0)


def answers_from(content: Mapping[str, Any], positions: Positions, file: str) -> Readiness:
    """Validate answers that stand in a file of their own, under the keys of a `[[readiness]]` record.

    Raises:
        Unusable: as `project_from`.
    """
    try:
        return Readiness.model_validate(content)
    except ValidationError as error:
        found = [(path[len(_ANSWERS) :], message) for path, message in in_words(error, _ANSWERS)]
        raise Unusable(*_placed(found, positions, file)) from error


def in_words(error: ValidationError, within: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """What pydantic found wrong: where, and in words that say what to write instead.

    Args:
        error: what pydantic raised.
        within: where in a project the content stands that it is about; left out, it is a whole project.
    """
    details = [detail for detail in error.errors(include_url=False) if detail["type"] not in _ECHOES]
    places = {detail["loc"] for detail in details}
    # A list is also found too short where its only item is wrong; the item says it better.
    around = {place[:length] for place in places for length in range(len(place))}
    for detail in details:
        if detail["loc"] not in around:
            path = (*within, *_path(detail))
            yield path, _message(detail, path)


def _path(detail: ErrorDetails) -> KeyPath:
    return tuple(part for part in detail["loc"] if part != "[key]")


def _message(detail: ErrorDetails, path: KeyPath) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    key = str(path[-1]) if path else ""
    match kind:
        case "missing" if path == ("project",):
            return 'this is no project file yet: write [project] on a line, and below it name = "..."'
        case "missing":
            return f'"{key}" is missing'
        case "tuple_type" if len(path) == 1 and isinstance(detail["input"], dict):
            return f"write [[{key}]], with two brackets, since there can be several"
        case "extra_forbidden":
            return _unknown_key(path)
        case "literal_error":
            return _not_an_option(detail["input"], context["expected"])
        case "too_short" | "too_long" if path[0] == "readiness":
            return "takes three answers: opening, opportunity, obligation"
        case "too_short":
            return "must not be empty"
        case "string_pattern_mismatch":
            return _unfit(str(detail["input"]), context["pattern"])
        case _:
            return _WORDS.get(kind, detail["msg"]).format(**context)


#: What the pattern of a text of several lines holds, and that of one line does not.
_LINE_END = r"\u0008\u000b"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def _unfit(text: str, pattern: str) -> str:
    """What is wrong with a text that does not fit the pattern of its field."""
    held = next((mark for mark in _CONTROL.findall(text) if _LINE_END not in pattern or mark not in "\n\r\t"), None)
    if held and held in "\n\r\t":
        what = "tab" if held == "\t" else "line end"
        return f"must stand on one line: it holds a {what}"
    if held:
        return f"holds a control character, {visible(held)}, which no text needs: take it out"
    return "must not be blank" if "*" in pattern else "must be text without spaces"


def _unknown_key(path: KeyPath) -> str:
    table = tuple(part for part in path[:-1] if isinstance(part, str))
    fields = _TABLES[table].model_fields
    keys = [field.alias or name for name, field in fields.items()]
    word = str(path[-1])
    return f'unknown key "{word}"' + (did_you_mean(word, keys) or f"; known here: {', '.join(keys)}")


def _not_an_option(value: object, expected: str) -> str:
    options = re.findall(r"'([^']*)'", expected)
    if not options:
        return f"must be {expected}"
    near = did_you_mean(value, options) if isinstance(value, str) else ""
    return f"must be one of {', '.join(options)}, in quotes" + near


def _named(path: KeyPath) -> str:
    """The record that a message is about, as a reader would call it; names of people are not repeated."""
    if not path:
        return ""
    table, *rest = path
    words = [str(table) if rest and isinstance(rest[0], int) else f"[{table}]"]
    if table in KINDS and rest:
        words = [f"{KINDS[str(table)].noun} {int(rest.pop(0)) + 1}"]
    elif not rest:
        return "" if table == "project" else f"{table}: "
    if rest and rest[0] == "phase":
        # One phase may be written without a list, so that an entry would only confuse.
        rest = ["phase"]
    if table != "people":
        words.extend(f"entry {part + 1}" if isinstance(part, int) else part for part in rest)
    return ", ".join(words) + ": "
