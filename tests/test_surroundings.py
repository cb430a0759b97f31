"""Every command in every surrounding that can fail it: exit 2 and a sentence, nothing written elsewhere."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from coprod.cli.app import app
from tests.conftest import WHOLE, Run
from tests.program import ended

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files and streams")

COPROD = [sys.executable, "-m", "coprod"]

#: Each command that works on a project, as it reads or writes the file behind it.
COMMANDS: dict[str, list[str]] = {
    "check": ["check"],
    "status": ["status"],
    "report": ["report"],
    "export": ["export"],
    "readiness": ["readiness", "--show"],
    "log": ["log", "design", "-c", "A", "--no-input"],
    "answers": ["readiness", "--listened", "yes,no,no", "--no-input"],
    "import": ["import", "sheet.csv", "--no-input"],
    "said": ["said", "A tap", "--no-input"],
    "told": ["told", "last", "--how", "letter", "--no-input"],
    "edit": ["edit", "--no-input"],
    "undo": ["undo", "--no-input"],
    "amend": ["amend", "last", "--title", "x", "--no-input"],
    "people": ["people"],
    "rename": ["rename", "C1", "Sam", "--no-input"],
    "forget": ["forget", "C1", "--yes", "--no-input"],
    "readback": ["readback", "last", "--said", "agree", "--no-input"],
    "sheets": ["readback", "--paper", "-o", "sheets.html"],
    "answer": ["answer", "last", "--done", "x", "--no-input"],
    "resolve": ["resolve"],
    "agenda": ["agenda"],
    "before": ["before", "ideas"],
    "same": ["same", "2026-01-12", "9f3a-1c77-b0d2"],
}
#: Where the file is named otherwise than by --file.
PLAIN = {"resolve"}
NO_PROJECT = {"explain", "schema", "init"}


def test_every_command_is_tried() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    tried = {args[0] for args in COMMANDS.values()} | NO_PROJECT
    assert tried == set(commands), "a command that works on a project belongs among COMMANDS"


def named(name: str, file: str) -> list[str]:
    return [*COMMANDS[name], *([] if name in PLAIN else ["--file"]), file]


@pytest.fixture
def sub(folder: Path) -> Path:
    """A folder below a project, with a sheet in it."""
    (folder / "coprod.toml").write_text(WHOLE)
    (folder / "sub").mkdir()
    for place in (folder, folder / "sub"):
        (place / "sheet.csv").write_text("person,date,phase,side\nA,2026-01-01,planning,community\n")
    return folder / "sub"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_path_that_is_too_long(run: Run, sub: Path, name: str) -> None:
    for file in ("x" * 5_000 + ".toml", "y/" * 3_000 + "coprod.toml", "a\0b.toml"):
        ran = run(*named(name, file))
        assert (ran.code, ran.out) == (2, "")
        assert len(ran.err.splitlines()) == 1
        assert "should not" not in ran.err


STANDING: dict[str, Callable[[Path], object]] = {
    "dangling link": lambda path: path.symlink_to("nowhere"),
    "loop": lambda path: path.symlink_to(path.name),
    "pipe": os.mkfifo,
    "folder": lambda path: path.mkdir(),
}


@pytest.mark.parametrize("kind", STANDING)
@pytest.mark.parametrize("name", COMMANDS)
def test_what_stands_in_the_place_of_the_file_is_never_passed_over(
    run: Run, sub: Path, monkeypatch: pytest.MonkeyPatch, name: str, kind: str
) -> None:
    above = sub.parent / "coprod.toml"
    STANDING[kind](sub / "coprod.toml")
    monkeypatch.chdir(sub)
    monkeypatch.setenv("EDITOR", "true")
    ran = run(*COMMANDS[name])
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("coprod.toml: error: ")
    assert above.read_text() == WHOLE


@pytest.mark.parametrize("name", COMMANDS)
def test_a_folder_that_was_removed_meanwhile(run: Run, sub: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    gone = sub / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    ran = run(*COMMANDS[name])
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    monkeypatch.chdir(sub)


@pytest.fixture
def as_ordinary_user() -> Iterator[Callable[[], None]]:
    """Become somebody who may not enter every folder; what a command imports must be there before."""
    yield lambda: os.seteuid(65534) if os.geteuid() == 0 else None
    if os.getuid() == 0:
        os.seteuid(0)


@pytest.mark.parametrize("file", ["closed/in/coprod.toml", "closed", None])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_folder_that_may_not_be_entered(
    run: Run,
    sub: Path,
    monkeypatch: pytest.MonkeyPatch,
    as_ordinary_user: Callable[[], None],
    name: str,
    file: str | None,
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    run(*COMMANDS[name])
    (sub.parent / "coprod.toml").write_text(WHOLE)
    (sub / "closed" / "in").mkdir(parents=True)
    (sub / "closed" / "in" / "coprod.toml").write_text(WHOLE)
    monkeypatch.chdir(sub if file else sub / "closed" / "in")
    (sub / "closed").chmod(0)
    as_ordinary_user()
    try:
        ran = run(*(named(name, file) if file else COMMANDS[name]))
    finally:
        os.seteuid(os.getuid())
        (sub / "closed").chmod(0o755)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert "permission denied" in ran.err or "cannot be reached" in ran.err
    assert (sub.parent / "coprod.toml").read_text() == WHOLE


@pytest.mark.parametrize("args", [["check", "-"], ["import", "-", "-f", "coprod.toml", "--no-input"]])
def test_standard_input_that_is_closed(sub: Path, args: list[str]) -> None:
    command = ["bash", "-c", 'exec "$@" <&-', "bash", *COPROD, *args]
    ran = subprocess.run(command, cwd=sub.parent, capture_output=True, check=False, timeout=60)
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert b"standard input is closed" in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device")
@pytest.mark.parametrize(
    "args",
    [["--help"], ["--version"], ["check", "--help"], ["--show-completion", "bash"], ["explain"], ["schema"], ["check"],
     ["status"], ["report"], ["export"], ["readiness", "--show"], ["log", "design", "-c", "B", "--dry-run"]],
    ids=" ".join,
)  # fmt: skip
def test_a_stream_that_takes_nothing(sub: Path, monkeypatch: pytest.MonkeyPatch, args: list[str]) -> None:
    monkeypatch.chdir(sub.parent)
    with Path("/dev/full").open("wb") as full:
        ran = ended(*args, stdout=full)
    assert (ran.returncode, ran.stderr) == (2, "error: cannot write to standard output: no space left on device\n")
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as unread:
        assert "Traceback" not in ended(*args, stdout=unread).stderr


@pytest.mark.parametrize("given", ["99999999999999999999999", "9" * 5_000, "0", "-1", "1.5", "ten", "1001", "1e3", "²"])
def test_a_limit_that_is_none(run: Run, sub: Path, monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("COPROD_MAX_MB", given)
    monkeypatch.setenv("EDITOR", "true")
    for name, args in COMMANDS.items():
        if name != "resolve":
            ran = run(*args)
            assert (ran.code, ran.out) == (2, "")
            assert ran.err == "error: COPROD_MAX_MB is to be a whole number from 1 to 1,000, or not set at all\n"


@pytest.mark.parametrize("given", ["1", "1000", " 10 ", ""])
def test_a_limit_that_is_one(run: Run, sub: Path, monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("COPROD_MAX_MB", given)
    assert run("check").code == 0


@pytest.mark.parametrize("kind", ["SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("name", ["log", "edit"])
def test_a_signal_to_end_leaves_nothing_behind(sub: Path, tmp_path: Path, name: str, kind: str) -> None:
    number = getattr(signal, kind)
    # The signal comes while the new content is on its way to the disk.
    program = (
        "import os, sys\n"
        "from coprod.__main__ import main\n"
        "from coprod.store import disk\n"
        "sync = os.fsync\n"
        f"disk.os.fsync = lambda file: (os.kill(os.getpid(), {int(number)}), sync(file))\n"
        "sys.exit(main())\n"
    )
    editor = "sed -i s/Riverside/Lakeside/"
    environment = {**os.environ, "EDITOR": editor, "PYTHONPATH": str(Path(__file__).parents[1])}
    ran = subprocess.run(
        [sys.executable, "-c", program, *COMMANDS[name]],
        cwd=sub.parent, env={**environment, "TMPDIR": str(sub)}, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert ran.returncode == -number
    assert b"Traceback" not in ran.stderr
    left = sorted(path.name for path in sub.parent.iterdir())
    assert (sub.parent / "coprod.toml").read_text() == WHOLE
    assert not [other for other in left if other.endswith(".tmp")]
    assert name != "edit" or "coprod.toml.draft" in left


def test_what_a_killed_command_left_is_cleared_by_the_next_that_writes(run: Run, sub: Path) -> None:
    left = sub.parent / ".coprod.toml.abc_12x9.tmp"
    others = [
        sub.parent / name for name in (".coprod.toml.backup.tmp2", ".b.coprod.toml.abc_12x9.tmp", "coprod.toml.tmp")
    ]
    for path in (left, *others):
        path.write_text(WHOLE)
    assert run("check").code == 0
    assert left.exists()
    assert run("log", "design", "-c", "B").code == 0
    assert not left.exists()
    assert all(path.exists() for path in others)


def test_ctrl_c_while_modules_load_is_a_word(sub: Path) -> None:
    program = (
        "import builtins, os, signal, sys\n"
        "load = builtins.__import__\n"
        "def loading(name, *rest):\n"
        "    if name == 'typer':\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "    return load(name, *rest)\n"
        "from coprod.__main__ import main\n"
        "builtins.__import__ = loading\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "sys.exit(main())\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, "check"], cwd=sub, capture_output=True, check=False, timeout=60,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (130, b"")
    assert ran.stderr.strip() == b"Interrupted: nothing was changed."


def test_a_file_that_reads_as_an_option_is_never_one(run: Run, folder: Path) -> None:
    (folder / "coprod.toml").write_text(WHOLE)
    (folder / "good.coprod.toml").write_text(WHOLE)
    for name in ("-ogarden.coprod.toml", "-fgood.coprod.toml", "--file=good.coprod.toml"):
        assert run("check", name).code != 2 or "-o" in name
        (folder / name).write_text("broken")
        for args in (["check", "--so-far", name], ["check", "good.coprod.toml", name]):
            ran = run(*args)
            assert (ran.code, ran.out) == (2, "")
            assert ran.err.startswith(f"{name}: error: is a file here, and reads as an option")
        assert "is not valid TOML" in run("check", "--", name).err
        assert "is not valid TOML" in run("check", f"./{name}").err
        (folder / name).unlink()
    assert not (folder / "garden.coprod.toml").exists()


def test_a_result_never_replaces_a_project_or_another_result(run: Run, folder: Path) -> None:
    for name in ("coprod.toml", "other.coprod.toml", "plain.toml"):
        (folder / name).write_text(WHOLE)
    (folder / "linked").symlink_to("plain.toml")
    os.link(folder / "coprod.toml", folder / "hard")
    for target in ("coprod.toml", "other.coprod.toml", "plain.toml", "./plain.toml", "linked", "hard", "new.TOML"):
        for args in (["check", "--format", "json"], ["report"], ["export"]):
            ran = run(*args, "-o", target)
            assert (ran.code, ran.out) == (2, ""), (args, target)
    assert {path.name for path in folder.iterdir()} == {
        "coprod.toml",
        "other.coprod.toml",
        "plain.toml",
        "linked",
        "hard",
    }
    assert all(path.read_text() == WHOLE for path in folder.iterdir())
    (folder / "a").mkdir()
    (folder / "b").symlink_to("a")
    for first, second in (("r.x", "./r.x"), ("r.x", str(folder / "r.x")), ("a/r.x", "b/r.x")):
        ran = run("check", "--format", "json", "--format", "junit", "-o", first, "-o", second)
        assert "two formats cannot go to the same place" in ran.err


def test_a_pipe_that_nobody_reads_is_not_waited_on_for_ever(
    run: Run, sub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coprod.store.disk._UNREAD", 0.2)
    os.mkfifo(sub.parent / "pipe")
    ran = run("report", "-o", "pipe")
    assert (ran.code, ran.err) == (2, "pipe: error: cannot write it: nobody reads from this pipe\n")


def test_a_pipe_that_somebody_reads_gets_the_result(sub: Path) -> None:
    command = ["bash", "-c", 'exec "$@" -o >(cat >taken)', "bash", *COPROD, "report"]
    ran = subprocess.run(command, cwd=sub.parent, capture_output=True, check=False, timeout=60)
    assert ran.returncode == 0, ran.stderr
    subprocess.run(["bash", "-c", "until [ -s taken ]; do sleep 0.05; done"], cwd=sub.parent, check=True, timeout=20)


def refuse(*_: object, **__: object) -> None:
    raise PermissionError(1, "Operation not permitted")


@pytest.mark.parametrize("mode", [0o600, 0o640])
def test_a_file_system_that_refuses_modes_and_times_is_written_to_all_the_same(
    run: Run, sub: Path, monkeypatch: pytest.MonkeyPatch, mode: int
) -> None:
    path = sub.parent / "coprod.toml"
    path.chmod(mode)
    for name in ("os.utime", "os.chmod", "shutil.copystat", "pathlib.Path.chmod"):
        monkeypatch.setattr(name, refuse)
    ran = run("log", "design", "-c", "B")
    assert ran.code == 0
    note = "Note: coprod.toml could not keep its permissions, which this file system refuses to set.\n"
    assert ran.err == (note if mode == 0o640 else "")
    assert path.read_text().count("[[sessions]]") == 2


def test_without_locks_nothing_is_written_unless_somebody_says_so(
    run: Run, sub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lockless(*_: object, **__: object) -> bool:
        raise OSError(37, "No locks available")

    path = sub.parent / "coprod.toml"
    monkeypatch.setattr("filelock.lock_descriptor", lockless)
    ran = run("log", "design", "-c", "B")
    assert (ran.code, ran.out) == (2, "")
    assert "COPROD_LOCK=none" in ran.err
    assert path.read_text() == WHOLE
    monkeypatch.setenv("COPROD_LOCK", "none")
    for label in "BC":
        ran = run("log", "design", "-c", label)
        assert ran.code == 0
        assert (
            ran.err == "Note: COPROD_LOCK=none: written without a lock; take care that nobody else writes meanwhile.\n"
        )
    monkeypatch.undo()
    assert path.read_text().count("[[sessions]]") == 3


def test_a_hard_link_that_is_parted_is_told(run: Run, sub: Path) -> None:
    os.link(sub.parent / "coprod.toml", sub / "same")
    ran = run("log", "design", "-c", "B")
    assert ran.code == 0
    assert ran.err == ("Note: coprod.toml had another name too (a hard link), under which the old content stays.\n")
    assert (sub / "same").read_text() == WHOLE
    assert run("log", "design", "-c", "C").err == ""
