"""Which records of two or three versions of a project are the same: by id, then by content, through dicts.

Whoever judges a change takes two records for one only if nothing else can be meant. Whoever writes one goes further:
an edit leaves most of a record, and the order of the file, as they were.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from coprod.model.kinds import KINDS, records
from coprod.model.project import Project
from coprod.model.rows import Kind

#: What a record is known by in its table.
Key = tuple[Hashable, ...]
#: The keys of a version's records, by table and position.
Keys = dict[str, list[Key]]


class Version(NamedTuple):
    """A project at one time."""

    project: Project
    #: The ids of the records that have none written in the file; theirs follow from the content.
    without_id: frozenset[str] = frozenset()


class Matching(NamedTuple):
    """The records of one kind in two versions, by their positions."""

    #: Those in both versions: the position before and the position after, in the order of the latter.
    kept: tuple[tuple[int, int], ...]
    removed: tuple[int, ...]  # those in the version before only
    added: tuple[int, ...]  # those in the version after only


class Step(NamedTuple):
    """One way in which a record is recognised."""

    #: What both records have in common; a record whose key is None takes no part in this step.
    key: Callable[[Any], Hashable]
    #: Which records of one key are paired, in the order of the file: as many as there are on both sides, those of a key
    #: that one record has on each side, or those of a key that both sides have equally often.
    pairs: Literal["all", "single", "equal"] = "all"
    only: Callable[[Any, Any], bool] = lambda _old, _new: True  # whether two records with this key may be one


def certain(kind: Kind, before: Version, after: Version) -> list[Step]:
    """The steps by which a judge takes two records for one."""
    if kind.letter is None:
        # An answer that says by now how people were told is the same answer.
        told = Step(_but_told, only=lambda old, _new: old.told is None)
        steps = [Step(content), *([told] if kind.table == "answers" else [])]
        # A voice that was changed is known by its day, and an answer by what it answers too, if only one fits.
        return [*steps, Step(kind.key_of, "single")] if kind.voice else steps
    same_id = Step(lambda record: record.id)
    if kind.table != "sessions":
        return [same_id]

    def unwritten(old: Any, new: Any) -> bool:
        return old.id in before.without_id or new.id in after.without_id

    return [
        same_id,
        Step(content, only=unwritten),
        Step(lambda session: (session.date, frozenset(session.phase)), "single", unwritten),
    ]


def corrected(kind: Kind, unwritten: frozenset[str] = frozenset()) -> list[Step]:
    """The steps by which a record is found again in a file that somebody edited, or that is merged.

    A session whose id is `unwritten` in one of the two versions is known by its content or its day too.
    """
    if kind.voice and kind.letter is None:
        # Of several answers of one day each is somebody's: one is taken for another only if no other can be meant.
        return [Step(content), _TOLD_OTHERWISE, Step(kind.key_of, "single")]
    if kind.letter is None:
        return [Step(content), Step(kind.key_of)]
    return [
        Step(lambda record: record.id),
        Step(lambda record: content(record, "date") if record.id in unwritten else None, "equal"),
        Step(lambda record: record.date if record.id in unwritten else None, "equal"),
    ]


def matched(old: Sequence[Any], new: Sequence[Any], steps: Iterable[Step]) -> Matching:
    """Match the records of one kind in two versions, step by step."""
    left, right = dict(enumerate(old)), dict(enumerate(new))
    kept: list[tuple[int, int]] = []
    for step in steps:
        olds, news = _grouped(left, step.key), _grouped(right, step.key)
        for key, positions in olds.items():
            others = news.get(key, [])
            if step.pairs == "single" and max(len(positions), len(others)) > 1:
                continue
            if step.pairs == "equal" and len(positions) != len(others):
                continue
            for before, after in zip(positions, others, strict=False):
                if step.only(left[before], right[after]):
                    del left[before], right[after]
                    kept.append((before, after))
    return Matching(tuple(sorted(kept, key=lambda pair: pair[1])), tuple(left), tuple(right))


def common_keys(base: Project | None, ours: Project, theirs: Project) -> tuple[Keys, Keys, Keys]:
    """Keys of the records of two sides and of the version from which they grew, if there is one.

    A record that is the same in several versions has the same key in each.
    """
    keys: tuple[Keys, Keys, Keys] = ({}, {}, {})
    for table, kind in KINDS.items():
        old, mine, other = (records(project, table) if project else () for project in (base, ours, theirs))
        if kind.letter is None:
            found = _numbered_keys(kind, old, mine, other)
        else:
            found = tuple([kind.key_of(record) for record in version] for version in (old, mine, other))
        for into, version_keys in zip(keys, found, strict=True):
            into[table] = version_keys
    return keys


def _numbered_keys(kind: Kind, old: Sequence[Any], mine: Sequence[Any], other: Sequence[Any]) -> tuple[list[Key], ...]:
    """The keys of records without ids: by what they are known by, those that are alike with a number."""
    seen: Counter[Key] = Counter()
    steps = corrected(kind)

    def new_key(record: Any) -> Key:
        key = kind.key_of(record)
        seen[key] += 1
        return (*key, seen[key])

    base_keys = [new_key(record) for record in old]
    ours, theirs = matched(old, mine, steps), matched(old, other, steps)
    our_keys, their_keys = ({after: base_keys[before] for before, after in side.kept} for side in (ours, theirs))
    our_keys |= {position: new_key(mine[position]) for position in ours.added}
    our_new, their_new = [mine[position] for position in ours.added], [other[position] for position in theirs.added]
    # What two sides added without ids is one record only if it is the same.
    both = matched(our_new, their_new, [Step(content), _TOLD_OTHERWISE] if kind.voice else steps)
    their_keys |= {theirs.added[their]: our_keys[ours.added[our]] for our, their in both.kept}
    their_keys |= {theirs.added[position]: new_key(their_new[position]) for position in both.added}
    return base_keys, *([keys[at] for at in range(len(keys))] for keys in (our_keys, their_keys))


def _grouped(found: Mapping[int, Any], key: Callable[[Any], Hashable]) -> dict[Hashable, list[int]]:
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for position, record in found.items():
        name = key(record)
        if name is not None:
            groups[name].append(position)
    return groups


def content(record: Any, *but: str) -> Hashable:
    """A record's whole content, but for its id and the fields that are named."""
    return _frozen({field: value for field, value in dict(record).items() if field not in {"id", *but}}.items())


def _frozen(items: Iterable[tuple[str, Any]]) -> Hashable:
    return tuple((key, _frozen(value.items()) if isinstance(value, dict) else value) for key, value in items)


def _but_told(record: Any) -> Hashable:
    return content(record, "told") if hasattr(record, "told") else None


#: An answer that one side completes by how people were told.
_TOLD_OTHERWISE = Step(_but_told, only=lambda one, other: None in (one.told, other.told))
