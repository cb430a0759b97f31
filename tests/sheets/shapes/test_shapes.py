"""Each shape in the forms that it has in the wild, read into meetings."""

import datetime as dt

import pytest

from coprod.cli import parse
from coprod.days import ORDERS
from coprod.errors import Unusable
from coprod.sheets import SHAPES, read
from coprod.sheets.reading.meeting import Reading, ReadOptions

DAY = dt.date(2026, 2, 13)


def reading(text: str, shape: str | None = None, **columns: str) -> tuple[str, Reading]:
    found = read(text.encode(), "a.csv", 10_000_000, ReadOptions(columns=columns), shape)
    return next(known.name for known in SHAPES if known.sentence == found.shape), found


def told(found: Reading) -> list[tuple[int | None, int | None, str]]:
    """Everything that stops an import, with its place."""
    problems = [*found.problems, *(question.problem() for question in found.questions)]
    return [(problem.line, problem.column, problem.message) for problem in problems]


def came(found: Reading) -> list[list[tuple[str, str]]]:
    return [[(one.name, one.email) for one in meeting.came] for meeting in found.meetings]


def one_meeting(text: str) -> tuple[str, dt.date | None, object, list[tuple[str, str]]]:
    shape, found = reading(text)
    assert found.problems == []
    [meeting] = found.meetings
    return shape, meeting.date, meeting.fields.get("title"), came(found)[0]


def test_the_command_line_offers_what_there_is() -> None:
    assert {shape.name for shape in SHAPES} == set(parse.SHAPES)
    assert ORDERS == parse.DATE_ORDERS


ZOOM_OLD = """\
Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants,
812 3456 7890,Working group,02/13/2026 02:00:00 PM,,host@example.org,61,2,

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,In Waiting Room
Sam (Samantha),sam@example.org,02/13/2026 02:00:00 PM,,60,No,No
Jo,,02/13/2026 02:01:00 PM,,59,Yes,No
Jo,,02/14/2026 00:01:00 AM,,1,Yes,No
Lee,,02/13/2026 02:01:00 PM,,59,Yes,Yes
"""
ZOOM_NEW = """\
Topic,ID,Host,Duration (minutes),Start time,End time,Participants
Working group,817,Jo (jo@example.org),77,"Feb 13, 2026 02:00 PM","Feb 13, 2026 03:00 PM",2

Name (original name),Email,Total duration (minutes),Guest
Sam (Samantha),sam@example.org,76,Yes
Jo,,64,Yes
"""
ZOOM_WITH_DATA = """\
Topic,Meeting ID,Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)
Working group,987,Sam (Samantha),sam@example.org,2026-02-13 09:00:00,2026-02-13 09:58:00,58
Working group,987,Jo,,2026-02-13 09:10:00,2026-02-13 09:20:00,10
"""


@pytest.mark.parametrize("text", [ZOOM_OLD, ZOOM_NEW, ZOOM_WITH_DATA], ids=["old", "new", "with data"])
def test_zoom(text: str) -> None:
    shape, day, title, people = one_meeting(text)
    assert (shape, day, title) == ("zoom", DAY, "Working group")
    assert list(dict.fromkeys(people)) == [("Sam (Samantha)", "sam@example.org"), ("Jo", "")]


def test_zoom_without_lines_about_the_meeting_and_without_times_does_not_know_the_day() -> None:
    assert one_meeting("Name (original name),Email,Total duration (minutes)\nSam,,5\n") == (
        "zoom",
        None,
        None,
        [("Sam", "")],
    )


def test_several_meetings_in_one_export_are_refused() -> None:
    text = ZOOM_WITH_DATA + "Other,988,Sam,,2026-02-20 09:00:00,,5\n"
    _, found = reading(text)
    assert told(found) == [
        (
            4,
            5,
            (
                'column E, "Join Time": joined on another day than others: import each meeting for itself, or all of '
                "them as a long sheet"
            ),
        )
    ]


TEAMS_NEW = """\
1. Summary
Meeting title\tWorking group
Attended participants\t2
Start time\t2/13/26, 2:00:00 PM
Average attendance time\t59m 1s

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
Sam\t2/13/26, 2:00:01 PM\t2/13/26, 3:00:00 PM\t59m 1s\tSam@Example.org\tsam@example.org\tPresenter
Jo\t2/13/26, 2:00:05 PM\t2/13/26, 3:00:00 PM\t59m 1s\t\t\tAttendee

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
Sam\t2/13/26, 2:00:01 PM\t2/13/26, 3:00:00 PM\t59m 1s\tsam@example.org\tPresenter
Nobody\t2/13/26, 2:00:01 PM\t2/13/26, 3:00:00 PM\t59m 1s\t\tPresenter
"""
TEAMS_PORTUGUESE = """\
1. Resumo
Título da reunião\tWorking group
Participantes\t2
Hora de início\t13/02/2026, 14:00:00

2. Participantes
Nome\tPrimeira entrada\tÚltima saída\tDuração\tE-mail\tID do participante (UPN)\tFunção
Sam\t13/02/2026, 14:00:01\t13/02/2026, 15:00:00\t59m\tsam@example.org\tsam@example.org\tApresentador
Jo\t13/02/2026, 14:00:05\t13/02/2026, 15:00:00\t59m\t\t\tParticipante

3. Atividades na reunião
"""
TEAMS_2021 = """\
Meeting Summary
Total Number of Participants\t2
Meeting Title\tWorking group
Meeting Start Time\t2/13/2026, 2:00:00 PM

Full Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\tParticipant ID (UPN)
Sam\t2/13/2026, 2:00:00 PM\t2/13/2026, 3:00:00 PM\t1h\tsam@example.org\tOrganizer\tsam@example.org
Jo\t2/13/2026, 2:01:00 PM\t2/13/2026, 2:10:00 PM\t9m\t\tPresenter\t
Jo\t2/13/2026, 2:20:00 PM\t2/13/2026, 3:00:00 PM\t40m\t\tPresenter\t
"""


@pytest.mark.parametrize("text", [TEAMS_NEW, TEAMS_PORTUGUESE, TEAMS_2021], ids=["new", "portuguese", "2021"])
def test_teams(text: str) -> None:
    shape, day, title, people = one_meeting(text)
    assert (shape, day, title) == ("teams", DAY, "Working group")
    assert list(dict.fromkeys(people)) == [("Sam", "sam@example.org"), ("Jo", "")]


def test_teams_at_its_oldest() -> None:
    rows = [
        "Full Name\tUser Action\tTimestamp",
        "Sam\tJoined before\t2/13/2026, 2:00 PM",
        "Sam\tLeft\t2/13/2026, 3:00 PM",
    ]
    text = "\n".join(rows)
    assert one_meeting(text) == ("teams", DAY, None, [("Sam", ""), ("Sam", "")])


@pytest.mark.parametrize(
    ("text", "day", "title"),
    [
        (
            "First name,Last name,Email,Duration,Time joined,Time exited\nSam,Lee,sam@x.org,1 hr,2:00 PM,3:00 PM\n",
            None,
            None,
        ),
        ("Name,Email,Duration,Time joined,Time exited\nSam Lee,sam@x.org,42m,2026-02-13 11:01:14,\n", DAY, None),
        (
            (
                "Meeting title,Date,Start time,End time\nStandup,2026-02-13,09:00,09:32\n\n"
                "Name,Email,Duration,Time joined,Time exited\nSam Lee,sam@x.org,32m,9:00:12,9:32:01\n"
            ),
            DAY,
            "Standup",
        ),
    ],
)
def test_meet(text: str, day: dt.date | None, title: str | None) -> None:
    assert one_meeting(text) == ("meet", day, title, [("Sam Lee", "sam@x.org")])


def test_a_matrix() -> None:
    text = """\
Our group,,,,,
Name;E-mail;Side;2026-01-12;13/02/2026;1 March 2026;Total
Sam;sam@x.org;community;x;1;;2
Jo <jo@x.org>;;professional;0;Yes;apologies;1
Lee;;;Community;-;;1
"""
    shape, found = reading(text)
    assert (shape, found.problems) == ("matrix", [])
    assert [meeting.date for meeting in found.meetings] == [dt.date(2026, 1, 12), DAY]
    assert came(found) == [[("Sam", "sam@x.org"), ("Lee", "")], [("Sam", "sam@x.org"), ("Jo", "jo@x.org")]]
    assert [one.side for one in found.meetings[0].came] == ["community", "community"]
    assert found.passed_over == ["Total", "1 March 2026"]


def test_a_matrix_whose_people_have_no_heading() -> None:
    shape, found = reading(";2026-01-12\nSam;x\n")
    assert (shape, came(found)) == ("matrix", [[("Sam", "")]])


def test_what_is_wrong_with_a_matrix_is_told_with_its_place() -> None:
    _, found = reading("Name;Side;2026-01-12;Sum;05/04/2026\nSam;gold;whatever;1;x\n;;x;;\n")
    assert told(found) == [
        (1, 4, 'column D, "Sum": stands between dates, and its heading is no day'),
        (
            1,
            5,
            (
                'column E: "05/04/2026" can be 5 Apr 2026 or 4 May 2026: go on with --date-order dmy (5 Apr 2026: the '
                "day comes first), or --date-order mdy (4 May 2026: the month comes first)"
            ),
        ),
        (
            2,
            3,
            (
                'column C, "2026-01-12": "whatever" does not say whether somebody came: go on with --value '
                "whatever=came (they came), or --value whatever=absent (they did not)"
            ),
        ),
        (3, 1, 'column A, "Name": a name is missing: go on with --leave-out x (the row is left out)'),
    ]


def test_a_long_sheet_by_its_headings() -> None:
    text = """\
Attendance of the year
Date,Session,Full name,E-mail address,Capacity,Stage,Level of participation,Comments,Shoe size
2026-01-12,Kick-off,Sam,sam@x.org,Community,Planning,4,,43
2026-01-12,Kick-off,Jo,,professional,,deciding,"Tea, cake",
12 Jan 2026,Evening,Sam,,community,design;delivery,,,
"""
    shape, found = reading(text.replace("4,,43", "deciding,,43"))
    assert (shape, found.problems, found.passed_over) == ("long", [], ["Comments", "Shoe size"])
    first, second = found.meetings
    none = {"community": 0, "professional": 0}
    assert first.fields == {
        "title": "Kick-off",
        "phase": ("co-planning",),
        "level": "deciding",
        "also_present": none,
        "settled": {},
    }
    assert second.fields == {
        "title": "Evening",
        "phase": ("co-design", "co-delivery"),
        "also_present": none,
        "settled": {},
    }
    assert came(found) == [[("Sam", "sam@x.org"), ("Jo", "")], [("Sam", "")]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Date,First name,Last name\n2026-01-12,Sam,Lee\n", "Sam Lee"),
        ("Date,Name,Surname\n2026-01-12,Sam,Lee\n", "Sam Lee"),
        ("Date,Name,First name,Surname\n2026-01-12,S. Lee,Sam,Lee\n", "S. Lee"),
        ("Date,Name\n2026-01-12,  Sam \t Lee\n", "Sam Lee"),
    ],
)
def test_a_name_may_stand_in_two_columns(text: str, name: str) -> None:
    assert came(reading(text)[1]) == [[(name, "")]]


def test_a_row_that_does_not_name_its_session_is_of_the_only_one_that_day() -> None:
    text = "Date,Title,Name\n2026-01-12,,Sam\n2026-01-12,Kick-off,Jo\n2026-01-13,,Sam\n2026-01-12,,Lee\n"
    _, found = reading(text)
    assert [meeting.fields.get("title") for meeting in found.meetings] == ["Kick-off", None]
    assert came(found) == [[("Sam", ""), ("Jo", ""), ("Lee", "")], [("Sam", "")]]
    _, found = reading(text + "2026-01-12,Evening,Sam\n")
    assert [(line, message) for line, _, message in told(found)] == [
        (row, 'column B, "Title": that day has several sessions, and it is not said of which this row is')
        for row in (2, 5)
    ]


def test_a_session_that_is_called_by_its_day_has_no_title() -> None:
    _, found = reading("date,session,person\n2026-01-12,2026-01-12-b,Sam\n")
    assert "title" not in found.meetings[0].fields


def test_headings_can_be_named() -> None:
    shape, found = reading("Wann,Wer,Note\n2026-02-13,Sam,x\n", date="Wann", person="wer", note="")
    assert (shape, came(found), found.passed_over) == ("long", [[("Sam", "")]], ["Note"])
    assert found.meetings[0].date == DAY


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (
            "05/04/2026,,Sam,,,,,,",
            1,
            '"Date": "05/04/2026" can be 5 Apr 2026 or 4 May 2026: go on with --date-order dmy',
        ),
        ("soon,,Sam,,,,,,", 1, '"Date": "soon" is no day, such as 2026-01-31 or 31 January 2026'),
        (",,Sam,,,,,,", 1, '"Date": a date is missing'),
        ("2026-02-13,,,community,,,,,", 3, '"Name": a name is missing'),
        (
            "2026-02-13,,Sam,,desing,,,,",
            5,
            (
                '"Phase": "desing" is no phase: known are co-planning, co-design, co-delivery, '
                'co-evaluation; did you mean "co-design"?'
            ),
        ),
        ("2026-02-13,,Sam,,,6,,,", 6, '"Level": "6" is no level, nor a number from 1 to 5: known are listened'),
        ("2026-02-13,,Sam,,,,gold,,", 7, '"Recognition": "gold" is no way of recognition: known are paid'),
        ("2026-02-13,,Sam,,,,,few,", 8, '"Community count": "few" is no whole number'),
        (
            "2026-01-12,,Jo,,,3,,,",
            6,
            '"Level": differs from row 2, of the same session: name the sessions of a day in a column headed session',
        ),
        ("2026-02-13,s1,Jo,,,,,,", 1, '"Date": is another day than in row 2, of the same session'),
    ],
)
def test_what_is_wrong_with_a_long_sheet_is_told_with_its_place(row: str, column: int, words: str) -> None:
    heads = "Date,Session id,Name,Side,Phase,Level,Recognition,Community count,Note\n"
    first = "2026-01-12,s1,Ana,community,design,4,,,\n" if ",s1," in row else "2026-01-12,,Ana,community,design,4,,,\n"
    _, found = reading(heads + first + row + "\n")
    [(line, at, message)] = told(found)
    assert (line, at) == (3, column)
    assert message.startswith(f"column {'ABCDEFGHI'[column - 1]}, {words}")


def test_the_same_unreadable_date_is_told_once() -> None:
    _, found = reading("date,person\n" + "05/04/2026,Sam\n" * 3 + "06/04/2026,Sam\n")
    assert [line for line, _, _ in told(found)] == [2, 5]


@pytest.mark.parametrize(
    ("text", "shape", "words"),
    [
        (
            "a,b\n1,2\n",
            None,
            (
                "has no shape that is known: no heading says which column names people. Say how to read it "
                'with --as, and which column is which with --column person=HEADING; in row 1 stand "a", "b"'
            ),
        ),
        ("a,b\n1,2\n", "zoom", "does not look like a Zoom attendance export"),
        ("a,b\n1,2\n", "teams", "does not look like a Microsoft Teams attendance report"),
        ("a,b\n1,2\n", "meet", "does not look like a Google Meet attendance report"),
    ],
)
def test_what_has_no_known_shape_is_told(text: str, shape: str | None, words: str) -> None:
    with pytest.raises(Unusable) as caught:
        reading(text, shape)
    assert [problem.message for problem in caught.value.problems] == [words]


def test_a_long_sheet_without_people_says_how_to_name_them() -> None:
    _, found = reading("a,b\n1,2\n", "long", date="c")
    assert [problem.message for problem in found.problems] == [
        'no column is headed "c"; here are "a", "b"',
        'no heading says which column names people: name it with --column person=HEADING; here are "a", "b"',
    ]


def test_headings_that_are_named_and_not_there_are_told() -> None:
    _, found = reading("Name,2026-01-12\nSam,x\n", side="Role")
    assert [problem.message for problem in found.problems] == [
        'no column is headed "Role"; here are "Name", "2026-01-12"'
    ]
    _, found = reading(ZOOM_WITH_DATA, side="Role")
    assert [problem.message for problem in found.problems] == [
        "its columns are known, so that --column has nothing to say"
    ]


def test_a_matrix_without_dates_says_so() -> None:
    _, found = reading("Name,b\nSam,x\n", "matrix")
    assert [problem.message for problem in found.problems] == ["no heading is a day, such as 2026-01-31"]
