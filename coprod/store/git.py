"""Questions to git: without a shell, with names taken literally."""

import os
import subprocess
from functools import cache
from pathlib import Path, PurePosixPath

from coprod.errors import Problem, Unusable
from coprod.store.find import FILENAME

#: No name is a pattern, no lock is taken by a question, and no other program is started to look for changes.
_QUIETLY = ("--literal-pathspecs", "--no-optional-locks", "-c", "core.fsmonitor=false")


class Refused(Exception):
    """Git ended with an error; `said` is what it wrote on standard error."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


def run(folder: Path, file: str, *args: str, patience: float | None = None) -> bytes:
    """Git's standard output; arguments that are not coprod's own stand behind `--` or `--end-of-options`.

    Raises Refused if git ended with an error, and Unusable if it cannot be started or takes more than the `patience`.
    """
    command = ("git", *_QUIETLY, "-C", os.fspath(folder), *args)
    try:
        # With nothing to read and nobody to ask, git never waits.
        surroundings = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
        done = subprocess.run(  # noqa: S603
            command, check=False, capture_output=True, stdin=subprocess.DEVNULL, env=surroundings, timeout=patience
        )
    except FileNotFoundError as error:
        raise Unusable(Problem(file, "cannot ask git about it: git is not installed")) from error
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise Unusable(Problem(file, "cannot ask git about it: git cannot be started here")) from error
    if done.returncode:
        raise Refused(done.stderr.decode("utf-8", "replace"))
    return done.stdout


def ask(folder: Path, file: str, *args: str) -> bytes:
    """Like `run`, but a refusal is raised as Unusable."""
    try:
        return run(folder, file, *args)
    except Refused as refused:
        raise Unusable(Problem(file, "cannot ask git about it: it is in no repository, or git refused")) from refused


class Revision:
    """A revision, such as `origin/main`, of the repository that holds a folder; Unusable if there is none."""

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
        """The bytes of a file at the revision, also under an earlier name, or None if it was not there."""
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
        """The project files below a folder that are gone since the revision, relative to the repository's top."""
        within = self._within(folder)
        below = "" if within == "." else f"{within}/"
        moved = set(self._renamed().values())
        return sorted(
            name
            for name in self._files()
            if name.startswith(below) and _is_project(name) and name not in moved and not (self.top / name).exists()
        )

    def _within(self, path: Path) -> str:
        """A path relative to the top of the repository, as git names it."""
        real = Path(os.path.realpath(path.parent)) / path.name
        try:
            return real.relative_to(Path(os.path.realpath(self.top))).as_posix()
        except ValueError as error:
            raise Unusable(Problem(path.as_posix(), "is outside the repository that --against looks at")) from error

    @cache  # noqa: B019 - a revision lives as long as one command
    def _files(self) -> dict[str, str]:
        """The files of the revision: their names, and the ids of their contents."""
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


#: How git calls the three versions of a file in conflict, by their stage in the index.
_BASE, _OURS, _THEIRS = "1", "2", "3"


def versions(path: Path, file: str) -> tuple[bytes | None, bytes, bytes]:
    """The common version, if any, ours and theirs of a file that git left in conflict."""
    listed = ask(path.parent, file, "ls-files", "--unmerged", "-z", "--", path.name)
    blobs = {}
    for entry in filter(None, listed.split(b"\0")):
        _, blob, stage = entry.partition(b"\t")[0].decode().split()
        blobs[stage] = ask(path.parent, file, "cat-file", "blob", blob)
    if not blobs:
        raise Unusable(Problem(file, "is not in conflict: git holds one version of it"))
    if _OURS not in blobs or _THEIRS not in blobs:
        raise Unusable(Problem(file, "was removed on one side and changed on the other: that is for you to decide"))
    return blobs.get(_BASE), blobs[_OURS], blobs[_THEIRS]


def leave_in_conflict(base: Path, ours: Path, theirs: Path, file: str) -> bool:
    """Put both sides into `ours` as git does without a merge driver; whether that left markers in it."""
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    try:
        run(Path(), file, "merge-file", "-q", *labels, "--", str(ours), str(base), str(theirs))
    except Refused:
        # It ends with the number of conflicts, and with more where it cannot merge at all.
        return True
    return False


#: Seconds that git may take to look through every commit.
_PATIENCE = 60


def commits_with(text: str, project: Path) -> int:
    """How many commits of all branches added or removed a text in a project's folder; 0 if there is no repository."""
    folder = project.resolve().parent
    question = ("log", "--all", "--format=%H", f"-S{text}", "--", ".")
    try:
        return len(run(folder, project.as_posix(), *question, patience=_PATIENCE).split())
    except (Refused, Unusable):
        return 0
