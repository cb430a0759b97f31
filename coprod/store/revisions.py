"""A project file as it stood at a git revision."""

import os
from functools import cache
from pathlib import Path, PurePosixPath

from coprod.errors import Problem, Unusable
from coprod.store.find import FILENAME
from coprod.store.git import Refused, run


class Revision:
    """One revision of the repository that holds a folder.

    Args:
        folder: a folder of the repository's work tree.
        name: the revision as the user named it, such as `origin/main` or `HEAD~3`.

    Raises:
        Unusable: where the folder is in no repository, or the repository does not know the revision.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._name = name
        try:
            top = run(folder, name, "rev-parse", "--show-toplevel")
        except Refused as refused:
            outside = f"--against {name}: there is no such file, and this folder is in no git repository"
            raise Unusable(Problem("", outside)) from refused
        self.top = Path(os.fsdecode(top.removesuffix(b"\n")))
        try:
            commit = run(self.top, name, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        except Refused as refused:
            raise Unusable(Problem("", self._unknown())) from refused
        self._commit = commit.decode().strip()

    def _unknown(self) -> str:
        shallow = run(self.top, self._name, "rev-parse", "--is-shallow-repository").strip() == b"true"
        lacking = "; this clone is shallow: fetch the whole history, as with fetch-depth: 0 in a GitHub workflow"
        usual = ": it is neither a file nor a revision that git knows here"
        return f"--against {self._name}{lacking if shallow else usual}"

    def read(self, path: Path) -> bytes | None:
        """The bytes that a file had, also under an earlier name; nothing where it was not there.

        Raises:
            Unusable: where git cannot be asked.
        """
        name = self._within(path)
        for known in (name, self._renamed().get(name)):
            if known is not None and known in self._files():
                return self._bytes(self._files()[known], path)
        return None

    def _bytes(self, blob: str, path: Path) -> bytes:
        try:
            return run(self.top, self._name, "cat-file", "blob", blob)
        except Refused as refused:
            lacking = f"git has not got what it held at {self._name}: fetch the whole history"
            raise Unusable(Problem(path.as_posix(), lacking)) from refused

    def gone(self, folder: Path) -> list[str]:
        """The project files below a folder that stood at the revision, and are neither there nor renamed now.

        Returns:
            Their paths from the top of the repository, with forward slashes.
        """
        within = self._within(folder)
        below = "" if within == "." else f"{within}/"
        moved = set(self._renamed().values())
        return sorted(
            name
            for name in self._files()
            if name.startswith(below) and _is_project(name) and name not in moved and not (self.top / name).exists()
        )

    def _within(self, path: Path) -> str:
        """A path as git names it: from the top of the repository."""
        real = Path(os.path.realpath(path.parent)) / path.name
        try:
            return real.relative_to(Path(os.path.realpath(self.top))).as_posix()
        except ValueError as error:
            raise Unusable(Problem(path.as_posix(), "is outside the repository that --against looks at")) from error

    @cache  # noqa: B019 - a revision lives as long as one command
    def _files(self) -> dict[str, str]:
        """The files of the revision: their names, and what git keeps their bytes under."""
        listed = run(self.top, self._name, "ls-tree", "-r", "-z", "--full-tree", self._commit)
        found = {}
        for entry in filter(None, listed.split(b"\0")):
            about, _, name = entry.partition(b"\t")
            _, kind, blob = about.decode().split()
            if kind == "blob":
                found[os.fsdecode(name)] = blob
        return found

    @cache  # noqa: B019 - a revision lives as long as one command
    def _renamed(self) -> dict[str, str]:
        """The files that were renamed since: the name now, and the name before."""
        told = run(
            self.top, self._name, "diff", "--no-ext-diff", "--no-textconv", "--name-status", "--find-renames",
            "--diff-filter=R", "-z", self._commit,
        )  # fmt: skip
        words = [os.fsdecode(word) for word in told.split(b"\0") if word]
        return {words[at + 2]: words[at + 1] for at in range(0, len(words) - 2, 3)}


def _is_project(name: str) -> bool:
    last = PurePosixPath(name).name
    return last == FILENAME or last.endswith(f".{FILENAME}")
