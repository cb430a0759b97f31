"""An account in lines of text, for a screen reader or another program: no tables, no marks."""

from collections.abc import Iterator

from coprod.output.account.blocks import Account, Block, Entries, Facts, Items, Paragraph, Phases
from coprod.terms import STATUSES
from coprod.words import visible


def lines(account: Account) -> str:
    """Everything that is said of a project, a sentence or two to a line, under headings that end with a colon."""
    found = [f"{account.name}, as recorded, {account.today}."]
    for part in (*account.front, *account.parts, *account.record):
        if of_part := [line for block in part.blocks for line in _block(block)]:
            found += ["", f"{part.title}:", *of_part]
    return "".join(f"{visible(line)}\n" for line in found)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield block.text
        case Items(items, heading, otherwise):
            yield from [otherwise] if otherwise and not items else []
            yield from (f"{heading}: {item.words}" if heading else item.words for item in items)
        case Facts(facts):
            yield from (f"{heading}: {text}" for heading, text in facts)
        case Entries(entries, heading):
            yield from [f"{heading}:"] if heading else []
            for entry in entries:
                yield from (one.text for one in entry.paragraphs)
                yield from (f"{name}: {text}" for name, text in entry.facts)
        case Phases(phases):
            for record, facts in phases:
                told = " ".join(f"{heading}: {text}." for heading, text in facts)
                yield f"{record.phase}: {STATUSES[record.status].short}. {told}".rstrip()
        case _:
            yield from block.in_words
