import difflib
import re
import unicodedata
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.typed import read_phases
from coprod.words import NearMisses, did_you_mean, inert, is_code, short, visible
from tests.conftest import Run, session


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ana [she/her] :smile:", "Ana [she/her] :smile:"),
        ("a\x1b[31mb\x07", r"a\x1b[31mb\x07"),
        ("one\ntwo\r\ttab", r"one\ntwo\r\ttab"),
        ("\x9b31m\x85", r"\x9b31m\x85"),
        ("abc\u202edef\u2066", r"abc\u202edef\u2066"),
        ("\ud800", r"\ud800"),
        ("👩‍👩‍👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿 می‌خواهم", "👩‍👩‍👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿 می‌خواهم"),
    ],
)
def test_what_steers_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_nothing_that_steers_is_left(text: str) -> None:
    left = {char for char in visible(text) if unicodedata.category(char) in {"Cc", "Zl", "Zp", "Cs"}}
    assert not left
    assert not set(visible(text)) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::stop-commands::x", "\\::stop-commands::x"),
        ("one\n \u3000\x1b[1m::x\n", "one\n \u3000\x1b[1m\\::x\n"),
        ("a ##[error] b", "a ##\\[error] b"),
        ("###[x]", "###\\[x]"),
        ("std::string ## [x]", "std::string ## [x]"),
    ],
)
def test_what_commands_a_pipeline_is_shown(text: str, shown: str) -> None:
    assert inert(text) == shown


@given(st.text(alphabet=" \n\r:#[]a\u3000\x1b1m"))
def test_no_line_is_left_that_commands_a_pipeline(text: str) -> None:
    for line in re.split("[\r\n]", inert(text)):
        assert not re.sub(r"\x1b\[[0-9;]*m", "", line).strip().startswith("::")
        assert "##[" not in line


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
