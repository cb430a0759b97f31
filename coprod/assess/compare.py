"""Which records of two versions of a project are the same, and which were removed, added or changed.

Sessions, sayings and readings are matched by their ids. A session without a written id is matched by its whole
content, then by its date and phases where only one fits; any other record without an id by its whole content.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, NamedTuple

from coprod.model import Project
from coprod.model.kinds import KINDS, Kind, records


class Version(NamedTuple):
    """A project at one time.

    Attributes:
        project: the project.
        without_id: the ids of the sessions that have none written in the file; theirs follow from the content.
    """

    project: Project
    without_id: frozenset[str] = frozenset()


class Earlier(NamedTuple):
    """What stood before.

    Attributes:
        named: how the user named it, such as `origin/main`.
        version: the project then; nothing where its file was not there.
        without_id: the ids of today's sessions that have none written in the file.
    """

    named: str
    version: Version | None
    without_id: frozenset[str] = frozenset()


class Placed(NamedTuple):
    """A record and its position in its table."""

    position: int
    record: Any


class Kept(NamedTuple):
    """A record that stands in both versions.

    Attributes:
        position: its position in its table now.
        before: what it said.
        after: what it says.
    """

    position: int
    before: Any
    after: Any

    @property
    def changed(self) -> bool:
        """Whether it says something else now."""
        return bool(self.before != self.after)


class TableChanges(NamedTuple):
    """What became of the records of one kind.

    Attributes:
        removed: those that stand only in the version before, as they were.
        added: those that stand only in the version now.
        kept: those that stand in both.
    """

    removed: tuple[Any, ...]
    added: tuple[Placed, ...]
    kept: tuple[Kept, ...]

    @property
    def changed(self) -> tuple[Kept, ...]:
        """Those that stand in both, and say something else now."""
        return tuple(pair for pair in self.kept if pair.changed)


class Changes(NamedTuple):
    """What became of a project.

    Attributes:
        before: the project as it was.
        after: the project as it is.
        tables: what became of the records of each kind, by their table.
    """

    before: Project
    after: Project
    tables: Mapping[str, TableChanges]

    @property
    def sessions(self) -> TableChanges:
        """What became of the sessions."""
        return self.tables["sessions"]


def compared(before: Version, after: Version) -> Changes:
    """Compare two versions of a project, record by record."""
    return Changes(before.project, after.project, {kind.table: _table(kind, before, after) for kind in KINDS.values()})


class _Matching:
    """The records of one kind in two versions, matched step by step."""

    def __init__(self, kind: Kind, before: Project, after: Project) -> None:
        self.old = dict(enumerate(records(before, kind.table)))
        self.new = dict(enumerate(records(after, kind.table)))
        self.kept: list[Kept] = []

    def pair(self, old: int, new: int) -> None:
        """Take two records for one."""
        self.kept.append(Kept(new, self.old.pop(old), self.new.pop(new)))

    def match(self, key: Callable[[Any], Hashable], *, alone: bool = False, where: Callable[..., bool]) -> None:
        """Pair what has the same key, in the order of the file.

        Args:
            key: what a record is known by in this step.
            alone: pair only where one record on each side has the key.
            where: whether two records may be one at all.
        """
        olds, news = _grouped(self.old, key), _grouped(self.new, key)
        for name, positions in olds.items():
            others = news.get(name, [])
            if alone and (len(positions) > 1 or len(others) > 1):
                continue
            for old, new in zip(positions, others, strict=False):
                if where(self.old[old], self.new[new]):
                    self.pair(old, new)

    def result(self) -> TableChanges:
        """What was paired, and what was left over."""
        return TableChanges(
            removed=tuple(self.old.values()),
            added=tuple(Placed(*item) for item in self.new.items()),
            kept=tuple(sorted(self.kept, key=lambda pair: pair.position)),
        )


def _grouped(found: Mapping[int, Any], key: Callable[[Any], Hashable]) -> dict[Hashable, list[int]]:
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for position, record in found.items():
        groups[key(record)].append(position)
    return groups


def _table(kind: Kind, before: Version, after: Version) -> TableChanges:
    matching = _Matching(kind, before.project, after.project)
    if kind.letter is None:
        matching.match(_content, where=_any)
        # An answer that says by now how people were told is the same answer.
        if kind.table == "answers":
            matching.match(_without_telling, where=lambda old, _new: old.told is None)
        return matching.result()
    matching.match(lambda record: record.id, where=_any)
    if kind.table == "sessions":

        def may_be_one(old: Any, new: Any) -> bool:
            return old.id in before.without_id or new.id in after.without_id

        matching.match(_content, where=may_be_one)
        matching.match(lambda one: (one.date, frozenset(one.phase)), alone=True, where=may_be_one)
    return matching.result()


def _any(_old: object, _new: object) -> bool:
    return True


def _content(record: Any) -> Hashable:
    """A record's whole content, but for its id."""
    return _frozen({field: value for field, value in dict(record).items() if field != "id"}.items())


def _without_telling(answer: Any) -> Hashable:
    return answer.to, answer.date, answer.outcome, answer.text


def _frozen(items: Iterable[tuple[str, Any]]) -> Hashable:
    return tuple((key, _frozen(value.items()) if isinstance(value, dict) else value) for key, value in items)
