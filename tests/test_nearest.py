"""Suggestions: close ones, and never at a price."""

import difflib
from collections.abc import Callable, Sequence

import pytest

from coprod.words import NearMisses, did_you_mean
from tests.conftest import Run, session


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many options each search went through."""
    searches: list[int] = []
    search: Callable[..., list[str]] = difflib.get_close_matches

    def counted(word: str, options: Sequence[str], n: int) -> list[str]:
        searches.append(len(options))
        return search(word, options, n)

    monkeypatch.setattr(difflib, "get_close_matches", counted)
    return searches


@pytest.mark.parametrize(
    ("word", "end"),
    [("codesign", '; did you mean "co-design"?'), ("CO-DESGIN", '; did you mean "co-design"?'), ("x", ""), ("", "")],
)
def test_a_close_option_is_named(word: str, end: str) -> None:
    assert did_you_mean(word, ["co-planning", "co-design"]) == end


def test_neither_many_words_nor_many_or_long_options_are_compared_without_an_end(compared: list[int]) -> None:
    near = NearMisses(f"session-{number}" for number in range(600))
    assert near.did_you_mean("sesion-5") == '; did you mean "session-5"?'
    for number in range(600, 3_000):
        near.did_you_mean(f"sesion-{number}")
    assert did_you_mean("sesion-5", (f"session-{number}" for number in range(1_000_000))) == ""
    assert did_you_mean("a" * 100_000, ["a" * 99_999]) == ""
    assert sum(compared) <= 2_000


@pytest.mark.parametrize("command", [["check"], ["status"], ["report"]])
def test_a_file_in_which_nothing_leads_anywhere_is_judged_all_the_same(
    run: Run, project: Callable[[str], object], compared: list[int], command: list[str]
) -> None:
    sessions = "".join(
        session("design", who=["A"], more=f'id = "s{n}"\nfeeds_back = ["x{n}", "y{n}", "z{n}"]\nheard = ["heard {n}"]')
        for n in range(800)
    ).replace('"design"', '"co-design"')
    groups = [f"group {number}" for number in range(800)]
    project(f'[project]\nname = "x"\naffected = {groups}\n{sessions}')
    assert run(*command).code in {0, 1}
    assert sum(compared) <= 4_000
