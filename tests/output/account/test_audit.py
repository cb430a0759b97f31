"""Pages held against WCAG 2.2 and the HTML standard, by axe-core and the Nu validator, in a real browser."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run
from tests.output.account.projects import EMPTY, hostile
from tests.output.audit import assert_reached, needs_nu, nu_messages

pytestmark = pytest.mark.outside

#: The width and scheme of each look: a desk, a desk at night, a telephone, and paper (A4 less its margins).
LOOKS = {"light": (1000, "light"), "dark": (1000, "dark"), "phone": (320, "light"), "night": (320, "dark")}
A4 = 673

PROJECTS = {path.name.partition(".")[0]: path.read_text("utf-8") for path in (ROOT / "examples").glob("*.toml")}
PROJECTS |= {"empty": EMPTY, "hostile": hostile(400)}


@pytest.fixture(params=PROJECTS)
def page_file(request: pytest.FixtureRequest, run: Run, folder: Path) -> Path:
    (folder / "coprod.toml").write_bytes(PROJECTS[request.param].encode())
    assert run("report", "-o", "page.html").code == 0
    return folder / "page.html"


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser: Any, page_file: Path, look: str) -> None:
    width, scheme = LOOKS[look]
    assert_reached(browser, page_file, width, scheme)


def test_nothing_is_cut_off_on_paper(browser: Any, page_file: Path) -> None:
    page = browser.new_page(viewport={"width": A4, "height": 900}, color_scheme="dark")
    page.emulate_media(media="print")
    page.goto(page_file.as_uri())
    assert page.evaluate("document.scrollingElement.scrollWidth") <= A4
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.close()


def test_a_page_fetches_nothing_and_keeps_to_its_own_policy(browser: Any, page_file: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(page_file.as_uri())
    assert asked == [page_file.as_uri()]
    assert said == []
    # The style sheet counts, so its hash in the policy is the right one.
    assert page.evaluate("getComputedStyle(document.querySelector('.phases')).display") == "grid"
    # And no other does: what a text might smuggle in is refused.
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<style>body { display: none }</style>')")
    assert page.evaluate("getComputedStyle(document.body).display") == "block"
    page.close()


@needs_nu
def test_the_nu_validator_finds_nothing(page_file: Path) -> None:
    assert nu_messages(page_file) == []
