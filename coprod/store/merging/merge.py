"""Merging two versions of a project file that grew from a third, record by record and key by key.

Git compares lines, so two sessions added at the same end always conflict. Here a session is known by its id: both
sides' sessions are kept, an edit of one side is taken, and only two different edits of the same key need a person.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from coprod.errors import KeyPath
from coprod.model import Project
from coprod.model.kinds import KINDS, Kind, ids, records
from coprod.store.locate import Statement, statements
from coprod.store.read import Document, text_of

#: What a record is known by in all three versions, and what a statement is known by within its record.
RecordKey = tuple[Hashable, ...]


class Differs(Exception):
    """The two sides changed the same thing in different ways.

    Attributes:
        places: each of those things, in words.
    """

    def __init__(self, places: list[str]) -> None:
        super().__init__(f"{len(places)} place(s)")
        self.places = places


@dataclass(frozen=True, slots=True)
class _Item:
    """A statement as it is written, and the comments and blank lines above it."""

    above: str = ""
    text: str = ""


#: A table: its statements by what they are known by, in the order of the text; empty where a version has no such table.
_Record = dict[RecordKey, _Item]


@dataclass(frozen=True, slots=True)
class _Text:
    """A file in parts that add up to it: its records by what they are known by, and what follows the last."""

    records: dict[RecordKey, _Record] = field(default_factory=dict)
    tail: str = ""

    def __str__(self) -> str:
        items = (item for record in self.records.values() for item in record.values())
        return "".join(item.above + item.text for item in items) + self.tail


def merge(base: Document | None, ours: Document, theirs: Document) -> Document:
    """Merge two versions of a file.

    Args:
        base: the version from which both grew; nothing where both sides started the file.
        ours: one side; its order, line ends and byte-order mark are kept.
        theirs: the other side; its new records follow ours.

    Returns:
        The merged file, read back, with every session of both sides once.

    Raises:
        Differs: where both sides changed the same key in different ways, or one removed what the other changed.
        Unusable: where the two sides together are no valid project.
    """
    old = _parts(base) if base else _Text()
    text = str(_merged(old, _parts(ours), _parts(theirs)))
    result = ours.with_text(text.replace("\n", "\r\n") if b"\r\n" in ours.data else text)
    _require_every_record(base, ours, theirs, result)
    return result


def _parts(document: Document) -> _Text:
    text = text_of(document.data, document.file).replace("\r\n", "\n").removesuffix("\n") + "\n"
    names = _Names(document.project)
    records: dict[RecordKey, _Record] = {}
    key: RecordKey = ()
    begin = 0
    for statement in statements(text):
        if statement.header:
            key = names.of(statement.path)
        item = _Item(text[begin : statement.begin], text[statement.begin : statement.end])
        records.setdefault(key, {})[_within(statement)] = item
        begin = statement.end
    return _Text(records, text[begin:])


def _within(statement: Statement) -> RecordKey:
    """What a statement is known by in its record: the path without the position, which differs between versions."""
    names = tuple(part for part in statement.path if isinstance(part, str))
    return ("header" if statement.header else "pair", *names)


class _Names:
    """What each table of a project is known by: its name, or for a record what its kind is known by."""

    def __init__(self, project: Project) -> None:
        self._records: Mapping[str, list[RecordKey]] = {kind.table: _keys(kind, project) for kind in KINDS.values()}

    def of(self, path: KeyPath) -> RecordKey:
        """The key of the record to which a header belongs; a table within a session belongs to the session."""
        if len(path) > 1 and isinstance(path[1], int):
            return (path[0], *self._records[str(path[0])][path[1]])
        return path


def _keys(kind: Kind, project: Project) -> list[RecordKey]:
    """What each record of a kind is known by; where there are no ids, records that are alike are numbered."""
    keys = (kind.known_by(record) for record in records(project, kind.table))
    return list(keys) if kind.letter is not None else _numbered(keys)


def _numbered(keys: Iterator[RecordKey]) -> list[RecordKey]:
    seen: dict[RecordKey, int] = {}
    found = []
    for key in keys:
        seen[key] = seen.get(key, 0) + 1
        found.append((*key, seen[key]))
    return found


def _merged(base: _Text, ours: _Text, theirs: _Text) -> _Text:
    if base.tail not in (ours.tail, theirs.tail):
        _say_once(base, theirs)
    places: list[str] = []
    records = {}
    for key in {**ours.records, **theirs.records}:
        versions = (side.records.get(key, {}) for side in (base, ours, theirs))
        record = _record(key, *versions, places=places)
        if record:
            records[key] = record
    if places:
        raise Differs(places)
    return _Text(records, _joined(base.tail, ours.tail, theirs.tail))


def _say_once(base: _Text, theirs: _Text) -> None:
    """What stood at the end of the common version stands above each side's first new record now: ours is enough."""
    for key, record in theirs.records.items():
        name, item = next(iter(record.items()))
        if key not in base.records and item.above.startswith(base.tail):
            record[name] = replace(item, above=item.above.removeprefix(base.tail))


def _record(key: RecordKey, base: _Record, ours: _Record, theirs: _Record, *, places: list[str]) -> _Record:
    """One table from both sides; where they cannot be joined, the place is added to `places`."""
    if theirs == base or (not base and not theirs):
        return ours
    if ours == base or (not base and not ours):
        return theirs
    if not ours or not theirs:
        places.append(_words(key))
        return {}
    record = {}
    for name in {**ours, **theirs}:
        old, mine, other = (side.get(name, _Item()) for side in (base, ours, theirs))
        text = _chosen(old.text, mine.text, other.text)
        if text is None:
            places.append(_words((*key, *name[1:])))
        elif text:
            record[name] = _Item(_joined(old.above, mine.above, other.above), text)
    return record


def _chosen(base: str, ours: str, theirs: str) -> str | None:
    """The text that one side changed, or that both changed alike; nothing where they changed it differently."""
    if theirs.split() in (base.split(), ours.split()):
        return ours
    return theirs if ours.split() == base.split() else None


def _joined(base: str, ours: str, theirs: str) -> str:
    """Comments: what one side changed, or, where both did, those of both, each once."""
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    there = ours.splitlines()
    return ours + "".join(f"{line}\n" for line in theirs.splitlines() if line.strip() and line not in there)


def _words(key: RecordKey) -> str:
    return " ".join(dict.fromkeys(str(part) for part in key if part is not None))


def _require_every_record(base: Document | None, ours: Document, theirs: Document, result: Document) -> None:
    """Hold the merged text against the three versions by another way: as sets of ids."""
    before, mine, other = (
        {name for _, _, name in ids(document.project)} if document else set() for document in (base, ours, theirs)
    )
    wanted = (mine & other) | (mine - before) | (other - before)
    merged = [name for _, _, name in ids(result.project)]
    if set(merged) != wanted or len(merged) != len(wanted):
        raise Differs(["the records, which do not add up; please report this"])
