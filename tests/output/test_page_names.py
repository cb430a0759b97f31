"""The address of a project's page in a site is the project's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.output.site import page_names

FILE = st.from_regex(r"([a-cA-C][. -]?/)?([a-bA-BÄ中-]{1,3}\.)?(coprod\.)?toml", fullmatch=True)
FILES = st.lists(FILE, unique=True, max_size=8)


def names(*files: str) -> list[str]:
    return list(page_names({file: file for file in files}).values())


@given(FILES)
def test_no_two_are_alike_and_another_project_changes_none(files: list[str]) -> None:
    found = page_names({file: file for file in files})
    assert len({name.casefold() for name in found.values()}) == len(files)
    assert "index.html" not in found.values()
    for file in files:
        assert page_names({file: file}) == {file: found[file]}


def test_a_plain_name_is_the_pages_name() -> None:
    assert names("coprod.toml", "garden.coprod.toml", "north/coprod.toml", "north/ward-2.coprod.toml") == [
        "coprod.html",
        "garden.html",
        "north--coprod.html",
        "north--ward-2.html",
    ]


@pytest.mark.parametrize(
    "stem",
    [
        "con",
        "Con",
        "aux",
        "nul",
        "com1",
        "lpt9",
        "COM\u00b9",
        "x:y",
        "end.",
        "end ",
        "index",
        "a_b",
        "Ä",
        "一",
        "x" * 250,
    ],
)
def test_any_other_is_made_plain_and_short_and_digits_tell_it_from_others(stem: str) -> None:
    [name] = names(f"{stem}.coprod.toml")
    plain, _, digits = name.removesuffix(".html").partition("---")
    assert len(digits) == 8
    assert 0 < len(plain) <= 80


def test_files_that_are_called_alike_in_other_folders_have_pages_of_their_own() -> None:
    found = page_names({"/home/jo/a/x.toml": "x.toml", "/home/jo/b/x.toml": "x.toml"})
    assert len(set(found.values())) == 2
    assert not [name for name in found.values() if "jo" in name]
