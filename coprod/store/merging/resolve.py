"""Resolving a project file that git left in conflict, in the work tree or as git's merge driver."""

from pathlib import Path

from coprod.errors import Problem, Unusable
from coprod.store.disk.replace import replace
from coprod.store.disk.write import as_unusable, exchange, exclusively
from coprod.store.merging import git
from coprod.store.merging.merge import Differs, merge
from coprod.store.read import Document, parse, read_bytes, read_toml


def resolve(path: Path, file: str) -> Document:
    """Merge the versions that git holds of a file in conflict, and put the result in its place.

    Args:
        path: the file in the work tree.
        file: how to name it in messages.

    Returns:
        The merged file, on disk; telling git that it is resolved is left to the user.

    Raises:
        Unusable: where it is not in conflict, was edited since, or needs a person; the file is as it was.
    """
    base, ours, theirs = git.versions(path, file)
    present = read_bytes(path, file)
    _require_untouched(present, ours, file)
    merged = _merged(base, ours, theirs, file)
    with exclusively(path, file) as real:
        exchange(real, file, present, merged.data)
    return merged


def drive(base: Path, ours: Path, theirs: Path, file: str) -> None:
    """Merge as git's driver: the result goes into `ours`; where a person is needed, git's markers do.

    Args:
        base: git's file with the common version; empty where both sides started the file.
        ours: git's file with our version, which receives the result.
        theirs: git's file with their version.
        file: the path that the file has in the repository, for messages.

    Raises:
        Unusable: where a person is needed, or the result cannot be written.
    """
    # What git never gives, such as a pipe, is refused before git itself would wait for it.
    before, mine, other = (read_bytes(path, file) for path in (base, ours, theirs))
    try:
        merged = _merged(before or None, mine, other, file)
        with as_unusable(file):
            replace(ours, [merged.data])
    except Unusable as unusable:
        if git.leave_in_conflict(base, ours, theirs, file):
            raise
        joined = "holds the lines of both sides now, without markers: read it, put right what is wrong, and git add it"
        raise Unusable(*unusable.problems, Problem(file, joined)) from unusable


def _merged(base: bytes | None, ours: bytes, theirs: bytes, file: str) -> Document:
    before = None if base is None else parse(base, f"{file} (before both sides)")
    try:
        return merge(before, parse(ours, f"{file} (our side)"), parse(theirs, f"{file} (their side)"))
    except Differs as differs:
        problems = [
            Problem(file, f"both sides changed {place}, each in its own way: choose one by hand")
            for place in differs.places
        ]
        raise Unusable(*problems) from differs


def _require_untouched(present: bytes, ours: bytes, file: str) -> None:
    """Refuse a file that reads as a project and is not what git put there: somebody has resolved it by hand."""
    if present == ours:
        return
    try:
        read_toml(present.decode("utf-8-sig", "replace"), file)
    except Unusable:
        return
    raise Unusable(Problem(file, "has no markers of a conflict any more: it seems to be resolved; git add it"))
