import pytest

from coprod.assess.matrix import place
from coprod.assess.presence import attended
from tests.conftest import document, session

DESIGN = {
    None: "",
    "professional": session("co-planning", who=["A", "p:B"], level="considered") + session("co-design", who=["p:B"]),
    "both": session("co-planning", who=["A"]) + session("co-design", who=["p:B"]),
    "community": session("co-design", who=["A"]),
}
DELIVERY = {
    None: session("co-evaluation", who=["A", "p:B"]),
    "professional": session("co-delivery", who=["p:B"]),
    "both": session("co-delivery", who=["A", "p:B"], level="deciding"),
    "community": session("co-delivery", who=["A"]),
}


@pytest.mark.parametrize("design", DESIGN)
@pytest.mark.parametrize("delivery", DELIVERY)
def test_each_axis_is_placed_by_its_own_sessions(design: str | None, delivery: str | None) -> None:
    found = place(attended(document(DESIGN[design] + DELIVERY[delivery]).project.sessions))
    assert (found.design, found.delivery) == (design, delivery)
    assert (found.cell is None) == (design is None or delivery is None)


def test_the_middle_and_the_corners_have_their_published_labels() -> None:
    def cell(design: str, delivery: str) -> str | None:
        return place(attended(document(DESIGN[design] + DELIVERY[delivery]).project.sessions)).cell

    assert cell("both", "both") == "Full co-production"
    assert cell("professional", "professional") == "Traditional professional service provision"
    assert cell("community", "community") == "Self-organised community provision"
    assert cell("professional", "both") == "User co-delivery of professionally designed services"


def test_people_who_were_only_consulted_place_nothing() -> None:
    assert place(attended(document(session("co-design", who=["A"], level="listened")).project.sessions)).design is None
