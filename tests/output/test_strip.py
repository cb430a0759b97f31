import pytest

from coprod.output.layout import aligned, width


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("Ana", 3),
        ("Zoë", 3),
        ("Zoe\u0308", 3),
        ("山田", 4),
        ("ｱ", 1),
        ("●", 1),
        ("\N{ROCKET}", 2),
        ("a\u200b", 1),
    ],
)
def test_a_text_is_as_wide_as_a_terminal_shows_it(text: str, columns: int) -> None:
    assert width(text) == columns


def test_cells_stand_under_one_another() -> None:
    assert aligned([("", "b"), ("山田", "c"), ("Zoë", "")]) == ["      b", "山田  c", "Zoë"]
    assert aligned([("a", "b")], least=3) == ["a    b"]
