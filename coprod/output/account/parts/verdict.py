"""The verdict, and what every account says after it."""

from coprod.output.account.blocks import Part, paragraph
from coprod.output.account.context import Context
from coprod.output.words import conclusion, unjudged


def part(context: Context) -> Part:
    """The verdict in a sentence or two, and what else must be said with it."""
    text = context.people.text
    after = (*unjudged(context.assessment), *context.assessment.notes)
    first = paragraph(text(conclusion(context.assessment)), "strong")
    return Part("As recorded", (first, *(paragraph(text(sentence)) for sentence in after)))
