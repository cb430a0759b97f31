"""What `check` judges, tells of, and where it puts the result."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from coprod.output.formats import FORMATS
from tests.conftest import WHOLE, Run, assert_refused, session

Write = Callable[[str], Path]
#: Stands, with CP107, CP304, CP402 and CP901 as notes, CP203 for each phase, and CP401 as a warning.
LATE = WHOLE + session("co-design", who=["C1", "p:Jo (council)"], level="deciding", day="2027-01-01")
WAIVED = LATE + "".join(
    f'[[waivers]]\nrule = "{rule}"\nreason = "because"\nuntil = 2030-01-01\n' for rule in ("CP401", "CP901")
)


def codes(run: Run, *args: str) -> list[str]:
    [project] = json.loads(run("check", "--format", "json", *args).out)["projects"]
    return sorted({finding["code"] for finding in project["findings"]})


def test_strict_lets_warnings_fail_and_notes_never(run: Run, project: Write) -> None:
    project(LATE)
    assert run("check").code == 0
    ran = run("check", "--strict")
    assert ran.code == 1
    assert "Flagged all the same, since warnings count under --strict." in " ".join(ran.out.split())
    assert run("check", "--strict", "--ignore", "CP401,CP901").code == 0
    project(WAIVED)
    assert run("check", "--strict").code == 0


def test_select_and_ignore_take_codes_beginnings_and_names(run: Run, project: Write) -> None:
    project(LATE)
    everything = ["CP107", "CP203", "CP304", "CP401", "CP402", "CP901"]
    assert codes(run) == everything
    assert codes(run, "--select", "CP901") == ["CP901"]
    assert codes(run, "--select", "cp4") == ["CP401", "CP402"]
    assert codes(run, "--select", "future-session", "--select", "CP2,CP3") == ["CP203", "CP304", "CP901"]
    assert codes(run, "--ignore", "CP4", "--ignore", "future-session") == ["CP107", "CP203", "CP304"]
    assert codes(run, "--select", "CP4", "--ignore", "CP401") == ["CP402"]
    assert codes(run, "--ignore", "CP") == []


@pytest.mark.parametrize("args", [["--ignore", "CP1"], ["--select", "CP901"], ["--ignore", "CP"]])
def test_no_option_leaves_an_error_out(run: Run, project: Write, args: list[str]) -> None:
    project('[project]\nname = "x"\n')
    ran = run("check", *args)
    assert ran.code == 1
    assert ran.out.count("error CP103") == 1
    words = " ".join(ran.out.split())
    assert "Nothing is on record for co-planning, co-design, co-delivery and co-evaluation." in words


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--ignore", "CP101"], "CP101 no-community-partners is the definition itself, and cannot be ignored"),
        (["--ignore", "consulted-only"], "CP102 consulted-only is the definition itself"),
        (["--ignore", "outnumbred"], 'did you mean "outnumbered"?'),
        (["--select", "CP999"], '"CP999" is no rule: see coprod explain'),
        (["--select", ""], '"" is no rule'),
        (["--format", "jsn"], 'did you mean "json"?'),
        (["--format", "json", "--format", "sarif"], "several formats need an --output each"),
        (["--output", "a", "--output", "b"], "each --output needs a --format of its own"),
        (["--format", "json", "--output", "a", "--format", "sarif", "--output", "a"], "the same place"),
    ],
)
def test_what_it_refuses(run: Run, project: Write, args: list[str], words: str) -> None:
    project(LATE)
    assert_refused(run, "check", *args, words=words)


@pytest.mark.parametrize("form", FORMATS)
def test_one_exit_code_for_all_formats(run: Run, project: Write, form: str) -> None:
    for text, args, code in ((LATE, [], 0), (LATE, ["--strict"], 1), ('[project]\nname = "x"\n', [], 1), ("", [], 2)):
        project(text)
        assert run("check", "--format", form, *args).code == code


def test_one_run_can_write_several(run: Run, folder: Path, project: Write) -> None:
    project(LATE)
    ran = run(
        "check", "--format", "sarif", "-o", "a.sarif", "--format", "text", "-o", "-", "--format", "junit", "-o", "a.xml"
    )  # fmt: skip
    assert ran.code == 0
    assert ran.out.startswith("Riverside garden  (coprod.toml)")
    assert json.loads((folder / "a.sarif").read_text())["version"] == "2.1.0"
    assert (folder / "a.xml").read_text().startswith("<?xml")


def test_on_github_the_log_has_annotations_and_the_summary_a_page(
    run: Run, folder: Path, project: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    project('[project]\nname = "x"\n')
    summary = folder / "summary.md"
    summary.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert run("check").out.startswith("x  (coprod.toml)")
    assert summary.read_text() == "before\n"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    ran = run("check")
    assert ran.out.split("\n")[1].startswith(
        "::error file=coprod.toml,line=1,title=CP103 nothing-logged::Nothing is on record for co-planning."
    )
    assert summary.read_text().startswith("before\n## x\n")
    assert run("check", "--format", "text").out.startswith("x  (coprod.toml)")
    assert summary.read_text().count("## x") == 1


def test_paths_in_machine_formats_start_at_the_top_of_the_repository(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".git").mkdir()
    (folder / "a b").mkdir()
    (folder / "coprod.toml").write_text('[project]\nname = "x"\n')
    monkeypatch.chdir(folder / "a b")
    for args in ([], ["../coprod.toml"], [str(folder / "coprod.toml")]):
        [result, *_] = json.loads(run("check", "--format", "sarif", *args).out)["runs"][0]["results"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "coprod.toml"
        assert "file=coprod.toml," in run("check", "--format", "github", *args).out


def test_the_matrix_is_told_where_it_differs(run: Run, project: Write) -> None:
    three = '["co-planning", "co-design", "co-delivery"]'
    project(WHOLE.replace('["co-planning", "co-design", "co-delivery", "co-evaluation"]', three))
    assert (
        "Full co-production (design: both sides; delivery: both sides). It takes planning with design and leaves "
        in (" ".join(run("check", "--full").out.split()))
    )
    project(WHOLE)
    assert "differs" not in run("check", "--full").out
    assert "matrix" not in run("check").out
