"""Real records in the five shapes in which people keep them: 211 meetings, 264 people.

They lie beside the repository and are no part of it; without them, these tests are skipped.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from coprod.model import Session
from coprod.store.read import load
from tests.conftest import ROOT, Run

RECORDS = ROOT.parent / "shared" / "attendance"
BARE = '[project]\nname = "Council of projects"\n'
LONG = 'name = "person"\nday = "date"\ncame = "all"\ntitle = "session"\nignore = ["group", "organisation"]\n'
WIDE = 'name = "Name"\nwide = "days"\ncame = { came = ["x"], absent = [""] }\n'

pytestmark = pytest.mark.skipif(not RECORDS.is_dir(), reason="the records are not here")

#: The matrix marks both meetings of one day with everyone who came to either.
TWICE = "2019-01-14"

Import = Callable[..., tuple[Session, ...]]


@pytest.fixture
def imported(run: Run, folder: Path) -> Import:
    """The sessions that a record is imported as into an empty project, and that it imports as once."""
    sides = "".join(f"P{number:03},{('community', 'professional')[number % 2]}\n" for number in range(1, 265))
    (folder / "sides.csv").write_text(f"person,side\n{sides}")

    def call(name: str, *args: str, mapping: str = "") -> tuple[Session, ...]:
        path = folder / "coprod.toml"
        path.write_text(BARE)
        (folder / "m.toml").write_text(mapping)
        options = ("--side", "sides.csv", "--phase", "co-design", "--yes", *args)
        options += ("--with", "m.toml") if mapping else ()
        assert run("import", str(RECORDS / name), *options).code == 0
        assert run("import", str(RECORDS / name), *options).out.startswith("Nothing to add.\n")
        return load(path, "x").project.sessions

    return call


def bare(session: Session) -> Session:
    return session.model_copy(update={"title": None, "id": "x"})


def test_the_long_sheet_and_the_matrix_are_the_same_sessions(imported: Import) -> None:
    long, matrix = imported("long.csv", mapping=LONG), imported("matrix.csv", mapping=WIDE)
    assert len(long) == len(matrix) == 211
    by_day = [
        sorted((bare(one) for one in found if str(one.date) != TWICE), key=lambda one: one.date)
        for found in (long, matrix)
    ]
    assert by_day[0] == by_day[1]
    everyone = [
        {label for one in found if str(one.date) == TWICE for label in (*one.community, *one.professional)}
        for found in (long, matrix)
    ]
    assert everyone[0] == everyone[1]


@pytest.mark.parametrize(
    ("name", "args"), [("zoom.csv", ()), ("teams.csv", ()), ("meet.csv", ("--date", "2021-02-02"))]
)
def test_each_meeting_tool_tells_of_the_same_meeting(imported: Import, name: str, args: tuple[str, ...]) -> None:
    [met] = imported(name, *args)
    [same] = [one for one in imported("long.csv", mapping=LONG) if one.date == met.date]
    assert bare(met) == bare(same)


def test_last_years_sheet_gives_sessions_their_level(imported: Import, run: Run, folder: Path) -> None:
    before = imported("matrix.csv", mapping=WIDE)
    options = ("--phase", "co-design", "--level", "considered", "--yes", "--with", "m.toml")
    assert run("import", str(RECORDS / "matrix.csv"), *options).code == 0
    after = load(folder / "coprod.toml", "x").project.sessions
    assert {one.level for one in after if one.community} == {"considered"}
    assert [one.model_copy(update={"level": None, "id": "x"}) for one in after] == [
        one.model_copy(update={"id": "x"}) for one in before
    ]


def test_export_import_export_is_byte_equal(imported: Import, run: Run, folder: Path) -> None:
    before = imported("long.csv", mapping=LONG)
    assert run("export", "-o", "one.csv").code == 0
    (folder / "coprod.toml").write_text(BARE)
    assert run("import", "one.csv", "--yes").code == 0
    assert load(folder / "coprod.toml", "x").project.sessions == before
    assert run("export", "-o", "two.csv").code == 0
    assert (folder / "one.csv").read_bytes() == (folder / "two.csv").read_bytes()
