"""What became of each record between two versions of a project: removed, added, kept or changed."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from coprod.model import Project
from coprod.model.kinds import KINDS, records
from coprod.model.matching import Version, certain, matched
from coprod.model.rows import Kind
from coprod.model.taken_out import taken_out, without


class Earlier(NamedTuple):
    """What stood before.

    Attributes:
        named: how the user named it, such as `origin/main`.
        version: the project then, or None if its file was not there.
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
    """A record that stands in both versions, at its position in its table now."""

    position: int
    before: Any
    after: Any

    @property
    def changed(self) -> bool:
        """Whether it says something else now."""
        return bool(self.before != self.after)


class TableChanges(NamedTuple):
    """What became of the records of one kind; those that were removed as they were."""

    removed: tuple[Any, ...]
    added: tuple[Placed, ...]
    kept: tuple[Kept, ...]

    @property
    def changed(self) -> tuple[Kept, ...]:
        """Those that stand in both, and say something else now."""
        return tuple(pair for pair in self.kept if pair.changed)


class Changes(NamedTuple):
    """What became of a project, and of the records of each kind by their table; how many names were taken out."""

    before: Project
    after: Project
    tables: Mapping[str, TableChanges]
    names: int = 0

    @property
    def sessions(self) -> TableChanges:
        """What became of the sessions."""
        return self.tables["sessions"]


def compared(before: Version, after: Version) -> Changes:
    """Compare two versions of a project, record by record."""
    return Changes(before.project, after.project, {kind.table: _table(kind, before, after) for kind in KINDS.values()})


def judged_changes(before: Version, after: Version) -> Changes:
    """Compare two versions as if names that were taken out since had not stood there before."""
    names = taken_out(before, after)
    if names.instead:
        before = without(before, after, names)
    return compared(before, after)._replace(names=len(names.gone))


def _table(kind: Kind, before: Version, after: Version) -> TableChanges:
    old, new = records(before.project, kind.table), records(after.project, kind.table)
    found = matched(old, new, certain(kind, before, after))
    return TableChanges(
        removed=tuple(old[position] for position in found.removed),
        added=tuple(Placed(position, new[position]) for position in found.added),
        kept=tuple(Kept(position, old[earlier], new[position]) for earlier, position in found.kept),
    )
