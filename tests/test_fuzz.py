"""A few tries of what `python -m tests.fuzz` does for as long as somebody likes, so that it goes on working."""

import random
import sys
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.fuzz.__main__ import TARGETS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX timers")


@pytest.mark.parametrize("name", TARGETS)
def test_ten_tries_break_nothing(run: Run, folder: Path, name: str) -> None:
    for number in range(1_000, 1_010):
        TARGETS[name](folder, random.Random(number))  # noqa: S311 - nothing is kept secret
