from collections.abc import Collection, Sequence
from datetime import date

import pytest

from coprod.assess.matters import standings
from coprod.assess.phases import PhaseRecord, Status, by_phase, phase_records
from coprod.assess.presence import attended, held, planned
from coprod.model import Project
from tests.conftest import document, session

TODAY = date(2026, 11, 22)


def records(project: Project, disputed: Collection[str] = ()) -> tuple[PhaseRecord, ...]:
    sessions = attended(project)
    to_come = by_phase(planned(sessions, TODAY))
    sessions = held(sessions, TODAY)
    return phase_records(by_phase(sessions), to_come, standings(sessions, project.project.given), disputed)


def record(text: str) -> PhaseRecord:
    project = document(text).project
    return records(project)[1]


def designed(*whos: Sequence[str], level: str = "") -> str:
    return "".join(session("co-design", who=who, level=level, day=f"2026-01-{n + 1:02}") for n, who in enumerate(whos))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("", "nothing-logged"),
        (session("co-planning", who=["A", "p:B"]), "nothing-logged"),
        (designed(["p:B"]), "professional-led"),
        (designed(["A", "p:B"], level="listened"), "consulted"),
        (designed(["A", "p:B"], level="supported"), "consulted"),
        (designed(["A", "p:B"], level="considered"), "consulted"),
        (designed(["A"], level="considered"), "consulted"),
        (designed(["A", "p:B"], level="deciding"), "co-produced"),
        (designed(["A", "p:B"], level="shared-power"), "co-produced"),
        (designed(["A", "p:B"]), "took-part"),
        (designed(["A", "p:B"]) + session("co-design", who=["A"], level="considered"), "took-part"),
        (designed(["A", "p:B"]) + session("co-design", who=["A"], level="deciding"), "co-produced"),
        (session("co-design", who=["A", "p:B"], level="deciding", day="2026-11-23"), "nothing-logged"),
        (designed(["A"]), "took-part"),
        (designed(["A"], level="deciding"), "community-led"),
        (designed(["A"], ["p:B"], level="deciding"), "co-produced"),
        (designed(["A", "p:B"], level="considered") + session("co-design", who=["A"], level="deciding"), "co-produced"),
        (designed(["A"], level="considered") + session("co-design", who=["A"], level="deciding"), "community-led"),
        (session("co-design", level="deciding", more="also_present = { community = 1 }"), "community-led"),
        (session("co-design", level="considered", more="also_present = { community = 462 }"), "consulted"),
        (session("co-design", more="also_present = { professional = 1 }"), "professional-led"),
        (session("co-design", more="also_present = { community = 0, professional = 1 }"), "professional-led"),
    ],
)
def test_status(text: str, status: Status) -> None:
    assert record(text).status == status
    assert record(text).stands == (status in {"co-produced", "community-led"})
    assert record(text).missing == (status in {"nothing-logged", "professional-led", "consulted"})


def test_people_are_distinct_and_counts_are_never_added() -> None:
    found = record(
        session(
            "co-design",
            who=["A", "B", "p:X"],
            level="deciding",
            day="2026-02-02",
            more="also_present = { community = 12 }",
        )
        + session(
            "co-design",
            who=["A", "C", "p:X"],
            level="deciding",
            day="2026-01-12",
            more="also_present = { community = 9, professional = 2 }",
        )
        + session(
            "co-design",
            who=["A", "D", "E"],
            level="listened",
            day="2026-01-30",
            more="also_present = { community = 462 }",
        )
    )
    assert (found.sessions, str(found.first), str(found.last)) == (3, "2026-01-12", "2026-02-02")
    assert (found.community.people, found.community.attendances, found.community.counted) == (5, 7, 462)
    assert (found.partners.people, found.partners.counted) == (3, 12)
    assert (found.consulted.people, found.consulted.counted) == (2, 462)
    assert (found.professional.people, found.professional.attendances, found.professional.counted) == (1, 2, 2)


def test_a_session_of_two_phases_counts_for_both() -> None:
    text = session("co-design", who=["A"], level="deciding").replace('"co-design"', '["co-planning", "co-design"]')
    project = document(text).project
    both = records(project)[:2]
    assert [one.status for one in both] == ["community-led", "community-led"]


def test_matters_belong_to_their_phase_wherever_they_were_settled() -> None:
    found = record(
        session("co-delivery", who=["A"], level="deciding", more='settled = { ideas = "Beds", place = "Here" }')
        + session("co-planning", who=["p:B"], more='settled = { testing = "None" }')
    )
    assert found.settled_together == ("ideas",)
    assert found.settled_apart == ("testing",)


def test_people_are_parted_by_the_strongest_of_what_is_recorded_of_them() -> None:
    found = record(
        session("co-design", who=["A", "B"], level="deciding", more="also_present = { community = 1 }")
        + session("co-design", who=["B", "C", "D"], more="also_present = { community = 2 }")
        + session("co-design", who=["A", "C", "E"], level="listened", more="also_present = { community = 3 }")
    )
    parts = (found.partners, found.took_part, found.consulted)
    assert [(part.people, part.attendances, part.counted) for part in parts] == [(2, 2, 1), (2, 2, 2), (1, 1, 3)]
    assert (found.community.people, found.community.attendances, found.community.counted) == (5, 8, 3)


def test_what_is_planned_is_counted_apart() -> None:
    found = record(designed(["A"]) + session("co-design", who=["B"], level="deciding", day="2026-11-23"))
    assert (found.sessions, found.planned, str(found.last), found.community.people) == (1, 1, "2026-01-01", 1)


def test_a_phase_is_contested_where_every_session_that_it_stands_on_is_disputed() -> None:
    text = session("co-design", who=["A"], level="deciding", more='id = "one"')
    text += session("co-design", who=["A"], level="shared-power", more='id = "two"')
    text += session("co-design", who=["A"], level="listened", more='id = "three"')
    project = document(text).project
    contested = [records(project, disputed)[1].contested for disputed in ((), {"one"}, {"one", "two"}, {"three"})]
    assert contested == [False, False, True, False]
