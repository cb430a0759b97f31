"""Killed, or refused by the system, at every system call of a command that writes: old or new, whole, and truly told.

The command runs in a copy of this process with everything imported already; strace watches it from its first step and
strikes at the n-th call of a kind. What is swept is what the command itself asks of the system, call by call.
"""

import ctypes
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from coprod.cli.main import main
from coprod.store import people
from tests.conftest import WHOLE, remember
from tests.terminal import Terminal

pytestmark = [
    pytest.mark.outside,
    # pytest-xdist listens in a thread of its own, which no copy needs.
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning"),
    pytest.mark.skipif(shutil.which("strace") is None or sys.platform == "win32", reason="strace is not here"),
]

#: A call that does nothing and that nothing else makes; what comes after it belongs to the command.
_FIRST = "getpgid"
_FAULTS = ("signal=KILL", "error=ENOSPC", "error=EIO")
#: Calls that change nothing on the disk: no disk is full for them, and a command that is killed at one leaves what it
#: leaves if it is killed at the next that does.
_STILL = {
    "access", "brk", "clock_gettime", "close", "dup", "fcntl", "fstat", "getcwd", "getdents64", "getegid", "geteuid",
    "getgid", "getpid", "getrandom", "getuid", "ioctl", "lseek", "lstat", "mmap", "mprotect", "munmap", "newfstatat",
    "pread64", "read", "readlink", "rt_sigaction", "rt_sigprocmask", "stat", "statx", "uname",
}  # fmt: skip
#: What waits for the disk, which other tests do not.
FSYNC = os.fsync


def copy_of_this_process(work: Callable[[], int], out: Path) -> int:
    """Start a stopped copy of this process that will do `work` and leave with its code."""
    child = os.fork()
    if child:
        return child
    code = 99
    try:
        descriptor = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (1, 2):
            os.dup2(descriptor, stream)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
        ctypes.CDLL(None).prctl(0x59616D61, -1, 0, 0, 0)  # let strace attach where only parents may
        os.kill(os.getpid(), signal.SIGSTOP)
        os.getpgid(0)
        code = work()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def traced(work: Callable[[], int], folder: Path, *options: str) -> tuple[int, str, str]:
    """Run `work` under strace: its code (negative for a signal), what it said, and strace's log."""
    out, log = folder.parent / "out.txt", folder.parent / "strace.txt"
    child = copy_of_this_process(work, out)
    os.waitpid(child, os.WUNTRACED)
    command = ["strace", "-p", str(child), "-o", str(log), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:
        assert strace.stderr is not None
        line = strace.stderr.readline()
        if "attached" not in line:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            pytest.skip(f"strace cannot attach here: {line}")
        os.kill(child, signal.SIGCONT)
        _, status = os.waitpid(child, 0)
        strace.stderr.read()
    return os.waitstatus_to_exitcode(status), out.read_text("utf-8", "replace"), log.read_text("utf-8", "replace")


def calls(work: Callable[[], int], folder: Path) -> Iterator[tuple[str, int]]:
    """Each system call that `work` makes: its kind, and the how-manieth of that kind since strace came."""
    _, _, log = traced(work, folder)
    seen: Counter[str] = Counter()
    begun = False
    for kind in re.findall(r"^(\w+)\(", log, re.MULTILINE):
        seen[kind] += 1
        begun = begun or kind == _FIRST
        if begun and kind not in {_FIRST, "exit_group", "exit"}:
            yield kind, seen[kind]


class Sweep:
    """What a sweep tries, and what it finds bad."""

    def __init__(self, folder: Path, work: Callable[[], int], *, prepare: Callable[[], None]) -> None:
        self.folder, self.work, self.prepare = folder, work, prepare
        self.tried = 0
        self.bad: list[str] = []

    def state(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.iterdir() if path.is_file()}

    def whole(self, left: dict[str, bytes], *known: dict[str, bytes]) -> bool:
        """Whether every file is the old one, the new one, or a report that is complete (of a file that was refused)."""
        return left in known or (b"coprod-check/1" in left.get("out", b"") and bool(json.loads(left["out"])))

    def run(self, done: str) -> "Sweep":
        """Strike at every call; `done` is what the command says when it has written."""
        self.prepare()
        old = self.state()
        assert self.work() == 0
        new = self.state()
        self.prepare()
        for kind, number in list(calls(self.work, self.folder)):
            for fault in _FAULTS[2:] if kind in _STILL else _FAULTS:
                self.prepare()
                options = ["-e", f"trace={kind}", "-e", f"inject={kind}:{fault}:when={number}"]
                code, said, _ = traced(self.work, self.folder, *options)
                self.tried += 1
                found = self.state()
                left = {name: data for name, data in found.items() if name in old or name in new}
                if not self.whole(left, old, new):
                    self.bad.append(f"{kind} {number} {fault}: neither old nor new")
                if done in said and left != new:
                    self.bad.append(f"{kind} {number} {fault}: said {done!r} over the old state")
                if code >= 0 and found != left and kind not in {"unlink", "unlinkat"}:
                    self.bad.append(f"{kind} {number} {fault}: left {sorted(set(found) - set(left))}")
                if code == 0 and left != new:
                    self.bad.append(f"{kind} {number} {fault}: exit 0 over the old state")
        return self


def require_whole(sweep: Sweep) -> None:
    assert sweep.tried > 60
    assert not sweep.bad


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setattr(os, "fsync", FSYNC)
    return folder


def start_with(folder: Path, **files: str) -> Callable[[], None]:
    def prepare() -> None:
        for path in folder.iterdir():
            path.unlink()
        for name, text in files.items():
            (folder / (name if name == "out" else f"{name}.toml")).write_text(text)
        (folder.parent / "sheet.csv").write_text(SHEET)
        (folder.parent / "sheet.toml").write_text(SHEET_MAPPING)

    return prepare


SHEET_MAPPING = 'name = "person"\nday = "date"\ncame = "all"\nside = "side"\nphase = "phase"\n'
SHEET = "date,person,side,phase\n2026-02-02,A,community,design\n2026-03-03,B,professional,delivery\n"
LOG: Sequence[str] = ("log", "design", "-c", "A", "-p", "B", "--no-input")


SAID = '\n[[said]]\ndate = 2026-01-12\ntext = "Keep the gate open"\nid = "gate"\n'


@pytest.mark.parametrize(
    ("args", "done", "files"),
    [
        ((*LOG, "--said", "A tap"), "Recorded", {"coprod": WHOLE}),
        (("said", "A tap", "--session", "last"), "Recorded", {"coprod": WHOLE}),
        (("told", "last", "--how", "letter"), "Recorded", {"coprod": WHOLE}),
        (("readiness", "--listened", "yes,partly,no", "--no-input"), "Recorded", {"coprod": WHOLE}),
        (("readback", "all", "--said", "differs", "--level", "3"), "Recorded", {"coprod": WHOLE}),
        (("answer", "last", "--done", "It is open"), "Recorded", {"coprod": WHOLE + SAID}),
        (("init", "--name", "Garden", "--no-input"), "Started", {}),
        (("import", "../sheet.csv", "--with", "../sheet.toml", "--yes", "--no-input"), "Added", {"coprod": WHOLE}),
        (("amend", "all", "--level", "5"), "Changed", {"coprod": WHOLE}),
        (("amend", "all", "--delete", "--yes"), "Deleted", {"coprod": WHOLE}),
        (("rename", "C2", "Sam"), "is Sam in coprod.toml now", {"coprod": WHOLE}),
        (("forget", "Jo (council)", "--yes"), "Done", {"coprod": WHOLE}),
        (("export", "--output", "out"), "nothing is said", {"coprod": WHOLE, "out": "old"}),
        (("check", "--format", "json", "--output", "out"), "nothing is said", {"coprod": WHOLE, "out": "old"}),
    ],
    ids=[
        "log",
        "said",
        "told",
        "readiness",
        "readback",
        "answer",
        "init",
        "import",
        "amend",
        "amend --delete",
        "rename",
        "forget",
        "export",
        "check --output",
    ],
)
def test_every_call_may_be_the_last(
    place: Path,
    args: Sequence[str],
    done: str,
    files: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # An id that is drawn is another in each run; here every run is to come out alike.
    monkeypatch.setattr(people, "draw", lambda size: "0" * 2 * size)
    sweep = Sweep(place, lambda: main(args), prepare=start_with(place, **files)).run(done)
    require_whole(sweep)


def test_every_call_of_undo_may_be_the_last(place: Path) -> None:
    path = place / "coprod.toml"
    after = f"{WHOLE}\n# by coprod\n[[said]]\ndate = 2026-01-12\ntext = 'x'\n"

    def prepare() -> None:
        start_with(place, coprod=after)()
        remember(path, WHOLE, after)

    sweep = Sweep(place, lambda: main(["undo", "--yes"]), prepare=prepare).run("Taken back")
    require_whole(sweep)


def test_every_call_of_resolve_may_be_the_last(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"):
        monkeypatch.setenv(name, "t@example.org")

    def git(*args: str) -> None:
        subprocess.run(["git", *args], capture_output=True, check=False)

    git("init", "--quiet", "--initial-branch=main")
    (place / "coprod.toml").write_text(WHOLE)
    git("add", ".")
    git("commit", "-m", "start")
    git("branch", "theirs")
    assert main(LOG) == 0
    git("commit", "-am", "ours")
    git("switch", "theirs")
    assert main([*LOG, "--title", "theirs"]) == 0
    git("commit", "-am", "theirs")
    git("merge", "main")
    conflict = (place / "coprod.toml").read_text()
    assert "<<<<<<<" in conflict

    def prepare() -> None:
        for path in place.iterdir():
            if path.is_file():
                path.unlink()
        (place / "coprod.toml").write_text(conflict)

    sweep = Sweep(place, lambda: main(["resolve"]), prepare=prepare).run("Resolved")
    require_whole(sweep)


def test_a_sitting_is_never_half_saved(place: Path) -> None:
    two = WHOLE[WHOLE.index("[[sessions]]") :].replace('"all"', '"two"')
    keys = ["c", "2", "2", "aloud", "y", "voucher", "p", "4", "a", "", "3", "d", "Not so", "n", "y"]

    def sit() -> int:
        sys.stdin = Terminal("".join(f"{key}\n" for key in keys))
        return main(["readback"])

    sweep = Sweep(place, sit, prepare=start_with(place, coprod=f"{WHOLE}\n{two}")).run("Recorded 2 readings")
    require_whole(sweep)


class EditSweep(Sweep):
    """A sweep in which what was typed is always somewhere: in the file, whole in a draft, or where it was typed."""

    def __init__(self, folder: Path, typed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(folder, lambda: main(["edit"]), prepare=self.start)
        self.typed, self.monkeypatch = typed, monkeypatch
        self.turn = folder.parent / "0"

    def start(self) -> None:
        """Begin in a place of its own, since an editor may outlive a program that was killed."""
        start_with(self.folder, coprod=WHOLE)()
        self.turn = self.folder.parent / str(int(self.turn.name) + 1)
        self.turn.mkdir()
        (self.turn / "typed").write_bytes(self.typed)
        save = f'cp {self.turn}/typed "$0~" && mv "$0~" "$0" && touch {self.turn}/saved'
        self.monkeypatch.setenv("EDITOR", f"sh -c '{save}'")
        self.monkeypatch.setattr("tempfile.tempdir", str(self.turn))

    def state(self) -> dict[str, bytes]:
        said = self.folder.parent / "out.txt"
        # An editor whose start was refused after it had started is beyond what can be known.
        known = not said.exists() or "cannot be started" not in said.read_text()
        saved = known and (self.turn / "saved").exists()
        found = super().state()
        drafts = [found.pop("coprod.toml.draft")] if "coprod.toml.draft" in found else []
        copies = [path.read_bytes() for path in self.turn.glob("coprod-*/coprod.toml")]
        if saved and self.typed not in (found["coprod.toml"], *drafts, *copies):
            self.bad.append("what was typed is lost")
        if not set(drafts) <= {self.typed}:
            self.bad.append("a draft is not what was typed")
        return found


def test_every_call_of_edit_may_be_the_last(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = WHOLE.replace("Riverside", "Lakeside").encode()
    sweep = EditSweep(place, typed, monkeypatch).run("Changed coprod.toml")
    require_whole(sweep)


def test_the_sweep_can_fail(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coprod.store.disk.replace", lambda path, parts: path.write_bytes(b"".join(parts)) and None)
    sweep = Sweep(place, lambda: main(LOG), prepare=start_with(place, coprod=WHOLE)).run("Recorded")
    assert any("neither old nor new" in one for one in sweep.bad)
