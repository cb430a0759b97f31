"""The terminal that tests type into: it ends whatever happens, and shows what a person sees."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import WHOLE
from tests.terminal import CTRL_C, RealTerminal, posix

pytestmark = posix


@pytest.fixture
def background() -> Iterator[None]:
    """This process as a shell starts it in the background: it ignores Ctrl-C, and so would what it starts."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGINT, before)


def test_keys_reach_a_program_that_the_background_started(folder: Path, background: None) -> None:
    (folder / "coprod.toml").write_text(WHOLE)
    with RealTerminal("log") as terminal:
        terminal.wait("Phase:")
        terminal.insist(CTRL_C)
        assert terminal.end() == 130


def test_what_never_comes_fails_and_leaves_nothing_running(folder: Path) -> None:
    (folder / "coprod.toml").write_text(WHOLE)
    with RealTerminal("log") as terminal:
        terminal.wait("Phase:")
        with pytest.raises(pytest.fail.Exception, match=r"(?s)'Level:' did not appear.*Phase:"):
            terminal.wait("Level:", limit=0.1)
        assert terminal.child.poll() is None
    assert terminal.child.returncode == -signal.SIGKILL


def test_the_screen_is_what_a_person_sees(folder: Path) -> None:
    (folder / "coprod.toml").write_text(WHOLE)
    with RealTerminal("log", columns=60, lines=30) as terminal:
        terminal.answer("Phase:", "design\n")
        terminal.wait("[today]:")
        assert terminal.keystrokes == len("design\n")
        screen = terminal.screen()
    assert len(screen) == 30
    assert any("Phase:" in line and line.endswith("design") for line in screen)
