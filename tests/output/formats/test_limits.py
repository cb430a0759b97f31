"""What readers of pipelines cut off, and what they may not be told."""

import json
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from coprod.output.escape import Look
from coprod.output.formats import FORMATS, Results, sarif
from coprod.output.formats.markdown import summary
from tests.conftest import session
from tests.output.formats.readers import rendered
from tests.output.judged import TODAY, judged

SAME = '[project]\nname = "Community garden"\n'
DIFFERS = """
[[readings]]
session = "gate"
date = 2026-03-02
read = "9f3a1c77b0d2"
readers = {}
said = "differs"
level = "considered"
"""


def four() -> Results:
    """Four projects: one flagged by much, one by less, one that stands, and one that has gone."""
    names = ["a.toml", "b.toml", "c.toml"]
    held = session("co-design", who=["A", "p:B"], level="deciding")
    texts = ["claim = ['co-design']\n" + held, "claim = ['co-design']\n", held]
    found = [judged(SAME + text, name) for name, text in zip(names, texts, strict=True)]
    return Results(TODAY, found, gone=["north/coprod.toml"], gone_flags=True)


def test_junit_knows_a_test_by_the_file_and_its_name() -> None:
    suites = ET.fromstring(rendered("junit", four(), Look()))
    cases = [(case.get("classname"), case.get("name")) for case in suites.iter("testcase")]
    assert len(set(cases)) == len(cases)
    assert {name for name, _ in cases} == {"a.toml", "b.toml", "c.toml", "north/coprod.toml"}


def test_a_project_that_is_gone_is_told_in_every_format() -> None:
    for form in FORMATS:
        if form not in {"json", "text"}:
            assert "north/coprod.toml" in rendered(form, four(), Look()).replace("\\", ""), form
    for flags, tag, command in ((True, "failure", "error"), (False, "skipped", "notice")):
        results = four()._replace(gone_flags=flags)
        suites = ET.fromstring(rendered("junit", results, Look()))
        [case] = [case for case in suites.iter("testcase") if case.get("name") == "the project is there"]
        assert [found.tag for found in case] == [tag]
        assert f"\n::{command} file=north/coprod.toml::north/coprod.toml was a project" in rendered(
            "github", results, Look()
        )


def test_sarif_leaves_out_the_mildest_of_too_many_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    run = json.loads(rendered("sarif", four(), Look()))["runs"][0]
    levels = [result["level"] for result in run["results"]]
    assert levels == sorted(levels, key=["error", "warning", "note"].index)
    assert run["properties"]["left_out"] == 0
    monkeypatch.setattr(sarif, "_MOST", 2)
    run = json.loads(rendered("sarif", four(), Look()))["runs"][0]
    assert [result["level"] for result in run["results"]] == levels[:2]
    assert run["properties"]["left_out"] == len(levels) - 2
    assert f"{len(levels) - 2} more results left out" in json.dumps(run["invocations"])


def test_a_summary_has_a_line_for_each_project_the_worst_first() -> None:
    text = summary(four(), 1_000_000).decode()
    lines = [line for line in text.split("\n") if line.startswith("- ")]
    assert "north" in lines[0]
    assert [name for line in lines[1:] for name in ("a.toml", "b.toml", "c.toml") if name in line] == [
        "c.toml",
        "b.toml",
        "a.toml",
    ]
    assert text.count("## Community garden") == 3


def rooms() -> Iterator[int]:
    yield from range(0, 3000, 97)


def test_a_summary_fills_what_room_there_is_and_says_how_many_more() -> None:
    whole = summary(four(), 1_000_000)
    seen = set()
    for room in rooms():
        text = summary(four(), room).decode()
        assert len(text.encode()) <= room
        assert text.encode() == whole or " more" in text or not text
        seen.add(text.rpartition("\n- and ")[2][:1] if "- and " in text else "")
    assert {"1", "2"} <= seen


def test_what_the_file_already_holds_counts(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from coprod.cli.main import main  # noqa: PLC0415
    from coprod.output.formats.markdown import LIMIT  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("step")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary.md"))
    (folder / "coprod.toml").write_text(SAME)
    for before in (LIMIT, LIMIT - 10, LIMIT - 400):
        (folder / "summary.md").write_bytes(b"x" * before)
        assert main(["check"]) == 1
        assert (folder / "summary.md").stat().st_size <= LIMIT
    assert (folder / "summary.md").stat().st_size > LIMIT - 400


@pytest.mark.parametrize("form", sorted({*FORMATS} - {"text", "json", "gitlab"}))
@pytest.mark.parametrize(("readers", "told"), [(3, "fewer than five"), (6, "6 people")])
def test_a_number_of_readers_under_five_is_not_told(form: str, readers: int, told: str) -> None:
    held = session("co-design", who=["A", "p:B"], level="deciding", day="2026-03-01", more='id = "gate"')
    found = judged(SAME + held + DIFFERS.format(readers))
    text = rendered(form, Results(TODAY, [found]), Look())
    assert told in text.lower().replace("\n", " ")
    assert "3 people" not in text
