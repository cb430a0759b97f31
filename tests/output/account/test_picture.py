import itertools
from datetime import date

import pytest

from coprod.assess.record import Attended, attended
from coprod.framework import PHASES
from coprod.output.account.picture import ROWS, Mark, Picture, chart, pictures
from tests.conftest import document, session
from tests.output.account.projects import hostile


def sessions(*texts: str) -> tuple[Attended, ...]:
    return attended(document("".join(texts)).project)


def days(*written: str) -> tuple[Attended, ...]:
    return sessions(*(session("co-design", who=["A"], day=day, more=f'title = "{day}"') for day in written))


@pytest.mark.parametrize(
    ("first", "last", "columns", "named"),
    [
        ("2026-01-31", "2026-01-01", 12, ["Jan 2026"]),
        ("2026-01-31", "2026-03-01", 12, ["Jan 2026", "Feb 2026", "Mar 2026"]),
        ("2025-02-01", "2026-03-01", 5, ["Jan 2025", "Apr 2025", "Jul 2025", "Oct 2025", "Jan 2026"]),
        ("2024-02-01", "2026-03-01", 5, ["Jan 2024", "Jul 2024", "Jan 2025", "Jul 2025", "Jan 2026"]),
        ("2019-12-31", "2021-01-01", 4, ["Jul 2019", "Jan 2020", "Jul 2020", "Jan 2021"]),
        ("2019-12-31", "2022-01-01", 4, ["2019", "2020", "2021", "2022"]),
        ("0001-01-01", "9999-12-31", 2, ["0", "1000"][:1]),
    ],
)
def test_columns_are_as_fine_as_there_is_room(first: str, last: str, columns: int, named: list[str]) -> None:
    found = chart(days(first, last), columns)
    assert list(found.columns)[: len(named)] == named
    assert len(found.columns) <= columns


def test_each_session_is_a_mark_by_time_level_and_sides_and_like_ones_are_counted() -> None:
    found = chart(
        sessions(
            session("co-design", who=["A", "p:B"], level="deciding", day="2026-01-02", more='title = "1"'),
            session("co-design", who=["A", "p:B"], level="deciding", day="2026-01-30", more='title = "2"'),
            session("co-design", who=["A"], level="deciding", day="2026-01-30", more='title = "3"'),
            session("co-design", who=["p:B"], level="deciding", day="2026-02-01"),
            session("co-delivery", who=["A"], day="2026-02-01"),
        ),
        12,
    )
    deciding = ROWS.index("deciding")
    assert found.lanes["co-design"] == (
        Mark(0, deciding, "both", "co-produced", 2),
        Mark(0, deciding, "community", "community-led", 1),
        Mark(1, ROWS.index("professionals alone"), "professional", "professional-led", 1),
    )
    assert found.lanes["co-delivery"] == (Mark(1, ROWS.index("not recorded"), "community", "took-part", 1),)
    assert found.lanes["co-planning"] == ()


def test_a_session_of_two_phases_stands_in_both() -> None:
    text = f'[[sessions]]\ndate = {date(2026, 1, 1)}\nphase = ["co-planning", "co-design"]\ncommunity = ["A"]\n'
    lanes = chart(sessions(text), 9).lanes
    assert lanes["co-planning"] == lanes["co-design"] != ()


@pytest.mark.parametrize(
    ("level", "more", "status"),
    [("informed", "", "informed"), ("deciding", 'kind = "ballot"', "consulted"), ("", 'kind = "survey"', "consulted")],
)
def test_who_was_told_or_voted_is_drawn_as_no_partner(level: str, more: str, status: str) -> None:
    [mark] = chart(sessions(session("co-design", who=["A", "p:B"], level=level, more=more)), 1).lanes["co-design"]
    assert mark.status == status


def overlapping(picture: Picture) -> list[tuple[float, float]]:
    places = sorted((shape.y, shape.x) for lane in picture.lanes for shape in lane.shapes)
    return [one for one, other in itertools.pairwise(places) if one[0] == other[0] and other[1] - one[1] < 16]


@pytest.mark.parametrize("number", [1, 12, 100, 400])
def test_in_a_picture_no_mark_hides_another_and_all_are_inside(number: int) -> None:
    shown = attended(document(hostile(number)).project)
    for picture in pictures(shown):
        shapes = [shape for lane in picture.lanes for shape in lane.shapes]
        assert sum(shape.sessions for shape in shapes) == sum(len(one.session.phase) for one in shown)
        assert overlapping(picture) == []
        assert all(picture.gutter < shape.x - 8 and shape.x + 8 < picture.width for shape in shapes)
        assert all(0 < shape.y < picture.height - 20 for shape in shapes)
        held = {phase for one in shown for phase in one.session.phase}
        assert [lane.phase for lane in picture.lanes] == [phase for phase in PHASES if phase in held]
        # Every row holds a mark.
        assert all({y for y, _ in lane.rows} == {shape.y for shape in lane.shapes} for lane in picture.lanes)
        ticks = [x for x, _ in picture.ticks]
        assert all(later - earlier >= 55 for earlier, later in itertools.pairwise(ticks))


def test_there_is_no_picture_of_nothing() -> None:
    assert pictures(()) == ()
