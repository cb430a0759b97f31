"""Sheets that nobody would write by hand, made by chance: every row has a fate, and they are added whole, and once."""

import csv
import datetime as dt
import io
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from coprod.errors import Unusable
from coprod.sheets.advice import open_problems
from coprod.sheets.cells import folded
from coprod.sheets.choose import Mappings, Sitting
from coprod.sheets.entries import Answers, Proposal
from coprod.sheets.mapping import from_text
from coprod.sheets.tables import opened
from coprod.store.read import Document, parse

PROJECT = """\
[project]
name = "x"

[people]
C1 = "Amina K."

[[sessions]]
date = 2026-01-01
phase = "co-design"
community = ["Sam", "C1"]
professional = ["Jo"]
id = "by-hand"
"""
TODAY = dt.date(2026, 11, 22)
LONG = 'name = "name"\nday = "date"\ncame = "all"\nside = "side"\n'
NAMES = st.sampled_from(
    ["Sam", "sam ", "SAM", "Jo", "Amina  k.", "C1", "Zoë Lane", "Zoe\u0308 Lane", "'t Hooft", "Sam (she/her)"]
)
DAYS = ["2026-01-01", "1 Jan 2026", "2026-01-02"]


def text(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue()


def proposal_of(sheet: str, mapping: str, into: Document) -> Proposal:
    answers = Answers(TODAY, rest="community", phases=("co-design",))
    found = opened(sheet.encode(), "a.csv", 10**7)
    return Sitting("a.csv", found, Mappings({}), answers, from_text(mapping, "m.toml")).proposal(into.project)


@given(st.lists(st.tuples(st.sampled_from(DAYS), NAMES), min_size=1, max_size=12))
def test_a_sheet_is_added_whole_and_once_whatever_its_order(rows: list[tuple[str, str]]) -> None:
    named = [("2026-01-01", "Sam", "community")]
    named += [(day, name, "community") for day, name in rows if "jo" not in name.lower()]
    project = parse(PROJECT.encode(), "a.toml")
    heads = ("date", "name", "side")
    found = proposal_of(text([heads, *named]), LONG, project)
    assert not list(open_problems(found))
    after = found.change(project).after
    assert len({session.id for session in after.project.sessions}) == len(after.project.sessions)
    [first] = [session for session in after.project.sessions if session.id == "by-hand"]
    assert {*first.community} >= {"Sam", "C1"}
    for order in (named, list(reversed(named)), sorted(named)):
        again = proposal_of(text([heads, *order]), LONG, after)
        assert (again.new, again.changed) == ([], [])


@given(
    st.lists(
        st.tuples(NAMES, st.lists(st.sampled_from(["", "x", "-", "Yes"]), min_size=2, max_size=2)),
        min_size=1,
        max_size=6,
        unique_by=lambda row: folded(row[0]),
    )
)
def test_a_wide_sheet_is_the_long_one_that_says_the_same(rows: list[tuple[str, list[str]]]) -> None:
    days = ["2026-01-02", "2026-01-03"]
    long = [(day, name) for at, day in enumerate(days) for name, marks in rows if marks[at] in {"x", "Yes"}]
    project = parse(PROJECT.encode(), "a.toml")
    wide = 'name = "name"\nwide = "days"\ncame = { came = ["x", "yes"], absent = ["", "-"] }\n'
    plain = 'name = "name"\nday = "date"\ncame = "all"\n'
    if {"Sam", "sam", "SAM", "Sam (she/her)"} >= {name.strip() for name, _ in rows} or not long:
        return
    across = [("name", *days), *((name, *marks) for name, marks in rows)]
    both = [proposal_of(text(across), wide, project), proposal_of(text([("date", "name"), *long]), plain, project)]
    found = [sorted(proposal.new, key=lambda one: one.id) for proposal in both]
    assert found[0] == found[1]


#: Those who came have other names than those who did not, so that the record tells them apart.
PRESENT = [f"{first} Came" for first in ("Amina", "Bryn", "Jo", "Kim", "Lou", "Zoë")]
ABSENT = [f"{first} Away" for first in ("Amina", "Bryn", "Jo", "Kim", "Lou", "Zoë")]
ODD = [
    "", "x", "?", "Yes", "no", "12", "=A1", "5 others", "Residents", "Apologies", "Khan, Amina", "A and B", "a@b.org",
    "020 7946 0958", "Notes: none", "2026-05-14", "Name", "Total", "Guest", "Sam's iPhone", "-", "\u202e",
    "sent apologies",
]  # fmt: skip
ATTENDED = (
    'name = "Name"\nday = "ask"\nignore = ["Org"]\ncame = { column = "Here", came = ["Yes"], absent = ["No", ""] }\n'
)


@given(st.lists(st.tuples(st.sampled_from([*PRESENT, *ODD]), st.sampled_from(["Yes", "No", "", *ODD])), max_size=8))
def test_every_row_has_a_fate_and_nobody_lands_who_did_not_come(rows: list[tuple[str, str]]) -> None:
    project = parse(b'[project]\nname = "x"\n', "a.toml")
    cells = [(name, here, "Hub") for name, here in rows]
    proposal = proposal_of(text([("Name", "Here", "Org"), *cells]), ATTENDED, project)
    assert {entry.row for entry in proposal.entries} >= set(range(1, len(cells) + 1))
    assert all(entry.fate in {"came", "out", "same", "open", "new"} for entry in proposal.entries)
    assert all(entry.why for entry in proposal.entries if entry.fate in {"out", "open", "same"})
    if not list(open_problems(proposal)):
        landed = {label for session in proposal.new for label in session.community}
        assert landed == {name for name, here in rows if here.lower() == "yes" and name in PRESENT}
    # Nothing is settled by an exception: whatever stands in a sheet is told in a message.
    try:
        [str(problem) for problem in open_problems(proposal)]
    except Unusable:
        raise AssertionError from None
