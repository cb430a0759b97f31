"""How a matter was settled: the last settling, what is given, and what only confirms."""

from typing import Any

import pytest

from coprod.assess.matters import same_words, standings
from coprod.assess.record import attended
from tests.conftest import document, session

PARTNERS, ALONE, ASKED, UNKNOWN = (["A", "p:B"], "deciding"), (["p:B"], ""), (["A", "p:B"], "listened"), (["A"], "")


def settled(day: str, how: tuple[list[str], str]) -> str:
    who, level = how
    more = f'settled = {{ funding = "As on {day}, {len(who)} {level}" }}'
    return session("co-planning", who=who, level=level, day=f"2026-01-{day}", more=more)


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
    assert (funding.how, funding.apart) == ("together", [])
    funding = standings(attended(document(settled("02", ALONE)).project), {"funding": "Capped"})["funding"]
    assert funding.how is None


def test_every_matter_has_a_standing_and_others_are_untouched() -> None:
    found = standings(attended(document(settled("01", ALONE)).project), {})
    assert len(found) == 16
    assert [matter for matter, standing in found.items() if standing.how] == ["funding"]


AGREED = session(
    "co-planning", who=["A", "p:B"], level="deciding", more='settled = { funding = "Half to the kitchen" }'
)
LATER: dict[str, Any] = {"who": ["p:B"], "day": "2026-03-01"}


@pytest.mark.parametrize(
    ("text", "how", "confirmed"),
    [
        (
            AGREED + session("co-planning", **LATER, more='settled = { funding = "half to the  KITCHEN." }'),
            "together",
            1,
        ),
        (AGREED + session("co-planning", **LATER, more='settled = { funding = "Half to the kitchens" }'), "apart", 0),
        (
            AGREED + session("co-planning", **LATER, more='settled = { funding = "Half, to the kitchen" }'),
            "together",
            1,
        ),
        (
            session("co-planning", who=["p:B"], day="2025-01-01", more='settled = { funding = "Half to the kitchen" }'),
            "apart",
            0,
        ),
    ],
)
def test_the_same_words_confirm_what_was_agreed(text: str, how: str, confirmed: int) -> None:
    funding = standings(attended(document(text).project), {})["funding"]
    assert (funding.how, sum(one.confirmed for one in funding.every)) == (how, confirmed)
    assert len(funding.settlements) == len(funding.every) - confirmed


def test_words_are_the_same_but_for_case_punctuation_and_white_space() -> None:
    assert same_words("  Half: to the\tkitchen! ") == same_words("half to the kitchen")
    assert same_words("Straße") == same_words("STRASSE")
    assert same_words("10 + 2") != same_words("10 2")
    assert same_words("40,000") != same_words("4,0000")


@pytest.mark.parametrize(
    ("kind", "level", "own", "how", "part"),
    [
        ("meeting", "considered", "deciding", "together", None),
        ("meeting", "deciding", "considered", "apart", "consulted"),
        ("meeting", "deciding", "informed", "apart", "informed"),
        ("meeting", "", "deciding", "together", None),
        ("meeting", "", "", "not-known", None),
        ("ballot", "deciding", "", "together", None),
        ("ballot", "", "", "not-known", None),
        ("survey", "considered", "", "apart", "consulted"),
        ("survey", "", "", "apart", "consulted"),
    ],
)
def test_a_matter_follows_its_own_level_and_the_kind_of_session(
    kind: str, level: str, own: str, how: str, part: str | None
) -> None:
    settled = f'{{ what = "x", level = "{own}" }}' if own else '"x"'
    more = f'kind = "{kind}"\nsettled = {{ place = {settled} }}'
    project = document(session("co-delivery", who=["A", "p:B"], level=level, more=more)).project
    [place] = standings(attended(project), {})["place"].every
    assert (place.how, place.part) == (how, part)
