"""A sitting at which sessions are read back: what is asked in which order, what each key does, and what is saved."""

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli

from coprod.framework import LEVELS
from coprod.model.ids import fingerprints
from coprod.terms import LEVEL_WORDS
from tests.conftest import Ran, Run, document, session
from tests.terminal import CTRL_C, RealTerminal, posix

#: Three sessions: the newest first, as they are read.
THREE = "".join(
    session("co-design", who=["Ana", "p:Jo"], level=level, day=day, more=more)
    for level, day, more in (
        ("considered", "2026-01-12", 'id = "first"'),
        (
            "deciding",
            "2026-02-12",
            'title = "Beds"\nheard = ["tenants"]\nsettled = { ideas = "Raised beds" }\nid = "second"',
        ),
        ("", "2026-03-12", 'id = "third"'),
    )
)
PROJECT = f'[project]\nname = "Garden"\ngiven = {{ testing = "Only until June" }}\n{THREE}'
#: Who is here: two tenants who came, read aloud to, with somebody of the council in the room who types.
WHO = ["c", "2", "2", "aloud", "y", "voucher", "p"]
Typed = Callable[..., Ran]


@pytest.fixture(name="typed")
def typed_at_a_sitting(typed: Run, folder: Path) -> Typed:
    """Run `coprod readback` with these lines typed at its questions."""
    (folder / "coprod.toml").write_text(PROJECT)
    return lambda *lines, args=(): typed(shlex.join(["readback", *args]), *lines)


def saved(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomli.loads((folder / "coprod.toml").read_text()).get("readings", [])
    return found


def accounts(folder: Path) -> list[tuple[str, str, str | None]]:
    return [(one["session"], one["said"], one.get("level")) for one in saved(folder)]


def unchanged(folder: Path) -> bool:
    return (folder / "coprod.toml").read_text() == PROJECT


def test_who_is_here_is_asked_once_and_stands_in_every_reading(typed: Typed, folder: Path) -> None:
    ran = typed(*WHO, "3", "a", "", "4", "a", "", "3", "a", "", "y")
    assert ran.code == 0
    assert accounts(folder) == [
        ("third", "agree", "considered"),
        ("second", "agree", "deciding"),
        ("first", "agree", "considered"),
    ]
    prints = fingerprints(document(PROJECT).project)
    for one in saved(folder):
        assert str(one.pop("date")) == "2026-11-22"
        assert one.pop("id").startswith("2026-11-22-r")
        assert one.pop("read") == prints[one["session"]]
        assert {key: value for key, value in one.items() if key not in {"session", "said", "level"}} == {
            "readers": 2,
            "were_there": 2,
            "how": "aloud",
            "alone": False,
            "recognition": "voucher",
            "entered_by": "professional",
        }
    assert ran.out.startswith("Recorded 3 readings in coprod.toml:\n")
    assert "waits for the project's answer" not in ran.out


def test_readers_are_told_who_will_see_it_before_the_first_question(typed: Typed) -> None:
    ran = typed()
    told, asked = (ran.err.index(words) for words in ("Who will see it: everybody", "Whose account is this?"))
    assert told < ran.err.index("A history of the file may be kept") < asked
    assert told < ran.err.index("Nobody has to take part.") + 200 < asked


def test_a_session_is_read_out_in_one_paragraph_without_its_level(typed: Typed) -> None:
    ran = typed(*WHO, "l", "c", "s", "n")
    read = " ".join(ran.err.split())
    assert (
        'This is about 12 February 2026, "Beds". 1 person from the community and 1 professional came. This was '
        "decided: Which ideas are taken up, and which are left? Raised beds. This is recorded as fixed from outside: "
        "How are the ideas tried out, and who says whether they work? Only until June. These were heard: tenants."
    ) in read
    before = read[: read.index('The record says: "We decided together."')]
    assert "deciding" not in before
    assert "Ana" not in ran.err


def test_the_recorded_level_is_shown_only_after_theirs(typed: Typed) -> None:
    ran = typed(*WHO, "l", "3")
    offered = ran.err.rindex("How far did your part go?")
    for level, number in LEVELS.items():
        assert f"  {number}  {LEVEL_WORDS[level].voice}\n" in ran.err[offered:]
    assert ran.err.rindex('The record says: "We decided together."') > ran.err.rindex("0 to 5, c or l: ")


@pytest.mark.parametrize(
    ("level", "key", "kept"),
    [
        ("4", "a", ("agree", "deciding")),
        ("3", "d", ("differs", "considered")),
        ("c", "c", ("cannot-say", None)),
        ("3", "c", ("cannot-say", "considered")),
        ("4", "l", None),
        ("deciding", "agree", ("agree", "deciding")),
    ],
)
def test_every_account_takes_the_same_keys(
    typed: Typed, folder: Path, level: str, key: str, kept: tuple[str, str | None] | None
) -> None:
    """A level, one key, and Enter where nothing is to be added; leaving it out needs not even that."""
    lines = [level, key, *([""] if kept else [])]
    ran = typed(*WHO, *lines, *(["y"] if kept else []), args=("second",))
    assert ran.code == 0
    assert accounts(folder) == ([("second", *kept)] if kept else [])


def test_agreeing_with_another_level_is_a_difference_and_recorded_as_one(typed: Typed, folder: Path) -> None:
    ran = typed(*WHO, "2", "a", "", "y", args=("second",))
    assert "that is a difference, and is recorded as one" in ran.err
    assert accounts(folder) == [("second", "differs", "supported")]
    assert "What differs waits for the project's answer" in ran.out


def test_a_difference_without_another_level_asks_for_words(typed: Typed, folder: Path) -> None:
    ran = typed(*WHO, "4", "d", "", " ", "We were not told the cost", "n", "y", args=("second",))
    assert ran.err.count("What was not so, in their own words") == 3
    [reading] = saved(folder)
    assert (reading["said"], reading.get("level"), reading["words"]) == ("differs", None, "We were not told the cost")
    assert "share" not in reading


def test_their_words_are_shared_only_where_they_say_so(typed: Typed, folder: Path) -> None:
    assert typed(*WHO, "4", "a", "It was good", "", "y", "y", args=("second",)).code == 0
    assert saved(folder)[0]["share"] is True


def test_enter_decides_nothing(typed: Typed, folder: Path) -> None:
    ran = typed(*WHO, "", "", "4", "", "", "a", "", "", "y", args=("second",))
    assert ran.err.count("0 to 5, c or l: ") == 3
    assert ran.err.count("[a]gree [d]iffers [c]annot say") == 3
    assert ran.err.count("Save this? [y]es [n]o") == 2
    assert accounts(folder) == [("second", "agree", "deciding")]
    # Nor is anything chosen beforehand.
    assert "[agree" not in ran.err


@pytest.mark.parametrize("lines", [["s"], ["3", "s"]])
def test_stopping_at_any_session_offers_to_save_what_was_answered(typed: Typed, folder: Path, lines: list[str]) -> None:
    ran = typed(*WHO, "3", "a", "", *lines, "y")
    assert ran.code == 0
    assert accounts(folder) == [("third", "agree", "considered")]
    assert "first" not in ran.err


def test_a_difference_that_was_never_put_in_words_is_not_saved_half(typed: Typed, folder: Path) -> None:
    ran = typed(*WHO, "3", "a", "", "4", "d", "s", "y")
    assert ran.code == 0
    assert accounts(folder) == [("third", "agree", "considered")]


def test_going_back_changes_an_account_and_keeps_the_others(typed: Typed, folder: Path) -> None:
    ran = typed(*WHO, "3", "a", "", "4", "a", "b", "b", "3", "d", "", "l", "y")
    assert ran.code == 0
    assert accounts(folder) == [("third", "agree", "considered"), ("second", "differs", "considered")]


@pytest.mark.parametrize("lines", [["l", "l", "l"], ["s"]])
def test_where_nothing_was_answered_nothing_is_recorded_and_that_is_no_fault(
    typed: Typed, folder: Path, lines: list[str]
) -> None:
    ran = typed(*WHO, *lines)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.endswith("Nothing was answered, and nothing is recorded.\n")
    assert unchanged(folder)


@pytest.mark.parametrize("lines", [[], WHO, [*WHO, "3", "a", ""], [*WHO, "3", "a", "", "s", "n"]])
def test_leaving_saves_nothing_and_says_so(typed: Typed, folder: Path, lines: list[str]) -> None:
    ran = typed(*lines)
    assert (ran.code, ran.out.strip()) == (130, "")
    assert ran.err.endswith("\nInterrupted: nothing was changed.\n")
    assert unchanged(folder)


def test_nothing_counts_chases_or_shows_a_share(typed: Typed) -> None:
    ran = typed(*WHO, "3", "a", "", "4", "a", "", "3", "a", "", "y")
    assert not [words for words in (" of 3", "1/3", "%", "remaining", "left to", "still to") if words in ran.err]


def test_where_nobody_wishes_to_read_that_is_recorded_of_what_was_offered(typed: Typed, folder: Path) -> None:
    ran = typed("c", "0", "p", "y", args=("second",))
    assert ran.code == 0
    [reading] = saved(folder)
    assert (reading["session"], reading["said"], reading["readers"]) == ("second", "not-taken-up", 0)
    assert "How far" not in ran.err


def test_a_sheet_of_an_earlier_wording_is_typed_in_as_one(typed: Typed, folder: Path) -> None:
    ran = typed("c", "1", "", "On paper", "", "", "", "9f3a 1c7", "9f3a 1c77 b0d2", "3", "a", "", "y", args=("second",))
    assert ran.code == 0
    assert "is no fingerprint" in ran.err
    assert "That is an earlier wording" in ran.err
    [reading] = saved(folder)
    assert (reading["read"], reading["said"]) == ("9f3a1c77b0d2", "differs")


def test_a_pile_of_sheets_that_say_the_same_is_of_several_people(typed: Typed, folder: Path) -> None:
    """Two people can give the same account on one day: neither is lost, and none is taken for the other unasked."""
    sheet = ["c", "1", "1", "paper", "", "", "", "", "4", "a", "", "y"]
    assert typed(*sheet, args=("second",)).code == 0
    second = typed(*sheet, "y", args=("second",))
    assert "The same is on record already, of the same day: second." in second.err
    assert accounts(folder) == [("second", "agree", "deciding")] * 2
    assert len({one["id"] for one in saved(folder)}) == 2
    third = typed(*sheet, "n", args=("second",))
    assert (third.code, third.out) == (0, "Nothing is recorded that was not on record already.\n")
    assert len(saved(folder)) == 2


def test_a_professional_account_is_asked_for_in_its_own_voice(typed: Typed, folder: Path) -> None:
    ran = typed("p", *WHO[1:], "4", "a", "", "y", args=("second",))
    assert "How far did the community's part go?" in ran.err
    assert "People are involved in deciding." in ran.err
    assert "Is anyone of the community side in the room?" in ran.err
    assert saved(folder)[0]["side"] == "professional"


def test_what_the_command_line_gives_is_not_asked(typed: Typed, folder: Path) -> None:
    about = ["--side", "community", "--readers", "3", "--were-there", "0", "--how", "aloud", "--not-alone"]
    ran = typed("", "", "4", "a", "", "y", args=("second", *about))
    assert ran.code == 0
    [reading] = saved(folder)
    assert (reading["readers"], reading["were_there"], reading["alone"]) == (3, 0, False)
    assert "Whose account" not in ran.err


def test_the_newest_five_and_those_that_decided_something_are_read_newest_first(typed: Typed, folder: Path) -> None:
    days = [f"2026-0{month}-01" for month in range(1, 9)]
    text = "".join(
        session("co-design", who=["A"], level="deciding", day=day, more=f'title = "on {day}"\n{more}')
        for day in days
        for more in (['settled = { ideas = "x" }'] if day in {days[0], days[7]} else [""])
    )
    (folder / "coprod.toml").write_text(f'[project]\nname = "x"\n{text}')
    read = typed(*WHO, *["l"] * 6).err
    assert [day for day in sorted(days, key=read.find) if f"on {day}" in read] == [
        days[7], days[6], days[5], days[4], days[3], days[0],
    ]  # fmt: skip


def test_readings_that_cannot_be_recorded_are_handed_back(typed: Typed, folder: Path) -> None:
    path = folder / "coprod.toml"
    path.write_text("readings = []\n" + PROJECT)
    ran = typed("c", "1", "", "it's read", "y", "", "", "3", "d", "Not so", "y", "y", args=("second",))
    assert ran.code == 2
    assert "leaves no place for another block: write its readings as [[readings]] blocks first" in ran.err
    again = " ".join(ran.err.split())
    assert "coprod readback second --date 2026-11-22 --read " in again
    assert "--side community --readers 1 --how 'it'\"'\"'s read' --not-alone --said differs --level considered" in again
    assert "--words 'Not so' --share" in again
    assert path.read_text() == "readings = []\n" + PROJECT


@posix
def test_a_sitting_at_a_real_terminal_is_saved_together(folder: Path) -> None:
    (folder / "coprod.toml").write_text(PROJECT)
    with RealTerminal("readback") as terminal:
        for keys in WHO:
            terminal.answer(": ", f"{keys}\n")
        for level, key in (("3", "a"), ("3", "d"), ("c", "c")):
            terminal.answer("0 to 5, c or l: ", f"{level}\n")
            terminal.answer("[l]eave it out: ", f"{key}\n")
            terminal.answer("in their own words", "\n")
        terminal.wait("second")
        assert not saved(folder)
        terminal.answer("Save this?", "y\n")
        terminal.wait("Recorded 3 readings")
        assert terminal.end() == 0
    assert [said for _, said, _ in accounts(folder)] == ["agree", "differs", "cannot-say"]


@posix
def test_ctrl_c_at_a_real_terminal_saves_nothing(folder: Path) -> None:
    (folder / "coprod.toml").write_text(PROJECT)
    with RealTerminal("readback", "third", "second") as terminal:
        for keys in WHO:
            terminal.answer(": ", f"{keys}\n")
        terminal.answer("0 to 5, c or l: ", "3\n")
        terminal.answer("[l]eave it out: ", "a\n")
        terminal.answer("in their own words", "\n")
        terminal.wait("0 to 5, c or l: ")
        terminal.insist(CTRL_C, until="Interrupted: nothing was changed.")
        assert terminal.end() == 130
    assert unchanged(folder)


def of_project(folder: Path) -> list[dict[str, Any]]:
    return [{key: one.get(key) for key in ("session", "said", "words", "share")} for one in saved(folder)]


@pytest.mark.parametrize(
    ("lines", "said", "words", "share"),
    [
        (["It was ours", "a", "y"], "agree", "It was ours", True),
        (["", "a"], "agree", None, None),
        (["", "c"], "cannot-say", None, None),
        (["", "d", "Nobody asked", "n"], "differs", "Nobody asked", None),
        (["Told", "d", "n"], "differs", "Told", None),
    ],
)
def test_of_the_whole_project_their_own_view_comes_before_the_record(
    typed: Typed, folder: Path, lines: list[str], said: str, words: str | None, share: bool | None
) -> None:
    ran = typed(*WHO, *lines, "y", args=("--project",))
    assert ran.code == 0
    assert of_project(folder) == [{"session": "project", "said": said, "words": words, "share": share}]
    assert ran.err.index("How was this project done?") < ran.err.index("The record says: ")


@pytest.mark.parametrize("lines", [["", "l"], ["s"], ["", "d", "s"]])
def test_the_whole_project_can_be_left_out_at_each_question(typed: Typed, folder: Path, lines: list[str]) -> None:
    ran = typed(*WHO, *lines, args=("--project",))
    assert ran.code == 0
    assert "Nothing was answered, and nothing is recorded." in ran.err
    assert unchanged(folder)
