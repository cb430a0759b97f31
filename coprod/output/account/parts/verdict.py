"""The verdict, and what every account says after it."""

from coprod.output.account.blocks import Part, paragraph
from coprod.output.account.context import Context
from coprod.output.verdicts import after_verdict, headline


def part(context: Context) -> Part:
    """The verdict in a sentence or two, and what else must be said with it."""
    assessment = context.assessment
    first = paragraph(context.people.sentence(headline(assessment, context.people.number)), "strong")
    return Part("As recorded", (first, *map(paragraph, after_verdict(assessment))))
