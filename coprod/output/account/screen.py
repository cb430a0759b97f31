"""One project on a terminal: the picture for the team."""

from collections.abc import Iterator, Sequence
from io import StringIO

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from coprod.assess import Assessment
from coprod.assess.phases import Status
from coprod.assess.rules.base import Severity
from coprod.framework import CONSULTED_LEVELS, PHASES
from coprod.model import Project
from coprod.output.account.content import NOTHING_FOUND, Account
from coprod.output.account.lines import heard_and_told
from coprod.output.account.timeline import ROWS, Mark, Timeline, timeline
from coprod.output.look import Look
from coprod.output.terminal.pathway import grid
from coprod.output.terminal.strip import mark, strip
from coprod.output.words import AXES
from coprod.visible import visible

#: The columns of the screen that the names of phases and levels take beside the timeline.
_BESIDE = 32

#: No wider than this, so that the marks of a phase are seen as one line.
_WIDEST_COLUMN = 6

_COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "note": "blue"}

_KINDS: dict[Status, str] = {
    "co-produced": "both sides",
    "community-led": "community alone",
    "consulted": "consulted",
    "professional-led": "professionals alone",
}


def screen(account: Account, project: Project, assessment: Assessment, look: Look) -> str:
    """The whole picture of a project.

    Args:
        account: what is said of it, as the team may see it.
        project: the project, whose sessions the timeline shows.
        assessment: what its record shows.
        look: what the screen can do.
    """
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
    for part in _parts(account, project, assessment, look):
        console.print(part)
    # rich fills lines to the width of the screen, which is wrong when the screen is narrowed later.
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def _parts(account: Account, project: Project, assessment: Assessment, look: Look) -> Iterator[RenderableType]:
    yield Text(visible(account.name), style="bold")
    yield _text(f"As recorded, {account.today} ({assessment.file})")
    yield from (_text(f"{heading}: {text}") for heading, text in account.about)
    yield Text.from_ansi(f"\n{strip(assessment.phases, look).rstrip()}", no_wrap=True, overflow="ignore")
    yield _text(f"\n{account.conclusion}")
    if project.sessions:
        yield _heading("Timeline")
        yield from _timeline(account, project, look)
    yield _heading("Design and delivery")
    yield _matrix(account, look)
    yield _text(f"\n{account.place}")
    yield _heading("What was agreed")
    yield _matters(account, look)
    if account.readiness and assessment.readiness:
        yield _heading("Readiness, in the words of the organisation")
        yield Text(grid(assessment.readiness, look))
        yield from map(_text, (account.readiness.answered, *account.readiness.sentences))
    yield _heading("Who was heard, and who was told")
    yield from map(_text, heard_and_told(account))
    yield _heading("What to do next")
    yield from _findings(account)
    yield from (_text(f"\n{sentence}") for sentence in account.remarks)


def _text(text: str) -> Text:
    """A paragraph; a line break at its beginning sets it apart."""
    return Text("\n" * text.startswith("\n") + visible(text.removeprefix("\n")))


def _heading(text: str) -> Text:
    return Text(f"\n{text}", style="bold")


def _timeline(account: Account, project: Project, look: Look) -> Iterator[RenderableType]:
    room = look.width - _BESIDE
    line = timeline(project.sessions, room)
    column = min(_WIDEST_COLUMN, room // len(line.columns))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="")
    for heading in ("", "highest level", _span(line, column)):
        table.add_column(heading, no_wrap=True)
    for phase in account.phases:
        level = phase.level.partition(" (")[0] if phase.sessions else ""
        table.add_row(phase.phase, level, _lane(line.lanes[phase.phase], column, look))
    yield table
    yield Text("  ".join([*(f"{mark(kind, look)} {words}" for kind, words in _KINDS.items()), "* several"]))


def _span(line: Timeline, column: int) -> str:
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
    if ROWS[one.row] in CONSULTED_LEVELS:
        return "consulted"
    return "community-led" if one.kind == "community" else "co-produced"


def _table(look: Look, *headings: str) -> Table:
    table = Table(box=box.SQUARE if look.unicode else box.ASCII2, show_edge=False, pad_edge=False, header_style="")
    first, *others = headings
    table.add_column(first, width=13)
    for heading in others:
        table.add_column(heading, ratio=1, overflow="fold")
    table.expand = True
    return table


def _matrix(account: Account, look: Look) -> Table:
    table = _table(look, "", *(f"design: {words}" for words in AXES.values()))
    table.show_lines = True
    for delivery, cells in account.matrix:
        labels = [Text(f"THIS PROJECT: {cell.label}", "bold") if cell.here else Text(cell.label) for cell in cells]
        table.add_row(f"delivery: {AXES[delivery]}", *labels)
    return table


def _matters(account: Account, look: Look) -> Table:
    matters = account.matters
    table = _table(look, "", "agreed together", "fixed without community", "fixed from outside", "not settled")
    for phase in PHASES:
        settled = (
            ", ".join(one.matter for one in entries if one.phase == phase)
            for entries in (matters.together, matters.apart, matters.given)
        )
        table.add_row(phase, *settled, ", ".join(dict(matters.open).get(phase, ())))
    return table


def _findings(account: Account) -> Iterator[RenderableType]:
    for group in account.findings:
        yield Text(group.heading, style=_COLOURS[group.severity])
        for finding in group.findings:
            yield Padding(Text(finding.rule), (0, 0, 0, 2))
            lines = [f"line {place.line}: {place.message} {place.accepted}".rstrip() for place in finding.places]
            for line in (*lines, f"Next: {finding.remedy}"):
                yield Padding(_text(line), (0, 0, 0, 4))
    if not account.findings:
        yield _text(NOTHING_FOUND)
