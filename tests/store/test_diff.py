"""A diff says the same as difflib's, in time that grows with the text alone."""

import difflib
import re

from hypothesis import given
from hypothesis import strategies as st

from coprod.store.diff import unified

LINES = st.lists(st.sampled_from(["a", "b", "", "x = 1"]), max_size=30)


def applied(old: list[str], diff: list[str]) -> list[str]:
    """The text that a diff makes of another, read as `patch` reads it."""
    new, at = [], 0
    for line in diff[2:]:
        if found := re.fullmatch(r"@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@", line):
            begin = int(found[1]) - (0 if found[2] == "0" else 1)
            new += old[at:begin]
            at = begin
        elif line[0] == "+":
            new.append(line[1:])
        else:
            assert old[at] == line[1:]
            at += 1
            new += [line[1:]] if line[0] == " " else []
    return new + old[at:]


@given(LINES, LINES)
def test_a_diff_makes_the_new_text_of_the_old(old: list[str], new: list[str]) -> None:
    assert applied(old, list(unified(old, new, "a.toml"))) == new


def test_a_change_of_a_few_lines_reads_as_difflib_has_it() -> None:
    old = [str(number) for number in range(40)]
    new = [*old]
    new[5], new[6], new[30] = "five", "six", "thirty"
    expected = list(difflib.unified_diff(old, new, "a.toml", "a.toml", lineterm=""))
    assert list(unified(old, new, "a.toml")) == expected


def test_many_changed_lines_are_no_trouble() -> None:
    old = [f"community = [{number % 7}]" for number in range(60_000)]
    new = [line.replace("[", "[9") for line in old]
    assert len(list(unified(old, new, "a.toml"))) == 2 * len(old) + 3
