import webbrowser
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import WHOLE, Run, assert_refused

CONTACT = '"\ncontact = "garden@riverside.example"\n\n[[sessions]]'
REACHED = WHOLE.replace('"\n\n[[sessions]]', CONTACT, 1)


def test_the_page_goes_to_a_file(run: Run, folder: Path, project: Callable[[str], Path]) -> None:
    file = project(REACHED)
    ran = run("report", "-o", "page.html")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "Wrote page.html. This page names nobody on record: people are numbers, and names are left out of texts.\n"
    )
    assert (folder / "page.html").read_text("utf-8").startswith("<!DOCTYPE html>\n")
    assert file.read_text() == REACHED


def test_it_is_said_once_that_nobody_can_be_written_to(run: Run, folder: Path, project: Callable[[str], Path]) -> None:
    project(WHOLE)
    alone = "No contact is set, so the page leaves a line to write one in. coprod edit adds it, under [project].\n"
    assert run("report").err == alone
    assert run("report", "--for", "board").err == ""
    for name, text in (("b", WHOLE), ("c", REACHED)):
        (folder / f"{name}.coprod.toml").write_text(text)
    several = "2 projects set no contact, so their pages leave a line to write one in.\n"
    assert run("report", ".", "-o", "site").err == several


def test_the_page_goes_to_standard_output(run: Run, project: Callable[[str], Path]) -> None:
    project(WHOLE)
    assert run("report").out.startswith("<!DOCTYPE html>\n")
    assert run("report", "-o", "-").out == run("report").out
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
def test_what_cannot_be_used_is_told(run: Run, project: Callable[[str], Path], args: list[str], message: str) -> None:
    project(WHOLE)
    assert_refused(run, "report", *args, words=message)


def test_a_file_with_problems_is_not_shown(run: Run, project: Callable[[str], Path]) -> None:
    project("[project]\nnam = 1\n")
    ran = run("report")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("coprod.toml:") == 2


@pytest.fixture
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coprod.cli.commands.report.is_terminal", lambda _: True)


@pytest.mark.usefixtures("at_a_terminal")
@pytest.mark.parametrize(("args", "name"), [([], "coprod.html"), (["--format", "markdown"], "coprod.md")])
def test_at_a_terminal_the_page_stands_beside_the_project_and_is_written_anew(
    run: Run, project: Callable[[str], Path], folder: Path, args: list[str], name: str
) -> None:
    project(WHOLE)
    for _ in range(2):
        ran = run("report", *args)
        assert (ran.code, ran.out.startswith(f"Wrote {name}. ")) == (0, True)
    assert sorted(path.name for path in folder.iterdir()) == sorted(["coprod.toml", name])
    assert run("report", "-o", "-").out.startswith("<!DOCTYPE html>")


@pytest.mark.usefixtures("at_a_terminal")
def test_the_page_of_a_project_of_another_name_bears_that_name(run: Run, folder: Path) -> None:
    (folder / "garden.coprod.toml").write_text(WHOLE, "utf-8")
    assert run("report", "-f", "garden.coprod.toml").out.startswith("Wrote garden.html. ")


@pytest.mark.usefixtures("at_a_terminal")
@pytest.mark.parametrize("content", ["<h1>Ours</h1>", "", "x" * 5_000 + '<meta name="generator" content="coprod 1">'])
def test_what_coprod_did_not_write_is_never_written_over_unasked(
    run: Run, project: Callable[[str], Path], folder: Path, content: str
) -> None:
    project(WHOLE)
    page = folder / "coprod.html"
    page.write_text(content, "utf-8")
    ran = run("report")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == ("coprod.html: error: is there already, and coprod did not write it; name another file with -o\n")
    assert page.read_text("utf-8") == content
    # Whoever names the file means it.
    assert run("report", "-o", "coprod.html").code == 0


@pytest.mark.usefixtures("at_a_terminal")
def test_a_folder_of_that_name_is_left_alone(run: Run, project: Callable[[str], Path], folder: Path) -> None:
    project(WHOLE)
    (folder / "coprod.html").mkdir()
    assert run("report").code == 2


def test_the_browser_is_opened_where_that_is_asked_for(
    run: Run, project: Callable[[str], Path], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(REACHED)
    opened: list[str] = []

    def browser(address: str) -> bool:
        opened.append(address)
        return len(opened) == 1

    monkeypatch.setattr(webbrowser, "open", browser)
    assert run("report", "--open").err == ""
    assert opened == [(folder / "coprod.html").absolute().as_uri()]
    assert "Open coprod.html yourself." in run("report", "--open").err


def test_texts_that_may_tell_who_somebody_is_are_listed_and_not_on_the_page(
    run: Run, project: Callable[[str], Path]
) -> None:
    project(
        REACHED.replace("[[sessions]]", '[[said]]\ndate = 2026-01-12\ntext = "Ring 020 7946 0958"\n\n[[sessions]]', 1)
    )
    ran = run("report")
    assert "Read these before you share the page." in ran.err
    assert "  a telephone number, in something said: Ring 020 7946 0958" in ran.err
    assert "before you share" not in ran.out
    assert run("report", "--names").err == ""


@pytest.mark.parametrize("command", ["report", "status"])
@pytest.mark.parametrize("args", [["--so-far"], ["--through", "planning"]])
def test_a_project_in_progress_is_shown_so_far(
    run: Run, project: Callable[[str], Path], command: str, args: list[str]
) -> None:
    project('[project]\nname = "x"\n\n[[sessions]]\ndate = 2026-01-12\nphase = "co-planning"\nlevel = "deciding"\n'
            'community = ["A"]\nprofessional = ["B"]\n')  # fmt: skip
    assert "So far, co-planning stands." in run(command, *args).out
    assert "Not truly co-produced yet, as recorded:" in run(command).out
    both = run(command, "--so-far", "--through", "planning")
    assert (both.code, both.out) == (2, "")
