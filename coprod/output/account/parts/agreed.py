"""What was agreed, and by whom."""

from coprod.assess.record import How
from coprod.framework import MATTERS, MatterName
from coprod.output.account.blocks import Item, Items, Part
from coprod.output.account.context import Context
from coprod.output.dates import in_words

TOGETHER = "Agreed together"
APART = "Fixed without community partners"
NOT_KNOWN = "Settled, and nobody knows whether together"


def part(context: Context) -> Part:
    """The matters that were settled, and how they were settled last; one may be given and agreed together as well."""
    together, apart, not_known = (_settled(context, how) for how in ("together", "apart", "not-known"))
    nothing_apart = "" if context.project.project.given else "Nothing is on record as fixed without community partners."
    blocks = (
        _listed(TOGETHER, together, "Nothing is on record as agreed together."),
        _listed(APART, apart, nothing_apart),
        _listed(NOT_KNOWN, not_known, ""),
    )
    return Part("What was agreed, and by whom", tuple(block for block in blocks if block.items or block.otherwise))


def _listed(heading: str, items: tuple[Item, ...], otherwise: str) -> Items:
    return Items(items, heading) if items else Items((), heading, otherwise)


def _settled(context: Context, how: How) -> tuple[Item, ...]:
    matters = [matter for matter in MATTERS if context.matters[matter].how == how]
    return tuple(_item(context, matter, how) for matter in matters)


def _item(context: Context, matter: MatterName, how: How) -> Item:
    """A matter with what was settled last in that way; days on which it went another way before are in the findings."""
    last = [one for one in context.matters[matter].settlements if one.how == how][-1]
    text = context.settled(context.project.sessions[last.position], matter)
    return Item(matter, f"({MATTERS[matter]}): {text}", in_words(last.day))
