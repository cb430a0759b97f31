"""Who asked for this? The problem that was settled, and what people had said by then."""

from typing import Final

from coprod.assess.record import Attended
from coprod.assess.record import Part as Presence
from coprod.assess.voices import SayingRecord
from coprod.output.account.blocks import Item, Items, Part, paragraph
from coprod.output.account.context import Context
from coprod.output.account.parts.you_said import words
from coprod.output.dates import in_words

_MATTER: Final = "problem"

_TITLE = "Who asked for this?"

#: How the problem was settled, by the community's part; of one day, what comes first counts.
_HOW: dict[Presence | None, str] = {
    "partners": "with community partners",
    "took-part": "with community people, whose part is not recorded",
    "consulted": "without community partners",
    None: "without community partners",
}


def part(context: Context) -> Part | None:
    """The problem, and what was said on the day when it was settled or before; nothing where nothing is on record."""
    settled = last_settled(context)
    if settled is not None:
        text, day = context.settled(settled.session, _MATTER), in_words(settled.session.date)
        problem = f"The problem was settled on {day} {_HOW[settled.part]}: {text.rstrip('.')}."
    elif _MATTER in context.project.project.given:
        problem = f"The problem was fixed before anyone was invited: {context.given(_MATTER).rstrip('.')}."
    else:
        return None
    asked = asked_before(context, settled)
    if not asked:
        return Part(
            "Who asked for this?", (paragraph(problem), paragraph("The record does not show who asked for it."))
        )
    items = tuple(_item(one, context) for one in asked)
    return Part(_TITLE, (paragraph(problem), Items(items, "What people had said by then")))


def last_settled(context: Context) -> Attended | None:
    """The session that settled the problem last; of one day, one with partners first."""
    found = [one for one in reversed(context.sessions) if _MATTER in one.session.settled]
    rank = list(_HOW)
    return max(found, key=lambda one: (one.session.date, -rank.index(one.part)), default=None)


def asked_before(context: Context, settled: Attended | None) -> list[SayingRecord]:
    """What was said on the day when the problem was settled or before, the oldest first."""
    if settled is None:
        return []
    said = (one for one in context.assessment.said if one.saying.date <= settled.session.date)
    return sorted(said, key=lambda one: one.saying.date)


def _item(one: SayingRecord, context: Context) -> Item:
    group = context.people.said_by(one.saying.group, context.community)
    return Item(in_words(one.saying.date), f": {words(one, context)}", group)
