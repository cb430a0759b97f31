"""What the README and the pages beside it show is what the program prints.

Every `console` block is run, in order and in one empty folder. After a change that is meant,
`COPROD_UPDATE_README=1 pytest tests/test_readme.py` writes the new output into them.
"""

import json
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
import tomli
import typer

from coprod.cli.app import COMMANDS, _command, app
from coprod.model import About, Project, Thresholds
from coprod.model.records import MODELS
from coprod.model.types import Record
from coprod.output.formats import FORMATS
from tests.conftest import ROOT, WHOLE, Run
from tests.output.reading_age import reading_age

README = ROOT / "README.md"
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)


def replayed(block: str, run: Run, folder: Path, code: int) -> tuple[str, int]:
    """A block with the output that its commands have now, and the last exit code."""
    shown = []
    for command in re.findall(r"^\$ (.*(?:(?<=\\)\n.*)*)$", block, re.MULTILINE):
        match shlex.split(command.replace("\\\n", " ")):
            case ["coprod", *args]:
                ran = run(*args)
                code, output = ran.code, ran.out + ran.err
            case ["echo", "$?"]:
                output, code = f"{code}\n", 0
            case ["tail", "-n", lines, name]:
                output = "\n".join((folder / name).read_text().split("\n")[-int(lines) - 1 :])
            case other:
                pytest.fail(f"the README may not run {other}")
        shown.append(f"$ {command}\n{output}")
    return "\n".join(part.removesuffix("\n") + "\n" for part in shown), code


#: The pages that show commands and what they print; the sitting in reading-back.md is held by a test of its own.
PAGES = [
    page
    for page in (README, *sorted((ROOT / "docs").glob("*.md")))
    if BLOCK.search(page.read_text("utf-8")) and page.name not in {"reading-back.md", "meeting.md"}
]
DOCUMENTS = "".join(page.read_text("utf-8") for page in (README, *sorted((ROOT / "docs").glob("*.md"))))


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_every_command_prints_what_the_page_shows(run: Run, folder: Path, page: Path) -> None:
    shutil.copytree(ROOT / "examples", folder / "examples")
    code = 0

    def replay(block: re.Match[str]) -> str:
        nonlocal code
        now, code = replayed(block.group(), run, folder, code)
        return now

    text = page.read_text("utf-8")
    now, blocks = BLOCK.subn(replay, text)
    assert blocks
    if "COPROD_UPDATE_README" in os.environ:
        page.write_text(now, "utf-8")
    else:
        assert text == now


def test_the_tests_are_started_by_the_command_that_the_readme_names() -> None:
    command = next(line for line in README.read_text("utf-8").split("\n") if ".venv-test" in line)
    assert command in (ROOT / ".ci" / "run").read_text("utf-8").split("\n")


@pytest.mark.parametrize("command", typer.main.get_command(app).commands)  # type: ignore[attr-defined]
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert re.search(rf"\bcoprod {command}\b", README.read_text("utf-8")), "name it under Every command"


def test_every_command_that_changes_a_record_shows_it_first_but_those_that_the_readme_names() -> None:
    without = {
        name for name in COMMANDS if "--dry-run" not in {flag for one in _command(name).params for flag in one.opts}
    }
    reading = {"agenda", "before", "check", "explain", "export", "people", "report", "same", "schema", "status"}
    named = re.search(r"`--dry-run`, but `(\w+)` and `(\w+)`", README.read_text("utf-8"))
    assert named
    assert without == {*reading, *named.groups()}, "a command that changes a record has dry_run; name one that does not"


CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_a_page_and_in_the_changelog(command: str) -> None:
    assert re.search(rf"\bcoprod {command}\b", DOCUMENTS.replace(README.read_text("utf-8"), "")), "show it in docs/"
    assert re.search(rf"\bcoprod {command}\b|`{command}\b", CHANGELOG), "add a line to CHANGELOG.md"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_stands_in_the_readme_in_a_page_and_in_the_changelog(name: str) -> None:
    pipelines = (ROOT / "docs" / "pipelines.md").read_text("utf-8")
    for page, text in {
        "README.md": README.read_text("utf-8"),
        "pipelines.md": pipelines,
        "CHANGELOG.md": CHANGELOG,
    }.items():
        assert re.search(rf"\b{name}\b", text, re.IGNORECASE), f"name it in {page}"


def test_the_readme_is_short_and_every_link_of_every_page_leads_somewhere() -> None:
    assert len(README.read_text("utf-8").splitlines()) <= 200
    for page in (README, *(ROOT / "docs").glob("*.md")):
        for target, heading in re.findall(r"\]\((?!https?://|<)([^)#]*)#?([^)]*)", page.read_text("utf-8")):
            path = page.parent / target if target else page
            assert path.exists(), (page.name, target)
            assert not heading or heading in headings(path), (page.name, heading)


def headings(page: Path) -> list[str]:
    """The anchors of a page, as its readers' programs make them from its headings."""
    titles = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return [re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles]


def test_every_place_that_contributing_names_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    places = [
        place for place in re.findall(r"`((?:coprod|tests|docs)/[\w/.-]*)`", text) if not re.search("NAME|NNN", place)
    ]
    assert len(places) > 30
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_what_contributing_tells_of_a_room_is_in_it() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    told = re.findall(r"^\| `(coprod/[\w/]*/)` \| (.*) \| .* \|$", text, re.MULTILINE)
    files = [room + name for room, lives in told for name in re.findall(r"`([\w./]+)`", lives)]
    commands = [f"coprod/output/{command}" for command in ("check", "explain")]
    assert len(files) > 50
    assert [file for file in files if file not in commands and not found(file)] == []


def found(file: str) -> bool:
    """Whether a room, or one within it, holds a file or a folder whose name begins so."""
    room, _, name = file.rstrip("/").rpartition("/")
    return any((ROOT / room).glob(f"**/{name}*"))


@pytest.mark.parametrize(
    ("picture", "args"),
    [
        ("check.svg", ["check", "examples/scottish-social-security-charter.coprod.toml"]),
        ("status.svg", ["status", "--file", "examples/riverside-garden.coprod.toml", "--color", "always"]),
    ],
)
def test_the_pictures_show_what_the_program_prints(run: Run, folder: Path, picture: str, args: list[str]) -> None:
    shutil.copytree(ROOT / "examples", folder / "examples")
    svg = (ROOT / "docs" / picture).read_text("utf-8")
    lines = re.findall(r"<text[^>]*clip-path[^>]*>(.*?)</text>", svg)
    shown = "".join(unescape("".join(lines)).split())
    printed = "".join(re.sub(r"\x1b\[[0-9;]*m", "", run(*args).out).split())
    assert len(shown) > 500
    assert printed == shown


def test_the_page_that_the_readme_links_to_is_what_the_program_writes(run: Run, folder: Path) -> None:
    shutil.copytree(ROOT / "examples", folder / "examples")
    page = run("report", "--file", "examples/riverside-garden.coprod.toml").out
    assert (ROOT / "docs" / "riverside-garden.html").read_text("utf-8") == page


FILE_PAGE = (ROOT / "docs" / "file.md").read_text("utf-8")


def test_the_file_that_the_documents_show_is_a_whole_project(run: Run, folder: Path) -> None:
    [shown] = re.findall(r"^```toml\n(.*?)^```$", FILE_PAGE, re.DOTALL | re.MULTILINE)
    (folder / "coprod.toml").write_text(shown, "utf-8")
    assert run("check", "--through", "co-planning").code == 0


def test_the_page_of_the_rules_is_what_the_rules_say() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make.py"))["rules_page"]()
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == made, "run docs/make.py"


def test_the_page_of_the_file_lists_every_key_as_its_row_says() -> None:
    assert runpy.run_path(str(ROOT / "docs" / "make.py"))["with_every_key"](FILE_PAGE) == FILE_PAGE, "run docs/make.py"


#: The file of the page, and the waiver that it shows beside it.
SHOWN = tomli.loads("\n".join(re.findall(r"^```(?:toml|text)\n(.*?)^```$", FILE_PAGE, re.DOTALL | re.MULTILINE)))


@pytest.mark.parametrize(
    ("table", "model"),
    [("project", About), ("check", Thresholds), *MODELS.items()],
    ids=["project", "check", *MODELS],
)
def test_every_key_of_every_table_stands_in_the_page_of_the_file(table: str, model: type[Record]) -> None:
    shown = SHOWN.get(table, [])
    shown = shown if isinstance(shown, list) else [shown]
    keys = {key for record in shown for key in record}
    named = {field.alias or name for name, field in model.model_fields.items()}
    assert keys == named, "give each a value in the file of docs/file.md"


def test_every_table_of_a_file_stands_in_its_page() -> None:
    assert set(SHOWN) == set(Project.model_fields), "give each a record in the file of docs/file.md"


def test_the_python_that_the_documents_show_runs(
    folder: Path, project: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "docs" / "pipelines.md").read_text("utf-8")
    [shown] = re.findall(r"^```python\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    project(WHOLE)
    exec(shown, {})  # noqa: S102 - it is our own page's
    assert capsys.readouterr().out.startswith("co-produced ['co-produced'")


RECIPES = re.findall(
    r"^```python\n(.*?)^```$", (ROOT / "docs" / "scale.md").read_text("utf-8"), re.DOTALL | re.MULTILINE
)


@pytest.mark.outside
@pytest.mark.parametrize(("number", "needed"), [(0, ("duckdb", "numpy")), (1, ("dask", "distributed"))])
def test_the_recipes_for_a_whole_country_give_what_check_gives(
    run: Run, folder: Path, number: int, needed: tuple[str, ...]
) -> None:
    for package in needed:
        pytest.importorskip(package)
    for name, text in (("a", WHOLE), ("b/c", WHOLE), ("d", '[project]\nname = "x"\n'), ("e", "x =")):
        (folder / "programme" / name).mkdir(parents=True)
        (folder / "programme" / name / "coprod.toml").write_text(text)
    (folder / "recipe.py").write_text(RECIPES[number])
    ran = subprocess.run([sys.executable, "recipe.py"], capture_output=True, text=True, check=True, timeout=100)
    judged = json.loads(run("check", "programme", "--format", "json").out)
    verdicts = Counter([one["verdict"] for one in judged["projects"]] + ["unusable"] * len(judged["errors"]))
    assert ran.stdout == f"{sorted(verdicts.items())}\n"


@pytest.mark.outside
def test_the_page_for_those_who_took_part_can_be_read_by_a_child_of_eleven() -> None:
    page = (ROOT / "docs" / "for-those-who-took-part.md").read_text("utf-8").partition("\n")[2]
    [age] = reading_age(" ".join(re.sub(r"[*#]", "", BLOCK.sub("", page)).split()))
    assert age <= 11
