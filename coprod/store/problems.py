"""Errors of pydantic and of the TOML reader, in words that say what to write instead."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from coprod import days
from coprod.errors import KeyPath
from coprod.model import About, Counted, Project, Settling, Thresholds
from coprod.model.kinds import KINDS
from coprod.model.records import MODELS
from coprod.words import did_you_mean, visible

#: A table of what was settled, without the position of its session and the matter.
_SETTLED: KeyPath = ("sessions", "settled", "")

TABLES: dict[KeyPath, type[BaseModel]] = {
    (): Project,
    ("project",): About,
    ("check",): Thresholds,
    ("sessions", "also_present"): Counted,
    _SETTLED: Settling,
    **{(table,): model for table, model in MODELS.items()},
}

#: What pydantic finds wrong, by its own name for it, in words that say what to write instead.
_WORDS = {
    "string_type": "must be text in quotes",
    "string_unicode": "holds characters that are no text",
    "date_type": "must be a date such as 2026-01-31, without quotes and without a time",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "float_type": "must be a number",
    "finite_number": "must be an ordinary number",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "tuple_type": "must be a list in square brackets",
    "dict_type": "must be a table",
    "model_type": "must be a table",
}

_SETTLING = 'must be text in quotes, or { what = "...", level = "..." }'

# Follow from other errors, and would only say the same thing twice.
_ECHOES = {"default_factory_not_called"}


def in_words(
    error: ValidationError, within: KeyPath = (), tables: Mapping[KeyPath, type[BaseModel]] = TABLES
) -> Iterator[tuple[KeyPath, str]]:
    """Each error of pydantic, as its path and its words, in a file of these tables or in a part within a project."""
    details = [detail for detail in error.errors(include_url=False) if detail["type"] not in _ECHOES]
    places = {detail["loc"] for detail in details}
    # A list is also found too short where its only item is wrong; the item says it better.
    around = {place[:length] for place in places for length in range(len(place))}
    for detail in details:
        if detail["loc"] not in around:
            path = (*within, *(part for part in detail["loc"] if part != "[key]"))
            # What was settled is a text or a table: the text stands under its matter.
            yield (path[:-1] if _is_settling(path[:-1]) else path), _message(detail, path, tables)


def _is_settling(path: KeyPath) -> bool:
    """Whether it is the path of a matter that was settled in a session."""
    return len(path) == len(_SETTLED) + 1 and (path[0], path[2]) == ("sessions", "settled")


def _message(detail: ErrorDetails, path: KeyPath, tables: Mapping[KeyPath, type[BaseModel]]) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    key = str(path[-1]) if path else ""
    match kind:
        case "missing" | "model_type" if path == ("project",):
            return 'this is no project file yet: write [project] on a line, and below it name = "..."'
        case "missing":
            return f'"{key}" is missing'
        case "tuple_type" if len(path) == 1 and isinstance(detail["input"], dict):
            return f"write [[{key}]], with two brackets, since there can be several"
        case "extra_forbidden":
            return _unknown_key(path, tables)
        case "literal_error":
            quoted = "" if detail["loc"][-1] == "[key]" else ", in quotes"
            return _not_an_option(detail["input"], context["expected"], quoted)
        case "too_short" | "too_long" if path[0] == "readiness":
            return "takes three answers: opening, opportunity, obligation"
        case "too_short":
            return "must not be empty"
        case "string_pattern_mismatch":
            return _unfit(str(detail["input"]), context["pattern"], key)
        case _:
            words = _WORDS.get(kind, detail["msg"]).format(**context)
            return _SETTLING if kind == "model_type" and _is_settling(path) else words


#: What the pattern of a text of several lines holds, and that of one line does not.
_LINE_END = r"\u0008\u000b"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def _unfit(text: str, pattern: str, key: str) -> str:
    """The reason why a text does not fit the pattern of its field."""
    if key == "language":
        return "must be a language tag of BCP 47, such as cy or en-GB"
    held = next((mark for mark in _CONTROL.findall(text) if _LINE_END not in pattern or mark not in "\n\r\t"), None)
    if held and held in "\n\r\t":
        what = "tab" if held == "\t" else "line end"
        return f"must stand on one line: it holds a {what}"
    if held:
        return f"holds a control character, {visible(held)}, which no text needs: take it out"
    return "must not be blank" if "*" in pattern else "must be text without spaces"


def _unknown_key(path: KeyPath, tables: Mapping[KeyPath, type[BaseModel]]) -> str:
    table = _SETTLED if _is_settling(path[:-1]) else tuple(part for part in path[:-1] if isinstance(part, str))
    fields = tables[table].model_fields
    keys = [field.alias or name for name, field in fields.items()]
    word = str(path[-1])
    if len(path) > 1 and word in Project.model_fields:
        heading = f"[[{word}]]" if word in KINDS else f"[{word}]"
        return f'"{word}" is a table of its own: write {heading} on a line, and below it what it holds'
    return f'unknown key "{word}"' + (did_you_mean(word, keys) or f"; known here: {', '.join(keys)}")


def _not_an_option(value: object, expected: str, quoted: str) -> str:
    options = re.findall(r"'([^']*)'", expected)
    if not options:
        return f"must be {expected}"
    near = did_you_mean(value, options) if isinstance(value, str) else ""
    return f"must be one of {', '.join(options)}{quoted}" + near


def named(path: KeyPath) -> str:
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


_CURLY = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u00ab\u00bb"
_CURLY_BEGINS = rf"[=\[,]\s*[{_CURLY}]|^[{_CURLY}]"
_STRAIGHT = re.compile(r'(?<!\\)"')
_KEY = r'(?s)(?P<key>[A-Za-z0-9_.-]+|"[^"]*")[ \t]*=[ \t]*(?P<value>.*)'
_DAY = r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}(?:st|nd|rd|th)?[ -][A-Za-z]{3,9}[ -]\d{4}"
_LONGEST = 500
_HEADER = r"\[+[ \t]*(?P<name>[A-Za-z_.-]+)[ \t]*\]*"


class _Line(NamedTuple):
    """The line at which a TOML reader stopped: its text, its key and value, if it has any, and the reader's words."""

    text: str
    key: str
    value: str | None
    what: str


#: Words for a line, or empty text if the line has not the mistake that is meant.
_Told = Callable[[_Line], str]


def _mistake(of: Literal["text", "value"], pattern: str, words: str, said: str = "") -> _Told:
    """A mistake that a pattern finds in a line or its value, told in words with the key and the groups filled in.

    The reader's own words hold `said` then, too.
    """

    def told(line: _Line) -> str:
        looked_at = line.text if of == "text" else line.value
        if looked_at is None or said not in line.what or not (found := re.search(pattern, looked_at)):
            return ""
        return words.format(key=line.key, small=looked_at.lower(), **found.groupdict("0"))

    return told


def toml_mistake(line: str, what: str) -> str:
    """The typical mistake in the line at which a TOML reader stopped, or else the reader's own words."""
    text = line.strip()
    pair = re.match(_KEY, text)
    read = _Line(text, pair["key"] if pair else "", pair["value"].split(" #")[0].strip() if pair else None, what)
    # What is longer was hardly typed by hand.
    known = _KNOWN if len(text) <= _LONGEST else ()
    return next((words for mistake in known if (words := mistake(read))), f"{what[:1].lower()}{what[1:]}")


def _curly(line: _Line) -> str:
    odd = len(_STRAIGHT.findall(line.text)) % 2 and re.search(f"[{_CURLY}]", line.text)
    if odd or re.search(_CURLY_BEGINS, line.text):
        return 'curly quotation marks, as word processors set them: write straight ones, as in name = "Riverside"'
    return ""


def _header(line: _Line) -> str:
    found, text = re.match(_HEADER, line.text), line.text
    if not found or "duplicate" in line.what or (text.endswith("]") and text.count("[") == text.count("]")):
        return ""
    name = found["name"]
    return f"a bracket is missing or too many: write [{name}], or [[{name}]] where there can be several"


def _day(line: _Line) -> str:
    if not re.fullmatch(_DAY, line.value or ""):
        return ""
    try:
        day: dt.date | None = days.day(line.value or "", dt.date.max)
    except days.Unclear:
        day = None
    except ValueError:
        return f"is no day that there is: write year, month and day, as in {line.key} = 2026-01-31"
    return f"a date is written year, month, day, without quotes: {line.key} = {day or '2026-01-31'}"


def _percent(line: _Line) -> str:
    found = re.fullmatch(r"(\d{1,3})\s?%", line.value or "")
    return f"a share is a number from 0 to 1: {line.key} = {int(found[1]) / 100:g}" if found else ""


def _open_quote(line: _Line) -> str:
    value = line.value or ""
    for mark in ('"', "'"):
        if value.startswith(mark) and value.replace('\\"', "").count(mark) % 2:
            return f"a quotation mark is not closed: write {mark} at the end of the text too"
    if value.replace('\\"', "").count('"') % 2:
        return 'a quotation mark is not closed: each text stands between two "'
    return ""


def _open_list(line: _Line) -> str:
    value = line.value or ""
    open_still = value.startswith("[") and value.count("[") > value.count("]")
    return "a list is not closed: write ] at its end" if open_still else ""


#: In each row: where the pattern looks, the pattern, and what to write instead.
# fmt: off
_KNOWN: tuple[_Told, ...] = (
    _mistake("text", r"[\x00-\x08\x0b-\x1f\x7f]",
             "holds a control character, which nobody types on purpose: take it out"),
    _curly,
    _mistake("text", r"^(?://|;|--|/\*|<!--)", "a comment begins with #"),
    _mistake("text", r"^(?:\[\[?\w|[\w-]+\s*=\s*[^\s\[])", "the list above is not closed: write ] at its end",
             "array elements"),
    _header,
    _mistake("text", "",
             "stands here twice: keep one; a further record has its name in two brackets, as in [[sessions]]",
             "duplicate key"),
    _mistake("text", r"^\{", "is JSON, or begins like it: coprod init starts a project in TOML"),
    _mistake("text", r"^[A-Za-z_]+\s*:", "write = between a key and its value, not :"),
    _mistake("value", r"^\Z", 'has no value: write one behind =, as in {key} = "...", or take the line out'),
    _day,
    _mistake("value", r"^(?P<whole>\d+)?(?:,(?=\d)|\.)(?P<part>\d+)?\Z",
             "a number has a point, and a digit on each side of it: {key} = {whole}.{part}"),
    _percent,
    _mistake("value", r"^(?=.*[A-Z])(?i:true|false)\Z", "write {key} = {small}, in small letters"),
    _mistake("value", r'^"[^"]*"\s*,', 'several values stand in square brackets: {key} = ["...", "..."]'),
    _open_quote,
    _mistake("value", r'\\(?!["\\bfnrtuU])|\\[uU](?![0-9A-Fa-f]{4})',
             "write two backslashes for one, or the text in single quotes"),
    _mistake("value", r'^"[^"]*"\s*[^\s#,\]]',
             'the text of {key} goes on behind a quotation mark: write \\" for one inside a text'),
    _mistake("value", r'^\[.*"\s+"', "a comma is missing between two entries of the list", "missing comma"),
    _open_list,
    _mistake("value", r'^\[(?:.*[\[,])?\s*[^\s"\'\d\[\],{]',
             'each text of a list stands in quotes: {key} = ["...", "..."]'),
    _mistake("value", r"^[^\W\d_]", 'text stands in quotes: {key} = "..."'),
    _mistake("text", r"^\w+[ \t]+\w[^=\"]*=", "a key has no blanks in it: coprod schema lists the keys"),
    _mistake("text", "", "an = is missing between a key and its value", "key with no value"),
)
# fmt: on
