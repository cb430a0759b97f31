"""What became of each record between two versions of a project: removed, added, kept or changed."""

from datetime import date
from typing import Any, NamedTuple

from coprod.model import Project
from coprod.model.kinds import KINDS, records
from coprod.model.matching import Version, certain, matched
from coprod.model.rows import Kind


class Earlier(NamedTuple):
    """What stood before."""

    named: str  # as the user named it, such as `origin/main`
    version: Version | None  # None if its file was not there
    without_id: frozenset[str] = frozenset()  # of today's sessions, those that have none written in the file
    day: date | None = None  # of the revision, on which it is judged if it is before today; None of a file

    def judged_on(self, today: date) -> date:
        """The day on which what stood before is judged."""
        return min(self.day or today, today)


class Placed(NamedTuple):
    """A record and its position in its table."""

    position: int
    record: Any


class Kept(NamedTuple):
    """A record that stands in both versions, at its position in its table now."""

    position: int
    before: Any
    after: Any


class TableChanges(NamedTuple):
    """What became of the records of one kind; those that were removed as they were."""

    removed: tuple[Any, ...]
    added: tuple[Placed, ...]
    kept: tuple[Kept, ...]

    @property
    def changed(self) -> tuple[Kept, ...]:
        """Those that stand in both, and say something else now."""
        return tuple(pair for pair in self.kept if pair.before != pair.after)


def compared(before: Version, after: Version) -> dict[str, TableChanges]:
    """What became of the records of each kind between two versions of a project, by their table."""
    return {kind.table: _table(kind, before, after) for kind in KINDS.values()}


class Changes:
    """What became of a project; each version is judged on its day. `names` is how many names were taken out."""

    def __init__(self, before: Version, after: Version, day: date, today: date, names: int) -> None:
        self.before = before.project
        self.after = after.project
        self.names = names
        self.tables = compared(before, after)
        sessions = self.tables["sessions"]
        #: The sessions that stood before: those that were not planned.
        self.stood = [session for session in self.before.sessions if session.held_by(day)]
        #: Those of them that are gone, and those that are still there.
        self.removed = [session for session in sessions.removed if session.held_by(day)]
        self.kept = [pair for pair in sessions.kept if pair.before.held_by(day)]
        held = [Placed(pair.position, pair.after) for pair in sessions.kept if not pair.before.held_by(day)]
        #: The sessions that are held now and did not stand before, also those that were planned.
        self.added = [placed for placed in (*sessions.added, *held) if placed.record.held_by(today)]


def judged_changes(project: Project, today: date, earlier: Earlier | None) -> Changes | None:
    """What became of a project, as if names that were taken out since had not stood there before; None without one."""
    if earlier is None or earlier.version is None:
        return None
    from coprod.model.taken_out import taken_out, without  # noqa: PLC0415 - it looks for names, and takes long to import

    before, after = earlier.version, Version(project, earlier.without_id)
    names = taken_out(before, after)
    if names.instead:
        before = without(before, after, names)
    return Changes(before, after, earlier.judged_on(today), today, len(names.gone))


def _table(kind: Kind, before: Version, after: Version) -> TableChanges:
    old, new = records(before.project, kind.table), records(after.project, kind.table)
    found = matched(old, new, certain(kind, before, after))
    return TableChanges(
        removed=tuple(old[position] for position in found.removed),
        added=tuple(Placed(position, new[position]) for position in found.added),
        kept=tuple(Kept(position, old[earlier], new[position]) for earlier, position in found.kept),
    )
