"""Three projects of several years: what a duty's reader gets of one year, of the whole, and of all together."""

import re
from datetime import date
from pathlib import Path

import pytest

from coprod.assess import Gate, assess
from coprod.model.ids import present_fingerprint
from coprod.output.account.duty import TO_WRITE, shipped
from coprod.store.read import load
from tests.conftest import ROOT, Run

PROJECTS = ROOT / "tests" / "projects"
FILES = sorted(PROJECTS.glob("*.coprod.toml"))
DAY = "2026-06-01"


def account(run: Run, project: str, duty: str, period: str = "..") -> str:
    args = ("--for", duty, "--during", period, "--format", "markdown", "--today", DAY)
    ran = run("report", str(PROJECTS / project), *args)
    assert ran.code == 0
    return ran.out.replace("\\", "")


def under(page: str, ask: str) -> str:
    """What stands under the question that begins so."""
    found = re.search(rf"^## {re.escape(ask)}.*?\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
    assert found, ask
    return found[1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_project_of_several_years_is_whole(path: Path) -> None:
    read = load(path, path.name)
    project = read.project
    assert len(project.sessions) in range(30, 61)
    assert (project.sessions[-1].date - project.sessions[0].date).days > 3 * 365
    assert [one.id for one in project.readings if present_fingerprint(project, one.session, one.date) != one.read] == []
    found = assess(project, date.fromisoformat(DAY), read.line_of, file=path.name, gate=Gate())
    assert not {"CP506", "CP902", "CP903", "CP904", "CP905"} & {one.code for one in found.findings}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
@pytest.mark.parametrize("duty", shipped())
def test_no_account_of_them_names_anybody_or_says_that_a_duty_was_met(run: Run, path: Path, duty: str) -> None:
    page = account(run, path.name, duty)
    names = load(path, path.name).project.people.values()
    assert [name for name in names if name in page or name.split()[-1] in page] == []
    assert not re.search(r"compl(?:y|ies|iant)|name left out|%", page)
    # There is no list of numbered sessions to lead to.
    assert not re.search(r"sessions? \d|#session|list of sessions", page)


def test_the_college_tells_its_year(run: Run) -> None:
    page = account(run, "recovery-college.coprod.toml", "nhs-involvement", "2025-04..2026-03")
    assert "- Period: from 1 April 2025 to 31 March 2026\n" in page
    assert "**Co-produced, as the project records it from 1 April 2025 to 31 March 2026. " in page
    planning = under(page, "How were people who use the services")
    assert "The record holds 14 sessions, 12 May 2025 to 12 March 2026." in planning
    assert "- Replies to the fullest survey: 73\n" in planning
    assert "- **carers**: heard once, last on 24 June 2025\n" in planning
    assert f"**{TO_WRITE} what was being planned, and for whom.**" in planning
    proposals = under(page, "How were they involved in the development")
    told = "The record holds five things that were said. One is still open. One was declined. One was done in part."
    assert f"{told} Two were done." in proposals
    decisions = under(page, "How were they involved in decisions")
    assert "- **management** (co-planning): A group of eight, five of them peers (12 May 2025)\n" in decisions
    assert "- **funding**: The Trust's board gives 90,000 a year for three years\n" in decisions
    after = under(page, "What came of it")
    assert "- **19 February 2026**: Tell us in time whether there is a college after March\n" in after
    assert "In their words: We wrote it and we teach it. Ask who decides on the money" in after
    assert f"**{TO_WRITE} how the duty was discharged in the year as a whole.**" in page
    # What is of another year is no part of this one.
    for other in ("What the college is called", "Nobody says who to ring", "2024", "hearing loop"):
        assert other not in page


def test_a_year_before_anything_was_told_is_left_to_write(run: Run) -> None:
    page = account(run, "recovery-college.coprod.toml", "nhs-involvement", "2021-04..2022-03")
    for ask in ("How were they involved in the development", "What came of it"):
        assert f"**{TO_WRITE} {ask}" in under(page, ask) or "Nothing is open" in under(page, ask)
    assert "The record holds" not in page
    assert "- **carers**: not on record as heard\n" in under(page, "How were people who use the services")


def test_the_estate_tells_its_year_and_what_was_changed_afterwards(run: Run) -> None:
    page = account(run, "estate.coprod.toml", "tenant-voice", "2024-04..2025-03")
    assert "11 people who were there tell the whole project otherwise." in page
    considered = under(page, "How were tenants' views taken into account")
    told = "The record holds six things that were said. One is still open. Two were declined. One was done in part."
    assert f"{told} Two were done." in considered
    assert "  - 4 March 2025, not answered by 31 March 2025\n" in considered
    assert "- **method** (co-delivery): Nobody moves twice (6 April 2024)\n" in considered
    assert "  - 4 June 2024, at the session of that day\n" in considered
    changed = "Kitchens without a window on the north side (21 November 2024)"
    assert f"### Fixed without community partners\n\n- **ideas** (co-design): {changed}\n" in considered
    assert "- **16 January 2025**: Neighbours of one landing are moved together where they ask for it " in page
    support = under(page, "What accessible support")
    assert "- **childcare**: in 6 sessions, 16 April 2024 to 11 February 2025\n" in support
    views = under(page, "What do tenants say of it?")
    assert "In their words: The vote was ours. The kitchens were not" in views
    assert f"**{TO_WRITE} which activities tenants led, and with what support.**" in page
    assert "nobody in a community capacity" in under(page, "What opportunities")
    assert "Ballot on the landlord's offer" not in page


def test_the_study_tells_the_whole_and_that_it_ended(run: Run) -> None:
    page = account(run, "health-study.coprod.toml", "gripp2")
    assert "Ended on 30 June 2025. Why it ended: The grant ended; what was found is with the stroke service." in page
    assert "- Ended: 30 June 2025\n" in under(page, "Aim")
    methods = under(page, "Methods")
    assert "The record holds 32 sessions, 17 November 2020 to 10 June 2025." in methods
    assert "People's time is paid." in methods
    results = under(page, "Study results")
    assert "- **ideas** (co-design): No diary: a call on Sundays (8 June 2023)\n" in results
    assert "The funder pays for those who are interviewed only" in results
    assert "We did not change who was paid" in under(page, "Reflections")
    assert page.count(TO_WRITE) == 3


def test_the_study_of_one_year_says_what_it_hoped_to_influence(run: Run) -> None:
    page = account(run, "health-study.coprod.toml", "pirit", "2021")
    assert "They hoped: People answer who never answer" in under(page, "What did they hope to influence?")
    assert "We did not change who was paid" not in page
    assert f"**{TO_WRITE} Why does it matter?**" in under(page, "Why does it matter?")


def test_all_of_them_are_one_account_with_sums_in_words(run: Run) -> None:
    page = account(run, ".", "nhs-involvement", "2024-04..2025-03")
    sums = under(page, "All projects together")
    assert "3 projects and 31 sessions, as recorded.\n" in sums
    said = "The records hold seven things that were said. One is still open. Two were declined. Two were done in part."
    assert f"{said} Two were done.\n" in sums
    assert "Three readings are on record. Two of them differ.\n" in sums
    assert [page.index(f"## {name}: ") for name in ("Kestrel Court", "RESTED: sleep after a stroke")]


def test_over_a_folder_what_ended_needs_nobody(run: Run) -> None:
    shown = run("status", str(PROJECTS), "--today", DAY, "--plain").out
    assert "RESTED: sleep after a stroke: ended. " in shown.rpartition("\n\n")[0].split("\n")[-1]
    assert "Next: ended on 30 June 2025." in shown
    year = run("status", str(PROJECTS), "--today", DAY, "--plain", "--during", "2022-04..2023-03").out
    assert "ended" not in year
