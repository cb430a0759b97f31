"""An account on a terminal: the picture for the team."""

from collections.abc import Iterator, Sequence

import typer

from coprod.framework import CONSULTED_LEVELS, Status
from coprod.output.account.blocks import (
    Account,
    Block,
    Entries,
    Entry,
    Facts,
    Items,
    Paragraph,
    Part,
    Phases,
    Table,
    Timeline,
    plain,
)
from coprod.output.account.picture import ROWS, Mark
from coprod.output.account.picture import Timeline as Columns
from coprod.output.account.picture import timeline as placed
from coprod.output.escape import Look
from coprod.output.layout import aligned, table, wrapped
from coprod.output.strip import mark, strip
from coprod.terms import SEVERITIES, STATUSES
from coprod.words import visible

#: The timeline has this many columns for its times, beside the names of phases and levels; a screen that has no room
#: for both is told in words.
_TIMES, _BOTH = 48, 80

#: No wider than this, so that the marks of a phase are seen as one line.
_WIDEST_COLUMN = 6

_IN, _FURTHER = "  ", "    "


def screen(account: Account, look: Look) -> str:
    """An account as the team may see it, on a screen."""
    parts = (*account.front, *account.parts, *account.record)
    lines = [
        *_styled(account.name, look, bold=True),
        *_text(f"As recorded, {account.today}", look),
        *(line for part in parts for line in _part(part, look)),
    ]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _part(part: Part, look: Look) -> Iterator[str]:
    yield ""
    yield from _styled(part.title, look, bold=True)
    for block in part.blocks:
        yield from _block(block, look)


def _block(block: Block, look: Look) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from _text(plain(block.words), look)
        case Items():
            yield from _items(block, look)
        case Facts(facts):
            for heading, text in facts:
                yield from _text(f"{heading}: {text}", look)
        case Entries():
            yield from _entries(block, look)
        case Table():
            yield from _table(block, look)
        case Phases():
            yield from strip(block.records, look).splitlines()
        case Timeline():
            yield from _timeline(block, look)


def _text(text: str, look: Look, indent: str = "") -> list[str]:
    return [line for one in visible(text).split("\n") for line in wrapped(one, look.width, indent)]


def _styled(text: str, look: Look, *, bold: bool = False, colour: str | None = None) -> Iterator[str]:
    for line in _text(text, look):
        yield typer.style(line, bold=bold or None, fg=colour) if look.colour else line


def _items(items: Items, look: Look) -> Iterator[str]:
    if items.heading:
        yield from _text(f"{items.heading}:", look)
    for item in items.items:
        yield from _text(item.words, look, _IN)
    if not items.items and items.otherwise:
        yield from _text(items.otherwise, look, _IN)


def _entries(entries: Entries, look: Look) -> Iterator[str]:
    if entries.heading:
        yield from _styled(entries.heading, look, colour=SEVERITIES[entries.look].colour if entries.look else None)
    for entry in entries.entries:
        yield from _entry(entry, look)


def _entry(entry: Entry, look: Look) -> Iterator[str]:
    first, *others = entry.paragraphs
    yield from _text(plain(first.words), look, _IN)
    for one in others:
        yield from _text(plain(one.words), look, _FURTHER)
    for heading, text in entry.facts:
        yield from _text(f"{heading}: {text}", look, _FURTHER)


def _table(block: Table, look: Look) -> list[str]:
    rows = [tuple(f"THIS PROJECT: {cell.text}" if cell.marked else cell.text for cell in row) for row in block.rows]
    return table([tuple(map(visible, row)) for row in (block.headings, *rows)], look.width)


def _timeline(block: Timeline, look: Look) -> Iterator[str]:
    if look.width < _BOTH:
        for sentence in block.in_words:
            yield from _text(sentence, look)
        return
    line = placed(block.sessions, _TIMES)
    column = min(_WIDEST_COLUMN, _TIMES // len(line.columns))
    rows = [("", "highest level", _span(line, column))]
    rows += [
        (phase, block.levels[phase] if marks else "", _lane(marks, column, look)) for phase, marks in line.lanes.items()
    ]
    yield from aligned(rows)
    known = [(status, words.sessions) for status, words in reversed(STATUSES.items()) if words.sessions]
    legend = [f"{mark(status, look)} {sessions}" for status, sessions in known]
    yield from wrapped(", ".join([*legend, "* several"]), look.width)


def _span(line: Columns, column: int) -> str:
    """The first and the last time, over the columns; if they do not fit, the first."""
    first, last = line.columns[0], line.columns[-1]
    over = last.rjust(column * len(line.columns))
    return first if first == last or not over.startswith(" " * (len(first) + 1)) else first + over[len(first) :]


def _lane(marks: Sequence[Mark], column: int, look: Look) -> str:
    signs: dict[int, set[str]] = {}
    for one in marks:
        signs.setdefault(one.column, set()).add(mark(_kind(one), look))
    shown = {place: kinds.pop() if len(kinds) == 1 else "*" for place, kinds in signs.items()}
    return "".join(shown.get(place, "").ljust(column) for place in range(max(shown, default=-1) + 1))


def _kind(one: Mark) -> Status:
    """The status that a phase with these sessions alone would have."""
    if one.kind == "professional":
        return "professional-led"
    if ROWS[one.row] == "not recorded":
        return "took-part"
    if ROWS[one.row] in CONSULTED_LEVELS:
        return "consulted"
    return "community-led" if one.kind == "community" else "co-produced"
