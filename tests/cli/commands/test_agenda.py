"""`coprod agenda` and `coprod before`, as other programs and people see them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.assess.test_ahead import RECORD
from tests.conftest import ROOT, Run, assert_refused, contents, example

GARDEN = str(ROOT / "examples" / "riverside-garden.coprod.toml")
NAMED = example(
    *RECORD,
    '2026-04-01 planning deciding "With Amina Khan" Amina Khan, C2 | Jo Lee',
    'settled = { timeframe = "Amina Khan says spring" }',
    'id = "with-Amina-Khan"',
    'said: date = 2026-04-01, text = "Amina Khan wants shade", about = "timeframe", id = "shade"',
)


@pytest.fixture(autouse=True)
def path(project: Callable[[str], Path]) -> Path:
    return project(NAMED)


def test_the_agenda_in_lines_has_room_for_both_sides(run: Run) -> None:
    before = contents()
    ran = run("agenda", "planning")
    assert ran.code == 0
    assert ran.out.startswith("Our next meeting: co-planning\nRiverside garden, Tuesday 8 December 2026\n")
    headings = [line for line in ran.out.splitlines()[2:] if line and not line.startswith(" ")]
    assert headings == [
        "Last time: was it like this?",
        "You asked for this, and it is open",
        "Some of you say it was not so",
        "Still to agree",
        "We still have to tell you",
        "Nobody has heard these groups",
        "Fixed from outside",
        "What else do you want to talk about?",
        "What else does the project bring?",
    ]
    you, project = ran.out.rpartition("What else do you")[2].split("What else does")
    assert you.count("____") == project.count("____") > 0
    assert "  - Older (266 days)\n" in ran.out
    assert "  - young people (last asked on 1 March 2026)\n" in ran.out
    assert contents() == before


def test_nobody_is_named(run: Run) -> None:
    for args in (["agenda"], ["agenda", "--format", "html"], ["before", "timeframe"]):
        out = run(*args).out
        assert "(name left out)" in out
        assert "Amina" not in out
        assert "Khan" not in out


def test_the_agenda_as_json(run: Run) -> None:
    read = json.loads(run("agenda", "--format", "json", "--file", GARDEN).out)
    assert list(read) == [
        "schema", "today", "phase", "date", "read_back", "open", "differences", "not_agreed", "to_tell", "not_heard",
        "given",
    ]  # fmt: skip
    assert (read["schema"], read["today"], read["date"]) == ("coprod-agenda/1", "2026-11-22", None)
    assert read["read_back"]["code"].startswith(read["read_back"]["session"])
    assert run("same", read["read_back"]["code"], "--file", GARDEN).code == 0
    assert read["open"] == [
        {"id": "2026-10-24-tap", "text": "A tap by the north beds", "date": "2026-10-24", "days": 29}
    ]
    assert read["given"] == ["funding"]
    read = json.loads(run("agenda", "planning", "--date", "next tuesday", "--format", "json").out)
    assert (read["date"], read["phase"]) == ("2026-11-24", "co-planning")
    assert read["not_heard"] == [
        {"group": "carers", "asked": "2026-02-01"},
        {"group": "young people", "asked": "2026-03-01"},
    ]
    assert {"id": "r2", "session": "third", "date": "2026-04-02", "answered": False} in read["differences"]
    assert {"id": "untold", "date": "2026-03-01"} in read["to_tell"]


def test_a_file_is_written_as_its_name_ends(run: Run, folder: Path) -> None:
    assert run("agenda", "-o", "a.html").code == 0
    assert (folder / "a.html").read_text().startswith("<!doctype html>")
    assert run("agenda", "-o", "a.json").code == 0
    assert json.loads((folder / "a.json").read_text())["schema"] == "coprod-agenda/1"
    assert run("before", "people", "-o", "a.md").code == 1
    assert (folder / "a.md").read_text().startswith("# Riverside garden\n")
    assert_refused(run, "agenda", "-o", "coprod.toml", words="is a project that was read")


def test_before_says_in_so_many_words_what_was_agreed_and_what_was_fixed(run: Run) -> None:
    ran = run("before", "ideas", "--file", GARDEN)
    assert (ran.code, ran.err) == (0, "")
    out = " ".join(ran.out.split())
    assert (
        "Agreed together on 9 February 2026, as the project records it: Raised beds. "
        "Fewer than five people who read it back say that it was otherwise." in out
    )
    assert "The project answered: done in part. \"The two drawings were the designer's." in out
    assert "Fewer than five people who read back 9 February 2026 say that it" in ran.out
    assert "We were asked, and they decided" in ran.out
    ran = run("before", "funding")
    assert ran.code == 0
    assert "It is recorded as fixed from outside: Capped at 40,000. It was not agreed" in ran.out
    ran = run("before", "people")
    assert ran.code == 1
    assert "Not agreed together, as recorded: it was last settled on 1 February 2026" in ran.out
    assert "carers: asked on 1 February 2026, and said: not in exam time\n" in ran.out
    assert "1 March 2026: Older (266 days)\n" in ran.out
    assert "so that nobody can tell." in " ".join(run("before", "approach").out.split())
    assert "it is not settled." in run("before", "management").out


def test_what_professionals_say_otherwise_is_not_put_into_the_mouth_of_the_community(run: Run, folder: Path) -> None:
    (folder / "coprod.toml").write_text(
        example(
            '2026-01-12 design deciding "Beds" C1, C2 | Jo',
            'settled = { ideas = "Raised beds" }',
            'id = "beds"',
            'readings: session = "beds", date = 2026-02-01, read = "9f3a1c77b0d2", readers = 6, said = "differs", '
            'level = "considered", side = "professional", id = "r"',
        )
    )
    assert "On 1 February 2026, by people in a professional capacity, about" in " ".join(run("agenda").out.split())
    out = " ".join(run("before", "ideas").out.split())
    assert "6 people in a professional capacity who read it back say that it was otherwise." in out
    assert "They put it at considered." in out
    assert "We were asked" not in out


def test_before_as_json(run: Run) -> None:
    ran = run("before", "problem", "--format", "json")
    assert ran.code == 0
    assert json.loads(ran.out) == {
        "schema": "coprod-before/1",
        "today": "2026-11-22",
        "matter": "problem",
        "phase": "co-planning",
        "settled": "together",
        "given": None,
        "settlings": [
            {"session": "start", "date": "2026-01-12", "what": "Unsafe after dark", "how": "together"},
            {"session": "second", "date": "2026-02-01", "what": "unsafe, after  DARK!", "how": "confirmed"},
        ],
        "open": [],
        "differences": [{"id": "r1", "session": "start", "date": "2026-04-01", "answered": True}],
        "not_heard": [
            {"group": "carers", "asked": "2026-02-01"},
            {"group": "young people", "asked": "2026-03-01"},
        ],
    }


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["before"], "one of problem, people, approach,"),
        (["before", "fnding"], 'did you mean "funding"?'),
        (["before", "funding", "--format", "html"], "--format"),
        (["agenda", "desing"], '"desing" is no phase'),
        (["agenda", "--date", "soon"], "is not a day"),
        (["agenda", "--format", "csv"], "--format"),
    ],
)
def test_what_is_refused(run: Run, args: list[str], words: str) -> None:
    assert_refused(run, *args, words=words)
