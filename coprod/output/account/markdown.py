"""An account in Markdown, for a wiki or a pull request; the list of sessions stands for the picture."""

from collections.abc import Iterator, Sequence

from coprod.output.account.blocks import (
    COMMENT,
    Account,
    Block,
    Entries,
    Fact,
    Facts,
    Items,
    Link,
    Paragraph,
    Phases,
    Table,
)
from coprod.output.escape import escaped, table
from coprod.terms import STATUSES
from coprod.version import __version__


def markdown(account: Account) -> str:
    """The whole account, a heading for each part."""
    lines = [f"# {escaped(account.name)}", "", COMMENT, "", f"Record of co-production, {account.today}.", ""]
    lines += [*(f"> {escaped(sentence)}" for sentence in account.sharing), ""]
    for part in (*account.front, *account.parts, *account.record):
        if of_part := [line for block in part.blocks for line in _block(block)]:
            lines += [f"## {escaped(part.title)}", "", *of_part]
    made = f"Made from the project's own record by coprod {__version__}. Nothing on this page is scored or certified."
    return "\n".join([*lines, made, ""])


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from (_paragraph(block), "")
        case Items(items, heading, otherwise):
            yield from _heading(heading)
            for item in items:
                lead = f"**{escaped(item.lead)}**{item.joint}" if item.lead else ""
                yield f"- {lead}{escaped(item.text)}" + (f" ({escaped(item.aside)})" if item.aside else "")
            yield from [""] if items else [escaped(otherwise), ""]
        case Facts(facts):
            yield from (*_facts(facts), "")
        case Entries(entries, heading):
            yield from _heading(heading)
            for entry in entries:
                first, *others = map(_paragraph, entry.paragraphs)
                yield from (f"- {first}", *(f"  - {one}" for one in others))
                yield from _facts(entry.facts, "  ")
            yield ""
        case Table(headings, rows, caption):
            yield from [escaped(caption), ""] if caption else []
            yield from (*table(headings, rows), "")
        case Phases(phases):
            for record, facts in phases:
                yield f"- **{record.phase}**: {STATUSES[record.status].short}"
                yield from (*_facts(facts, "  "), "")


def _heading(heading: str) -> list[str]:
    return [f"### {escaped(heading)}", ""] if heading else []


def _facts(facts: Sequence[Fact], indent: str = "") -> list[str]:
    return [f"{indent}- {escaped(heading)}: {escaped(text)}" for heading, text in facts]


def _paragraph(paragraph: Paragraph) -> str:
    words = "".join(_link(one) if isinstance(one, Link) else escaped(one) for one in paragraph.words)
    return f"**{words}**" if paragraph.tone == "strong" else words


def _link(link: Link) -> str:
    return escaped(link.text) if link.target.startswith("#") else f"[{escaped(link.text)}](<{link.target}>)"
