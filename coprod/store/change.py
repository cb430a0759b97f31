"""Changes of a project file made in its text: every other byte stays, comments and layout too."""

import difflib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pydantic import BaseModel

from coprod.errors import Problem, Unusable
from coprod.model import About, toml
from coprod.model.ids import record_id
from coprod.model.kinds import KINDS, ids
from coprod.model.kinds import records as records_of
from coprod.model.records import MODELS, kind_of
from coprod.model.types import Record
from coprod.store.edit_text import Splices, amend
from coprod.store.positions import Positions
from coprod.store.read import Document, read_toml, text_of


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a project file, in memory."""

    records: tuple[Any, ...]  # the records that were added or changed, as the file holds them now
    before: Document  # the file before the change
    after: Document  # the file with the change

    def diff(self) -> list[str]:
        """The change as the lines of a unified diff."""
        old, new = (document.data.decode("utf-8-sig").split("\n") for document in (self.before, self.after))
        return [line.rstrip("\r") for line in unified(old, new, self.before.file)]

    def and_add(self, *records: Record) -> "Change":
        """Add more records to this change, such as those that refer to what it added; otherwise like `add`."""
        more = add(self.after, *records)
        return Change((*self.records, *more.records), self.before, more.after)


def add(document: Document, *records: Record) -> Change:
    """Add records of any kinds, all of them or none; a record whose id is taken by chance gets the next one."""
    return _one_by_one(document, records, _as_new)


def add_allowing_duplicates(document: Document, *records: Record) -> Change:
    """Like `add`, but allow a duplicate of an existing record and give it a new id."""
    return _one_by_one(document, records, _with_free_id)


def _one_by_one(document: Document, records: Sequence[Record], as_new: Callable[[Document, Record], Record]) -> Change:
    after, added = _with_ids_of(document, records), []
    for record in records:
        new = as_new(after, record)
        after = _with(after, [new])
        added.append(new)
    return Change(tuple(added), document, after)


def add_unchanged(document: Document, records: Sequence[Record]) -> Change:
    """Like `add` for records of one kind whose ids are free and stay as they are."""
    after = _with_ids_of(document, records)
    return Change(tuple(records), document, _with(after, records) if records else document)


#: The fields of each class of record that refer to other records by id.
_REFERENCES = {
    MODELS[kind.table]: [row.name for row in kind.rows if row.refers_to in {"sessions", "readings", "answerable"}]
    for kind in KINDS.values()
}


def _referred_to(record: Record) -> set[str]:
    """The ids that a record refers to."""
    values = [getattr(record, name) for name in _REFERENCES[type(record)]]
    return {name for value in values if value for name in ((value,) if isinstance(value, str) else value)}


def _unwritten(document: Document, names: Collection[str]) -> dict["Position", Record]:
    """The records with these ids that have none written in the file, so that theirs follows from their content."""
    return {
        (table, position): records_of(document.project, table)[position]
        for table, position, name in (ids(document.project) if names else ())
        if name in names and "id" not in document.content[table][position]
    }


def _with_ids_of(document: Document, records: Sequence[Record]) -> Document:
    """The document with the ids written down that new records refer to, so that a correction loses no reference."""
    named = _unwritten(document, {name for record in records for name in _referred_to(record)})
    return replaced(document, named).after if named else document


def _as_new(document: Document, record: Record) -> Record:
    """The record with a free id; Unusable if the same content is on record already."""
    kind = kind_of(record)
    there = records_of(document.project, kind.table)
    if kind.letter is None:
        if record in there:
            raise Unusable(
                Problem(document.file, f"this {kind.noun} is already recorded, on {dict(record).get('date')}")
            )
        return record
    content = {name: value for name, value in record if name not in {"id", "planned"}}
    for other in there:
        if content.items() <= vars(other).items():
            planned = " (planned)" if getattr(other, "planned", False) else ""
            raise Unusable(Problem(document.file, f"this {kind.noun} is already recorded, as {other.id}{planned}"))
    return _with_free_id(document, record)


def _with_free_id(document: Document, record: Record) -> Record:
    content, letter = dict(record), kind_of(record).letter or ""
    taken = {name for _, _, name in ids(document.project)}
    attempt = 0
    while (name := record_id(content, letter, attempt)) in taken:
        attempt += 1
    return record.model_copy(update={"id": name})


def _with(document: Document, records: Sequence[Record]) -> Document:
    """The document with more records of one kind.

    The old records are valid and only compared; the new ones are read back as a reader would read them.
    """
    kind = kind_of(records[0])
    table, before, file = kind.table, document.content, document.file
    no_place = Unusable(
        Problem(file, f"leaves no place for another block: write its {table} as [[{table}]] blocks first")
    )
    data = _appended(document.data, "\n".join(toml.record(table, record) for record in records))
    text = text_of(data, file)
    try:
        after = read_toml(text, file)
    except Unusable as error:
        raise no_place from error
    written = after.get(table, [])
    old, new = written[: -len(records)], written[-len(records) :]
    same = old == before.get(table, []) and {**after, table: None} == {**before, table: None}
    if not same or [MODELS[kind.table].model_validate(content) for content in new] != list(records):
        raise no_place
    everything = (*records_of(document.project, table), *records)
    project = document.project.model_copy(update={table: everything})
    return Document(file, data, after, project, Positions(text))


def _appended(data: bytes, text: str) -> bytes:
    """The bytes and a block's text, with an empty line between them and the file's own line ends."""
    end = newline(data)
    gap = end if data.endswith(b"\n") else end * 2
    return data + gap + text.encode().replace(b"\n", end)


def newline(data: bytes) -> bytes:
    """The end of a file's first line, which every added line gets too."""
    return b"\r\n" if data[: data.find(b"\n") + 1].endswith(b"\r\n") else b"\n"


#: A record by its table and its position there.
Position = tuple[str, int]


def replaced(
    document: Document, records: Mapping[Position, Record], tables: Mapping[str, Mapping[str, Any]] | None = None
) -> Change:
    """Replace records, and other tables such as `people`, all of them or none.

    An id that was not written out, and so followed from the content, is written down; so is that of a record to which
    a new one newly refers.
    """
    olds = {place: records_of(document.project, place[0])[place[1]] for place in records}
    referred = {name for place, record in records.items() for name in _referred_to(record) - _referred_to(olds[place])}
    changed = _unwritten(document, referred) | dict(records)
    content: dict[str, Any] = {**document.content, **(tables or {})}
    for table in dict.fromkeys(table for table, _ in changed):
        content[table] = list(document.content[table])
    for (table, position), record in changed.items():
        old = records_of(document.project, table)[position]
        content[table][position] = _content(content[table][position], old, record)
    return _changed(document, content, tuple(records.values()))


def removed(document: Document, positions: Sequence[Position]) -> Change:
    """Take out records, each with the comments right above its header."""
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
    """The new content of a record's table; a field that did not change keeps the form in which it is written."""
    before, after = (_dumped(record) for record in (old, new))
    content = {key: _as_written(written.get(key), before.get(key), value) for key, value in after.items()}
    # What is written out though it says nothing, such as an empty list, stays where nothing else is to stand.
    silent = {key: value for key, value in written.items() if key not in before and key not in after}
    return {key: (content | silent)[key] for key in [*written, *content] if key in content or key in silent}


def _as_written(written: Any, before: Any, after: Any) -> Any:
    """A new value, in the form in which it is written as far as it did not change."""
    if written is not None and before == after:
        return written
    if isinstance(written, dict) and isinstance(before, dict) and isinstance(after, dict):
        return {key: _as_written(written.get(key), before.get(key), value) for key, value in after.items()}
    return after


def _dumped(record: BaseModel) -> dict[str, Any]:
    """A record's fields that say something, in the types of the TOML reader."""
    fields = record.model_dump(exclude_defaults=True, by_alias=True)
    return {key: list(value) if isinstance(value, tuple) else value for key, value in fields.items()}


def _changed(document: Document, content: Mapping[str, Any], records: tuple[Any, ...]) -> Change:
    splices = _splices(document)
    for table, new in content.items():
        old = document.content.get(table)
        if table in KINDS:
            order = _order(MODELS[table])
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
    """The document with its splices applied; Unusable if it then holds anything but the wanted content."""
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


#: The lines around a change that are shown with it.
_CONTEXT = 3


def unified(old: Sequence[str], new: Sequence[str], name: str) -> Iterator[str]:
    """The lines of a unified diff of one file."""
    if len(old) != len(new):
        yield from difflib.unified_diff(old, new, name, name, lineterm="", n=_CONTEXT)
        return
    # Texts of as many lines, as after a rename, are compared line by line: to look for lines that moved takes five
    # minutes for a change of each of 10,000 sessions.
    groups: list[list[int]] = []
    for at, pair in enumerate(zip(old, new, strict=True)):
        if pair[0] != pair[1]:
            if not groups or at - groups[-1][-1] > 2 * _CONTEXT + 1:
                groups.append([])
            groups[-1].append(at)
    yield from (f"--- {name}", f"+++ {name}") if groups else ()
    for group in groups:
        begin, end = max(group[0] - _CONTEXT, 0), min(group[-1] + _CONTEXT + 1, len(old))
        yield f"@@ -{begin + 1},{end - begin} +{begin + 1},{end - begin} @@"
        for same, run in groupby(range(begin, end), lambda at: old[at] == new[at]):
            first, *more = run
            lines = slice(first, first + 1 + len(more))
            signs = ((" ", old),) if same else (("-", old), ("+", new))
            yield from (f"{sign}{line}" for sign, text in signs for line in text[lines])
