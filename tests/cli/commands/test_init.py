from pathlib import Path

import pytest
import tomli

from tests.conftest import Run


def test_it_starts_a_project_in_this_folder(run: Run, folder: Path) -> None:
    ran = run("init", "--name", "Riverside garden")
    assert (ran.code, ran.err) == (0, "")
    assert "Started coprod.toml." in ran.out
    assert tomli.loads((folder / "coprod.toml").read_text()) == {"format": 1, "project": {"name": "Riverside garden"}}


def test_everything_that_is_given_is_written(run: Run, folder: Path) -> None:
    ran = run(
        "init", "garden.toml", "--name", 'The "garden"', "--purpose", "Grow", "--lead", "Council", "--started",
        "2026-01-05", "--delivery", "Neighbours run it", "--affected", "tenants", "--affected", "young people, all",
        "--claim", "design", "--claim", "co-delivery", "--recognition", "paid",
    )  # fmt: skip
    assert ran.code == 0
    project = tomli.loads((folder / "garden.toml").read_text())["project"]
    assert str(project.pop("started")) == "2026-01-05"
    assert project == {
        "name": 'The "garden"',
        "purpose": "Grow",
        "lead": "Council",
        "delivery": "Neighbours run it",
        "affected": ["tenants", "young people, all"],
        "claim": ["co-design", "co-delivery"],
        "recognition": "paid",
    }


def test_a_folder_gets_a_file_and_nothing_is_overwritten(run: Run, folder: Path) -> None:
    (folder / "garden").mkdir()
    assert run("init", "garden", "--name", "One").code == 0
    before = (folder / "garden" / "coprod.toml").read_bytes()
    again = run("init", "garden", "--name", "Two")
    assert (again.code, again.out) == (2, "")
    assert again.err == "garden/coprod.toml: error: is there already, and was left as it is\n"
    assert (folder / "garden" / "coprod.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "--name: a project needs a name"),
        (["--name", " "], "--name: must not be blank"),
        (["--name", "x", "--claim", "desing"], 'did you mean "co-design"?'),
        (["--name", "x", "--started", "5/1/2026"], "--started"),
        (["--name", "x", "--recognition", "cash"], "known are paid"),
        (["missing", "--name", "x"], "is no folder, and no name for a project file"),
        (["missing/x.toml", "--name", "x"], "cannot write it"),
        (["--nmae", "x"], "No such option"),
    ],
)
def test_what_it_refuses_changes_nothing(run: Run, folder: Path, args: list[str], words: str) -> None:
    before = sorted(folder.iterdir())
    ran = run("init", *args)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert len(ran.err.splitlines()) == 1
    assert sorted(folder.iterdir()) == before
