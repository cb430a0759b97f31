"""`--during`: what is judged and told where only some days count."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run, assert_refused, example

#: Decided together in 2025, and asked in 2026.
TWO_YEARS = example(
    'claim = ["co-design"]',
    'recognition = "paid"',
    '2025-04-01 design deciding "Beds" Ana, Bo | Jo',
    '2026-04-01 design considered "Paths" Cem, Dee | Jo',
    'said: date = 2026-04-01, text = "A tap"',
    'feedback: date = 2025-06-01, sessions = ["2025-04-01"], how = "letter"',
)


@pytest.fixture(autouse=True)
def _a_project(folder: Path) -> None:
    (folder / "coprod.toml").write_text(TWO_YEARS)


@pytest.mark.parametrize(
    ("period", "code", "sentence"),
    [
        ("2025", 0, "as recorded in 2025"),
        ("2025-04", 0, "as recorded in April 2025"),
        ("2025-04-01", 0, "as recorded on 1 April 2025"),
        ("..2025-12", 0, "as recorded up to 31 December 2025"),
        ("2025-04..2026-03", 0, "as recorded from 1 April 2025 to 31 March 2026"),
        ("2026-01-01..", 1, "as recorded from 1 January 2026 on"),
        ("2024", 1, "as recorded in 2024"),
    ],
)
def test_only_the_days_of_the_period_count_and_the_headline_names_it(
    run: Run, period: str, code: int, sentence: str
) -> None:
    ran = run("check", "--during", period)
    assert ran.code == code
    assert sentence in " ".join(ran.out.split())
    assert sentence in " ".join(run("status", "--during", period).out.split())
    assert sentence in run("report", "--during", period, "--format", "markdown").out


def test_a_period_without_ends_changes_nothing(run: Run) -> None:
    assert run("check", "--during", "..").out == run("check").out
    assert run("status", "--during", "..").out == run("status").out


@pytest.mark.parametrize("args", [["check", "--format", "json"], ["status", ".", "--format", "json"]])
def test_json_holds_its_ends(run: Run, args: list[str]) -> None:
    assert json.loads(run(*args, "--during", "2025-04..").out)["during"] == {"from": "2025-04-01", "to": None}
    assert json.loads(run(*args).out)["during"] is None


def test_a_page_tells_of_no_other_day(run: Run) -> None:
    page = run("report", "--during", "2025", "--format", "markdown", "-o", "-").out
    assert "only what is dated in 2025 counts" in page
    assert "Beds" in page
    assert "Paths" not in page
    assert "A tap" not in page


@pytest.mark.parametrize("command", ["check", "status", "report"])
@pytest.mark.parametrize(("period", "words"), [("2026..2025", "ends before it begins"), ("May", "is no period")])
def test_what_is_no_period_is_refused(run: Run, command: str, period: str, words: str) -> None:
    assert_refused(run, command, "--during", period, words=f'--during: "{period}" {words}')


def test_it_goes_not_with_since(run: Run) -> None:
    assert_refused(
        run, "status", "--during", "2025", "--since", "30d", words="give one of the two: --during or --since"
    )
