"""Sheets of many kinds, each with what must land of it and what must not: see `collection/expected.toml`."""

import shlex
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli

from coprod.contacts import holds_contact
from coprod.store.read import load
from tests.conftest import Run

COLLECTION = Path(__file__).parent / "collection"
EXPECTED: dict[str, dict[str, Any]] = tomli.loads((COLLECTION / "expected.toml").read_text("utf-8"))
BARE = '[project]\nname = "Riverside garden"\n'


def test_every_sheet_is_expected() -> None:
    assert {path.stem for path in COLLECTION.glob("*.csv")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_only_those_who_came_land(run: Run, project: Callable[[str], Path], folder: Path, name: str) -> None:
    expected = EXPECTED[name]
    path = project(BARE)
    everybody = sorted({*expected.get("came", ()), *expected.get("never", ()), "Amina Khan", "Bryn Rees", "Jo Lee"})
    sides = "".join(f'"{person}",community\n' for person in everybody)
    (folder / "sides.csv").write_text(f"person,side\n{sides}", "utf-8")
    options = shlex.split(expected.get("options", ""))
    sheet = str(COLLECTION / f"{name}.csv")
    ran = run("import", sheet, "--phase", "design", "--sides", "sides.csv", *options)
    if "stop" in expected:
        assert (ran.code, ran.out) == (2, "")
        assert expected["stop"] in ran.err
        assert path.read_text("utf-8") == BARE
        return
    assert (ran.code, ran.err) == (0, "")
    sessions = load(path, "x").project.sessions
    landed = {label for session in sessions for label in (*session.community, *session.professional)}
    assert not landed & set(expected.get("never", ()))
    assert landed == set(expected["came"])
    assert len(sessions) == expected.get("sessions", 1)
    counted = [sum(dict(session.also_present).values()) for session in sessions]
    assert max(counted) == expected.get("counted", 0)
    assert not any(holds_contact(line) for line in path.read_text("utf-8").splitlines() if not line.startswith("id ="))


def test_every_kind_of_sheet_stands_in_several_layouts() -> None:
    kinds = Counter(name.partition("-")[0] for name in EXPECTED)
    assert {kind for kind, number in kinds.items() if number > 2} >= {
        *("attended", "status", "forms", "notes", "sections", "minutes", "matrix", "several"),
    }
