import pytest

from coprod.errors import Unusable
from coprod.store.read import read_toml


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("name = “Riverside”", 1, "curly quotation marks"),
        ('name = "Riverside”', 1, "curly quotation marks"),
        ("community = [“Sam”]", 1, "curly quotation marks"),
        ("date = 12/01/2026", 1, "date = 2026-01-31"),
        ("date = 31/01/2026", 1, "date = 2026-01-31"),
        ("date = 31.12.2026", 1, "date = 2026-12-31"),
        ("date = 2026-1-5 # Monday", 1, "date = 2026-01-05"),
        ("date = 12 Jan 2026", 1, "date = 2026-01-12"),
        ("date = 2026-02-30", 1, "is no day that there is"),
        ('name = "x\npurpose = "y"', 1, 'not closed: write " at the end'),
        ("name = 'x", 1, "not closed: write ' at the end"),
        ('community = ["Sam, "Zoe"]', 1, "not closed"),
        ("community_share = 0,34", 1, "community_share = 0.34"),
        ("community_share = ,5", 1, "community_share = 0.5"),
        ("community_share = .5", 1, "community_share = 0.5"),
        ("community_share = 34 %", 1, "community_share = 0.34"),
        ("name = Riverside", 1, 'text stands in quotes: name = "..."'),
        ('community = ["Sam", Zoe]', 1, "each text of a list stands in quotes"),
        ('community = ["Sam" "Zoe"]', 1, "a comma is missing"),
        ('community = ["Sam", "Zoe"\ndate = 2026-01-12', 2, "the list above is not closed"),
        ('community = "Sam", "Zoe"', 1, "square brackets"),
        ("[sessions]]", 1, "write [sessions], or [[sessions]]"),
        ("date: 2026-01-12", 1, "write = between"),
        ('name "x"', 1, "an = is missing"),
        ('name = "a "b" c"', 1, 'write \\" for one inside'),
        ('file = "C:\\Users"', 1, "two backslashes"),
        ("a = 1\na = 2", 2, "stands here twice"),
        ("name =", 1, "has no value"),
        ("x = True", 1, "x = true"),
        ("// remark", 1, "a comment begins with #"),
        ('young people = "x"', 1, "no blanks in it"),
        ('name = "a\x1b"', 1, "control character"),
    ],
)
def test_a_typical_mistake_is_told_with_what_to_write(text: str, line: int, words: str) -> None:
    with pytest.raises(Unusable) as caught:
        read_toml(text + "\n", "a.toml")
    [problem] = caught.value.problems
    assert (problem.line, problem.message[:18]) == (line, "is not valid TOML:")
    assert words in problem.message


def test_anything_else_is_told_as_the_reader_does() -> None:
    with pytest.raises(Unusable, match="unexpected leading zero"):
        read_toml("x = 01\n", "a.toml")


def test_no_text_of_the_file_is_repeated_but_the_key() -> None:
    with pytest.raises(Unusable) as caught:
        read_toml("name = Amina Khan\n", "a.toml")
    assert "Amina" not in caught.value.problems[0].message
