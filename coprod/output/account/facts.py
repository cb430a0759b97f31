"""What is recorded in the fields of a record, each under the heading of its row."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from coprod.framework import LEVELS, LevelName
from coprod.model.kinds import ANSWERS, READINGS, SESSIONS
from coprod.model.rows import Kind, Row, Value
from coprod.output.account.context import Context
from coprod.output.words import in_words
from coprod.terms import RECOGNITION

Fact = tuple[str, str]


def level_words(level: LevelName) -> str:
    """A level by name and number."""
    return f"{level} (level {LEVELS[level].number} of 5)"


def facts(
    kind: Kind, record: Any, context: Context, first: Sequence[str] = (), audience: Sequence[str] = ("shared", "team")
) -> Iterator[Fact]:
    """The recorded fields of a record that have a heading: those in `first`, then the others in their order."""
    rows = [*map(kind.row, first), *(row for row in kind.rows if row.name not in first)]
    for row in rows:
        if row.fact and row.audience in audience:
            yield from _told(kind, row, record, context)


def _told(kind: Kind, row: Row, record: Any, context: Context) -> Iterator[Fact]:
    value = getattr(record, row.name)
    if row.value == "matters":
        for key in value:
            yield row.fact.format(key=key), context.people.field(kind, record, row.name, key)
        return
    worded = _WORDED.get((kind.table, row.name))
    if worded:
        text = worded(record, context)
    elif value is None or value in ((), ""):
        return
    elif row.value in _VALUES:
        text = _VALUES[row.value](value, context)
    else:
        text = context.people.field(kind, record, row.name)
    if text:
        yield row.fact, text


#: How a value is told that is no text of somebody's own.
_VALUES: dict[Value, Callable[[Any, Context], str]] = {
    "count": lambda value, context: context.people.number(value),
    "day": lambda value, _: in_words(value),
    "groups": lambda value, context: ", ".join(map(context.group, value)),
    "level": lambda value, _: level_words(value),
    "recognition": lambda value, _: RECOGNITION[value].short,
}


def _community(session: Any, context: Context) -> str:
    return context.people.group(session.community, session.also_present.community) or "nobody on record"


def _professional(session: Any, context: Context) -> str:
    return context.people.group(session.professional, session.also_present.professional) or "nobody on record"


def _level(session: Any, _context: Context) -> str:
    if not session.community and not session.also_present.community:
        return ""
    return level_words(session.level) if session.level else "not recorded"


def _words(reading: Any, context: Context) -> str:
    """The readers' own words on one line, if they agreed to share them, with names or without."""
    return " ".join(context.people.field(READINGS, reading, "words").split()) if reading.share else ""


def _alone(reading: Any, _context: Context) -> str:
    return {None: "", True: "nobody of the other side", False: "somebody of the other side too"}[reading.alone]


def _entered_by(reading: Any, _context: Context) -> str:
    return f"by the {reading.entered_by} side" if reading.entered_by else "not recorded by whom"


def _told_how(answer: Any, context: Context) -> str:
    return context.people.field(ANSWERS, answer, "told") or ("" if answer.outcome == "open" else "not on record")


#: The fields that are told otherwise than by the sort of their value.
_WORDED: dict[tuple[str, str], Callable[[Any, Context], str]] = {
    (SESSIONS.table, "community"): _community,
    (SESSIONS.table, "professional"): _professional,
    (SESSIONS.table, "level"): _level,
    (READINGS.table, "words"): _words,
    (READINGS.table, "alone"): _alone,
    (READINGS.table, "entered_by"): _entered_by,
    (ANSWERS.table, "told"): _told_how,
}
