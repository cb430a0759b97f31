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
    about = context.project.project
    texts = {
        "Purpose": about.purpose,
        "Led by": about.lead,
        "Began": about.started and in_words(about.started),
        "What delivery means here": about.delivery,
        "People's time is": about.recognition and RECOGNITION[about.recognition],
    }
    for heading, text in texts.items():
        if text:
            yield heading, context.people.text(text)
