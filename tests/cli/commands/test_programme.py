"""Many projects: a line for each by `status`, and a site by `report`."""

import csv
import io
import json
import sys
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest

from coprod.model.toml import pairs
from tests.conftest import TODAY, WHOLE, Run, session
from tests.hostile import STORED

ABOUT = '[project]\nname = "{}"\n'


@pytest.fixture
def programme(folder: Path) -> Path:
    """Projects in every state: unusable, flagged, warned, quiet and fine."""
    told = WHOLE.replace('name = "Riverside garden"', 'name = "{}"\naffected = ["tenants"]\nrecognition = "paid"')
    held = told.replace('id = "all"', 'heard = ["tenants"]\nid = "all"\n')
    letter = '\n[[feedback]]\ndate = 2026-11-20\nsessions = ["all"]\nhow = "letter"\n'
    agreed = 'settled = { problem = "a", definition = "b", method = "c", success = "d" }\nid'
    good = held.replace("id = ", f"{agreed} = ", 1) + letter
    files = {
        "broken/coprod.toml": "x =",
        "flagged.coprod.toml": ABOUT.format("Flagged") + session("co-design", who=["p:Jo"], day="2026-10-01"),
        "warned.coprod.toml": WHOLE.replace("Riverside garden", "Warned"),
        "quiet.coprod.toml": good.replace("{}", "Quiet"),
        "fine.coprod.toml": good.replace("{}", "Fine").replace("2026-01-12", "2026-11-01"),
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    return folder


def lines(out: str) -> dict[str, str]:
    """The lines of the projects, by their first word."""
    shown = out.partition("\n\n")[0].splitlines()[1:]
    return {line[2:].split()[0]: line for line in shown if not line.startswith("    ")}


def test_a_folder_gets_a_line_for_each_project_those_first_that_need_somebody(run: Run, programme: Path) -> None:
    ran = run("status", ".")
    assert ran.code == 2
    assert ran.err.startswith("broken/coprod.toml:1:")
    found = lines(ran.out)
    assert list(found)[2:] == ["Warned", "Quiet", "Fine"]
    assert set(list(found)[:2]) == {"broken/coprod.toml", "Flagged"}
    assert [found[name][0] for name in ("Flagged", "Warned", "Quiet", "Fine")] == ["!", "?", "z", " "]
    assert "5 projects, as recorded: 1 flagged, 3 co-produced and 1 could not be read." in " ".join(ran.out.split())
    assert max(map(len, ran.out.splitlines())) <= 80


def test_a_line_holds_a_longer_name_with_a_short_step_and_what_must_be_heard(run: Run, folder: Path) -> None:
    (folder / "a.coprod.toml").write_text(WHOLE.replace("Riverside garden", "A garden with a name of 36 letters ok"))
    (folder / "b.coprod.toml").write_text(
        WHOLE + '[[readings]]\nsession = "all"\ndate = 2026-11-01\nread = "9f3a1c77b0d2"\nreaders = 7\n'
        'said = "differs"\nwords = "It was not so"\n'
    )
    out = run("status", ".").out
    assert "? A garden with a name of 36 letters ok  " in out
    assert "told otherwise in a reading" in out
    assert "Phases: " in out
    assert "x cannot be read" not in out
    (folder / "b.coprod.toml").unlink()
    [_, line, *_] = run("status", ".", "--today", "2026-01-20").out.splitlines()
    assert line.startswith("  A garden with a name of 36 letters ok  ● ● ● ●  8 days")


def test_they_sort_by_name_and_by_the_last_session(run: Run, programme: Path) -> None:
    (programme / "broken" / "coprod.toml").unlink()
    assert list(lines(run("status", ".", "--sort", "name").out)) == ["Fine", "Flagged", "Quiet", "Warned"]
    assert list(lines(run("status", ".", "--sort", "last").out))[-1] == "Fine"
    assert run("status", ".", "--sort", "worst").code == 2


def test_json_and_csv_tell_the_same(run: Run, programme: Path) -> None:
    found = json.loads(run("status", ".", "--format", "json").out)
    assert (found["schema"], found["today"]) == ("coprod-status/1", TODAY)
    needs = {one["name"]: one["need"] for one in found["projects"]}
    assert needs == {"Flagged": "flagged", "Warned": "warned", "Quiet": "quiet", "Fine": "fine"}
    assert [one["file"] for one in found["errors"]] == ["broken/coprod.toml"]
    rows = list(csv.DictReader(io.StringIO(run("status", ".", "--format", "csv").out)))
    assert {row["project"]: row["need"] for row in rows} == needs | {"broken/coprod.toml": "unusable"}


def test_json_is_valid_by_the_schema_that_coprod_prints(run: Run, programme: Path) -> None:
    schema = json.loads(run("schema", "--status-output").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    for args in ((), ("--since", "2026-10-01")):
        jsonschema.validate(json.loads(run("status", ".", "--format", "json", *args).out), schema)
    assert run("schema", "--status-output", "--check-output").code == 2


def test_since_a_day_it_tells_what_came(run: Run, folder: Path) -> None:
    (folder / "coprod.toml").write_text(
        ABOUT.format("Garden")
        + session("co-design", who=["C1", "p:Jo"], level="considered", day="2026-06-01")
        + session("co-design", who=["C1", "p:Jo"], level="deciding", day="2026-11-01", more='settled = {ideas = "x"}')
        + '\n[[said]]\ndate = 2026-11-01\ntext = "More light"\n'
    )
    for day in ("2026-10-01", "40d", "6w"):
        shown = run("status", ".", "--since", day).out
        assert "logged: 1 session of co-design" in shown
        assert "co-design: consulted, now co-produced" in shown
        assert "agreed together: ideas" in shown
        assert "said: 1 thing; still open: 1" in shown
    assert run("status", ".", "--since", "2026-11-10").out.startswith("1 project: nothing since 2026-11-10.\n\n")
    since = json.loads(run("status", ".", "--since", "40d", "--format", "json").out)["projects"][0]["since"]
    [row] = csv.DictReader(io.StringIO(run("status", ".", "--since", "40d", "--format", "csv").out))
    assert row["since"] == "2026-10-13"
    assert row["changed"].startswith("logged: 1 session of co-design; co-design: consulted, now co-produced; agreed")
    assert "changed" not in run("status", ".", "--format", "csv").out
    assert since["statuses"] == [{"phase": "co-design", "before": "consulted", "now": "co-produced"}]


def test_nothing_came_since_a_day_to_come(run: Run, programme: Path) -> None:
    ran = run("status", ".", "--since", "2026-11-23")
    assert (ran.code, ran.out) == (2, "")
    assert "--since: 2026-11-23 is still to come" in ran.err


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.targets += [value or "" for name, value in attrs if name in {"href", "src"}]


def test_a_folder_becomes_a_site_whose_links_lead_to_its_pages(run: Run, programme: Path) -> None:
    ran = run("report", ".", "-o", "site")
    assert ran.code == 2
    assert "Wrote site/index.html and 4 projects." in ran.out
    links = Links()
    links.feed((programme / "site" / "index.html").read_text("utf-8"))
    assert sorted(links.targets) == ["fine.html", "flagged.html", "quiet.html", "warned.html"]
    assert "script" not in links.tags
    for target in links.targets:
        assert (programme / "site" / target).is_file()
    assert "broken/coprod.toml" in (programme / "site" / "index.html").read_text("utf-8")


def test_a_site_tells_nothing_of_the_folders_above_the_one_that_was_given(run: Run, programme: Path) -> None:
    assert run("report", str(programme), "-o", "site").code == 2
    pages = [path.read_text("utf-8") for path in (programme / "site").glob("*.html")]
    assert len(pages) == 5
    assert not [page for page in pages if programme.name in page or programme.as_posix() in page]
    links = Links()
    links.feed((programme / "site" / "index.html").read_text("utf-8"))
    assert sorted(links.targets) == ["fine.html", "flagged.html", "quiet.html", "warned.html"]


def test_where_there_is_no_project_no_folder_is_left(run: Run, folder: Path) -> None:
    assert run("report", ".", "-o", "site").code == 2
    assert list(folder.iterdir()) == []


def test_only_what_coprod_wrote_is_written_over_or_removed(run: Run, programme: Path) -> None:
    assert run("report", ".", "-o", "site").code == 2
    (programme / "site" / "mine.html").write_text("mine")
    (programme / "quiet.coprod.toml").unlink()
    (programme / "broken" / "coprod.toml").unlink()
    ran = run("report", ".", "-o", "site")
    assert ran.code == 0
    assert "quiet.html" in ran.out
    assert not (programme / "site" / "quiet.html").exists()
    assert (programme / "site" / "mine.html").read_text() == "mine"


def test_a_folder_that_holds_a_page_of_somebody_else_is_left_as_it_is(run: Run, programme: Path) -> None:
    (programme / "site").mkdir()
    (programme / "site" / "index.html").write_text("mine")
    ran = run("report", ".", "-o", "site")
    assert (ran.code, ran.out) == (2, "")
    assert "site/index.html: error: is there already, and coprod did not write it" in ran.err
    assert [path.name for path in (programme / "site").iterdir()] == ["index.html"]
    assert (programme / "site" / "index.html").read_text() == "mine"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "name its folder"),
        (["-o", "-"], "name its folder"),
        (["-o", "site", "--format", "markdown"], "--format: a site of many projects takes HTML only"),
    ],
)
def test_a_site_needs_a_folder(run: Run, programme: Path, args: list[str], words: str) -> None:
    ran = run("report", ".", *args)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_where_there_is_no_project_no_folder_is_made(run: Run, folder: Path) -> None:
    ran = run("report", ".", "-o", "site")
    assert (ran.code, ran.out) == (2, "")
    assert not (folder / "site").exists()


def test_a_site_says_nothing_of_where_the_projects_lie(run: Run, programme: Path) -> None:
    run("report", str(programme), "-o", "site")
    index = (programme / "site" / "index.html").read_text("utf-8")
    assert "broken/coprod.toml" in index
    assert programme.name not in index


def test_projects_of_one_name_are_told_apart(run: Run, folder: Path) -> None:
    for place in ("north/coprod.toml", "south/garden.coprod.toml"):
        (folder / place).parent.mkdir()
        (folder / place).write_text(WHOLE)
    shown = [line[2:] for line in run("status", ".").out.splitlines() if "Riverside" in line]
    assert [line.partition(" ")[0] for line in shown] == ["north:", "south/garden:"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("linked", ["site", "site/index.html", "site/flagged.html", "site/.coprod-site"])
def test_a_site_is_written_through_no_link(run: Run, programme: Path, linked: str) -> None:
    victim = programme / "fine.coprod.toml"
    before = victim.read_bytes()
    (programme / "site").mkdir()
    (programme / "site" / ".coprod-site").write_text("index.html\nflagged.html\n")
    if linked == "site":
        (programme / "site").rename(programme / "away")
        (programme / "site").symlink_to("away")
    else:
        (programme / linked).unlink(missing_ok=True)
        (programme / linked).symlink_to("../fine.coprod.toml")
    ran = run("report", ".", "-o", "site")
    assert ran.code == 2
    assert "is a link" in ran.err
    assert victim.read_bytes() == before
    assert {path.name for path in (programme / "site").iterdir()} <= {".coprod-site", "index.html", "flagged.html"}


@pytest.mark.parametrize("text", STORED)
def test_no_text_comes_alive_in_any_of_them(run: Run, folder: Path, text: str) -> None:
    name = next(iter(pairs({"name": text})))
    (folder / "coprod.toml").write_bytes(f"[project]\n{name}\n".encode())
    for args in (["status", "."], ["status", ".", "--since", "30d"], ["status", ".", "--format", "json"]):
        ran = run(*args)
        assert (ran.code, ran.err) == (0, "")
        assert not {char for char in ran.out if ord(char) < 32 and char != "\n"}
        assert "##[" not in ran.out
    assert run("report", ".", "-o", "site").code == 0
    links = Links()
    links.feed((folder / "site" / "index.html").read_text("utf-8"))
    assert links.targets == ["coprod.html"]
    assert not links.tags & {"script", "img"}
