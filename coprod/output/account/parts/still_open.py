"""What is still open: what nothing on record settles, and what people have not been told."""

from collections.abc import Iterator
from itertools import groupby

from coprod.framework import MATTERS
from coprod.output.account.blocks import Item, Items, Part
from coprod.output.account.context import Context
from coprod.output.words import counted


def part(context: Context) -> Part | None:
    """The matters that are not settled, the sessions that nobody was told the outcome of, and what is planned."""
    items = tuple(_items(context))
    return Part("What is open", (Items(items),)) if items else None


def _items(context: Context) -> Iterator[Item]:
    given = context.project.project.given
    unsettled = [matter for matter, how in context.matters.items() if how.how is None and matter not in given]
    for phase, matters in groupby(unsettled, key=MATTERS.__getitem__):
        yield Item(phase, f": not settled yet: {', '.join(matters)}")
    if context.waiting:
        yield Item("feedback", f": nobody has been told yet what came of {counted(len(context.waiting), 'session')}")
    if planned := context.assessment.planned:
        yield Item("planned", f": {counted(len(planned), 'session')} to come; nothing counts before its day")
