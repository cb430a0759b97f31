"""`coprod said` and `coprod told` by option and by keyboard, and what `log` keeps of what was said."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli

from tests.conftest import WHOLE, Run, assert_refused, assert_shown_only
from tests.terminal import RealTerminal, Terminal, posix

Write = Callable[[str], Path]

PROJECT = WHOLE.replace("\n[[sessions]]", 'affected = ["tenants", "young people"]\n\n[[sessions]]', 1)
LATER = """
[[sessions]]
date = 2026-12-01
phase = "co-design"
community = ["C1"]
id = "to-come"

[[sessions]]
date = 2026-02-01
phase = "co-design"
level = "deciding"
community = ["C1"]
heard = ["carers"]
id = "second"
"""


@pytest.fixture
def path(project: Write) -> Path:
    """A project with two sessions behind it and one to come."""
    return project(PROJECT + LATER)


def table(path: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomli.loads(path.read_text("utf-8")).get(name, [])
    return [{key: str(value) if key == "date" else value for key, value in one.items()} for one in found]


def test_what_was_said_is_recorded_with_all_that_is_known_of_it(run: Run, path: Path) -> None:
    before = path.read_text()
    ran = run(
        "said", "Keep the gate open after dark", "--session", "last", "--group", "Young People", "--hoped", "To come"
    )
    [saying] = table(path, "said")
    assert (ran.code, ran.out, ran.err) == (0, f"Recorded {saying['id']} in coprod.toml.\n", "")
    assert re.fullmatch("2026-02-01-s[0-9a-f]{6}", saying.pop("id"))
    assert saying == {
        "date": "2026-02-01",
        "text": "Keep the gate open after dark",
        "session": "second",
        "hoped": "To come",
        "group": "young people",
    }
    assert path.read_text().startswith(before)


@pytest.mark.parametrize(
    ("args", "day"),
    [
        ([], "2026-11-22"),
        (["--session", "all"], "2026-01-12"),
        (["--session", "al"], "2026-01-12"),
        (["--session", "2026-02-01"], "2026-02-01"),
        (["--session", "all", "--date", "2026-01-13"], "2026-01-13"),
        (["--session", "to-come"], "2026-11-22"),
        (["--date", "yesterday"], "2026-11-21"),
    ],
)
def test_the_day_is_that_of_the_session_where_none_is_given(run: Run, path: Path, args: list[str], day: str) -> None:
    assert run("said", "A tap", *args).code == 0
    assert table(path, "said")[0]["date"] == day


def test_a_group_that_was_heard_is_on_record_too(run: Run, path: Path) -> None:
    assert run("said", "A tap", "--group", "carers").code == 0
    assert table(path, "said")[0]["group"] == "carers"


def test_what_is_still_to_come_is_told(run: Run, path: Path) -> None:
    ran = run("said", "A tap", "--date", "2026-12-02")
    assert (ran.code, table(path, "said")[0]["date"]) == (0, "2026-12-02")
    assert "2026-12-02 is still to come: until then it counts for nothing.\n" in ran.err


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "TEXT: write what was said; or list what is open with --open"),
        (["--no-input"], "TEXT: write what was said"),
        ([" "], "TEXT: must not be blank"),
        (["A\x1b[2J"], "TEXT: "),
        (["A", "--hoped", ""], "--hoped: must not be blank"),
        (["A", "--session", "none"], '--session: no session "none" is on record'),
        (["A", "--session", ""], "--session: no session"),
        (["A", "--group", "tenant"], '--group: no group "tenant" is on record; did you mean "tenants"?'),
        (["A", "--group", "kids"], "named under affected: tenants, young people, carers"),
        (["A", "--open"], "--open: lists what is on record"),
        (["--open", "--group", "tenants"], "--open: lists what is on record"),
        (["A", "--date", "someday"], "--date: "),
    ],
)
def test_what_cannot_be_recorded_is_refused_in_one_line(run: Run, path: Path, args: list[str], words: str) -> None:
    assert_refused(run, "said", *args, words=words)


def test_the_same_said_twice_is_already_recorded(run: Run, path: Path) -> None:
    assert run("said", "A tap", "--session", "all").code == 0
    before = path.read_bytes()
    ran = run("said", "A tap", "--session", "all")
    assert (ran.code, path.read_bytes()) == (2, before)
    assert "already recorded, as 2026-01-12-s" in ran.err


@pytest.mark.parametrize("args", [["said", "A tap"], ["told", "last", "--how", "letter"]])
def test_a_dry_run_shows_the_change_and_writes_nothing(run: Run, path: Path, args: list[str]) -> None:
    before = path.read_bytes()
    assert_shown_only(run, *args, lines=[f"[[{'feedback' if args[0] == 'told' else 'said'}]]"])
    assert run(*args).code == 0
    assert run("undo", "--yes").code == 0
    assert path.read_bytes() == before


def test_what_is_open_is_listed_the_oldest_first(run: Run, path: Path) -> None:
    assert run("said", "--open").out == "Nothing said is on record yet.\n"
    for text, day in (("Third\nand more", "2026-11-21"), ("First", "2026-01-12"), ("Second", "2026-10-18")):
        run("said", text, "--date", day, "--group", "tenants")
    run("said", "To come", "--date", "2026-11-23")
    third, first, second, _ = (one["id"] for one in table(path, "said"))
    ran = run("said", "--open")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        f"2026-01-12, 10 months ago, tenants  {first}\n  First\n"
        f"2026-10-18, 5 weeks ago, tenants  {second}\n  Second\n"
        f"2026-11-21, yesterday, tenants  {third}\n  Third\\nand more\n"
    )
    answers = "".join(
        f'\n[[answers]]\ndate = 2026-11-{day}\nto = "{to}"\noutcome = "{outcome}"\ntext = "Later"\n'
        for to, outcome, day in ((first, "done", 19), (second, "open", 20), (third, "declined", 21))
    )
    path.write_text(path.read_text() + answers)
    ran = run("said", "--open")
    assert ran.out == f"2026-10-18, 5 weeks ago, tenants  {second}\n  Second\n  still open on 2026-11-20: Later\n"
    path.write_text(path.read_text() + answers.replace('"open"', '"partly"'))
    assert run("said", "--open").out == "Nothing is open: everything said has an answer.\n"


def test_people_are_told_what_came_of_sessions_by_a_letter(run: Run, path: Path) -> None:
    ran = run("told", "second", "2026-01-12", "al", "--how", "letter to all tenants", "--date", "2026-03-01")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "Recorded in coprod.toml: people were told what came of second, all.\n"
    [feedback] = table(path, "feedback")
    assert feedback == {"date": "2026-03-01", "sessions": ["second", "all"], "how": "letter to all tenants"}


def test_nobody_is_told_of_a_session_before_it_was(run: Run, path: Path) -> None:
    ran = run("told", "all", "--how", "letter", "--date", "2026-01-11")
    assert ran.code == 0
    assert "all is of a later day, and people were not told yet what came of it.\n" in ran.err
    refused = "to-come is planned for 2026-12-01; that can be said once it was held"
    assert_refused(run, "told", "all", "to-come", "--how", "letter", words=refused)
    gone = "to-come was planned for 2026-12-01, and nobody has recorded that it was held: coprod amend to-come --held"
    path.write_text(path.read_text().replace("date = 2026-12-01\n", "date = 2026-12-01\nplanned = true\n"))
    assert_refused(run, "told", "to-come", "--how", "letter", "--today", "2026-12-02", words=gone)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "SESSION: name the sessions"),
        (["last"], "--how: say how they were told, such as --how letter"),
        (["last", "--how", " "], "--how: must not be blank"),
        (["last", "none", "--how", "letter"], 'SESSION: no session "none" is on record'),
        (["2026-13-01", "--how", "letter"], "SESSION: "),
    ],
)
def test_what_nobody_can_have_been_told_is_refused(run: Run, path: Path, args: list[str], words: str) -> None:
    assert_refused(run, "told", *args, words=words)


def test_a_session_and_what_was_said_in_it_are_recorded_together(run: Run, path: Path) -> None:
    before = path.read_bytes()
    args = ["log", "design", "-c", "C1", "--level", "4", "--date", "2026-03-01"]
    ran = run(*args, "--said", "A tap", "--said", "More light\nby night", "--said", "A tap")
    session = table(path, "sessions")[-1]
    sayings = table(path, "said")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        f"Recorded {session['id']} in coprod.toml.\n"
        f"Said: A tap ({sayings[0]['id']}).\nSaid: More light\\nby night ({sayings[1]['id']}).\n"
    )
    assert [(one["text"], one["session"], one["date"]) for one in sayings] == [
        ("A tap", session["id"], "2026-03-01"),
        ("More light\nby night", session["id"], "2026-03-01"),
    ]
    assert run("undo", "--yes").code == 0
    assert path.read_bytes() == before
    for wrong in (["--said", " "], ["--said", "A\x1b"]):
        ran = run(*args, "--said", "A bench", *wrong)
        assert (ran.code, path.read_bytes()) == (2, before)
        assert "--said: " in ran.err
    assert run(*args).code == 0
    again = path.read_bytes()
    ran = run(*args, "--said", "A bench")
    assert (ran.code, path.read_bytes()) == (2, again)


def test_a_session_whose_id_is_taken_by_chance_is_referred_to_by_its_own(run: Run, path: Path) -> None:
    args = ["log", "design", "-c", "C9", "--date", "2026-03-01"]
    taken = run(*args, "--dry-run").out.split('+id = "')[1].split('"')[0]
    path.write_text(path.read_text() + LATER.replace("second", taken).replace("to-come", "x"))
    assert run(*args, "--said", "A tap").code == 0
    last = table(path, "sessions")[-1]["id"]
    assert last != taken
    assert table(path, "said")[0]["session"] == last


def test_log_asks_once_whether_something_was_said(run: Run, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def log(lines: str, *level: str) -> list[str]:
        path.write_text(PROJECT)
        monkeypatch.setattr("sys.stdin", Terminal(lines))
        ran = run("log", "delivery", "-c", "C1", "-p", "Jo", *level, "--title", "t", "--settled", "roles=r",
            "--heard", "tenants", "--feeds-back", "all", "--recognition", "paid")  # fmt: skip
        assert ran.code == 0
        return [one["text"] for one in table(path, "said")]

    # Nothing is asked where the command line has all that a session needs.
    assert log("", "--level", "4") == []
    assert log("2026-03-01\n4\n\ny\n") == []
    assert log("2026-03-01\n4\ns\n\ny\n") == []
    assert log("2026-03-01\n4\ns\nA tap\nA bench\n-\nA tap\nMore light\n\ny\n") == ["A tap", "More light"]
    assert log("2026-03-01\n4\ns\nA tap\nb\nb\nb\n2026-03-02\n4\ns\n\ny\n") == ["A tap"]


@posix
def test_after_an_evening_meeting_it_takes_less_than_two_minutes_of_typing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three things said, one answered a month later, one declined, and a letter to all, at a real terminal."""
    path = folder / "coprod.toml"
    path.write_text(PROJECT)
    keys = 0

    def sit(day: str, command: str, *answers: tuple[str, str]) -> None:
        nonlocal keys
        monkeypatch.setenv("COPROD_TODAY", day)
        with RealTerminal(*command.split(" ")) as terminal:
            for question, line in answers:
                terminal.answer(question, f"{line}\n")
            assert terminal.end() == 0
        keys += len(f"coprod {command}\n") + terminal.keystrokes

    for text, group in (("Keep the gate open after dark", "2"), ("A tap by the beds", "1"), ("No lamps", "1")):
        sit(
            "2026-01-12", "said", ("Said:", text), ("Session (", "1"), ("Group (", group),
            ("change (", ""), ("[b]ack:", "y"),
        )  # fmt: skip
    assert [(one["text"], one["session"]) for one in table(path, "said")] == [
        ("Keep the gate open after dark", "all"), ("A tap by the beds", "all"), ("No lamps", "all"),
    ]  # fmt: skip
    # A month later the oldest is offered first; the answer to it takes it from the list.
    for outcome, text, left in (("d", "The gate closes at ten", 2), ("c", "The beds have rain water", 1)):
        sit(
            "2026-02-12", "answer", ("Which one:", "1"), ("de[c]lined:", outcome), (": ", text),
            ("told", "letter"), ("[b]ack:", "y"),
        )  # fmt: skip
        with RealTerminal("said", "--open") as terminal:
            assert terminal.end() == 0
        assert terminal.shown.count("2026-01-12, 4 weeks ago") == left
    assert [(one["outcome"], one["told"]) for one in table(path, "answers")] == [
        ("done", "letter"), ("declined", "letter"),
    ]  # fmt: skip
    sit("2026-02-12", "told last --how letter")
    assert len(table(path, "feedback")) == 1
    # A quick writer types 200 keys a minute, a slow one 150.
    assert keys < 2 * 150
