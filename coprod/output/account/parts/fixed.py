"""What was fixed before anyone was invited."""

from coprod.framework import MATTERS
from coprod.output.account.blocks import Item, Items, Part
from coprod.output.account.context import Context


def part(context: Context) -> Part | None:
    """The matters that the project lists as given."""
    given = context.project.project.given
    items = tuple(Item(matter, f": {context.given(matter)}") for matter in MATTERS if matter in given)
    return Part("What was fixed before anyone was invited", (Items(items),)) if items else None
