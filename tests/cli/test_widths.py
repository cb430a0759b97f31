"""Every command at a terminal of any width: it does not fail, no line is too long, no word and no command is torn."""

import io
import re
import shutil
import sys
from pathlib import Path

import pytest

from coprod.cli.main import main
from coprod.output.layout import fitted, shortened, table, width, wrapped
from tests.conftest import ROOT, TODAY, Run

COMMANDS = (
    ["status"],
    ["status", "--full"],
    ["status", "--full", "--plain"],
    ["status", "."],
    ["status", ".", "--plain"],
    ["status", ".", "--since", "2026-01-01"],
    ["check"],
    ["check", "--full"],
    ["check", "."],
    ["readiness", "--show"],
    ["people"],
    ["said", "--open"],
    ["agenda", "design"],
    ["before", "ideas"],
    ["same", "2026-01-12", "0" * 12],
    ["explain"],
    ["explain", "co-produced"],
    ["--help"],
    ["log", "--help"],
)

#: A command with its options, as it is told: it is never broken.
COMMAND = re.compile(r"coprod [a-z]+(?: --?[a-z][\w-]*| [A-Z]+)*")


class Screen(io.StringIO):
    """A terminal that keeps what is written to it."""

    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, columns: int, *args: str) -> str:
    """What a command shows at a terminal of so many columns."""
    screen = Screen()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", screen)
        patch.setenv("COLUMNS", str(columns))
        patch.setenv("COPROD_TODAY", TODAY)
        patch.setenv("NO_COLOR", "1")
        assert main(list(args)) in {0, 1}, args
    return screen.getvalue()


@pytest.mark.parametrize("columns", [1, 20, 40, 45, 80, 100, 200])
def test_no_command_fails_and_no_line_is_too_long(folder: Path, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    for name in ("riverside-garden.coprod.toml", "scottish-social-security-charter.coprod.toml"):
        shutil.copy(ROOT / "examples" / name, folder / name)
    shutil.copy(ROOT / "examples" / "riverside-garden.coprod.toml", folder / "coprod.toml")
    for args in COMMANDS:
        text = shown(monkeypatch, columns, *args)
        if "--help" in args:
            wide = max(len(line) for line in text.splitlines() if "coprod " not in line)
            assert wide <= max(columns, 40), (args, columns)
            continue
        longer = [line.strip() for line in text.splitlines() if width(line) > min(columns, 100)]
        assert [line for line in longer if " " in COMMAND.sub("coprod", line)] == [], (args, columns)


def test_no_word_of_help_is_torn_at_a_narrow_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert folder.is_dir()
    wide, narrow = (set(re.findall(r"\w+", shown(monkeypatch, columns, "log", "--help"))) for columns in (100, 40))
    assert narrow == wide


@pytest.mark.parametrize("columns", [1, 7, 20, 33, 80])
def test_no_word_and_no_command_is_torn(columns: int) -> None:
    text = "Those who were there can read it back: coprod readback --paper -o sheets.html, or tell it so."
    for lines in (wrapped(text, columns), wrapped(text, columns, "    "), fitted(text, columns).splitlines()):
        assert " ".join(" ".join(lines).split()) == text
        assert sum("coprod readback --paper" in line for line in lines) == 1


def test_a_table_that_does_not_fit_is_a_list() -> None:
    rows = [("", "status", "sessions"), ("co-design", "consulted", "2")]
    assert table(rows, 40) == ["           status     sessions", "co-design  consulted  2"]
    assert table(rows, 20) == ["co-design", "  status: consulted", "  sessions: 2"]


def test_what_is_cut_says_so_where_there_is_room() -> None:
    assert [shortened("garden", room) for room in (6, 5, 4, 3, 1)] == ["garden", "ga...", "g...", "gar", "g"]


def test_wide_characters_and_accents_are_counted_as_they_are_shown() -> None:
    assert [width(text) for text in ("中庭", "e\u0301", "\x1b[1mbold\x1b[0m")] == [4, 1, 4]
    assert wrapped("中庭 中庭", 8) == ["中庭", "中庭"]


def test_what_is_for_programs_is_not_wrapped(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(ROOT / "examples" / "riverside-garden.coprod.toml", folder / "coprod.toml")
    for args in (["status", "--format", "json"], ["check", "--format", "json"]):
        assert shown(monkeypatch, 30, *args) == run(*args).out
