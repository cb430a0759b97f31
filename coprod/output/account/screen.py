"""An account on a terminal: the picture for the team."""

from collections.abc import Iterator, Sequence
from io import StringIO

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from coprod.framework import CONSULTED_LEVELS, Status
from coprod.output.account.blocks import (
    Account,
    Block,
    Cell,
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
from coprod.output.strip import mark, strip
from coprod.terms import SEVERITIES, STATUSES
from coprod.words import visible

#: The columns of the screen that the names of phases and levels take beside the timeline.
_BESIDE = 32

#: No wider than this, so that the marks of a phase are seen as one line.
_WIDEST_COLUMN = 6


def screen(account: Account, look: Look) -> str:
    """An account as the team may see it, on a screen."""
    file = StringIO()
    console = Console(
        file=file,
        width=look.width,
        force_terminal=look.colour,
        color_system="standard" if look.colour else None,
        legacy_windows=False,
        # What people wrote holds no markup, no emoji codes and nothing to highlight.
        markup=False,
        emoji=False,
        highlight=False,
    )
    for part in _parts(account, look):
        console.print(part)
    # rich fills lines to the width of the screen, which is wrong when the screen is narrowed later.
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def _parts(account: Account, look: Look) -> Iterator[RenderableType]:
    yield Text(visible(account.name), style="bold")
    yield _text(f"As recorded, {account.today}")
    for part in (*account.front, *account.parts, *account.record):
        yield from _part(part, look)


def _part(part: Part, look: Look) -> Iterator[RenderableType]:
    yield Text(f"\n{visible(part.title)}", style="bold")
    for block in part.blocks:
        yield from _block(block, look)


def _block(block: Block, look: Look) -> Iterator[RenderableType]:
    match block:
        case Paragraph():
            yield _text(plain(block.words))
        case Items():
            yield from _items(block)
        case Facts(facts):
            yield from (_text(f"{heading}: {text}") for heading, text in facts)
        case Entries():
            yield from _entries(block)
        case Table():
            yield _table(block, look)
        case Phases():
            yield Text.from_ansi(strip(block.records, look).rstrip(), no_wrap=True, overflow="ignore")
        case Timeline():
            yield from _timeline(block, look)


def _text(text: str, style: str = "") -> Text:
    return Text(visible(text), style=style)


def _items(items: Items) -> Iterator[RenderableType]:
    if items.heading:
        yield _text(f"{items.heading}:")
    yield from (Padding(_text(item.words), (0, 0, 0, 2), expand=False) for item in items.items)
    if not items.items and items.otherwise:
        yield Padding(_text(items.otherwise), (0, 0, 0, 2), expand=False)


def _entries(entries: Entries) -> Iterator[RenderableType]:
    if entries.heading:
        yield _text(entries.heading, SEVERITIES[entries.look].colour if entries.look else "")
    for entry in entries.entries:
        yield from _entry(entry)


def _entry(entry: Entry) -> Iterator[RenderableType]:
    first, *others = entry.paragraphs
    yield Padding(_text(plain(first.words)), (0, 0, 0, 2), expand=False)
    yield from (Padding(_text(plain(one.words)), (0, 0, 0, 4), expand=False) for one in others)
    yield from (Padding(_text(f"{heading}: {text}"), (0, 0, 0, 4), expand=False) for heading, text in entry.facts)


def _table(table: Table, look: Look) -> Grid:
    grid = Grid(box=box.SQUARE if look.unicode else box.ASCII2, show_edge=False, pad_edge=False, header_style="")
    first, *others = map(visible, table.headings)
    grid.add_column(first, width=13)
    for heading in others:
        grid.add_column(heading, ratio=1, overflow="fold")
    grid.expand = True
    grid.show_lines = any(cell.marked for row in table.rows for cell in row)
    for row in table.rows:
        grid.add_row(*map(_cell, row))
    return grid


def _cell(cell: Cell) -> Text:
    return _text(f"THIS PROJECT: {cell.text}", "bold") if cell.marked else _text(cell.text)


def _timeline(block: Timeline, look: Look) -> Iterator[RenderableType]:
    room = look.width - _BESIDE
    line = placed(block.sessions, room)
    column = min(_WIDEST_COLUMN, room // len(line.columns))
    grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="")
    for heading in ("", "highest level", _span(line, column)):
        grid.add_column(heading, no_wrap=True)
    for phase, marks in line.lanes.items():
        grid.add_row(phase, block.levels[phase] if marks else "", _lane(marks, column, look))
    yield grid
    statuses = reversed(STATUSES.items())
    legend = [f"{mark(status, look)} {words.sessions}" for status, words in statuses if words.sessions]
    yield Text("  ".join([*legend, "* several"]))


def _span(line: Columns, column: int) -> str:
    """The first and the last time, over the columns."""
    first, last = line.columns[0], line.columns[-1]
    return first if first == last else f"{first} {last:>{column * len(line.columns) - len(first) - 1}}"


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
