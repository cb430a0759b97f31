"""The questions of `coprod log` at a terminal."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import tomli

from tests.conftest import Ran, Run
from tests.terminal import CTRL_C, RealTerminal, posix

BARE = """\
[project]
name = "Riverside garden"

[people]
C1 = "Amina K."
C9 = "Never came"

[[sessions]]
date = 2026-01-05
phase = "co-planning"
community = ["Sam", "C1"]
professional = ["Jo (council)"]
id = "one"

[[sessions]]
date = 2026-01-06
phase = "co-planning"
community = ["C1"]
id = "two"
"""

Typed = Callable[..., Ran]


class Terminal(io.StringIO):
    """Lines that somebody types; at the end of them, the keyboard is left."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def typed(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Run a command with these lines typed at its questions."""
    (folder / "coprod.toml").write_text(BARE)

    def call(lines: str, *args: str) -> Ran:
        monkeypatch.setattr("sys.stdin", Terminal(lines))
        return run(*args)

    return call


def last(folder: Path) -> dict[str, object]:
    session: dict[str, object] = tomli.loads((folder / "coprod.toml").read_text())["sessions"][-1]
    return {key: str(value) if key == "date" else value for key, value in session.items() if key != "id"}


def test_everything_is_asked_for(typed: Typed, folder: Path) -> None:
    ran = typed("2\n\n1\nZoë, the baker\n3 9\n+3\n+2\n\n1\n\n4\n", "log")
    assert ran.code == 0
    assert last(folder) == {
        "date": "2026-11-22",
        "phase": "co-design",
        "level": "deciding",
        "community": ["C1", "Zoë, the baker", "C9"],
        "professional": ["Jo (council)"],
        "also_present": {"community": 5},
    }
    assert "  1  C1 (Amina K.)\n  2  Sam\n  3  C9 (Never came)\n" in ran.err
    assert "There is no number 9 in the list" in ran.err


def test_only_what_is_missing_is_asked_for(typed: Typed, folder: Path) -> None:
    ran = typed("\n", "log", "design", "--date", "2026-02-03", "-c", "C1", "-p", "Jo")
    assert ran.code == 0
    assert "level" not in last(folder)
    assert "Which phase" not in ran.err
    assert "Who came" not in ran.err
    assert "How far did the community's part go?" in ran.err


def test_a_wrong_answer_is_told_and_asked_again(typed: Typed, folder: Path) -> None:
    ran = typed("desing\n1, evaluation\nsometime\nyesterday\nA\n\n\n9\n3\n", "log")
    assert ran.code == 0
    assert 'did you mean "co-design"?' in ran.err
    assert '"sometime" is not a day' in ran.err
    assert '"9" is no level' in ran.err
    assert last(folder) == {
        "date": "2026-11-21",
        "phase": ["co-planning", "co-evaluation"],
        "level": "considered",
        "community": ["A"],
    }


def test_a_level_is_not_asked_where_no_community_people_came(typed: Typed, folder: Path) -> None:
    ran = typed("\nJo\n\n", "log", "design", "--date", "today")
    assert ran.code == 0
    assert "How far" not in ran.err
    assert last(folder)["professional"] == ["Jo"]


def test_a_session_without_anybody_is_refused(typed: Typed, folder: Path) -> None:
    ran = typed("\n\n", "log", "design", "--date", "today")
    assert ran.code == 2
    assert (folder / "coprod.toml").read_text() == BARE


def test_a_keyboard_that_is_left_records_nothing(typed: Typed, folder: Path) -> None:
    ran = typed("2\n", "log")
    assert ran.code == 130
    assert "Interrupted: nothing was changed." in ran.err
    assert (folder / "coprod.toml").read_text() == BARE


def test_no_input_never_asks(typed: Typed) -> None:
    ran = typed("2\n", "log", "--no-input")
    assert ran.code == 2
    assert "Which phase" not in ran.err


def test_init_asks_for_the_name(typed: Typed, folder: Path) -> None:
    ran = typed("Garden\n", "init", "garden.toml")
    assert ran.code == 0
    assert tomli.loads((folder / "garden.toml").read_text())["project"] == {"name": "Garden"}


@posix
def test_ctrl_c_at_a_real_terminal_records_nothing(folder: Path) -> None:
    (folder / "coprod.toml").write_text(BARE)
    with RealTerminal("log") as terminal:
        terminal.answer("Phase:", "2\n")
        terminal.wait("[today]:")
        terminal.insist(CTRL_C)
        assert terminal.end() == 130
    assert (folder / "coprod.toml").read_text() == BARE
