import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run, assert_refused, example
from tests.test_hostile_text import assert_harmless

PROJECT = example(
    '2026-01-12 design deciding "Gate" C1, Amina Khan | Jo',
    'id = "2026-01-12-7c1e0b"',
    'readings: session = "2026-01-12-7c1e0b", date = 2026-02-01, read = "x", said = "withdrawn", id = "taken-back"',
)


@pytest.fixture(autouse=True)
def _file(project: Callable[[str], Path]) -> None:
    project(PROJECT)


def code_of(run: Run) -> str:
    page = run("readback", "--slips", "--plain", "-o", "-").out
    return page.partition("Your code: <strong>")[2].partition("<")[0]


def test_a_slip_can_be_held_against_the_record_later(run: Run, folder: Path) -> None:
    code = code_of(run)
    assert code.startswith("2026-01-12-7c1e0b ")
    ran = run("same", *code.split())
    assert (ran.code, ran.out, ran.err) == (0, f"{code}: The record still says the same.\n", "")
    assert run("amend", "last", "--note", "n", "--recognition", "paid").code == 0
    assert run("rename", "Amina Khan", "--to-id", "C2").code == 0
    assert run("same", code).code == 0
    assert run("amend", "last", "--level", "considered").code == 0
    ran = run("same", code)
    assert (ran.code, ran.out) == (1, f"{code}: Changed since: the record says something else now.\n")
    assert run("amend", "last", "--delete", "--yes").code == 0
    ran = run("same", code)
    assert (ran.code, ran.out) == (1, f"{code}: No longer there: the record holds nothing of this.\n")


def test_as_json_and_of_several(run: Run) -> None:
    code = code_of(run)
    day = code.replace("-7c1e0b", "")
    ran = run("same", day, "taken-back", "0" * 12, "no", "0" * 12, "--format", "json")
    assert (ran.code, ran.err) == (1, "")
    assert json.loads(ran.out) == {
        "schema": "coprod-same/1",
        "today": "2026-11-22",
        "codes": [
            {"code": day, "id": "2026-01-12-7c1e0b", "result": "same"},
            {"code": "taken-back 0000-0000-0000", "id": "taken-back", "result": "changed"},
            {"code": "no 0000-0000-0000", "id": "no", "result": "gone"},
        ],
    }
    assert "those who read it back took their account back" in run("same", "taken-back", "0" * 12).out


@pytest.mark.parametrize("words", [["x"], ["9f3a-1c77-b0d2"], ["2026-01-12", "9f3a"], [""]])
def test_what_is_no_code_is_refused(run: Run, words: list[str]) -> None:
    assert_refused(run, "same", *words, words="is no code: write the id or the day, a blank and twelve of 0 to 9")


def test_what_was_typed_is_only_shown(run: Run) -> None:
    ran = run("same", "\x1b[31m\u202e::error::x 000000000000")
    assert ran.code == 1
    assert_harmless(ran.out)
