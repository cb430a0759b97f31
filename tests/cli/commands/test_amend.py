from collections.abc import Callable
from pathlib import Path

import pytest

from coprod.model.ids import session_fingerprint
from coprod.model.labels import Persons
from coprod.store.read import load
from tests.conftest import WHOLE, Run, assert_refused, example

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

DOUBTED = 'Recorded as it was typed: "tenants" is none of the groups under affected. Is it one all the same?\n'


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
        (["--settled", "people=All"], '{ problem = "Unsafe" }', '{ problem = "Unsafe", people = "All" }'),
        (["--settled", "people:considered=All"], '{ problem = "Unsafe" }',
         '{ problem = "Unsafe", people = { what = "All", level = "considered" } }'),
        (["--settled", "problem=Dark"], '{ problem = "Unsafe" }', '{ problem = "Dark" }'),
        (["--settled", "problem="], 'settled = { problem = "Unsafe" }\n', ""),
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
    assert (ran.code, ran.err) == (0, DOUBTED if "--heard" in args else "")
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
    assert session_fingerprint(after, Persons({})) != session_fingerprint(before, Persons({}))


def test_what_changed_is_said_with_one_next_step(run: Run, project: Callable[[str], Path]) -> None:
    project(TEXT)
    ran = run("amend", "last", "--level", "4")
    changed, *end = ran.out[ran.out.index("Changed 2026-02-02-") :].splitlines()
    assert changed.endswith(" in coprod.toml.")
    assert end[0] == "co-design: co-produced now (took part before)."
    assert end[-1] == "Next: those who were there can read it back, with coprod readback."


def test_a_level_of_nobody_and_a_level_taken_out_are_told_of(run: Run, project: Callable[[str], Path]) -> None:
    project(example("2026-01-12 design | Jo", "2026-01-13 design deciding Sam | Jo"))
    told = " ".join(run("amend", "2026-01-12", "--level", "4").out.split())
    assert "nobody of the community is on record here, so that it counts for nothing" in told
    assert "No level is recorded: community people took part" in run("amend", "2026-01-13", "--level", "").out


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["-c", "nobody"], '"nobody" is hardly a name. Is it what to call one person?'),
        (["-c", "Amina K"], '"Amina K" is new; "Amina K." is on record. Is it somebody else?'),
        (["--date", "2024-01-12"], "Friday 12 January 2024 is more than a year ago. Is it right?"),
        (["--asked", "tenants=No"], '"tenants" is none of the groups under affected. Is it one all the same?'),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_hardly_meant_is_told(run: Run, project: Callable[[str], Path], args: list[str], told: str) -> None:
    project(TEXT)
    assert run("amend", "last", *args).err.splitlines() == [f"Recorded as it was typed: {told}"]
    # What was there before is not doubted again.
    assert not run("amend", "last", "--title", "Later").err


def test_what_changes_nothing_is_said(run: Run, project: Callable[[str], Path]) -> None:
    path = project(TEXT)
    ran = run("amend", "2026-01-12", "--title", "Start")
    assert ran.out == "Unchanged: 2026-01-12-aaaaaa in coprod.toml says so already.\n"
    assert path.read_text() == TEXT


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["2026-05..2026-06", "--level", "4"], "no session that was held in 2026-05..2026-06 is on record"),
        (["2026-06..2026-05", "--level", "4"], "ends before it begins"),
        (["12", "Jan", "--level", "4"], 'a day with blanks in it stands in quotes: "12 Jan"'),
        (["2026", "--level", "4"], 'no session "2026" is on record'),
        (["2026-01..", "--title", "x"], "--title: goes with one session; of several at once can be changed: --level"),
        (["2026-01..", "--delete"], "--delete: goes with one session"),
        (["2026-01..", "--same-as", "last"], "--same-as: goes with one session"),
        (["2026-01.."], "say what is to change"),
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
    feeds_back, said = ran.err.splitlines()
    assert feeds_back.startswith("coprod.toml:9: stays as it is, and refers to it (feeds_back): 2026-02-02-")
    assert said.startswith("coprod.toml:16: stays as it is, and refers to it (session): said 2026-01-12: ")
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


@pytest.mark.parametrize("words", [["2026-01..2026-02"], ["2026-01-12-a", "last"], ["12 Jan 2026", "..", "last"]])
def test_several_sessions_are_changed_together_where_that_is_confirmed(
    run: Run, project: Callable[[str], Path], words: list[str]
) -> None:
    path = project(TEXT)
    ran = run("amend", *words, "--level", "4", "--heard", "tenants")
    assert (ran.code, path.read_text()) == (2, TEXT)
    assert "Change 2 sessions?" in ran.err or "--yes" in ran.err
    assert run("amend", *words, "--level", "4", "--heard", "tenants", "--dry-run").code == 0
    assert path.read_text() == TEXT
    ran = run("amend", *words, "--level", "4", "--heard", "tenants", "--yes")
    assert ran.code == 0
    assert "Changed 2026-01-12-aaaaaa, 2026-02-02-" in ran.out
    assert [(one.level, one.heard) for one in load(path, "x").project.sessions] == [("deciding", ("tenants",))] * 2
    assert run("undo", "--yes").code == 0
    assert path.read_text() == TEXT


def test_of_several_only_the_one_that_would_change_needs_no_question(run: Run, project: Callable[[str], Path]) -> None:
    path = project(TEXT)
    assert run("amend", "last", "--level", "4").code == 0
    ran = run("amend", "2026-01..", "--level", "4")
    assert ran.code == 0
    assert "Changed 2026-01-12-aaaaaa in coprod.toml." in ran.out
    assert "Unchanged" in run("amend", "2026-01..", "--level", "4").out
    assert path.read_text().count('level = "deciding"') == 2


def test_a_change_says_which_reading_is_of_an_earlier_wording_now(run: Run, project: Callable[[str], Path]) -> None:
    project(TEXT)
    assert run("readback", "2026-01-12", "--said", "agree", "--date", "2026-01-20").code == 0
    told = "2026-01-12-aaaaaa was read back on 2026-01-20 (2026-01-20-r"
    assert told not in run("amend", "2026-01-12", "--note", "n").err
    assert told in run("amend", "2026-01-12", "--title", "Begin").err


def test_a_planned_session_is_said_to_be_held_once_it_was(run: Run, project: Callable[[str], Path]) -> None:
    path = project(TEXT.partition("\n# the first")[0])
    assert run("log", "design", "--date", "2026-12-01").code == 0
    planned = path.read_text()
    late = ("--today", "2026-12-02")
    word = load(path, "x").project.sessions[0].id
    assert_refused(run, "amend", word, "--held", "-c", "Sam", words="is planned for 2026-12-01: say that it was held")
    assert_refused(run, "amend", "last", "--held", *late, words="no session is on record yet")
    assert_refused(run, "amend", "2026-12..", "--level", "4", *late, words="no session that was held in 2026-12..")
    assert_refused(run, "amend", word, "--held", *late, words="--community: names nobody who took part")
    ran = run("amend", "2026-12-01", "--held", "-c", "Sam", "--level", "4", *late)
    assert ran.code == 0
    held = planned.replace("planned = true\n", "")
    assert path.read_text() == held.replace("\nid = ", '\nlevel = "deciding"\ncommunity = ["Sam"]\nid = ')
    assert_refused(run, "amend", word, "--held", *late, words="is not marked as planned, and counts as held")


def test_a_session_that_is_moved_to_a_day_to_come_is_planned(run: Run, project: Callable[[str], Path]) -> None:
    path = project(TEXT)
    assert run("amend", "2026-01-12", "--date", "2026-12-01").code == 0
    assert "planned = true" in path.read_text()
    assert run("amend", "2026-01-12-a", "--date", "2026-01-12").code == 0
    assert "planned = true" in path.read_text()
    assert run("amend", "2026-01-12-a", "--held").code == 0
    assert path.read_text() == TEXT


def test_a_name_that_two_of_a_session_bear_takes_nobody_out(run: Run, project: Callable[[str], Path]) -> None:
    two = f'{WHOLE}\n[people]\nC1 = "Sam Lee"\nC2 = "Sam Lee"\n'
    path = project(two)
    assert_refused(run, "amend", "all", "--remove-community", "Sam Lee", words="is the name of 2 people: C1 (since")
    path.write_text(two.replace('["C1", "C2"]', '["Zed", "C2"]'))
    assert run("amend", "all", "--remove-community", "Sam Lee").code == 0
    assert 'community = ["Zed"]' in path.read_text()
