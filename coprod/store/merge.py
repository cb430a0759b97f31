"""Merging two versions of a project file that grew from a third, record by record and key by key.

Git compares lines, so two sessions added at the same end always conflict. Here a session is known by its id: both
sides' sessions are kept, an edit of one side is taken, and only two different edits of the same key need a person.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from dataclasses import replace as with_fields
from typing import Any, NamedTuple

from coprod.model.kinds import KINDS, ids, records
from coprod.model.matching import Keys, common_keys, corrected, matched
from coprod.store.change import Position, replaced
from coprod.store.positions import Statement, Walk
from coprod.store.read import Document, text_of

#: What a record is known by in all three versions, and what a statement is known by within its record.
RecordKey = tuple[Hashable, ...]


class Place(NamedTuple):
    """Something that both sides changed, each in its own way, with both texts; an empty one is taken out."""

    what: str
    ours: str = ""
    theirs: str = ""


class Differs(Exception):
    """The two sides changed the same things in different ways; `places` names them."""

    def __init__(self, places: list[Place]) -> None:
        super().__init__(f"{len(places)} place(s)")
        self.places = places


@dataclass(frozen=True, slots=True)
class _Item:
    """A statement as it is written, and the comments and blank lines above it."""

    above: str = ""
    text: str = ""


_PEOPLE: RecordKey = ("header", "people")

#: A table: its statements by what they are known by, in the order of the text; empty where a version has no such table.
_Record = dict[RecordKey, _Item]


@dataclass(frozen=True, slots=True)
class _Text:
    """A file in parts that add up to it: its records by their keys, and the text behind the last."""

    records: dict[RecordKey, _Record] = field(default_factory=dict)
    tail: str = ""

    def __str__(self) -> str:
        items = (item for record in self.records.values() for item in record.values())
        return "".join(item.above + item.text for item in items) + self.tail


def merge(base: Document | None, ours: Document, theirs: Document) -> Document:
    """Merge two versions of a file that grew from `base`, if there is one; the result is read back.

    Our order, line ends and byte-order mark are kept; their new records follow ours.
    """
    if base is not None:
        ours, theirs = (with_ids_kept(base, side) for side in (ours, theirs))
    keys = common_keys(base.project if base else None, ours.project, theirs.project)
    old = _parts(base, keys[0]) if base else _Text()
    text = str(_merged(old, _parts(ours, keys[1]), _parts(theirs, keys[2])))
    result = ours.with_text(text.replace("\n", "\r\n") if b"\r\n" in ours.data else text)
    _require_every_record(base, ours, theirs, result)
    return result


def with_ids_kept(before: Document, after: Document) -> Document:
    """Write down the ids of records that had none written and were corrected, since theirs follow from the content.

    References to such a record stay valid.
    """
    unwritten = before.unwritten_ids | after.unwritten_ids
    kept: dict[Position, Any] = {}
    for kind in KINDS.values() if unwritten else ():
        if kind.letter is not None:
            old, new = records(before.project, kind.table), records(after.project, kind.table)
            for earlier, position in matched(old, new, corrected(kind, unwritten)).kept:
                if old[earlier].id != new[position].id:
                    kept[kind.table, position] = new[position].model_copy(update={"id": old[earlier].id})
    return replaced(after, kept).after if kept else after


def _parts(document: Document, keys: Keys) -> _Text:
    """A document in parts; a table within a record belongs to the record."""
    text = text_of(document.data, document.file).replace("\r\n", "\n").removesuffix("\n") + "\n"
    records: dict[RecordKey, _Record] = {}
    key: RecordKey = ()
    begin = 0
    for statement in Walk(text).statements:
        if statement.header:
            table, position = (*statement.path, None, None)[:2]
            key = (table, *keys[str(table)][position]) if isinstance(position, int) else statement.path
        item = _Item(text[begin : statement.begin], text[statement.begin : statement.end])
        records.setdefault(key, {})[_within(statement)] = item
        begin = statement.end
    return _Text(records, text[begin:])


def _within(statement: Statement) -> RecordKey:
    """The key of a statement in its record: its path without positions, which differ between versions."""
    names = tuple(part for part in statement.path if isinstance(part, str))
    return ("header" if statement.header else "pair", *names)


def _merged(base: _Text, ours: _Text, theirs: _Text) -> _Text:
    if base.tail not in (ours.tail, theirs.tail):
        _say_once(base, theirs)
    places: list[Place] = []
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
    """Drop their old trailing comments: both sides' first new record now carries them."""
    for key, record in theirs.records.items():
        name, item = next(iter(record.items()))
        if key not in base.records and item.above.startswith(base.tail):
            record[name] = with_fields(item, above=item.above.removeprefix(base.tail))


def _record(key: RecordKey, base: _Record, ours: _Record, theirs: _Record, *, places: list[Place]) -> _Record:
    """One table from both sides; if they cannot be joined, the place is added to `places`."""
    if theirs == base or (not base and not theirs):
        return ours
    if ours == base or (not base and not ours):
        return theirs
    if not ours or not theirs:
        places.append(Place(_words(key), _whole(ours), _whole(theirs)))
        return {}
    record = {}
    for name in _in_order(base, ours, theirs):
        old, mine, other = (side.get(name, _Item()) for side in (base, ours, theirs))
        text = _chosen(old.text, mine.text, other.text)
        if text is None:
            places.append(Place(_words((*key, *name[1:])), mine.text.strip(), other.text.strip()))
        elif text:
            record[name] = _Item(_joined(old.above, mine.above, other.above), text)
    return record


def _in_order(base: _Record, ours: _Record, theirs: _Record) -> list[RecordKey]:
    """What both sides say of a record, in our order: its own keys, then those of each table within it.

    Where both sides added some to `[people]`, those have an order of their own: of two ids of one name the first is
    meant where the name is written out, whichever side is ours.
    """
    order: dict[RecordKey, dict[RecordKey, None]] = {}
    seen: set[RecordKey] = set()
    for side in (ours, theirs):
        table: RecordKey = ()
        for name in side:
            table = name if name[0] == "header" else table
            if name not in seen:
                order.setdefault(table, {})[name] = None
                seen.add(name)
    both = [set(side) - set(base) for side in (ours, theirs)]
    if not both[0] <= both[1] and not both[1] <= both[0]:
        people = order.get(_PEOPLE, {})
        new = sorted((name for name in people if name in both[0] | both[1] and name != _PEOPLE), key=str)
        order[_PEOPLE] = dict.fromkeys([*(name for name in people if name not in new), *new])
    return [name for names in order.values() for name in names]


def _whole(record: _Record) -> str:
    return "".join(item.text for item in record.values()).strip()


def _chosen(base: str, ours: str, theirs: str) -> str | None:
    """The text that one side changed, or both alike; None if they changed it differently."""
    if theirs.split() in (base.split(), ours.split()):
        return ours
    return theirs if ours.split() == base.split() else None


def _joined(base: str, ours: str, theirs: str) -> str:
    """The comments of the side that changed them; if both did, the lines of both, each once."""
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    there = ours.splitlines()
    return ours + "".join(f"{line}\n" for line in theirs.splitlines() if line.strip() and line not in there)


def _words(key: RecordKey) -> str:
    return " ".join(dict.fromkeys(str(part) for part in key if part is not None))


def _require_every_record(base: Document | None, ours: Document, theirs: Document, result: Document) -> None:
    """Check the merged text against the three versions in another way: as sets of ids."""
    before, mine, other = (
        {name for _, _, name in ids(document.project)} if document else set() for document in (base, ours, theirs)
    )
    wanted = (mine & other) | (mine - before) | (other - before)
    merged = [name for _, _, name in ids(result.project)]
    if set(merged) != wanted or len(merged) != len(wanted):
        raise Differs([Place("the records, which do not add up: please report this")])
