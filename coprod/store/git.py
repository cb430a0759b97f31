"""Questions to git, as if it were hostile: it is asked for objects alone, and starts no other program.

A repository may have been copied or unpacked from anywhere, and a hook names one that need not be the file's. So the
repository is found from the file itself, nothing of the surroundings names it, nothing is fetched, and every question
ends in time.
"""

import os
import posixpath
import re
import signal
import subprocess
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from coprod.errors import Problem, Unusable
from coprod.store.find import bytes_of, is_project, search
from coprod.store.read import ids_in

#: No name is a pattern, no question takes a lock, and no setting of a repository starts a program.
_QUIETLY = (
    "--literal-pathspecs", "--no-optional-locks", "--no-replace-objects", "-c", "core.fsmonitor=false",
    "-c", f"core.hooksPath={os.devnull}", "-c", "core.pager=cat", "-c", "protocol.allow=never",
    "-c", "log.showSignature=false",
)  # fmt: skip

#: Nobody is asked, nothing is fetched, and no object stands in for another.
_ENVIRONMENT = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "LC_ALL": "C",
}

#: The seconds that one question may take.
_PATIENCE = 60.0

#: The links of a repository that are followed one after the other.
_LINKS = 10

#: The part of their lines that two files have in common if one was made of the other.
_ALIKE = 0.5

#: The mode of a link in a tree.
_LINK = "120000"

_FETCH = "fetch the whole history"


class Refused(Exception):
    """Git ended with an error; `said` is what it wrote on standard error."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


def run(folder: Path, file: str, *args: str) -> bytes:
    """Git's standard output; arguments that are not coprod's own stand behind `--` or `--end-of-options`.

    Raises Refused if git ended with an error, and Unusable if it cannot be started or takes too long.
    """
    command = ("git", *_QUIETLY, "-C", os.fspath(folder), *args)
    try:
        code, answer, said = _communicate(command)
    except FileNotFoundError as error:
        raise Unusable(Problem(file, "cannot ask git about it: git is not installed")) from error
    except subprocess.TimeoutExpired as error:
        raise Unusable(Problem(file, f"cannot ask git about it: no answer in {_PATIENCE:g} seconds")) from error
    except (OSError, ValueError) as error:
        raise Unusable(Problem(file, "cannot ask git about it: git cannot be started here")) from error
    if code:
        raise Refused(said.decode("utf-8", "replace"))
    return answer


def _communicate(command: tuple[str, ...]) -> tuple[int, bytes, bytes]:
    """Exit code, standard output and standard error; whatever git started ends with it if the time is up."""
    # A hook's variables name a repository that need not be that of the file.
    surroundings = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    with subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=surroundings | _ENVIRONMENT,
        start_new_session=True,
    ) as git:
        try:
            answer, said = git.communicate(timeout=_PATIENCE)
        except BaseException:
            with suppress(OSError):
                os.killpg(git.pid, signal.SIGKILL) if hasattr(os, "killpg") else git.kill()
            raise
    return git.returncode, answer, said


def ask(folder: Path, file: str, *args: str, problem: Problem | None = None) -> bytes:
    """Like `run`, but a refusal is raised as Unusable, with a problem that says what it means here."""
    try:
        return run(folder, file, *args)
    except Refused as refused:
        usual = Problem(file, "cannot ask git about it: it is in no repository, or git refused")
        raise Unusable(problem or usual) from refused


class Revision:
    """A revision, such as `origin/main`, of the repository that holds a folder; Unusable if there is none.

    HEAD of a repository without a commit is a revision without files.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._name = name
        outside = Problem("", f"--against {name}: there is no such file, and this folder is in no git repository")
        top = ask(folder, name, "rev-parse", "--show-toplevel", problem=outside)
        self.top = Path(os.fsdecode(top.removesuffix(b"\n")))
        self._commit = self._object(f"{name}^{{commit}}")
        unborn = name == "HEAD" and self._object("HEAD") is None
        if self._commit is None and not unborn:
            shallow = run(self.top, name, "rev-parse", "--is-shallow-repository").strip() == b"true"
            lacking = "; this clone is shallow: fetch the whole history, as with fetch-depth: 0 in a GitHub workflow"
            usual = ": it is neither a file nor a revision that git knows here"
            raise Unusable(Problem("", f"--against {name}{lacking if shallow else usual}"))

    def _object(self, name: str) -> str | None:
        """The id of the object that a name means, or None if it means none or something else."""
        try:
            found = run(self.top, self._name, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
        except Refused:
            return None
        return str(found, "ascii").strip() if re.fullmatch(rb"[0-9a-f]{40,64}\n", found) else None

    def read(self, path: Path) -> bytes | None:
        """The bytes of a file at the revision, also under an earlier name, or None if it was not there."""
        name = self._within(path)
        known = self._listed(name, path) or self._moved.get(name)
        return None if known is None else self._content(known, path.as_posix())

    def gone(self, folder: Path) -> list[str]:
        """The project files below a folder that are gone since the revision, relative to the repository's top."""
        within = self._within(folder)
        below = "" if within == "." else f"{within}/"
        return [name for name in self._lacking if name.startswith(below) and name not in self._moved.values()]

    @cached_property
    def day(self) -> date | None:
        """The committer's day of the revision, in its own zone; None if there is no commit, or it names no day."""
        if self._commit is None:
            return None
        said = run(self.top, self._name, "show", "--no-patch", "--no-show-signature", "--format=%cs", self._commit)
        with suppress(ValueError):
            return date.fromisoformat(said.decode("ascii").strip())
        return None

    def _within(self, path: Path) -> str:
        """A path relative to the top of the repository, as git names it."""
        real = Path(os.path.realpath(path.parent)) / path.name
        try:
            return real.relative_to(Path(os.path.realpath(self.top))).as_posix()
        except ValueError as error:
            raise Unusable(Problem(path.as_posix(), "is outside the repository that --against looks at")) from error

    def _listed(self, name: str, path: Path) -> str | None:
        """The file's own name in the revision, which differs in case if the file system takes one for the other."""
        if name in self._files:
            return name

        def is_same(other: str) -> bool:
            with suppress(OSError):
                return _folded(other) == _folded(name) and (self.top / other).samefile(path)
            return False

        return next(filter(is_same, self._files), None)

    @cached_property
    def _files(self) -> dict[str, tuple[str, str]]:
        """The files of the revision: their names, with mode and id of the content."""
        if self._commit is None:
            return {}
        partly = Problem("", f"--against {self._name}: git has not got all of it: {_FETCH}")
        listed = ask(self.top, self._name, "ls-tree", "-r", "-z", "--full-tree", self._commit, problem=partly)
        found = {}
        for entry in filter(None, listed.split(b"\0")):
            about, _, name = entry.partition(b"\t")
            mode, kind, blob = about.decode().split()
            if kind == "blob":
                found[os.fsdecode(name)] = (mode, blob)
        return found

    def _content(self, name: str, file: str) -> bytes:
        """The bytes of a file of the revision; a link is followed within the repository."""
        for _ in range(_LINKS):
            if name not in self._files:
                break
            mode, blob = self._files[name]
            lacking = Problem(file, f"git has not got what it held at {self._name}: {_FETCH}")
            data = ask(self.top, self._name, "cat-file", "blob", blob, problem=lacking)
            if mode != _LINK:
                return data
            name = posixpath.normpath(posixpath.join(posixpath.dirname(name), os.fsdecode(data)))
        raise Unusable(Problem(file, f"was a link at {self._name}, to a file that git does not hold there"))

    @cached_property
    def _lacking(self) -> list[str]:
        """The project files of the revision that are not in the work tree now."""
        return sorted(
            name
            for name in self._files
            if is_project(PurePosixPath(name).name) and not os.path.lexists(self.top / name)
        )

    @cached_property
    def _moved(self) -> dict[str, str]:
        """The project files that were moved since: the name now, and the name before.

        A file is the same if it has sessions or other records of the same ids, or else most of its lines.
        """
        if not self._lacking:
            return {}
        now = {self._within(path): path for path in search(self.top)[0]}
        new = {name: _marks(bytes_of(path)) for name, path in now.items() if name not in self._files}
        pairs = []
        for before in self._lacking:
            ids, lines = _marks(self._content(before, before))
            for name, (new_ids, new_lines) in new.items():
                common = 2 * len(lines & new_lines) / (len(lines) + len(new_lines) or 1)
                if ids & new_ids or common >= _ALIKE:
                    pairs.append((len(ids & new_ids), common, before, name))
        moved: dict[str, str] = {}
        for *_, before, name in sorted(pairs, reverse=True):
            if name not in moved and before not in moved.values():
                moved[name] = before
        return moved


def _marks(data: bytes) -> tuple[frozenset[str], frozenset[bytes]]:
    """The ids of a project file's records and its lines, by which it is known under another name."""
    return ids_in(data), frozenset(filter(None, map(bytes.strip, data.splitlines())))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


#: How git calls the three versions of a file in conflict, by their stage in the index.
_BASE, _OURS, _THEIRS = "1", "2", "3"


class Sides(NamedTuple):
    """How a person calls the two sides of what git merges."""

    ours: str = "our side"
    theirs: str = "their side"


def sides(folder: Path, file: str) -> Sides:
    """The two sides of what git is about in a folder's repository: in a rebase, one's own commits are theirs."""
    try:
        place = folder / os.fsdecode(run(folder, file, "rev-parse", "--git-dir").removesuffix(b"\n"))
    except (Refused, Unusable):
        return Sides()
    if any((place / name).is_dir() for name in ("rebase-merge", "rebase-apply")):
        return Sides("what is being rebased onto", "your commit")
    if any((place / name).is_file() for name in ("CHERRY_PICK_HEAD", "REVERT_HEAD")):
        return Sides("this branch", "the commit that is picked")
    return Sides()


def versions(path: Path, file: str) -> tuple[bytes | None, bytes, bytes] | None:
    """The common version, if any, ours and theirs of a file that git left in conflict; None if it is in none."""
    listed = ask(path.parent, file, "ls-files", "--unmerged", "-z", "--", path.name)
    blobs = {}
    for entry in filter(None, listed.split(b"\0")):
        _, blob, stage = entry.partition(b"\t")[0].decode().split()
        blobs[stage] = ask(path.parent, file, "cat-file", "blob", blob)
    if not blobs:
        return None
    if _OURS not in blobs or _THEIRS not in blobs:
        raise Unusable(Problem(file, "was removed on one side and changed on the other: that is for you to decide"))
    return blobs.get(_BASE), blobs[_OURS], blobs[_THEIRS]


def versions_in_progress(path: Path, file: str) -> tuple[bytes | None, bytes, bytes] | None:
    """Like `versions`, of a file that was added with its markers, by the commits that git is about to join."""
    folder = path.parent
    for head in ("MERGE_HEAD", "REBASE_HEAD", "CHERRY_PICK_HEAD"):
        with suppress(Refused, Unusable):
            base = f"{head}^"
            if head == "MERGE_HEAD":
                base = run(folder, file, "merge-base", "HEAD", head).decode("ascii").split()[0]
            before, ours, theirs = (
                run(folder, file, "cat-file", "blob", f"{commit}:./{path.name}") for commit in (base, "HEAD", head)
            )
            return before, ours, theirs
    return None


def leave_in_conflict(base: Path, ours: Path, theirs: Path, file: str, named: Sides) -> bool:
    """Put both sides into `ours` as git does without a merge driver; whether that left markers in it."""
    labels = ("-L", named.ours, "-L", "base", "-L", named.theirs)
    try:
        run(Path(), file, "merge-file", "-q", *labels, "--", str(ours), str(base), str(theirs))
    except Refused:
        # It ends with the number of conflicts, and with more where it cannot merge at all.
        return True
    return False


#: Signs that mean something else in a pattern of git's.
_SIGNS = re.compile(r"[][\\.^$*+?(){}|]")


def commits_with(names: Iterable[str], project: Path) -> int | None:
    """How many commits of all branches added or removed any of some names, in small letters or capitals.

    It is 0 if the folder is in no repository, and None if git cannot tell.
    """
    folder, file = project.resolve().parent, project.as_posix()
    try:
        run(folder, file, "rev-parse", "--git-dir")
    except (Refused, Unusable):
        return 0
    how = ("--no-ext-diff", "--no-textconv", "--regexp-ignore-case", "--pickaxe-regex")
    pattern = "|".join(_SIGNS.sub(r"\\\g<0>", name) for name in names)
    try:
        return len(run(folder, file, "log", "--all", "--format=%H", *how, f"-S{pattern}", "--", ".").split())
    except (Refused, Unusable):
        return None
