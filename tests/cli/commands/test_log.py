import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
import tomli

from tests.conftest import WHOLE, Run, assert_refused, assert_shown_only, example

BARE = 'format = 1\n\n[project]\nname = "Riverside garden"\n'
Write = Callable[[str], Path]


def test_a_session_is_recorded_and_the_phases_are_shown(run: Run, project: Write) -> None:
    path = project(BARE)
    ran = run("log", "design", "-c", "Ana [she/her]", "-c", '"Sam, the baker"', "-p", "Jo (council)", "--level", "4")
    assert (ran.code, ran.err) == (0, "")
    [session] = tomli.loads(path.read_text())["sessions"]
    assert session.pop("id").startswith("2026-11-22-")
    assert str(session.pop("date")) == "2026-11-22"
    assert session == {
        "phase": "co-design",
        "level": "deciding",
        "community": ["Ana [she/her]", "Sam, the baker"],
        "professional": ["Jo (council)"],
    }
    assert ran.out.startswith("Recorded 2026-11-22-")
    assert "So far, co-design stands." in " ".join(ran.out.split())


def test_every_option_is_written(run: Run, project: Write) -> None:
    path = project(WHOLE)
    ran = run(
        "log", "Co-Planning,co-design", "--date", "yesterday", "--title", "Start", "--level", "Shared-Power",
        "--community-count", "12", "--professional-count", "1", "--heard", "tenants", "--settled", "problem=a = b",
        "--settled", "people=all", "--feeds-back", "all", "--recognition", "voucher", "--note", "n",
    )  # fmt: skip
    assert ran.code == 0
    [_, session] = tomli.loads(path.read_text())["sessions"]
    session.pop("id")
    assert str(session.pop("date")) == "2026-11-21"
    assert session == {
        "phase": ["co-planning", "co-design"],
        "title": "Start",
        "level": "shared-power",
        "also_present": {"community": 12, "professional": 1},
        "heard": ["tenants"],
        "settled": {"problem": "a = b", "people": "all"},
        "feeds_back": ["all"],
        "recognition": "voucher",
        "note": "n",
    }


def test_a_name_that_the_file_has_an_id_for_is_written_as_the_id(run: Run, project: Write) -> None:
    path = project(BARE + '\n[people]\nC1 = "Amina K."\n')
    assert run("log", "design", "-c", "Amina K.").code == 0
    assert tomli.loads(path.read_text())["sessions"][0]["community"] == ["C1"]


def test_a_name_of_two_ids_is_written_as_the_first(run: Run, project: Write) -> None:
    path = project(BARE + '\n[people]\nC1 = "Amina K."\nC2 = "Amina K."\n')
    assert run("log", "design", "-c", "Amina K.", "-p", "C2").code == 0
    [session] = tomli.loads(path.read_text())["sessions"]
    assert (session["community"], session["professional"]) == (["C1"], ["C2"])


@pytest.mark.parametrize("reference", ["last", "all", "2026-01-12", "12 Jan 2026"])
def test_the_same_people_as_in_another_session(run: Run, project: Write, reference: str) -> None:
    path = project(WHOLE.replace('id = "all"', 'id = "all"\ntitle = "First"\nalso_present = { community = 5 }'))
    assert run("log", "delivery", "--same-as", reference, "-c", "Kim", "-c", "C2").code == 0
    session = tomli.loads(path.read_text())["sessions"][1]
    assert (session["community"], session["professional"]) == (["C1", "C2", "Kim"], ["Jo (council)"])
    assert not {"title", "level", "also_present"} & set(session)


def test_last_is_the_latest_by_date_that_is_not_to_come(run: Run, project: Write) -> None:
    later = '\n[[sessions]]\ndate = {}\nphase = "co-design"\ncommunity = ["{}"]\n'
    days = [("2026-03-01", "A"), ("2026-02-01", "B"), ("2026-03-01", "C"), ("2026-12-01", "D")]
    path = project(WHOLE + "".join(later.format(*one) for one in days))
    assert run("log", "delivery", "--same-as", "last").code == 0
    assert tomli.loads(path.read_text())["sessions"][-1]["community"] == ["C"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--same-as", "lst"], 'no session "lst" is on record'),
        (["--same-as", "2026-01-13"], "no session of 2026-01-13 is on record"),
        (["-c", "A", "--feeds-back", "nonsense"], 'no session "nonsense" is on record'),
        (["-c", "A", "--feeds-back", "alll"], 'did you mean "all"?'),
    ],
)
def test_what_it_refers_to_must_be_on_record(run: Run, project: Write, args: list[str], words: str) -> None:
    project(WHOLE)
    assert_refused(run, "log", "delivery", *args, words=words)


def test_days_are_said_back_and_one_to_come_is_said_to_be_planned(run: Run, project: Write) -> None:
    path = project(BARE)
    ran = run("log", "design", "--date", "1 Dec 2026")
    assert (ran.code, ran.err) == (0, "--date: Tuesday 1 December 2026\n")
    [session] = tomli.loads(path.read_text())["sessions"]
    assert (session["planned"], "level" in session, "community" in session) == (True, False, False)
    assert (
        "Tuesday 1 December 2026 is still to come: the session is planned, and counts for nothing until somebody says "
        f"that it was held: coprod amend {session['id']} --held."
    ) in " ".join(ran.out.split())
    words = "was planned for 2026-12-01, and nobody has recorded that it was held"
    late = ("log", "design", "-c", "A", "--feeds-back", session["id"], "--today", "2026-12-02")
    assert_refused(run, *late, words=words)
    assert_refused(run, "log", "design", "--same-as", "last", words="no session is on record yet")


def test_the_order_of_dates_is_read_from_the_environment(
    run: Run, project: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project(BARE)
    monkeypatch.setenv("COPROD_DATES", "dmy")
    ran = run("log", "design", "-c", "A", "--level", "4", "--date", "03/04/2026")
    assert (ran.code, ran.err) == (0, "--date: Friday 3 April 2026\n")
    assert str(tomli.loads(path.read_text())["sessions"][0]["date"]) == "2026-04-03"
    monkeypatch.setenv("COPROD_DATES", "ymd")
    assert "COPROD_DATES" in run("log", "design", "-c", "A", "--date", "03/04/2026").err


def test_a_level_that_is_left_out_is_told_of_at_once(run: Run, project: Write) -> None:
    project(BARE)
    told = "No level is recorded: community people took part, and nobody is counted as a partner."
    assert told in " ".join(run("log", "design", "-c", "A").out.split())
    ran = run("log", "design", "-c", "A", "--title", "Again")
    assert re.search(
        r"When it is known: coprod amend \d{4}-\d\d-\d\d-[0-9a-f]{6} --level LEVEL\.", " ".join(ran.out.split())
    )
    assert told not in run("log", "design", "-c", "A", "--kind", "survey").out
    assert told not in run("log", "design", "-p", "A").out
    assert told not in run("log", "delivery", "-c", "A", "--level", "1").out


def test_a_level_of_nobody_is_told_of_at_once(run: Run, project: Write) -> None:
    project(BARE)
    told = "nobody of the community is on record here, so that it counts for nothing. If somebody came: coprod amend"
    assert told in " ".join(run("log", "design", "-p", "Bob", "--level", "deciding").out.split())
    assert told not in " ".join(run("log", "design", "-p", "Bob", "--community-count", "2", "--level", "4").out.split())


def test_an_old_name_that_rename_kept_is_said_to_mean_an_id(run: Run, project: Write) -> None:
    path = project(example('2026-01-01 design "Ana Kovac\'s kitchen" Ana Kovac', "2026-01-02 design C2"))
    assert run("rename", "Ana Kovac", "Bea Horvat").code == 0
    assert run("log", "design", "-c", "Ana Kovac", "--level", "4").err == (
        '"Ana Kovac" is recorded as Cc0ffee0001, who came to no session before. '
        "If they were renamed, write their new name.\n"
    )
    assert 'community = ["Cc0ffee0001"]' in path.read_text()
    # Whom another session has is meant.
    assert not run("log", "planning", "-c", "Ana Kovac", "-c", "Bea Horvat", "--level", "4").err


DOUBTED = WHOLE.replace("[[sessions]]", '[people]\nC7 = "Amina K."\nC8 = "Amina K."\n\n[[sessions]]', 1)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ("-c Jo(council)", '"Jo(council)" is new; "Jo (council)" is on record. Is it somebody else?'),
        ("-c 'Sam and Zoe'", '"Sam and Zoe" reads as more than one person. Is it what to call one person?'),
        ("-c 5", '"5" is a number. Is it what to call one person?'),
        ("-c Ana -p Ana", '"Ana" stands on both sides. Did they come in both capacities?'),
        ("-c 'Amina K.' -p C7", '"Amina K." is the name of C7 and C8; C7 is recorded. Is it C7?'),
        ("-c C1 --heard youth", '"youth" is none of the groups under affected. Is it one all the same?'),
        ("-c C1 --date 1926-10-12", "Tuesday 12 October 1926 is more than a year ago. Is it right?"),
    ],
)
def test_a_doubt_is_told_and_recorded_without_a_terminal_and_asked_at_one(
    run: Run, typed: Run, project: Write, args: str, words: str
) -> None:
    path = project(DOUBTED)
    command = f"log design {args} --level 4"
    ran = run(*shlex.split(command), "--no-input")
    assert (ran.code, len(tomli.loads(path.read_text())["sessions"])) == (0, 2)
    assert f"Recorded as it was typed: {words}\n" in ran.err
    project(DOUBTED)
    other = "" if "-p" in command else " -p 'Jo (council)'"
    ran = typed(command + other, "n")
    assert (ran.code, path.read_text()) == (130, DOUBTED)
    assert words in " ".join(ran.err.split())


@pytest.mark.parametrize("args", ["-c C3", "-c '\"Sam and Zoe\"'", "-c 'Amina K. jr'", "-c C8", "--same-as last"])
def test_what_is_meant_is_not_doubted(run: Run, project: Write, args: str) -> None:
    project(DOUBTED)
    ran = run("log", "design", *shlex.split(args), "--level", "4")
    assert (ran.code, ran.err) == (0, "")


def test_a_dry_run_shows_the_change_and_writes_nothing(run: Run, project: Write) -> None:
    project(WHOLE)
    assert_shown_only(run, "log", "design", "-c", "A\u202e", lines=['community = ["A\\u202e"]'])


def test_the_same_session_twice_is_refused(run: Run, project: Write) -> None:
    path = project(BARE)
    assert run("log", "design", "-c", "A").code == 0
    before = path.read_bytes()
    again = run("log", "design", "-c", "A")
    assert again.code == 2
    assert "already recorded, as 2026-11-22-" in again.err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "PHASE: name the phase that the session served"),
        (["design"], "name who took part, or count them"),
        (["desing", "-c", "A"], '"desing" is no phase, nor a number from 1 to 4: known are'),
        (["design", "-c", "A", "--level", "6"], '"6" is no level, nor a number from 0 to 5'),
        (["design", "-c", "A", "--level", "decided"], 'did you mean "deciding"?'),
        (["design", "-c", "A", "--date", "03/04/2026"], '"03/04/2026" can be 4 Mar 2026 or 3 Apr 2026'),
        (["design", "-c", "A", "--date", "2026-02-30"], "is not a day"),
        (["design", "-c", "A", "--date", "20260230"], "is not a day"),
        (["design", "-c", "A", "-c", "A"], "--community: the same entry stands here twice"),
        (["design", "-c", " "], "-c: must not be blank"),
        (
            ["design", "-c", "Sam, Zoe"],
            """reads as 2 people: write -c Sam -c Zoe, or, where it is one name, -c '"Sam, Zoe"'""",
        ),
        (["design", "-c", "2026-11-20"], "is a date, and no person"),
        (["design", "-c", "A", "--date", ""], "names no day"),
        (["design", "-c", "A", "--date", "12/01/26"], "has no year in full"),
        (["design", "-c", "A", "--level", ""], '"" is no level'),
        (["", "-c", "A"], '"" is no phase'),
        (["design", "-c", "a\udcff"], "--community: holds characters that are no text"),
        (["design", "-c", "A", "--title", "a\udcff"], "--title: holds characters that are no text"),
        (["design", "--community-count", "-1"], "is no number of people"),
        (["design", "--community-count", "many"], "--community-count"),
        (["design", "-c", "A", "--settled", "funding"], "write the matter, = and what was settled"),
        (["design", "-c", "A", "--settled", "fnding=x"], 'did you mean "funding"?'),
        (["design", "-c", "A", "--settled", "ideas=x", "--settled", "ideas=y"], '"ideas" is given twice'),
        (["design", "-c", "A", "--settled", "ideas="], "--settled: must not be blank"),
        (["design", "-c", "A", "--feeds-back", "a b"], 'no session "a b" is on record'),
        (["design", "-c", "A", "--today", "soon"], "--today"),
        (["design", "-c", "A", "--file", "no.toml"], "no.toml: error: there is no such file or folder"),
        (["design", "\x1b[31m"], r"\x1b[31m"),
    ],
)
def test_what_it_refuses_changes_nothing(run: Run, project: Write, args: list[str], words: str) -> None:
    project(BARE)
    assert_refused(run, "log", *args, words=words)


def test_without_a_project_it_says_how_to_start_one(run: Run) -> None:
    ran = run("log", "design", "-c", "A")
    assert ran.code == 2
    assert "no coprod.toml in this folder or above: start one with coprod init" in ran.err


def test_above_the_folders_of_projects_it_names_them(run: Run, folder: Path) -> None:
    (folder / "north").mkdir()
    (folder / "north" / "coprod.toml").write_text(BARE)
    ran = run("log", "design", "-c", "A")
    assert ran.code == 2
    assert "north/coprod.toml: name it with --file, or see them all with coprod status ." in " ".join(ran.err.split())


def test_an_unusable_file_is_told_with_every_problem_and_left_alone(run: Run, project: Write) -> None:
    text = '[project]\nname = ""\nlaed = "x"\n'
    path = project(text)
    ran = run("log", "design", "-c", "A")
    assert ran.code == 2
    assert ran.err == (
        "coprod.toml:2:1: error: [project], name: must not be blank\n"
        'coprod.toml:3:1: error: [project], laed: unknown key "laed"; did you mean "lead"?\n'
    )
    assert path.read_text() == text


def test_it_ends_with_what_changed_and_one_next_step(run: Run, project: Write) -> None:
    project(BARE)
    readback = "Next: those who were there can read it back, with coprod readback.\n"
    out = run("log", "design", "-c", "A", "-p", "B", "--level", "3").out
    assert "\nco-design: consulted now (nothing logged before).\n" in out
    assert readback not in out
    first = run("log", "design", "-c", "A", "-p", "B", "--level", "4").out
    assert "\nco-design: co-produced now (consulted before).\n" in first
    assert first.endswith(readback)
    again = run("log", "design", "-c", "A", "-p", "B", "--level", "5").out
    assert " now (" not in again
    assert again.splitlines()[-1].startswith("Next: ")
    two = run("log", "planning,delivery", "-c", "A", "--level", "4").out
    assert two.endswith(readback)
    assert all(len(out.splitlines()) <= 8 for out in (out, first, again, two))


def test_what_it_says_is_at_most_eight_lines(run: Run, project: Write) -> None:
    project(BARE)
    said = [word for number in range(3) for word in ("--said", f"{'A tap by the north beds ' * 9}{number}")]
    ran = run("log", "planning,design,delivery,evaluation", "-c", "A", "-p", "B", "--title", "x" * 300, *said)
    assert len(ran.out.splitlines()) <= 8
    assert "3 things said are recorded: coprod said --open lists them.\n" in ran.out


def test_a_session_to_come_is_planned_and_may_name_nobody(run: Run, project: Write) -> None:
    path = project(BARE)
    assert run("log", "design", "--date", "next tuesday").code == 0
    [session] = tomli.loads(path.read_text())["sessions"]
    assert (str(session["date"]), session["planned"]) == ("2026-11-24", True)
    assert_refused(run, "log", "design", words="name who took part, or count them")


def test_four_logs_lead_from_flagged_to_co_produced(run: Run, project: Write) -> None:
    project(BARE)
    assert run("check").code == 1
    for number, phase in enumerate(("planning", "design", "delivery", "evaluation"), 1):
        assert run("log", phase, "-c", "A", "-p", "B", "--level", "4").code == 0
        ran = run("check")
        assert ran.out.count("error CP103") == (0 if number == 4 else 1)
        assert ran.code == (0 if number == 4 else 1)


def test_a_session_that_names_nobody_gives_nobody_and_that_is_said(run: Run, project: Write) -> None:
    counted = (
        '\n[[sessions]]\ndate = 2026-01-12\nphase = "co-design"\nalso_present = { community = 4 }\nid = "counted"\n'
    )
    project(BARE + counted)
    ran = run("log", "design", "--same-as", "last", "-p", "Jo")
    assert (ran.code, ran.err) == (0, "counted names nobody, so that nobody is taken over from it.\n")
