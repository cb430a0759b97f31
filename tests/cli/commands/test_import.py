"""`coprod import` in a pipeline: what it writes, what stops it, and what it says to do."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli

from coprod.store.disk import written
from tests.conftest import Run
from tests.simulate.disk import Killed, stops_at

BARE = 'format = 1\n\n[project]\nname = "Riverside garden"\n'
HEADS = "Date,Name,Email,Here,Side\n"
SHEET = (
    HEADS + "2026-05-14,Amina Khan,a@x.org,Yes,community\n2026-05-14,Bryn Rees,b@x.org,No,community\n"
    "2026-05-14,Jo Lee,j@council.example,Yes,professional\n"
)
MAPPING = (
    'name = "Name"\nemail = "Email"\nday = "Date"\ncame = { column = "Here", came = ["Yes"], absent = ["No", ""] }\n'
    'side = "Side"\n'
)
PLAIN = 'name = "Name"\nday = "Date"\ncame = "all"\n'
Write = Callable[[str], Path]


@pytest.fixture
def sheet(folder: Path) -> Callable[..., str]:
    """Write a file; its name."""

    def write(text: str, name: str = "a.csv") -> str:
        (folder / name).write_bytes(text.encode())
        return name

    return write


Sheet = Callable[..., str]


def sessions(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomli.loads((folder / "coprod.toml").read_bytes().decode()).get("sessions", [])
    return [{**one, "date": str(one["date"])} for one in found]


@pytest.fixture
def imported(run: Run, project: Write, sheet: Sheet) -> Callable[..., Any]:
    """Import a sheet by a mapping into a project of these lines."""

    def call(text: str, mapping: str, *args: str, into: str | None = BARE) -> Any:
        if into is not None:
            project(into)
        sheet(mapping, "m.toml")
        return run("import", sheet(text), "--with", "m.toml", "--phase", "design", "--yes", *args)

    return call


Imported = Callable[..., Any]


def test_every_session_is_added_in_one_write_and_every_row_is_told(imported: Imported, folder: Path) -> None:
    ran = imported(SHEET, MAPPING, into=BARE + "# kept\n")
    assert ran.code == 0
    assert ran.err.startswith(
        "  2  Amina Khan  came, community, new\n"
        '  3  Bryn Rees   left out: "Here" says "No"\n'
        "  4  Jo Lee      came, professional, new\n"
        "1 session:\n"
        "  14 May 2026, co-design: 1 community, 1 professional; new\n"
    )
    assert ran.out.startswith(
        "Added 1 session to coprod.toml: 1 person in a community capacity and 1 person in a professional capacity.\n"
    )
    assert "Not truly co-produced yet" in ran.out
    text = (folder / "coprod.toml").read_text()
    assert text.startswith(BARE + "# kept\n\n[[sessions]]\n")
    assert "@" not in text
    assert (sessions(folder)[0]["community"], sessions(folder)[0]["professional"]) == (["Amina Khan"], ["Jo Lee"])


def test_the_same_sheet_again_adds_nothing_and_says_so(imported: Imported, folder: Path) -> None:
    imported(SHEET, MAPPING)
    before = (folder / "coprod.toml").read_bytes()
    lines = SHEET.splitlines(keepends=True)
    for text in (SHEET, "".join([lines[0], *reversed(lines[1:])])):
        ran = imported(text, MAPPING, into=None)
        assert (ran.code, ran.out) == (0, "Nothing to add.\nOn record already: 1 session.\n")
        assert "on record as 2026-05-14-" in ran.err
    assert (folder / "coprod.toml").read_bytes() == before


def test_a_level_goes_to_sessions_on_record_and_another_is_told_and_left(imported: Imported, folder: Path) -> None:
    imported(SHEET, MAPPING)
    ran = imported(SHEET, MAPPING, "--level", "considered", into=None)
    assert ran.out.startswith(f"Added to {sessions(folder)[0]['id']}: the level considered.\n")
    ran = imported(SHEET, MAPPING, "--level", "deciding", into=None)
    assert "its level on record is considered, not deciding, and stays" in ran.err
    assert [one["level"] for one in sessions(folder)] == ["considered"]


def test_people_are_added_to_the_session_with_most_in_common(imported: Imported, folder: Path) -> None:
    imported(SHEET, MAPPING)
    more = SHEET + "2026-05-14,Kim Park,,Yes,community\n2026-05-15,Kim Park,,Yes,community\n"
    ran = imported(more, MAPPING, into=None)
    assert "on record as 2026-05-14-" in ran.err
    assert "adds Kim Park (community)" in ran.err
    assert [one["community"] for one in sessions(folder)] == [["Amina Khan", "Kim Park"], ["Kim Park"]]


def test_a_session_that_was_planned_is_held_by_those_who_came(run: Run, imported: Imported, folder: Path) -> None:
    there = '\n[[sessions]]\ndate = 2026-05-14\nphase = "co-design"\nplanned = true\nid = "plan"\n'
    ran = imported(SHEET, MAPPING, "--into", "plan", into=BARE + there)
    assert (ran.code, "adds Amina Khan (community), Jo Lee (professional) and that it was held" in ran.err) == (0, True)
    assert "planned" not in sessions(folder)[0]
    ran = imported(SHEET, MAPPING, into=BARE + there + 'community = ["Amina Khan", "Bryn Rees"]\n')
    remedy = 'coprod amend plan --remove-community "Bryn Rees"'
    assert (ran.code, 'was planned with "Bryn Rees", who did not come by the sheet: take' in ran.err) == (2, True)
    assert remedy in ran.err
    assert run("amend", "plan", "--remove-community", "Bryn Rees").code == 0
    assert imported(SHEET, MAPPING, into=None).code == 0
    assert sessions(folder)[0]["community"] == ["Amina Khan"]


def test_what_a_survey_cannot_have_is_told_at_the_row(imported: Imported) -> None:
    there = '\n[[sessions]]\ndate = 2026-05-14\nphase = "co-design"\nkind = "survey"\ncommunity = ["Amina Khan"]\n'
    ran = imported(SHEET, MAPPING, "--level", "deciding", into=BARE + there)
    assert (ran.code, "a.csv:2: error: level: is above considered, and a survey asks" in ran.err) == (2, True)
    assert "No level is known" not in imported(SHEET, MAPPING, into=BARE + there).err


def test_a_meeting_with_nobody_in_common_has_to_be_told(imported: Imported, folder: Path) -> None:
    imported(SHEET, MAPPING)
    other = "Date,Name\n2026-05-14,Kim Park\n"
    ran = imported(other, PLAIN, "--side", "rest=community", into=None)
    [name] = [one["id"] for one in sessions(folder)]
    advice = f"if it is that meeting, add --into {name}; if it is another, --into new"
    assert (ran.code, advice in ran.err) == (2, True)
    assert imported(other, PLAIN, "--side", "rest=community", "--into", name, into=None).code == 0
    assert [one["community"] for one in sessions(folder)] == [["Amina Khan", "Kim Park"]]
    third = other.replace("Kim Park", "Lou Ray")
    assert imported(third, PLAIN, "--side", "rest=community", "--into", "new", into=None).code == 0
    assert [one["community"] for one in sessions(folder)] == [["Amina Khan", "Kim Park"], ["Lou Ray"]]


def test_a_side_comes_from_the_sheet_an_option_or_the_record_and_is_never_guessed(
    imported: Imported, folder: Path, sheet: Sheet
) -> None:
    imported(SHEET, MAPPING)
    later = "Date,Name,Email\n2026-06-14,Amina Khan,\n2026-06-14,Kim Park,k@council.example\n2026-06-14,Lou Ray,\n"
    mapping = PLAIN + 'email = "Email"\n'
    ran = imported(later, mapping, into=None)
    assert (ran.code, 'nobody says in what capacity "Kim Park", "Lou Ray" came' in ran.err) == (2, True)
    args = ("--side", "@council.example=professional", "--side", "Lou Ray=out")
    assert imported(later, mapping, *args, into=None).code == 0
    assert (sessions(folder)[1]["community"], sessions(folder)[1]["professional"]) == (["Amina Khan"], ["Kim Park"])
    sheet("person,side\nLou Ray,community\nNobody,community\n", "sides.csv")
    assert imported(later.replace("06-14", "06-21"), mapping, *args[:2], "--side", "sides.csv", into=None).code == 0
    assert sessions(folder)[2]["community"] == ["Amina Khan", "Lou Ray"]


def test_all_that_is_open_is_told_in_one_run(imported: Imported) -> None:
    text = (
        "Date,Name,Here,Extra\n05/04/2026,Amina Khan,Maybe,x\n2026-05-14,Sam; Zoe,Yes,x\n2036-05-14,Kim Park,Yes,x\n"
        "2026-05-14,Guest,Yes,x\n2026-05-14,Lou Ray,Yes,x\n"
    )
    mapping = 'name = "Name"\nday = "Date"\ncame = { column = "Here", came = ["Yes"] }\n'
    ran = imported(text, mapping)
    told = [
        '"Extra" has no role: give it one, or name it under ignore, in the mapping',
        '"Here" says "Maybe" in 1 row: list "Maybe" under came or absent of came in the mapping',
        'nobody says in what capacity "Lou Ray" came',
        'a.csv:3: error: "Sam; Zoe" may be several people: part the cells with split in the mapping',
        'a.csv:4: error: "Kim Park" 14 May 2036 is still to come: correct the day in the sheet',
        'a.csv:5: error: "Guest" is nobody\'s name',
    ]
    assert (ran.code, ran.out) == (2, "")
    assert [words for words in told if words not in ran.err] == []


NEAR = "Date,Name\n2026-05-14,Jonathan Lee\n2026-05-14,Jonathon Lee\n"


def test_a_name_near_another_is_asked_about_unless_a_side_names_it(imported: Imported, folder: Path) -> None:
    ran = imported(NEAR, PLAIN, "--side", "rest=community")
    assert (ran.code, '"Jonathon Lee" is near "Jonathan Lee", row 2' in ran.err) == (2, True)
    ran = imported(NEAR, PLAIN, "--side", "rest=community", "--side", "Jonathon Lee=community")
    assert (ran.code, sessions(folder)[0]["community"]) == (0, ["Jonathan Lee", "Jonathon Lee"])


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("Amina K.", "Amina Khan"), "is near"),
        (("Amina", "Amina Khan"), "is near"),
        (("José Núñez", "Jose Nunez"), "is near"),
        (("C1", "C2"), ""),
        (("Sam", "Sami"), ""),
        (("Ann Lee", "Ann Low"), ""),
    ],
)
def test_names_that_are_near(imported: Imported, names: tuple[str, str], words: str) -> None:
    ran = imported(f"Date,Name\n2026-05-14,{names[0]}\n2026-05-14,{names[1]}\n", PLAIN, "--side", "rest=community")
    assert (ran.code == 2, words in ran.err) == (bool(words), True)


def test_addresses_tell_people_apart_and_together(imported: Imported, folder: Path) -> None:
    mapping = PLAIN + 'email = "Email"\n'
    text = "Date,Name,Email\n2026-05-14,Amina Khan,A@x.org\n2026-05-14,Amina K,a@x.org\n"
    assert imported(text, mapping, "--side", "rest=community").code == 0
    assert sessions(folder)[0]["community"] == ["Amina Khan"]
    text = "Date,Name,Email\n2026-05-14,Amina Khan,a@x.org\n2026-05-14,Bilal Khan,a@x.org\n"
    ran = imported(text, mapping, "--side", "rest=community")
    assert (ran.code, '"Bilal Khan" has the address of "Amina Khan", row 2' in ran.err) == (2, True)
    ran = imported(text, mapping, "--side", "rest=community", "--side", "Bilal Khan=community")
    assert (ran.code, sessions(folder)[0]["community"]) == (0, ["Amina Khan", "Bilal Khan"])
    text = "Date,Name,Email\n2026-05-14,Amina Khan,a@x.org\n2026-05-14,Amina Khan,b@x.org\n"
    ran = imported(text, mapping, "--side", "rest=community", "--side", "Amina Khan=community")
    assert (ran.code, "has another address than row 2" in ran.err) == (2, True)


def test_those_who_support_are_on_neither_side_and_known_the_next_time(imported: Imported, folder: Path) -> None:
    sheet = "Name,Date\nAna,2026-05-14\nSigne,2026-05-14\nJo,2026-05-14\n"
    sides = ("--side", "Signe=supporting", "--side", "Ana=community", "--side", "rest=professional")
    ran = imported(sheet, PLAIN, *sides)
    assert ran.code == 0
    assert "1 person in a supporting capacity" in ran.out
    [session] = sessions(folder)
    assert (session["community"], session["professional"], session["supporting"]) == (["Ana"], ["Jo"], ["Signe"])
    assert imported(sheet.replace("-14", "-21"), PLAIN, into=None).code == 0
    assert sessions(folder)[1]["supporting"] == ["Signe"]
    there = BARE + '[[sessions]]\ndate = 2026-05-14\nphase = "co-design"\nprofessional = ["Signe"]\n'
    crossed = imported(sheet, PLAIN, *sides, into=there + 'also_present.community = "some"\n')
    assert crossed.code == 2
    assert "came as professional by" in crossed.err


def test_a_sheet_of_sides_may_say_who_supports(imported: Imported, folder: Path) -> None:
    sheet = "Name,Date,Side\nAna,2026-05-14,Member\nSigne,2026-05-14,Interpreter\n"
    mapping = PLAIN + 'side = { column = "Side", community = ["Member"], supporting = ["Interpreter"] }\n'
    assert imported(sheet, mapping).code == 0
    assert sessions(folder)[0]["supporting"] == ["Signe"]
    alone = imported(sheet.replace("Member", "Interpreter"), mapping)
    assert alone.code == 2
    assert "names nobody who took part" in alone.err


def test_somebody_on_both_sides_of_one_session_is_asked_about(imported: Imported, folder: Path) -> None:
    text = "Date,Name,Side\n2026-05-14,Jo,community\n2026-05-14,Jo,professional\n"
    mapping = PLAIN + 'side = "Side"\n'
    ran = imported(text, mapping)
    assert (ran.code, 'stands on another side than in row 2: say which with --side "Jo=SIDE"' in ran.err) == (2, True)
    assert imported(text, mapping, "--side", "Jo=professional").code == 0
    assert sessions(folder)[0]["professional"] == ["Jo"]
    text = "Date,Name\n2026-05-14,Jo\n2026-05-14,Sam\n"
    ran = imported(text, PLAIN, "--side", "rest=community", "--side", "Jo=community", into=None)
    assert (ran.code, "came as professional by 2026-05-14-" in ran.err) == (2, True)
    assert '--side "Jo=professional" takes the side on record' in ran.err


def test_people_are_recorded_as_the_project_labels_them(imported: Imported, folder: Path) -> None:
    into = BARE + '\n[people]\nC1 = "Amina Khan"\nT1 = "Twin"\nT2 = "Twin"\n'
    assert imported("Date,Name\n2026-05-14,amina  KHAN\n", PLAIN, "--side", "rest=community", into=into).code == 0
    assert sessions(folder)[0]["community"] == ["C1"]
    ran = imported("Date,Name\n2026-05-14,Twin\n", PLAIN, "--side", "rest=community", into=into)
    assert (ran.code, "is the name of several ids of [people]: write the id in the sheet" in ran.err) == (2, True)


def test_a_sheet_that_says_yes_and_no_of_somebody_is_asked_about(imported: Imported) -> None:
    ran = imported(HEADS + "2026-05-14,Amina,,No,community\n2026-05-14,Amina,,Yes,community\n", MAPPING)
    assert (ran.code, "row 2 says that this person did not come" in ran.err) == (2, True)


def test_phases_follow_from_days(run: Run, project: Write, folder: Path, sheet: Sheet) -> None:
    project(BARE)
    sheet(PLAIN, "m.toml")
    text = "Date,Name\n2026-02-01,Amina\n2026-05-01,Amina\n"
    spans = ("--phase", "planning=..2026-03-31", "--phase", "design=2026-04-01..")
    ran = run("import", sheet(text), "--with", "m.toml", "--yes", "--side", "rest=community", *spans)
    assert (ran.code, [one["phase"] for one in sessions(folder)]) == (0, ["co-planning", "co-design"])


def test_a_dry_run_shows_the_rows_and_the_change_and_writes_nothing(
    run: Run, project: Write, sheet: Sheet, folder: Path
) -> None:
    path = project(BARE)
    sheet(MAPPING, "m.toml")
    ran = run("import", sheet(SHEET), "--with", "m.toml", "--phase", "design", "--dry-run", "--save-as", "x")
    assert (ran.code, ran.out.startswith("--- coprod.toml\n+++ coprod.toml\n")) == (0, True)
    assert "Would add 1 session to coprod.toml: " in ran.out
    assert "  2  Amina Khan  came, community, new\n" in ran.err
    assert (path.read_text(), (folder / "imports.toml").exists()) == (BARE, False)


def test_a_mapping_is_kept_with_what_is_recorded_and_found_next_time(
    run: Run, imported: Imported, folder: Path, sheet: Sheet
) -> None:
    stopped = imported(SHEET.replace("Yes,community", "Maybe,community"), MAPPING, "--save-as", "forum")
    assert (stopped.code, (folder / "imports.toml").exists()) == (2, False)
    assert imported(SHEET, MAPPING, "--save-as", "forum").code == 0
    assert (folder / "imports.toml").read_text() == f"format = 1\n\n[forum]\n{MAPPING}"
    later = run("import", sheet(SHEET.replace("05-14", "06-14")), "--phase", "design", "--yes")
    assert (later.code, later.err.splitlines()[0]) == (0, "Read by the mapping forum.")
    assert run("undo", "--yes").code == 0
    assert len(sessions(folder)) == 1
    listed = run("import", "--mappings").out
    assert listed.startswith("forum  kept in imports.toml\ncoprod  built in\n")
    assert run("import", "--mappings", "forum").out == MAPPING
    assert run("import", "--mappings", "teams").out.startswith("# Microsoft Teams: ")
    assert 'no mapping is called "teems"; did you mean "teams"?' in run("import", "--mappings", "teems").err
    wider = SHEET.replace("Side\n", "Side,Phone\n", 1)
    args = ("--phase", "design", "--yes", "--with", "forum")
    new = run("import", sheet(wider.replace("l\n", "l,1\n")), *args)
    assert (new.code, '"Phone" has no role' in new.err) == (2, True)


def test_a_mapping_is_never_kept_with_a_name_in_it(imported: Imported, folder: Path) -> None:
    wide = 'name = { heading = "*" }\nday = "Date"\nwide = "people"\ncame = { came = ["x"], absent = [""] }\n'
    text = "Date,Amina Khan,Jo Lee\n2026-05-14,x,\n"
    args = ("--side", "rest=community", "--save-as", "w")
    ran = imported(text, wide.replace('"*"', '"*a*"') + 'ignore = ["Jo Lee"]\n', *args)
    assert ran.code == 0
    ran = imported(text, wide + 'not_people = ["Amina Khan"]\n', *args)
    assert (ran.code, 'holds "Amina Khan", a name, an address or a number' in ran.err) == (2, True)
    assert sessions(folder) == []


def test_a_mapping_is_proposed_as_toml(run: Run, project: Write, sheet: Sheet) -> None:
    project(BARE)
    ran = run("import", sheet(SHEET.replace("Here", "Attended?")), "--propose")
    assert (ran.code, ran.err) == (0, "")
    assert tomli.loads(ran.out) == {
        "name": "Name",
        "email": "Email",
        "day": "Date",
        "came": {"column": "Attended?", "came": ["Yes"], "absent": ["No"]},
        "side": "Side",
    }
    ran = run("import", sheet("a,b\n1,2\n"), "--propose")
    assert (ran.code, "paste the names of minutes into coprod log" in ran.err) == (2, True)


def test_a_proposal_reads_back_whatever_the_headings_hold(run: Run, project: Write, sheet: Sheet) -> None:
    project(BARE)
    headings = ["Name", "d\u2019accord \x92 \u200f\u202e", "##[group]x", "::error::x", "\U000e0041"]
    ran = run("import", sheet(",".join(headings) + "\nAmina,,,,\n"), "--propose")
    assert (ran.code, tomli.loads(ran.out)["ignore"]) == (0, headings[1:])
    assert not re.search("##\\[|[\x80-\x9f\u200f\u202e]", ran.out)


@pytest.mark.parametrize("heading", ["Timestamp", "Registered", "RSVP", "Will you come?", "Order time", "Booked on"])
def test_what_only_tells_what_somebody_meant_is_never_proposed(
    run: Run, project: Write, sheet: Sheet, heading: str
) -> None:
    project(BARE)
    for cell in ("2026-05-01", "Yes"):
        found = tomli.loads(run("import", sheet(f"Name,{heading}\nAmina,{cell}\n"), "--propose").out)
        assert (found["day"], found["came"], found["ignore"]) == ("ask", "ask", [heading])


def test_of_a_day_with_two_columns_that_of_answers_is_no_session(run: Run, project: Write, sheet: Sheet) -> None:
    project(BARE)
    headings = ["Name", "RSVP 14/05/2026", "Attended 14/05/2026", "RSVP 21/05/2026", "Attended 21/05/2026"]
    found = tomli.loads(run("import", sheet(",".join(headings) + "\nAmina,Yes,No,Yes,Yes\n"), "--propose").out)
    assert (found["wide"], found["ignore"]) == ("days", ["RSVP *"])


@pytest.mark.parametrize("word", ["Apologies", "RSVP", "Absent", "Registered", "Waiting list"])
def test_a_column_of_who_stayed_away_that_day_is_no_session(
    run: Run, project: Write, sheet: Sheet, imported: Imported, word: str
) -> None:
    project(BARE)
    text = f"Name,14/05/2026,{word} 14/05/2026\nAmina,x,\nJo,,x\n"
    assert tomli.loads(run("import", sheet(text), "--propose").out)["ignore"] == [f"{word} *"]
    mapping = 'name = "Name"\nwide = "days"\ncame = { came = ["x"], absent = [""] }\n'
    ran = imported(text, mapping, "--side", "rest=community")
    assert (ran.code, f'"{word} 14/05/2026" has no role' in ran.err) == (2, True)


def test_a_list_under_a_day_has_the_phase_and_title_of_its_row(imported: Imported, folder: Path) -> None:
    mapping = 'wide = "lists"\ncame = "all"\nphase = "Phase"\ntitle = "Topic"\n'
    text = "14/05/2026,21/05/2026,Phase,Topic\nAmina,Jo,planning,Gate\n"
    assert imported(text, mapping, "--side", "rest=community").code == 0
    assert [(one["phase"], one["title"]) for one in sessions(folder)] == [("co-planning", "Gate")] * 2


def test_headings_that_are_alike_are_told_apart(imported: Imported, folder: Path) -> None:
    mapping = 'name = ["Name", "Name (2)", "Name (2) (2)"]\nday = "Date"\ncame = "all"\n'
    ran = imported("Name,Name,Name (2),Date\nA,B,C,2026-05-14\n", mapping, "--side", "rest=community")
    assert (ran.code, sessions(folder)[0]["community"]) == (0, ["A B C"])


def test_a_date_that_can_be_two_days_is_asked_once_for_the_sheet(imported: Imported, folder: Path) -> None:
    text = "Date,Name\n05/04/2026,Amina\n06/04/2026,Amina\n13/04/2026,Amina\n"
    ran = imported(text, PLAIN, "--side", "rest=community")
    assert (ran.code, ran.err.count('write order = "dmy" or "mdy"')) == (2, 1)
    ordered = PLAIN.replace('"Date"', '{ column = "Date", order = "dmy" }')
    assert imported(text, ordered, "--side", "rest=community").code == 0
    assert [one["date"] for one in sessions(folder)] == ["2026-04-05", "2026-04-06", "2026-04-13"]


def test_a_table_is_short_and_shows_every_row_that_is_open(imported: Imported) -> None:
    rows = "".join(f"2026-05-14,Person P{at:02}\n" for at in range(1, 60))
    ran = imported(f"Date,Name\n{rows}2026-05-14,Guest\n", PLAIN, "--side", "rest=community")
    lines = [line for line in ran.err.splitlines() if re.match(r" +\d+  ", line)]
    assert (len(lines), lines[-1].split(maxsplit=1)[1]) == (21, "Guest       ? is nobody's name")
    assert "  and 39 rows more; of all, 59 came, 1 open\n" in ran.err


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((), "a.csv: error: fits no mapping that is kept or built in: print one with --propose"),
        (("--with", "none"), 'error: no mapping is called "none"'),
        (("--with", "none.toml"), "none.toml: error: cannot read it: no such file or directory"),
        (("--with", "m.toml"), "--yes: nothing was written: add --yes to write it, or import at a terminal"),
        (("--with", "m.toml", "--date", "2026-05-14"), "--date: the mapping says where the day stands"),
        (("--with", "m.toml", "--side", "Sam=staff"), '--side: "staff" is no side: community, professional'),
        (("--with", "m.toml", "--side", "Jo Lee=community", "--side", "Jo Lee=out"), '"Jo Lee" is given two sides'),
        (("--with", "m.toml", "--side", "Jo Le=out"), 'nobody in the sheet is called "jo le"; did you mean "jo lee"?'),
        (("--with", "m.toml", "--side", "no.csv"), "no.csv: error: cannot read it"),
        (("--with", "m.toml", "--side", "bad.csv"), 'bad.csv:2:2: error: column B, "side": write community'),
        (
            ("--with", "m.toml", "--side", "both.csv"),
            'both.csv:3:1: error: column A, "person": is listed on both',
        ),
        (("--with", "m.toml", "--side", "m.toml"), "m.toml: error: needs two columns, headed person"),
        (("--with", "m.toml", "--into", "2020-01-01"), "--into: "),
        (("--with", "m.toml", "--level", "6"), '--level: "6" is no level'),
        (("--with", "m.toml", "--save-as", " "), "--save-as: is no name for a mapping"),
        (("--with", "lacks.toml"), 'does not fit lacks.toml: it lacks "Who"'),
        (
            ("--with", "m.toml", "--phase", "design=..2026-06-01", "--phase", "delivery=2026-05-01.."),
            "--phase: two spans hold the same day",
        ),
    ],
)
def test_what_it_refuses_is_told_and_changes_nothing(
    run: Run, project: Write, sheet: Sheet, args: tuple[str, ...], words: str
) -> None:
    path = project(BARE)
    sheet(MAPPING, "m.toml")
    sheet('name = "Who"\ncame = "all"\n', "lacks.toml")
    sheet("person,side\nSam,staff\n", "bad.csv")
    sheet("person,side\nSam,community\nsam,professional\n", "both.csv")
    ran = run("import", sheet(SHEET), "--phase", "design", *args)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert path.read_text() == BARE


def test_a_mapping_without_names_records_nobody_and_says_so(imported: Imported) -> None:
    ran = imported(SHEET, 'day = "Date"\ncame = "all"\nignore = ["Name", "Email", "Here", "Side"]\n')
    assert (ran.code, "does not say who is listed: name the column" in ran.err) == (2, True)


def test_a_sheet_of_apologies_is_not_read_among_all(run: Run, project: Write, folder: Path, sheet: Sheet) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    project(BARE)
    book = openpyxl.Workbook()
    book.active.title = "May"
    for page, name in ((book.active, "Amina"), (book.create_sheet("Apologies"), "Jo")):
        for row in (["Name", "Date"], [name, "2026-05-14"]):
            page.append(row)
    book.save(folder / "a.xlsx")
    sheet(PLAIN + 'sheet = "all"\n', "m.toml")
    args = ("import", "a.xlsx", "--with", "m.toml", "--phase", "design", "--side", "rest=community", "--yes")
    ran = run(*args)
    assert (ran.code, 'sheet "Apologies" may list people who did not come: name the sheets' in ran.err) == (2, True)
    sheet(PLAIN + 'sheet = "all"\nside = { of = "sheet", community = ["May"], out = ["Apologies"] }\n', "m.toml")
    assert (run(*args).code, sessions(folder)[0]["community"]) == (0, ["Amina"])


def test_a_merged_heading_above_the_headings_is_none(run: Run, project: Write, folder: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    project(BARE)
    book = openpyxl.Workbook()
    for row in (
        ["Who", None, "Session 1", "Session 2"],
        ["First", "Last", "2026-05-14", "2026-05-21"],
        ["A", "B", "x", "x"],
    ):
        book.active.append(row)
    book.active.merge_cells("A1:B1")
    book.save(folder / "a.xlsx")
    found = tomli.loads(run("import", "a.xlsx", "--propose").out)
    assert (found["name"], found["wide"]) == (["First", "Last"], "days")


def test_a_workbook_is_read_and_what_cannot_be_taken_as_it_stands_is_asked_about(
    run: Run, project: Write, folder: Path, sheet: Sheet
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    project(BARE)
    sheet(PLAIN + 'sheet = "May"\n', "m.toml")
    book = openpyxl.Workbook()
    book.active.title = "May"
    for row in (["Date", "Name"], [46156, "Amina"], [46156, "Bryn"], [46156, "Jo"], [46156, "=A1"]):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.active["B4"].font = openpyxl.styles.Font(strike=True)
    book.create_sheet("June").append(["x"])
    book.create_sheet("Old").append(["x"])
    book["Old"].sheet_state = "hidden"
    book.save(folder / "a.xlsx")
    args = ("--with", "m.toml", "--phase", "design", "--side", "rest=community", "--yes")
    ran = run("import", "a.xlsx", *args)
    assert ran.code == 2
    assert "A number in the column of days is read as a day: 46156 as 14 May 2026." in ran.err
    assert "Sheets not read: June.\nHidden sheets are not read: Old.\n" in ran.err
    told = ['Bryn" stands in a hidden row: show it', 'Jo" is struck out: take it out in the sheet, or the line']
    for words in (*told, "holds a formula without a saved value: open the sheet in its program, and save it; --side"):
        assert words in ran.err
    ran = run("import", "a.xlsx", *args, *(f"--side={name}=out" for name in ("Bryn", "Jo", "=A1")))
    assert (ran.code, sessions(folder)[0]["community"]) == (0, ["Amina"])
    sheet(PLAIN, "m.toml")
    ran = run("import", "a.xlsx", *args)
    assert (ran.code, 'holds several sheets, "May", "June": name one, or "all"' in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ann\x07 Bell", "holds a control character"),
        ("=cmd()", "is a formula"),
        ("@SUM(1)", "begins as a formula does"),
        ("Sam's iPad (2)", "is a device"),
        ("same as above", "is hardly a person"),
        ("Philippa Dipadova", ""),
    ],
)
def test_what_is_hardly_a_name_is_asked_about_in_its_row(imported: Imported, name: str, words: str) -> None:
    ran = imported(f"Date,Name\n2026-05-14,Jo Lee\n2026-05-14,{name}\n", PLAIN, "--side", "rest=community")
    assert (ran.code, f"{words}: correct the sheet" in ran.err) == ((2, True) if words else (0, False))
    assert not words or "a.csv:3: error: " in ran.err


def test_people_who_are_only_counted_came_as_those_who_are_named(imported: Imported, folder: Path) -> None:
    heads = "Date,Name,Here,Others\n"
    mapping = 'name = "Name"\nday = "Date"\ncame = { column = "Here", came = ["Yes"], absent = ["No"] }\n'
    mapping += 'count = { column = "Others", side = "community" }\n'
    sheet = heads + "2026-05-14,Amina Khan,Yes,2\n2026-05-14,Jo Lee,No,3\n2026-05-14,,Yes,4\n2026-05-14,,Yes,-\n"
    ran = imported(sheet, mapping, "--side", "rest=community")
    assert ran.code == 0
    assert '  3  3 people    left out: "Here" says "No"\n' in ran.err
    assert [one["also_present"] for one in sessions(folder)] == [{"community": 6}]
    for odd in ("5 others", "1234567", "-2", "1.5"):
        ran = imported(f"{heads}2026-05-14,Amina Khan,Yes,{odd}\n", mapping, "--side", "rest=community")
        assert (ran.code, f'"{odd}" is no number of people, under "Others": write a number' in ran.err) == (2, True)


def test_a_heading_over_people_who_did_not_come_is_asked_about_before_its_day(imported: Imported, folder: Path) -> None:
    ran = imported(
        "Name|Date\nAmina Khan|2026-05-14\nApologies|\nJo Lee|2026-05-14\n", PLAIN, "--side", "rest=community"
    )
    assert (ran.code, '"Apologies" may stand over people who did not come: if the table ends' in ran.err) == (2, True)
    text = "Group,Name,Date\nHub,Amina Khan,2026-05-14\nApologies,,\nHub,Jo Lee,2026-05-14\n"
    ran = imported(text, PLAIN + 'ignore = ["Group"]\n', "--side", "rest=community")
    assert (ran.code, '"Apologies" may stand over people who did not come: if the table ends' in ran.err) == (2, True)
    ran = imported(text, PLAIN + 'ignore = ["Group"]\nuntil = "Apologies"\n', "--side", "rest=community")
    assert (ran.code, sessions(folder)[0]["community"]) == (0, ["Amina Khan"])


@pytest.mark.parametrize(("day", "code"), [("2016-11-21", 2), ("2016-11-22", 0)])
def test_a_day_of_more_than_ten_years_ago_is_asked_about(
    imported: Imported, monkeypatch: pytest.MonkeyPatch, day: str, code: int
) -> None:
    monkeypatch.setenv("COPROD_TODAY", "2026-11-22")
    ran = imported(f"Date,Name\n{day},Amina\n", PLAIN, "--side", "rest=community")
    assert (ran.code, "is more than ten years ago" in ran.err) == (code, bool(code))


@pytest.mark.parametrize("name", ["Pat Oak x2", "Pat Oak +1", "Pat & Di Oak", "Pat / Di"])
def test_a_cell_that_may_hold_several_people_is_asked_about(imported: Imported, name: str) -> None:
    ran = imported(f"Date,Name\n2026-05-14,{name}\n", PLAIN, "--side", "rest=community")
    assert (ran.code, f'"{name}" may be several people: part the cells' in ran.err) == (2, True)


def test_a_word_is_counted_once_a_row(imported: Imported) -> None:
    mapping = 'name = { column = "Name", split = [";"] }\nday = "Date"\ncame = { column = "Here", came = ["Yes"] }\n'
    ran = imported("Date,Name,Here\n2026-05-14,Sam; Zoe; Jo,Perhaps\n", mapping)
    assert '"Here" says "Perhaps" in 1 row' in ran.err


@pytest.mark.parametrize("name", ["none.csv", "a-folder"])
def test_a_sheet_that_is_no_file_is_told(run: Run, project: Write, folder: Path, name: str) -> None:
    project(BARE)
    (folder / "a-folder").mkdir()
    ran = run("import", name)
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert ran.err.startswith(f"{name}: error: ")


def test_a_file_without_place_for_blocks_is_left_as_it_is_and_the_mapping_too(imported: Imported, folder: Path) -> None:
    ran = imported(SHEET, MAPPING, "--save-as", "forum", into='sessions = []\n[project]\nname = "x"\n')
    assert (ran.code, "write its sessions as [[sessions]] blocks first" in ran.err) == (2, True)
    assert not (folder / "imports.toml").exists()


def test_a_mapping_is_kept_with_its_record_or_not_at_all_whenever_the_command_is_killed(
    imported: Imported, run: Run, folder: Path
) -> None:
    whole = call = 0
    while not whole:
        (folder / "imports.toml").unlink(missing_ok=True)
        call += 1
        try:
            with stops_at(call):
                imported(SHEET, MAPPING, "--save-as", "forum")
                whole = call
        except Killed:
            written.clear()
        is_recorded = "[[sessions]]" in (folder / "coprod.toml").read_text()
        assert run("import", "--mappings").out.startswith("forum  kept in") == is_recorded
    assert whole > 3
    # What waited for a record that did not come goes with the next that is kept.
    assert [one.name for one in folder.glob(".*imports*")] == []


def test_hostile_text_is_harmless_in_the_table(imported: Imported) -> None:
    ran = imported("Date,Name\n2026-05-14,\x1b[31mred\n2026-05-14,::error::x\n", PLAIN, "--side", "rest=community")
    assert "\x1b" not in ran.err + ran.out
    assert not re.search(r"^\s*::", ran.err, re.MULTILINE)


def test_what_is_hardly_meant_is_told_and_recorded(imported: Imported, folder: Path) -> None:
    ran = imported(HEADS + "2024-05-14,Amina Khan,,Yes,community\n", MAPPING)
    assert ran.code == 0
    [session] = sessions(folder)
    shown = " ".join(ran.err.split())
    assert f"{session['id']}: Tuesday 14 May 2024 is more than a year ago. Is it right?" in shown
    many = "".join(f"2024-05-{day},Amina Khan,,Yes,community\n" for day in range(10, 20))
    assert "and 5 more of the kind" in imported(HEADS + many, MAPPING).err
