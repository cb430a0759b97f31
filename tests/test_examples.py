"""The examples are whole projects with published sources, and what they show is what their cases show."""

import json
from datetime import date
from pathlib import Path

import pytest

from coprod.assess import Assessment, Gate, assess
from coprod.store.find import search
from coprod.store.read import load
from tests.conftest import ROOT, Run

EXAMPLES = ROOT / "examples"


#: Each example's verdict, how each of its phases was done, and what does not meet the definition.
SHOWN = {
    "marble-arch-mound": (
        "not-co-produced",
        ["professional-led", "consulted", "professional-led", "professional-led"],
        [("CP101", "co-planning"), ("CP102", "co-design"), ("CP101", "co-delivery"), ("CP101", "co-evaluation")],
    ),
    "scottish-social-security-charter": (
        "not-co-produced",
        ["consulted", "co-produced", "professional-led", "co-produced"],
        [("CP102", "co-planning"), ("CP101", "co-delivery")],
    ),
    "recovery-college": ("cannot-tell", ["co-produced"] * 2 + ["took-part"] * 2, []),
    "riverside-garden": ("co-produced", ["co-produced"] * 4, []),
}


def judged(name: str) -> Assessment:
    read = load(EXAMPLES / f"{name}.coprod.toml", name)
    return assess(read.project, date(2026, 11, 22), read.line_of, file=name, gate=Gate())


@pytest.mark.parametrize("path", search(EXAMPLES)[0], ids=lambda path: path.name)
def test_the_record_shows_what_the_case_shows(path: Path) -> None:
    name = path.name.removesuffix(".coprod.toml")
    found = judged(name)
    statuses = [record.status for record in found.phases]
    errors = [(finding.code, finding.phase) for finding in found.findings if finding.severity == "error"]
    assert (found.verdict, statuses, errors) == SHOWN[name]


def test_the_letters_about_the_mound_are_a_consultation() -> None:
    project = load(EXAMPLES / "marble-arch-mound.coprod.toml", "mound").project
    assert {one.level for one in project.sessions if one.community} <= {"listened", "supported", "considered"}


def test_the_charter_keeps_its_core_group_apart_from_those_who_answered_a_survey() -> None:
    design = judged("scottish-social-security-charter").phases[1]
    assert (design.partners.counted, design.consulted.counted) == (34, 462)


@pytest.mark.parametrize("path", search(EXAMPLES)[0], ids=lambda path: path.name)
def test_every_example_names_its_sources_or_says_that_it_is_made_up(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "https://" in text or "made up" in text


def test_the_folder_can_be_checked_as_it_stands(run: Run) -> None:
    ran = run("check", str(EXAMPLES), "--format", "json")
    assert ran.code == 1
    shown = {Path(project["file"]).name.partition(".")[0]: project for project in json.loads(ran.out)["projects"]}
    assert {name: project["verdict"] for name, project in shown.items()} == {
        name: verdict for name, (verdict, *_) in SHOWN.items()
    }
