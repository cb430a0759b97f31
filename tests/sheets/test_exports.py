"""Exports of an earlier version, kept as it wrote them: they import as the record that they were made of."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coprod.store.read import load
from tests.conftest import Run

EXPORTS = sorted((Path(__file__).parent / "exports").glob("*.csv"))
BARE = '[project]\nname = "x"\n'


def test_the_exports_are_there() -> None:
    assert len(EXPORTS) == 3


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_an_export_of_an_earlier_version_imports_as_its_record(
    run: Run, project: Callable[[str], Path], folder: Path, path: Path
) -> None:
    project(BARE)
    ran = run("import", str(path), "--yes")
    assert (ran.code, ran.err.startswith("Read by the mapping coprod.\n")) == (0, True)
    before = load(path.with_suffix(".coprod.toml"), "x").project
    names = dict(before.people)
    known = [(one.id, one.date, one.level, one.settled, len(one.community)) for one in before.sessions]
    after = load(folder / "coprod.toml", "x").project.sessions
    assert [(one.id, one.date, one.level, one.settled, len(one.community)) for one in after] == known
    labels = {label for one in after for label in one.community}
    assert labels == {names.get(label, label) for one in before.sessions for label in one.community}


def test_a_column_that_an_export_lacks_is_told_and_one_that_nobody_knows_is_too(
    run: Run, project: Callable[[str], Path], folder: Path
) -> None:
    project(BARE)
    heads = "session_id,date,phase,title,side,person"
    (folder / "a.csv").write_text(f"{heads}\ns1,2026-01-12,co-design,Yard,community,Amina\n", "utf-8")
    ran = run("import", "a.csv", "--yes")
    assert ran.code == 0
    assert 'Columns of an export that are missing, so that nothing is known of them: "level", ' in ran.err
    (folder / "a.csv").write_text(f"{heads},mood\ns2,2026-01-19,co-design,Yard,community,Amina,good\n", "utf-8")
    ran = run("import", "a.csv", "--yes", "--with", "coprod")
    assert (ran.code, "is no attendance that coprod wrote" in ran.err) == (2, True)
