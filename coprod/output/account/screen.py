"""An account on a terminal: the picture for the team."""

from collections.abc import Iterator, Sequence

from coprod.assess.record import by_phase
from coprod.output.account.blocks import Account, Block, Entries, Facts, Items, Paragraph, Phases, Table, Timeline
from coprod.output.account.facts import highest_level
from coprod.output.account.picture import Mark, chart
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
    lines = [*_styled(account.name, look, bold=True), *_text(f"As recorded, {account.today}", look)]
    for part in (*account.front, *account.parts, *account.record):
        lines += ["", *_styled(part.title, look, bold=True)]
        lines += [line for block in part.blocks for line in _block(block, look)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _block(block: Block, look: Look) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from _text(block.text, look)
        case Items(items, heading, otherwise):
            yield from _text(f"{heading}:", look) if heading else ()
            for text in [item.words for item in items] or [otherwise]:
                yield from _text(text, look, _IN) if text else ()
        case Facts(facts):
            for heading, text in facts:
                yield from _text(f"{heading}: {text}", look)
        case Entries():
            yield from _entries(block, look)
        case Table(headings, rows):
            yield from table([tuple(map(visible, row)) for row in (headings, *rows)], look.width)
        case Phases(phases):
            yield from strip([record for record, _ in phases], look).splitlines()
        case Timeline():
            yield from _timeline(block, look)


def _entries(block: Entries, look: Look) -> Iterator[str]:
    if block.heading:
        yield from _styled(block.heading, look, colour=SEVERITIES[block.look].colour if block.look else None)
    for entry in block.entries:
        first, *others = [one.text for one in entry.paragraphs]
        yield from _text(first, look, _IN)
        for text in (*others, *(f"{heading}: {text}" for heading, text in entry.facts)):
            yield from _text(text, look, _FURTHER)


def _text(text: str, look: Look, indent: str = "") -> list[str]:
    return [line for one in visible(text).split("\n") for line in wrapped(one, look.width, indent)]


def _styled(text: str, look: Look, *, bold: bool = False, colour: str | None = None) -> Iterator[str]:
    for line in _text(text, look):
        yield look.styled(line, bold=bold or None, fg=colour)


def _timeline(block: Timeline, look: Look) -> Iterator[str]:
    if look.width < _BOTH:
        for sentence in block.in_words:
            yield from _text(sentence, look)
        return
    shown, sessions = chart(block.sessions, _TIMES), by_phase(block.sessions)
    column = min(_WIDEST_COLUMN, _TIMES // len(shown.columns))
    # The first and the last time stand over the columns; if they do not fit, the first.
    first, last = shown.columns[0], shown.columns[-1]
    over = last.rjust(column * len(shown.columns))
    fits = first != last and over.startswith(" " * (len(first) + 1))
    rows = [("", "highest level", first + over[len(first) :] if fits else first)]
    for phase, marks in shown.lanes.items():
        level = (highest_level(sessions[phase]) or "not recorded") if marks else ""
        rows.append((phase, level, _lane(marks, column, look)))
    yield from aligned(rows)
    known = [(status, words.sessions) for status, words in reversed(STATUSES.items()) if words.sessions]
    legend = [f"{mark(status, look)} {sessions}" for status, sessions in known]
    yield from wrapped(", ".join([*legend, "* several"]), look.width)


def _lane(marks: Sequence[Mark], column: int, look: Look) -> str:
    signs: dict[int, set[str]] = {}
    for one in marks:
        signs.setdefault(one.column, set()).add(mark(one.status, look))
    shown = {place: kinds.pop() if len(kinds) == 1 else "*" for place, kinds in signs.items()}
    return "".join(shown.get(place, "").ljust(column) for place in range(max(shown, default=-1) + 1))
