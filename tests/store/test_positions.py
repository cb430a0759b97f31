import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from coprod.store.positions import Positions, Walk

TEXT = '''\
# a comment with [[sessions]] in it
format = 1

[project]
name = "x" # [[sessions]]
given.funding = "capped"

[[sessions]]
date = 2026-01-12
note = """
[[sessions]]
date = 1 \\"""
"""
community = [
  "C1",  # one
  'C2',
]
also_present = { community = 12, professional = 1 }

  [[ sessions ]]
note = \'\'\'
it's [[sessions]]\'\'\'
settled = { "problem" = "a } b", people = "c" }
[sessions.extra]
deep = [[1, 2], [3]]
[people]
'C 1' = "Amina"
'''


def line_at(*path: str | int) -> int:
    return Positions(TEXT).line(path)


def test_tables_arrays_and_keys_are_found_where_they_are_written() -> None:
    assert line_at("format") == 2
    assert line_at("project") == 4
    assert line_at("project", "name") == 5
    assert line_at("project", "given", "funding") == 6
    assert line_at("sessions", 0) == 8
    assert line_at("sessions", 0, "community") == 14
    assert line_at("sessions", 0, "community", 1) == 16
    assert line_at("sessions", 0, "also_present", "professional") == 18
    assert line_at("sessions", 1) == 20
    assert line_at("sessions", 1, "settled", "problem") == 23
    assert line_at("sessions", 1, "extra", "deep", 1) == 25
    assert line_at("people", "C 1") == 27


PLAIN = """\
format = 1
[project] # the project
name = "x"
affected = [
  "a",
  ["nested"],
]
[project.given]
funding = "capped"

  [[sessions]]
date = 2026-01-12
community = ["A", "[[sessions]]"]
[[sessions]]
settled = { problem = "x" }
[[waivers]]
rule = "CP301"
"""


@pytest.mark.parametrize(
    "text",
    [PLAIN, PLAIN.replace('  ["nested"],\n', ""), PLAIN.replace("\n", "\r\n"), PLAIN + "[sessions.x]\na = 1\n", TEXT],
)
def test_what_is_found_by_headers_is_what_a_walk_from_end_to_end_finds(text: str) -> None:
    positions = Positions(text)
    starts = [0, *(place + 1 for place, char in enumerate(text) if char == "\n")]
    for path, offset in Walk(text, 0, len(text)).offsets.items():
        line = sum(start <= offset for start in starts)
        assert (positions.line(path), positions.column(path)) == (line, offset - starts[line - 1] + 1), path


def test_columns_count_from_one() -> None:
    assert Positions(TEXT).column(("sessions", 1)) == 3
    assert Positions(TEXT).column(("sessions", 0, "also_present", "professional")) == 34


def test_what_is_not_written_is_placed_at_the_record_around_it() -> None:
    assert line_at("sessions", 1, "date") == 20
    assert line_at("check", "feedback_days") == 1
    assert Positions(PLAIN).line(("sessions", 1, "date")) == Positions(PLAIN).line(("sessions", 1)) == 14


def test_an_array_of_inline_tables_is_found_too() -> None:
    text = 'x = 1\nsessions = [\n  { a = 1 },\n  { a = 2,\n    b = "}" },\n]\ny = 2'
    assert Positions(text).line(("sessions", 1)) == 4
    assert Positions(text).line(("sessions", 1, "b")) == 5
    assert Positions(text).line(("y",)) == 7


def test_a_key_inside_an_inline_table_of_several_lines_is_not_taken_for_one_of_the_record() -> None:
    text = '[[sessions]]\nalso_present = {\n  community = 1\n}\ncommunity = ["A"]\n[people]\n"x = 1\\n" = "X"\ny = "Y"'
    assert Positions(text).line(("sessions", 0, "also_present", "community")) == 3
    assert Positions(text).line(("sessions", 0, "community", 0)) == 5
    assert Positions(text).line(("people", "y")) == 8
    assert Positions(text).column(("people", "y")) == 1


def test_crlf_counts_as_one_line() -> None:
    assert Positions('a = 1\r\nb = """\r\nx"""\r\nc = 3').line(("c",)) == 4


@given(st.text(alphabet="[]{}=,.\"'#ab1 \n\\", max_size=60))
def test_a_text_that_is_no_toml_is_walked_without_a_failure(text: str) -> None:
    assert Positions(text).line(("a", 0, "b")) >= 1


NOTES = st.text(alphabet="[]{}=,.\"'#a \n\\", max_size=12)
RECORDS = st.lists(
    st.fixed_dictionaries(
        {"note": NOTES, "list": st.lists(NOTES, max_size=2), "table": st.fixed_dictionaries({"a": NOTES})}
    ),
    max_size=4,
)


@given(RECORDS)
def test_every_key_is_on_the_line_on_which_it_was_written(records: list[dict[str, object]]) -> None:
    numbered = [
        {"note": record["note"], "list": record["list"], "id": f"id-{n}", "table": record["table"]}
        for n, record in enumerate(records)
    ]
    text = tomli_w.dumps({"sessions": numbered}, multiline_strings=True)
    lines = text.split("\n")
    for number in range(len(records)):
        assert f'id = "id-{number}"' in lines[Positions(text).line(("sessions", number, "id")) - 1]
