"""What a shape of sheet is: how it is recognised, and how its tables become meetings."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coprod.sheets.grid import Table
from coprod.sheets.reading import asides
from coprod.sheets.reading.blocks import Block
from coprod.sheets.reading.evidence import unread_days
from coprod.sheets.reading.meeting import Reading, ReadOptions


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape of sheet.

    Attributes:
        name: its name on the command line.
        sentence: what it is called in a sentence.
        fits: whether a table has this shape.
        agree: what tables must have in common to be read together, such as their headings.
        read: reads tables of this shape into a reading.
    """

    name: str
    sentence: str
    fits: Callable[[Table, ReadOptions], bool]
    agree: Callable[[Table, ReadOptions], object]
    read: Callable[[Sequence[Table], Reading, ReadOptions], None]


def labelled(table: Table, rows: Iterable[int]) -> dict[str, tuple[int, int]]:
    """What the lines about a sheet say, by their labels: beside the label, or behind its colon."""
    found: dict[str, tuple[int, int]] = {}
    for row in rows:
        filled = table.filled(row)
        for column, following in pairwise([*filled, None]):
            if column is None:
                continue
            text = table.text(row, column)
            label, rest = asides.label_of(text)
            if label and rest:
                found.setdefault(label.lower(), (row, column))
            elif following is not None and (label or asides.is_about(text)):
                found.setdefault((label or text).lower(), (row, following))
    return found


def note_unread(block: Block, read: set[int], reading: Reading) -> None:
    """Note the columns of a block that are not read, those with days apart."""
    for column, cells in unread_days(block, read):
        reading.days_elsewhere.setdefault(block.heading(column), (cells[0], cells[-1]))
    for column in range(len(block.table.rows[block.top])):
        heading = block.heading(column)
        if heading and column not in read and heading not in reading.passed_over:
            reading.passed_over.append(heading)
