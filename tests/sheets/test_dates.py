import datetime as dt

import pytest

from coprod.days import ORDERS, Order, Unclear
from coprod.sheets.dates import day, from_serial, like_a_day


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-01-31", (2026, 1, 31)),
        (" 2026/1/5 ", (2026, 1, 5)),
        ("2026.01.05", (2026, 1, 5)),
        ("2026-06-10T09:00:00Z", (2026, 6, 10)),
        ("2026-06-10 09:00", (2026, 6, 10)),
        ("31/01/2026", (2026, 1, 31)),
        ("01/31/2026", (2026, 1, 31)),
        ("02/02/2021 02:00:00 PM", (2021, 2, 2)),
        ("2/2/21, 2:00:00 PM", (2021, 2, 2)),
        ("11/26/25, 4:16:54 PM", (2025, 11, 26)),
        ("31.1.2026", (2026, 1, 31)),
        ("31 January 2026", (2026, 1, 31)),
        ("31st Jan 2026", (2026, 1, 31)),
        ("31-Jan-2026", (2026, 1, 31)),
        ("Monday, 12 Jan 2026", (2026, 1, 12)),
        ("Aug 12, 2026 10:00 AM", (2026, 8, 12)),
        ("August 12 2026", (2026, 8, 12)),
    ],
)
def test_a_day_that_can_be_read_in_one_way_is_read(text: str, found: tuple[int, int, int]) -> None:
    assert day(text, None) == dt.date(*found)
    assert like_a_day(text)


@pytest.mark.parametrize("text", ["05/04/2026", "5.4.2026", "05-04-2026", "05/04/26 10:00", "26-01-12", "10/11/12"])
def test_a_day_that_can_be_read_in_two_ways_is_refused(text: str) -> None:
    with pytest.raises(Unclear, match=r"can be .* or .*"):
        day(text, None)


@pytest.mark.parametrize(
    ("order", "found"), [("dmy", (2012, 11, 10)), ("mdy", (2012, 10, 11)), ("ymd", (2010, 11, 12))]
)
def test_the_order_settles_it(order: Order, found: tuple[int, int, int]) -> None:
    assert day("10/11/12", order) == dt.date(*found)


@pytest.mark.parametrize(
    "text", ["31/02/2026", "2026-02-30", "32 January 2026", "1/2/3", "soon", "20260112", "2:00 PM"]
)
@pytest.mark.parametrize("order", [None, *ORDERS])
def test_what_is_no_day_is_told(text: str, order: Order | None) -> None:
    with pytest.raises(ValueError, match="is no day"):
        day(text, order)


def test_an_order_that_does_not_fit_is_told() -> None:
    for text, order in (("13/14/2026", "dmy"), ("31/01/2026", "mdy")):
        with pytest.raises(ValueError, match=f'"{text}" is no day'):
            day(text, order)


@pytest.mark.parametrize(
    ("cell", "found"), [("46156", (2026, 5, 14)), ("46156.5", (2026, 5, 14)), ("2026", None), ("4615x", None)]
)
def test_a_number_of_a_workbook_is_the_day_that_it_counts(cell: str, found: tuple[int, int, int] | None) -> None:
    assert from_serial(cell, dt.date(1899, 12, 30)) == (dt.date(*found) if found else None)


def test_a_cell_that_holds_a_day_is_that_day() -> None:
    assert day(dt.date(2026, 4, 5), None) == dt.date(2026, 4, 5)
    assert like_a_day(dt.date(2026, 4, 5))
    assert not like_a_day("Name")
