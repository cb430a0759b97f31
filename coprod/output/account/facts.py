"""What is recorded in the fields of a record, each under the heading of its row."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from coprod.assess.record import Attended
from coprod.framework import LEVELS, Capacity, LevelName, Recognition
from coprod.model import Session
from coprod.model.kinds import ANSWERS, READINGS, SESSIONS, TABLES
from coprod.model.rows import Kind, Row, Value
from coprod.output.account.blocks import Fact, Link
from coprod.output.account.context import Context
from coprod.output.words import in_words, listed
from coprod.terms import AGENDAS, RECOGNITION, SESSION_KINDS


def level_words(level: LevelName) -> str:
    """A level by name and number."""
    return f"{level} (level {LEVELS[level].number} of 5)"


def highest_level(sessions: Iterable[Attended]) -> LevelName | None:
    """The furthest that the community's part went in these sessions, or None if none records it."""
    levels = [one.session.level for one in sessions if one.session.level and one.community]
    return max(levels, key=list(LEVELS).index, default=None)


def facts(  # noqa: PLR0913 - of what record, to whom, and which of its fields in what order
    kind: Kind,
    record: Any,
    context: Context,
    *,
    first: Sequence[str] = (),
    audience: Sequence[str] = ("shared", "team"),
    without: Sequence[str] = (),
) -> Iterator[Fact]:
    """The recorded fields of a record that have a heading: those in `first`, then the others in their order.

    `without` are the fields that another part tells.
    """
    for row in _told_rows(kind.table, tuple(first), tuple(audience), tuple(without)):
        yield from _told(kind, row, record, context)


@cache
def _told_rows(table: str, first: Sequence[str], audience: Sequence[str], without: Sequence[str]) -> list[Row]:
    """The rows of a table that are told, in this order; they are the same for each of its records."""
    kind = TABLES[table]
    rows = [*map(kind.row, first), *(row for row in kind.rows if row.name not in first)]
    return [row for row in rows if row.fact and row.audience in audience and row.name not in without]


def _told(kind: Kind, row: Row, record: Any, context: Context) -> Iterator[Fact]:
    value = getattr(record, row.name)
    if isinstance(value, Mapping):
        for key in value:
            heading = row.fact.format(key=context.group(key) if row.value == "replies" else key)
            level = getattr(value[key], "level", None)
            own = f" ({level_words(level)})" if level else ""
            yield heading, context.people.field(record, row.name, key) + own
        return
    if worded := _WORDED.get((kind.table, row.name)):
        text = worded(record, context)
    elif value is None or value in ((), ""):
        return
    elif row.value in _VALUES:
        text = _VALUES[row.value](value, context)
    else:
        text = context.people.field(record, row.name)
    if text:
        yield row.fact, text


#: How a value is told that is no text of somebody's own.
_VALUES: dict[Value, Callable[[Any, Context], str]] = {
    "count": lambda value, context: context.people.number(value),
    "day": lambda value, _: in_words(value),
    "groups": lambda value, context: ", ".join(map(context.group, value)),
    "level": lambda value, _: level_words(value),
    "matter": lambda value, _: str(value),
    "recognition": lambda value, _: recognised(value),
}


def _capacity(session: Any, context: Context, capacity: Capacity, nobody: str = "nobody on record") -> str:
    """Who came in a capacity; of people of an unknown number, that it is not known."""
    labels, present = getattr(session, capacity), session.also_present
    if not present.unknown(capacity):
        return context.people.group(labels, present.at_least(capacity)) or nobody
    return and_others(context.people.group(labels, 0))


_BY = "recognised by "


def recognised(ways: Sequence[Recognition]) -> str:
    """The ways in which people's time is recognised, after "People's time is"."""
    words = [RECOGNITION[way].short for way in ways]
    pairs = zip(("", *words), words, strict=False)
    return listed([word.removeprefix(_BY) if before.startswith(_BY) else word for before, word in pairs])


def and_others(known: str) -> str:
    """Those who are known to have come, or "", where more came and nobody knows how many."""
    return f"{known}, and others, nobody knows how many" if known else "people came, nobody knows how many"


def _texts(name: str) -> Callable[[Any, Context], str]:
    """Texts of a list, each as a page may show it."""
    row = SESSIONS.row(name)
    return lambda session, context: "; ".join(
        context.people.text(row, text, date=session.date) for text in getattr(session, name)
    )


def evidence(session: Session, context: Context) -> Iterator[str | Link]:
    """Where minutes are; an address leads there, and a path is for the team."""
    row = SESSIONS.row("evidence")
    for place in session.evidence:
        shown = context.people.text(row, place)
        if shown == place and place.startswith(("http://", "https://")):
            yield Link(place, place)
        elif context.people.names:
            yield shown


def _level(session: Any, _context: Context) -> str:
    if not session.community and not session.also_present.community:
        return ""
    return level_words(session.level) if session.level else "not recorded"


def _words(reading: Any, context: Context) -> str:
    """The readers' own words on one line, if they agreed to share them, with names or without."""
    return " ".join(context.people.field(reading, "words").split()) if reading.share else ""


def _told_how(answer: Any, context: Context) -> str:
    return context.people.field(answer, "told") or ("" if answer.outcome == "open" else "not on record")


_ALONE = {None: "", True: "nobody of the other side", False: "somebody of the other side too"}

#: The fields that are told otherwise than by the sort of their value.
_WORDED: dict[tuple[str, str], Callable[[Any, Context], str]] = {
    (SESSIONS.table, "community"): lambda session, context: _capacity(session, context, "community"),
    (SESSIONS.table, "professional"): lambda session, context: _capacity(session, context, "professional"),
    (SESSIONS.table, "supporting"): lambda session, context: _capacity(session, context, "supporting", ""),
    (SESSIONS.table, "kind"): lambda session, _: "" if session.kind == "meeting" else SESSION_KINDS[session.kind],
    (SESSIONS.table, "agenda"): lambda session, _: AGENDAS[session.agenda] if session.agenda else "",
    (SESSIONS.table, "decided"): _texts("decided"),
    (SESSIONS.table, "access"): _texts("access"),
    (SESSIONS.table, "level"): _level,
    (READINGS.table, "words"): _words,
    (READINGS.table, "alone"): lambda reading, _: _ALONE[reading.alone],
    (READINGS.table, "entered_by"): lambda reading, _: (
        f"by the {reading.entered_by} side" if reading.entered_by else "not recorded by whom"
    ),
    (ANSWERS.table, "told"): _told_how,
}
