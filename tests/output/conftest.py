"""What tests of pages share: a browser."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.output.audit import AXE, CHROMIUM


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser without a window."""
    playwright = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM or not AXE.exists():
        pytest.skip("needs chromium and axe-core")
    with playwright.sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()
