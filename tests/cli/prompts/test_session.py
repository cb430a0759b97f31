"""The questions of `coprod log` at a terminal."""

from pathlib import Path

import pytest
import tomli

from tests.conftest import Run, example
from tests.terminal import CTRL_C, RealTerminal, posix

BARE = example(
    'affected = ["tenants", "young people"]',
    "[people]",
    'C1 = "Amina K."',
    'C9 = "Never came"',
    'sessions: date = 2026-01-05, phase = "co-planning", community = ["Sam", "C1"], '
    'professional = ["Jo (council)"], id = "one"',
    'sessions: date = 2026-01-06, phase = "co-planning", community = ["C1"], id = "two"',
)


@pytest.fixture(autouse=True)
def file(folder: Path) -> Path:
    """The project that is logged in."""
    path = folder / "coprod.toml"
    path.write_text(BARE)
    return path


def last(folder: Path) -> dict[str, object]:
    session: dict[str, object] = tomli.loads((folder / "coprod.toml").read_text())["sessions"][-1]
    return {key: str(value) if key == "date" else value for key, value in session.items() if key != "id"}


def test_everything_is_asked_for(typed: Run, folder: Path) -> None:
    ran = typed("log", '2\n\n1\n"Zoë, the baker"\n3 9\n3\n+3\n+2\n\n1\n\n4\ns\ny')
    assert ran.code == 0
    assert last(folder) == {
        "date": "2026-11-22",
        "phase": "co-design",
        "level": "deciding",
        "community": ["C1", "Zoë, the baker", "C9"],
        "professional": ["Jo (council)"],
        "also_present": {"community": 5},
    }
    assert "   1 C1 (Amina K.)\n   2 Sam\n   3 C9 (Never came)\n   4 Jo (council)\n" in ran.err
    assert "There is no number 9: the list goes from 1 to 4. Nothing was taken." in ran.err
    assert "Zoë, the baker (new)" in ran.err
    assert "Sunday 22 November 2026" in ran.err


def test_what_check_would_ask_for_is_asked_once(typed: Run, folder: Path) -> None:
    ran = typed(
        "log",
        "1\n\n+4\n\nJo (council)\n\n4\nKick-off",
        "1 The yard is unsafe: after dark\npeople: all who live there\n9 x\nfunding\nNone yet\n",
        "2\n1 2\n2\nA tap\n\ny",
    )
    assert ran.code == 0
    assert last(folder) == {
        "date": "2026-11-22",
        "phase": "co-planning",
        "title": "Kick-off",
        "level": "deciding",
        "professional": ["Jo (council)"],
        "also_present": {"community": 4},
        "heard": ["young people"],
        "settled": {"problem": "The yard is unsafe: after dark", "people": "all who live there", "funding": "None yet"},
        "feeds_back": ["two", "one"],
        "recognition": "expenses",
    }
    assert "  1  2026-01-06 co-planning\n  2  2026-01-05 co-planning\n" in ran.err
    assert "  time recognised: expenses" in ran.err
    assert "  said: A tap" in ran.err
    assert '[[said]]\ndate = 2026-11-22\ntext = "A tap"\nsession = "2026-11-22-' in (folder / "coprod.toml").read_text()


def test_only_what_is_missing_is_asked_for(typed: Run, folder: Path) -> None:
    ran = typed("log design --date 2026-02-03 -c C1 -p Jo", "\ns\ny")
    assert ran.code == 0
    assert "level" not in last(folder)
    assert "Which phase" not in ran.err
    assert "Who came" not in ran.err
    assert "How far did the community's part go?" in ran.err
    assert "Enter: not known; then nobody is counted as a partner" in ran.err
    assert "No level is recorded: community people took part, and nobody is counted as a partner." in ran.out


def test_where_nothing_needs_to_be_asked_nothing_is(typed: Run, folder: Path) -> None:
    ran = typed("log design -c C1 -p Jo --level 4")
    assert (ran.code, ran.err) == (0, "")


def test_a_wrong_answer_is_told_and_asked_again(typed: Run, folder: Path) -> None:
    ran = typed("log", "desing\n1, evaluation\nsometime\nyesterday\nZed\n\n\n9\n3\ns\ny")
    assert ran.code == 0
    assert 'did you mean "co-design"?' in ran.err
    assert '"sometime" is not a day' in ran.err
    assert '"9" is no level' in ran.err
    assert last(folder) == {
        "date": "2026-11-21",
        "phase": ["co-planning", "co-evaluation"],
        "level": "considered",
        "community": ["Zed"],
    }


def test_the_same_as_last_time_is_one_key_for_both_sides(typed: Run, folder: Path) -> None:
    ran = typed("log", "2\n\ns\n\n\n4\ns\ny")
    assert ran.code == 0
    assert "  s  the same as last time (1 community and 0 professional)" in ran.err
    assert last(folder)["community"] == ["C1"]
    with (folder / "coprod.toml").open("a") as file:
        file.write(
            '\n[[sessions]]\ndate = 2026-11-22\nphase = "co-design"\ncommunity = ["Sam"]\nprofessional = ["Jo"]\n'
        )
    assert typed("log", "3\n\ns\n\n\n4\ns\ny").code == 0
    assert (last(folder)["community"], last(folder)["professional"]) == (["Sam"], ["Jo"])


def test_a_day_to_come_is_said_to_be_planned_and_one_long_ago_is_asked_about(typed: Run, folder: Path) -> None:
    ran = typed("log", "2\n2026-12-01\nb\n1 Dec 1926\nn\n2024-12-01\ny\nSam\n\n\n\ns\ny")
    assert ran.code == 0
    assert "Tuesday 1 December 2026 (planned: it counts for nothing until then)" in ran.err
    assert ran.err.count("more than a year ago") == 2
    assert last(folder)["date"] == "2024-12-01"


def test_no_input_never_asks(typed: Run) -> None:
    ran = typed("log --no-input", "2")
    assert ran.code == 2
    assert "Which phase" not in ran.err


@posix
def test_ctrl_c_at_a_real_terminal_records_nothing(folder: Path) -> None:
    (folder / "coprod.toml").write_text(BARE)
    with RealTerminal("log") as terminal:
        terminal.answer("Phase:", "2\n")
        terminal.wait("[today]:")
        terminal.insist(CTRL_C)
        assert terminal.end() == 130
    assert (folder / "coprod.toml").read_text() == BARE
