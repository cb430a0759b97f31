import pickle
from datetime import date

import pytest

from coprod.assess.readiness import Pathway, pathway
from coprod.assess.record import attended
from coprod.framework import SHIER_LEVELS
from coprod.terms import LEVEL_WORDS
from tests.conftest import document, session

TODAY = date(2026, 11, 22)

FIRST = """
[[readiness]]
date = 2026-01-05
by = "Steering group"
target = "shared-power"
listened = ["yes", "partly", "no"]
"""
LATER = """
[[readiness]]
date = 2026-07-06
target = "considered"
listened = ["yes", "yes", "yes"]
supported = ["yes", "yes", "partly"]
considered = ["yes", "no", "no"]
"""


def walked(text: str) -> Pathway:
    project = document(text).project
    found = pathway(project, attended(project), TODAY)
    assert found is not None
    return found


def where(found: Pathway) -> tuple[str, str, str] | None:
    following = found.next_question
    return following and (following.level, following.commitment, following.answer)


def test_without_answers_there_is_no_pathway() -> None:
    assert pathway(document(session("co-design", who=["A"])).project, (), TODAY) is None


def test_the_fifteen_questions_are_in_their_order_with_the_latest_answers() -> None:
    found = walked(LATER)
    assert [cell.level for cell in found.questions] == [level for level in SHIER_LEVELS for _ in range(3)]
    assert [cell.commitment for cell in found.questions] == ["opening", "opportunity", "obligation"] * 5
    answers = [cell.answer for cell in found.questions]
    assert answers == ["yes"] * 5 + ["partly", "yes", "no", "no"] + ["unknown"] * 6
    assert found.questions[8].text == LEVEL_WORDS["considered"].questions["obligation"]


@pytest.mark.parametrize("text", [FIRST + LATER, LATER + FIRST])
def test_the_latest_day_counts_wherever_it_stands_and_the_earlier_answers_stand_beside_it(text: str) -> None:
    found = walked(text)
    assert [str(record.date) for record in found.records] == ["2026-01-05", "2026-07-06"]
    assert (found.latest.by, found.target) == (None, "considered")
    [earlier] = found.questions[2].earlier
    assert (str(earlier.date), earlier.answer, found.questions[2].answer) == ("2026-01-05", "no", "yes")


def test_of_one_day_the_later_in_the_file_counts() -> None:
    found = walked(LATER.replace("2026-07-06", "2026-01-05") + FIRST)
    assert found.target == "shared-power"


@pytest.mark.parametrize(
    ("text", "following"),
    [
        (FIRST, ("listened", "opportunity", "partly")),
        (LATER, ("supported", "obligation", "partly")),
        (LATER.replace('"considered"', '"listened"'), None),
        (LATER.replace('target = "considered"', ""), ("supported", "obligation", "partly")),
        ('[[readiness]]\ndate = 2026-01-05\ntarget = "deciding"', ("listened", "opening", "unknown")),
    ],
)
def test_the_next_question_is_the_first_gap_on_the_way_to_the_target(
    text: str, following: tuple[str, str, str] | None
) -> None:
    assert where(walked(text)) == following


def test_without_a_target_the_way_goes_to_the_fifth_level() -> None:
    yes = "".join(f'{level} = ["yes", "yes", "yes"]\n' for level in SHIER_LEVELS)
    assert where(walked(f"[[readiness]]\ndate = 2026-01-05\n{yes}")) is None
    last = yes.removesuffix('"yes"]\n') + '"partly"]\n'
    assert where(walked(f"[[readiness]]\ndate = 2026-01-05\n{last}")) == ("shared-power", "obligation", "partly")
    assert where(walked(f'[[readiness]]\ndate = 2026-01-05\ntarget = "deciding"\n{last}')) is None


@pytest.mark.parametrize(
    ("affected", "children"),
    [
        (["tenants", "Young People"], ("Young People",)),
        (["children and carers", "pupils"], ("children and carers", "pupils")),
        (["childminders", "youthful people", "carers"], ()),
        ([], ()),
    ],
)
def test_a_project_says_that_children_are_affected_by_naming_them(
    affected: list[str], children: tuple[str, ...]
) -> None:
    assert walked(f'[project]\nname = "x"\naffected = {affected}\n{FIRST}').children == children


def test_what_is_practised_is_the_highest_level_that_each_phase_records() -> None:
    found = walked(
        session("co-planning", who=["A"], level="listened")
        + session("co-planning", who=["A"], level="deciding")
        + session("co-planning", who=["A"], level="considered")
        + session("co-design", who=["A"])
        + session("co-delivery", who=["p:B"], level="shared-power")
        + session("co-evaluation", level="supported", more="also_present = { community = 3 }")
        + FIRST
    )
    assert found.practised == {
        "co-planning": "deciding",
        "co-design": None,
        "co-delivery": None,
        "co-evaluation": "supported",
    }


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        (["yes", "no", "no"], False),
        (["yes", "partly", "partly"], False),
        (["no", "yes", "no"], True),
        (["unknown", "unknown", "yes"], True),
    ],
)
def test_power_is_said_to_be_shared_by_a_procedure_or_a_policy(answers: list[str], says: bool) -> None:
    assert walked(f"[[readiness]]\ndate = 2026-01-05\nshared-power = {answers}").says_power_is_shared is says


def test_a_pathway_can_travel_between_processes() -> None:
    found = walked(FIRST + LATER)
    assert pickle.loads(pickle.dumps(found)) == found
