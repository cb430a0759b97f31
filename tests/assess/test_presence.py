from datetime import date

import pytest

from coprod.assess.presence import Persons, attended, fed_back, held, people_at_least, planned
from tests.conftest import document, session

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("who", "level", "part", "kind"),
    [
        (["A", "p:B"], "deciding", "partners", "both"),
        (["A"], "shared-power", "partners", "community"),
        (["A", "p:B"], "considered", "consulted", "both"),
        (["A", "p:B"], "", "took-part", "both"),
        (["p:B"], "deciding", None, "professional"),
        (["A", "p:A"], "deciding", "partners", "both"),
    ],
)
def test_the_communitys_part_and_who_was_there(who: list[str], level: str, part: str | None, kind: str) -> None:
    [one] = attended(document(session("co-design", who=who, level=level)).project)
    assert (one.part, one.kind, one.has_partners) == (part, kind, part == "partners")


def test_a_label_that_equals_a_name_is_the_first_id_of_that_name_and_an_id_is_itself() -> None:
    persons = Persons({"C1": "Amina K.", "C2": "Amina K.", "Sam": "C1", "C9": "Sam"})
    assert [persons.person(label) for label in ("C1", "Amina K.", "C2", "Sam", "amina k.", "C9")] == [
        "C1",
        "C1",
        "C2",
        "Sam",
        "amina k.",
        "C9",
    ]


def test_a_person_attends_once_on_each_side() -> None:
    text = session("co-design", who=["C1", "Amina K.", "p:Amina K."], more="also_present = { community = 2 }")
    [one] = attended(document(f'[project]\nname = "x"\n[people]\nC1 = "Amina K."\n{text}').project)
    assert (one.community.people, one.community.total) == (frozenset({"C1"}), 3)
    assert (one.professional.people, one.professional.total) == (frozenset({"C1"}), 1)


def test_sessions_are_held_up_to_the_day_itself() -> None:
    days = ("2026-11-21", "2026-11-22", "2026-11-23")
    sessions = attended(document("".join(session("co-design", who=["A"], day=day) for day in days)).project)
    assert [one.position for one in held(sessions, TODAY)] == [0, 1]
    assert [one.position for one in planned(sessions, TODAY)] == [2]


@pytest.mark.parametrize(
    ("sessions", "people"),
    [
        ("", 0),
        (session("co-design", who=["A", "p:X"], more="also_present = { community = 3 }"), 5),
        (
            session("co-design", who=["A"], more="also_present = { community = 3 }")
            + session("co-design", who=["B", "C"], more="also_present = { community = 1 }"),
            4,
        ),
        ("".join(session("co-design", who=[name], day=f"2026-01-0{day}") for day, name in enumerate("ABCDE", 1)), 5),
        (session("co-design", who=["A", "p:A"]), 2),
    ],
)
def test_on_each_side_the_larger_of_the_distinct_and_the_fullest_session(sessions: str, people: int) -> None:
    assert people_at_least(attended(document(sessions).project)) == people


def test_a_session_counts_as_fed_back_on_from_the_first_that_tells_of_it() -> None:
    project = document(
        session("co-design", who=["A"], day="2026-01-10", more='id = "first"\nfeeds_back = ["first", "later", "none"]')
        + session("co-design", who=["A"], day="2026-03-10", more='id = "third"\nfeeds_back = ["first"]')
        + session("co-design", who=["A"], day="2026-02-10", more='id = "second"\nfeeds_back = ["first"]')
        + session("co-design", who=["p:X"], day="2026-01-11", more='id = "staff"\nfeeds_back = ["first"]')
        + session("co-design", who=["A"], day="2026-04-10", more='id = "later"\nfeeds_back = ["third"]')
        + session("co-design", who=["A"], day="2026-04-10", more='id = "same-day"\nfeeds_back = ["later"]')
        + '[[feedback]]\ndate = 2026-02-11\nsessions = ["second", "third"]\nhow = "letter"\n'
        + '[[feedback]]\ndate = 2026-12-01\nsessions = ["staff"]\nhow = "letter"\n'
    ).project
    assert fed_back(project, held(attended(project), TODAY), TODAY) == {
        "first": date(2026, 2, 10),
        "second": date(2026, 2, 11),
        "third": date(2026, 4, 10),
        "later": date(2026, 4, 10),
    }
