"""Sheets beyond one plain table: sides by role, workbooks, sessions on record, and a sitting at a terminal."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coprod.model import Session
from coprod.store.read import load
from tests.conftest import Run
from tests.terminal import RealTerminal, posix

BARE = '[project]\nname = "Riverside garden"\n'
ROLES = "Date,Name,Role\n2026-05-14,Amina Khan,Carer\n2026-05-14,Bryn Rees,Officer\n2026-05-14,Jo Lee,Bot\n"


@pytest.fixture
def record(folder: Path) -> Callable[[], tuple[Session, ...]]:
    """An empty project; its sessions."""
    (folder / "coprod.toml").write_text(BARE, "utf-8")
    return lambda: load(folder / "coprod.toml", "x").project.sessions


Record = Callable[[], tuple[Session, ...]]


def book(folder: Path, sheets: dict[str, list[list[Any]]]) -> str:
    openpyxl = pytest.importorskip("openpyxl")
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(folder / "a.xlsx")
    return "a.xlsx"


def test_roles_are_mapped_once(run: Run, record: Record, folder: Path) -> None:
    (folder / "a.csv").write_text(ROLES, "utf-8")
    ran = run("import", "a.csv", "--phase", "design", "--side", "Carer=community", "--side", "officer=professional")
    assert (ran.code, '--side "Bot=community" for a role' in ran.err) == (2, True)
    sides = ("--side", "Carer=community", "--side", "officer=professional", "--side", "bot=none")
    assert run("import", "a.csv", "--phase", "design", *sides).code == 0
    assert [(one.community, one.professional) for one in record()] == [(("Amina Khan",), ("Bryn Rees",))]


def test_the_sheet_of_sides_is_written_to_be_filled_in(run: Run, record: Record, folder: Path) -> None:
    people = "".join(f"2026-05-14,Person {number}\n" for number in range(1, 61))
    (folder / "a.csv").write_text(f"Date,Name\n{people}", "utf-8")
    ran = run("import", "a.csv", "--phase", "design")
    assert (ran.code, len(ran.err.splitlines())) == (2, 12)
    assert "nor is it known of 50 more people" in ran.err
    ran = run("import", "a.csv", "--phase", "design", "--write-sides", "sides.csv")
    assert (ran.code, record()) == (0, ())
    lines = (folder / "sides.csv").read_text("utf-8").splitlines()
    assert lines[:2] == ["person,side,role", "Person 1,,"]
    filled = [line.replace(",,", ",none," if line.startswith("Person 7") else ",community,") for line in lines]
    assert run("import", "a.csv", "--phase", "design", "--write-sides", "sides.csv").code == 2
    (folder / "sides.csv").write_text("\n".join(filled), "utf-8")
    assert run("import", "a.csv", "--phase", "design", "--sides", "sides.csv").code == 0
    assert len(record()[0].community) == 59


def test_all_sheets_with_the_same_headings_are_read(run: Run, record: Record, folder: Path) -> None:
    rows = [["Name", "Side"], ["Amina Khan", "community"]]
    name = book(
        folder,
        {
            "14 May 2026": rows,
            "21 May 2026": [*rows, ["Jo Lee", "professional"]],
            "Notes": [["About this file"]],
            "Apologies": [["Name", "Side"], ["Kim Park", "community"]],
        },
    )
    ran = run("import", name, "--phase", "design")
    assert (ran.code, ran.err) == (0, "")
    assert [(str(one.date), one.community, one.professional) for one in record()] == [
        ("2026-05-14", ("Amina Khan",), ()),
        ("2026-05-21", ("Amina Khan",), ("Jo Lee",)),
    ]
    assert 'Not read: sheet "Notes".\n' in ran.out
    assert '  Kim Park: stands under "Apologies".\n' in ran.out


def test_a_sheet_that_names_people_otherwise_is_asked_about(run: Run, record: Record, folder: Path) -> None:
    name = book(
        folder,
        {
            "Register": [["Date", "Name"], ["2026-05-14", "Amina Khan"]],
            "Members": [["Name", "Telephone"], ["Kim Park", "x"]],
        },
    )
    ran = run("import", name, "--phase", "design", "-c", "Amina Khan")
    assert (ran.code, "--sheet Register" in ran.err) == (2, True)
    assert run("import", name, "--phase", "design", "-c", "Amina Khan", "--sheet", "Register").code == 0
    assert [one.community for one in record()] == [("Amina Khan",)]


def test_a_formula_without_a_value_stops_the_import(run: Run, record: Record, folder: Path) -> None:
    name = book(folder, {"Register": [["Name", "Attended"], ["Amina Khan", "=IF(1,1,0)"], ["Jo Lee", "Yes"]]})
    ran = run("import", name, "--phase", "design", "--date", "2026-05-14", "-c", "Amina Khan", "-c", "Jo Lee")
    assert (ran.code, "is a formula whose value was not saved" in ran.err) == (2, True)
    assert record() == ()


def test_the_other_half_of_a_meeting_goes_into_the_session_on_record(run: Run, record: Record, folder: Path) -> None:
    log = ("log", "design", "--date", "2026-05-14", "--level", "deciding", "--title", "Yard", "-c", "Amina Khan")
    assert run(*log).code == 0
    (folder / "a.csv").write_text("Name,Title\nBryn Rees,Yard\nAmina Khan,Yard\n", "utf-8")
    args = ("import", "a.csv", "-c", "Bryn Rees", "-c", "Amina Khan", "--into", "2026-05-14")
    ran = run(*args)
    assert (ran.code, ran.err) == (0, "")
    [session] = record()
    assert (session.community, session.level) == (("Amina Khan", "Bryn Rees"), "deciding")
    assert f"Added to {session.id}: 1 person in a community capacity and 0 people in a professional" in ran.out
    assert "Nothing to add." in run(*args).out
    (folder / "b.csv").write_text("Date,Name\n2026-05-15,Jo Lee\n", "utf-8")
    ran = run("import", "b.csv", "-c", "Jo Lee", "--into", "last")
    assert (ran.code, "is of 2026-05-15" in ran.err) == (2, True)


def test_somebody_may_stand_on_both_sides(run: Run, record: Record, folder: Path) -> None:
    (folder / "a.csv").write_text("Date,Name\n2026-05-14,Amina Khan\n", "utf-8")
    assert run("import", "a.csv", "--phase", "design", "-c", "Amina Khan", "-p", "amina khan").code == 0
    assert [(one.community, one.professional) for one in record()] == [(("Amina Khan",), ("Amina Khan",))]


def test_a_level_is_given_for_a_phase(run: Run, record: Record, folder: Path) -> None:
    (folder / "a.csv").write_text(
        "Date,Name,Phase\n2026-05-14,Amina Khan,design\n2026-05-21,Amina Khan,delivery\n", "utf-8"
    )
    assert run("import", "a.csv", "-c", "Amina Khan", "--level", "design=deciding", "--level", "2").code == 0
    assert [one.level for one in record()] == ["deciding", "supported"]


SIGN_IN = """\
Riverside garden - sign-in - Thursday 14 May 2026,,
Name,Organisation,Signature
Residents,,
Amina Khan,,AK
Bryn Rees,,BR
Staff,,
Jo Lee,Council,JL
Apologies,,
Kim Park,Council,
Total,3,
"""


@posix
def test_a_sign_in_sheet_goes_in_with_six_keys(folder: Path, record: Record) -> None:
    (folder / "sheet.csv").write_text(SIGN_IN, "utf-8")
    with RealTerminal("import", "sheet.csv") as terminal:
        terminal.answer("Phase:", "2\n")
        terminal.answer("Level:", "4\n")
        terminal.answer("Is that right?", "y\n")
        assert terminal.end() == 0
    assert terminal.keystrokes <= 6
    [session] = record()
    assert (str(session.date), session.phase, session.level) == ("2026-05-14", ("co-design",), "deciding")
    assert (session.community, session.professional) == (("Amina Khan", "Bryn Rees"), ("Jo Lee",))
    assert 'Kim Park: stands under "Apologies".' in terminal.shown
    assert "Total: is a sum, and no person." in terminal.shown
