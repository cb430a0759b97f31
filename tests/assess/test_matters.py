import pytest

from coprod.assess.matters import standings
from coprod.assess.presence import attended
from tests.conftest import document, session

PARTNERS, ALONE, ASKED, UNKNOWN = (["A", "p:B"], "deciding"), (["p:B"], ""), (["A", "p:B"], "listened"), (["A"], "")


def settled(day: str, how: tuple[list[str], str]) -> str:
    who, level = how
    return session("co-planning", who=who, level=level, day=f"2026-01-{day}", more='settled = { funding = "x" }')


@pytest.mark.parametrize(
    ("text", "how", "before", "since"),
    [
        ("", None, 0, 0),
        (settled("01", PARTNERS), "together", 0, 0),
        (settled("01", UNKNOWN), "not-known", 0, 0),
        (settled("01", ASKED), "apart", 0, 1),
        (settled("01", ALONE), "apart", 0, 1),
        (settled("01", ALONE) + settled("02", PARTNERS), "together", 1, 0),
        (settled("02", PARTNERS) + settled("01", ALONE), "together", 1, 0),
        (settled("01", PARTNERS) + settled("02", ALONE), "apart", 0, 1),
        (settled("01", PARTNERS) + settled("01", ALONE), "together", 0, 0),
        (settled("01", ALONE) + settled("01", UNKNOWN), "not-known", 0, 1),
        (settled("01", UNKNOWN) + settled("01", PARTNERS), "together", 0, 0),
        (settled("01", PARTNERS) + settled("02", UNKNOWN), "not-known", 0, 0),
        (settled("01", ALONE) + settled("02", PARTNERS) + settled("03", ALONE) + settled("04", ALONE), "apart", 1, 2),
    ],
)
def test_the_last_settling_counts(text: str, how: str | None, before: int, since: int) -> None:
    funding = standings(attended(document(text).project), {})["funding"]
    assert (funding.how, len(funding.apart_before), len(funding.apart_since)) == (how, before, since)


def test_settling_apart_what_was_given_is_left_out_of_account() -> None:
    text = settled("01", PARTNERS) + settled("02", ALONE)
    funding = standings(attended(document(text).project), {"funding": "Capped"})["funding"]
    assert (funding.how, funding.apart) == ("together", ())
    funding = standings(attended(document(settled("02", ALONE)).project), {"funding": "Capped"})["funding"]
    assert funding.how is None


def test_every_matter_has_a_standing_and_others_are_untouched() -> None:
    found = standings(attended(document(settled("01", ALONE)).project), {})
    assert len(found) == 16
    assert [matter for matter, standing in found.items() if standing.how] == ["funding"]
