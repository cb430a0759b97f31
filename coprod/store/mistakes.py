"""Typical mistakes in TOML, recognised in the line at which a reader stopped: what is wrong, and what to write."""

import datetime as dt
import re
from collections.abc import Callable

from coprod.typed import days

_CURLY = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u00ab\u00bb"
_CURLY_BEGINS = re.compile(rf"[=\[,]\s*[{_CURLY}]")
_STRAIGHT = re.compile(r'(?<!\\)"')
_KEY = re.compile(r'(?P<key>[A-Za-z0-9_.-]+|"[^"]*")[ \t]*=[ \t]*(?P<value>.*)', re.DOTALL)
_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}(?:st|nd|rd|th)?[ -][A-Za-z]{3,9}[ -]\d{4}")
_LONGEST = 500
_HEADER = re.compile(r"\[+[ \t]*(?P<name>[A-Za-z_.-]+)[ \t]*\]*")


def in_words(line: str, what: str) -> str:
    """What a TOML reader found wrong, in words that say what to write.

    Args:
        line: the line at which it stopped, without its end.
        what: what the reader says.

    Returns:
        The mistake; where it is none of the typical ones, what the reader says.
    """
    text = line.strip()
    # What is longer was hardly typed by hand.
    known = _KNOWN if len(text) <= _LONGEST else ()
    return next((words for mistake in known if (words := mistake(text, what))), f"{what[:1].lower()}{what[1:]}")


def _control(text: str, _what: str) -> str:
    found = re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text)
    return "holds a control character, which nobody types on purpose: take it out" if found else ""


def _curly(text: str, _what: str) -> str:
    odd = len(_STRAIGHT.findall(text)) % 2 and re.search(f"[{_CURLY}]", text)
    if odd or _CURLY_BEGINS.search(text) or re.match(rf"[{_CURLY}]", text):
        return 'curly quotation marks, as word processors set them: write straight ones, as in name = "Riverside"'
    return ""


def _comment(text: str, _what: str) -> str:
    return "a comment begins with #" if text.startswith(("//", ";", "--", "/*", "<!--")) else ""


def _header(text: str, what: str) -> str:
    found = _HEADER.match(text)
    if not found or "duplicate" in what or (text.endswith("]") and text.count("[") == text.count("]")):
        return ""
    name = found["name"]
    return f"a bracket is missing or too many: write [{name}], or [[{name}]] where there can be several"


def _twice(_text: str, what: str) -> str:
    if "duplicate key" not in what:
        return ""
    return "stands here twice: keep one; a further record has its name in two brackets, as in [[sessions]]"


def _colon(text: str, _what: str) -> str:
    return "write = between a key and its value, not :" if re.match(r"[A-Za-z_]+\s*:", text) else ""


def _blank_in_key(text: str, _what: str) -> str:
    blanks = re.match(r"\w+[ \t]+\w[^=\"]*=", text)
    return "a key has no blanks in it: coprod schema lists the keys" if blanks else ""


def _no_equals(_text: str, what: str) -> str:
    return "an = is missing between a key and its value" if "key with no value" in what else ""


def _value(check: Callable[[str, str, str], str]) -> Callable[[str, str], str]:
    """A check of the value of a key: it is handed key, value without a comment, and what the reader says."""

    def of_line(text: str, what: str) -> str:
        found = _KEY.match(text)
        return check(found["key"], found["value"].split(" #")[0].strip(), what) if found else ""

    return of_line


def _no_value(key: str, value: str, _what: str) -> str:
    return "" if value else f'has no value: write one behind =, as in {key} = "...", or take the line out'


def _day(key: str, value: str, _what: str) -> str:
    if not _DAY.fullmatch(value):
        return ""
    try:
        day: dt.date | None = days.day(value, dt.date.max)
    except days.Unclear:
        day = None
    except ValueError:
        return f"is no day that there is: write year, month and day, as in {key} = 2026-01-31"
    shown = str(day) if day else "2026-01-31"
    return f"a date is written year, month, day, without quotes: {key} = {shown}"


def _number(key: str, value: str, _what: str) -> str:
    comma, percent = re.fullmatch(r"(\d*),(\d+)", value), re.fullmatch(r"(\d{1,3})\s?%", value)
    bare = re.fullmatch(r"(\d*)\.(\d*)", value)
    if comma or bare:
        whole, part = (comma or bare).groups()  # type: ignore[union-attr]
        return f"a number has a point, and a digit on each side of it: {key} = {whole or 0}.{part or 0}"
    return f"a share is a number from 0 to 1: {key} = {int(percent[1]) / 100:g}" if percent else ""


def _truth(key: str, value: str, _what: str) -> str:
    plain = value.lower()
    return f"write {key} = {plain}, in small letters" if plain in {"true", "false"} and plain != value else ""


def _open_quote(_key: str, value: str, _what: str) -> str:
    for mark in ('"', "'"):
        if value.startswith(mark) and value.replace('\\"', "").count(mark) % 2:
            return f"a quotation mark is not closed: write {mark} at the end of the text too"
    if value.replace('\\"', "").count('"') % 2:
        return 'a quotation mark is not closed: each text stands between two "'
    return ""


def _backslash(_key: str, value: str, _what: str) -> str:
    found = re.search(r'\\(?!["\\bfnrtuU])|\\[uU](?![0-9A-Fa-f]{4})', value)
    return "write two backslashes for one, or the text in single quotes" if found else ""


def _no_brackets(key: str, value: str, _what: str) -> str:
    several = re.match(r'"[^"]*"\s*,', value)
    return f'several values stand in square brackets: {key} = ["...", "..."]' if several else ""


def _inner_quote(key: str, value: str, _what: str) -> str:
    goes_on = re.match(r'"[^"]*"\s*[^\s#,\]]', value)
    return f'the text of {key} goes on behind a quotation mark: write \\" for one inside a text' if goes_on else ""


def _list(key: str, value: str, what: str) -> str:
    if not value.startswith("["):
        return ""
    if "missing comma" in what and re.search(r'"\s+"', value):
        return "a comma is missing between two entries of the list"
    if value.count("[") > value.count("]"):
        return "a list is not closed: write ] at its end"
    bare = re.search(r'[\[,]\s*[^\s"\'\d\[\],{]', value)
    return f'each text of a list stands in quotes: {key} = ["...", "..."]' if bare else ""


def _unquoted(key: str, value: str, _what: str) -> str:
    return f'text stands in quotes: {key} = "..."' if re.match(r"[^\W\d_]", value) else ""


def _unfinished_list(text: str, what: str) -> str:
    next_one = re.match(r"\[\[?\w|[\w-]+\s*=\s*[^\s\[]", text)
    return "the list above is not closed: write ] at its end" if "array elements" in what and next_one else ""


_KNOWN: tuple[Callable[[str, str], str], ...] = (
    _control,
    _curly,
    _comment,
    _unfinished_list,
    _header,
    _twice,
    _colon,
    _value(_no_value),
    _value(_day),
    _value(_number),
    _value(_truth),
    _value(_no_brackets),
    _value(_open_quote),
    _value(_backslash),
    _value(_inner_quote),
    _value(_list),
    _value(_unquoted),
    _blank_in_key,
    _no_equals,
)
