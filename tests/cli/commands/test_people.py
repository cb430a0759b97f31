import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from coprod.model import Project
from coprod.output.people import people_entries
from tests.conftest import Run, assert_refused, example

TEXT = """\
[project]
name = "Riverside garden"

[people]
C1 = "Amina K."
C9 = "Never came"

[[sessions]]
date = 2026-01-12
phase = "co-planning"
community = ["C1", "Sam"]
professional = ["Jo (council)", "Sam"]

[[sessions]]
date = 2026-02-02
phase = "co-design"
community = ["Amina K.", "Zoe Smith"]

[[sessions]]
date = 2026-02-09
phase = "co-design"
community = ["zoë smith", "=cmd"]
"""


def test_everyone_is_listed_near_labels_beside_each_other(run: Run, project: Callable[[str], Path]) -> None:
    project(TEXT)
    ran = run("people")
    assert (ran.code, ran.err) == (0, "")
    assert (
        ran.out
        == """\
C1 (Amina K.)    community                   2 sessions  2026-01-12 to 2026-02-02
Sam              community and professional  1 session   2026-01-12
Jo (council)     professional                1 session   2026-01-12
Zoe Smith        community                   1 session   2026-02-02
  is that zoë smith? coprod rename joins two labels of one person
zoë smith        community                   1 session   2026-02-09
  is that Zoe Smith? coprod rename joins two labels of one person
=cmd             community                   1 session   2026-02-09
C9 (Never came)  never came                  0 sessions

7 people on record.
"""
    )


def test_as_csv_and_json_it_holds_a_row_for_each_label(run: Run, project: Callable[[str], Path]) -> None:
    project(TEXT)
    rows = list(csv.DictReader(io.StringIO(run("people", "--format", "csv").out)))
    listed = json.loads(run("people", "--format", "json").out)
    assert (listed["schema"], listed["file"]) == ("coprod-people/1", "coprod.toml")
    assert [one["label"] for one in listed["people"]] == ["C1", "Sam", "Jo (council)", "Zoe Smith", "zoë smith",
                                                          "=cmd", "C9"]  # fmt: skip
    assert [row["label"] for row in rows] == ["C1", "Sam", "Jo (council)", "Zoe Smith", "zoë smith", "'=cmd", "C9"]
    assert rows[0] == {
        "label": "C1",
        "name": "Amina K.",
        "sides": "community",
        "sessions": "2",
        "first": "2026-01-12",
        "last": "2026-02-02",
        "like": "",
    }
    assert listed["people"][1]["sides"] == ["community", "professional"]
    assert listed["people"][3]["like"] == ["zoë smith"]
    assert listed["people"][-1]["first"] is None


def test_nobody_on_record_and_no_format(run: Run, project: Callable[[str], Path]) -> None:
    project('[project]\nname = "x"\n')
    assert run("people").out == "Nobody is on record yet; coprod log records who came.\n"
    assert run("people", "--format", "xml").code == 2


def test_many_people_are_listed_in_a_moment() -> None:
    names = [f"{first}{number:02} {last}" for number in range(50) for first in ("Ana", "Bo", "Cy") for last in "XYZ"]
    session = {"date": "2026-01-12", "phase": "co-design", "community": names}
    project = Project.model_validate_json(json.dumps({"project": {"name": "x"}, "sessions": [session]}))
    assert [one.label for one in people_entries(project)][:3] == names[:3]


@pytest.mark.parametrize(
    ("args", "old", "new"),
    [
        (["Sam", "Samira"], '"Sam"', '"Samira"'),
        (["Amina K.", "Amina Khan"], '"Amina K."', '"Amina Khan"'),
        (["C1", "C4"], "C1", "C4"),
        (["C1", "Amina Khan"], '"Amina K."', '"Amina Khan"'),
        (["Sam", "Zoe Smith", "--yes"], '"Sam"', '"Zoe Smith"'),
        (["Amina K.", "--to-id", "C4"], '"C1"', '"C4"'),
    ],
    ids=" ".join,
)
def test_somebody_is_renamed_everywhere(
    run: Run, project: Callable[[str], Path], args: list[str], old: str, new: str
) -> None:
    # Ids are written out, so that nothing but labels is in question.
    text = TEXT
    for number in range(3):
        text = text.replace('"]\n\n[[s', f'"]\nid = "{number}"\n\n[[s', 1)
    text += 'id = "last"\n'
    path = project(text)
    wanted = text.replace(old, new)
    if "--to-id" in args:
        wanted = wanted.replace("C1 =", "C4 =").replace('["Amina K."', '["C4"')
    assert run("rename", *args, "--dry-run").code == 0
    assert path.read_text() == text
    ran = run("rename", *args)
    assert (ran.code, ran.err) == (0, "")
    assert path.read_text() == wanted
    assert run("undo", "--yes").code == 0
    assert path.read_text() == text


def test_an_id_takes_a_names_place_and_people_keeps_the_name(run: Run, project: Callable[[str], Path]) -> None:
    path = project(TEXT)
    assert run("rename", "Zoe Smith", "--to-id", "C4").code == 0
    text = path.read_text()
    assert 'C9 = "Never came"\nC4 = "Zoe Smith"\n' in text
    assert 'community = ["Amina K.", "C4"]' in text
    path = project('[project]\nname = "x"\n[[sessions]]\ndate = 2026-01-01\nphase = "co-design"\ncommunity = ["Sam"]')
    assert run("rename", "Sam", "--to-id", "C4").code == 0
    assert path.read_text().endswith('\n[people]\nC4 = "Sam"\n')


def test_two_labels_become_one_person_only_when_that_is_wanted(run: Run, project: Callable[[str], Path]) -> None:
    path = project(TEXT.replace('"zoë smith"', '"zoë smith", "Zoe Smith"'))
    before = path.read_text()
    ran = run("rename", "zoë smith", "Zoe Smith")
    assert ran.code == 2
    assert "become one person. Go on? Without a terminal, say so with --yes" in ran.err
    assert path.read_text() == before
    assert run("rename", "zoë smith", "Zoe Smith", "--yes").code == 0
    assert 'community = ["Zoe Smith", "=cmd"]' in path.read_text()
    assert run("rename", "Zoe Smith", "Amina K.", "--yes").code == 0
    assert 'community = ["C1", "=cmd"]' in path.read_text()


def test_texts_that_hold_the_old_name_are_told(run: Run, project: Callable[[str], Path]) -> None:
    project(TEXT.replace('"co-planning"', '"co-planning"\nnote = "Sam was late"'))
    ran = run("rename", "Sam", "Samira")
    assert ran.code == 0
    assert "coprod.toml:12: still holds the name, or a word like it: Sam was late\n" in ran.err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["Nobody", "x"], "nobody called"),
        (["Sam"], "name the new label"),
        (["Sam", "x", "--to-id", "C4"], "name the new label"),
        (["Sam", "a\x1bb"], "must be a line of text"),
        (["Sam", "A, B"], "reads as 2 people"),
        (["Sam", " "], "must not be blank"),
    ],
)
def test_what_cannot_be_renamed_is_said(run: Run, project: Callable[[str], Path], args: list[str], said: str) -> None:
    project(TEXT)
    assert_refused(run, "rename", *args, words=said)


ONE = """\
[project]
name = "Garden"
contact = "Ask Amina"

[people]
C1 = "Amina Khan"
C2 = "AMINA  KHAN"
C3 = "May Chen"

[[sessions]]
date = 2026-02-02
phase = "co-design"
title = "Amina's kitchen"  # with C1
level = "deciding"
community = ["C1", "C3"]
settled = { ideas = "Beds" }
id = "one"

[[sessions]]
date = 2026-01-12
phase = "co-planning"
professional = ["C1"]
id = "two"

[[said]]
date = 2026-02-02
text = "Open in May"
"""


def test_everything_about_one_person_is_told(run: Run, project: Callable[[str], Path]) -> None:
    project(ONE)
    ran = run("people", "C1")
    assert ran.code == 0
    assert ran.out.split("\n") == [
        "C1 (Amina Khan)",
        "",
        "They came to 2 sessions.",
        "  12 January 2026, co-planning: without a title",
        "    line 19, in a professional capacity",
        "  2 February 2026, co-design: Amina's kitchen",
        "    line 10, in a community capacity, level deciding (4 of 5)",
        "    ideas: Beds",
        "",
        "Texts that name them:",
        "  line 13, a comment: # with C1",
        "",
        "Texts that may name them:",
        "  line 3, project.contact: Ask Amina",
        "  line 13, sessions.title: Amina's kitchen",
        "",
        "C2 bears the same name; which of them a text means, only people know.",
        "",
        "This is what coprod.toml holds. Texts may name others too: look before you hand it on.",
        "",
    ]
    found = json.loads(run("people", "May Chen", "--format", "json").out)
    assert [session["id"] for session in found["sessions"]] == ["one"]
    assert [(text["line"], text["certain"]) for text in found["texts"]] == [(27, False)]
    assert "note" not in found["sessions"][0]


def test_one_person_is_no_table_and_a_name_of_two_is_refused(run: Run, project: Callable[[str], Path]) -> None:
    project(ONE)
    assert "csv lists everyone" in run("people", "C1", "--format", "csv").err
    ran = run("people", "amina khan")
    assert ran.code == 2
    assert "C1 (since 2026-01-12) and C2 (never came)" in ran.err
    assert run("people").out.count("is that") == 2


def test_a_page_goes_on_leaving_out_an_old_name_that_still_stands(run: Run, project: Callable[[str], Path]) -> None:
    text = example('2026-01-01 design "Ana Kovac\'s kitchen" Ana Kovac')
    path = project(text)
    ran = run("rename", "Ana Kovac", "Bea Horvat")
    assert ran.code == 0
    assert "[people] keeps the old name as Cc0ffee0001" in ran.err
    assert 'Cc0ffee0001 = "Ana Kovac"' in path.read_text()
    assert "Ana" not in run("report", "-o", "-").out
    path = project(text)
    assert run("rename", "Ana Kovac", "C7").code == 0
    assert 'C7 = "Ana Kovac"' in path.read_text()
    path = project(text)
    ran = run("rename", "Ana Kovac", "Bea Horvat", "--yes")
    assert 'title = "Bea Horvat\'s kitchen"' in path.read_text()
    assert "[people]" not in path.read_text() + ran.err
