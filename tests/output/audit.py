"""Holding pages against WCAG 2.2 and the HTML standard, by axe-core and the Nu validator, in a real browser."""

import json
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


def nu_messages(file: Path) -> list[dict[str, Any]]:
    """What the Nu validator says of a file."""
    ran = subprocess.run(
        ["java", "-Xss8m", "-XX:TieredStopAtLevel=1", "-jar", str(NU), "--format", "json", "--stdout", str(file)],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    messages: list[dict[str, Any]] = json.loads(ran.stdout)["messages"]
    return messages
