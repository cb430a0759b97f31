import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.words import inert, visible


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
