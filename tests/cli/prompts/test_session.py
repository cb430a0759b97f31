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

#: The same after its first session, when questions still come with their explanations.
FIRST = BARE.partition("[[sessions]]\ndate = 2026-01-06")[0]


@pytest.fixture(autouse=True)
def file(folder: Path) -> Path:
    """The project that is logged in."""
    path = folder / "coprod.toml"
    path.write_text(BARE)
    return path


def last(folder: Path) -> dict[str, object]:
    session: dict[str, object] = tomli.loads((folder / "coprod.toml").read_text())["sessions"][-1]
    return {key: str(value) if key == "date" else value for key, value in session.items() if key != "id"}


def test_the_first_sittings_explain_what_they_ask(typed: Run, folder: Path, file: Path) -> None:
    file.write_text(FIRST)
    ran = typed("log", '2\n\n1\n"Zoë, the baker"\n3 9\n3\n+3\n+2\n\n4\n\n4\n\ny')
    assert ran.code == 0
    assert last(folder) == {
        "date": "2026-11-22",
        "phase": "co-design",
        "level": "deciding",
        "community": ["Sam", "Zoë, the baker", "C9"],
        "professional": ["Jo (council)"],
        "also_present": {"community": 5},
    }
    assert "   1 Sam\n   2 C1 (Amina K.)\n   3 C9 (Never came)\n   4 Jo (council)\n" in ran.err
    assert "There is no number 9: the list goes from 1 to 5. Nothing was taken." in ran.err
    assert "Zoë, the baker (new)" in ran.err
    assert "Sunday 22 November 2026" in ran.err
    assert "How far did the community's part go?" in ran.err
    assert "  a  what was agreed, of the sixteen matters\n" in ran.err


def test_anything_else_is_asked_for_by_its_letters(typed: Run, folder: Path) -> None:
    ran = typed(
        "log",
        "1\n\n-C1\n+4\n\nJo (council)\n\n4\nnz\nnahtrsdqpce\nKick-off",
        "1 The yard is unsafe: after dark\npeople: all who live there\n9 x\nfunding\nNone yet\n",
        "2\n1 2\n2\nA tap\n\nWe meet on Mondays\n\n1 not in exam time\n\nInterpreter\n\nBSL\n\nminutes.pdf\n\ny",
    )
    assert ran.code == 0
    assert last(folder) == {
        "date": "2026-11-22",
        "phase": "co-planning",
        "title": "Kick-off",
        "level": "deciding",
        "professional": ["Jo (council)"],
        "supporting": ["Interpreter"],
        "also_present": {"community": 4},
        "heard": ["young people"],
        "asked": {"tenants": "not in exam time"},
        "settled": {"problem": "The yard is unsafe: after dark", "people": "all who live there", "funding": "None yet"},
        "decided": ["We meet on Mondays"],
        "feeds_back": ["two", "one"],
        "recognition": "expenses",
        "access": ["BSL"],
        "evidence": ["minutes.pdf"],
    }
    assert '"z" is none of these letters: ' in ran.err
    assert "  1  2026-01-06 co-planning\n  2  2026-01-05 co-planning\n" in ran.err
    assert "  time recognised: expenses" in ran.err
    assert "  said: A tap" in ran.err
    assert '[[said]]\ndate = 2026-11-22\ntext = "A tap"\nsession = "2026-11-22-' in (folder / "coprod.toml").read_text()


def test_the_last_session_of_the_phase_offers_itself_for_every_answer(typed: Run, folder: Path) -> None:
    for level, day in (("deciding", "2026-02-01"), ("considered", "2026-02-02")):
        assert typed(f"log planning -c C1 -c Sam -p 'Jo (council)' --level {level} --date {day} --no-input").code == 0
    ran = typed("log planning", "", "", "", "", "", "y")
    assert ran.code == 0
    assert last(folder) == {
        "date": "2026-11-22",
        "phase": "co-planning",
        "level": "considered",
        "community": ["C1", "Sam"],
        "professional": ["Jo (council)"],
    }
    assert "Enter takes what was so on Monday 2 February 2026." in ran.err
    assert "Who came in a" not in ran.err
    assert len(ran.out.splitlines()) <= 8
    ran = typed("log planning", "", "-Sam", "?", "", "", "4", "", "y")
    assert ran.code == 0
    assert "Who came in a community capacity: people who use a service" in ran.err
    assert (last(folder)["community"], last(folder)["level"]) == (["C1"], "deciding")


def test_whoever_is_on_one_side_is_asked_about_before_they_are_put_on_the_other(typed: Run, folder: Path) -> None:
    ran = typed("log design", "", "2", "", "2", "n", "2", "y", "", "4", "", "y")
    assert ran.code == 0
    shown = " ".join(ran.err.split())
    assert shown.count('"Sam" stands on both sides. Did they come in both capacities? [y]es [n]o:') == 2
    assert (last(folder)["community"], last(folder)["professional"]) == (["Sam"], ["Sam"])
    ran = typed("log design", "", "", "", "", "p", "Sam", "", "n")
    assert "Sam is community already; who supports is on neither side" in ran.err


def test_a_planned_session_whose_day_has_come_is_offered(typed: Run, folder: Path) -> None:
    assert typed('log design --date 2026-11-29 --title "At the yard" -c Sam --no-input').code == 0
    planned = last(folder)
    assert planned["planned"] is True
    ran = typed("log design --today 2026-11-30", "y", "", "", "Jo (council)", "", "4", "s", "A tap", "", "y")
    assert ran.code == 0
    assert 'Sunday 29 November 2026, "At the yard" was planned. Is it this one? [y]es [n]o:' in " ".join(
        ran.err.split()
    )
    sessions = tomli.loads((folder / "coprod.toml").read_text())["sessions"]
    assert len(sessions) == 3
    assert sessions[-1].pop("id") == tomli.loads((folder / "coprod.toml").read_text())["said"][0]["session"]
    assert {**sessions[-1], "date": str(sessions[-1]["date"])} == {
        "date": "2026-11-29",
        "phase": "co-design",
        "title": "At the yard",
        "level": "deciding",
        "community": ["Sam"],
        "professional": ["Jo (council)"],
    }


def test_one_that_is_not_the_planned_session_is_another(typed: Run, folder: Path) -> None:
    assert typed("log design --date 2026-11-29 --no-input").code == 0
    assert last(folder) == {"date": "2026-11-29", "phase": "co-design", "planned": True}
    assert typed("log design --today 2026-11-30 -c Sam -p Mo --level 4", "n").code == 0
    assert len(tomli.loads((folder / "coprod.toml").read_text())["sessions"]) == 4


def test_only_what_is_missing_is_asked_for(typed: Run, folder: Path, file: Path) -> None:
    file.write_text(FIRST)
    ran = typed("log design --date 2026-02-03 -c C1 -p Jo", "\n\ny\ny")
    assert ran.code == 0
    assert "level" not in last(folder)
    assert "Which phase" not in ran.err
    assert "Who came" not in ran.err
    assert "How far did the community's part go?" in ran.err
    assert "Enter: not known; then nobody is counted as a partner" in ran.err
    assert "No level is recorded: community people took part, and nobody is counted as a" in ran.out


def test_where_nothing_needs_to_be_asked_nothing_is(typed: Run, folder: Path) -> None:
    ran = typed("log design -c C1 -p 'Jo (council)' --level 4")
    assert (ran.code, ran.err) == (0, "")


def test_a_wrong_answer_is_told_and_asked_again(typed: Run, folder: Path) -> None:
    ran = typed("log", "desing\n1, evaluation\nsometime\nyesterday\n-C1\nZed\n\n\n9\n3\n\ny")
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


def test_nobody_from_the_community_is_not_gone_on_with_in_silence(typed: Run, folder: Path, file: Path) -> None:
    file.write_text(FIRST)
    ran = typed("log", "2\n\n\nn\nSam\n\nJo (council)\n\n4\n\ny")
    assert ran.code == 0, ran.err
    assert ran.err.count("  Nobody from the community? [y]es [n]o:") == 1
    assert (last(folder)["community"], last(folder)["professional"]) == (["Sam"], ["Jo (council)"])


def test_the_same_as_last_time_is_one_key_for_both_sides(typed: Run, folder: Path, file: Path) -> None:
    file.write_text(FIRST)
    ran = typed("log", "2\n\ns\n\n\n4\n\ny")
    assert ran.code == 0
    assert "  s  the same as last time (2 community and 1 professional)" in ran.err
    assert (last(folder)["community"], last(folder)["professional"]) == (["Sam", "C1"], ["Jo (council)"])


def test_a_day_to_come_is_said_to_be_planned_and_one_long_ago_is_asked_about(typed: Run, folder: Path) -> None:
    ran = typed("log", "2\n2026-12-01\nb\n1 Dec 1926\nn\n2024-12-01\ny\nSam\n\n\n\n\ny")
    assert ran.code == 0
    assert "Tuesday 1 December 2026 (still to come: it counts for nothing yet)" in ran.err
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
