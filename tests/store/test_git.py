"""A project file as it stood at a git revision: also renamed, also with a name that looks like something else."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from coprod.errors import Unusable
from coprod.store.git import Revision

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


def test_outside_a_repository_it_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    with pytest.raises(Unusable, match="in no git repository"):
        Revision(folder, "main")


def test_a_shallow_clone_says_how_to_get_the_rest(
    git: Git, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    commit(git, folder / "coprod.toml", "old")
    commit(git, folder / "coprod.toml", "new")
    clone = tmp_path_factory.mktemp("clone") / "it"
    subprocess.run(["git", "clone", "-q", "--depth", "1", folder.as_uri(), str(clone)], check=True, capture_output=True)
    with pytest.raises(Unusable, match="fetch-depth: 0"):
        Revision(clone, "HEAD~1")
