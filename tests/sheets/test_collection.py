"""Sheets of many kinds, each with its mapping and what must land of it, and must not: `collection/expected.toml`."""

import re
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import tomli

from coprod.contacts import holds_contact
from coprod.sheets.mapping import as_toml, from_text
from coprod.store.read import load
from tests.conftest import Ran, Run

COLLECTION = Path(__file__).parent / "collection"
EXPECTED: dict[str, dict[str, Any]] = tomli.loads((COLLECTION / "expected.toml").read_text("utf-8"))
BARE = '[project]\nname = "Riverside garden"\n'


def landed(folder: Path) -> list[str]:
    sessions = load(folder / "coprod.toml", "x").project.sessions
    return sorted({label for session in sessions for label in (*session.community, *session.professional)})


def test_every_sheet_is_expected() -> None:
    assert {path.stem for path in COLLECTION.glob("*.csv")} == set(EXPECTED)
    assert len(EXPECTED) > 120


@pytest.mark.parametrize("name", EXPECTED)
def test_only_those_who_came_land(run: Run, project: Callable[[str], Path], folder: Path, name: str) -> None:
    expected = EXPECTED[name]
    path = project(BARE)
    options = shlex.split(expected.get("options", ""))
    if "mapping" in expected:
        (folder / "m.toml").write_text(expected["mapping"], "utf-8")
        options += ["--with", "m.toml"]
    sides = ("--phase", "design", "--side", "rest=community")
    ran = run("import", str(COLLECTION / f"{name}.csv"), *sides, "--yes", *options)
    if "stop" in expected:
        assert (ran.code, ran.out) == (2, "")
        assert expected["stop"] in ran.err
        assert path.read_text("utf-8") == BARE
        return
    assert ran.code == 0
    assert landed(folder) == sorted(expected.get("came", []))
    assert not {*landed(folder)} & {*expected.get("never", ())}
    sessions = load(path, "x").project.sessions
    assert len(sessions) == expected.get("sessions", 1 if expected.get("came") or expected.get("counted") else 0)
    counted = [sum(dict(session.also_present).values()) for session in sessions]
    assert max(counted, default=0) == expected.get("counted", 0)
    assert not any(holds_contact(line) for line in path.read_text("utf-8").splitlines() if not line.startswith("id ="))


class Obedient:
    """Somebody who does what each message advises, as it is true of the sheet, until nothing is advised."""

    def __init__(self, run: Run, name: str) -> None:
        self.run, self.sheet = run, str(COLLECTION / f"{name}.csv")
        self.truth = EXPECTED[name]
        self.right = from_text(self.truth["mapping"], "m.toml") if "mapping" in self.truth else None
        self.options = ["--phase", "design"]
        self.mapping: dict[str, Any] = {}

    def import_(self) -> Ran:
        Path("m.toml").write_text(as_toml(self.mapping), "utf-8")
        return self.run("import", self.sheet, "--with", "m.toml", "--yes", *self.options)

    def follow(self) -> Ran:
        proposed = self.run("import", self.sheet, "--propose")
        if proposed.code:
            return proposed
        self.mapping = tomli.loads(proposed.out)
        for _ in range(40):
            ran = self.import_()
            advised = [self.obey(line) for line in ran.err.splitlines() if ": error: " in line]
            if ran.code == 0 or not any(advised):
                return ran
        pytest.fail(f"the advice for {self.sheet} does not end:\n{ran.err}")

    def obey(self, line: str) -> bool:
        """Do what one message advises; whether it advises something that is true of the sheet."""
        if "does not say who came" in line:
            came = self.right.content.get("came", "ask") if self.right else "ask"
            self.mapping["came"] = came
            for column in [came] if isinstance(came, Mapping) else came if isinstance(came, list) else []:
                self.mapping["ignore"] = [one for one in self.mapping.get("ignore", ()) if one != column.get("column")]
            return came != "ask"
        if found := re.search(r'"([^"]*)" has no role', line):
            self.mapping["ignore"] = [*self.mapping.get("ignore", ()), found[1]]
        elif found := re.search(r'list "(.*)" under (came|a side)', line):
            return self.place(found[1], found[2], re.search(r'error: "([^"]*)" (?:says|is)', line))
        elif 'write order = "dmy"' in line:
            day = self.mapping.get("day", {})
            self.mapping["day"] = {**({"column": day} if isinstance(day, str) else day), "order": "dmy"}
        elif "give it with --date" in line:
            date = re.search(r"--date (\S+)", self.truth.get("options", ""))
            self.options += ["--date", date[1] if date else "2026-05-14"]
        elif found := re.search(r'--side "(.*)=community" for one', line):
            self.options += ["--side", f"{found[1]}=community"]
        elif found := re.search(r'--side "(.*)=out" leaves out each row of that name', line):
            self.options += ["--side", f"{found[1]}=out"]
        elif found := re.search(r"write (until = .*) in the mapping", line):
            self.mapping |= tomli.loads(found[1])
        else:
            return False
        return True

    def place(self, word: str, role: str, named: re.Match[str] | None) -> bool:
        """Place a word as the right mapping has it."""
        column = named[1] if named else ""
        if role == "a side":
            side = self.mapping["side"]
            side["community"] = [*side.get("community", ()), word]
            side["ask"] = [one for one in side.get("ask", ()) if one != word]
            return True
        right = self.right.came if self.right else ()
        meaning = next((words.placed(word)[0] for words in right if words.column == column), None)
        tables = self.mapping["came"] if isinstance(self.mapping["came"], list) else [self.mapping["came"]]
        for table in tables:
            if table.get("column", "") == column and meaning in {"came", "absent"}:
                table[meaning] = [*table.get(meaning, ()), word]
                table["ask"] = [one for one in table.get("ask", ()) if one != word]
        return meaning in {"came", "absent"}


@pytest.mark.parametrize("name", EXPECTED)
def test_whatever_it_advises_leads_to_a_right_record(
    run: Run, project: Callable[[str], Path], folder: Path, name: str
) -> None:
    project(BARE)
    Obedient(run, name).follow()
    assert not {*landed(folder)} & {*EXPECTED[name].get("never", ())}
    assert {*landed(folder)} <= {*EXPECTED[name].get("came", ())}
