from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import WHOLE, Run


def test_the_page_goes_to_a_file(run: Run, folder: Path, project: Callable[[str], Path]) -> None:
    file = project(WHOLE)
    ran = run("report", "-o", "page.html")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "Wrote page.html. This page names nobody, and groups of fewer than five people are not counted out.\n"
    )
    assert (folder / "page.html").read_text("utf-8").startswith("<!DOCTYPE html>\n")
    assert file.read_text() == WHOLE


def test_the_page_goes_to_standard_output(run: Run, project: Callable[[str], Path]) -> None:
    project(WHOLE)
    assert run("report").out.startswith("<!DOCTYPE html>\n")
    assert run("report", "--format", "markdown").out.startswith("# Riverside garden\n")


def test_a_name_that_ends_in_md_asks_for_markdown(run: Run, folder: Path, project: Callable[[str], Path]) -> None:
    project(WHOLE)
    run("report", "-o", "page.md")
    run("report", "-o", "other.md", "--format", "html")
    assert (folder / "page.md").read_text("utf-8").startswith("# Riverside")
    assert (folder / "other.md").read_text("utf-8").startswith("<!DOCTYPE")


def test_names_are_shown_only_where_they_are_asked_for(run: Run, project: Callable[[str], Path]) -> None:
    project(WHOLE)
    assert "Jo (council)" not in run("report").out
    assert "Jo (council)" in run("report", "--names").out


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["-o", "coprod.toml"], "coprod.toml: error: is a project that was read; name another file for --output\n"),
        (["-o", "none/page.html"], "none/page.html: error: cannot write it: no such file or directory\n"),
        (["--format", "pdf"], "error: Invalid value for '--format': 'pdf' is not one of 'html', 'markdown'."),
        (["-f", "none.toml"], "none.toml: error: there is no such file or folder\n"),
        (["--today", "soon"], "error: Invalid value for --today"),
    ],
)
def test_what_cannot_be_used_is_told(
    run: Run, project: Callable[[str], Path], folder: Path, args: list[str], message: str
) -> None:
    file = project(WHOLE)
    ran = run("report", *args)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(message)
    assert file.read_text() == WHOLE
    assert [path.name for path in folder.iterdir()] == ["coprod.toml"]


def test_a_file_with_problems_is_not_shown(run: Run, project: Callable[[str], Path]) -> None:
    project("[project]\nnam = 1\n")
    ran = run("report")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("coprod.toml:") == 2
