"""An account in lines of text, for a screen reader or another program: no tables, no marks."""

from collections.abc import Iterator

from coprod.output.account.blocks import (
    Account,
    Block,
    Entries,
    Facts,
    Items,
    Paragraph,
    Part,
    PhaseAccount,
    Phases,
    plain,
)
from coprod.words import visible


def lines(account: Account) -> str:
    """Everything that is said of a project, a sentence or two to a line, under headings that end with a colon."""
    return "".join(f"{visible(line)}\n" for line in _lines(account))


def _lines(account: Account) -> Iterator[str]:
    yield f"{account.name}, as recorded, {account.today}."
    for part in (*account.front, *account.parts, *account.record):
        yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    found = [line for block in part.blocks for line in _block(block)]
    if found:
        yield from ("", f"{part.title}:", *found)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(words):
            yield plain(words)
        case Items():
            yield from _items(block)
        case Facts(facts):
            yield from (f"{heading}: {text}" for heading, text in facts)
        case Entries():
            yield from _entries(block)
        case Phases(phases):
            yield from map(_phase, phases)
        case _:
            yield from block.in_words


def _items(items: Items) -> Iterator[str]:
    if not items.items and items.otherwise:
        yield items.otherwise
    for item in items.items:
        yield f"{items.heading}: {item.words}" if items.heading else item.words


def _entries(entries: Entries) -> Iterator[str]:
    if entries.heading:
        yield f"{entries.heading}:"
    for entry in entries.entries:
        yield from (plain(one.words) for one in entry.paragraphs)
        yield from (f"{heading}: {text}" for heading, text in entry.facts)


def _phase(phase: PhaseAccount) -> str:
    facts = " ".join(f"{heading}: {text}." for heading, text in phase.facts)
    return f"{phase.phase}: {phase.status_words}. {facts}".rstrip()
