"""The headings of a sheet: which line they are, what each is called, and where the rows under them end."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from coprod.sheets import dates
from coprod.sheets.cells import Table, folded, letters
from coprod.sheets.mapping import SheetMapping, matches
from coprod.sheets.names import speaks_of_absence


class Block(NamedTuple):
    """Rows under one line of headings."""

    top: int
    end: int
    columns: dict[int, str]
    last: bool


def heading_names(table: Table, row: int, end: int) -> dict[int, str]:
    """The headings of a line by their columns: a second equal one is numbered, one without text named by its letter."""
    used = {column for below in range(row, end) for column in table.filled(below)}
    names: dict[int, str] = {}
    seen: Counter[str] = Counter()
    for column in sorted(used):
        text = name = " ".join(table.text(row, column).split()) or f"(column {letters(column)})"
        while folded(name) in seen:
            seen[folded(text)] += 1
            name = f"{text} ({seen[folded(text)]})"
        seen[folded(name)] = 1
        names[column] = name
    return names


def end_of(table: Table, mapping: SheetMapping, top: int) -> int:
    """The row at which the table under these headings ends."""
    for row in range(top + 1, len(table.rows)) if mapping.until else ():
        filled = table.filled(row)
        if filled and matches(mapping.until, table.text(row, filled[0])):
            return row
    return len(table.rows)


def headings_row(table: Table, mapping: SheetMapping) -> int | None:
    """The row that holds every heading that the mapping reads: that after `skip`, or the first; None if none does."""
    wanted = set(map(folded, mapping.headings()))
    for row in range(len(table.rows)) if mapping.skip is None else [mapping.skip]:
        filled = table.filled(row)
        if filled and wanted <= set(map(folded, heading_names(table, row, row + 1).values())):
            return row
    return None


def blocks(table: Table, mapping: SheetMapping, top: int) -> Iterator[Block]:
    """The blocks of rows under their headings; a second one begins where the same headings come again."""
    end = end_of(table, mapping, top)
    tops = [top]
    if mapping.blocks:
        roles = mapping.roles()
        wanted = set(map(folded, [*roles["name"], *roles["came"]]))
        again = ({folded(table.cell(row, column)) for column in table.filled(row)} for row in range(top + 1, end))
        tops += [top + 1 + at for at, there in enumerate(again) if wanted <= there]
    for at, next_top in zip(tops, [*tops[1:], end], strict=True):
        columns = heading_names(table, at, at + 1) if mapping.blocks else heading_names(table, at, next_top)
        yield Block(at, next_top, columns, last=next_top == end)


def is_label(text: str, label: str) -> bool:
    """Whether a cell over the headings is this label, with a colon or without."""
    return folded(text).rstrip(": ") == folded(label).rstrip(": ")


def is_day(heading: str) -> bool:
    """Whether a heading is a day or holds one, and does not tell who stayed away that day, or only meant to come."""
    return bool(dates.day_in(heading)) and not speaks_of_absence(heading)


def is_wide(mapping: SheetMapping, heading: str) -> bool:
    """Whether a heading is one of those across which a wide sheet stands: a day, a person, or a list."""
    side = mapping.side
    match mapping.wide:
        case "people":
            return not mapping.name.heading or matches(mapping.name.heading, heading)
        case "lists":
            return bool(side and side.of == "heading" and side.placed(heading)[0]) or is_day(heading)
        case _:
            return mapping.wide == "days" and is_day(heading)
