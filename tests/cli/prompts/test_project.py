"""The questions of `coprod init`."""

from pathlib import Path

import pytest
import tomli

from tests.cli.prompts.test_session import Terminal
from tests.conftest import Run


@pytest.mark.parametrize(
    ("args", "keys", "project"),
    [
        ([], "Garden\ns\ny\n", {"name": "Garden"}),
        (["a.toml"], "Garden\n\n\n\n\n\ny\n", {"name": "Garden"}),
        (
            [],
            "b\nGarden\ntenants, young people\nb\ntenants\nGrow\nCouncil\ngarden@x.example\n3\ny\n",
            {
                "name": "Garden", "affected": ["tenants"], "purpose": "Grow", "lead": "Council",
                "contact": "garden@x.example", "recognition": "voucher",
            },
        ),
        (["Riverside garden"], "s\ny\n", {"name": "Riverside garden"}),
        (
            ["--lead", "Council"],
            "Garden\n\n\nb\nb\n\nGrow\ns\ny\n",
            {"name": "Garden", "purpose": "Grow", "lead": "Council"},
        ),
    ],
)  # fmt: skip
def test_it_asks_for_what_check_would_ask_for(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], keys: str, project: dict[str, object]
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(keys))
    assert run("init", *args).code == 0
    [file] = folder.iterdir()
    assert tomli.loads(file.read_text())["project"] == project


@pytest.mark.parametrize("keys", ["", "Garden\n", "Garden\ns\nn\n"])
def test_leaving_writes_nothing(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, keys: str) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(keys))
    assert run("init").code == 130
    assert not [*folder.iterdir()]


@pytest.mark.parametrize(("keys", "code"), [("n\n", 130), ("y\nInner\ns\ny\n", 0)])
def test_below_a_project_it_asks_first(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, keys: str, code: int
) -> None:
    assert run("init", "--name", "Outer").code == 0
    (folder / "below").mkdir()
    monkeypatch.chdir(folder / "below")
    monkeypatch.setattr("sys.stdin", Terminal(keys))
    ran = run("init")
    assert ran.code == code
    assert "This folder belongs to the project in ../coprod.toml. Start\nanother one here?" in ran.err
    assert (folder / "below" / "coprod.toml").exists() is (code == 0)


def test_a_file_that_is_there_is_told_before_anything_is_asked(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("init", "--name", "Outer").code == 0
    monkeypatch.setattr("sys.stdin", Terminal("x\n"))
    ran = run("init")
    assert ran.code == 2
    assert "already exists" in ran.err
    assert "called" not in ran.err
