"""Slips to take home: what stands on them and what does not, who can read them, and that four fit on a side."""

import re
from pathlib import Path
from typing import Any

import pytest

from coprod.framework import LEVELS
from coprod.model.ids import fingerprints, in_groups
from coprod.store.read import parse
from coprod.terms import LEVEL_WORDS
from tests.conftest import Run, example
from tests.everything import everywhere
from tests.hostile import STORED
from tests.output.audit import assert_on_paper, assert_reached, needs_nu, nu_messages
from tests.output.reading_age import reading_age
from tests.output.test_sheets import EXAMPLES, PROJECTS, words_of
from tests.test_hostile_text import assert_harmless


@pytest.fixture(params=[(name, plain) for name in PROJECTS for plain in (False, True)], ids=str)
def file(request: pytest.FixtureRequest, run: Run, folder: Path) -> Path:
    """The slips of a project, plain or not."""
    name, plain = request.param
    (folder / "coprod.toml").write_bytes(PROJECTS[name].encode())
    assert run("readback", "--slips", *(["--plain"] if plain else []), "-o", "slips.html").code == 0
    return folder / "slips.html"


NAMED = example(
    'contact = "garden@riverside.example"',
    "2026-01-05 design considered C1 | Jo Lee",
    'id = "before"',
    '2026-01-12 design deciding "With Amina Khan" Amina Khan | Jo Lee',
    'settled = { ideas = "Amina Khan\'s gate", definition = "Safe after dark" }',
    'decided = ["We meet on Mondays"]',
    'feeds_back = ["before"]',
    'id = "with-Amina-Khan"',
)


def slips(run: Run, folder: Path, text: str, *args: str) -> list[str]:
    (folder / "coprod.toml").write_text(text, "utf-8")
    ran = run("readback", *args, "--slips", "-o", "-")
    assert ran.code == 0
    return [words_of(f"<main>{slip}") for slip in ran.out.split("<article")[1:]]


def test_a_slip_says_what_was_agreed_how_far_it_went_and_its_code_and_names_nobody(run: Run, folder: Path) -> None:
    slip, other = slips(run, folder, NAMED)
    prints = fingerprints(parse(NAMED.encode(), "").project)
    for words in (
        "12 January 2026 Riverside garden. With (name left out)",
        "This is how far we say your part went: We decided together.",
        "(name left out)'s gate",
        "Safe after dark",
        "We meet on Mondays",
        "We told you what came of: 5 January 2026.",
        f"Your code: 2026-01-12 {in_groups(prints['with-Amina-Khan'])}",
        "Tell garden@riverside.example.",
        "You do not have to keep this.",
    ):
        assert words in slip
    assert f"Your code: before {in_groups(prints['before'])}" in other
    assert "We wrote down nothing that was agreed." in other
    assert not re.search("Amina|Khan|Jo|Lee", slip + other)


def test_what_people_wrote_is_marked_with_its_language(run: Run, folder: Path) -> None:
    said = '\n[[said]]\ndate = 2026-02-01\ntext = "Mwy o olau"\n'
    (folder / "coprod.toml").write_text(NAMED.replace("contact = ", 'language = "cy"\ncontact = ') + said, "utf-8")
    assert '<li lang="cy">Safe after dark</li>' in run("readback", "--slips", "-o", "-").out
    assert '<strong lang="cy">Safe after dark</strong>' in run("readback", "--paper", "-o", "-").out
    agenda = run("agenda", "--format", "html").out
    assert '<span lang="cy">Riverside garden</span>' in agenda
    assert '<h2>You asked for this, and it is open</h2>\n<ul lang="cy">' in agenda
    assert "<h2>Still to agree</h2>\n<ul>" in agenda
    assert '<html lang="cy">' in run("report", "--for", "board", "-o", "-").out


def test_a_plain_slip_holds_nothing_that_anybody_wrote(run: Run, folder: Path) -> None:
    slip, _ = slips(run, folder, NAMED, "--plain")
    prints = fingerprints(parse(NAMED.encode(), "").project)
    code = f"2026-01-12 {in_groups(prints['with-Amina-Khan'])}"
    assert " ".join(slip.split()).partition('slip-1"> ')[2] == (
        "12 January 2026 This is how far we say your part went: We decided together. "
        f"Your code: {code} Was it not like this? Tell the one who asked you to come. "
        "With the code you can ask if we still say the same. You do not have to keep this."
    )
    assert "Riverside" not in run("readback", "--slips", "--plain", "-o", "-").out


def test_there_is_a_slip_for_each_session_that_has_a_sheet(run: Run, folder: Path) -> None:
    (folder / "coprod.toml").write_text(EXAMPLES["riverside-garden"], "utf-8")
    sheets = run("readback", "--paper", "-o", "-").out.count("<article")
    assert run("readback", "--slips", "-o", "-").out.count("<article") == sheets
    assert run("readback", "last", "--slips", "-o", "-").out.count("<article") == 1
    assert "We did not write down how far" in slips(run, folder, example("2026-01-12 design C1 | Jo"))[0]


@pytest.mark.parametrize("text", STORED)
def test_hostile_text_is_only_shown(run: Run, folder: Path, text: str) -> None:
    (folder / "coprod.toml").write_bytes(everywhere(text).encode())
    ran = run("readback", "--slips", "-o", "-")
    assert ran.code == 0
    assert_harmless(ran.out)
    assert "<script" not in ran.out
    assert "<img" not in ran.out


@pytest.mark.outside
def test_an_eleven_year_old_can_read_what_is_the_same_on_every_slip(run: Run, folder: Path) -> None:
    text = "".join(f"2026-01-{day} design {level} C1 | Jo\n" for day, level in enumerate(LEVELS, 10))
    (folder / "coprod.toml").write_text(example(*text.splitlines(), "2026-01-09 design C1 | Jo"))
    page = run("readback", "--slips", "--plain", "-o", "-").out
    sentences = re.sub(r"</(?:li|p|h2)>", ". ", re.sub("Your code:.*", "", page))
    [age] = reading_age(re.sub(r"[.?:]\s*\.", ".", words_of(sentences)))
    assert age <= 11


@pytest.mark.outside
def test_four_slips_are_one_side_of_a4_in_clear_black_print(browser: Any, file: Path) -> None:
    assert_on_paper(browser, file, 12, (794, 1123), on_a_side=4)


@pytest.mark.outside
@pytest.mark.parametrize("width", [320, 1000])
def test_axe_finds_nothing_and_nothing_is_fetched(browser: Any, file: Path, width: int) -> None:
    assert_reached(browser, file, width)


@pytest.mark.outside
@needs_nu
def test_the_nu_validator_finds_nothing(file: Path) -> None:
    assert nu_messages(file) == []


def test_a_slip_tells_no_level_where_nobody_of_the_community_came(run: Run, folder: Path) -> None:
    (folder / "coprod.toml").write_text(
        example("2026-01-09 design deciding | Jo", "2026-01-10 design deciding C1 | Jo")
    )
    for plain in ([], ["--plain"]):
        assert run("readback", "--slips", *plain, "-o", "-").out.count(LEVEL_WORDS["deciding"].voice) == 1
