"""What is written from right to left keeps its order, and moves nothing that stands beside it."""

import re

import pytest

from coprod.cli.terminal import print_text
from coprod.output.page import _in_both_directions
from coprod.words import begins_right, isolated
from tests.conftest import Run, example

HEBREW, ARABIC = "\u05d4\u05d2\u05df \u05e9\u05dc\u05e0\u05d5", "\u0627\u0644\u062d\u062f\u064a\u0642\u0629"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("plain", "plain"),
        ("é 中", "é 中"),
        (f"5: {ARABIC}", f"5: [{ARABIC}]"),
        (f"{HEBREW} 12, 3", f"[{HEBREW}] 12, 3"),
        (f"{HEBREW} 12 {ARABIC}: 4", f"[{HEBREW} 12 {ARABIC}]: 4"),
        (f"{HEBREW}, {ARABIC}", f"[{HEBREW}], [{ARABIC}]"),
    ],
)
def test_a_part_is_isolated_from_its_first_letter_to_its_last(text: str, marked: str) -> None:
    assert isolated(text, "[", "]") == marked
    assert begins_right(text) == text.startswith((HEBREW, ARABIC))


def test_a_paragraph_that_begins_so_goes_that_way_and_no_tag_stands_where_none_may() -> None:
    page = f"<title>{HEBREW}</title><svg><text>{HEBREW}</text></svg><p class=x>{HEBREW} 2</p><p>2: {HEBREW}</p>"
    assert _in_both_directions(page) == page.replace("<p class=x>", '<p class=x dir="auto">').replace(
        f"2: {HEBREW}", f"2: <bdi>{HEBREW}</bdi>"
    )


def test_a_page_a_sheet_and_an_index_isolate_it(run: Run, folder: object) -> None:
    text = example(
        f'sessions: date = 2026-02-02, phase = "co-design", title = "{ARABIC} 3", community = ["C1"], id = "a"'
    )
    with open("coprod.toml", "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(text.replace("Riverside garden", HEBREW))
    assert run("report", "-o", "page.html").code == 0
    assert run("readback", "--paper", "-o", "sheet.html").code == 0
    assert run("report", ".", "-o", "site").code == 0
    for name, shown in (
        ("page.html", HEBREW),
        ("page.html", ARABIC),
        ("sheet.html", ARABIC),
        ("site/index.html", HEBREW),
    ):
        with open(name, encoding="utf-8") as file:  # noqa: PTH123
            page = re.sub(r"<(title|svg).*?</\1>", "", file.read(), flags=re.DOTALL)
        assert shown in page
        assert not re.search(rf'(?<!dir="auto">)(?<!<bdi>){shown}', page), name


def test_at_a_terminal_marks_that_take_no_column_stand_around_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    print_text(f"5: {HEBREW}\n")
    assert capsys.readouterr().out == f"5: {HEBREW}\n"
    monkeypatch.setattr("coprod.cli.terminal.is_terminal", lambda _stream: True)
    print_text(f"5: {HEBREW}\n")
    assert capsys.readouterr().out == f"5: \u2068{HEBREW}\u2069\n"
