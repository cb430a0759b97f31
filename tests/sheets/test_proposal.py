"""Sheets that nobody would write by hand, made by chance: they are added whole, and once."""

import csv
import datetime as dt
import io

from hypothesis import given
from hypothesis import strategies as st

from coprod.model import Session
from coprod.sheets import read
from coprod.sheets.compared import Compared, compared
from coprod.sheets.proposal import Proposal, Supplied, known_names, proposed
from coprod.sheets.reading.meeting import ReadOptions
from coprod.store.change import add_unchanged
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
NAMES = st.sampled_from(
    ["Sam", "sam ", "SAM", "Jo", "Amina  k.", "C1", "Zoë", "Zoe\u0308", "Émile", "'t Hooft", "Sam (she/her)"]
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["2026-01-01", "1 Jan 2026", "2026-01-02"]), st.sampled_from(["", "Kick-off", "a;b"]), NAMES
    ),
    min_size=1,
    max_size=12,
)


def _iso(day: str) -> str:
    return day.replace("1 Jan 2026", "2026-01-01")


def text(rows: list[tuple[str, ...]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue()


def imported(sheet: str, into: Document) -> tuple[Proposal, Compared]:
    options = ReadOptions(known=known_names(into.project))
    reading = read(sheet.encode(), "a.csv", 10**7, options, None)
    found = proposed(reading, into.project, Supplied(dt.date(2026, 11, 22), phases=("co-design",)))
    return found, compared(into.project, found.sessions)


@given(ROWS)
def test_a_sheet_is_added_whole_and_once_whatever_its_order(rows: list[tuple[str, str, str]]) -> None:
    # Where a day has titles, every row of it names one: which session a silent row is of could not be told.
    titles = {_iso(day): title for day, title, _ in rows if title}
    named = [(day, title or titles.get(_iso(day), ""), name, "community") for day, title, name in rows]
    heads = ("date", "title", "name", "side")
    project = parse(PROJECT.encode(), "a.toml")
    found, fresh = imported(text([heads, *named]), project)
    assert not found.problems
    after = add_unchanged(project, fresh.new).after
    assert len({session.id for session in after.project.sessions}) == len(after.project.sessions)
    for order in (named, list(reversed(named)), sorted(named)):
        _, again = imported(text([heads, *order]), after)
        assert again.new == again.changed == ()


@given(
    st.lists(
        st.tuples(NAMES, st.lists(st.sampled_from(["", "x", "-", "Yes"]), min_size=3, max_size=3)),
        min_size=1,
        max_size=6,
    )
)
def test_a_matrix_is_the_long_sheet_that_says_the_same(rows: list[tuple[str, list[str]]]) -> None:
    days = ["2026-01-01", "2026-01-02", "2026-01-03"]
    long = [
        (day, name, "community")
        for place, day in enumerate(days)
        for name, marks in rows
        if marks[place] in {"x", "Yes"}
    ]
    project = parse(PROJECT.encode(), "a.toml")

    def sessions(sheet: list[tuple[str, ...]]) -> list[Session]:
        return sorted(imported(text(sheet), project)[0].sessions, key=lambda one: one.id)

    if long:
        matrix = [("name", "side", *days), *((name, "community", *marks) for name, marks in rows)]
        assert sessions(matrix) == sessions([("date", "name", "side"), *long])
