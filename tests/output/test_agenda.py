"""The agenda on paper: one side of A4 in large print, whatever the record holds, and readable."""

import re
from pathlib import Path
from typing import Any

import pytest

from coprod.assess.ahead import agenda
from coprod.output.ahead import sections
from coprod.output.shared import Shared
from coprod.store.read import parse
from tests.assess.test_ahead import RECORD, TODAY
from tests.conftest import Run, example
from tests.output.audit import assert_on_paper, assert_reached, needs_nu, nu_messages
from tests.output.reading_age import reading_age
from tests.output.test_sheets import PROJECTS, words_of

LONG = "What somebody asked for at great length, with all that there is to say about it, and more "
MANY = example(
    *RECORD,
    *(f'said: date = 2026-05-{day:02}, text = "{LONG}{day}", id = "s{day}"' for day in range(1, 31)),
    *(f'2026-06-{day:02} design deciding "{LONG}" C1 | Jo' for day in range(1, 31)),
)
LAST = example(
    '2026-07-04 planning deciding "What came of everything that was said in spring" C1 | Jo',
    'id = "2026-07-04-with-a-long-id-of-34"',
)
CODED = MANY + LAST[LAST.index("[[sessions]]") :]
FILES = PROJECTS | {"many": MANY, "coded": CODED, "empty": example('purpose = "x"')}


@pytest.fixture(params=FILES)
def file(request: pytest.FixtureRequest, run: Run, folder: Path) -> Path:
    """The agenda of a project."""
    (folder / "coprod.toml").write_bytes(FILES[request.param].encode())
    assert run("agenda", "planning", "-o", "agenda.html").code == 0
    return folder / "agenda.html"


def test_of_a_long_list_as_many_stand_there_as_fit_the_oldest_first(run: Run, folder: Path) -> None:
    (folder / "coprod.toml").write_text(MANY)
    page = run("agenda", "planning", "--format", "html").out
    project = parse(MANY.encode(), "").project
    every = sections(agenda(project, TODAY, "co-planning"), Shared(project), TODAY)
    shown = words_of(page)
    for section in every:
        more = re.search(rf"{re.escape(section.title)} \(and (\d+) more\)", shown)
        listed = page.partition(f"<h2>{section.title}")[2].partition("</ul>")[0].count("<li>")
        assert listed + (int(more[1]) if more else 0) == len(section.items)
        assert listed >= 1
    assert "Older (266 days)" in shown
    rooms = [part.count('class="line"') for part in page.split("<h2>What else")[1:]]
    assert rooms[0] == rooms[1] >= 3


def test_the_code_of_what_is_read_back_is_never_cut(run: Run, folder: Path) -> None:
    (folder / "coprod.toml").write_text(CODED)
    page = words_of(run("agenda", "planning", "--format", "html").out)
    assert re.search(r"2026-07-04-with-a-long-id-of-34 [0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}\)", page)


@pytest.mark.outside
def test_an_eleven_year_old_can_read_what_is_the_same_on_every_agenda(run: Run, folder: Path) -> None:
    (folder / "coprod.toml").write_text(example(*RECORD))
    page = re.sub(
        r"</(?:li|p|h1|h2)>", ". ", re.sub(r"<ul>.*?</ul>", "", run("agenda", "--format", "html").out, flags=re.DOTALL)
    )
    [age] = reading_age(re.sub(r"[.?:]\s*\.", ".", words_of(page)))
    assert age <= 11


@pytest.mark.outside
def test_it_is_one_side_of_a4_in_large_black_print(browser: Any, file: Path) -> None:
    assert_on_paper(browser, file, 16, (688, 1000))


@pytest.mark.outside
@pytest.mark.parametrize("width", [320, 1000])
def test_axe_finds_nothing_and_nothing_is_fetched(browser: Any, file: Path, width: int) -> None:
    assert_reached(browser, file, width)


@pytest.mark.outside
@needs_nu
def test_the_nu_validator_finds_nothing(file: Path) -> None:
    assert nu_messages(file) == []
