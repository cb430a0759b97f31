import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli

from tests.conftest import Run
from tests.terminal import Terminal

BARE = 'format = 1\n\n[project]\nname = "Riverside garden"\n'
LONG = """\
date,person,side,phase,level
2026-01-12,Amina K.,community,planning,deciding
2026-01-12,Jo (council),professional,,
2026-02-02,Sam,community,design,
2026-02-02,Amina K.,professional,design,
"""
Write = Callable[[str], Path]


@pytest.fixture
def sheet(folder: Path) -> Callable[..., str]:
    """Write a sheet; its name."""

    def write(text: str, name: str = "a.csv") -> str:
        (folder / name).write_bytes(text.encode())
        return name

    return write


Sheet = Callable[..., str]


def sessions(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomli.loads((folder / "coprod.toml").read_bytes().decode()).get("sessions", [])
    return [{**one, "date": str(one["date"])} for one in found]


def test_every_session_is_added_in_one_write_and_the_phases_are_shown(
    run: Run, project: Write, folder: Path, sheet: Sheet
) -> None:
    project(BARE + "# kept\n")
    ran = run("import", sheet(LONG))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "Read a.csv as a row per person and session: 2 sessions, 3 people.\n"
        "The sheet names no level for 1 session, so it is only known that the community took part: it counts neither "
        "as partners nor as consulted. Where it is known, add --level co-design=LEVEL, one of listened, supported, "
        "considered, deciding, shared-power.\n"
        "Added 2 sessions to coprod.toml: 2 people in a community capacity, 2 people in a professional one, 1 of them "
        "in both at different sessions.\n"
        "\nRiverside garden  (coprod.toml)\n"
    )
    assert re.search(r"^co-planning +● co-produced +1 +1 +1$", ran.out, re.MULTILINE)
    assert "People took part in co-design, and no level says how far" in " ".join(ran.out.split())
    first, second = sessions(folder)
    assert first == {
        "date": "2026-01-12",
        "phase": "co-planning",
        "level": "deciding",
        "community": ["Amina K."],
        "professional": ["Jo (council)"],
        "id": first["id"],
    }
    assert (second["community"], second["professional"]) == (["Sam"], ["Amina K."])
    assert (folder / "coprod.toml").read_text().startswith(BARE + "# kept\n\n[[sessions]]\n")


def test_the_same_sheet_again_adds_nothing_and_says_so(run: Run, project: Write, folder: Path, sheet: Sheet) -> None:
    path = project(BARE)
    run("import", sheet(LONG))
    before = path.read_bytes()
    shuffled = "\n".join([LONG.split("\n", maxsplit=1)[0], *reversed(LONG.rstrip().split("\n")[1:])])
    for text in (LONG, shuffled):
        ran = run("import", sheet(text))
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.endswith("Nothing to add.\nRecorded already, and left out: 2 sessions.\n")
        assert path.read_bytes() == before


def test_what_was_logged_by_hand_in_another_order_is_not_doubled(run: Run, project: Write, sheet: Sheet) -> None:
    project(BARE)
    assert run("log", "design", "--date", "2026-03-01", "-c", "Zoë", "-c", "Ana").code == 0
    ran = run(
        "import", sheet("date,person\n2026-03-01,Ana\n2026-03-01,Zoë\n"), "-c", "Ana", "-c", "zoë", "--phase", "design"
    )
    assert "Nothing to add.\nRecorded already, and left out: 1 session.\n" in ran.out


def test_a_session_that_was_corrected_by_hand_is_left_and_told(
    run: Run, project: Write, folder: Path, sheet: Sheet
) -> None:
    path = project(BARE)
    run("import", sheet(LONG))
    corrected = path.read_bytes().replace(b'["Sam"]', b'["Sam", "Zo\xc3\xab"]')
    path.write_bytes(corrected)
    ran = run("import", sheet(LONG + "2026-03-03,Sam,community,design,\n"))
    assert ran.code == 0
    assert "Added 1 session to coprod.toml" in ran.out
    assert f"Recorded already with other content, which was left as it is: {sessions(folder)[1]['id']}.\n" in ran.out
    assert path.read_bytes().startswith(corrected)
    assert len(sessions(folder)) == 3


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("2026-02-02,Hall,Sam,community,design", True),
        ("2026-02-02,,Sam,community,design\n2026-02-02,,Zoë,community,", True),
        ("2026-02-02,Hall,Zoë,community,design", False),
        ("2026-02-03,,Sam,community,design", False),
    ],
)
def test_what_may_be_the_same_meeting_is_told(
    run: Run, project: Write, folder: Path, sheet: Sheet, row: str, told: bool
) -> None:
    project(BARE)
    run("log", "design", "--date", "2026-02-02", "-c", "Sam")
    ran = run("import", sheet(f"date,title,person,side,phase\n{row}\n"))
    new = sessions(folder)[-1]["id"]
    words = f"Perhaps a meeting that was on record before, by its day and its title or people: {new}.\n"
    assert (words in ran.out) == told
    assert len(sessions(folder)) == 2


def test_two_sessions_that_the_sheet_says_the_same_of_are_kept_apart(
    run: Run, project: Write, folder: Path, sheet: Sheet
) -> None:
    project(BARE)
    args = ("import", sheet("Name,2026-01-12,2026-01-12\nSam,x,x\n"), "-c", "Sam", "--phase", "design")
    ran = run(*args)
    first, second = sessions(folder)
    assert first["id"] != second["id"]
    assert f"Kept apart, though the sheet says the same of an earlier session of that day: {second['id']}.\n" in ran.out
    assert "Nothing to add.\nRecorded already, and left out: 2 sessions.\n" in run(*args).out


def test_a_dry_run_shows_the_sessions_and_writes_nothing(run: Run, project: Write, sheet: Sheet) -> None:
    path = project(BARE)
    ran = run("import", sheet(LONG), "--dry-run")
    assert ran.code == 0
    assert ran.out.startswith("--- coprod.toml\n+++ coprod.toml\n@@ ")
    assert '+community = ["Sam"]\n' in ran.out
    assert ran.out.endswith("both at different sessions.\n")
    assert "\nWould add 2 sessions to coprod.toml: " in ran.out
    assert path.read_text() == BARE


def test_people_are_recorded_as_the_project_labels_them(run: Run, project: Write, folder: Path, sheet: Sheet) -> None:
    project(BARE + '\n[people]\nC1 = "Amina K."\n')
    run("log", "design", "--date", "2026-01-01", "-c", "Zoë")
    text = "date,person,side,phase\n2026-01-12,AMINA  K.,community,design\n2026-01-12,zoë,community,design\n"
    assert run("import", sheet(text)).code == 0
    assert sessions(folder)[1]["community"] == ["C1", "Zoë"]


ZOOM = """\
Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)
Sam,sam@home.example,2026-02-13 09:00:00,,1
Jo,jo@parks.council.gov.uk,2026-02-13 09:00:00,,1
Sam,,2026-02-13 09:30:00,,1
Samantha,SAM@home.example,2026-02-13 09:40:00,,1
Lee <lee@home.example>,,2026-02-13 09:00:00,,1
"""


def test_whoever_came_back_is_one_person_and_addresses_are_not_stored(
    run: Run, project: Write, folder: Path, sheet: Sheet
) -> None:
    path = project(BARE)
    domains = ("--professional-domain", "council.gov.uk", "--community-domain", "@home.example")
    ran = run("import", sheet(ZOOM), *domains, "--phase", "design,delivery", "--level", "4")
    assert ran.code == 0
    assert 'One person by email address, recorded as "Sam": "Sam" and "Samantha".\n' in ran.out
    [one] = sessions(folder)
    assert one["community"] == ["Lee", "Sam"]
    assert one["professional"] == ["Jo"]
    assert (one["phase"], one["level"]) == (["co-design", "co-delivery"], "deciding")
    assert b"@" not in path.read_bytes()


def test_a_domain_is_no_part_of_another(run: Run, project: Write, sheet: Sheet) -> None:
    project(BARE)
    text = "Name,Email,Duration,Time joined\nJo,jo@notcouncil.gov.uk,1,2026-01-12 10:00\n"
    ran = run("import", sheet(text), "--phase", "design", "--professional-domain", "council.gov.uk")
    assert ran.code == 2
    assert 'in what capacity "Jo" came' in ran.err


def test_the_closest_word_on_a_side_counts(run: Run, project: Write, folder: Path, sheet: Sheet) -> None:
    project(BARE)
    text = "date,person,email,side\n" + "".join(
        f"2026-01-12,{name},{name}@x.org,{side}\n"
        for name, side in (("A", "professional"), ("B", ""), ("C", ""), ("D", ""))
    )
    sheet("email;side\nC@x.org;community\nB@x.org;professional\nZ@x.org;professional\n", "sides.csv")
    args = ("-c", "A", "-c", "b", "--sides", "sides.csv", "--professional-domain", "x.org", "--phase", "design")
    assert run("import", sheet(text), *args).code == 0
    [one] = sessions(folder)
    assert (one["community"], one["professional"]) == (["B", "C"], ["A", "D"])


NAMESAKES = (
    "date,person,email,side,phase\n2026-01-12,Sam,a@x.org,community,design\n2026-01-12,Sam,b@x.org,community,design\n"
)


def test_namesakes_are_told_apart_or_together_by_the_user(run: Run, project: Write, folder: Path, sheet: Sheet) -> None:
    project(BARE)
    ran = run("import", sheet(NAMESAKES), "--call", "A@x.org=Sam A.", "--call", "b@x.org=Sam B.")
    assert (ran.code, sessions(folder)[0]["community"]) == (0, ["Sam A.", "Sam B."])
    project(BARE)
    ran = run("import", sheet(NAMESAKES), "--call", "a@x.org=Sam", "--call", "b@x.org=Sam")
    assert (ran.code, sessions(folder)[0]["community"]) == (0, ["Sam"])


def test_phases_follow_from_days(run: Run, project: Write, folder: Path, sheet: Sheet) -> None:
    project(BARE)
    text = "date,person,side,phase\n" + "".join(
        f"2026-{month:02}-01,Sam,community,{'delivery' if month == 2 else ''}\n" for month in (1, 2, 3, 4)
    )
    spans = ("--phase", "planning=..2026-02-28", "--phase", "design=2026-03-01..2026-03-31", "--phase", "evaluation")
    assert run("import", sheet(text), *spans).code == 0
    assert [one["phase"] for one in sessions(folder)] == ["co-planning", "co-delivery", "co-design", "co-evaluation"]


def test_a_workbook_is_read(run: Run, project: Write, folder: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    import datetime as dt  # noqa: PLC0415

    project(BARE)
    book = openpyxl.Workbook()
    book.active.append(["About this file"])
    second = book.create_sheet("Attendance")
    for row in (["Name", dt.date(2026, 4, 5), dt.datetime(2026, 5, 4)], ["Sam", "x", None], ["Jo", 1, True]):
        second.append(row)
    book.save(folder / "a.xlsx")
    ran = run("import", "a.xlsx", "-c", "Sam", "-p", "Jo", "--phase", "design")
    assert ran.code == 0
    assert ran.out.startswith('Read a.xlsx, sheet "Attendance", as people by dates: 2 sessions, 2 people.\n')
    assert [(one["date"], len(one["professional"])) for one in sessions(folder)] == [
        ("2026-04-05", 1),
        ("2026-05-04", 1),
    ]


def test_standard_input_is_read(run: Run, project: Write, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(BARE)
    (folder / "a.csv").write_text(LONG)
    with (folder / "a.csv").open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        assert run("import", "-").code == 0
    assert len(sessions(folder)) == 2


MEET = """\
First name,Last name,Email,Duration,Time joined,Time exited
Sam,,s@x.org,1 hr,2:00 PM,3:00 PM
Jo,,j@x.org,1 hr,2:00 PM,3:00 PM
"""


@pytest.fixture
def typed(run: Run, project: Write, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    project(BARE)

    def call(lines: str, *args: str) -> Any:
        monkeypatch.setattr("sys.stdin", Terminal(lines))
        return run("import", *args)

    return call


def test_what_the_sheet_does_not_say_is_asked_once(typed: Callable[..., Any], folder: Path, sheet: Sheet) -> None:
    ran = typed("soon\n2026-02-13\n2\nx\np 2\nc\n\n", sheet(MEET))
    assert ran.code == 0
    assert '"soon" is not a day' in ran.err
    assert "c, p or n (2 left): write c, p or n, and numbers from the list after it for some of them\n" in ran.err
    [one] = sessions(folder)
    assert (one["date"], one["phase"]) == ("2026-02-13", "co-design")
    assert (one["community"], one["professional"]) == (["Sam"], ["Jo"])


def test_an_answer_holds_for_all_sessions(typed: Callable[..., Any], folder: Path, sheet: Sheet) -> None:
    ran = typed("1\nc\n4\n", sheet("Name,2026-01-05,2026-01-12\nSam,x,x\n"))
    assert ran.code == 0
    assert "The sheet names no phase for 2 sessions, 2026-01-05 to 2026-01-12." in ran.err
    assert [(one["community"], one["level"]) for one in sessions(folder)] == [(["Sam"], "deciding")] * 2


def test_nothing_is_asked_where_something_is_wrong(typed: Callable[..., Any], sheet: Sheet) -> None:
    ran = typed("1\nc\n", sheet("date,person\n2026-02-30,Sam\n"))
    assert ran.code == 2
    assert (
        ran.err == 'a.csv:2:1: error: column A, "date": "2026-02-30" is no day, such as 2026-01-31 or 31 January 2026\n'
    )


def test_a_keyboard_that_is_left_adds_nothing(typed: Callable[..., Any], folder: Path, sheet: Sheet) -> None:
    ran = typed("2026-02-13\n2\nc\n", sheet(MEET))
    assert ran.code == 130
    assert (folder / "coprod.toml").read_text() == BARE


SIDES_HINT = (
    "error: say in what capacity each person came: a column of the sheet named side, --community NAME, --professional "
    "NAME, --community-domain DOMAIN, --professional-domain DOMAIN, or --sides FILE, a sheet with the columns "
    "person and side, which --write-sides FILE writes for you to fill in; --leave-out NAME records nobody\n"
)
PHASE_HINT = (
    "error: say which phase each session served: a column of the sheet, --phase co-design, or "
    "--phase co-planning=2026-01-01..2026-03-31\n"
)


def test_all_that_is_missing_is_told_with_the_flags(run: Run, project: Write, sheet: Sheet) -> None:
    path = project(BARE)
    ran = run("import", sheet(MEET))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "a.csv:1: error: the sheet does not name the day: give it with --date\n"
        "a.csv:1: error: the sheet does not say which phase its sessions served\n"
        'a.csv:2:1: error: column A, "First name": it is not known in what capacity "Sam" came\n'
        'a.csv:3:1: error: column A, "First name": it is not known in what capacity "Jo" came\n'
        + PHASE_HINT
        + SIDES_HINT
    )
    assert path.read_text() == BARE


def test_a_phase_that_only_some_sessions_lack_is_told_for_each(run: Run, project: Write, sheet: Sheet) -> None:
    project(BARE)
    ran = run("import", sheet(LONG.replace("design", "")), "--phase", "delivery=2026-05-01..")
    assert ran.code == 2
    assert ran.err == (
        'a.csv:4:1: error: column A, "date": it is not known which phase the session of 2026-02-02 served\n'
        + PHASE_HINT
    )


@pytest.mark.parametrize(
    ("text", "args", "words"),
    [
        (
            LONG,
            ("--as", "lnog"),
            '--as: "lnog" is no shape: known are long, matrix, minutes, zoom, teams, meet; did you mean "long"?',
        ),
        (LONG, ("--column", "date"), "--column: write what the column holds, = and its heading, as in date=When"),
        (
            LONG,
            ("--column", "dtae=When"),
            '--column: "dtae" is no column: known are attended, date, session, session_id',
        ),
        (
            LONG,
            ("--column", "date=When"),
            'a.csv:1: error: no column is headed "When"; here are "date", "person", "side"',
        ),
        (LONG, ("--date-order", "myd"), '--date-order: "myd" is no order: known are dmy, mdy, ymd'),
        (LONG, ("--date", "2026-01-01"), "error: --date: the sheet names its days itself; leave the option out"),
        (LONG, ("--date", "soon"), '--date: "soon" is not a day'),
        (LONG, ("--level", "6"), '--level: "6" is no level, nor a number from 1 to 5'),
        (LONG, ("--phase", "x"), '--phase: "x" is no phase'),
        (
            LONG,
            ("--phase", "design", "--phase", "delivery"),
            "--phase: give one phase without days, or several with commas",
        ),
        (LONG, ("--phase", "design=2026"), "--phase: write the days as in co-planning=2026-01-01..2026-03-31"),
        (LONG, ("--phase", "design=2026-01-01..soon"), '--phase: "soon" is not a day'),
        (LONG, ("--call", "Sam"), "--call: write a name or an email address, = and what to call that person"),
        (LONG, ("--call", "Sam= "), "--call: a label must not be blank"),
        (LONG, ("-c", "Smm"), 'error: --community: nobody in the sheet is called "Smm"; did you mean "sam"?'),
        (LONG, ("--sides", "none.csv"), "none.csv: error: cannot read it: no such file or directory"),
        (LONG, ("--sides", "bad.csv"), 'bad.csv:2:2: error: column B, "side": write community, professional, or none'),
        (LONG, ("--sides", "both.csv"), 'both.csv:3:1: error: column A, "person": is listed on both sides'),
        (LONG, ("--sides", "a.toml"), "a.toml: error: needs two columns, headed person (or email) and side"),
        (LONG, ("--file", "no.toml"), "no.toml: error: there is no such file or folder"),
        (
            NAMESAKES,
            (),
            (
                'a.csv:3:2: error: column B, "person": somebody of this name has another email address in this '
                "sheet: give each a label with --call ADDRESS=LABEL, or both the same label where it is one person"
            ),
        ),
        (
            NAMESAKES + "2026-01-13,Sam,,community,design\n",
            ("--call", "a@x.org=A"),
            (
                'a.csv:4:2: error: column B, "person": '
                "which of the people of this name this is cannot be told: give an email address"
            ),
        ),
        (
            "date,person,email,side,phase\n2026-01-12,,a@x.org,community,design\n",
            (),
            (
                'a.csv:2:2: error: column B, "person": '
                "an email address stands here without a name: go on with --call a@x.org=NAME"
            ),
        ),
        (
            "date,person,side,phase\n2026-01-12,Twin,community,design\n",
            (),
            (
                'a.csv:2:2: error: column B, "person": [people] '
                "has several ids for this name: say which with --call NAME=ID"
            ),
        ),
        (
            LONG.replace("design", ""),
            ("--phase", "design=..2026-03-01", "--phase", "delivery=2026-01-01.."),
            (
                'a.csv:4:1: error: column A, "date": 2026-02-02 lies in several spans of --phase: where several are '
                "meant, write --phase co-design,co-delivery=FROM..TO"
            ),
        ),
        (
            LONG.replace("planning", "design;design"),
            (),
            ('a.csv:2:1: error: column A, "date": phase: the same entry stands here twice'),
        ),
        (
            "date,person,side,phase\n2026-01-12,Sam a@b,community,design\n",
            (),
            'a.csv:2:2: error: column B, "person": "Sam a@b" holds what may be an email address, which is not stored',
        ),
        ("date,person\n", (), "a.csv:1: error: has headings, and no session under them"),
        (
            "Name,2026-01-12\nSam,\n",
            ("--phase", "design"),
            'a.csv:1: error: names nobody who came: "Sam" has no mark of having come',
        ),
        ("", (), "a.csv: error: is empty"),
    ],
)
def test_what_it_refuses_is_told_in_one_line_and_changes_nothing(
    run: Run, project: Write, sheet: Sheet, text: str, args: tuple[str, ...], words: str
) -> None:
    path = project(BARE + '\n[people]\nT1 = "Twin"\nT2 = "Twin"\n')
    before = path.read_bytes()
    sheet("person,side\nSam,staff\n", "bad.csv")
    sheet("person,side\nSam,community\nsam,professional\n", "both.csv")
    sheet("a,b\n", "a.toml")
    ran = run("import", sheet(text), *args)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert len(ran.err.splitlines()) == 1
    assert path.read_bytes() == before


def test_a_name_that_has_several_ids_can_be_told(run: Run, project: Write, folder: Path, sheet: Sheet) -> None:
    project(BARE + '\n[people]\nT1 = "Twin"\nT2 = "Twin"\n')
    text = "date,person,side,phase\n2026-01-12,Twin,community,design\n"
    assert run("import", sheet(text), "--call", "twin=T2").code == 0
    assert sessions(folder)[0]["community"] == ["T2"]


@pytest.mark.parametrize("name", ["none.csv", "a-folder"])
def test_a_sheet_that_is_no_file_is_told(run: Run, project: Write, folder: Path, name: str) -> None:
    project(BARE)
    (folder / "a-folder").mkdir()
    ran = run("import", name)
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert ran.err.startswith(f"{name}: error: ")


def test_a_file_without_place_for_blocks_is_left_as_it_is(run: Run, project: Write, sheet: Sheet) -> None:
    path = project('sessions = []\n[project]\nname = "x"\n')
    ran = run("import", sheet(LONG))
    assert (ran.code, "write its sessions as [[sessions]] blocks first" in ran.err) == (2, True)
    assert path.read_text() == 'sessions = []\n[project]\nname = "x"\n'
