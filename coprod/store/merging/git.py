"""What git holds of a file that it could not merge, and how it is told to let coprod merge."""

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from coprod.errors import Problem, Unusable
from coprod.store.disk.replace import put
from coprod.store.disk.write import told

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    top = Path(_git(folder, str(folder), "rev-parse", "--show-toplevel").decode().rstrip("\n"))
    _git(folder, str(folder), "config", "merge.coprod.name", "coprod: sessions of both sides, by their ids")
    _git(folder, str(folder), "config", "merge.coprod.driver", "coprod resolve --driver %O %A %B %P")
    attributes = top / ".gitattributes"
    with told(attributes.as_posix()):
        text = attributes.read_text("utf-8") if attributes.exists() else ""
        missing = [line for line in _ATTRIBUTES if line not in text.splitlines()]
        if missing:
            gap = "" if text.endswith("\n") or not text else "\n"
            put(attributes, [(text + gap + "".join(f"{line}\n" for line in missing)).encode()])
    return ["merge.coprod in this repository's configuration", attributes.as_posix()]


def leave_in_conflict(base: Path, ours: Path, theirs: Path) -> None:
    """Put both sides into `ours` with git's own markers, as git does without a merge driver."""
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    subprocess.run(["git", "merge-file", "-q", *labels, str(ours), str(base), str(theirs)], check=False)  # noqa: S603, S607


def _git(folder: Path, file: str, *args: str) -> bytes:
    command: Sequence[str] = ("git", "-C", str(folder), *args)
    try:
        return subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603
    except FileNotFoundError as error:
        raise Unusable(Problem(file, "cannot ask git about it: git is not installed")) from error
    except subprocess.CalledProcessError as error:
        raise Unusable(Problem(file, "cannot ask git about it: it is in no repository, or git refused")) from error
