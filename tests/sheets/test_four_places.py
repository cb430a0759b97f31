"""Every row of every sheet came, was left out for a reason, was counted, or stopped the import."""

import csv
import datetime as dt
import io

from hypothesis import given
from hypothesis import strategies as st

from coprod.errors import Unusable
from coprod.sheets import read
from coprod.sheets.lacking import require_whole
from coprod.sheets.proposal import Proposal, Supplied, proposed
from coprod.sheets.reading.meeting import Reading, ReadOptions
from coprod.sheets.reading.sides import SideSources
from tests.conftest import document

PROJECT = document("").project
#: Those who came have other names than those who did not, so that the record tells them apart.
PRESENT = [f"{first} Came" for first in ("Amina", "Bryn", "Jo", "Kim", "Lou", "Zoë")]
ABSENT = [f"{first} Away" for first in ("Amina", "Bryn", "Jo", "Kim", "Lou", "Zoë")]
NOBODY = ["Total", "N/A", "TBC", "Otter.ai", "fireflies.ai notetaker", "-"]
#: Headings, each with what says that somebody came, and what says that they did not.
COLUMNS = {
    "Attended?": (
        ["Yes", "y", "✓", "TRUE", "Present", "late"],
        ["No", "n", "✗", "FALSE", "no show", "DNA", "apologies"],
    ),
    "Status": (["Attended", "checked in", "Present"], ["Cancelled", "declined", "waitlisted", "no-show", "pending"]),
    "Anwesenheit": (["anwesend", "ja"], ["entschuldigt", "nein", "krank"]),
    "Présence": (["présent", "oui"], ["absente", "excusé", "non"]),
    "Hours": (["2", "1.5", "0,5"], ["0", "0.0"]),
    "Checked in at": (["2026-05-14 10:02", "10:15"], [""]),
    "Notes": (
        ["", "brought cake", "first time"],
        ["sent apologies", "did not attend", "Apologies - ill", "left before start"],
    ),
    "Apologies": ([""], ["x", "yes", "on holiday"]),
}
#: Cells of which nobody can be sure; where one of them stands, the import may stop, and nobody may be lost.
ODD = [
    "",
    "x",
    "?",
    "maybe",
    "Yes",
    "no",
    "12",
    "gave apologies for Jo",
    "=A1",
    "5 others",
    "Residents",
    "Apologies",
    "Khan, Amina",
    "A and B",
    "a@b.org",
    "020 7946 0958",
    "Notes: none",
    "Present: Jo Lee",
    "2026-05-14",
    "Name",
    "Total",
    "Other partners:",
]


def reading_of(rows: list[list[str]]) -> Reading:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return read(out.getvalue().encode(), "a.csv", 10**7, ReadOptions(), None)


def proposal_of(reading: Reading) -> Proposal:
    people = [name for meeting in reading.meetings for name in (came.name for came in meeting.came)]
    groups = [counted.words for meeting in reading.meetings for counted in meeting.counted]
    sides = SideSources(named={"community": [*people, *groups], "professional": []})
    day = None if any(meeting.date for meeting in reading.meetings) else dt.date(2026, 5, 14)
    return proposed(
        reading,
        PROJECT,
        Supplied(dt.date(2026, 11, 22), date=day, phases=("co-design",), sides=sides, date_is_right=True),
    )


@st.composite
def sheets(draw: st.DrawFn) -> list[list[str]]:
    heading = draw(st.sampled_from(list(COLUMNS)))
    came, away = COLUMNS[heading]
    rows = [["Name", heading, "Organisation"]]
    for name in draw(st.lists(st.sampled_from([*PRESENT, *ABSENT, *NOBODY]), min_size=1, max_size=8, unique=True)):
        cell = draw(st.sampled_from(away if name in ABSENT else came))
        rows.append([name, cell, draw(st.sampled_from(["", "Hub", "Council"]))])
    if draw(st.booleans()):
        rows += [["Apologies", "", ""], *[[name, "", ""] for name in ("Ash Away", "Bo Away")]]
    return rows


@given(sheets())
def test_nobody_who_did_not_come_is_recorded_and_nobody_who_came_is_lost(rows: list[list[str]]) -> None:
    try:
        reading = reading_of(rows)
        proposal = proposal_of(reading)
        require_whole(proposal)
    except Unusable:
        return
    landed = {label for session in proposal.sessions for label in session.community}
    assert not landed - set(PRESENT)
    assert landed == {row[0] for row in rows} & set(PRESENT)


@given(
    st.lists(
        st.tuples(st.sampled_from([*PRESENT, *ODD]), st.sampled_from(ODD), st.sampled_from(["", "Hub", *ODD])),
        min_size=1,
        max_size=7,
    ),
    st.sampled_from(
        [
            ("Name", "Attended", "Organisation"),
            ("Date", "Name", "Notes"),
            ("Name", "2026-05-14", "2026-05-21"),
            ("Present", "Apologies", "Status"),
            ("First name", "Last name", "RSVP"),
            ("Topic", "Participants", "Role"),
        ]
    ),
)
def test_every_row_ends_in_one_of_four_places(cells: list[tuple[str, ...]], headings: tuple[str, ...]) -> None:
    rows = [list(headings), *map(list, cells)]
    try:
        reading = reading_of(rows)
    except Unusable:
        return
    if reading.problems or reading.questions:
        return
    entries = [*(came.place for meeting in reading.meetings for came in meeting.came)]
    entries += [counted.place for meeting in reading.meetings for counted in meeting.counted]
    entries += [entry.place for entry in reading.left_out]
    ended = {place.row for place in entries} | {row for _, row in reading.about | reading.nameless}
    assert ended >= {number for number, row in enumerate(rows) if any(cell.strip() for cell in row)}


def test_the_sheets_are_not_all_stopped() -> None:
    whole = [["Name", "Attended?"], ["Amina Came", "Yes"], ["Bryn Away", "No"]]
    proposal = proposal_of(reading_of(whole))
    require_whole(proposal)
    assert [session.community for session in proposal.sessions] == [("Amina Came",)]
    assert [(entry.name, entry.reason) for entry in proposal.reading.left_out] == [
        ("Bryn Away", '"Attended?" says "No"')
    ]
