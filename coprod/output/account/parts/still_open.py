"""What is still open: what nothing on record settles, and what people have not been told."""

from collections.abc import Iterator
from itertools import groupby

from coprod.assess.matters import standings
from coprod.framework import MATTERS
from coprod.output.account.blocks import Item, Items, Part
from coprod.output.account.context import Context
from coprod.output.account.parts.feedback import waiting
from coprod.output.words import counted


def part(context: Context) -> Part | None:
    """The phases to come, the matters that are not settled, and the sessions that nobody was told the outcome of."""
    items = tuple(_items(context))
    return Part("What is open", (Items(items),)) if items else None


def _items(context: Context) -> Iterator[Item]:
    for phase, matters in unsettled(context):
        yield Item(phase, f": not on record as settled: {', '.join(matters)}")
    if number := len(waiting(context)):
        yield Item("feedback", f": nobody has been told yet what came of {counted(number, 'session')}")


def unsettled(context: Context) -> list[tuple[str, list[str]]]:
    """The matters of each phase that are neither given nor settled on record."""
    given = context.project.project.given
    stand = standings(context.sessions, given)
    matters = [matter for matter, how in stand.items() if how.how in (None, "not-known") and matter not in given]
    return [(phase, list(of)) for phase, of in groupby(matters, key=MATTERS.__getitem__)]
