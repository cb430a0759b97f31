"""Which groups were heard, and which were asked and did not come."""

from tests.conftest import session
from tests.output.judged import shown

PROJECT = '[project]\nname = "x"\naffected = ["tenants", "carers", "young people"]\n'
HEARD = session("co-planning", who=["A", "p:X"], more='heard = ["tenants"]')
ASKED = session("co-planning", day="2026-01-19", who=["A", "p:X"], more='asked = { carers = "Not on a Saturday" }')


def told(*sessions: str) -> str:
    return shown("groups", PROJECT + "".join(sessions))


def test_a_group_that_was_asked_is_told_with_the_day_and_what_it_said() -> None:
    asked = "asked on 19 January 2026, and said: Not on a Saturday"
    assert f"carers: not on record as heard; {asked}" in told(HEARD, ASKED)
    assert "young people: not on record as heard" in told(HEARD, ASKED)
    came = session("co-planning", day="2026-01-26", who=["A", "p:X"], more='heard = ["carers"]')
    assert f"carers: heard once, last on 26 January 2026; {asked}" in told(HEARD, ASKED, came)
