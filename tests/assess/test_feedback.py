from datetime import date

from coprod.assess.feedback import fed_back
from tests.conftest import document, session


def test_a_session_counts_as_fed_back_on_from_the_first_that_tells_of_it() -> None:
    sessions = document(
        session("co-design", who=["A"], day="2026-01-10", more='id = "first"\nfeeds_back = ["first", "later", "none"]')
        + session("co-design", who=["A"], day="2026-03-10", more='id = "third"\nfeeds_back = ["first"]')
        + session("co-design", who=["A"], day="2026-02-10", more='id = "second"\nfeeds_back = ["first"]')
        + session("co-design", who=["A"], day="2026-04-10", more='id = "later"\nfeeds_back = ["third"]')
        + session("co-design", who=["A"], day="2026-04-10", more='id = "same-day"\nfeeds_back = ["later"]')
    ).project.sessions
    assert fed_back(sessions) == {
        "first": date(2026, 2, 10),
        "third": date(2026, 4, 10),
        "later": date(2026, 4, 10),
    }
