"""A sheet's blocks: the rows below each row of headings, and the lines of their own between them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coprod.framework import Side
from coprod.sheets.grid import CellPlace, Table, bare, folded
from coprod.sheets.reading import asides, headings, vocabulary
from coprod.sheets.reading.days import like_a_day, without_a_year
from coprod.sheets.reading.vocabulary import Meaning


@dataclass(frozen=True, slots=True)
class Section:
    """What a line of its own says of those who stand below it.

    Attributes:
        words: the line; empty where there is none.
        meaning: whether they came.
        side: the capacity in which they came.
    """

    words: str = ""
    meaning: Meaning | None = None
    side: Side | None = None


#: Below no such line: whoever stands there came, unless their row says otherwise.
NO_SECTION = Section()


@dataclass(slots=True)
class Block:
    """The rows below a row of headings.

    Attributes:
        table: the table.
        top: the row of the headings, from 0.
        columns: the columns, from 0, by what they hold.
        groups: columns whose heading says who is named below it, such as Apologies or Residents.
        rows: the rows below the headings, up to the next.
        section: what a line above the headings says of those below.
    """

    table: Table
    top: int
    columns: dict[str, int]
    groups: dict[int, Section] = field(default_factory=dict)
    rows: range = range(0)
    section: Section = NO_SECTION

    def place(self, row: int, column: int | None = None) -> CellPlace:
        """A cell of this block."""
        return CellPlace(self.table, row, column, self.top)

    def field(self, row: int, name: str) -> CellPlace:
        """The cell of a row that holds something."""
        return self.place(row, self.columns.get(name))

    def text(self, row: int, name: str) -> str:
        """What the cell of a row says that holds something."""
        return self.table.text(row, self.columns.get(name))

    def heading(self, column: int) -> str:
        """The heading of a column."""
        return self.table.text(self.top, column)

    def filled(self) -> Iterator[int]:
        """The rows that say something."""
        return (row for row in self.rows if self.table.filled(row))

    def of_people(self) -> Iterator[int]:
        """The rows that say something and are no line of their own, such as Apologies or Total."""
        for row in self.filled():
            filled = self.table.filled(row)
            if len(filled) > 1 or not vocabulary.line(self.table.text(row, filled[0])):
                yield row


@dataclass(slots=True)
class Layout:
    """A table in its parts.

    Attributes:
        above: the rows before the first block.
        blocks: the blocks.
    """

    above: Sequence[int]
    blocks: list[Block]


def section_of(text: str, values: Mapping[str, Meaning]) -> Section | None:
    """What a line of its own says; nothing where it is no such line."""
    if (said := values.get(folded(text))) and text.rstrip().endswith(":"):
        return Section(text, said)
    known = vocabulary.line(text)
    return Section(text, *known) if known else None


def in_one(table: Table, top: int) -> Layout:
    """A table whose rows all stand below one row of headings, whatever they say."""
    block = Block(table, top, headings.columns(table, top, {}), rows=range(top + 1, len(table.rows)))
    return Layout(range(top), [block])


def first_block(table: Table, named: Mapping[str, str]) -> Block | None:
    """The block that begins near the top of a table, by which its shape is told; without its rows."""
    blocks = (_headed(table, row, named, ()) for row in range(min(headings.TOP, len(table.rows))))
    return next((block for block in blocks if block), None)


def laid_out(table: Table, named: Mapping[str, str], values: Mapping[str, Meaning]) -> Layout:
    """A table in its parts, by its rows of headings.

    Args:
        table: the table.
        named: the headings that the user names.
        values: what the user says of lines and cells.
    """
    blocks: list[Block] = []
    for row in range(len(table.rows)):
        if not blocks and row >= headings.TOP:
            break
        block = _headed(table, row, named, blocks)
        if block:
            block.section = _section_above(table, row, blocks[-1].top + 1 if blocks else 0, values)
            blocks.append(block)
    ends = [*(block.top for block in blocks[1:]), len(table.rows)]
    for block, end in zip(blocks, ends, strict=False):
        block.rows = range(block.top + 1, end)
    above = range(blocks[0].top if blocks else len(table.rows))
    return Layout(above, blocks)


def _section_above(table: Table, top: int, first: int, values: Mapping[str, Meaning]) -> Section:
    """What the last line of its own before a row of headings says."""
    for row in range(top - 1, first - 1, -1):
        filled = table.filled(row)
        if len(filled) == 1 and (section := section_of(table.text(row, filled[0]), values)):
            return section
        if len(filled) > 1:
            break
    by_name = section_of(table.name, values) if table.name else None
    return by_name or NO_SECTION


def _headed(table: Table, row: int, named: Mapping[str, str], before: Sequence[Block]) -> Block | None:
    """The block that begins in a row, if it is a row of headings."""
    cells = table.rows[row]
    first = cells[0] if cells else ""
    if before and len(table.rows) > _MANY and not _may_be_headings(cells):
        return None
    filled = table.filled(row)
    texts = [table.text(row, column) for column in filled]
    if not texts or any("@" in text or text.isdigit() for text in texts):
        return None
    found = headings.columns(table, row, named)
    dated = [
        column for column in filled if like_a_day(table.cell(row, column)) or without_a_year(table.text(row, column))
    ]
    groups = {
        column: Section(text, *said)
        for column, text in zip(filled, texts, strict=True)
        if column not in found.values() and not headings.field_of(text) and (said := vocabulary.line(text))
    }
    if headings.names_people(found):
        # Beside a column of names, these columns tick off what is said of them.
        plural = bare(table.text(row, found.get("person"))) in _PLURALS
        groups = {
            column: section
            for column, section in groups.items()
            if section.side or (plural and section.meaning == "absent" and _holds_names_below(table, row, column))
        }
    by_user = {folded(heading) for heading in named.values() if heading}
    known = {
        *found.values(),
        *dated,
        *groups,
        *(column for column, text in zip(filled, texts, strict=True) if headings.telling(text)),
    }
    people = headings.names_people(found) or "number" in found or ("email" in found and not before)
    if by_user.intersection(map(folded, texts)) and (people or "person" not in named):
        return Block(table, row, found, groups)
    if before:
        alike = any(list(cells) == list(block.table.rows[block.top]) for block in before)
        labelled = len(texts) == 1 and first and field_is_plain(texts[0])
        whole = people and len(known) >= 2 and 2 * len(known) >= len(filled)  # noqa: PLR2004
        # A row of people begins with a name, and not with a heading or the sign for a number.
        begins = filled[0] in known or len(texts[0]) <= len("No.")
        apart = _alone_above(table, row) and ((whole and begins) or labelled)
        return Block(table, row, found, groups) if alike or apart else None
    if people and (len(texts) > 1 or field_is_plain(texts[0])) and not _labels_a_value(texts):
        return Block(table, row, found, groups)
    whole = len(known) == len(filled) or (len(groups) > 1 and 2 * len(known) > len(filled))
    if whole and (len(groups) > 1 or (groups and "date" in found)):
        return Block(table, row, found, groups)
    return Block(table, row, {"person": 0, **found}, groups) if _heads_marks(table, row, dated, named) else None


def _heads_marks(table: Table, row: int, dated: Sequence[int], named: Mapping[str, str]) -> bool:
    """Whether a row of days heads marks, below a column of names that has no heading."""
    filled = table.filled(row)
    if not dated or 0 in dated or len(dated) < len(filled) - 2 or _holds_days_below(table, row, dated):
        return False
    if filled[0] not in dated and asides.is_about(table.text(row, filled[0]).rstrip(":")):
        return False
    following = row + 1 if row + 1 < len(table.rows) else row
    return not headings.names_people(headings.columns(table, following, named))


#: From so many rows on, only what may be headings is looked at closely.
_MANY = 300


def _may_be_headings(cells: Sequence[object]) -> bool:
    return any(isinstance(cell, str) and cell and headings.field_of(cell) in _NAMING for cell in cells[:8])


_NAMING = frozenset({"person", "first_name", "last_name", "number"})


def field_is_plain(text: str) -> bool:
    """Whether a heading that stands alone can only be that of names."""
    return headings.field_of(text) in _NAMING and not vocabulary.line(text)


#: Headings below which a cell names several people.
_PLURALS = frozenset(
    {"attendees", "participants", "names", "people", "present", "members", "members present", "in attendance"}
)


def _holds_names_below(table: Table, row: int, column: int) -> bool:
    """Whether names stand below a heading such as Apologies, and not marks or reasons."""
    cells = [text for other in range(row + 1, min(row + 30, len(table.rows))) if (text := table.text(other, column))]
    return bool(cells) and not any(vocabulary.meaning(cell) == "came" or cell[:1].islower() for cell in cells)


def _alone_above(table: Table, row: int) -> bool:
    """Whether the row before is empty, or a line of its own."""
    return row > 0 and len(table.filled(row - 1)) <= 1


def _labels_a_value(texts: Sequence[str]) -> bool:
    """Whether a row is a label and its value, such as Participants and 12."""
    return len(texts) == 2 and texts[0].endswith(":") and not headings.field_of(texts[1])  # noqa: PLR2004


def _holds_days_below(table: Table, row: int, dated: Sequence[int]) -> bool:
    """Whether days stand below these too, so that they are no headings."""
    below = [
        cell
        for other in range(row + 1, min(row + 6, len(table.rows)))
        for column in dated
        if (cell := table.cell(other, column))
    ]
    return any(map(like_a_day, below))
