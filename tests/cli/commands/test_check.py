import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import WHOLE, Run, session

BARE = '[project]\nname = "Bare"\n'
Write = Callable[[str], Path]


def test_exit_codes(run: Run, project: Write) -> None:
    project(WHOLE)
    assert run("check").code == 0
    project(BARE)
    assert run("check").code == 1
    assert run("check", "--exit-zero").code == 0
    project("")
    assert run("check").code == 2
    assert run("check", "--exit-zero").code == 2


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_exit_code_is_the_same_in_every_format(run: Run, project: Write, form: str) -> None:
    project(WHOLE)
    assert run("check", "--format", form).code == 0
    project(BARE)
    assert run("check", "--format", form).code == 1
    project("x")
    assert run("check", "--format", form).code == 2


def test_the_project_is_found_above_or_named(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "coprod.toml").write_text(WHOLE)
    (folder / "below").mkdir()
    monkeypatch.chdir(folder / "below")
    assert json.loads(run("check", "--format", "json").out)["projects"][0]["file"] == "../coprod.toml"
    (folder / "below" / "other.toml").write_text(BARE)
    assert run("check", "--file", "other.toml").code == 1
    assert run("check", "--file", "..").code == 0
    monkeypatch.setenv("COPROD_FILE", "other.toml")
    assert run("check").code == 1
    assert run("check", "../coprod.toml").code == 0


def test_one_bad_file_among_many_does_not_stop_the_others(run: Run, folder: Path) -> None:
    for name, text in {"a/coprod.toml": WHOLE, "b.coprod.toml": "[project]\nx = \n", "c/coprod.toml": BARE}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    (folder / "empty").mkdir()
    ran = run("check", "--format", "json", ".", "a/coprod.toml", "gone", "empty", "a.txt")
    document = json.loads(ran.out)
    assert ran.code == 2
    assert document["stands"] is False
    assert [one["file"] for one in document["projects"]] == ["a/coprod.toml", "c/coprod.toml"]
    assert [(one["file"], one["line"], one["column"]) for one in document["errors"]] == [
        ("b.coprod.toml", 2, 5),
        ("gone", None, None),
        ("empty", None, None),
        ("a.txt", None, None),
    ]
    assert len(ran.err.splitlines()) == 4


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for text, code in ((WHOLE, 0), (BARE, 1), ("", 2)):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        ran = run("check", "-")
        assert ran.code == code
        assert "(-)" in ran.out or ran.err.startswith("-:1: error: is empty")
    assert run("check", "-", "x.toml").code == 2


def test_a_gate_that_judges_less(run: Run, project: Write) -> None:
    project(BARE + session("co-planning", who=["A", "p:B"]))
    assert run("check").code == 1
    assert run("check", "--so-far").code == 0
    assert run("check", "--through", "planning").code == 0
    assert run("check", "--through", "co-design").code == 1
    both = run("check", "--through", "co-design", "--so-far")
    assert (both.code, both.out) == (2, "")
    assert "give one of the two" in both.err


def test_output_goes_to_a_file(run: Run, folder: Path, project: Write) -> None:
    project(BARE)
    ran = run("check", "--format", "json", "--output", "out.json")
    assert (ran.code, ran.out, ran.err) == (1, "", "")
    assert json.loads((folder / "out.json").read_text())["stands"] is False
    assert run("check", "--output", os.devnull).code == 1


def test_output_never_takes_the_place_of_a_project_or_goes_astray(run: Run, project: Write) -> None:
    path = project(BARE)
    ran = run("check", "--output", "coprod.toml")
    assert (ran.code, ran.out) == (2, "")
    assert "name another file for --output" in ran.err
    assert path.read_text() == BARE
    assert run("check", "--output", "no/such/folder.txt").code == 2


def test_the_day_comes_from_the_option_then_the_environment(run: Run, project: Write) -> None:
    project(WHOLE)
    assert json.loads(run("check", "--format", "json").out)["today"] == "2026-11-22"
    assert json.loads(run("check", "--format", "json", "--today", "2025-01-02").out)["today"] == "2025-01-02"


@pytest.mark.parametrize(
    ("args", "setting", "coloured"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour(
    run: Run,
    project: Write,
    monkeypatch: pytest.MonkeyPatch,
    args: list[str],
    setting: dict[str, str],
    coloured: bool,
) -> None:
    project(BARE)
    for name, value in setting.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in run("check", *args).out) == coloured


@pytest.mark.parametrize(
    "args", [["--format", "xml"], ["--through", "later"], ["--today", "never"], ["--color", "red"]]
)
def test_a_wrong_option_is_told_in_one_line(run: Run, project: Write, args: list[str]) -> None:
    project(WHOLE)
    ran = run("check", *args)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith("error: ")


def test_a_folder_that_cannot_be_listed_does_not_stop_the_others(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("closed", "open"):
        (folder / name).mkdir()
        (folder / name / "coprod.toml").write_text(WHOLE)
    list_folder = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", path)
        return list_folder(path)

    monkeypatch.setattr(os, "scandir", refuse)
    ran = run("check", ".")
    assert (ran.code, ran.err) == (2, "closed: error: cannot list it: permission denied\n")
    assert ran.out.startswith("Riverside garden  (open/coprod.toml)")
