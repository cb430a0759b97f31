import pytest

from coprod.model.kinds import SAID, SESSIONS
from coprod.output.shared import Shared
from tests.conftest import document, example

PEOPLE = example(
    'lead = "Parish Council"',
    'affected = ["tenants"]',
    "[people]",
    'C1 = "Amina K."',
    'C7 = "Bo"',
    'sessions: date = 2026-01-12, phase = "co-design", community = ["C1", "Sam", "P-014", "tenants", '
    '"Carers\' circle"], professional = ["Parish Council", "Jo", "X"], heard = ["Carers\' circle"]',
)


@pytest.fixture
def shared() -> Shared:
    return Shared(document(PEOPLE).project)


@pytest.fixture
def named() -> Shared:
    return Shared(document(PEOPLE).project, names=True)


@pytest.mark.parametrize(
    ("labels", "counted", "said"),
    [
        ([], 0, ""),
        (["C1"], 0, "fewer than five"),
        (["C1", "Sam"], 2, "fewer than five"),
        ([], 4, "fewer than five"),
        ([], 5, "5"),
        (["C1", "Sam"], 3, "5"),
        (["C1", "P-014", "C9", "C10", "C11"], 0, "5"),
        (["Sam", "Kim", "Lee", "Ana", "Eve"], 0, "5"),
    ],
)
def test_a_shared_page_gives_numbers_from_five_on_and_no_ids(
    shared: Shared, labels: list[str], counted: int, said: str
) -> None:
    assert shared.group(labels, counted) == said


@pytest.mark.parametrize(
    ("labels", "counted", "said"),
    [
        ([], 0, ""),
        (["C1", "Sam"], 0, "C1 (Amina K.), Sam"),
        (["Sam"], 3, "Sam, 3 more, counted"),
        ([], 3, "3, counted"),
    ],
)
def test_a_page_for_the_team_gives_all(named: Shared, labels: list[str], counted: int, said: str) -> None:
    assert named.group(labels, counted) == said


@pytest.mark.parametrize(("people", "said"), [(0, "0"), (1, "fewer than five"), (4, "fewer than five"), (5, "5")])
def test_small_numbers_are_not_told(shared: Shared, named: Shared, people: int, said: str) -> None:
    assert shared.number(people) == said
    assert named.number(people) == str(people)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("What Amina K. said to Sam", "What (name left out) said to (name left out)"),
        ("Sam's plan; Samantha agrees", "(name left out)'s plan; Samantha agrees"),
        ("The tenants and the Parish Council", "The tenants and the Parish Council"),
        ("The Carers' circle decides", "The Carers' circle decides"),
        ("Jo and Bo", "(name left out) and (name left out)"),
        ("Plan X is no name, though X is a label", "Plan X is no name, though X is a label"),
        ("P-014 and C1", "(name left out) and (name left out)"),
        ("Amina's kitchen, and amina's", "(name left out)'s kitchen, and (name left out)'s"),
    ],
)
def test_names_on_record_are_left_out_of_what_was_written(
    shared: Shared, named: Shared, written: str, said: str
) -> None:
    assert shared.text(SAID.row("text"), written) == said
    assert named.text(SAID.row("text"), written) == written


def test_notes_are_for_the_team(shared: Shared, named: Shared) -> None:
    row = SESSIONS.row("note")
    assert (shared.text(row, "Sam was ill"), named.text(row, "Sam was ill"), named.text(row, None)) == (
        "",
        "Sam was ill",
        "",
    )


def test_a_project_without_names_is_shown_as_it_is() -> None:
    assert Shared(document("").project).sentence("Anything (at all)") == "Anything (at all)"


PARTS = example(
    'lead = "Lund Council"',
    'affected = ["Young carers"]',
    "[people]",
    'C1 = "Rose Garden"',
    "2026-01-12 design C1, Amina Kaur-Bell (tenant), Young Tom, Anna Lund, de Vries [Council], Ö",
).replace("Riverside garden", "Rose Street")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Amina's kitchen", "(name left out)'s kitchen"),
        ("The Kaur-Bell house and the tenant", "The (name left out) house and the tenant"),
        # What the project's own name, lead and groups hold is no name, whoever bears it.
        ("Rose Street and the Garden", "Rose Street and the Garden"),
        ("Lund Council", "Lund Council"),
        ("Anna of Lund", "(name left out) of Lund"),
        ("Young carers with Tom", "Young carers with (name left out)"),
        ("tom-toms; Tomorrow", "(name left out)-toms; Tomorrow"),
        ("Vries, Council and de facto", "(name left out), Council and de facto"),
        ("Young Tom", "(name left out)"),
    ],
)
def test_a_capitalised_part_of_a_name_is_hidden_where_it_stands_as_a_word(written: str, said: str) -> None:
    assert Shared(document(PARTS).project).text(SAID.row("text"), written) == said
