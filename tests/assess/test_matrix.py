import pytest

from coprod.assess.matrix import MatrixPlace, matrix_place
from coprod.assess.presence import attended
from tests.conftest import document, session


def place(text: str) -> MatrixPlace:
    return matrix_place(attended(document(text).project))


DESIGN = {
    None: "",
    "professional": session("co-planning", who=["p:A", "p:B"], level="considered") + session("co-design", who=["p:B"]),
    "both": session("co-planning", who=["A", "p:B"], level="deciding") + session("co-design", who=["p:B"]),
    "community": session("co-design", who=["A"], level="shared-power"),
}
DELIVERY = {
    None: session("co-evaluation", who=["A", "p:B"]),
    "professional": session("co-delivery", who=["p:B"]),
    "both": session("co-delivery", who=["A", "p:B"], level="deciding"),
    "community": session("co-delivery", who=["A"], level="deciding") + session("co-delivery", who=["C"]),
}


@pytest.mark.parametrize("design", DESIGN)
@pytest.mark.parametrize("delivery", DELIVERY)
def test_each_axis_is_placed_by_its_own_sessions(design: str | None, delivery: str | None) -> None:
    found = place(DESIGN[design] + DELIVERY[delivery])
    assert (found.design, found.delivery) == (design, delivery)
    assert (found.cell is None) == (design is None or delivery is None)
    assert (found.design_untold is None, found.delivery_untold is None) == (design is not None, delivery is not None)


def test_the_middle_and_the_corners_have_their_published_labels() -> None:
    def cell(design: str, delivery: str) -> str | None:
        return place(DESIGN[design] + DELIVERY[delivery]).cell

    assert cell("both", "both") == "Full co-production"
    assert cell("professional", "professional") == "Traditional professional service provision"
    assert cell("community", "community") == "Self-organised community provision"
    assert cell("professional", "both") == "User co-delivery of professionally designed services"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no-session"),
        (session("co-design", who=["A"], level="listened") + session("co-design", who=["p:B"]), "consulted"),
        (session("co-design", who=["A", "p:B"]) + session("co-design", who=["A"], level="listened"), "took-part"),
        (session("co-design", who=["A"], level="deciding") + session("co-planning", who=["p:B"]), "never-together"),
        (
            session("co-design", who=["A"], level="deciding")
            + session("co-design", who=["A", "p:B"], level="listened"),
            "never-together",
        ),
    ],
)
def test_an_axis_that_cannot_be_told_says_why(text: str, reason: str) -> None:
    assert (place(text).design, place(text).design_untold) == (None, reason)
