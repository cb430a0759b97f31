"""Adding to a project file by editing its text: what stands there is never rewritten."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coprod.errors import Problem, Unusable
from coprod.model import toml
from coprod.model.ids import record_id
from coprod.model.kinds import ids, kind_of
from coprod.model.kinds import records as records_of
from coprod.model.record import Record
from coprod.store.diff import unified
from coprod.store.disk.write import exchange, exclusively
from coprod.store.read import Document, load, read_toml, text_of
from coprod.store.steps import remember


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a project file, in memory.

    Attributes:
        records: the records that were added or changed, as they stand in the file now.
        before: the file as it was.
        after: the file with the change.
    """

    records: tuple[Any, ...]
    before: Document
    after: Document

    def diff(self) -> list[str]:
        """The change as the lines of a unified diff."""
        old, new = (document.data.decode("utf-8-sig").split("\n") for document in (self.before, self.after))
        return [line.rstrip("\r") for line in unified(old, new, self.before.file)]

    def then(self, *records: Record) -> "Change":
        """This change and more records, as one: for those that refer to what it added. Otherwise as `add`."""
        more = add(self.after, *records)
        return Change((*self.records, *more.records), self.before, more.after)


def write(
    path: Path,
    file: str,
    change_of: Callable[[Document], Change],
    on_wait: Callable[[], None] = lambda: None,
    keep: Callable[[Path, str, str], None] = remember,
) -> Change:
    """Change a project file under a lock, all of it or nothing; on disk when this returns.

    Args:
        path: the project file; a link is followed, and stays a link.
        file: how to name it in messages.
        change_of: makes the change for the file as it stands under the lock; where it changes nothing, nothing is
            written.
        on_wait: called once, when another program keeps this one waiting for a noticeable time.
        keep: what becomes of the step, from the path and the texts before and after; left out, it can be undone.

    Returns:
        What was changed.

    Raises:
        Unusable: where the file, its folder or the change is unusable; the message says which content the file has.
    """
    with exclusively(path, file, on_wait) as real:
        document = load(real, file)
        change = change_of(document)
        if change.after.data != document.data:
            exchange(real, file, document.data, change.after.data)
            keep(real, *(text_of(one.data, file) for one in (document, change.after)))
        return change


def add(document: Document, *records: Record) -> Change:
    """A document with more records, in memory: all of them or none.

    Args:
        document: the file as it was read.
        records: the records, of any kinds; one whose id another record has by chance is given the next id.

    Returns:
        What was added.

    Raises:
        Unusable: where the same content is there already, or the file's own text leaves no place for a block.
    """
    return _one_by_one(document, records, _as_new)


def add_beside(document: Document, *records: Record) -> Change:
    """As `add` for records that have ids, also beside those of the same content: somebody else said the same."""
    return _one_by_one(document, records, _with_free_id)


def _one_by_one(document: Document, records: Sequence[Record], as_new: Callable[[Document, Record], Record]) -> Change:
    after, added = document, []
    for record in records:
        new = as_new(after, record)
        after = _with(after, [new])
        added.append(new)
    return Change(tuple(added), document, after)


def add_as_they_are(document: Document, records: Sequence[Record]) -> Change:
    """A document with more records of one kind, whose ids are free and stay as they are; otherwise as `add`."""
    return Change(tuple(records), document, _with(document, records) if records else document)


def _as_new(document: Document, record: Record) -> Record:
    """The record with an id that is free.

    Raises:
        Unusable: where the same content is there already.
    """
    kind = kind_of(record)
    there = records_of(document.project, kind.table)
    if kind.letter is None:
        if record in there:
            raise Unusable(Problem(document.file, f"this {kind.noun} is already recorded, on {_day(record)}"))
        return record
    content = dict(record)
    for other in there:
        if content | {"id": other.id} == dict(other):
            raise Unusable(Problem(document.file, f"this {kind.noun} is already recorded, as {other.id}"))
    return _with_free_id(document, record)


def _with_free_id(document: Document, record: Record) -> Record:
    content, letter = dict(record), kind_of(record).letter or ""
    taken = {name for _, _, name in ids(document.project)}
    attempt = 0
    while (name := record_id(content, letter, attempt)) in taken:
        attempt += 1
    return record.model_copy(update={"id": name})


def _day(record: Record) -> object:
    return dict(record).get("date")


def _with(document: Document, records: Sequence[Record]) -> Document:
    """The document and more records of one kind; one whose new text would mean anything else is never made.

    The old content is valid, so what is the same needs no second look; the new records are read as a reader would.
    """
    kind = kind_of(records[0])
    table, before, file = kind.table, document.content, document.file
    no_place = Unusable(
        Problem(file, f"leaves no place for another block: write its {table} as [[{table}]] blocks first")
    )
    data = _appended(document.data, "\n".join(toml.record(table, record) for record in records))
    try:
        after = read_toml(text_of(data, file), file)
    except Unusable as error:
        raise no_place from error
    written = after.get(table, [])
    old, new = written[: -len(records)], written[-len(records) :]
    same = old == before.get(table, []) and {**after, table: None} == {**before, table: None}
    if not same or [kind.model.model_validate(content) for content in new] != list(records):
        raise no_place
    everything = (*records_of(document.project, table), *records)
    return Document(file, data, after, document.project.model_copy(update={table: everything}))


def _appended(data: bytes, text: str) -> bytes:
    """The bytes and a block's text, with an empty line between them and the file's own line ends."""
    end = newline(data)
    gap = end if data.endswith(b"\n") else end * 2
    return data + gap + text.encode().replace(b"\n", end)


def newline(data: bytes) -> bytes:
    """What ends the first line of a file, and so every line that is added to it."""
    return b"\r\n" if data[: data.find(b"\n") + 1].endswith(b"\r\n") else b"\n"
