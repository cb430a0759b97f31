"""What was said as a sheet: it imports as an equal record, whatever was said."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.errors import Unusable
from coprod.model import Answer, Saying, kinds
from coprod.output.exports import sayings
from coprod.output.shared import Shared
from coprod.sheets.cells import written
from coprod.sheets.own import SAYINGS, SayingsRead, read_sayings, with_sayings
from coprod.sheets.tables import opened
from coprod.store.change import add
from coprod.store.read import Document, parse
from tests.conftest import WHOLE, Run
from tests.hostile import STORED
from tests.model.strategies import STRATEGIES
from tests.test_hostile_text import assert_no_command

Write = Callable[[str], Path]

SAID = (
    WHOLE
    + """
[[said]]
date = 2026-01-12
text = "=cmd"
session = "all"
hoped = " "
id = "one"

[[said]]
date = 2026-01-13
text = "A tap"
group = "tenants"
id = "two"

[[answers]]
date = 2026-02-12
to = "one"
outcome = "open"
text = "Later"

[[answers]]
date = 2026-03-12
to = "one"
outcome = "partly"
text = "Some"
told = "letter"
"""
).replace('hoped = " "\n', "")


def sheet(document: Document) -> bytes:
    return written(sayings(document.project, Shared(document.project, names=True))).encode()


def read(data: bytes) -> SayingsRead | None:
    return read_sayings(opened(data, "a.csv", 10**9).tables, "a.csv")


def cells(**told: str) -> list[str]:
    """A row of the sheet."""
    return [told.get(heading, "") for heading in SAYINGS]


def test_every_field_has_the_column_that_the_table_of_kinds_names() -> None:
    assert {row.column for row in (*kinds.SAID.rows, *kinds.ANSWERS.rows)} | {"why"} == set(SAYINGS)


def test_the_columns_are_the_questions_of_pirit_with_a_row_for_each_answer(run: Run, project: Write) -> None:
    project(SAID)
    ran = run("export", "--what", "said")
    assert (ran.code, ran.err) == (0, "")
    found = list(csv.reader(io.StringIO(ran.out, newline="")))
    known = [
        "said_id",
        "date",
        "text",
        "session",
        "group",
        "hoped",
        "answered",
        "outcome",
        "what_changed",
        "why",
        "told",
    ]
    assert found[0] == list(SAYINGS)
    assert [head for head in SAYINGS if head in known] == known
    told = [{head: cell for head, cell in zip(SAYINGS, row, strict=True) if cell} for row in found[1:]]
    first = {"said_id": "one", "date": "2026-01-12", "text": "'=cmd", "session": "all"}
    assert told == [
        first | {"answered": "2026-02-12", "outcome": "open", "why": "Later"},
        first | {"answered": "2026-03-12", "outcome": "partly", "what_changed": "Some", "told": "letter"},
        {"said_id": "two", "date": "2026-01-13", "text": "A tap", "group": "tenants"},
    ]


@given(st.lists(STRATEGIES["said"], max_size=3), st.data())
def test_whatever_was_said_imports_as_an_equal_record(said: list[Saying], data: st.DataObject) -> None:
    document = parse(WHOLE.encode(), "a.toml")
    for one in {(saying.date, saying.text): saying for saying in said}.values():
        document = add(document, one).after
    for saying in document.project.said:
        answers: list[Answer] = data.draw(st.lists(STRATEGIES["answers"], max_size=3))
        for answer in dict.fromkeys(one.model_copy(update={"to": saying.id}) for one in answers):
            document = add(document, answer).after
    text = sheet(document)
    assert_no_command(text.decode())
    found = read(text)
    assert found
    again = with_sayings(parse(WHOLE.encode(), "a.toml"), found).after.project
    assert (again.said, again.answers) == (document.project.said, document.project.answers)
    # A second time, there is nothing to add.
    assert with_sayings(document, found).records == ()


@pytest.mark.parametrize("text", STORED)
def test_hostile_text_comes_back_as_it_was(run: Run, project: Write, folder: Path, text: str) -> None:
    path = project(SAID)
    assert run("said", "--hoped", text, "--", f"{text} said").code == 0
    assert run("export", "--what", "said", "-o", "said.csv").code == 0
    kept = path.read_bytes()
    project(WHOLE)
    ran = run("import", "said.csv", "--yes")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "Added 3 things said and 2 answers to coprod.toml.\n"
    again, before = (parse(data, "a.toml").project for data in (path.read_bytes(), kept))
    assert (again.said, again.answers) == (before.said, before.answers)


def test_a_semicolon_and_excel_do_no_harm(run: Run, project: Write, folder: Path) -> None:
    path = project(SAID)
    assert run("export", "--what", "said", "--excel", "-o", "said.csv").code == 0
    table = list(csv.reader(io.StringIO((folder / "said.csv").read_text("utf-8-sig"), newline="")))
    with (folder / "other.csv").open("w", encoding="utf-16", newline="") as file:
        csv.writer(file, delimiter=";").writerows(table)
    for name in ("said.csv", "other.csv"):
        project(WHOLE)
        assert run("import", name, "--dry-run").out.count("+[[said]]") == 2
        assert path.read_text() == WHOLE
        assert run("import", name, "--yes").code == 0
        ran = run("import", name, "--yes")
        assert ran.out == "Added 0 things said and 0 answers to coprod.toml. 4 were recorded already.\n"
        assert len(parse(path.read_bytes(), "a").project.said) == 2


def test_a_row_written_by_hand_gets_an_id(run: Run, project: Write, folder: Path) -> None:
    path = project(WHOLE)
    answer = {"answered": "2026-02-01", "outcome": "declined", "why": "No water", "told": "call"}
    rows = [cells(date="2026-01-12", text="A tap", **answer), cells()]
    (folder / "said.csv").write_text(written([SAYINGS, *rows]))
    for _ in range(2):
        assert run("import", "said.csv", "--yes").code == 0
        found = parse(path.read_bytes(), "a").project
        assert [(one.text, one.id[:12]) for one in found.said] == [("A tap", "2026-01-12-s")]
        assert [(one.to, one.text) for one in found.answers] == [(found.said[0].id, "No water")]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"date": "12 Jan"}, "must be a day such as 2026-01-31"),
        ({"text": ""}, ""),
        ({"text": "a\x07"}, ""),
        ({"outcome": "no"}, ""),
        ({"answered": ""}, "must be a day"),
        ({"why": "both"}, "write either what changed or why not"),
        ({"said_id": "two", "text": "Other"}, "coprod.toml: error: has two in other words"),
        ({"said_id": "all"}, "coprod.toml: error: has another record with the id all"),
    ],
)
def test_what_is_wrong_in_the_sheet_is_told_with_its_place(
    run: Run, project: Write, folder: Path, wrong: dict[str, str], words: str
) -> None:
    path = project(SAID)
    good = {"said_id": "new", "date": "2026-01-12", "text": "A bench"}
    good |= {"answered": "2026-02-01", "outcome": "done", "what_changed": "It stands"}
    (folder / "said.csv").write_text(written([SAYINGS, cells(**(good | wrong))]))
    ran = run("import", "said.csv", "--yes")
    assert (ran.code, ran.out) == (2, "")
    column = SAYINGS.index(next(iter(wrong)))
    place = f"said.csv:2:{column + 1}: error: "
    assert (words if words.startswith("coprod") else place) in ran.err
    assert words in ran.err
    assert path.read_text() == SAID


def test_of_a_sheet_of_many_projects_that_of_one_is_read_and_told_in_its_own_columns() -> None:
    head, row = ["file", *SAYINGS], ["a.toml", *cells(said_id="a", date="2026-01-12", text="A tap")]
    found = read(written([head, row]).encode())
    assert found
    assert [saying.id for saying in found.said] == ["a"]
    with pytest.raises(Unusable, match="several projects"):
        read(written([head, row, ["b.toml", *row[1:]]]).encode())
    with pytest.raises(Unusable) as caught:
        read(written([head, ["a.toml", *cells(said_id="a", date="soon", text="A tap")]]).encode())
    [problem] = caught.value.problems
    assert (problem.line, problem.column) == (2, 3)
    assert problem.message.startswith('column C, "date": "soon" must be a day')


def test_one_saying_in_two_wordings_is_refused() -> None:
    row, other = (cells(said_id="a", date="2026-01-12", text=text) for text in ("A tap", "A bench"))
    with pytest.raises(Unusable, match="another saying in an earlier row"):
        read(written([SAYINGS, row, other]).encode())
    with pytest.raises(Unusable, match="has other columns"):
        read(b"said_id,text\na,b\n")
