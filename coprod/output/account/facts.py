"""What is recorded in the fields of a record, each under the heading of its row."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from typing import Any

from coprod.assess.record import Attended
from coprod.framework import CAPACITIES, LEVELS, Capacity, LevelName, Recognition
from coprod.model import Answer, Reading, Session
from coprod.model.rows import Row, Value
from coprod.model.types import Record
from coprod.output.account.blocks import Fact, Link
from coprod.output.account.context import Context
from coprod.output.words import in_words, listed
from coprod.terms import AGENDAS, RECOGNITION, SESSION_KINDS


def level_words(level: LevelName) -> str:
    """A level by name and number."""
    return f"{level} (level {LEVELS[level]} of 5)"


def highest_level(sessions: Iterable[Attended]) -> LevelName | None:
    """The furthest that the community's part went in these sessions, or None if none records it."""
    levels = [one.session.level for one in sessions if one.session.level and one.community]
    return max(levels, key=list(LEVELS).index, default=None)


def facts(
    record: Record, context: Context, first: tuple[str, ...] = (), without: tuple[str, ...] = ()
) -> Iterator[Fact]:
    """The recorded fields of a record that have a heading: those in `first`, then the others in their order.

    `without` are the fields that another part tells.
    """
    for row in _told_rows(type(record), first, without, team=context.people.names):
        if row.value == "replies":
            groups = getattr(record, row.name)
            yield from (
                (row.fact.format(key=context.group(group)), context.text(record, row.name, group)) for group in groups
            )
        elif text := _told(row, record, context):
            yield row.fact, text


@cache
def _told_rows(kind: type[Record], first: tuple[str, ...], without: tuple[str, ...], *, team: bool) -> list[Row]:
    """The rows of a kind that are told, in this order; they are the same for each of its records."""
    rows = [*map(kind.row, first), *(row for row in kind.rows if row.name not in first)]
    told = [row for row in rows if row.fact and row.name not in without]
    return [row for row in told if row.audience == "shared" or (team and row.audience == "team")]


def _told(row: Row, record: Any, context: Context) -> str:
    if tell := _FIELDS.get(type(record), {}).get(row.name):
        return tell(record, context)
    value = getattr(record, row.name)
    if value in (None, (), ""):
        return ""
    if row.value == "texts":
        return "; ".join(context.people.texts(record, row.name))
    return _VALUES[row.value](value, context) if row.value in _VALUES else context.text(record, row.name)


def _capacity(capacity: Capacity, session: Any, context: Context) -> str:
    """Who came in a capacity; of people of an unknown number, that it is not known."""
    labels, present = getattr(session, capacity), session.also_present
    if present.unknown(capacity):
        return and_others(context.people.group(labels, 0))
    nobody = "" if capacity == "supporting" else "nobody on record"
    return context.people.group(labels, present.at_least(capacity)) or nobody


def _level(session: Any, _: Context) -> str:
    if not session.community and not session.also_present.community:
        return ""
    return level_words(session.level) if session.level else "not recorded"


_ALONE = {None: "", True: "nobody of the other side", False: "somebody of the other side too"}

#: The fields that are told otherwise than by the sort of their value, also where nothing is recorded in them.
_FIELDS: dict[type[Record], dict[str, Callable[[Any, Context], str]]] = {
    Session: {
        **{capacity: partial(_capacity, capacity) for capacity in CAPACITIES},
        "level": _level,
        "kind": lambda session, _: SESSION_KINDS[session.kind],
        "agenda": lambda session, _: AGENDAS[session.agenda] if session.agenda else "",
    },
    Reading: {
        "words": lambda reading, context: context.line(reading, "words") if reading.share else "",
        "alone": lambda reading, _: _ALONE[reading.alone],
        "entered_by": lambda reading, _: (
            f"by the {reading.entered_by} side" if reading.entered_by else "not recorded by whom"
        ),
    },
    Answer: {
        "told": lambda answer, context: (
            context.text(answer, "told") or ("" if answer.outcome == "open" else "not on record")
        ),
    },
}

#: How a value is told that is no text of somebody's own.
_VALUES: dict[Value, Callable[[Any, Context], str]] = {
    "count": lambda value, context: context.people.number(value),
    "day": lambda value, _: in_words(value),
    "groups": lambda value, context: ", ".join(map(context.group, value)),
    "matter": lambda value, _: str(value),
    "recognition": lambda value, _: recognised(value),
    "level": lambda value, _: level_words(value),
    "yes": lambda value, _: "yes" if value else "",
}

_BY = "recognised by "


def recognised(ways: Sequence[Recognition]) -> str:
    """The ways in which people's time is recognised, after "People's time is"."""
    words = [RECOGNITION[way].short for way in ways]
    pairs = zip(("", *words), words, strict=False)
    return listed([word.removeprefix(_BY) if before.startswith(_BY) else word for before, word in pairs])


def and_others(known: str) -> str:
    """Those who are known to have come, or "", where more came and nobody knows how many."""
    return f"{known}, and others, nobody knows how many" if known else "people came, nobody knows how many"


def evidence(session: Session, context: Context) -> Iterator[str | Link]:
    """Where minutes are; an address leads there, and a path is for the team."""
    for place, shown in zip(session.evidence, context.people.texts(session, "evidence"), strict=True):
        if shown == place and place.startswith(("http://", "https://")):
            yield Link(place, place)
        elif context.people.names:
            yield shown
