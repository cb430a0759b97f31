"""What git holds of a file that it could not merge, and how it is told to let coprod merge."""

import os
from pathlib import Path

from coprod.errors import Problem, Unusable
from coprod.store.disk.replace import put
from coprod.store.disk.write import as_unusable
from coprod.store.find import is_there
from coprod.store.git import Refused, run
from coprod.store.read import read_bytes

#: How git calls the three versions of a file in conflict, by their stage in the index.
_BASE, _OURS, _THEIRS = "1", "2", "3"

_ATTRIBUTES = ("coprod.toml merge=coprod", "*.coprod.toml merge=coprod")


def versions(path: Path, file: str) -> tuple[bytes | None, bytes, bytes]:
    """The versions of a file that git left in conflict: the common one, ours and theirs.

    Args:
        path: the file.
        file: how to name it in messages.

    Returns:
        The bytes of each; the first is nothing where both sides started the file.

    Raises:
        Unusable: where git holds no conflict of the file, or one side removed it.
    """
    listed = _git(path.parent, file, "ls-files", "--unmerged", "-z", "--", path.name)
    blobs = {}
    for entry in filter(None, listed.split(b"\0")):
        _, blob, stage = entry.partition(b"\t")[0].decode().split()
        blobs[stage] = _git(path.parent, file, "cat-file", "blob", blob)
    if not blobs:
        raise Unusable(Problem(file, "is not in conflict: git holds one version of it"))
    if _OURS not in blobs or _THEIRS not in blobs:
        raise Unusable(Problem(file, "was removed on one side and changed on the other: that is for you to decide"))
    return blobs.get(_BASE), blobs[_OURS], blobs[_THEIRS]


def install(folder: Path) -> list[str]:
    """Make coprod the merge driver of a repository's project files.

    Args:
        folder: a folder of the repository's work tree.

    Returns:
        What was set, in words.

    Raises:
        Unusable: where the folder is in no repository, or git refuses.
    """
    top = Path(os.fsdecode(_git(folder, str(folder), "rev-parse", "--show-toplevel").removesuffix(b"\n")))
    _git(folder, str(folder), "config", "merge.coprod.name", "coprod: sessions of both sides, by their ids")
    _git(folder, str(folder), "config", "merge.coprod.driver", "coprod resolve --driver %O %A %B %P")
    attributes = top / ".gitattributes"
    with as_unusable(attributes.as_posix()):
        before = read_bytes(attributes, attributes.as_posix()) if is_there(attributes) else b""
        end = b"\r\n" if b"\r\n" in before else b"\n"
        missing = [line.encode() for line in _ATTRIBUTES if line.encode() not in before.splitlines()]
        if missing:
            gap = b"" if before.endswith(b"\n") or not before else end
            put(attributes, [before, gap, *(line + end for line in missing)])
    return ["merge.coprod in this repository's configuration", attributes.as_posix()]


def leave_in_conflict(base: Path, ours: Path, theirs: Path, file: str) -> bool:
    """Put both sides into `ours` as git does without a merge driver.

    Returns:
        Whether git's markers stand in it; without them, its lines are those of both sides.

    Raises:
        Unusable: where git cannot be asked.
    """
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    try:
        run(Path(), file, "merge-file", "-q", *labels, "--", str(ours), str(base), str(theirs))
    except Refused:
        # It ends with the number of conflicts, and with more where it cannot merge at all.
        return True
    return False


def _git(folder: Path, file: str, *args: str) -> bytes:
    try:
        return run(folder, file, *args)
    except Refused as refused:
        raise Unusable(Problem(file, "cannot ask git about it: it is in no repository, or git refused")) from refused
