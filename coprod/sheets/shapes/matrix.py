"""A matrix: a row for each person, a column for each session, and a mark where somebody came."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from coprod.framework import Side
from coprod.sheets.grid import CellPlace, Table, folded
from coprod.sheets.reading import headings, vocabulary
from coprod.sheets.reading.blocks import Block, first_block, laid_out
from coprod.sheets.reading.days import like_a_day, without_a_year
from coprod.sheets.reading.headings import Telling
from coprod.sheets.reading.meeting import Came, Choice, Counted, Days, Meeting, Reading, ReadOptions, one_side
from coprod.sheets.reading.rows import BlockReader, RowOfPeople
from coprod.sheets.reading.vocabulary import Meaning
from coprod.sheets.shapes.shape import Shape, note_unread
from coprod.words import short


@dataclass(frozen=True, slots=True)
class _Dated:
    """A column of marks.

    Attributes:
        column: its place, from 0.
        day: the cell with its day.
        kind: what its own heading says of it, where the day stands above.
    """

    column: int
    day: CellPlace
    kind: Telling = "attended"


def _fits(table: Table, options: ReadOptions) -> bool:
    """Whether headings are dates."""
    block = first_block(table, options.columns)
    return bool(block and _dated(block))


def _agree(table: Table, options: ReadOptions) -> object:
    return "matrix" if _fits(table, options) else None


def _is_day(table: Table, row: int, column: int) -> bool:
    return like_a_day(table.cell(row, column)) or without_a_year(table.text(row, column))


def _dated(block: Block) -> list[_Dated]:
    """The columns of marks: headed by a day, or by what it is about on the day above, as below merged cells."""
    table, top = block.table, block.top
    width = len(table.rows[top])
    naming = {block.columns[name] for name in ("person", "first_name", "last_name", "email") if name in block.columns}
    own = [column for column in range(width) if column not in naming and _is_day(table, top, column)]
    if own:
        return [_Dated(column, CellPlace(table, top, column)) for column in own]
    above = [column for column in range(len(table.rows[top - 1])) if _is_day(table, top - 1, column)] if top else []
    found: list[_Dated] = []
    for day, following in pairwise([*above, width]):
        if day in naming:
            continue
        for column in range(day, following):
            heading = block.heading(column)
            kind = headings.telling(heading) if heading else "attended"
            if kind and kind != "remark" and (heading or column == day):
                found.append(_Dated(column, CellPlace(table, top - 1, day), kind))
    # A single day above is that of the whole sheet.
    return found if len(above) > 1 else []


def _read(tables: Sequence[Table], reading: Reading, options: ReadOptions) -> None:
    """The sessions, one for each day in the headings."""
    for table in tables:
        layout = laid_out(table, options.columns, options.values)
        reading.is_about(table, layout.above)
        dated: list[_Dated] = []
        days: dict[CellPlace, Meeting] = {}
        if not layout.blocks or not _dated(layout.blocks[0]):
            top = next((row for row in range(len(table.rows)) if table.filled(row)), 0)
            reading.wrong("no heading is a day, such as 2026-01-31", CellPlace(table, top))
            reading.is_about(table, range(len(table.rows)))
            continue
        for block in layout.blocks:
            reading.is_about(table, [block.top])
            # A second block, such as one for staff, may leave the days to the first.
            own = _dated(block)
            if own:
                dated = own
                year = _year(table, layout.above)
                days = {one.day: days.get(one.day) or _meeting(one, reading, options, year) for one in dated}
                reading.meetings += days.values()
            _block(block, dated, days, reading, options)
    marked = [meeting for meeting in reading.meetings if meeting.came or meeting.counted]
    silent = [meeting for meeting in reading.meetings if not meeting.came and not meeting.counted]
    reading.passed_over += [meeting.place.text for meeting in silent if marked]
    reading.meetings = marked or reading.meetings


def _year(table: Table, above: Sequence[int]) -> str:
    """The one year that the lines above a sheet, or its name, speak of."""
    lines = [table.name, *(table.text(row, column) for row in above for column in table.filled(row))]
    years = {year for line in lines for year in re.findall(r"\b(20\d\d)\b", line)}
    return years.pop() if len(years) == 1 else ""


def _meeting(dated: _Dated, reading: Reading, options: ReadOptions, year: str) -> Meeting:
    days = Days(reading, options.order)
    if year and without_a_year(dated.day.text):
        date = days.named_in(f"{dated.day.text} {year}", dated.day) or days.read(dated.day)
    else:
        date = days.read(dated.day)
    return Meeting(dated.day, date, garbled=date is None)


def _block(
    block: Block, dated: Sequence[_Dated], days: dict[CellPlace, Meeting], reading: Reading, options: ReadOptions
) -> None:
    table, top = block.table, block.top
    for message in headings.missing(table, top, options.columns):
        reading.wrong(message, block.place(top))
    if not headings.names_people(block.columns):
        block.columns["person"] = 0
    marks = [one.column for one in dated]
    block.columns = {
        name: column
        for name, column in block.columns.items()
        if column not in marks and name not in {"date", "note", "number"}
    }
    block.groups = {column: section for column, section in block.groups.items() if column not in marks}
    for column in range(min(marks, default=0), max(marks, default=0)):
        if (
            column not in marks
            and not headings.telling(block.heading(column))
            and any(table.text(row, column) for row in range(top, block.rows.stop))
        ):
            reading.wrong("stands between dates, and its heading is no day", block.place(top, column))
    # With several days, what else a row says of coming is of none of them.
    several = len({one.day for one in dated}) > 1
    rows = BlockReader(block, reading, _marks_alone(options) if several else options)
    meanings = _Marks(block, dated, reading, options)
    for found in rows.rows():
        _row(block, found, dated, days, meanings)
    note_unread(block, rows.read_columns | set(marks), reading)


def _marks_alone(options: ReadOptions) -> ReadOptions:
    """The same options, by which no other column than those of the marks says who came."""
    return replace(options, columns={**options.columns, "attended": "", "note": ""})


class _Marks:
    """What the marks of a block say; those that stand for no one thing are asked about."""

    def __init__(self, block: Block, dated: Sequence[_Dated], reading: Reading, options: ReadOptions) -> None:
        self._block, self._reading, self._options = block, reading, options
        texts = frozenset(block.table.text(row, one.column) for one in dated for row in block.rows)
        self._crossed = vocabulary.unclear_crosses(texts)
        present = any(vocabulary.meaning(text) == "came" for text in texts if text)
        self._alone = frozenset() if present else frozenset("aA")

    def says(self, row: int, dated: _Dated) -> tuple[Meaning | None, Side | None]:
        """What a mark says, and the side where it names one."""
        place = self._block.place(row, dated.column)
        text = place.text
        if not text:
            return None, None
        said = self._options.values.get(folded(text))
        if said is None and text not in self._crossed | self._alone:
            said = "came" if one_side(text) else vocabulary.meaning(text) or vocabulary.length(text)
            if vocabulary.is_time(text):
                said = "came"
        if dated.kind == "missed" and said == "came":
            said = "absent"
        elif dated.kind == "missed" and said == "absent":
            return None, None
        if said is None:
            what = vocabulary.UNSAVED if text.startswith("=") else "does not say whether somebody came"
            self._reading.ask(
                f'"{short(text)}" {what}',
                place,
                Choice("they came", "--value", f"{text}=came"),
                Choice("they did not", "--value", f"{text}=absent"),
            )
        return ("meant" if dated.kind == "intent" and said == "came" else said), one_side(text)


def _row(
    block: Block, found: RowOfPeople, dated: Sequence[_Dated], days: dict[CellPlace, Meeting], marks: _Marks
) -> None:
    came = False
    said: dict[CellPlace, set[Meaning]] = {}
    sides: dict[CellPlace, Side | None] = {}
    words: list[str] = []
    for one in dated:
        meaning, side = marks.says(found.row, one)
        if meaning:
            said.setdefault(one.day, set()).add(meaning)
            sides[one.day] = sides.get(one.day) or side
            words.append(block.table.text(found.row, one.column))
    for day, meanings in said.items():
        if "came" in meanings and "absent" not in meanings:
            came = True
            days[day].take(_with_side(person, sides[day]) for person in found.people)
        elif {"came", "absent"} <= meanings:
            marks._reading.ask("says both that somebody came and that they did not", block.place(found.row, day.column))  # noqa: SLF001
    if not came:
        reason = f'has "{short(words[0])}" and no mark of having come' if words else "has no mark of having come"
        for person in found.people:
            marks._reading.leave_out(person.place, person.name if isinstance(person, Came) else person.words, reason)  # noqa: SLF001


def _with_side(person: Came | Counted, side: Side | None) -> Came | Counted:
    if not side:
        return person
    if isinstance(person, Came):
        return Came(person.place, person.name, person.email, side, person.role, person.also)
    return Counted(person.place, person.words, person.number, side, person.role)


SHAPE = Shape("matrix", "people by dates", _fits, _agree, _read)
