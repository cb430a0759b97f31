"""Holding pages against WCAG 2.2 and the HTML standard, by axe-core and the Nu validator, in a real browser."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

MODULES = ROOT / ".audit" / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
NU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

needs_nu = pytest.mark.skipif(not shutil.which("java") or not NU.exists(), reason="needs java and the Nu validator")


def axe_violations(page: Any) -> list[tuple[str, list[str]]]:
    """What axe finds wrong on a page that is open, each with the first places; it must have found much right."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", _TAGS)
    assert len(found["passes"]) > 10
    return [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found["violations"]]


def assert_reached(browser: Any, file: Path, width: int, scheme: str = "light", *also: str) -> None:
    """Ask that axe finds nothing on a page, that it fetches and says nothing, and does not scroll sideways.

    `also` are expressions that must hold on the page.
    """
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    assert (asked, said) == ([file.as_uri()], [])
    assert [one for one in also if not page.evaluate(one)] == []
    violations = axe_violations(page)
    wide = page.evaluate("document.scrollingElement.scrollWidth")
    page.close()
    assert violations == []
    assert wide <= width


def assert_on_paper(browser: Any, file: Path, points: int, size: tuple[int, int], on_a_side: int = 1) -> None:
    """Ask that articles stand on paper, so many on a side: in black print of so many points, and nothing is cut."""
    page = browser.new_page(color_scheme="dark")
    page.goto(file.as_uri())
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == -(-page.locator("article").count() // on_a_side)
    page.emulate_media(media="print")
    sizes, colours = page.evaluate(
        "() => [e => parseFloat(getComputedStyle(e).fontSize), e => getComputedStyle(e).color].map("
        "of => [...new Set([...document.querySelectorAll('article *')].map(of))])"
    )
    assert min(sizes) >= points * 96 / 72 - 0.1
    assert colours == ["rgb(0, 0, 0)"]
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.set_viewport_size({"width": size[0], "height": size[1]})
    assert not page.evaluate(
        "() => [...document.querySelectorAll('article')].some(e => e.scrollHeight > e.clientHeight + 1)"
    )
    page.close()


def nu_messages(file: Path) -> list[dict[str, Any]]:
    """What the Nu validator says of a file."""
    ran = subprocess.run(
        ["java", "-Xss8m", "-XX:TieredStopAtLevel=1", "-jar", str(NU), "--format", "json", "--stdout", str(file)],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    messages: list[dict[str, Any]] = json.loads(ran.stdout)["messages"]
    return messages
