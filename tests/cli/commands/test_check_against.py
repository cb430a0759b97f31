"""`check --against`: the change is judged too, from a git revision or from another file."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import WHOLE, Run

Git = Callable[..., None]


@pytest.fixture
def git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """A repository in the empty folder, with a whole project committed in it."""
    known = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_COMMITTER_DATE": "2026-11-22T12:00Z",
    }
    for variable, value in known.items():
        monkeypatch.setenv(variable, value)

    def run(*args: str) -> None:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        subprocess.run(["git", *who, *args], cwd=folder, check=True, capture_output=True)

    run("init", "-q", "-b", "main")
    (folder / "coprod.toml").write_text(WHOLE)
    run("add", "-A")
    run("commit", "-qm", "x")
    return run


def codes(out: str) -> set[str]:
    [project] = json.loads(out)["projects"]
    return {one["code"] for one in project["findings"] if one["code"].startswith("CP6")}


def test_without_it_no_rule_about_changes_fires(run: Run, git: Git, folder: Path) -> None:
    (folder / "coprod.toml").write_text(WHOLE.partition("[[sessions]]")[0])
    found = json.loads(run("check", "--format", "json").out)["projects"][0]
    assert not [one for one in found["findings"] if one["code"].startswith("CP6")]
    assert found["before"] is None


def test_a_revision_is_what_stood_before(run: Run, git: Git, folder: Path) -> None:
    assert codes(run("check", "--against", "HEAD", "--format", "json").out) == set()
    (folder / "coprod.toml").write_text(WHOLE.replace('["C1", "C2"]', '["C1", "C2", "C3"]'))
    ran = run("check", "--against", "HEAD", "--format", "json")
    assert (ran.code, codes(ran.out)) == (0, {"CP603"})
    assert run("check", "--against", "HEAD", "--strict").code == 1
    before = json.loads(ran.out)["projects"][0]["before"]
    assert before["verdict"] == "co-produced"
    assert [one["status"] for one in before["phases"]] == ["co-produced"] * 4


def test_of_many_projects_each_names_the_rules_that_tell_what_changed(run: Run, git: Git, folder: Path) -> None:
    (folder / "b.coprod.toml").write_text(WHOLE)
    git("add", "-A")
    git("commit", "-qm", "y")
    (folder / "coprod.toml").write_text(WHOLE.replace('["C1", "C2"]', '["C1", "C2", "C3"]'))
    ran = run("check", ".", "--against", "HEAD")
    assert ran.out.count("Changed: CP603. Co-produced, as recorded.") == 1


def test_a_project_that_is_gone_is_told_where_another_file_is_named(run: Run, git: Git, folder: Path) -> None:
    (folder / "coprod.toml").unlink()
    (folder / "copy.coprod.toml").write_text('[project]\nname = "Another"\n')
    ran = run("check", "copy.coprod.toml", "--against", "HEAD", "--so-far")
    assert (ran.code, "coprod.toml was a project before" in " ".join(ran.out.split())) == (0, True)


def test_what_was_planned_on_the_day_of_the_commit_did_not_stand_before(
    run: Run, git: Git, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "coprod.toml").write_text(WHOLE.replace('["C1", "C2"]', '["C1", "C2", "C3"]'))
    for day, found in (("2026-01-11T23:30-05:00", set()), ("2026-01-12T00:30+05:00", {"CP603"})):
        monkeypatch.setenv("GIT_COMMITTER_DATE", day)
        git("commit", "-q", "--amend", "--no-edit")
        assert codes(run("check", "--against", "HEAD", "--format", "json").out) == found


def test_another_file_is_what_stood_before_and_wins_over_a_revision(run: Run, git: Git, folder: Path) -> None:
    (folder / "main").write_text(WHOLE.replace("deciding", "considered"))
    assert codes(run("check", "--against", "main", "--format", "json").out) == {"CP602"}


def test_a_file_that_was_not_there_is_said_to_be_new(run: Run, git: Git, folder: Path) -> None:
    (folder / "new.coprod.toml").write_text(WHOLE)
    ran = run("check", "new.coprod.toml", "--against", "HEAD")
    assert ran.code == 0
    assert "new.coprod.toml was not there" in " ".join(ran.out.split())
    found = json.loads(run("check", "new.coprod.toml", "--against", "HEAD", "--format", "json").out)
    assert found["projects"][0]["before"] == {"verdict": None, "phases": []}


def test_the_account_says_what_the_verdict_was_and_is(run: Run, git: Git, folder: Path) -> None:
    (folder / "coprod.toml").write_text(WHOLE.replace("deciding", "considered"))
    for form in ("text", "markdown"):
        shown = " ".join(run("check", "--against", "HEAD", "--format", form).out.split())
        assert "Before (HEAD): co-produced. Now: not co-produced." in shown.replace("\\", "")


def test_a_project_that_is_gone_is_told_and_flags_under_strict(run: Run, git: Git, folder: Path) -> None:
    (folder / "a").mkdir()
    (folder / "a" / "coprod.toml").write_text(WHOLE)
    git("add", "-A")
    git("commit", "-qm", "x")
    (folder / "a" / "coprod.toml").unlink()
    for form in ("text", "json", "markdown", "github"):
        ran = run("check", ".", "--against", "HEAD", "--format", form)
        assert (ran.code, "a/coprod.toml" in ran.out) == (0, True), form
    soon = ("--against", "HEAD", "--strict", "--today", "2026-01-13")
    assert run("check", "coprod.toml", *soon).code == 0
    assert run("check", ".", *soon).code == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--against", "no-such"], "neither a file nor a revision"),
        (["--against", "-x"], "neither a file nor a revision"),
        (["--against", "."], "is a folder"),
        (["--against", "broken.toml"], "broken.toml"),
        ([".", "--against", "coprod.toml"], "one file, and there are several projects"),
    ],
)
def test_what_cannot_be_held_against_it_is_refused_in_a_line(
    run: Run, git: Git, folder: Path, args: list[str], said: str
) -> None:
    (folder / "broken.toml").write_text("x =")
    (folder / "b.coprod.toml").write_text(WHOLE)
    ran = run("check", *args)
    assert (ran.code, ran.out) == (2, "") or "broken" in said
    assert ran.code == 2
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1


def test_outside_a_repository_it_says_what_to_do(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    (folder / "coprod.toml").write_text(WHOLE)
    ran = run("check", "--against", "HEAD")
    assert ran.code == 2
    assert "no git repository" in ran.err
