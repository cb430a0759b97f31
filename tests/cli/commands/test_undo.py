import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import WHOLE, Run

LOG = ("log", "design", "-c", "Sam", "--no-input")


def test_the_last_thing_that_was_recorded_is_taken_back(run: Run, project: Callable[[str], Path]) -> None:
    path = project(WHOLE)
    assert run(*LOG).code == 0
    logged = path.read_bytes()
    ran = run("undo", "--dry-run")
    assert (ran.code, ran.err) == (0, "")
    assert '-community = ["Sam"]\n' in ran.out
    assert path.read_bytes() == logged
    ran = run("undo", "--yes")
    assert (ran.code, ran.err) == (0, "")
    assert '-community = ["Sam"]\n' in ran.out
    assert "Taken back in coprod.toml.\n" in ran.out
    assert path.read_text() == WHOLE
    ran = run("undo", "--yes")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "coprod.toml: error: nothing is kept of it that could be taken back\n"


def test_without_a_terminal_it_needs_yes(run: Run, project: Callable[[str], Path]) -> None:
    path = project(WHOLE)
    run(*LOG)
    logged = path.read_bytes()
    ran = run("undo")
    assert ran.code == 2
    assert "say so with --yes" in ran.err
    assert path.read_bytes() == logged


def test_answers_to_shier_are_taken_back_too(run: Run, project: Callable[[str], Path]) -> None:
    path = project(WHOLE)
    run("readiness", "--listened", "yes,no,no")
    assert run("undo", "--yes").code == 0
    assert path.read_text() == WHOLE


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_leads_to_the_same_step(run: Run, folder: Path, project: Callable[[str], Path]) -> None:
    path = project(WHOLE)
    run(*LOG)
    (folder / "other.toml").symlink_to(path)
    assert run("undo", "--yes", "-f", "other.toml").code == 0
    assert path.read_text() == WHOLE
