"""The evening that `docs/meeting.md` tells is what a terminal shows."""

import os
import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.terminal import RealTerminal, posix
from tests.test_readme import BLOCK, replayed

PAGE = ROOT / "docs" / "meeting.md"
COMMAND = "log planning"
EVENING = "2026-11-24"
#: What is asked, by its last words, and what the officer answers.
SITTING = [
    ("[today]: ", ""),
    ("who (Enter when done): ", "Ali"),
    ("who (Enter when done): ", ""),
    ("who (Enter when done): ", ""),
    ("takes it out): ", ""),
    ("nothing): ", "w"),
    ("Told (Enter skips): ", "1 2"),
    ("Said (Enter skips): ", "A lamp by the gate"),
    ("last out): ", ""),
    ("Agreed (Enter skips): ", "3 A meeting each month, at five"),
    ("Agreed (Enter when done): ", ""),
    ("Heard (Enter skips): ", "1"),
    ("Items (Enter skips): ", "3"),
    ("[b]ack: ", "y"),
]


def sitting(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COPROD_TODAY", EVENING)
    with RealTerminal(*shlex.split(COMMAND), lines=80) as terminal:
        for question, keys in SITTING:
            terminal.answer(question, f"{keys}\n")
        assert terminal.end() == 0
    monkeypatch.setenv("COPROD_TODAY", "2026-11-22")
    shown = "\n".join(line.rstrip() for line in terminal.shown.replace("\r", "").strip().split("\n"))
    return f"$ coprod {COMMAND}\n{shown}\n"


@posix
def test_the_evening_in_the_page_is_what_a_terminal_shows(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = 0

    def replay(block: re.Match[str]) -> str:
        nonlocal code
        if block.group().startswith(f"$ coprod {COMMAND}\n"):
            return sitting(monkeypatch)
        now, code = replayed(block.group(), run, folder, code)
        return now

    text = PAGE.read_text("utf-8")
    now = BLOCK.sub(replay, text)
    if "COPROD_UPDATE_README" in os.environ:
        PAGE.write_text(now, "utf-8")
    else:
        assert text == now
    assert "$ echo $?\n1\n" in now
