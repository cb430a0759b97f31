"""Pages held against WCAG 2.2 and the HTML standard, by axe-core and the Nu validator, in a real browser."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run
from tests.output.account.projects import EMPTY, hostile

pytestmark = pytest.mark.outside

MODULES = ROOT / ".audit" / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
NU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

#: The width and scheme of each look: a desk, a desk at night, a telephone, and paper (A4 less its margins).
LOOKS = {"light": (1000, "light"), "dark": (1000, "dark"), "phone": (320, "light"), "night": (320, "dark")}
A4 = 673

PROJECTS = {path.name.partition(".")[0]: path.read_text("utf-8") for path in (ROOT / "examples").glob("*.toml")}
PROJECTS |= {"empty": EMPTY, "hostile": hostile(400)}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM or not AXE.exists():
        pytest.skip("needs chromium and axe-core")
    with playwright.sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture(params=PROJECTS)
def page_file(request: pytest.FixtureRequest, run: Run, folder: Path) -> Path:
    (folder / "coprod.toml").write_bytes(PROJECTS[request.param].encode())
    assert run("report", "-o", "page.html").code == 0
    return folder / "page.html"


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser: Any, page_file: Path, look: str) -> None:
    width, scheme = LOOKS[look]
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(page_file.as_uri())
    page.evaluate(AXE.read_text("utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", tags)
    wide = page.evaluate("document.scrollingElement.scrollWidth")
    page.close()
    assert len(found["passes"]) > 10
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found["violations"]] == []
    assert wide <= width


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


@pytest.mark.skipif(not shutil.which("java") or not NU.exists(), reason="needs java and the Nu validator")
def test_the_nu_validator_finds_nothing(page_file: Path) -> None:
    ran = subprocess.run(
        ["java", "-jar", str(NU), "--format", "json", "--stdout", str(page_file)],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert json.loads(ran.stdout)["messages"] == []
