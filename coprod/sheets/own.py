"""The sheets that coprod writes, attendance and what was said: known by their headings, and read as the same record."""

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple, TypeVar

from pydantic import ValidationError

from coprod.errors import Problem, Unusable
from coprod.framework import MATTERS
from coprod.model import Answer, Saying
from coprod.model.kinds import ANSWERS, SAID, SESSIONS, ids
from coprod.model.rows import Kind, Row
from coprod.model.types import Record
from coprod.sheets.cells import Table, parted
from coprod.store.change import Change, add_unchanged
from coprod.store.problems import in_words
from coprod.store.read import Document
from coprod.typed import read_phases
from coprod.words import short

#: The fields of a session that have columns of their own here, or are told otherwise.
_APART = (
    *("id", "date", "phase", "title", "level"),
    *("community", "professional", "supporting", "also_present", "settled"),
)

#: The other fields of a session, a column each, in the row that belongs to nobody.
REST = tuple(row for row in SESSIONS.rows if row.column and row.name not in _APART)

#: The first column of a sheet of many projects.
FILE = "file"

#: The headings of the sheet of attendance, and what those of matters, and of levels of their own, begin with.
ATTENDANCE = (
    *(SESSIONS.row(name).column for name in _APART[:5]),
    *("side", "person", "community_count", "professional_count", "supporting_count"),
    *(row.column for row in REST),
)
SETTLED = "settled_"
LEVEL_OF = "level_"


_OWN = {"", FILE, *ATTENDANCE, *(first + matter for first in (SETTLED, LEVEL_OF) for matter in MATTERS)}


def is_attendance(table: Table) -> bool:
    """Whether it is this sheet, as this or an earlier version wrote it.

    It begins as every version's does, and holds no heading that none has; columns may be missing.
    """
    cells = [str(cell) for cell in table.rows[0]] if table.rows else []
    return ATTENDANCE[0] in cells[:2] and {"date", "side", "person"} <= {*cells} <= _OWN


def pairs_told(pairs: Mapping[str, str]) -> list[str]:
    """What groups said, as the items of a cell: `GROUP=TEXT`; a percent or equals sign in a group is written in hex."""
    return [f"{group.replace('%', '%25').replace('=', '%3D')}={text}" for group, text in pairs.items()]


def pairs_read(items: Sequence[str]) -> dict[str, str]:
    """What groups said, from the items of a cell."""
    pairs = (item.partition("=") for item in items)
    return {group.replace("%3D", "=").replace("%25", "%"): text for group, _, text in pairs}


def value_of(row: Row, cell: str) -> object:
    """The value that a cell holds of a field: that of a text is the cell itself."""
    match row.value:
        case "day":
            with suppress(ValueError):
                return dt.date.fromisoformat(cell.strip())
            raise ValueError(f'"{short(cell)}" must be a day such as 2026-01-31')
        case "phases":
            return read_phases(cell)
        case "groups" | "ids" | "labels" | "recognition" | "texts":
            return tuple(parted(cell))
        case "replies":
            return pairs_read(parted(cell))
        case "yes":
            return cell.strip() == "yes"
        case "count" | "crowd" if cell.strip().isdecimal():
            return int(cell)
        case _:
            return cell


def _columns(kind: Kind, *first: str, without: str = "") -> dict[str, str]:
    """The columns of a kind by the fields that they hold: those first, then those of the other fields."""
    rows = [*map(kind.row, first), *(row for row in kind.rows if row.name not in first)]
    return {row.name: row.column for row in rows if row.column and row.name != without}


#: The columns of what was said. The text of an answer stands under `what_changed`, or under `why` if it says why
#: nothing did.
SAYING_COLUMNS = _columns(SAID, "id", "date", "text", "session", "group", "hoped")
ANSWER_COLUMNS = _columns(ANSWERS, "date", "outcome", "text", without="to")
WHY = "why"
SAYINGS = (*SAYING_COLUMNS.values(), *list(ANSWER_COLUMNS.values())[:3], WHY, *list(ANSWER_COLUMNS.values())[3:])

#: The outcomes whose text says what changed; that of the others says why not.
CHANGED = ("done", "partly")


_Model = TypeVar("_Model", bound=Record)


class SayingsRead(NamedTuple):
    """What a sheet holds, each record once."""

    said: tuple[Saying, ...]
    answers: tuple[Answer, ...]


def read_sayings(tables: Sequence[Table], file: str) -> SayingsRead | None:
    """What the sheet holds, or None if its first headings say that it is another."""
    for table in tables:
        headings = [str(cell) for cell in table.rows[0]]
        if headings in ([*SAYINGS], [FILE, *SAYINGS]):
            return _read(table, first=len(headings) - len(SAYINGS))
    if any(SAYINGS[0] in table.rows[0][:2] for table in tables):
        raise Unusable(Problem(file, f"has other columns than what export writes: {', '.join(SAYINGS)}", 1))
    return None


def _read(table: Table, first: int) -> SayingsRead:
    """Read the rows; a column before the first names the project of a row, of which there can be but one."""
    problems: list[Problem] = []
    files: set[str] = set()
    said: dict[str, Saying] = {}
    answers: dict[Answer, None] = {}
    for row in range(1, len(table.rows)):
        if all(column < first for column in table.filled(row)):
            continue
        cells = {heading: str(table.cell(row, column)) for column, heading in enumerate(SAYINGS, first)}
        files |= {str(cell) for cell in table.rows[row][:first]}
        try:
            saying = _record(Saying, cells, SAYING_COLUMNS, table, row)
            if said.setdefault(saying.id, saying) != saying:
                problems.append(_problem(table, row, SAYINGS[0], "is another saying in an earlier row"))
            if any(cells[heading] for heading in (*ANSWER_COLUMNS.values(), WHY)):
                answers[_answer(saying, cells, table, row)] = None
        except Unusable as error:
            problems += error.problems
    if len(files) > 1:
        raise Unusable(Problem(table.file, "holds what was said in several projects: import that of one", 1))
    if problems:
        raise Unusable(*problems)
    return SayingsRead(tuple(said.values()), tuple(answers))


def _answer(saying: Saying, cells: Mapping[str, str], table: Table, row: int) -> Answer:
    if cells["what_changed"] and cells[WHY]:
        raise Unusable(_problem(table, row, WHY, "write either what changed or why not, in one of two columns"))
    columns = ANSWER_COLUMNS if cells["what_changed"] else ANSWER_COLUMNS | {"text": WHY}
    return _record(Answer, cells, columns, table, row, to=saying.id)


def _record(
    model: type[_Model], cells: Mapping[str, str], columns: Mapping[str, str], table: Table, line: int, **known: str
) -> _Model:
    """A record of the cells of one row; an empty cell leaves its field out, but for the day."""
    told = ((row, cells[columns[row.name]]) for row in model.rows if row.name in columns)
    try:
        content = {row.name: value_of(row, cell) for row, cell in told if cell or row.value == "day"}
        return model.model_validate(content | known)
    except ValidationError as error:
        found = [(columns.get(str(path[0])) if path else None, message) for path, message in in_words(error)]
    except ValueError as error:
        found = [(columns["date"], str(error))]
    raise Unusable(*(_problem(table, line, heading, message) for heading, message in found))


def _problem(table: Table, row: int, heading: str | None, message: str) -> Problem:
    return table.problem(message, row, list(table.rows[0]).index(heading) if heading else None, 0)


def with_sayings(document: Document, found: SayingsRead) -> Change:
    """A document with what is not on record yet: all of it, or none if an id of the sheet is that of another record."""
    project = document.project
    known = {saying.id: saying for saying in project.said}
    differing = [one.id for one in found.said if known.get(one.id, one) != one]
    if differing:
        raise Unusable(
            Problem(document.file, f"has {differing[0]} in other words; answer or edit what is on record instead")
        )
    taken = {name for table, _, name in ids(project) if table != "said"} & {one.id for one in found.said}
    if taken:
        raise Unusable(Problem(document.file, f"has another record with the id {min(taken)}"))
    contents = {_content(saying) for saying in project.said}
    new = [one for one in found.said if one.id not in known and _content(one) not in contents]
    answers = [one for one in found.answers if one not in project.answers]
    return add_unchanged(document, new).and_add(*answers)


def _content(saying: Saying) -> tuple[object, ...]:
    return tuple(value for field, value in dict(saying).items() if field != "id")
