"""Each built-in mapping reads a sheet made up after what its tool writes, and is found by itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coprod.sheets.choose import Mappings
from coprod.sheets.mapping import built_in
from coprod.sheets.tables import opened
from coprod.store.read import load
from tests.conftest import Run

SHEETS = Path(__file__).parent / "built_in"
BARE = '[project]\nname = "x"\n'
#: What is given beside the sheet of each, and who lands, on 14 May 2026.
READ = {
    "zoom": ("", ["Amina Khan", "Bryn Rees"]),
    "zoom-old": ("", ["Amina Khan", "Bryn Rees"]),
    "zoom-webinar": ("", ["Amina Khan", "Jo Lee"]),
    "teams": ("", ["Amina Khan", "Bryn Rees"]),
    "teams-2022": ("", ["Amina Khan"]),
    "teams-old": ("", ["Amina Khan", "Bryn Rees"]),
    "teams-old-fr": ("", ["Amina Khan"]),
    "meet": ("--date 2026-05-14", ["Amina Khan"]),
    "meet-name": ("--date 2026-05-14", ["Amina Khan"]),
    "webex": ("", ["Amina Khan"]),
    "eventbrite": ("--date 2026-05-14", ["Amina Khan"]),
    "eventbrite-surname": ("--date 2026-05-14", ["Amina Khan"]),
}
#: Those of which something is always asked: words that are not known, or the questions of a form.
ASKED = ("google-forms", "meetup", "ms-forms")


def test_every_built_in_mapping_has_a_sheet() -> None:
    assert {*READ, *ASKED, "coprod", "coprod-said"} == set(built_in())
    assert {path.stem for path in SHEETS.glob("*.csv")} == {*READ, *ASKED}


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_sheet_of_the_tool_is_known_and_read(
    run: Run, project: Callable[[str], Path], folder: Path, name: str, encoding: str
) -> None:
    project(BARE)
    options, expected = READ[name]
    (folder / "a.csv").write_text((SHEETS / f"{name}.csv").read_text("utf-8"), encoding)
    ran = run("import", "a.csv", "--yes", "--phase", "design", "--side", "rest=community", *options.split())
    assert (ran.code, ran.err.splitlines()[0]) == (0, f"Read by the mapping {name}.")
    [session] = load(folder / "coprod.toml", "x").project.sessions
    assert (str(session.date), list(session.community)) == ("2026-05-14", expected)


@pytest.mark.parametrize("name", ASKED)
def test_what_only_the_user_knows_is_asked(run: Run, project: Callable[[str], Path], name: str) -> None:
    path = project(BARE)
    sheet = SHEETS / f"{name}.csv"
    ran = run("import", str(sheet), "--yes", "--phase", "design", "--side", "rest=community")
    assert (ran.code, path.read_text("utf-8")) == (2, BARE)
    found = opened(sheet.read_bytes(), "a.csv", 10**6)
    assert name in Mappings({}).fitting(found) or Mappings({}).base(found)
    assert "Start time" not in run("import", str(sheet), "--propose").out.partition("ignore")[0]
