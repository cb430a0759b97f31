from collections.abc import Callable
from pathlib import Path

import pytest
import tomli

from tests.conftest import WHOLE, Run

BARE = 'format = 1\n\n[project]\nname = "Riverside garden"\n'
Write = Callable[[str], Path]


def test_a_session_is_recorded_and_the_phases_are_shown(run: Run, project: Write) -> None:
    path = project(BARE)
    ran = run("log", "design", "-c", "Ana [she/her]", "-c", 'Sam, "the baker"', "-p", "Jo (council)", "--level", "4")
    assert (ran.code, ran.err) == (0, "")
    [session] = tomli.loads(path.read_text())["sessions"]
    assert session.pop("id").startswith("2026-11-22-")
    assert str(session.pop("date")) == "2026-11-22"
    assert session == {
        "phase": "co-design",
        "level": "deciding",
        "community": ["Ana [she/her]", 'Sam, "the baker"'],
        "professional": ["Jo (council)"],
    }
    assert ran.out.startswith("Recorded 2026-11-22-")
    assert "co-design      ● co-produced     1         2                    1\n" in ran.out
    assert "Stands so far, as recorded: co-design." in ran.out


def test_every_option_is_written(run: Run, project: Write) -> None:
    path = project(BARE)
    ran = run(
        "log", "Co-Planning,co-design", "--date", "yesterday", "--title", "Start", "--level", "Shared-Power",
        "--community-count", "12", "--professional-count", "1", "--heard", "tenants", "--settled", "problem=a = b",
        "--settled", "people=all", "--feeds-back", "x-1", "--recognition", "voucher", "--note", "n",
    )  # fmt: skip
    assert ran.code == 0
    [session] = tomli.loads(path.read_text())["sessions"]
    session.pop("id")
    assert str(session.pop("date")) == "2026-11-21"
    assert session == {
        "phase": ["co-planning", "co-design"],
        "title": "Start",
        "level": "shared-power",
        "also_present": {"community": 12, "professional": 1},
        "heard": ["tenants"],
        "settled": {"problem": "a = b", "people": "all"},
        "feeds_back": ["x-1"],
        "recognition": "voucher",
        "note": "n",
    }


def test_a_name_that_the_file_has_an_id_for_is_written_as_the_id(run: Run, project: Write) -> None:
    path = project(BARE + '\n[people]\nC1 = "Amina K."\n')
    assert run("log", "design", "-c", "Amina K.").code == 0
    assert tomli.loads(path.read_text())["sessions"][0]["community"] == ["C1"]


def test_a_dry_run_shows_the_change_and_writes_nothing(run: Run, project: Write) -> None:
    path = project(WHOLE)
    ran = run("log", "design", "-c", "A\u202e", "--dry-run")
    assert ran.code == 0
    assert ran.out.startswith("--- coprod.toml\n+++ coprod.toml\n@@ ")
    assert '+community = ["A\\u202e"]\n' in ran.out
    assert path.read_text() == WHOLE


def test_the_same_session_twice_is_refused(run: Run, project: Write) -> None:
    path = project(BARE)
    assert run("log", "design", "-c", "A").code == 0
    before = path.read_bytes()
    again = run("log", "design", "-c", "A")
    assert again.code == 2
    assert "already recorded, as 2026-11-22-" in again.err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "PHASE: name the phase that the session served"),
        (["design"], "name who took part, or count them"),
        (["desing", "-c", "A"], '"desing" is no phase: known are'),
        (["design", "-c", "A", "--level", "6"], '"6" is no level, nor a number from 1 to 5'),
        (["design", "-c", "A", "--level", "decided"], 'did you mean "deciding"?'),
        (["design", "-c", "A", "--date", "03/04/2026"], '"03/04/2026" can be 4 Mar 2026 or 3 Apr 2026'),
        (["design", "-c", "A", "--date", "2026-02-30"], "is not a day"),
        (["design", "-c", "A", "--date", "20260230"], "is not a day"),
        (["design", "-c", "A", "-c", "A"], "--community: the same entry stands here twice"),
        (["design", "-c", " "], "--community: must not be blank"),
        (["design", "-c", "a\udcff"], "--community: holds characters that are no text"),
        (["design", "-c", "A", "--title", "a\udcff"], "--title: holds characters that are no text"),
        (["design", "--community-count", "-1"], "--community-count: must be at least 0"),
        (["design", "--community-count", "many"], "--community-count"),
        (["design", "-c", "A", "--settled", "funding"], "write the matter, = and what was settled"),
        (["design", "-c", "A", "--settled", "fnding=x"], 'did you mean "funding"?'),
        (["design", "-c", "A", "--settled", "ideas=x", "--settled", "ideas=y"], "ideas is given twice"),
        (["design", "-c", "A", "--settled", "ideas="], "--settled: must not be blank"),
        (["design", "-c", "A", "--feeds-back", "a b"], "--feeds-back: must be text without spaces"),
        (["design", "-c", "A", "--today", "soon"], "--today"),
        (["design", "-c", "A", "--file", "no.toml"], "no.toml: error: there is no such file or folder"),
        (["design", "\x1b[31m"], r"\x1b[31m"),
    ],
)
def test_what_it_refuses_changes_nothing(run: Run, project: Write, args: list[str], words: str) -> None:
    path = project(BARE)
    ran = run("log", *args)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert len(ran.err.splitlines()) == 1
    assert path.read_text() == BARE


def test_without_a_project_it_says_how_to_start_one(run: Run) -> None:
    ran = run("log", "design", "-c", "A")
    assert ran.code == 2
    assert "no coprod.toml in this folder or above: start one with coprod init" in ran.err


def test_an_unusable_file_is_told_with_every_problem_and_left_alone(run: Run, project: Write) -> None:
    text = '[project]\nname = ""\nlaed = "x"\n'
    path = project(text)
    ran = run("log", "design", "-c", "A")
    assert ran.code == 2
    assert ran.err == (
        "coprod.toml:2:1: error: [project], name: must not be blank\n"
        'coprod.toml:3:1: error: [project], laed: unknown key "laed"; did you mean "lead"?\n'
    )
    assert path.read_text() == text


def test_four_logs_lead_from_flagged_to_co_produced(run: Run, project: Write) -> None:
    project(BARE)
    assert run("check").code == 1
    for number, phase in enumerate(("planning", "design", "delivery", "evaluation"), 1):
        assert run("log", phase, "-c", "A", "-p", "B", "--level", "4").code == 0
        ran = run("check")
        assert ran.out.count("error CP103") == 4 - number
        assert ran.code == (0 if number == 4 else 1)
