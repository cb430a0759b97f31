"""What was agreed, apart, and nobody knows how; what confirms it, and decisions outside the sixteen matters."""

from tests.conftest import session
from tests.output.judged import shown

AGREED = session("co-planning", who=["A", "p:X"], level="deciding", more='settled = { funding = "Half to them" }')


def test_what_only_confirms_is_told_beside_what_was_agreed() -> None:
    cabinet = session("co-planning", who=["p:X"], day="2026-01-20", more='settled = { funding = "half to them." }')
    told = shown("settled", AGREED + cabinet)
    assert "funding (co-planning): Half to them (12 January 2026; confirmed on 20 January 2026)" in told
    assert "Nothing is on record as fixed without community partners." in told


def test_other_words_confirm_nothing() -> None:
    cabinet = session("co-planning", who=["p:X"], day="2026-01-20", more='settled = { funding = "A third to them" }')
    assert "confirmed" not in shown("settled", AGREED + cabinet)


def test_a_decision_is_told_by_the_level_and_the_kind_of_its_session() -> None:
    for kind, level, heading in (
        ("ballot", "deciding", "Agreed together"),
        ("meeting", "", "Settled, and nobody knows whether together"),
        ("survey", "", "Fixed without community partners"),
    ):
        more = f'kind = "{kind}"\ndecided = ["It is called the Yard"]'
        told = shown("settled", session("co-design", who=["A", "p:X"], level=level, more=more))
        assert f"{heading}: It is called the Yard" in told
