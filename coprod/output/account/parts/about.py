"""What the project says of itself."""

from collections.abc import Iterator

from coprod.framework import Recognition
from coprod.output.account.blocks import Facts, Part
from coprod.output.account.context import Context
from coprod.output.dates import in_words

#: How people's time is recognised, after "People's time is".
RECOGNITION: dict[Recognition, str] = {
    "paid": "paid",
    "expenses": "recognised by expenses",
    "voucher": "recognised by vouchers",
    "in-kind": "recognised in kind",
    "voluntary": "given freely",
    "declined": "given freely; an offer was declined",
    "none": "not recognised",
}


def part(context: Context) -> Part | None:
    """Purpose, lead, beginning, what delivery means, and how time is recognised."""
    facts = tuple(_facts(context))
    return Part("The project", (Facts(facts),)) if facts else None


def _facts(context: Context) -> Iterator[tuple[str, str]]:
    about, people = context.project.project, context.people
    if about.purpose:
        yield "Purpose", people.text(about.purpose, "the project's purpose")
    if about.lead:
        yield "Led by", people.text(about.lead, "the project's lead")
    if about.started:
        yield "Began", in_words(about.started)
    if about.delivery:
        yield "What delivery means here", people.text(about.delivery, "the project's delivery")
    if about.recognition:
        yield "People's time is", RECOGNITION[about.recognition]
