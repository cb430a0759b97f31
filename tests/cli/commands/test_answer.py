"""`coprod answer` by option and by keyboard: what it records, what it offers, and what it refuses."""

from collections.abc import Callable
from pathlib import Path

import pytest
import tomli

from tests.conftest import WHOLE, Run, assert_refused, assert_shown_only
from tests.terminal import RealTerminal, posix

SAID = """
[[said]]
date = 2026-01-12
text = "Keep the gate open after dark"
id = "2026-01-12-s4be1a9"

[[said]]
date = 2026-01-12
text = "A tap"
id = "2026-01-12-s5"

[[readings]]
session = "all"
date = 2026-02-02
read = "9f3a1c77b0d2"
readers = 3
said = "differs"
level = "considered"
words = "We were told the budget, not asked"
id = "2026-02-02-r1c09ab"

[[readings]]
session = "all"
date = 2026-02-03
read = "9f3a1c77b0d2"
readers = 3
said = "agree"
id = "2026-02-03-r2"
"""
Write = Callable[[str], Path]


@pytest.fixture
def path(project: Write) -> Path:
    """A project with two things said, a reading that differs and one that agrees."""
    return project(WHOLE + SAID)


def answers(path: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = tomli.loads(path.read_text()).get("answers", [])
    return found


@pytest.mark.parametrize("word", ["2026-01-12-s4be1a9", "2026-01-12-s4", " 2026-01-12-s4be1a9 "])
def test_what_was_said_is_answered_by_its_id_or_its_beginning(run: Run, path: Path, word: str) -> None:
    before = path.read_text()
    ran = run("answer", word, "--done", "The gate now closes at ten", "--told", "letter", "--date", "10 Feb 2026")
    assert ran.code == 0
    assert ran.out == (
        "Recorded in coprod.toml the answer to\n"
        '  said 2026-01-12: "Keep the gate open after dark" (2026-01-12-s4be1a9)\n'
    )
    assert path.read_text() == before + (
        '\n[[answers]]\ndate = 2026-02-10\nto = "2026-01-12-s4be1a9"\noutcome = "done"\n'
        'text = "The gate now closes at ten"\ntold = "letter"\n'
    )


@pytest.mark.parametrize("outcome", ["done", "partly", "declined"])
def test_a_reading_is_answered_with_each_outcome_and_stays(run: Run, path: Path, outcome: str) -> None:
    assert run("answer", "2026-02-02-r", f"--{outcome}", "We asked again").code == 0
    [answer] = answers(path)
    assert (answer["to"], answer["outcome"]) == ("2026-02-02-r1c09ab", outcome)
    assert len(tomli.loads(path.read_text())["readings"]) == 2


def test_last_is_the_latest_of_what_was_said_and_differs(run: Run, path: Path) -> None:
    """A reading that agrees asks for no answer, and so is not the last."""
    assert run("answer", "last", "--done", "x", "--today", "2026-01-31").code == 0
    assert answers(path)[0]["to"] == "2026-01-12-s5"
    assert run("answer", "last", "--done", "x").code == 0
    assert answers(path)[1]["to"] == "2026-02-02-r1c09ab"


def test_last_is_refused_where_the_latest_said_and_the_latest_read_are_both_open(run: Run, path: Path) -> None:
    assert_refused(run, "answer", "last", "--done", "x", words='both wait for an answer, said 2026-01-12: "A tap"')
    assert '2026-02-02, differs, puts it at considered: "We were told' in run("answer", "last", "--done", "x").err


def test_told_later_completes_the_latest_answer_whose_day_stays(run: Run, path: Path) -> None:
    assert run("answer", "2026-01-12-s5", "--partly", "A pump", "--date", "2026-02-01").code == 0
    assert run("answer", "2026-01-12-s5", "--done", "A tap", "--date", "2026-03-01").code == 0
    before = path.read_text()
    ran = run("answer", "2026-01-12-s5", "--told", "letter")
    assert ran.out == (
        'Recorded in coprod.toml how they were told of the answer to\n  said 2026-01-12: "A tap" (2026-01-12-s5)\n'
    )
    assert path.read_text() == before + 'told = "letter"\n'
    assert_refused(run, "answer", "2026-01-12-s5", "--told", "x", words="2026-03-01 says already how they were told")
    assert run("undo", "--yes").code == 0
    assert path.read_text() == before


def test_an_answer_of_a_day_to_come_is_remarked_on(run: Run, path: Path) -> None:
    ran = run("answer", "2026-01-12-s5", "--done", "x", "--date", "2027-02-01")
    assert "2027-02-01 is still to come: until then it counts for nothing.\n" in ran.err


def test_a_dry_run_shows_the_change_and_writes_nothing(run: Run, path: Path) -> None:
    assert_shown_only(
        run, "answer", "2026-01-12-s5", "--declined", "No\u202e money", lines=['text = "No\\u202e money"']
    )


def test_the_same_answer_twice_is_refused_and_another_is_kept_beside_it(run: Run, path: Path) -> None:
    assert run("answer", "2026-01-12-s5", "--partly", "x").code == 0
    again = run("answer", "2026-01-12-s5", "--partly", "x")
    assert (again.code, again.err) == (2, "coprod.toml: error: this answer is already recorded, on 2026-11-22\n")
    assert run("answer", "2026-01-12-s5", "--done", "all of it").code == 0
    assert [one["outcome"] for one in answers(path)] == ["partly", "done"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "name what is answered, by its id or its beginning, or as last"),
        (["--done", "x"], "name what is answered"),
        (["2026-01-12-s5", "--told", "x"], "2026-01-12-s5 has no answer yet: say what was done, or why not, too"),
        (["2026-01-12-s5", "--told", "x", "--date", "today"], "--date: stays that of the answer"),
        (["2026-01-12-s5"], "say what was done, or why not, with one of --done TEXT"),
        (["2026-01-12-s5", "--done", "x", "--declined", "y"], "--done and --declined: an answer has one outcome"),
        (["2026-01-12-s5", "--declined", ""], "--declined: must not be blank"),
        (["2026-01-12-s5", "--partly", " \t"], "--partly: must not be blank"),
        (["2026-01-12-s5", "--done", "\n"], "--done: must not be blank"),
        (["2026-01-12-s5", "--done", "x", "--told", " "], "--told: must not be blank"),
        (["2026-01-12-s5", "--done", "x", "--date", "soon"], '"soon" is not a day'),
        (["2026-01-12", "--done", "x"], '"2026-01-12" begins 2 ids: 2026-01-12-s4be1a9, 2026-01-12-s5'),
        (["all", "--done", "x"], '"all" is a session; an answer goes to something said in it'),
        (["2026-01-12-s4be1a8", "--done", "x"], 'did you mean "2026-01-12-s4be1a9"?'),
        (["", "--done", "x"], "is on record; coprod answer offers what waits"),
        (["2026-01-12-s5", "--open", "x"], "No such option: --open"),
    ],
)
def test_what_it_refuses_changes_nothing(run: Run, path: Path, args: list[str], words: str) -> None:
    assert_refused(run, "answer", *args, words=words)


def test_nothing_to_answer_is_said(run: Run, project: Write) -> None:
    project(WHOLE)
    assert_refused(run, "answer", "last", "--done", "x", words="nothing is on record yet that could be answered")


@posix
def test_a_real_terminal_offers_what_waits_the_longest_first(folder: Path) -> None:
    (folder / "coprod.toml").write_text(WHOLE + SAID)
    with RealTerminal("answer") as terminal:
        terminal.wait('1  said 2026-01-12: "Keep the gate open after dark"')
        terminal.wait('2  said 2026-01-12: "A tap"')
        terminal.wait("3  reading of all, 2026-02-02, differs, puts it at considered:")
        assert "2026-02-03" not in terminal.shown
        terminal.answer("Which one: ", "4\n")
        terminal.answer("There is no number 4: the list goes from 1 to 3.", "3\n")
        terminal.answer("[d]one, [p]artly or de[c]lined: ", "\n")
        terminal.answer("[d]one, [p]artly or de[c]lined: ", "c\n")
        terminal.answer("Why not: ", "\n")
        terminal.answer("Why not: ", "The funder fixed it\n")
        terminal.answer("How were those who said it told", "at the meeting\n")
        terminal.answer("Record this answer?", "y\n")
        assert terminal.end() == 0
    assert [(one["to"], one["outcome"], one["told"]) for one in answers(folder / "coprod.toml")] == [
        ("2026-02-02-r1c09ab", "declined", "at the meeting")
    ]
    with RealTerminal("answer") as terminal:
        terminal.wait("Which one: ")
        assert "2026-02-02-r1c09ab" not in terminal.shown
        terminal.answer("", "b\n")


@posix
def test_where_nothing_waits_a_real_terminal_says_so(folder: Path) -> None:
    (folder / "coprod.toml").write_text(WHOLE)
    with RealTerminal("answer") as terminal:
        terminal.wait("Nothing waits for an answer.")
        assert terminal.end() == 0
