import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import pytest
import tomli
import typer

from coprod.cli.prompts import prompt
from tests.conftest import WHOLE
from tests.terminal import RealTerminal, posix

Types = Callable[[str], None]


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Types:
    return lambda keys: monkeypatch.setattr("sys.stdin", io.StringIO(keys))


def test_what_is_unclear_is_told_and_asked_again(types: Types, capsys: pytest.CaptureFixture[str]) -> None:
    types("perhaps\n\nY\n")
    assert prompt.yes("Is it?")
    shown = capsys.readouterr()
    assert shown.err == (
        'Is it? [y]es [n]o: "perhaps" is none of these keys, and changes nothing\n'
        "Is it? [y]es [n]o: An answer is needed here; Ctrl-C leaves, and nothing is changed.\nIs it? [y]es [n]o: "
    )
    assert not shown.out


@pytest.mark.parametrize(("key", "found"), [("d", dt.date(2026, 4, 3)), ("m", dt.date(2026, 3, 4))])
def test_a_day_that_can_be_two_is_asked_about(
    types: Types, capsys: pytest.CaptureFixture[str], key: str, found: dt.date
) -> None:
    types(f"3/4/2026\n{key}\n")
    assert prompt.day("Day", dt.date(2026, 11, 22), None, "") == found
    shown = " ".join(capsys.readouterr().err.split())
    assert "d: Friday 3 April 2026, m: Wednesday 4 March 2026. d or m:" in shown


@pytest.mark.parametrize("keys", ["Sam\x1b[D\x1b[D", "\x7f", "a\x00", "\x9bD"])
def test_keys_that_are_no_text_are_never_an_answer(types: Types, keys: str, capsys: pytest.CaptureFixture[str]) -> None:
    types(f"{keys}\nSam\tO.\n")
    assert prompt.ask("Who", str) == "Sam O."
    assert "that holds a key that is no text" in capsys.readouterr().err


def test_the_end_of_the_keyboard_leaves(types: Types) -> None:
    types("")
    with pytest.raises(typer.Abort):
        prompt.ask("Who", str)


def test_a_long_question_is_broken_between_words(types: Types, capsys: pytest.CaptureFixture[str]) -> None:
    types("x\n")
    prompt.ask("A question with shared-power in it that goes on and on until it is far too long", str)
    shown = capsys.readouterr().err
    assert "shared-power" in shown
    assert max(map(len, shown.split("\n"))) <= 80 - 16 + 1


def test_cells_are_read_downwards_and_those_that_do_not_fit_are_left_out() -> None:
    cells = [f"{number:>3} {'n' * 20}" for number in range(40)]
    rows, shown = prompt.grid(cells, 4)
    assert shown == 12
    assert [row.split()[0] for row in rows] == ["0", "1", "2", "3"]
    assert [row.split()[2] for row in rows] == ["4", "5", "6", "7"]
    assert max(map(len, rows)) <= 80


@posix
def test_a_line_is_edited_with_the_arrow_keys_and_what_is_asked_stays_off_standard_output(folder: Path) -> None:
    pytest.importorskip("readline")
    (folder / "coprod.toml").write_text(WHOLE)
    with (folder / "out").open("wb") as out, RealTerminal("readiness", "--target", "4", output=out) as terminal:
        terminal.answer("Who answers?", "bord\x1b[D\x1b[Da\x01The \n")
        terminal.answer("Question 1 of", "s\n")
        terminal.wait("by The board")
        terminal.answer("[b]ack:", "y\n")
        assert terminal.end() == 0
    assert tomli.loads((folder / "coprod.toml").read_text())["readiness"][0]["by"] == "The board"
    assert (folder / "out").read_text().startswith("Recorded the answers")
