import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coprod.model import Project, Session
from coprod.model.kinds import READINGS
from coprod.output.exports import attendance
from coprod.output.shared import Shared
from coprod.sheets.advice import open_problems
from coprod.sheets.cells import written
from coprod.sheets.mapping import built_in, from_text
from coprod.sheets.own import is_attendance
from coprod.sheets.own_attendance import propose_own
from coprod.sheets.tables import opened
from coprod.store.change import add_unchanged
from coprod.store.read import load, parse
from tests.conftest import WHOLE, Run, assert_refused
from tests.model.strategies import sessions
from tests.terminal import Terminal

BARE = 'format = 1\n\n[project]\nname = "x"\n'
Write = Callable[[str], Path]

NAMED = """\
[project]
name = "Riverside garden"

[people]
C1 = "Amina K."
C2 = "Twin"
C3 = "Twin"

[[sessions]]
date = 2026-01-12
phase = ["co-planning", "co-design"]
title = "=cmd"
level = "deciding"
community = ["C1", "C2", "C3", "Sam", "P007"]
professional = ["Jo (council)", "person-1"]
also_present = { community = 12 }
heard = ["tenants", "a; b"]
settled = { people = "all", problem = "The yard: - dark" }
feeds_back = ["2026-01-05-x"]
recognition = "voucher"
note = ""
id = "first"

[[sessions]]
date = 2026-01-05
phase = "co-design"
professional = ["Sam"]
id = "2026-01-05-x"

[[sessions]]
date = 2026-01-12
phase = "co-design"
also_present = { community = 3 }
note = "'"
id = "last"
"""


def rows(text: str) -> list[dict[str, str]]:
    """Each row by the headings of its columns."""
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def people(text: str) -> list[str]:
    """Who stands in an export, each once."""
    return list(dict.fromkeys(row["person"] for row in rows(text)))


def imported(text: str, into: str = BARE) -> tuple[Session, ...]:
    """The sessions of a project after an import, as the command makes them."""
    project = parse(into.encode(), "a.toml")
    table = next(table for table in opened(text.encode(), "a.csv", 10**9).tables if is_attendance(table))
    found = propose_own(table, from_text(built_in()["coprod"], "coprod"), project.project)
    assert not list(open_problems(found))
    return add_unchanged(project, found.new).after.project.sessions


def project_of(*records: Session) -> Project:
    return Project.model_validate({"project": {"name": "x"}}).model_copy(update={"sessions": records})


def exported(records: Iterable[Session], *, names: bool = False) -> str:
    project = project_of(*records)
    return written(attendance(project, Shared(project, names=names)))


@given(st.lists(sessions(), min_size=1, max_size=4, unique_by=lambda one: one.id))
@settings(suppress_health_check=[HealthCheck.too_slow])
@example(
    [
        Session.model_validate(
            {"date": "2026-01-01", "phase": "co-design", "community": ["=1", " x", " a ", "A", "a\u2028"]},
            strict=False,
        )
    ]
)
@example(
    [
        Session.model_validate(
            {"date": "2026-01-01", "phase": "co-design", "also_present": {"professional": 1}}, strict=False
        )
    ]
)
def test_what_is_exported_imports_as_the_same_and_exports_as_the_same(records: list[Session]) -> None:
    assert imported(exported(records, names=True)) == tuple(records)
    unnamed = exported(records)
    assert exported(imported(unnamed)) == unnamed


def test_ids_stay_and_what_may_be_a_name_does_not(run: Run, project: Write) -> None:
    project(NAMED)
    ran = run("export")
    assert (ran.code, ran.err) == (0, "")
    assert people(ran.out) == ["", "C1", "C2", "C3", "person-2", "P007", "person-3", "person-1"]
    for name in ("Amina", "Twin", "Sam", "Jo"):
        assert name not in ran.out


def test_names_are_shown_where_they_are_asked_for_and_can_be_told(run: Run, project: Write) -> None:
    project(NAMED)
    assert people(run("export", "--names").out) == [
        "",
        "Amina K.",
        "C2",
        "C3",
        "Sam",
        "P007",
        "Jo (council)",
        "person-1",
    ]


@pytest.mark.parametrize("args", [(), ("--names",), ("--excel",), ("--names", "--excel")])
def test_export_import_export_is_byte_equal(run: Run, project: Write, folder: Path, args: tuple[str, ...]) -> None:
    path = project(NAMED)
    assert run("export", "-o", "one.csv", *args).code == 0
    path.write_text(BARE)
    assert run("import", "one.csv", "--yes").code == 0
    assert run("export", "-o", "two.csv", *args).code == 0
    assert (folder / "one.csv").read_bytes() == (folder / "two.csv").read_bytes()
    assert (folder / "one.csv").read_bytes().startswith(b"\xef\xbb\xbf") == ("--excel" in args)


def test_with_the_same_people_the_record_is_equal(run: Run, project: Write, folder: Path) -> None:
    path = project(NAMED)
    before = load(path, "x").project.sessions
    run("export", "-o", "one.csv", "--names")
    path.write_text(NAMED.partition("[[sessions]]")[0])
    assert run("import", "one.csv", "--yes").code == 0
    assert load(path, "x").project.sessions == before
    assert run("import", "one.csv", "--yes").out.endswith("Nothing to add.\nOn record already: 3 sessions.\n")


def test_what_belongs_to_no_person_stands_beside_none(run: Run, project: Write) -> None:
    project(NAMED)
    session, *cells = rows(run("export").out)
    assert {heading: cell for heading, cell in session.items() if cell} == {
        "session_id": "first", "date": "2026-01-12", "phase": "co-planning; co-design", "title": "'=cmd",
        "level": "deciding", "community_count": "12",
        "heard": "tenants; a\\; b", "feeds_back": "2026-01-05-x", "recognition": "voucher", "note": "'",
        "settled_problem": "The yard: - dark", "settled_people": "all",
    }  # fmt: skip
    whose = {"session_id", "date", "phase", "title", "level", "side", "person"}
    for row in cells[:-1]:
        assert row["side"] in {"community", "professional"}
        assert not any(cell for heading, cell in row.items() if heading not in whose)


def test_a_terminal_is_shown_it_made_harmless(run: Run, project: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    project(WHOLE.replace("Jo (council)", "\\u202e[31m"))
    screen = Terminal()
    monkeypatch.setattr("sys.stdout", screen)
    assert run("export", "--names").code == 0
    assert "\\u202e[31m" in screen.getvalue()
    assert "\u202e" not in screen.getvalue()


READ = """
[[readings]]
session = "all"
date = 2026-02-02
read = "9f3a1c77b0d2"
readers = 3
were_there = 0
how = "read aloud"
alone = false
said = "differs"
level = "considered"
words = "=We were told"
share = true
recognition = "voucher"
entered_by = "professional"
id = "2026-02-02-r1c09ab"

[[readings]]
session = "all"
date = 2026-02-03
read = "9f3a1c77b0d2"
said = "agree"
id = "2026-02-03-r2"
"""


def test_readings_are_a_row_each_without_their_words_unless_names_are_asked_for(run: Run, project: Write) -> None:
    project(WHOLE + READ)
    out = run("export", "--what", "readings").out
    assert "told" not in out
    [first, second] = csv.DictReader(io.StringIO(out))
    columns = {row.name: row.column for row in READINGS.rows}
    assert set(first) == {"file", "project", "current", *columns.values()} - {"words"}
    record = load(Path("coprod.toml"), "").project.readings[0]
    shown = {True: "yes", False: "no"}
    for field, column in columns.items():
        value = getattr(record, field)
        if field == "recognition":
            value = ", ".join(value)
        said = "" if value is None else str(shown.get(value, value) if isinstance(value, bool) else value)
        assert column == "words" or first[column] == said
    assert (second["readers"], second["were_there"], second["alone"], second["current"]) == ("", "", "", "no")
    named = list(csv.DictReader(io.StringIO(run("export", "--what", "readings", "--names").out)))
    assert [one["words"] for one in named] == ["'=We were told", ""]


def test_sessions_and_phases_are_counts_over_many_projects(run: Run, folder: Path) -> None:
    (folder / "a.coprod.toml").write_text(NAMED)
    (folder / "b.coprod.toml").write_text(WHOLE)
    cells = rows(run("export", ".", "--what", "sessions").out)
    assert [row["session_id"] for row in cells] == ["first", "2026-01-05-x", "last", "all"]
    assert {heading: cell for heading, cell in cells[0].items() if cell} == {
        "supporting": "0", "supporting_counted": "0", "planned": "no", "kind": "meeting",
        "file": "a.coprod.toml", "project": "Riverside garden", "session_id": "first", "date": "2026-01-12",
        "phase": "co-planning; co-design", "title": "'=cmd", "level": "deciding", "community": "5",
        "community_counted": "12", "professional": "2", "professional_counted": "0", "heard": "tenants; a\\; b",
        "settled": "people; problem", "feeds_back": "2026-01-05-x", "recognition": "voucher",
    }  # fmt: skip
    cells = rows(run("export", "--what", "phases", "a.coprod.toml", "b.coprod.toml").out)
    assert len(cells) == 8
    assert cells[1] == {
        "file": "a.coprod.toml", "project": "Riverside garden", "phase": "co-design", "status": "co-produced",
        "stands": "yes", "sessions": "3", "first": "2026-01-05", "last": "2026-01-12", "community_people": "5",
        "community_attendances": "5", "community_counted": "12", "partners": "5", "professional_people": "3",
        "professional_attendances": "3", "professional_counted": "0", "settled_together": "", "settled_apart": "",
    }  # fmt: skip


@pytest.mark.parametrize("what", ["sessions", "phases"])
def test_the_name_of_a_project_names_nobody_on_record(run: Run, folder: Path, what: str) -> None:
    text = WHOLE.replace("Riverside garden", "Ana Lovelace's garden").replace('"C1"', '"Ana Lovelace"')
    (folder / "coprod.toml").write_text(text)
    assert {row["project"] for row in rows(run("export", "--what", what).out)} == {"(name left out)'s garden"}
    assert {row["project"] for row in rows(run("export", "--what", what, "--names").out)} == {"Ana Lovelace's garden"}


def test_assessments_are_lines_of_the_same_json_as_in_check(run: Run, folder: Path) -> None:
    (folder / "a.coprod.toml").write_text(NAMED)
    (folder / "b.coprod.toml").write_text(WHOLE)
    lines = run("export", "--what", "assessment", ".").out.splitlines()
    assert [json.loads(line) for line in lines] == json.loads(run("check", "--format", "json", ".").out)["projects"]


def test_one_bad_file_does_not_stop_the_others(run: Run, folder: Path) -> None:
    (folder / "a.coprod.toml").write_text("x =")
    (folder / "b.coprod.toml").write_text(WHOLE)
    for what, lines in (("sessions", 2), ("phases", 5), ("assessment", 1)):
        ran = run("export", ".", "--what", what)
        assert (ran.code, len(ran.out.splitlines())) == (2, lines)
        assert ran.err.startswith("a.coprod.toml:1:")
    ran = run("export", "a.coprod.toml", "-o", "out.csv")
    assert (ran.code, (folder / "out.csv").exists()) == (2, False)


def test_a_folder_gives_a_column_for_the_file_and_names_nobody(run: Run, folder: Path) -> None:
    (folder / "a").mkdir()
    (folder / "a" / "coprod.toml").write_text(NAMED)
    (folder / "b.coprod.toml").write_text(WHOLE)
    for what in ("attendance", "said", "sessions", "readings"):
        ran = run("export", ".", "--what", what)
        assert (ran.code, ran.out.split(",")[0]) == (0, "file")
        assert not re.search("Amina|Twin|Sam|Jo", ran.out)
    found = rows(run("export", ".").out)
    assert {row["file"] for row in found} == {"a/coprod.toml", "b.coprod.toml"}
    # A matter that only one of them settled is empty for the other.
    assert {bool(row["settled_problem"]) for row in found if row["file"] == "b.coprod.toml"} == {False}
    assert "Amina K." in people(run("export", ".", "--names").out)


@pytest.mark.parametrize("what", ["attendance", "said"])
def test_of_a_folder_import_takes_the_sheet_of_one_file_only(run: Run, project: Write, folder: Path, what: str) -> None:
    said = '\n[[said]]\ndate = 2026-01-12\ntext = "A tap"\nid = "{}"\n'
    for name in ("a", "b"):
        (folder / f"{name}.coprod.toml").write_text(WHOLE.replace("Riverside", name) + said.format(name))
    assert run("export", ".", "--what", what, "--names", "-o", "both.csv").code == 0
    into = project(BARE)
    ran = run("import", "both.csv", "--yes")
    assert (ran.code, "several" in ran.err, into.read_text()) == (2, True, BARE)
    lines = (folder / "both.csv").read_text().splitlines(keepends=True)
    (folder / "one.csv").write_text("".join(line for line in lines if not line.startswith("b.")))
    assert run("import", "one.csv", "--yes").code == 0
    after, before = (load(path, "x").project for path in (into, folder / "a.coprod.toml"))
    known = before.sessions if what == "attendance" else before.said
    assert (after.sessions if what == "attendance" else after.said) == known


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (
            ["--what", "people"],
            '"people" is no export: known are attendance, sessions, phases, said, readings, assessment',
        ),
        (["--what", "assessment", "--excel"], "--excel: assessment is JSON, and not for Excel"),
        (["-o", "coprod.toml"], "coprod.toml: error: is a project that was read; name another file for --output"),
        (["-o", "no/such/folder.csv"], "no/such/folder.csv: error: cannot write it: no such file or directory"),
        (["none.toml"], "none.toml: error: there is no such file or folder"),
    ],
)
def test_what_it_refuses_is_told_in_one_line(
    run: Run, project: Write, folder: Path, args: list[str], words: str
) -> None:
    project(WHOLE)
    (folder / "b.toml").write_text(WHOLE)
    assert_refused(run, "export", *args, words=words)
