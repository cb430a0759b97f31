"""Sheets to print: what stands on them and what does not, who can read them, and that each is one side of paper."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from coprod.framework import LEVELS, MATTERS
from coprod.model.ids import fingerprints, in_groups
from coprod.store.read import parse
from coprod.terms import LEVEL_WORDS
from tests.conftest import ROOT, Run, session
from tests.everything import everywhere
from tests.hostile import STORED
from tests.output.audit import assert_on_paper, assert_reached, needs_nu, nu_messages
from tests.output.reading_age import reading_age
from tests.test_hostile_text import assert_harmless

EXAMPLES = {path.name.partition(".")[0]: path.read_text("utf-8") for path in (ROOT / "examples").glob("*.toml")}


def longest() -> str:
    """A project in which whatever stands on a sheet is as much as can be, in letters as wide as there are."""
    words, wide = "What was said at length " * 20, "W" * 400
    sessions = [
        f"""
[[sessions]]
date = 2026-09-{day}
phase = ["co-planning", "co-design", "co-delivery", "co-evaluation"]
title = "{text}"
community = ["C1"]
also_present = {{ community = 123456, professional = 123456 }}
heard = [{", ".join(f'"{text} {number}"' for number in range(30))}]
settled = {{ {", ".join(f'{matter} = "{text}"' for matter in MATTERS)} }}
id = "{day}-{"i" * 300}"
"""
        for day, text in ((10, words), (11, wide), (12, "\u4f60\u597d" * 200), (13, "x"))
    ]
    given = "\n".join(f'{matter} = "{words}"' for matter in MATTERS)
    about = f'[project]\nname = "{words}"\ncontact = "{words}"\n[project.given]\n{given}\n'
    return about + "".join(sessions)


PROJECTS = EXAMPLES | {"longest": longest(), "hostile": everywhere(STORED[0])}


@pytest.fixture(params=PROJECTS)
def file(request: pytest.FixtureRequest, run: Run, folder: Path) -> Path:
    """The sheets of a project."""
    (folder / "coprod.toml").write_bytes(PROJECTS[request.param].encode())
    assert run("readback", "--paper", "-o", "sheets.html").code == 0
    return folder / "sheets.html"


@pytest.fixture
def garden(run: Run, folder: Path) -> str:
    """The sheets of the garden."""
    (folder / "coprod.toml").write_text(EXAMPLES["riverside-garden"], "utf-8")
    ran = run("readback", "--paper", "-o", "-")
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def words_of(page: str) -> str:
    """What stands on a page, without its title and what only a screen shows."""
    return unescape(" ".join(re.sub("<[^>]+>", " ", page[page.index("<main>") :]).split()))


def test_each_session_has_a_sheet_with_its_fingerprint_in_groups(garden: str) -> None:
    project = parse(EXAMPLES["riverside-garden"].encode(), "").project
    sheets = garden.split("<article")[1:]
    newest = sorted(one.date for one in project.sessions)[-5]
    read = [one for one in project.sessions if one.settled or one.date >= newest]
    assert len(sheets) == len(read) > 5
    prints = fingerprints(project)
    for sheet, one in zip(sheets, reversed(read), strict=True):
        assert in_groups(prints[one.id]) in sheet
        assert one.id in sheet


def test_a_sheet_asks_the_same_as_a_sitting_and_says_that_nobody_has_to(garden: str) -> None:
    [_, sheet, *_] = garden.split("<article")
    text = words_of(f"<main>{sheet}")
    for level in LEVEL_WORDS.values():
        assert f" {level.voice} " in text
    assert "Yes No We cannot say" in text
    assert text.index("You do not have to fill this in.") < text.index("What part did you have?")
    for words in ("with no names", "may be kept for good", "we have to answer you", "Our words may stand where all"):
        assert words in text
    assert sheet.count('class="box"') == len(LEVELS) + 1 + 3 + 1


def test_a_sheet_shows_neither_the_level_nor_a_name_nor_a_small_number(run: Run, folder: Path) -> None:
    def sheet(level: str) -> str:
        text = session("co-design", who=["Ana Kern", "p:Jo Lee"], more=f'{level}\ntitle = "At Ana Kern\'s"\nid = "a"')
        (folder / "coprod.toml").write_text(f'[project]\nname = "x"\n{text}')
        return re.sub("Code: <strong>[^<]*", "", run("readback", "--paper", "-o", "-").out)

    pages = {sheet(level) for level in ("", *(f'level = "{level}"' for level in LEVELS))}
    assert len(pages) == 1
    [page] = pages
    assert "Ana" not in page
    assert "Jo" not in page
    assert "Fewer than five people from the community and fewer than five professionals came." in page


def test_the_contact_stands_where_the_project_has_one(run: Run, folder: Path) -> None:
    text = session("co-design", who=["A"])
    (folder / "coprod.toml").write_text(f'[project]\nname = "x"\ncontact = "garden@riverside.example"\n{text}')
    assert "You can ask us: garden@riverside.example" in run("readback", "--paper", "-o", "-").out


def test_where_more_was_decided_than_fits_that_is_said_and_something_stands_there(run: Run, folder: Path) -> None:
    (folder / "coprod.toml").write_text(longest())
    for sheet in run("readback", "--paper", "-o", "-").out.split("<article")[1:]:
        assert "There is more than fits here." in sheet
        assert "This was decided:" in sheet
        assert "This was fixed from outside:" in sheet
        assert sheet.count("<li>W") + sheet.count("<li>H") >= 2


def test_only_sessions_that_were_named_and_held_get_a_sheet(run: Run, folder: Path) -> None:
    text = "".join(session("co-design", who=["A"], day=day) for day in ("2026-01-01", "2026-02-01", "2027-01-01"))
    (folder / "coprod.toml").write_text(f'[project]\nname = "x"\n{text}')
    assert run("readback", "--paper", "-o", "-").out.count("<article") == 2
    assert run("readback", "1 Jan 2026", "--paper", "-o", "-").out.count("<article") == 1
    assert "is planned for" in run("readback", "2027-01-01", "--paper", "-o", "-").err
    (folder / "coprod.toml").write_text('[project]\nname = "x"\n')
    ran = run("readback", "--paper", "-o", "x.html")
    assert (ran.code, ran.out) == (2, "")
    assert "no session is on record yet that was held" in ran.err
    assert not (folder / "x.html").exists()


@pytest.mark.parametrize("text", STORED)
def test_hostile_text_is_only_shown(run: Run, folder: Path, text: str) -> None:
    (folder / "coprod.toml").write_bytes(everywhere(text).encode())
    ran = run("readback", "--paper", "-o", "-")
    assert (ran.code, ran.err) == (0, "")
    assert_harmless(ran.out)
    assert "<script" not in ran.out
    assert "<img" not in ran.out


@pytest.mark.outside
def test_an_eleven_year_old_can_read_what_is_the_same_on_every_sheet(run: Run, folder: Path) -> None:
    text = session("co-planning", who=["A", "p:B"], more='heard = ["us"]\nsettled = { method = "x" }')
    (folder / "coprod.toml").write_text(f'[project]\nname = "x"\ngiven = {{ people = "x" }}\n{text}')
    page = run("readback", "--paper", "-o", "-").out
    # What has no full stop, such as a box to tick, is a sentence of its own all the same.
    sentences = re.sub(r"</(?:li|p|h2|h3)>", ". ", page)
    fixed = re.sub(r"[.?:]\s*\.", ".", words_of(sentences).partition("Code: ")[0])
    [age] = reading_age(fixed)
    assert age <= 11
    assert len(fixed.split()) > 120


@pytest.mark.outside
def test_each_sheet_is_one_side_of_a4_in_large_black_print(browser: Any, file: Path) -> None:
    # The questions and the foot are never what is cut.
    assert_on_paper(browser, file, 16, (688, 1000))


@pytest.mark.outside
@pytest.mark.parametrize("width", [320, 1000])
def test_axe_finds_nothing_and_nothing_is_fetched_or_said(browser: Any, file: Path, width: int) -> None:
    styled = "getComputedStyle(document.querySelector('.boxes')).listStyleType === 'none'"
    assert_reached(browser, file, width, "light", styled)


@pytest.mark.outside
@needs_nu
def test_the_nu_validator_finds_nothing(file: Path) -> None:
    assert nu_messages(file) == []
