"""Which editor is opened: the one that somebody named, or a usual one."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coprod.cli.prompts.editor import words
from tests.conftest import WHOLE, Run
from tests.terminal import Terminal


@pytest.fixture
def bin_(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for programs, the only one on the path, and somebody at a terminal."""
    folder = tmp_path_factory.mktemp("bin")
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr("sys.stdin", Terminal(""))
    return folder


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({}, "error: no editor is named: set VISUAL or EDITOR to the one that you use, such as nano\n"),
        ({"EDITOR": "  ", "VISUAL": ""}, "error: no editor is named: set VISUAL or EDITOR"),
        ({"EDITOR": "true", "VISUAL": "none-such --wait"}, "VISUAL names an editor that cannot be found: none-such\n"),
        ({"EDITOR": '"none'}, "error: EDITOR cannot be read: a quotation mark is not closed\n"),
    ],
)
def test_without_an_editor_it_says_so(
    run: Run, project: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], told: str
) -> None:
    path = project(WHOLE)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    ran = run("edit")
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert path.read_text() == WHOLE


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's script")
def test_a_person_without_a_named_editor_gets_a_usual_one(run: Run, project: Callable[[str], Path], bin_: Path) -> None:
    path = project(WHOLE)
    (bin_ / "nano").write_text('#!/bin/sh\necho "# by nano" >> "$1"\n')
    (bin_ / "nano").chmod(0o755)
    assert run("edit").code == 0
    assert path.read_text() == f"{WHOLE}# by nano\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's script")
@pytest.mark.parametrize(("named", "told"), [({}, True), ({"EDITOR": "vi"}, False)])
def test_how_to_leave_vi_is_told_where_nobody_chose_it(
    run: Run,
    project: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
    bin_: Path,
    named: dict[str, str],
    told: bool,
) -> None:
    project(WHOLE)
    (bin_ / "vim.tiny").write_text("#!/bin/sh\n")
    (bin_ / "vim.tiny").chmod(0o755)
    for name in ("editor", "vi"):
        (bin_ / name).symlink_to(bin_ / "vim.tiny")
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    ran = run("edit")
    assert ran.code == 0
    assert ("press Esc, type :q! and press Enter" in ran.err) is told


@pytest.mark.parametrize(
    ("command", "posix", "expected"),
    [
        ("code --wait", True, ["code", "--wait"]),
        ("emacsclient -c -a ''", True, ["emacsclient", "-c", "-a", ""]),
        ('"/opt/my editor/ed" -w', True, ["/opt/my editor/ed", "-w"]),
        (r'"C:\Program Files\VS Code\code.cmd" --wait', False, [r"C:\Program Files\VS Code\code.cmd", "--wait"]),
        (r"C:\Users\O'Brien\npp.exe", False, [r"C:\Users\O'Brien\npp.exe"]),
    ],
)
def test_a_command_is_split_as_its_system_does(command: str, posix: bool, expected: list[str]) -> None:
    assert words(command, posix=posix) == expected


def test_a_path_with_spaces_needs_no_quotation_marks(tmp_path: Path) -> None:
    program = shutil.copy(shutil.which("git") or sys.executable, tmp_path / f"my editor{Path(sys.executable).suffix}")
    assert words(str(program), posix=True) == [str(program)]
