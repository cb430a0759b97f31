"""`coprod readback` without a terminal: what one account records, and what it refuses."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli

from coprod.model.ids import in_groups, project_fingerprint
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
        (["all", "--said", "agree", "-o", "x.html"], "--output: is for sheets and slips, with --paper or --slips"),
        (["--paper"], "name a file for the sheets with -o"),
        (["--slips"], "name a file for the slips with -o"),
        (["--plain"], "--plain: is for slips, with --slips"),
        (["--slips", "--paper", "-o", "x.html"], "--paper: goes with sessions and -o FILE alone"),
        (["--slips", "--said", "agree", "-o", "x.html"], "--slips: goes with sessions and -o FILE alone"),
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
    assert "all is planned for 2026-01-12; that can be said once it was held" in ran.err
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


def test_the_whole_project_is_read_back_as_it_was_on_that_day(run: Run, path: Path) -> None:
    ran = run("readback", "--project", "--said", "differs", "--words", "Nobody asked us", "--date", "2026-02-02")
    assert ran.code == 0
    [reading] = readings(path)
    read = project_fingerprint(document(WHOLE).project, date(2026, 2, 2))
    assert (reading["session"], reading["read"], reading["words"]) == ("project", read, "Nobody asked us")
    assert 'reading of the whole project, 2026-02-02, differs: "Nobody asked us"' in ran.out
    assert "earlier wording" not in ran.out


@pytest.fixture
def disputed(path: Path) -> Path:
    """The project with two readings that differ, of a session and of the whole project."""
    differs = '\n[[readings]]\nsession = "{}"\ndate = 2026-02-02\nread = "x"\nreaders = 3\nsaid = "differs"\n'
    more = 'words = "We were told"\nshare = true\nid = "{}"\n'
    path.write_text(
        WHOLE
        + (differs + 'level = "considered"\n' + more).format("all", "r-one")
        + (differs + more).format("project", "r-two")
    )
    return path


@pytest.mark.parametrize(("name", "session"), [("r-one", "all"), ("r-two", "project")])
def test_a_difference_is_settled_by_those_who_differ(run: Run, disputed: Path, name: str, session: str) -> None:
    ran = run("readback", "--settles", name, "--readers", "3", "--date", "2026-02-20")
    assert ran.code == 0
    assert "goes on differing" not in ran.err
    reading = readings(disputed)[-1]
    assert [reading[key] for key in ("session", "said", "settles")] == [session, "agree", name]
    assert "level" not in reading


def test_fewer_readers_settle_nothing_and_are_told_so(run: Run, disputed: Path) -> None:
    ran = run("readback", "--settles", "r-one", "--readers", "2", "--said", "cannot-say")
    assert ran.code == 0
    assert "r-one goes on differing: it is of 3 readers of the community side, and only as many settle it.\n" in ran.err


def test_a_reading_that_is_withdrawn_keeps_neither_words_nor_level(run: Run, disputed: Path) -> None:
    before = disputed.read_text()
    assert_refused(run, "readback", "--withdraw", "r-thr", "--yes", words='no reading "r-thr" is on record')
    ran = run("readback", "--withdraw", "r-o")
    assert (ran.code, disputed.read_text()) == (2, before)
    assert run("readback", "--withdraw", "r-o", "--dry-run").code == 0
    assert disputed.read_text() == before
    ran = run("readback", "--withdraw", "r-o", "--yes")
    assert ran.code == 0
    assert "Withdrawn: r-one in coprod.toml. That it was withdrawn is said.\n" in ran.out
    reading = readings(disputed)[0]
    assert (reading["said"], reading["readers"]) == ("withdrawn", 3)
    assert not {"level", "words", "share"} & reading.keys()
    assert "nothing" in run("undo", "--yes").err
    assert_refused(run, "readback", "--withdraw", "r-one", "--yes", words="r-one is withdrawn already")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["all", "--project", "--said", "agree"], "--project: is of no session: leave the sessions out"),
        (["--project", "--said", "differs", "--level", "2", "--words", "x"], "--level: is that of a session"),
        (["--project"], "name one session and say what they said of it"),
        (["all", "--settles", "r-two"], "--settles: r-two is a reading of project, and is settled there"),
        (["--project", "--settles", "r-one"], "--settles: r-one is a reading of all, and is settled there"),
        (["--settles", "r-one", "--said", "differs", "--level", "2"], "settles"),
        (["--settles", "r-one", "--date", "2026-02-01"], "cannot have been settled before"),
        (["--settles", "r-x"], 'no reading "r-x" is on record'),
        (["--settles", "r-"], '"r-" begins 2 ids: '),
        (["all", "--withdraw", "r-one", "--yes"], "--withdraw: goes with no other account"),
        (["--withdraw", "r-one", "--said", "agree", "--yes"], "--withdraw: goes with no other account"),
        (["--project", "--paper", "--said", "agree", "-o", "x.html"], "--paper: goes with sessions"),
    ],
)
def test_what_neither_settles_nor_withdraws_is_refused(run: Run, disputed: Path, args: list[str], words: str) -> None:
    assert disputed.exists()
    assert_refused(run, "readback", *args, words=words)


def test_what_agrees_settles_nothing(run: Run, path: Path) -> None:
    assert run("readback", "all", "--said", "agree").code == 0
    word = str(readings(path)[0]["id"])
    assert_refused(run, "readback", "--settles", word, words="does not differ, so that there is nothing to settle")


def test_the_whole_project_has_one_sheet(run: Run, path: Path, folder: Path) -> None:
    assert run("readback", "--project", "--paper", "-o", "sheet.html").code == 0
    sheet = (folder / "sheet.html").read_text("utf-8")
    assert sheet.count('class="sheet"') == 1
    assert "How was this project done?" in sheet
    assert in_groups(project_fingerprint(document(WHOLE).project, date(2026, 11, 22))) in sheet


def test_a_reading_of_a_day_to_come_is_remarked_on(run: Run, path: Path) -> None:
    ran = run("readback", "all", "--said", "agree", "--date", "2026-12-20")
    assert "2026-12-20 is still to come: until then it counts for nothing.\n" in ran.err
