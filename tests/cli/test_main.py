import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import coprod
from coprod.cli.app import GROUPS
from tests.conftest import ROOT, WHOLE, Run

COMMANDS = ROOT / "coprod" / "cli" / "commands"
HEAVY = ("pydantic", "rich.console", "jinja2", "rtoml", "filelock", "openpyxl")


#: Runs the program as `python -m coprod` does, and tells at the end what was imported.
WATCHED = """
import atexit, runpy, sys
atexit.register(lambda: print("imported", *sys.modules, file=sys.stderr))
runpy.run_module("coprod", run_name="__main__", alter_sys=True)
"""


def program(*args: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WATCHED, *args]
    return subprocess.run(
        command, cwd=cwd, env=os.environ | more, capture_output=True, text=True, check=False, encoding="utf-8"
    )


def imported(ran: subprocess.CompletedProcess[str]) -> set[str]:
    [told] = [line for line in ran.stderr.splitlines() if line.startswith("imported ")]
    return set(told.split()[1:])


@pytest.mark.parametrize(
    ("args", "more"),
    [
        (["--version"], {}),
        (["--help"], {}),
        (["log", "--help"], {}),
        (["check", "--help"], {}),
        (["import", "--help"], {}),
        (["export", "--help"], {}),
        ([], {"_COPROD_COMPLETE": "complete_bash", "COMP_WORDS": "coprod ch", "COMP_CWORD": "1"}),
    ],
)
def test_quick_answers_import_nothing_heavy(tmp_path: Path, args: list[str], more: dict[str, str]) -> None:
    ran = program(*args, cwd=tmp_path, **more)
    assert ran.returncode == 0
    assert ran.stdout
    assert not imported(ran).intersection(HEAVY)


def test_a_command_does_not_wait_for_the_others(tmp_path: Path) -> None:
    commands = {f"coprod.cli.commands.{name}" for name in ("init", "log", "import_", "check", "readiness", "report")}
    assert imported(program("--version", cwd=tmp_path)).isdisjoint(commands)
    assert imported(program("check", "--help", cwd=tmp_path)) & commands == {"coprod.cli.commands.check"}


@pytest.mark.parametrize("args", [["check", "--format", "json"], ["status"], ["agenda"]])
def test_what_writes_no_page_imports_nothing_for_one(tmp_path: Path, args: list[str]) -> None:
    (tmp_path / "coprod.toml").write_text(WHOLE)
    ran = program(*args, cwd=tmp_path)
    assert ran.returncode == 0
    assert not imported(ran).intersection({"rich.console", "jinja2", "filelock"})


def test_completion_offers_the_commands(tmp_path: Path) -> None:
    more = {"_COPROD_COMPLETE": "complete_bash", "COMP_WORDS": "coprod ch", "COMP_CWORD": "1"}
    assert program(cwd=tmp_path, **more).stdout.split() == ["check"]


def test_the_version_and_the_help(run: Run) -> None:
    assert run("--version").out == f"coprod {coprod.__version__}\n"
    ran = run("--help")
    assert ran.code == 0
    assert [name for name in ("init", "log", "check") if f"\n  {name} " in ran.out] == ["init", "log", "check"]


def test_without_a_command_the_help_is_what_is_missing(run: Run) -> None:
    ran = run()
    assert (ran.code, ran.out) == (2, "")
    assert "\nEvery day:\n" in ran.err
    assert ran.err.endswith("\nThere is no project in this folder yet. To start one: coprod init\n")


def test_within_a_project_nothing_is_said_of_starting_one(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "coprod.toml").write_text(WHOLE)
    (folder / "below").mkdir()
    monkeypatch.chdir(folder / "below")
    ran = run()
    assert ran.code == 2
    assert "coprod init" not in ran.err


def test_without_a_command_nothing_heavy_is_imported(tmp_path: Path) -> None:
    ran = program(cwd=tmp_path)
    assert ran.returncode == 2
    assert not imported(ran).intersection(HEAVY)


def test_the_help_has_every_command_once_and_every_group_with_its_example(run: Run) -> None:
    shown = run("--help").out
    for group in GROUPS:
        assert f"\n{group.title}:\n" in shown
        assert f"\n  Such as: coprod {group.example}\n" in shown
    names = [name for group in GROUPS for name in group.commands]
    sources = [path.read_text("utf-8") for path in COMMANDS.glob("*.py")]
    functions = [name for text in sources for name in re.findall(r"^def ([a-z]\w*)", text, re.MULTILINE)]
    assert sorted(names) == sorted(name.strip("_") for name in functions)
    assert len(names) == len(set(names))


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.title)
def test_every_example_of_the_help_works(run: Run, folder: Path, group: Any) -> None:
    (folder / "coprod.toml").write_text(WHOLE)
    assert run(*shlex.split(group.example)).code == 0


def test_an_unknown_command_is_told_with_its_near_miss(run: Run) -> None:
    ran = run("chekc")
    assert (ran.code, ran.out) == (2, "")
    assert "check" in ran.err


def test_an_internal_error_exits_3_and_tells_nothing_of_the_project(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "coprod.toml").write_text(WHOLE)

    def fail(*_args: object, **_more: object) -> None:
        raise KeyError("Amina Khan")

    monkeypatch.setattr("coprod.api.assess", fail)
    ran = run("check")
    assert (ran.code, ran.out) == (3, "")
    assert "KeyError" in ran.err
    assert "Please report" in ran.err
    assert "Amina" not in ran.err
    assert str(folder) not in ran.err


def test_an_interruption_exits_130(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "coprod.toml").write_text(WHOLE)

    def interrupt(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("coprod.api.assess", interrupt)
    ran = run("check")
    assert ran.code == 130
    assert ran.err == "\nInterrupted: nothing was changed.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device")
def test_what_was_written_is_told_where_the_result_cannot_be(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(WHOLE)
    command = [sys.executable, "-m", "coprod", "log", "design", "-c", "A", "--file", str(path)]
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ran.returncode == 2
    assert ran.stderr == (
        "error: cannot write to standard output: no space left on device\nBefore that, a.toml was already written.\n"
    )
    assert path.read_text().count("[[sessions]]") == 2


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX streams")
@pytest.mark.parametrize(
    ("shell", "code"),
    [
        ("coprod check {} >&-", 0),
        ("set -o pipefail; coprod check {} | true", 0),
        ("coprod check {} >/dev/full", 2),
        ("LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 coprod check {}", 0),
        ("PYTHONIOENCODING=cp1252 coprod check {}", 0),
        ("PYTHONIOENCODING=ascii coprod log design -c Zoë --file {}", 0),
        ("coprod log design -c A --file {} | true", 0),
        ("coprod check {} --through nowhere 2>/dev/full", 2),
        ("coprod check {} --through nowhere 2>&-", 2),
    ],
)
def test_streams_that_cannot_take_it(tmp_path: Path, shell: str, code: int) -> None:
    path = tmp_path / "a.toml"
    path.write_text(WHOLE.replace("Riverside", "Zoë's 花园"))
    coprod_here = f"{shlex.quote(sys.executable)} -m coprod"
    ran = subprocess.run(
        ["bash", "-c", shell.format(path).replace("coprod ", f"{coprod_here} ", 1)], capture_output=True, check=False
    )
    assert ran.returncode == code
    assert code == 0 or not ran.stdout
    assert b"Traceback" not in ran.stderr
