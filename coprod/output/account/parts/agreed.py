"""What was agreed, and by whom."""

from coprod.assess.matters import standings
from coprod.framework import MATTERS, MatterName
from coprod.output.account.blocks import Item, Items, Part
from coprod.output.account.context import Context
from coprod.output.account.dates import in_words

TOGETHER = "Agreed together"
APART = "Fixed without community partners"


def part(context: Context) -> Part:
    """The sixteen matters that were settled, and how; one may be given and agreed together as well."""
    people = context.people
    sessions = context.sessions
    given = context.project.project.given
    stand = standings(sessions, given)
    last = {
        (matter, one.has_partners): (text, in_words(one.session.date))
        for one in sorted(sessions, key=lambda one: one.session.date)
        for matter, text in one.session.settled.items()
    }

    def item(matter: MatterName, text: str, when: str = "") -> Item:
        return Item(matter, f"({MATTERS[matter]}): {people.text(text)}", when)

    together = tuple(item(matter, *last[matter, True]) for matter, how in stand.items() if how.how == "together")
    apart = tuple(item(matter, *last[matter, False]) for matter, how in stand.items() if how.how == "apart")
    nothing_apart = "" if given else "Nothing is on record as fixed without community partners."
    blocks = (
        _listed(TOGETHER, together, "Nothing is on record as agreed together."),
        _listed(APART, apart, nothing_apart),
    )
    return Part("What was agreed, and by whom", tuple(block for block in blocks if block.items or block.otherwise))


def _listed(heading: str, items: tuple[Item, ...], otherwise: str) -> Items:
    return Items(items, heading) if items else Items((), heading, otherwise)
