"""How to read what is said of a project, and what a record cannot show."""

from coprod.framework import CONSULTED_OR_PARTNERS, LEVELS, NO_LEVEL
from coprod.output.account.blocks import Facts, Item, Items, Part, paragraph
from coprod.output.account.context import Context

_READING = (
    (
        "A side is the capacity in which somebody came to one session: in a community capacity or in a professional "
        "one. The same person may come in one today and in the other next month."
    ),
    f"The level says how far the community's part went. {CONSULTED_OR_PARTNERS} {NO_LEVEL}",
    (
        "People by name or id are counted once in a phase, however often they came. For those who were only counted, "
        "the page gives the most in any one session, since the same people may have come again."
    ),
    (
        "A phase is co-produced when community partners and professionals both took part in it. A project is "
        "co-produced when that holds in all four phases, as recorded; phases led by the community alone are no fault."
    ),
)

_LIMITS = (
    "Counts are not voice. Equal numbers say nothing about who spoke, who was listened to, or who could stay away.",
    "What is not recorded may still have happened. A gap in the record is a question to ask, not an answer.",
    "Co-production is no promise of a good result, and working in another way is no promise of a bad one.",
    "Those who keep the record are those whom it is about. Ask the people who took part whether they see it the same.",
)


def reading(_context: Context) -> Part:
    """What the levels and the words of a page mean."""
    levels = Facts(tuple((f"Level {level.number}: {level.name}", level.meaning) for level in LEVELS.values()))
    return Part("How to read this page", (levels, *map(paragraph, _READING)))


def limits(_context: Context) -> Part:
    """What a record cannot show."""
    return Part("What a record cannot show", (Items(tuple(Item("", text) for text in _LIMITS)),))
