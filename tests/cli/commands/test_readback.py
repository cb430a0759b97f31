"""`coprod readback` without a terminal: what one account records, and what it refuses."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli

from tests.conftest import WHOLE, Run, assert_refused, assert_shown_only, document, print_of

Write = Callable[[str], Path]

PRINT = print_of(document(WHOLE).project)
EVERYTHING = [
    "--said", "differs", "--level", "3", "--words", "We were told,\nnot asked", "--share", "--readers", "3",
    "--were-there", "2", "--how", "read aloud", "--alone", "--side", "community", "--recognition", "voucher",
    "--entered-by", "professional", "--date", "2 Feb 2026",
]  # fmt: skip


@pytest.fixture
def path(project: Write) -> Path:
    """A project with one session, at which it is recorded that people decided."""
    return project(WHOLE)


def readings(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomli.loads(path.read_text()).get("readings", [])
    return found


def test_one_account_with_everything_is_appended(run: Run, path: Path) -> None:
    ran = run("readback", "all", *EVERYTHING)
    assert ran.code == 0
    text = path.read_text()
    assert text.startswith(WHOLE + "\n[[readings]]\n")
    [reading] = readings(path)
    assert reading.pop("id").startswith("2026-02-02-r")
    assert str(reading.pop("date")) == "2026-02-02"
    assert reading == {
        "session": "all",
        "read": PRINT,
        "readers": 3,
        "were_there": 2,
        "how": "read aloud",
        "alone": True,
        "said": "differs",
        "level": "considered",
        "words": "We were told,\nnot asked",
        "share": True,
        "recognition": "voucher",
        "entered_by": "professional",
    }
    assert "What differs waits for the project's answer: coprod answer ID.\n" in ran.out


@pytest.mark.parametrize(
    ("args", "kept"),
    [
        (["--said", "agree"], {"said": "agree"}),
        (["--said", "Agree", "--level", "deciding"], {"said": "agree", "level": "deciding"}),
        (["--said", "cannot say"], {"said": "cannot-say"}),
        (["--said", "cannot-say", "--level", "1"], {"said": "cannot-say", "level": "listened"}),
        (["--said", "not-taken-up"], {"said": "not-taken-up", "readers": 0}),
        (["--said", "differs", "--words", "No"], {"said": "differs", "words": "No"}),
        (["--said", "differs", "--level", "listened"], {"said": "differs", "level": "listened"}),
        (["--said", "agree", "--not-alone"], {"said": "agree", "alone": False}),
        (["--said", "agree", "--side", "professional"], {"said": "agree", "side": "professional"}),
    ],
)
def test_every_account_is_recorded_as_it_was_given(
    run: Run, path: Path, args: list[str], kept: dict[str, object]
) -> None:
    """Each by as many words as the other; what is not said is not recorded."""
    assert run("readback", "last", *args).code == 0
    [reading] = readings(path)
    assert {key: value for key, value in reading.items() if key not in {"id", "date"}} == {
        "session": "all",
        "read": PRINT,
        **kept,
    }
    assert str(reading["date"]) == "2026-11-22"


@pytest.mark.parametrize("shown", [PRINT, f"{PRINT[:4]} {PRINT[4:8]} {PRINT[8:]}", f"{PRINT[:4]}-{PRINT[4:]}".upper()])
def test_which_wording_was_read_is_given_as_it_stands_at_the_foot_of_the_sheet(
    run: Run, path: Path, shown: str
) -> None:
    ran = run("readback", "all", "--said", "agree", "--read", shown)
    assert ran.code == 0
    assert readings(path)[0]["read"] == PRINT
    assert "earlier wording" not in ran.out


def test_an_earlier_wording_is_recorded_as_one_and_told(run: Run, path: Path) -> None:
    ran = run("readback", "all", "--said", "cannot-say", "--read", "9f3a 1c77 b0d2")
    assert ran.code == 0
    assert "all was read in an earlier wording than it has now, and is recorded so.\n" in ran.out
    assert readings(path)[0]["read"] == "9f3a1c77b0d2"


def test_where_no_level_is_recorded_theirs_is_no_difference(run: Run, project: Write) -> None:
    path = project(WHOLE.replace('level = "deciding"\n', ""))
    assert run("readback", "all", "--said", "agree", "--level", "3").code == 0
    assert run("readback", "all", "--said", "differs", "--level", "3").code == 0
    assert [one["said"] for one in readings(path)] == ["agree", "differs"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "SESSION and --said: name one session and say what they said of it, or write sheets"),
        (["all"], "name one session and say what they said of it"),
        (["--said", "agree"], "an account is of one session: name it"),
        (["all", "--level", "3"], "--level: goes with --said, of one session"),
        (["all", "--share"], "--share: goes with --said"),
        (["all", "--said", "yes"], '"yes" is no account here: known are agree, differs, cannot-say, not-taken-up'),
        (["all", "--said", "agree", "--level", "3"], "it is a difference: --said differs"),
        (["all", "--said", "differs"], "a reading that differs gives a level, words or both"),
        (["all", "--said", "differs", "--words", " "], "--words: must not be blank"),
        (["all", "--said", "differs", "--level", "4", "--words", "x"], "leave --level out, and say in --words"),
        (["all", "--said", "not-taken-up", "--readers", "1"], "--said: says that nobody wished to read"),
        (["all", "--said", "not-taken-up", "--words", "x"], "says that nobody wished to read"),
        (["all", "--said", "agree", "--readers", "0"], "has no readers"),
        (["all", "--said", "agree", "--readers", "-1"], "--readers: must be at least 0"),
        (["all", "--said", "agree", "--readers", "1", "--were-there", "2"], "--were-there: counts more people than"),
        (["all", "--said", "agree", "--side", "both"], '"both" is no side: known are community, professional'),
        (["all", "--said", "agree", "--read", "9f3a"], '"9f3a" is no fingerprint: twelve of 0 to 9 and a to f'),
        (["all", "--said", "agree", "--read", "g" * 12], "is no fingerprint"),
        (
            ["all", "--said", "agree", "--date", "2026-01-11"],
            "was held on 2026-01-12, and cannot have been read before",
        ),
        (["none", "--said", "agree"], 'no session "none" is on record'),
        (["all", "--said", "agree", "--recognition", "money"], "is no way of recognition"),
        (["all", "--said", "agree", "-o", "x.html"], "--output: is for sheets, with --paper"),
        (["--paper"], "name a file for the sheets with -o"),
        (["--paper", "-o", "x.html", "--said", "agree"], "--paper: goes with sessions and -o FILE alone"),
        (["--paper", "-o", "x.html", "--dry-run"], "--paper: goes with sessions and -o FILE alone"),
        (["--paper", "-o", "coprod.toml"], "is a project that was read"),
    ],
)
def test_what_it_refuses_changes_nothing(run: Run, path: Path, args: list[str], words: str) -> None:
    assert_refused(run, "readback", *args, words=words)


def test_there_is_no_agreeing_to_all(run: Run, project: Write) -> None:
    path = project(WHOLE + WHOLE.partition("[[sessions]]")[2].join(["\n[[sessions]]", ""]).replace('"all"', '"two"'))
    ran = run("readback", "all", "two", "--said", "agree")
    assert (ran.code, ran.out) == (2, "")
    assert "an account is of one session" in ran.err
    assert not readings(path)


def test_what_is_planned_cannot_be_read_back_yet(run: Run, path: Path) -> None:
    ran = run("readback", "all", "--said", "agree", "--today", "2026-01-11")
    assert (ran.code, ran.out) == (2, "")
    assert "all is planned for 2026-01-12; it can be read back once it was held" in ran.err
    assert path.read_text() == WHOLE


def test_the_same_account_twice_is_refused_and_another_stands_beside_it(run: Run, path: Path) -> None:
    assert run("readback", "all", *EVERYTHING).code == 0
    again = run("readback", "all", *EVERYTHING)
    assert (again.code, again.out) == (2, "")
    assert "this reading is already recorded, as 2026-02-02-r" in again.err
    assert run("readback", "all", "--said", "agree").code == 0
    assert [one["said"] for one in readings(path)] == ["differs", "agree"]


def test_a_dry_run_shows_the_change_and_writes_nothing(run: Run, path: Path) -> None:
    args = ["readback", "all", "--said", "differs", "--words", "A\u202e"]
    assert_shown_only(run, *args, lines=['words = "A\\u202e"'])


def test_a_reading_changes_no_verdict_and_no_exit_code_however_many_agree(run: Run, project: Write) -> None:
    """Rule 1: nothing but a difference changes anything, and that only downwards."""
    weak = WHOLE.replace("deciding", "considered")
    for text in (WHOLE, weak):
        path = project(text)
        before = run("check"), run("check", "--strict")
        for how in ("aloud", "on paper", "translated"):
            assert run("readback", "all", "--said", "agree", "--how", how).code == 0
        assert run("readback", "all", "--said", "cannot-say").code == 0
        assert run("readback", "all", "--said", "not-taken-up").code == 0
        after = run("check"), run("check", "--strict")
        assert [one.code for one in after] == [one.code for one in before]
        assert len(readings(path)) == 5
