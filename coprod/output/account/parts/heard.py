"""Which of the groups that a project affects were heard."""

from datetime import date

from coprod.output.account.blocks import Item, Items, Paragraph, Part, paragraph
from coprod.output.account.context import Context
from coprod.output.dates import in_words


def part(context: Context) -> Part:
    """Each group that the project names or that was heard, and when it was."""
    affected = context.project.project.affected
    heard: dict[str, list[date]] = {group: [] for group in affected}
    for one in context.sessions:
        for group in one.session.heard if one.community else ():
            heard.setdefault(group, []).append(one.session.date)
    if not heard:
        text = "The record does not name the groups that the project affects most, nor any that were heard."
        return Part("Who was heard", (paragraph(text),))
    blocks: list[Paragraph | Items] = []
    if not any(heard.values()):
        blocks.append(
            paragraph("The record does not say which groups were heard. That does not mean that they were not.")
        )
    items = [
        Item(context.group(group), f": {_when(days)}", "" if group in affected else "not named as affected")
        for group, days in heard.items()
    ]
    return Part("Who was heard", (*blocks, Items(tuple(items))))


def _when(days: list[date]) -> str:
    if not days:
        return "not on record as heard"
    times = {1: "once", 2: "twice"}.get(len(days), f"in {len(days)} sessions")
    return f"heard {times}, last on {in_words(max(days))}"
