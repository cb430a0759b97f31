import pytest

from coprod.words import is_code, read_phases, short


@pytest.mark.parametrize("label", ["C1", "c12", "P-014", "ABC_7", "17", "U.3"])
def test_a_code_is_an_id(label: str) -> None:
    assert is_code(label)


@pytest.mark.parametrize("label", ["Sam", "Sam 2", "Sam2", "Jo (council)", "0791234567", "C1 ", "", "C1, Amina"])
def test_what_may_be_a_name_is_none(label: str) -> None:
    assert not is_code(label)


def test_phases_are_parted_by_commas_or_semicolons() -> None:
    assert read_phases("Planning; co design,CO-DELIVERY") == ("co-planning", "co-design", "co-delivery")


def test_a_long_text_is_cut_where_it_is_repeated() -> None:
    assert short("x" * 40) == "x" * 40
    assert short("x" * 41) == "x" * 40 + "..."
