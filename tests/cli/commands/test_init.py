from pathlib import Path

import pytest
import tomli

from tests.conftest import Run, assert_refused


def test_it_starts_a_project_in_this_folder(run: Run, folder: Path) -> None:
    ran = run("init", "--name", "Riverside garden")
    assert (ran.code, ran.err) == (0, "")
    assert "Started Riverside garden in coprod.toml." in ran.out
    assert tomli.loads((folder / "coprod.toml").read_text()) == {"format": 1, "project": {"name": "Riverside garden"}}


def test_everything_that_is_given_is_written(run: Run, folder: Path) -> None:
    ran = run(
        "init", "garden.toml", "--name", 'The "garden"', "--purpose", "Grow", "--lead", "Council",
        "--contact", "a@b.example", "--started", "2026-01-05", "--delivery", "Neighbours run it",
        "--affected", "tenants", "--affected", "young people, all",
        "--claim", "design", "--claim", "co-delivery", "--recognition", "paid",
    )  # fmt: skip
    assert ran.code == 0
    project = tomli.loads((folder / "garden.toml").read_text())["project"]
    assert str(project.pop("started")) == "2026-01-05"
    assert project == {
        "name": 'The "garden"',
        "purpose": "Grow",
        "lead": "Council",
        "contact": "a@b.example",
        "delivery": "Neighbours run it",
        "affected": ["tenants", "young people, all"],
        "claim": ["co-design", "co-delivery"],
        "recognition": "paid",
    }


def test_a_comment_names_what_is_not_given_and_good_to_record(run: Run, folder: Path) -> None:
    assert run("init", "--name", "Yard").code == 0
    assert "lead, contact (whom people can ask; printed on a shared page)" in (folder / "coprod.toml").read_text()
    assert "contact (" not in run("init", "b.toml", "--name", "Yard", "--contact", "a@b.example", "--dry-run").out


def test_a_folder_gets_a_file_and_nothing_is_overwritten(run: Run, folder: Path) -> None:
    (folder / "garden").mkdir()
    assert run("init", "garden", "--name", "One").code == 0
    before = (folder / "garden" / "coprod.toml").read_bytes()
    again = run("init", "garden", "--name", "Two")
    assert (again.code, again.out) == (2, "")
    assert again.err == (
        "garden/coprod.toml: error: already exists, and nothing was changed: "
        "coprod log adds a session, coprod edit corrects it\n"
    )
    assert (folder / "garden" / "coprod.toml").read_bytes() == before


def test_a_name_in_the_place_of_a_path_is_taken_for_what_it_is(run: Run, folder: Path) -> None:
    ran = run("init", "Riverside garden")
    assert (ran.code, ran.err) == (0, "")
    assert tomli.loads((folder / "coprod.toml").read_text())["project"] == {"name": "Riverside garden"}


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf \r\n"])
def test_a_file_that_is_empty_is_started(run: Run, folder: Path, content: bytes) -> None:
    (folder / "coprod.toml").write_bytes(content)
    assert "is empty: coprod init starts a project in it" in run("check").err
    assert run("init", "--name", "x").code == 0
    assert run("status").code == 0


def test_below_a_project_a_path_must_be_named(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("init", "--name", "Outer").code == 0
    (folder / "below").mkdir()
    monkeypatch.chdir(folder / "below")
    ran = run("init", "--name", "Inner")
    assert (ran.code, ran.out) == (2, "")
    assert "this folder belongs to the project in ../coprod.toml" in ran.err
    assert "coprod init . --name TEXT" in ran.err
    assert run("init", ".", "--name", "Inner").code == 0


def test_a_dry_run_shows_the_file_and_writes_nothing(run: Run, folder: Path) -> None:
    ran = run("init", "--name", "x", "--dry-run")
    assert ran.code == 0
    assert 'name = "x"\n' in ran.out
    assert not [*folder.iterdir()]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], '--name: a project needs a name, as in --name "Riverside garden"'),
        (["garden"], 'where it is the project\'s name, write coprod init --name "garden"'),
        (["--name", "x", "--started", ""], "names no day"),
        (["--name", "x", "--recognition", ""], '"" is no way of recognition'),
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
    assert_refused(run, "init", *args, words=words)


@pytest.mark.parametrize(("keys", "code"), [("n", 130), (["y", "Inner", "s", "y"], 0)])
def test_below_a_project_it_asks_first(
    run: Run, typed: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, keys: list[str], code: int
) -> None:
    assert run("init", "--name", "Outer").code == 0
    (folder / "below").mkdir()
    monkeypatch.chdir(folder / "below")
    ran = typed("init", *keys)
    assert ran.code == code
    assert "This folder belongs to the project in ../coprod.toml. Start\nanother one here?" in ran.err
    assert (folder / "below" / "coprod.toml").exists() is (code == 0)


def test_a_file_that_is_there_is_told_before_anything_is_asked(run: Run, typed: Run, folder: Path) -> None:
    assert run("init", "--name", "Outer").code == 0
    ran = typed("init", "x")
    assert ran.code == 2
    assert "already exists" in ran.err
    assert "called" not in ran.err


@pytest.mark.parametrize(
    ("contact", "asked"),
    [("voucher", True), ("garden@x.example", False), ("020 7946 0000", False), ("the hall", False)],
)
def test_a_contact_that_reads_as_another_answer_is_questioned(typed: Run, contact: str, asked: bool) -> None:
    ran = typed("init", "Garden", "", "", "", contact, "s", "y")
    assert ran.code == 0
    assert (f'Can people reach you by "{contact}"? b goes back.' in ran.err) is asked
