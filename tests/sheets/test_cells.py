import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.sheets.cells import guarded, joined, parted, unguarded, written

NASTY = st.text(alphabet=list("'=+-@\t\r\n;,|\"\\ a1＝é:#["), max_size=12)  # noqa: RUF001


@given(NASTY | st.text(max_size=12))
def test_what_is_guarded_reads_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(NASTY)
def test_no_cell_begins_as_a_formula_whatever_separates_the_cells(text: str) -> None:
    [line] = csv.reader(io.StringIO(written([["x", text, "y"]]), newline=""), strict=True)
    for piece in re.split(r"[;,|\t\r\n\"]", line[1]):
        assert not piece.startswith(("=", "+", "-", "@", "＝"))  # noqa: RUF001


@given(NASTY)
def test_no_line_of_a_sheet_is_a_command_to_a_pipeline(text: str) -> None:
    for line in re.split("[\\r\\n]", written([[text, "x"], ["y", text]])):
        assert not line.strip().startswith("::")
        assert "##[" not in line


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("'=1", "''=1"),
        ("-5 degrees", "'-5 degrees"),
        ("'t Hooft", "'t Hooft"),
        ("agreed;=cmd|x", "agreed;'=cmd|x"),
        ("a - b", "a - b"),
        ("Agreed:\n- the gate", "Agreed:\n'- the gate"),
        ("\ttab", "'\ttab"),
        ("Ana-Maria", "Ana-Maria"),
        ("::error::x", "'::error::x"),
        ("'::x", "''::x"),
        ("a\n  ::x", "a\n  '::x"),
        ("std::string", "std::string"),
        ("a ##[error]", "a ##'[error]"),
        ("##'[", "##''["),
        ("## [a]", "## [a]"),
        ("", ""),
    ],
)
def test_only_what_could_be_a_formula_is_guarded(text: str, cell: str) -> None:
    assert guarded(text) == cell
    assert unguarded(cell) == text


@given(st.lists((NASTY | st.text(max_size=8)).filter(lambda text: text.strip())))
def test_a_list_reads_back(items: list[str]) -> None:
    assert parted(joined(items)) == items


def test_a_list_of_many_blanks_is_read_at_once() -> None:
    assert parted("a" + " " * 1_000_000 + "b;") == ["a" + " " * 1_000_000 + "b"]


def test_a_list_as_people_type_it() -> None:
    assert parted(" tenants;young people ; ") == ["tenants", "young people"]
    assert parted("tenants; C:\\") == ["tenants", "C:\\"]
    assert joined(["a; b", "c"]) == "a\\; b; c"
