"""The sitting that `docs/reading-back.md` shows is what a terminal shows."""

import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.terminal import RealTerminal, posix

PAGE = ROOT / "docs" / "reading-back.md"
COMMAND = ["readback", "2026-02-09-drawing", "2026-01-19-steering"]
#: What is asked, by its last words, and what two tenants and the officer who types answer.
SITTING = [
    ("c or p: ", "c"),
    ("recorded): ", "2"),
    ("recorded): ", "2"),
    ("skips): ", "read aloud"),
    ("recorded): ", "y"),
    ("recorded): ", "voucher"),
    ("recorded): ", "p"),
    ("c or l: ", "3"),
    ("[l]eave it out: ", "d"),
    ("rest): ", "We were shown two drawings, and did not draw"),
    ("[y]es [n]o: ", "y"),
    ("c or l: ", "5"),
    ("[l]eave it out: ", "a"),
    ("rest): ", ""),
    ("[b]ack: ", "y"),
]


@posix
def test_the_sitting_in_the_page_is_what_a_terminal_shows(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(ROOT / "examples" / "riverside-garden.coprod.toml", folder / "coprod.toml")
    monkeypatch.setenv("COPROD_TODAY", "2026-03-02")
    with RealTerminal(*COMMAND, lines=60) as terminal:
        for question, keys in SITTING:
            terminal.answer(question, f"{keys}\n")
        assert terminal.end() == 0
    shown = "\n".join(line.rstrip() for line in terminal.shown.replace("\r", "").strip().split("\n"))
    before, command, rest = PAGE.read_text("utf-8").partition(f"$ coprod {' '.join(COMMAND)}\n")
    now = f"{before}{command}{shown}\n{rest[rest.index('```') :]}"
    if "COPROD_UPDATE_README" in os.environ:
        PAGE.write_text(now, "utf-8")
    else:
        assert PAGE.read_text("utf-8") == now
