"""Changing what a project file holds by editing its text: every other byte stays, comments and layout too."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from coprod.errors import Problem, Unusable
from coprod.model import About
from coprod.model.kinds import KINDS
from coprod.model.kinds import records as records_of
from coprod.model.record import Record
from coprod.store.append import Change, newline
from coprod.store.read import Document, text_of
from coprod.store.splices import Splices, amend

#: A record by its table and its position there.
Position = tuple[str, int]


def replaced(
    document: Document, records: Mapping[Position, Record], tables: Mapping[str, Mapping[str, Any]] | None = None
) -> Change:
    """A document in which other content stands in the place of some records and tables, in memory: all of it or none.

    An id stays: one that was not written out, and so followed from the content, is written down.

    Args:
        document: the file as it was read.
        records: what is to stand at each place.
        tables: what other tables, such as `people`, are to hold, as the TOML reader would give it.

    Returns:
        The change.

    Raises:
        Unusable: where the file's own text leaves no way to write it.
    """
    content: dict[str, Any] = {**document.content, **(tables or {})}
    for table in dict.fromkeys(table for table, _ in records):
        content[table] = list(document.content[table])
    for (table, position), record in records.items():
        old = records_of(document.project, table)[position]
        content[table][position] = _content(content[table][position], old, record)
    return _changed(document, content, tuple(records.values()))


def removed(document: Document, positions: Sequence[Position]) -> Change:
    """A document without some records; the comments right above their headers go with them.

    Args:
        document: the file as it was read.
        positions: which records.

    Returns:
        The change, with the records that were taken out.

    Raises:
        Unusable: as `replaced`.
    """
    splices = _splices(document)
    wanted = dict(document.content)
    for table in dict.fromkeys(table for table, _ in positions):
        gone = {position for name, position in positions if name == table}
        rest = [record for position, record in enumerate(wanted[table]) if position not in gone]
        inline = splices.has((table,))
        wanted[table] = rest
        if not rest and not inline:
            del wanted[table]
    for table, position in positions:
        splices.remove((table, position))
    records = tuple(records_of(document.project, table)[position] for table, position in positions)
    return Change(records, document, _read_back(document, splices, wanted))


def _content(written: Mapping[str, Any], old: Record, new: Record) -> dict[str, Any]:
    """What a record's table is to hold: as it is written where a field is the same."""
    before, after = (_dumped(record) for record in (old, new))
    content = {key: written.get(key, value) for key, value in after.items() if before.get(key) == value}
    content |= {key: value for key, value in after.items() if before.get(key) != value}
    # What is written out though it says nothing, such as an empty list, stays where nothing else is to stand.
    silent = {key: value for key, value in written.items() if key not in before and key not in after}
    return {key: (content | silent)[key] for key in [*written, *content] if key in content or key in silent}


def _dumped(record: BaseModel) -> dict[str, Any]:
    """A record's fields that say something, as the TOML reader would give them."""
    fields = record.model_dump(exclude_defaults=True, by_alias=True)
    return {key: list(value) if isinstance(value, tuple) else value for key, value in fields.items()}


def _changed(document: Document, content: Mapping[str, Any], records: tuple[Any, ...]) -> Change:
    splices = _splices(document)
    for table, new in content.items():
        old = document.content.get(table)
        if table in KINDS:
            order = _order(KINDS[table].model)
            for position, (was, now) in enumerate(zip(old or (), new, strict=True)):
                if was != now:
                    amend(splices, (table, position), was, now, order)
        elif old is None:
            splices.table(table, new)
        elif isinstance(old, dict) and old != new:
            amend(splices, (table,), old, new, _order(About) if table == "project" else ())
    return Change(records, document, _read_back(document, splices, content))


def _order(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _splices(document: Document) -> Splices:
    return Splices(text_of(document.data, document.file), newline(document.data).decode())


def _read_back(document: Document, splices: Splices, content: Mapping[str, Any]) -> Document:
    """The document with its splices, read as anybody would read it.

    Raises:
        Unusable: where it would hold anything but what is wanted.
    """
    no_way = Unusable(
        Problem(document.file, "is written in a way in which this cannot be changed: change it with coprod edit")
    )
    try:
        after = document.with_text(splices.text())
    except Unusable as error:
        raise no_way from error
    if after.content != content:
        raise no_way
    return after
