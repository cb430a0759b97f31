import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.days import MONTHS, WEEKDAYS, Order, Period, Unclear, day, in_full, period

TODAY = dt.date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-01-12", "2026-01-12"),
        ("2026\u201101\u201312", "2026-01-12"),
        (" today ", "2026-11-22"),
        ("Yesterday", "2026-11-21"),
        ("tomorrow", "2026-11-23"),
        ("12 Jan 2026", "2026-01-12"),
        ("12-jan-2026", "2026-01-12"),
        ("12th of January, 2026", "2026-01-12"),
        ("January 12, 2026", "2026-01-12"),
        ("Mon 12 Jan. 2026", "2026-01-12"),
        ("12 sept 2026", "2026-09-12"),
        ("12 January", "2026-01-12"),
        ("Dec 24", "2025-12-24"),
        ("22 Nov", "2026-11-22"),
        ("23 November", "2025-11-23"),
        ("29 Feb", "2024-02-29"),
        ("Sunday", "2026-11-22"),
        ("mon", "2026-11-16"),
        ("tues.", "2026-11-17"),
        ("Weds", "2026-11-18"),
        ("next tuesday", "2026-11-24"),
        ("Next  Sat.", "2026-11-28"),
        ("next sunday", "2026-11-29"),
        ("31/01/2026", "2026-01-31"),
        ("1/31/2026", "2026-01-31"),
        ("31.1.2026", "2026-01-31"),
        ("05-05-2026", "2026-05-05"),
        ("2026/1/5", "2026-01-05"),
        ("25/12", "2025-12-25"),
    ],
)
def test_days_are_read_as_people_write_them(text: str, found: str) -> None:
    assert day(text, TODAY).isoformat() == found


@pytest.mark.parametrize("text", ["12/01/2026", "1.2.2026", "03-04-2026", "12/1"])
def test_what_can_be_two_days_is_told_with_both(text: str) -> None:
    with pytest.raises(Unclear, match=r"can be .* or .*: write \d{4}-.* or \d{4}-.*, or set COPROD_DATES") as raised:
        day(text, TODAY)
    assert len(raised.value.readings) == 2


@pytest.mark.parametrize(
    ("order", "text", "found"),
    [("dmy", "12/01/2026", "2026-01-12"), ("mdy", "12/01/2026", "2026-12-01"), ("dmy", "12/1", "2026-01-12")],
)
def test_the_order_settles_it(order: Order, text: str, found: str) -> None:
    assert day(text, TODAY, order).isoformat() == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "names no day"),
        (" ", "names no day"),
        ("12/01/26", "has no year in full"),
        ("12 Jan 26", "has no year in full"),
        ("2026-02-30", "is not a day"),
        ("20260230", "is not a day"),
        ("30 Feb", "is not a day"),
        ("31/31/2026", "is not a day"),
        ("may", "is not a day"),
        ("mo", "is not a day"),
        ("next week", "is not a day"),
        ("12", "is not a day"),
        ("٣/٤/٢٠٢٦", "is not a day"),
        ("Tue 12 Jan 2026", "does not fit: 12 Jan 2026 is a Monday"),
        ("x" * 99, "..."),
    ],
)
def test_anything_else_is_refused_with_what_to_write(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words.replace(".", r"\.")):
        day(text, TODAY)


@given(st.dates(min_value=dt.date(1000, 1, 1)), st.sampled_from(WEEKDAYS))
def test_every_day_is_read_back_as_it_was_said(one: dt.date, weekday: str) -> None:
    assert day(in_full(one), TODAY) == one
    assert day(one.isoformat(), TODAY) == one
    last = day(weekday, one)
    assert WEEKDAYS[last.weekday()] == weekday
    assert 0 <= (one - last).days < 7
    without = day(f"{one.day} {MONTHS[one.month - 1]}", one)
    assert without == one


@given(st.text(max_size=12))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    try:
        day(text, TODAY)
    except ValueError as error:
        assert str(error)  # noqa: PT017 - either way is right, and nothing else is raised


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        (" 2025-04-01 ", "2025-04-01", "2025-04-01"),
        ("2025-04..2026-03", "2025-04-01", "2026-03-31"),
        ("2025 .. 2026", "2025-01-01", "2026-12-31"),
        ("2025-04-01..", "2025-04-01", ""),
        ("..2025-04", "", "2025-04-30"),
        ("..", "", ""),
    ],
)
def test_a_period_is_of_whole_years_months_and_days(text: str, begin: str, end: str) -> None:
    found = period(text)
    assert [str(found.begin or ""), str(found.end or "")] == [begin, end]


@pytest.mark.parametrize(
    "text", ["", "25", "2025-13", "2025-02-30", "0000", "2025-4", "April 2025", "2025..x", "2025...2026", "2025-04/05"]
)
def test_what_is_no_period_is_told_what_one_looks_like(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no period: write a year, a month or a day"):
        period(text)


def test_a_period_ends_no_sooner_than_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        period("2026..2025")


def test_a_period_holds_its_first_and_its_last_day() -> None:
    april = period("2025-04")
    days = ["2025-03-31", "2025-04-01", "2025-04-30", "2025-05-01"]
    assert [april.contains(dt.date.fromisoformat(one)) for one in days] == [False, True, True, False]
    assert Period().contains(dt.date.min)
