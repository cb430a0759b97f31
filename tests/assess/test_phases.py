from collections.abc import Sequence

import pytest

from coprod.assess.matters import standings
from coprod.assess.phases import PhaseRecord, Status, phase_records
from coprod.assess.presence import attended
from coprod.framework import PHASES
from coprod.model import Project
from tests.conftest import document, session


def records(project: Project) -> tuple[PhaseRecord, ...]:
    sessions = attended(project.sessions)
    by_phase = {phase: [one for one in sessions if phase in one.session.phase] for phase in PHASES}
    return phase_records(by_phase, standings(sessions, project.project.given))


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
        (designed(["A", "p:B"]), "co-produced"),
        (designed(["A"]), "community-led"),
        (designed(["A"], ["p:B"]), "co-produced"),
        (designed(["A", "p:B"], level="considered") + session("co-design", who=["A"], level="deciding"), "co-produced"),
        (designed(["A"], level="considered") + session("co-design", who=["A"], level="deciding"), "community-led"),
        (session("co-design", more="also_present = { community = 1 }"), "community-led"),
        (session("co-design", level="considered", more="also_present = { community = 462 }"), "consulted"),
        (session("co-design", more="also_present = { professional = 1 }"), "professional-led"),
        (session("co-design", more="also_present = { community = 0, professional = 1 }"), "professional-led"),
    ],
)
def test_status(text: str, status: Status) -> None:
    assert record(text).status == status
    assert record(text).stands == (status in {"co-produced", "community-led"})


def test_people_are_distinct_and_counts_are_never_added() -> None:
    found = record(
        session("co-design", who=["A", "B", "p:X"], day="2026-02-02", more="also_present = { community = 12 }")
        + session(
            "co-design",
            who=["A", "C", "p:X"],
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
    text = session("co-design", who=["A"]).replace('"co-design"', '["co-planning", "co-design"]')
    project = document(text).project
    both = records(project)[:2]
    assert [one.status for one in both] == ["community-led", "community-led"]


def test_matters_belong_to_their_phase_wherever_they_were_settled() -> None:
    found = record(
        session("co-delivery", who=["A"], more='settled = { ideas = "Beds", place = "Here" }')
        + session("co-planning", who=["p:B"], more='settled = { testing = "None" }')
    )
    assert found.settled_together == ("ideas",)
    assert found.settled_apart == ("testing",)
