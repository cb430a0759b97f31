import pytest

from coprod.assess.matters import standings
from coprod.assess.presence import attended
from tests.conftest import document, session

PARTNERS, ALONE, ASKED = ["A", "p:B"], ["p:B"], "listened"


def settled(day: str, who: list[str], level: str = "") -> str:
    return session("co-planning", who=who, level=level, day=f"2026-01-{day}", more='settled = { funding = "x" }')


@pytest.mark.parametrize(
    ("text", "together", "apart"),
    [
        ("", False, 0),
        (settled("01", PARTNERS), True, 0),
        (settled("01", PARTNERS, "deciding"), True, 0),
        (settled("01", PARTNERS, ASKED), False, 1),
        (settled("01", ALONE), False, 1),
        (settled("01", ALONE) + settled("02", PARTNERS), True, 0),
        (settled("02", PARTNERS) + settled("01", ALONE), True, 0),
        (settled("01", PARTNERS) + settled("02", ALONE), False, 1),
        (settled("01", PARTNERS) + settled("01", ALONE), True, 0),
        (settled("01", ALONE) + settled("02", PARTNERS) + settled("03", ALONE) + settled("04", ALONE), False, 2),
    ],
)
def test_the_last_word_counts(text: str, together: bool, apart: int) -> None:
    sessions = attended(document(text).project.sessions)
    funding = standings(sessions, {})["funding"]
    assert (funding.together, len(funding.apart)) == (together, apart)


def test_what_was_given_is_never_apart() -> None:
    sessions = attended(document(settled("01", ALONE)).project.sessions)
    funding = standings(sessions, {"funding": "Capped"})["funding"]
    assert (funding.together, funding.apart) == (False, ())


def test_every_matter_has_a_standing_and_others_are_untouched() -> None:
    found = standings(attended(document(settled("01", ALONE)).project.sessions), {})
    assert len(found) == 16
    assert [matter for matter, standing in found.items() if standing.apart] == ["funding"]
