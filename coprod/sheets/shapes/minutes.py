"""Minutes: lines that begin with Present, Apologies and the like, each with its names beside or below it."""

import datetime as dt
from collections.abc import Iterator, Sequence

from coprod.contacts import holds_contact
from coprod.sheets.grid import CellPlace, Table, folded
from coprod.sheets.reading import asides, vocabulary
from coprod.sheets.reading.blocks import NO_SECTION, Block, Section, section_of
from coprod.sheets.reading.days import like_a_day
from coprod.sheets.reading.meeting import Choice, Days, Meeting, Reading, ReadOptions
from coprod.sheets.reading.rows import BlockReader
from coprod.sheets.shapes.shape import Shape, labelled


def _sections(table: Table, options: ReadOptions) -> Iterator[tuple[int, Section, str]]:
    """The lines that say who stands beside or below them, with what follows the word."""
    for row in range(len(table.rows)):
        filled = table.filled(row)
        if not filled:
            continue
        first = table.text(row, filled[0])
        label, rest = asides.label_of(first)
        section = section_of(label, options.values) if label else section_of(first, options.values)
        if section and (label or len(filled) == 1 or filled[0] == 0):
            yield row, section, rest if label else ""


def _fits(table: Table, options: ReadOptions) -> bool:
    """Whether a line near its top says who was there."""
    return any(section.meaning == "came" for _, section, _ in _sections(table, options))


def _agree(table: Table, options: ReadOptions) -> object:
    return "minutes" if _fits(table, options) else None


def _read(tables: Sequence[Table], reading: Reading, options: ReadOptions) -> None:
    """One session for each table."""
    for table in tables:
        sections = {row: (section, rest) for row, section, rest in _sections(table, options)}
        first = min(sections, default=0)
        block = Block(table, max(first - 1, 0), {}, rows=range(0))
        rows = BlockReader(block, reading, options)
        days = Days(reading, options.order)
        meeting = Meeting(CellPlace(table, first), _day(table, sections, days))
        _entitle(meeting, table, range(first))
        reading.meetings.append(meeting)
        reading.is_about(table, range(first))
        current = NO_SECTION
        for row in range(first, len(table.rows)):
            filled = table.filled(row)
            if not filled:
                continue
            texts = [table.text(row, column) for column in filled]
            if row in sections:
                current, rest = sections[row]
                texts = [rest, *texts[1:]]
                reading.is_about(table, [row])
            elif _is_something_else(texts):
                # What comes after the lists, such as the business of the meeting, names nobody who came.
                reading.leave_out(CellPlace(table, row), texts[0], "is a line about the meeting")
                current = NO_SECTION
                continue
            _names(row, [text for text in texts if text], current, meeting, rows)


def _day(table: Table, sections: dict[int, tuple[Section, str]], days: Days) -> dt.date | None:
    """The day that a line names, beside a label or in a title."""
    others = [row for row in range(len(table.rows)) if row not in sections]
    labels = labelled(table, others)
    for label in (
        "date",
        "day",
        "meeting date",
        "date of meeting",
        "held on",
        "datum",
        "fecha",
        "data",
        "dyddiad",
        "meeting",
    ):
        if label in labels:
            place = CellPlace(table, *labels[label])
            day = (
                days.read(place)
                if like_a_day(table.cell(place.row, place.column))
                else days.named_in(place.text, place)
            )
            if day:
                return day
    above = [row for row in others if row < min(sections, default=0)]
    places = [CellPlace(table, row, column) for row in above for column in table.filled(row)]
    found = {day for place in places if (day := days.named_in(place.text, place))}
    return found.pop() if len(found) == 1 else None


def _entitle(meeting: Meeting, table: Table, above: range) -> None:
    labels = labelled(table, above)
    for label in ("title", "meeting title", "subject", "topic"):
        if label in labels:
            place = CellPlace(table, *labels[label])
            title = asides.label_of(place.text)[1] if asides.label_of(place.text)[0] else place.text
            if title and not holds_contact(title):
                meeting.fields["title"] = title
            return


def _is_something_else(texts: Sequence[str]) -> bool:
    """Whether a line is about the meeting: a label with its value, a numbered item, or a sentence."""
    label, _ = asides.label_of(texts[0])
    return bool(label and (asides.is_about(label) or not vocabulary.line(label))) or asides.is_about(texts[0])


def _names(row: int, texts: Sequence[str], section: Section, meeting: Meeting, rows: BlockReader) -> None:
    reading, table = rows.reading, rows.block.table
    place = CellPlace(table, row, table.filled(row)[0])
    if not texts:
        return
    if section is NO_SECTION:
        if folded(texts[0]) in rows.options.left_out:
            reading.leave_out(place, texts[0], "is left out by --leave-out")
        else:
            reading.ask(
                f'no line says whether "{texts[0][:60]}" came',
                place,
                Choice("the line is left out", "--leave-out", texts[0]),
            )
        return
    for text in texts:
        if folded(text) in {"none", "none received", "nil", "-", "n/a", "no apologies", "none."}:
            continue
        for person in rows.attendances(text, place, row, listed=True, side_of=section):
            if section.meaning == "absent":
                name = getattr(person, "name", "") or getattr(person, "words", "")
                reading.leave_out(place, name, f'stands under "{section.words}"')
            else:
                meeting.take([person])


SHAPE = Shape("minutes", "minutes that list who was present", _fits, _agree, _read)
