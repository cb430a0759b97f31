"""The five items of GRIPP2's short form: what the record holds is filled in, and what it does not is left to write."""

import re
from datetime import date
from pathlib import Path

from coprod.assess import Gate, assess
from coprod.framework import GRIPP2_ITEMS
from coprod.output.account.context import Context
from coprod.output.account.gripp2 import TO_WRITE, gripp2
from coprod.output.account.markdown import markdown
from coprod.output.shared import Shared
from coprod.store.read import load
from tests.conftest import ROOT, WHOLE, Run, document
from tests.output.account.projects import EMPTY

TODAY = date(2026, 11, 22)


def shown(text: str) -> str:
    read = document(text)
    assessment = assess(read.project, TODAY, read.line_of, file="a.toml", gate=Gate())
    return markdown(gripp2(Context(read.project, assessment, TODAY, Shared(read.project))))


def sections(page: str) -> dict[str, str]:
    """The text of each item, by its heading."""
    _, *parts = re.split(r"^## (?=\d)", page, flags=re.MULTILINE)
    return {part.partition("\n")[0]: part.partition("\n")[2] for part in parts}


def unescaped(text: str) -> str:
    return text.replace("\\", "")


def test_the_items_are_those_of_the_checklist_in_its_order() -> None:
    found = sections(shown(WHOLE))
    assert [unescaped(heading) for heading in found] == [
        "1. Aim",
        "2. Methods",
        "3. Study results",
        "4. Discussion and conclusions",
        "5. Reflections/critical perspective",
    ]


def test_of_an_empty_record_every_item_is_left_to_write_in_the_words_of_the_checklist() -> None:
    found = sections(shown(EMPTY))
    for item, text in zip(GRIPP2_ITEMS, found.values(), strict=True):
        [line] = [line for line in text.split("\n") if TO_WRITE in line]
        assert unescaped(line) == f"**{TO_WRITE} {item.question}.**"


def test_what_the_record_holds_of_the_garden_is_filled_in_with_numbers_and_dates() -> None:
    read = load(ROOT / "examples" / "riverside-garden.coprod.toml", "garden")
    found = [*sections(shown(read.data.decode())).values()]
    aim, methods, results, discussion, reflections = map(unescaped, found)
    assert "Purpose: Turn the depot yard into a garden that neighbours run" in aim
    assert "on 6 July 2026: shared-power (level 5 of 5)" in aim
    assert "There is no light" in aim
    assert "The record holds 7 sessions, 12 January to 4 July 2026." in methods
    assert "- **9 February 2026**: Drawing the beds and the paths (co-design; deciding (level 4 of 5))" in methods
    assert "Tenants sleep on that side" in results
    assert "One is still open. One was declined. One was done in part. One was done." in results
    assert "Co-produced, as the project records it" in discussion
    assert "The funder's grant is capped at 40,000" in discussion
    assert "letter" in reflections.lower()
    assert "6 people who read it back agree." in reflections
    assert [TO_WRITE in text for text in (aim, methods, results, discussion, reflections)] == [
        True, False, False, True, True,
    ]  # fmt: skip


def test_who_asked_for_the_mound_is_not_on_record() -> None:
    read = load(ROOT / "examples" / "marble-arch-mound.coprod.toml", "mound")
    found = [unescaped(text) for text in sections(shown(read.data.decode())).values()]
    assert TO_WRITE in found[2]
    assert "The record does not show who asked for it." in found[0]


def test_it_is_written_as_markdown_that_cites_its_source(run: Run, folder: Path) -> None:
    (folder / "coprod.toml").write_text(WHOLE)
    ran = run("report", "--format", "gripp2", "-o", "-")
    assert (ran.code, ran.err) == (0, "")
    assert "Staniszewska and others (2017)" in ran.out
    assert "(<https://doi.org/10.1186/s40900-017-0062-2>)" in ran.out
    assert run("report", "--format", "gripp2", "-o", "paper.md").code == 0
    assert (folder / "paper.md").read_text() == ran.out
    assert "%" not in ran.out
    assert run("report", ".", "--format", "gripp2", "-o", "site").code == 2
