"""The two sittings that `docs/sheets.md` shows are what a terminal shows."""

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.terminal import RealTerminal, posix

PAGE = ROOT / "docs" / "sheets.md"
#: What is asked, by its last words, and what is answered: the first time, and the next.
SITTINGS = {
    "ward-forum.csv": [
        ("right: ", "6"),
        ("[i]gnore: ", "s"),
        ("right: ", ""),
        ("[l]eft out: ", "c"),
        ("recorded: ", "c"),
        ("recorded: ", "p"),
        ("recorded: ", "c"),
        ("Phase: ", "2"),
        ("[q]uit: ", ""),
        ("[ward-forum]: ", ""),
    ],
    "ward-forum-june.csv": [("Phase: ", "2"), ("[q]uit: ", "")],
}


@posix
def test_the_sittings_in_the_page_are_what_a_terminal_shows(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "coprod.toml").write_text('[project]\nname = "Riverside garden"\n', "utf-8")
    monkeypatch.setenv("COPROD_TODAY", "2026-06-15")
    now = PAGE.read_text("utf-8")
    for name, sitting in SITTINGS.items():
        shutil.copy(ROOT / "examples" / name, folder / name)
        with RealTerminal("import", name, lines=60) as terminal:
            for question, keys in sitting:
                terminal.answer(question, f"{keys}\n")
            assert terminal.end() == 0
        lines = [line.rstrip() for line in terminal.shown.replace("\r", "").strip().split("\n")]
        block = "\n".join([f"$ coprod import {name}", *lines])
        now = re.sub(rf"\$ coprod import {re.escape(name)}\n.*?(?=```)", lambda _: f"{block}\n", now, flags=re.DOTALL)  # noqa: B023
    if "COPROD_UPDATE_README" in os.environ:
        PAGE.write_text(now, "utf-8")
    else:
        assert PAGE.read_text("utf-8") == now
