"""What was said as a sheet, one row for each answer, so that it imports as an equal record.

The columns are what PIRIT, the Public Involvement in Research Impact Toolkit, asks: when and how people contributed,
what they hoped to influence, what changed if anything, why, and how they were told.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from coprod.errors import Problem, Unusable
from coprod.model import Answer, Project, Saying
from coprod.model.kinds import ids
from coprod.model.types import Record
from coprod.sheets.grid import Table
from coprod.sheets.tables.opened import opened
from coprod.store.change import Change, add_unchanged
from coprod.store.problems import in_words
from coprod.store.read import Document

#: The columns by the fields that they hold; what was done stands under `what_changed`, and why not under `why`.
_SAYING = {"id": "said_id", "date": "date", "text": "text", "session": "session", "group": "group", "hoped": "hoped"}
_ANSWER = {"date": "answered", "outcome": "outcome", "text": "what_changed", "told": "told"}
_WHY = "why"
HEADINGS = (*_SAYING.values(), "answered", "outcome", "what_changed", _WHY, "told")

_UNANSWERED = [""] * (len(HEADINGS) - len(_SAYING))

#: The outcomes whose text says what changed; that of the others says why not.
_CHANGED = ("done", "partly")

#: Bytes within which the headings of the sheet stand.
_TOP = 400

_Model = TypeVar("_Model", bound=Record)


class SayingsRead(NamedTuple):
    """What a sheet holds, each record once."""

    said: tuple[Saying, ...]
    answers: tuple[Answer, ...]


def rows(project: Project) -> Iterator[Sequence[str]]:
    """The headings, and for each saying a row for each answer, or one without."""
    yield HEADINGS
    for saying in project.said:
        about = [_cell(getattr(saying, field)) for field in _SAYING]
        answers = [_answered(one) for one in project.answers if one.to == saying.id]
        yield from ([*about, *answer] for answer in answers or [_UNANSWERED])


def _answered(answer: Answer) -> list[str]:
    text = [answer.text, ""] if answer.outcome in _CHANGED else ["", answer.text]
    return [answer.date.isoformat(), answer.outcome, *text, _cell(answer.told)]


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def is_own(data: bytes) -> bool:
    """Whether the bytes of a text are this sheet, by its first heading."""
    return data[:_TOP].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").lstrip(b'"').startswith(b"said_id")


def read(data: bytes, file: str, limit: int) -> SayingsRead:
    """Read the sheet.

    Args:
        data: the file's bytes.
        file: how to name it in messages.
        limit: the most bytes that it may unpack to.

    Raises:
        Unusable: with every problem of it.
    """
    for table in opened(data, file, limit).tables:
        if [str(cell) for cell in table.rows[0]] == list(HEADINGS):
            return _read(table)
    raise Unusable(Problem(file, f"has other columns than what export writes: {', '.join(HEADINGS)}", 1))


def _read(table: Table) -> SayingsRead:
    problems: list[Problem] = []
    said: dict[str, Saying] = {}
    answers: dict[Answer, None] = {}
    for row in range(1, len(table.rows)):
        cells = {heading: str(table.cell(row, column)) for column, heading in enumerate(HEADINGS)}
        if not any(cell.strip() for cell in cells.values()):
            continue
        try:
            saying = _record(Saying, cells, _SAYING, table, row)
            if said.setdefault(saying.id, saying) != saying:
                problems.append(table.problem("is another saying in an earlier row", row, 0, 0))
            if any(cells[heading] for heading in (*_ANSWER.values(), _WHY)):
                answers[_answer(saying, cells, table, row)] = None
        except Unusable as error:
            problems += error.problems
    if problems:
        raise Unusable(*problems)
    return SayingsRead(tuple(said.values()), tuple(answers))


def _answer(saying: Saying, cells: Mapping[str, str], table: Table, row: int) -> Answer:
    column = HEADINGS.index(_WHY)
    if cells["what_changed"] and cells[_WHY]:
        raise Unusable(table.problem("write either what changed or why not, in one of two columns", row, column, 0))
    columns = _ANSWER if cells["what_changed"] else _ANSWER | {"text": _WHY}
    return _record(Answer, cells, columns, table, row, to=saying.id)


def _record(
    model: type[_Model], cells: Mapping[str, str], columns: Mapping[str, str], table: Table, row: int, **known: str
) -> _Model:
    """A record of the cells of one row; an empty cell leaves its field out."""
    content: dict[str, Any] = {field: cells[heading] for field, heading in columns.items() if cells[heading]}
    try:
        content["date"] = dt.date.fromisoformat(content.get("date", ""))
    except ValueError:
        column = HEADINGS.index(columns["date"])
        raise Unusable(table.problem("must be a day such as 2026-01-31", row, column, 0)) from None
    try:
        return model.model_validate(content | known)
    except ValidationError as error:
        raise Unusable(*(_problem(path, message, columns, table, row) for path, message in in_words(error))) from error


def _problem(path: Sequence[int | str], message: str, columns: Mapping[str, str], table: Table, row: int) -> Problem:
    heading = columns.get(str(path[0])) if path else None
    return table.problem(message, row, HEADINGS.index(heading) if heading else None, 0)


def added(document: Document, found: SayingsRead) -> Change:
    """A document with what is not on record yet, in memory: all of it or none.

    Raises:
        Unusable: where an id of the sheet is that of another record.
    """
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
