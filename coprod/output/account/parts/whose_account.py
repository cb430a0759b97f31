"""How to say that it was not so."""

from coprod.output.account.blocks import Part, paragraph
from coprod.output.account.context import Context

_ASK = "Were you there, and do you remember it otherwise? Please say so. Your account counts as much as this one."
_LINE = "Write to: ____________________________________________"


def part(context: Context) -> Part:
    """Where to write for whoever sees it otherwise: the project's contact, or a line to write one in."""
    contact = context.project.project.contact
    return Part("If that is not how it was", (paragraph(_ASK), paragraph(f"Write to: {contact}" if contact else _LINE)))
