from collections.abc import Callable
from pathlib import Path

import pytest

from coprod.model.ids import fingerprint
from coprod.store.read import load
from tests.conftest import WHOLE, Run, assert_refused

TEXT = """\
format = 1

[project]
name = "Riverside garden"

[people]
C1 = "Amina K."

# the first
[[sessions]]
date = 2026-01-12
phase = "co-planning"  # one
title = "Start"
community = ["C1", "Sam"]  # who came
settled = { problem = "Unsafe" }
id = "2026-01-12-aaaaaa"

[[sessions]]
date = 2026-02-02
phase = "co-design"
community = ["Sam"]
professional = ["Jo"]
feeds_back = ["2026-01-12-aaaaaa"]

[[said]]
date = 2026-01-12
text = "Keep it open"
session = "2026-01-12-aaaaaa"
"""


@pytest.mark.parametrize(
    ("args", "old", "new"),
    [
        (["--level", "4"], 'title = "Start"\n', 'title = "Start"\nlevel = "deciding"\n'),
        (["--title", "Begin"], '"Start"', '"Begin"'),
        (["--title", ""], 'title = "Start"\n', ""),
        (["--phase", "design", "--phase", "3"], '"co-planning"', '["co-design", "co-delivery"]'),
        (["-c", "Zoe"], '["C1", "Sam"]', '["C1", "Sam", "Zoe"]'),
        (["-c", "Amina K."], "", ""),
        (["--remove-community", "Amina K."], '["C1", "Sam"]', '["Sam"]'),
        (["--remove-community", "Sam", "-c", "Zoe"], '["C1", "Sam"]', '["C1", "Zoe"]'),
        (["-p", "Jo"], '"Sam"]  # who came\n', '"Sam"]  # who came\nprofessional = ["Jo"]\n'),
        (["--same-as", "last"], '"Sam"]  # who came\n', '"Sam"]  # who came\nprofessional = ["Jo"]\n'),
        (["--community-count", "3"], "# who came\n", "# who came\nalso_present = { community = 3 }\n"),
        (["--settled", "people=All"], '{ problem = "Unsafe" }', '{ people = "All" }'),
        (["--settled", ""], 'settled = { problem = "Unsafe" }\n', ""),
        (["--date", "2026-01-13"], "date = 2026-01-12\nphase", "date = 2026-01-13\nphase"),
        (["--note", "n", "--heard", "tenants", "--recognition", "paid"], 'Unsafe" }\n',
         'Unsafe" }\nrecognition = "paid"\nnote = "n"\n'),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_a_session_is_changed_where_it_stands(
    run: Run, project: Callable[[str], Path], args: list[str], old: str, new: str
) -> None:
    path = project(TEXT)
    wanted = TEXT.replace(old, new, 1)
    if "--heard" in args:
        wanted = wanted.replace("# who came\n", '# who came\nheard = ["tenants"]\n')
    ran = run("amend", "2026-01-12", *args, "--dry-run")
    assert (ran.code, ran.err) == (0, "")
    assert path.read_text() == TEXT
    assert run("amend", "2026-01-12-aa", *args).code == 0
    assert path.read_text() == wanted


def test_a_session_whose_id_followed_from_its_content_keeps_it(run: Run, project: Callable[[str], Path]) -> None:
    path = project(TEXT)
    before = load(path, "x").project.sessions[1]
    ran = run("amend", "last", "--title", "Later")
    assert ran.code == 0
    assert '+title = "Later"\n' in ran.out
    assert f"Changed {before.id} in coprod.toml." in ran.out
    after = load(path, "x").project.sessions[1]
    assert (after.id, after.title) == (before.id, "Later")
    assert fingerprint(after) != fingerprint(before)


def test_what_changes_nothing_is_said(run: Run, project: Callable[[str], Path]) -> None:
    path = project(TEXT)
    ran = run("amend", "2026-01-12", "--title", "Start")
    assert ran.out == "Unchanged: 2026-01-12-aaaaaa in coprod.toml says so already.\n"
    assert path.read_text() == TEXT


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["2026-05-05", "--level", "4"], "no session of 2026-05-05 is on record"),
        (["2026-01-12-b", "--level", "4"], "no session"),
        (["last"], "say what is to change"),
        (["2026-01-12", "--remove-community", "Amina K"], "did you mean"),
        (["2026-01-12", "--remove-professional", "Sam"], "not on record on the professional side"),
        (["2026-01-12", "--remove-community", "Sam", "--remove-community", "C1"], "names nobody who took part"),
        (["last", "--delete", "--title", "x"], "goes with no other change"),
        (["last", "--title", "a\tb"], "--title: must stand on one line"),
    ],
)
def test_what_cannot_be_changed_is_said(run: Run, project: Callable[[str], Path], args: list[str], said: str) -> None:
    project(TEXT)
    assert_refused(run, "amend", *args, words=said)


def test_a_session_is_deleted_and_what_referred_to_it_is_told(run: Run, project: Callable[[str], Path]) -> None:
    path = project(TEXT)
    ran = run("amend", "2026-01-12", "--delete")
    assert (ran.code, path.read_text()) == (2, TEXT)
    assert "say so with --yes" in ran.err
    ran = run("amend", "2026-01-12", "--delete", "--yes")
    assert ran.code == 0
    assert ran.err.splitlines() == [
        "coprod.toml:18: a session refers to it (feeds_back), and stays as it is.",
        "coprod.toml:25: a saying refers to it (session), and stays as it is.",
    ]
    assert "Deleted 2026-01-12-aaaaaa from coprod.toml." in ran.out
    begin, end = TEXT.index("\n# the first"), TEXT.index("\n[[sessions]]\ndate = 2026-02")
    assert path.read_text() == TEXT[:begin] + TEXT[end:]
    assert run("undo", "--yes").code == 0
    assert path.read_text() == TEXT


def test_a_day_with_several_sessions_is_not_enough(run: Run, project: Callable[[str], Path]) -> None:
    project(WHOLE + WHOLE.partition("\n\n")[2].partition("\n\n")[2].replace('"all"', '"other"').join(["\n", ""]))
    ran = run("amend", "2026-01-12", "--title", "x")
    assert ran.code == 2
    assert "has several sessions: name one of all, other" in ran.err
