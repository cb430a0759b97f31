"""A project file as it stood at a git revision: also renamed, also with a name that looks like something else."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coprod.errors import Unusable
from coprod.store.git import Revision, commits_with

Git = Callable[..., str]


@pytest.fixture
def git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """A repository in an empty folder, and git within it."""
    for variable, words in {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}.items():
        monkeypatch.setenv(variable, words)

    def run(*args: str) -> str:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        return subprocess.run(["git", *who, *args], cwd=folder, check=True, capture_output=True, text=True).stdout

    run("init", "-q", "-b", "main")
    return run


def commit(git: Git, path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    git("add", "-A")
    git("commit", "-qm", "x")


LONG = "".join(f"line {number}\n" for number in range(40))


def test_a_file_is_read_as_it_was(git: Git, folder: Path) -> None:
    commit(git, folder / "coprod.toml", "old")
    commit(git, folder / "coprod.toml", "new")
    (folder / "coprod.toml").write_text("not committed")
    assert Revision(folder, "HEAD").read(folder / "coprod.toml") == b"new"
    assert Revision(folder, "HEAD~1").read(folder / "coprod.toml") == b"old"
    assert Revision(folder, "HEAD").read(folder / "other.toml") is None


def test_a_renamed_file_is_followed(git: Git, folder: Path) -> None:
    commit(git, folder / "coprod.toml", LONG)
    git("mv", "coprod.toml", "garden.coprod.toml")
    commit(git, folder / "garden.coprod.toml", LONG + "more\n")
    before = Revision(folder, "HEAD~1")
    assert before.read(folder / "garden.coprod.toml") == LONG.encode()
    assert before.gone(folder) == []


def test_what_is_gone_is_told_below_the_folder_alone(git: Git, folder: Path) -> None:
    for name in ("a.coprod.toml", "b/coprod.toml", "c/coprod.toml", "b/notes.toml"):
        commit(git, folder / name, name)
    for name in ("a.coprod.toml", "b/coprod.toml", "b/notes.toml"):
        (folder / name).unlink()
    revision = Revision(folder, "HEAD")
    assert revision.gone(folder) == ["a.coprod.toml", "b/coprod.toml"]
    assert revision.gone(folder / "b") == ["b/coprod.toml"]


@pytest.mark.parametrize("name", ["--output=x", "-h", "no-such", "", "HEAD:coprod.toml", "\udcff", "a\nb", "@{u}"])
def test_an_unknown_revision_is_refused_and_is_no_option(git: Git, folder: Path, name: str) -> None:
    commit(git, folder / "coprod.toml", "old")
    with pytest.raises(Unusable) as caught:
        Revision(folder, name)
    assert caught.value.problems[0].message.startswith(f"--against {name}")
    assert sorted(path.name for path in folder.iterdir()) == [".git", "coprod.toml"]


def test_names_are_no_patterns(git: Git, folder: Path) -> None:
    commit(git, folder / "gardenb.coprod.toml", "b")
    assert Revision(folder, "HEAD").read(folder / "garden[ab].coprod.toml") is None
    assert Revision(folder, "HEAD").read(folder / "*.coprod.toml") is None


def test_outside_a_repository_it_says_so(folder: Path) -> None:
    with pytest.raises(Unusable, match="in no git repository"):
        Revision(folder, "main")


SESSION = '[[sessions]]\ndate = 2026-01-12\nphase = "co-planning"\ncommunity = ["C1"]\nid = "first"\n'
PROJECT = '[project]\nname = "Riverside garden"\n\n' + SESSION


def test_a_moved_project_is_known_by_the_ids_of_its_sessions(git: Git, folder: Path) -> None:
    commit(git, folder / "deep" / "coprod.toml", PROJECT)
    commit(git, folder / "same.coprod.toml", "".join(f"# {line}\n" for line in PROJECT.splitlines()) + "# other\n")
    (folder / "deep" / "coprod.toml").unlink()
    (folder / "new.coprod.toml").write_text('# all of it is new\n[project]\nname = "Lakeside"\n' + SESSION)
    revision = Revision(folder, "HEAD")
    assert revision.read(folder / "new.coprod.toml") == PROJECT.encode()
    assert revision.gone(folder) == []
    (folder / "new.coprod.toml").write_text('[project]\nname = "Another"\n')
    again = Revision(folder, "HEAD")
    assert again.read(folder / "new.coprod.toml") is None
    assert again.gone(folder) == ["deep/coprod.toml"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_project_that_was_a_link_is_read_where_it_led(git: Git, folder: Path) -> None:
    (folder / "a").mkdir()
    (folder / "a" / "coprod.toml").symlink_to("../b/real.toml")
    (folder / "away.coprod.toml").symlink_to("../elsewhere.toml")
    (folder / "loop.coprod.toml").symlink_to("loop.coprod.toml")
    commit(git, folder / "b" / "real.toml", PROJECT)
    revision = Revision(folder, "HEAD")
    assert revision.read(folder / "a" / "coprod.toml") == PROJECT.encode()
    for name in ("away", "loop"):
        with pytest.raises(Unusable, match="was a link at HEAD"):
            revision.read(folder / f"{name}.coprod.toml")


def test_before_the_first_commit_nothing_stood(git: Git, folder: Path) -> None:
    (folder / "coprod.toml").write_text(PROJECT)
    assert Revision(folder, "HEAD").read(folder / "coprod.toml") is None
    with pytest.raises(Unusable):
        Revision(folder, "main")


@pytest.mark.parametrize("name", ["^HEAD", "HEAD^@", "HEAD..HEAD", "HEAD^!", "--all", "HEAD^{tree}", ":coprod.toml"])
def test_what_means_no_one_commit_is_refused(git: Git, folder: Path, name: str) -> None:
    commit(git, folder / "coprod.toml", "old")
    with pytest.raises(Unusable):
        Revision(folder, name)


@pytest.fixture
def marked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A file that is not there, and a program of git's settings that would write it."""
    place = tmp_path_factory.mktemp("program")
    program = place / "run"
    program.write_text(f"#!/bin/sh\ntouch '{place}/ran'\ncat\n")
    program.chmod(0o755)
    return place / "ran", str(program)


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a shell's")
def test_no_setting_of_a_repository_runs_a_program(git: Git, folder: Path, marked: tuple[Path, str]) -> None:
    ran, program = marked
    commit(git, folder / "coprod.toml", PROJECT)
    commit(git, folder / "coprod.toml", PROJECT.replace("C1", "Sam Lee"))
    (folder / ".gitattributes").write_text("*.toml filter=x diff=x\n")
    settings = (
        "filter.x.clean", "filter.x.process", "diff.x.textconv", "diff.x.command", "diff.external", "gpg.program",
        "core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass", "alias.log",
    )  # fmt: skip
    for setting in settings:
        git("config", setting, program)
    git("config", "log.showSignature", "true")
    hooks = folder / "hooks"
    hooks.mkdir()
    for hook in ("post-index-change", "reference-transaction"):
        (hooks / hook).symlink_to(program)
    git("config", "core.hooksPath", str(hooks))
    ran.unlink(missing_ok=True)
    os.utime(folder / "coprod.toml", (0, 0))
    revision = Revision(folder, "HEAD~1")
    assert revision.read(folder / "coprod.toml") == PROJECT.encode()
    (folder / "coprod.toml").rename(folder / "garden.coprod.toml")
    revision = Revision(folder, "HEAD~1")
    assert revision.read(folder / "garden.coprod.toml") == PROJECT.encode()
    assert revision.gone(folder) == []
    assert commits_with(["Sam Lee"], folder / "garden.coprod.toml") == 1
    assert not ran.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a shell's")
def test_nothing_is_fetched(
    git: Git, folder: Path, marked: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    ran, program = marked
    commit(git, folder / "coprod.toml", PROJECT)
    commit(git, folder / "coprod.toml", PROJECT + "\n")
    git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path_factory.mktemp("clone") / "it"
    source = ["git", "clone", "-q", "--filter=blob:none", folder.as_uri(), str(clone)]
    subprocess.run(source, check=True, capture_output=True)
    here = ["git", "-C", str(clone), "config"]
    for setting, value in {
        "remote.origin.url": f"ext::{program}",
        "protocol.ext.allow": "always",
        "protocol.allow": "always",
        "remote.origin.uploadpack": program,
    }.items():
        subprocess.run([*here, setting, value], check=True)
    for url in (f"ext::{program}", str(folder)):
        subprocess.run([*here, "remote.origin.url", url], check=True)
        with pytest.raises(Unusable, match="fetch the whole history"):
            Revision(clone, "HEAD~1").read(clone / "coprod.toml")
        assert commits_with("Riverside", clone / "coprod.toml") is None
    assert not ran.exists()


def test_a_hook_of_another_repository_answers_for_none(
    git: Git, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    commit(git, folder / "coprod.toml", PROJECT)
    other = tmp_path_factory.mktemp("other")
    subprocess.run(["git", "init", "-q", str(other)], check=True)
    for name, value in {
        "GIT_DIR": str(other / ".git"), "GIT_WORK_TREE": str(other), "GIT_INDEX_FILE": str(other / "x"),
        "GIT_OBJECT_DIRECTORY": str(other), "GIT_COMMON_DIR": str(other), "GIT_PREFIX": "x/", "GIT_NAMESPACE": "x",
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.worktree", "GIT_CONFIG_VALUE_0": str(other),
        "GIT_CONFIG_PARAMETERS": f"'core.worktree'='{other}'", "GIT_CEILING_DIRECTORIES": str(folder),
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    assert Revision(folder, "HEAD").read(folder / "coprod.toml") == PROJECT.encode()
    assert commits_with("Riverside", folder / "coprod.toml") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a shell's")
def test_a_question_ends_in_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = folder / "bin"
    slow.mkdir()
    (slow / "git").write_text("#!/bin/sh\nsleep 600 &\nwait\n")
    (slow / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(slow), prepend=os.pathsep)
    monkeypatch.setattr("coprod.store.git._PATIENCE", 0.3)
    with pytest.raises(Unusable, match="no answer in"):
        Revision(folder, "HEAD")


def test_a_shallow_clone_says_how_to_get_the_rest(
    git: Git, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    commit(git, folder / "coprod.toml", "old")
    commit(git, folder / "coprod.toml", "new")
    clone = tmp_path_factory.mktemp("clone") / "it"
    subprocess.run(["git", "clone", "-q", "--depth", "1", folder.as_uri(), str(clone)], check=True, capture_output=True)
    with pytest.raises(Unusable, match="fetch-depth: 0"):
        Revision(clone, "HEAD~1")
