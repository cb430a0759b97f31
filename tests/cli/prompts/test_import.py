"""A sheet at a terminal: what is asked, how to go back and leave, and how few keys it takes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coprod.model import Session
from coprod.store.read import load
from tests.terminal import RealTerminal, posix

BARE = '[project]\nname = "Riverside garden"\n'
FORUM = (
    "Full name,Email,Event date,Did you come?,I am a\n"
    "Amina Khan,a@x.org,2026-05-14,Yes,Resident\n"
    "Bryn Rees,b@x.org,2026-05-14,No,Resident\n"
    "Jo Lee,j@x.org,2026-05-14,Yes,Staff\n"
)
#: What ends a sitting: the table is right, and the mapping is kept by the name that is offered, or not kept.
KEPT = [("[q]uit:", "\n"), ("for not", "\n")]
NOT_KEPT = [("[q]uit:", "\n"), ("for not", "-\n")]
Record = Callable[[], tuple[Session, ...]]


@pytest.fixture
def record(folder: Path) -> Record:
    """An empty project; its sessions."""
    (folder / "coprod.toml").write_text(BARE, "utf-8")
    return lambda: load(folder / "coprod.toml", "x").project.sessions


def sat(sitting: list[tuple[str, str]], *args: str, code: int = 0) -> RealTerminal:
    """Answer each of these questions, told by their last words."""
    with RealTerminal("import", *args, lines=60) as terminal:
        for question, keys in sitting:
            terminal.answer(question, keys)
        assert terminal.end() == code
    return terminal


def people(record: Record) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(one.community, one.professional) for one in record()]


@posix
def test_the_first_time_takes_few_keys_and_the_next_three(folder: Path, record: Record) -> None:
    (folder / "ward-forum.csv").write_text(FORUM.replace("I am a", "Capacity"), "utf-8")
    first = sat(
        [
            ("right:", "\n"),
            ("recorded:", "c\n"),
            ("recorded:", "p\n"),
            ("Phase:", "2\n"),
            ("[q]uit:", "\n"),
            ("for not", "\n"),
        ],
        "ward-forum.csv",
    )
    assert first.keystrokes <= 15
    assert people(record) == [(("Amina Khan",), ("Jo Lee",))]
    (folder / "june.csv").write_text(FORUM.replace("I am a", "Capacity").replace("05-14", "06-11"), "utf-8")
    again = sat([("Phase:", "2\n"), ("[q]uit:", "\n")], "june.csv")
    assert again.keystrokes <= 3
    assert "Read by the mapping ward-forum." in again.shown
    assert len(record()) == 2


@posix
def test_a_column_gets_another_role_words_are_placed_and_a_step_back_undoes_an_answer(
    folder: Path, record: Record
) -> None:
    (folder / "a.csv").write_text(FORUM.replace("Yes,Resident", "Popped in,Resident"), "utf-8")
    sat(
        [
            ("right:", "5\n"),
            ("gnore:", "s\n"),
            ("right:", "\n"),
            ("Popped in", "l\n"),
            ("Staff", "b\n"),
            ("Popped in", "c\n"),
            ("Resident", "c\n"),
            ("Staff", "p\n"),
            ("Phase:", "2\n"),
            *NOT_KEPT,
        ],
        "a.csv",
    )
    assert people(record) == [(("Amina Khan",), ("Jo Lee",))]
    assert not (folder / "imports.toml").exists()


@posix
def test_a_role_that_a_column_cannot_have_changes_nothing_and_names_are_asked_for(folder: Path, record: Record) -> None:
    (folder / "a.csv").write_text("Name,2026-05-14,2026-05-21\nAmina Khan,x,\n", "utf-8")
    days = [("right:", "2\n"), ("gnore:", "c\n"), ("right:", "1\n"), ("gnore:", "i\n"), ("right:", "\n")]
    words = [("(1 cell)", "c\n"), ("empty cell", "l\n"), ("Phase:", "2\n"), ("recorded:", "c\n")]
    terminal = sat([*days, ("right:", "1\n"), ("gnore:", "n\n"), *words, *NOT_KEPT], "a.csv")
    assert "takes no column here" in terminal.shown
    assert "No column holds names yet: say which does." in terminal.shown
    assert people(record) == [(("Amina Khan",), ())]


@posix
@pytest.mark.parametrize(
    ("row", "asked"),
    [("Jo Lee,2026-05-14,professional,Yes", "another side"), ("Jo Lee,2026-05-14,community,No", "row 3")],
)
def test_leaving_out_a_row_leaves_the_others_of_the_same_person(
    folder: Path, record: Record, row: str, asked: str
) -> None:
    rows = ["Jo Lee,2026-05-14,community,Yes", row, "Jo Lee,2026-05-21,community,Yes"]
    (folder / "a.csv").write_text("\n".join(["Name,Date,Side,Came", *rows, ""]), "utf-8")
    sitting = [("right:", "\n"), ("[l]eave out:", "l\n"), ("Phase:", "2\n"), *NOT_KEPT]
    terminal = sat(sitting, "a.csv")
    assert asked in terminal.shown
    there = people(record)
    assert there[-1:] == [(("Jo Lee",), ())]
    assert len(there) == (2 if "side" in asked else 1)


@posix
def test_a_mapping_that_holds_a_name_is_not_kept_and_the_sheet_is_recorded(folder: Path, record: Record) -> None:
    (folder / "a.csv").write_text("Name,Date,Capacity\nJo Lee,2026-05-14,Jo Lee\n", "utf-8")
    sitting = [("right:", "\n"), ("did:", "y\n"), ("recorded:", "c\n"), ("Phase:", "2\n"), ("[q]uit:", "\n")]
    assert 'The mapping is not kept: it holds "Jo Lee"' in sat(sitting, "a.csv").shown
    assert (people(record), (folder / "imports.toml").exists()) == ([(("Jo Lee",), ())], False)


@posix
def test_rows_that_are_open_are_asked_one_by_one(folder: Path, record: Record) -> None:
    rows = [
        "Jonathan Lee",
        "Jonathon Lee",
        "Parks and Gardens",
        "Guest",
        "Amina",
        "Amina Khan",
        "Apologies",
        "Kim Park",
    ]
    (folder / "a.csv").write_text("Name,Date\n" + "".join(f"{name},2026-05-14\n" for name in rows), "utf-8")
    sat(
        [
            ("right:", "\n"),
            ("did:", "y\n"),
            ('near "Jonathan Lee"', "=\n"),
            ("several people", "+\n"),
            ("nobody's name", "l\n"),
            ('near "Amina"', "+\n"),
            ("did not come", "u\n"),
            ("Phase:", "2\n"),
            ("who are left:", "C\n"),
            *NOT_KEPT,
        ],
        "a.csv",
    )
    assert people(record) == [(("Amina", "Amina Khan", "Jonathan Lee", "Parks and Gardens"), ())]


@posix
def test_leaving_writes_nothing(folder: Path, record: Record) -> None:
    (folder / "a.csv").write_text(FORUM, "utf-8")
    sat([("right:", "q\n")], "a.csv", code=130)
    sat([("right:", "\n"), ("Phase:", "2\n"), ("left:", "C\n"), ("[q]uit:", "q\n")], "a.csv", code=130)
    assert record() == ()


@posix
def test_a_meeting_on_record_with_nobody_in_common_is_asked_about(folder: Path, record: Record) -> None:
    more = '\n[[sessions]]\ndate = 2026-05-14\nphase = "co-design"\ncommunity = ["Lou Ray"]\nid = "there"\n'
    (folder / "coprod.toml").write_text(BARE + more, "utf-8")
    (folder / "a.csv").write_text(FORUM, "utf-8")
    answers = [
        ("right:", "\n"),
        ("Phase:", "2\n"),
        ("left:", "C\n"),
        ("[y]es [n]o:", "y\n"),
        *NOT_KEPT,
    ]
    sat(answers, "a.csv")
    assert people(record) == [(("Lou Ray", "Amina Khan", "Jo Lee"), ())]


@posix
def test_a_date_that_can_be_two_days_is_asked_once_and_kept(folder: Path, record: Record) -> None:
    text = "Name,Date\nAmina,05/04/2026\nAmina,06/04/2026\n"
    (folder / "a.csv").write_text(text, "utf-8")
    answers = [
        ("right:", "\n"),
        ("did:", "y\n"),
        ("4 May 2026:", "1\n"),
        ("Phase:", "2\n"),
        ("recorded:", "c\n"),
        ("[q]uit:", "\n"),
        ("for not", "\n"),
    ]
    sat(answers, "a.csv")
    assert [str(one.date) for one in record()] == ["2026-04-05", "2026-04-06"]
    assert 'order = "dmy"' in (folder / "imports.toml").read_text()


@posix
def test_a_sheet_without_a_column_of_names_asks_which(folder: Path, record: Record) -> None:
    (folder / "a.csv").write_text("Nom,Date\nAmina,2026-05-14\nBryn,2026-05-14\n", "utf-8")
    answers = [
        ("Number:", "1\n"),
        ("right:", "\n"),
        ("did:", "y\n"),
        ("Phase:", "2\n"),
        ("left:", "P\n"),
        *NOT_KEPT,
    ]
    sat(answers, "a.csv")
    assert people(record) == [((), ("Amina", "Bryn"))]


@posix
def test_a_heading_that_a_kept_mapping_does_not_know_is_asked_and_it_is_kept_by_its_name(
    folder: Path, record: Record
) -> None:
    (folder / "imports.toml").write_text(
        'format = 1\n\n[forum]\nname = "Full name"\nemail = "Email"\nday = "Event date"\n'
        'came = { column = "Did you come?", came = ["Yes"], absent = ["No"] }\n'
        'side = { column = "I am a", community = ["Resident"], professional = ["Staff"] }\n',
        "utf-8",
    )
    text = FORUM.replace("I am a\n", "I am a,Phone\n").replace("Resident\n", "Resident,1\n")
    (folder / "a.csv").write_text(text, "utf-8")
    terminal = sat(
        [("not read", ""), ("right:", "\n"), ("Phase:", "2\n"), ("[q]uit:", "\n"), ("[forum]:", "\n")], "a.csv"
    )
    assert "The mapping forum is nearly it" in terminal.shown
    assert people(record) == [(("Amina Khan",), ("Jo Lee",))]
    assert 'ignore = ["Phone"]' in (folder / "imports.toml").read_text()


@posix
def test_people_who_are_only_counted_get_a_side_of_their_own(folder: Path, record: Record) -> None:
    (folder / "m.toml").write_text('name = "Name"\nday = "Date"\ncame = "all"\ncount = "More"\n', "utf-8")
    (folder / "a.csv").write_text("Name,Date,More\nAmina,2026-05-14,12\n", "utf-8")
    answers = [("Phase:", "2\n"), ("left:", "c\n"), ("recorded:", "p\n"), ("[q]uit:", "\n")]
    shown = sat(answers, "a.csv", "--with", "m.toml").shown
    assert "12 people  counted, community" in shown
    [session] = record()
    assert (session.professional, session.also_present.community) == (("Amina",), 12)
