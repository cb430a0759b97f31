"""The index of a site held against WCAG 2.2 and the HTML standard, as a page of one project is."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.output.account.test_audit import A4, LOOKS, PROJECTS
from tests.output.audit import assert_reached, needs_nu, nu_messages

pytestmark = pytest.mark.outside


@pytest.fixture
def index(run: Run, folder: Path) -> Path:
    for name, text in PROJECTS.items():
        (folder / f"{name}.coprod.toml").write_bytes(text.encode())
    assert run("report", ".", "-o", "site").code == 0
    return folder / "site" / "index.html"


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser: Any, index: Path, look: str) -> None:
    width, scheme = LOOKS[look]
    assert_reached(browser, index, width, scheme)


def test_it_fetches_nothing_its_links_lead_to_pages_and_nothing_is_cut_off_on_paper(browser: Any, index: Path) -> None:
    page = browser.new_page(viewport={"width": A4, "height": 900})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(index.as_uri())
    assert (asked, said) == ([index.as_uri()], [])
    page.emulate_media(media="print")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= A4
    targets = page.evaluate("[...document.querySelectorAll('a')].map(link => link.getAttribute('href'))")
    assert len(targets) == len(PROJECTS)
    for target in targets:
        assert (index.parent / target).is_file()
    page.close()


@needs_nu
def test_the_nu_validator_finds_nothing(index: Path) -> None:
    assert nu_messages(index) == []
