"""Two people log in two clones; git itself merges, rebases, and asks the driver."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import tomli

from tests.conftest import WHOLE, Run

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

NAME = "the garden's file.coprod.toml"
Git = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def git(folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Run git in the current folder, a repository with one project, with `coprod` on its path."""
    bin_ = tmp_path_factory.mktemp("bin here")
    program = bin_ / "coprod"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m coprod "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{bin_}{os.pathsep}{os.environ['PATH']}")
    for name, value in {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}.items():
        monkeypatch.setenv(name, value)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "T")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "t@example.org")

    def call(*args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["git", *args], capture_output=True, text=True, check=False, encoding="utf-8")

    call("init", "--quiet", "--initial-branch=main")
    (folder / NAME).write_text(WHOLE, "utf-8", newline="\n")
    call("add", ".")
    call("commit", "--quiet", "-m", "start")
    return call


@pytest.fixture
def branches(git: Git, run: Run) -> Git:
    """Three sessions logged on `main` and three on `theirs`, one of which is the same."""
    git("branch", "theirs")
    log_and_commit(git, run, "A", "B", "Both")
    git("switch", "--quiet", "theirs")
    log_and_commit(git, run, "C", "Both", "D")
    git("switch", "--quiet", "main")
    return git


def log_and_commit(git: Git, run: Run, *names: str) -> None:
    for name in names:
        assert run("log", "design", "-c", name, "-p", "Jo", "--level", "4", "--file", NAME).code == 0
    assert git("commit", "--quiet", "-am", "log").returncode == 0


def people(folder: Path) -> list[str]:
    sessions = tomli.loads((folder / NAME).read_text("utf-8"))["sessions"]
    return sorted(session["community"][0] for session in sessions)


EVERYONE = ["A", "B", "Both", "C", "C1", "D"]


@pytest.mark.parametrize("how", ["merge", "rebase"])
def test_git_conflicts_check_names_the_way_out_and_resolve_is_it(
    branches: Git, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    assert branches(how, "theirs").returncode != 0
    ran = run("check", NAME)
    assert ran.code == 2
    assert f"{NAME}:" in ran.err
    assert "run coprod resolve" in ran.err
    before = (folder / NAME).read_bytes()
    assert run("log", "design", "-c", "E", "--file", NAME).code == 2
    assert (folder / NAME).read_bytes() == before
    monkeypatch.setenv("COPROD_FILE", NAME)
    ran = run("resolve")
    assert ran.code == 0, ran.err
    assert "which has 6 sessions now" in ran.out
    assert people(folder) == EVERYONE
    assert branches("add", NAME).returncode == 0
    assert run("resolve", NAME).err.endswith("is not in conflict: git holds one version of it, and it has no markers\n")


@pytest.mark.parametrize("how", ["merge", "rebase"])
def test_as_a_driver_git_does_not_conflict_at_all(branches: Git, run: Run, folder: Path, how: str) -> None:
    ran = run("resolve", "--install")
    assert ran.code == 0
    assert run("resolve", "--install").code == 0
    assert (folder / ".gitattributes").read_text() == "coprod.toml merge=coprod\n*.coprod.toml merge=coprod\n"
    done = branches(how, "theirs")
    assert done.returncode == 0, done.stdout + done.stderr
    assert people(folder) == EVERYONE
    assert run("check", NAME).code == 0
    assert not branches("status", "--porcelain", "--untracked-files=no").stdout


@pytest.mark.parametrize("installed", [False, True])
def test_two_edits_of_one_key_are_left_to_a_person(branches: Git, run: Run, folder: Path, installed: bool) -> None:
    if installed:
        run("resolve", "--install")
    for branch, level in (("theirs", "listened"), ("main", "shared-power")):
        branches("switch", "--quiet", branch)
        text = (folder / NAME).read_text("utf-8").replace('level = "deciding"', f'level = "{level}"', 1)
        (folder / NAME).write_text(text, "utf-8", newline="\n")
        branches("commit", "--quiet", "-am", "edit")
    done = branches("merge", "theirs")
    assert done.returncode != 0
    left = (folder / NAME).read_bytes()
    assert left.count(b"<<<<<<<") >= 1
    ran = run("resolve", NAME)
    assert (ran.code, ran.out) == (2, "")
    told = 'our side has level = "shared-power"; their side has level = "listened". Choose one by hand'
    assert f"both sides changed sessions all level: {told}" in ran.err
    assert (folder / NAME).read_bytes() == left


def test_in_a_rebase_it_is_said_whose_words_are_whose(branches: Git, run: Run, folder: Path) -> None:
    for branch, level in (("theirs", "listened"), ("main", "shared-power")):
        branches("switch", "--quiet", branch)
        text = (folder / NAME).read_text("utf-8").replace('level = "deciding"', f'level = "{level}"', 1)
        (folder / NAME).write_text(text, "utf-8", newline="\n")
        branches("commit", "--quiet", "-am", "edit")
    assert branches("rebase", "theirs").returncode != 0
    # The first commit of three is logged sessions, and merges.
    while (ran := run("resolve", NAME)).code == 0:
        branches("add", NAME)
        assert branches("-c", "core.editor=true", "rebase", "--continue").returncode != 0
    told = 'what is being rebased onto has level = "listened"; your commit has level = "shared-power"'
    assert f"both sides changed sessions all level: {told}" in ran.err


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
@pytest.mark.parametrize("how", ["merge", "rebase"])
def test_markers_that_were_added_are_merged_from_what_lies_there(
    branches: Git, run: Run, folder: Path, how: str, style: str
) -> None:
    branches("config", "merge.conflictStyle", style)
    assert branches(how, "theirs").returncode != 0
    branches("add", "-A")
    ran = run("resolve", NAME)
    assert ran.code == 0, ran.err
    assert people(folder) == EVERYONE


def test_what_one_side_took_out_stays_out_where_markers_were_added(git: Git, run: Run, folder: Path) -> None:
    log_and_commit(git, run, "A", "B")
    git("branch", "theirs")
    text = (folder / NAME).read_text("utf-8")
    (folder / NAME).write_text(text[: text.rindex("[[sessions]]")], "utf-8", newline="\n")
    log_and_commit(git, run, "C")
    git("switch", "--quiet", "theirs")
    log_and_commit(git, run, "D")
    assert git("merge", "main").returncode != 0
    git("add", "-A")
    assert run("resolve", NAME).code == 0
    assert people(folder) == ["A", "C", "C1", "D"]


def test_a_copy_that_a_shared_drive_made_is_told_of_and_merged(run: Run, folder: Path) -> None:
    (folder / "coprod.toml").write_text(WHOLE)
    copy = folder / "coprod (conflicted copy 2026-05-01).toml"
    copy.write_text(WHOLE)
    for name, file in (("A", "coprod.toml"), ("B", copy.name)):
        assert run("log", "design", "-c", name, "-p", "Jo", "--level", "4", "--file", file).code == 0
    ran = run("check", "coprod.toml")
    assert f"coprod resolve coprod.toml '{copy.name}'" in ran.err
    ran = run("resolve", "coprod.toml", copy.name)
    assert ran.code == 0, ran.err
    assert ran.out.endswith(f"Next: read it, then delete {copy.name}\n")
    sessions = tomli.loads((folder / "coprod.toml").read_text("utf-8"))["sessions"]
    assert sorted(session["community"][0] for session in sessions) == ["A", "B", "C1"]
    copy.write_text(WHOLE.replace('"deciding"', '"listened"'))
    ran = run("resolve", "coprod.toml", copy.name)
    assert ran.code == 2
    assert f'coprod.toml has level = "deciding"; {copy.name} has level = "listened"' in ran.err


def test_a_driver_that_is_killed_loses_nothing(
    branches: Git, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("resolve", "--install")
    branches("config", "merge.coprod.driver", "kill -9 $$")
    assert branches("merge", "theirs").returncode != 0
    ran = run("resolve", NAME)
    assert ran.code == 0, ran.err
    assert people(folder) == EVERYONE


def test_what_was_resolved_by_hand_is_not_overwritten(branches: Git, run: Run, folder: Path) -> None:
    branches("merge", "theirs")
    (folder / NAME).write_text(WHOLE + "# by hand\n", "utf-8")
    ran = run("resolve", NAME)
    assert ran.code == 2
    assert "it seems to be resolved" in ran.err
    assert (folder / NAME).read_text("utf-8").endswith("# by hand\n")


def test_a_file_that_one_side_removed_is_left_to_a_person(branches: Git, run: Run) -> None:
    branches("switch", "--quiet", "theirs")
    branches("rm", "--quiet", NAME)
    branches("commit", "--quiet", "-m", "remove")
    branches("switch", "--quiet", "main")
    branches("merge", "theirs")
    ran = run("resolve", NAME)
    assert ran.code == 2
    assert "was removed on one side and changed on the other" in ran.err


def test_outside_a_repository_it_says_so(run: Run, folder: Path) -> None:
    (folder / "coprod.toml").write_text(WHOLE)
    for args in (["resolve"], ["resolve", "--install"]):
        ran = run(*args)
        assert ran.code == 2
        assert "it is in no repository" in ran.err


def test_a_driver_that_cannot_write_leaves_both_sides_with_markers(
    branches: Git, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = {"base": "main~1", "ours": "main", "theirs": "theirs"}
    for name, commit in versions.items():
        (folder / name).write_text(branches("show", f"{commit}:{NAME}").stdout, "utf-8", newline="\n")

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coprod.store.versions.replace", full)
    ran = run("resolve", "--driver", *versions, NAME)
    assert (ran.code, ran.err) == (2, f"{NAME}: error: cannot write it: no space left on device\n")
    assert "<<<<<<< our side" in (folder / "ours").read_text("utf-8")


def test_attributes_that_cannot_be_read_are_told(git: Git, run: Run, folder: Path) -> None:
    (folder / ".gitattributes").mkdir()
    ran = run("resolve", "--install")
    assert ran.code == 2
    assert ".gitattributes: error: is not a regular file" in ran.err


@pytest.mark.parametrize(
    ("name", "other"), [("*.coprod.toml", "zz.coprod.toml"), ("g[ab].coprod.toml", "ga.coprod.toml")]
)
def test_a_name_is_never_a_pattern(git: Git, run: Run, folder: Path, name: str, other: str) -> None:
    for file in (name, other):
        (folder / file).write_text(WHOLE.replace("Riverside garden", file), "utf-8", newline="\n")
    git("add", ".")
    git("commit", "--quiet", "-m", "two")
    git("branch", "theirs")
    for branch, label in (("main", "A"), ("theirs", "B")):
        git("switch", "--quiet", branch)
        for file in (name, other):
            assert run("log", "design", "-c", label, "-p", "Jo", "--file", file).code == 0
        git("commit", "--quiet", "-am", "log")
    assert git("merge", "main").returncode == 1
    before = (folder / other).read_bytes()
    assert run("resolve", "--", name).code == 0
    resolved = tomli.loads((folder / name).read_text("utf-8"))
    assert resolved["project"]["name"] == name
    assert len(resolved["sessions"]) == 3
    assert (folder / other).read_bytes() == before


def test_installing_keeps_the_line_ends_of_the_attributes(git: Git, run: Run, folder: Path) -> None:
    path = folder / ".gitattributes"
    path.write_bytes(b"*.txt text\r\n# caf\xe9")
    assert run("resolve", "--install").code == 0
    assert path.read_bytes() == b"*.txt text\r\n# caf\xe9\r\ncoprod.toml merge=coprod\r\n*.coprod.toml merge=coprod\r\n"
    assert run("resolve", "--install").code == 0
    assert path.read_bytes().count(b"merge=coprod") == 2


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX pipes")
@pytest.mark.parametrize("place", range(3))
def test_a_driver_waits_on_no_pipe(git: Git, run: Run, folder: Path, place: int) -> None:
    files = ["base", "ours", "theirs"]
    for name in files:
        (folder / name).write_text(WHOLE)
    (folder / files[place]).unlink()
    os.mkfifo(folder / files[place])
    ran = run("resolve", "--driver", *files, NAME)
    assert (ran.code, ran.err) == (2, f"{NAME}: error: is not a regular file\n")
    os.mkfifo(folder / ".gitattributes")
    assert "is not a regular file" in run("resolve", "--install").err


def test_where_git_leaves_no_markers_the_driver_says_what_stands_there(git: Git, run: Run, folder: Path) -> None:
    waiver = '[[waivers]]\nrule = "CP203"\nreason = "{}"\nuntil = 2026-12-31\n'
    first, rest = WHOLE.split("[[sessions]]")
    (folder / "base").write_text(WHOLE + "\n# a\n" * 20)
    (folder / "ours").write_text(f"{first}{waiver.format('ours')}\n[[sessions]]{rest}" + "\n# a\n" * 20)
    (folder / "theirs").write_text(WHOLE + "\n# a\n" * 20 + waiver.format("theirs"))
    ran = run("resolve", "--driver", "base", "ours", "theirs", NAME)
    assert ran.code == 2
    assert "<<<<<<<" not in (folder / "ours").read_text()
    assert ran.err.endswith(
        "holds the lines of both sides now, without markers: read it, put right what is wrong, and git add it\n"
    )
