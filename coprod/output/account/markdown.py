"""An account in Markdown, for a wiki or a pull request; the list of sessions stands for the picture."""

from collections.abc import Iterator, Sequence

from coprod.output.account.blocks import (
    COMMENT,
    Account,
    Block,
    Cell,
    Entries,
    Entry,
    Facts,
    Item,
    Items,
    Link,
    Paragraph,
    Part,
    PhaseAccount,
    Phases,
    Table,
    Words,
)
from coprod.output.escape import escaped
from coprod.version import __version__


def markdown(account: Account) -> str:
    """The whole account, a heading for each part."""
    return "\n".join(_lines(account)).rstrip("\n") + "\n"


def _lines(account: Account) -> Iterator[str]:
    yield from (f"# {escaped(account.name)}", "", COMMENT, "", f"Record of co-production, {account.today}.", "")
    yield from (f"> {escaped(sentence)}" for sentence in account.sharing)
    yield ""
    for part in (*account.front, *account.parts, *account.record):
        yield from _part(part)
    yield f"Made from the project's own record by coprod {__version__}. Nothing on this page is scored or certified."


def _part(part: Part) -> Iterator[str]:
    blocks = [list(_block(block)) for block in part.blocks]
    if any(blocks):
        yield from (f"## {escaped(part.title)}", "")
        for lines in blocks:
            yield from lines


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from (_paragraph(block), "")
        case Items():
            yield from _items(block)
        case Facts(facts):
            yield from (*(f"- {escaped(heading)}: {escaped(text)}" for heading, text in facts), "")
        case Entries():
            yield from _entries(block)
        case Table():
            yield from _table(block)
        case Phases(phases):
            for phase in phases:
                yield from _phase(phase)
        case _:
            return


def _paragraph(paragraph: Paragraph) -> str:
    words = _words(paragraph.words)
    return f"**{words}**" if paragraph.tone == "strong" else words


def _words(words: Words) -> str:
    return "".join(_link(one) if isinstance(one, Link) else escaped(one) for one in words)


def _link(link: Link) -> str:
    return escaped(link.text) if link.target.startswith("#") else f"[{escaped(link.text)}](<{link.target}>)"


def _items(items: Items) -> Iterator[str]:
    if items.heading:
        yield from (f"### {escaped(items.heading)}", "")
    yield from (*map(_item, items.items), *((escaped(items.otherwise),) if not items.items else ()), "")


def _item(item: Item) -> str:
    lead = f"**{escaped(item.lead)}**{item.joint}" if item.lead else ""
    aside = f" ({escaped(item.aside)})" if item.aside else ""
    return f"- {lead}{escaped(item.text)}{aside}"


def _entries(entries: Entries) -> Iterator[str]:
    if entries.heading:
        yield from (f"### {escaped(entries.heading)}", "")
    for entry in entries.entries:
        yield from _entry(entry)
    yield ""


def _entry(entry: Entry) -> Iterator[str]:
    first, *others = entry.paragraphs
    yield f"- {_paragraph(first)}"
    yield from (f"  - {_paragraph(one)}" for one in others)
    yield from (f"  - {escaped(heading)}: {escaped(text)}" for heading, text in entry.facts)


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield from (escaped(table.caption), "")
    yield _row([escaped(heading) for heading in table.headings])
    yield _row(["---"] * len(table.headings))
    yield from (_row([_cell(cell) for cell in row]) for row in table.rows)
    yield ""


def _cell(cell: Cell) -> str:
    return f"**This project: {escaped(cell.text)}**" if cell.marked else escaped(cell.text)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _phase(phase: PhaseAccount) -> Iterator[str]:
    yield f"- **{escaped(phase.phase)}**: {escaped(phase.status_words)}"
    yield from (f"  - {escaped(heading)}: {escaped(text)}" for heading, text in phase.facts)
    yield ""
