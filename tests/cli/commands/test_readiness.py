"""`coprod readiness` by option, by file and by keyboard; what it records, and what it shows."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli

from coprod.errors import Problem, Unusable
from coprod.framework import COMMITMENTS, SHIER_LEVELS
from coprod.terms import LEVEL_WORDS
from tests.conftest import WHOLE, Run, assert_refused, assert_shown_only
from tests.terminal import CTRL_C, RealTerminal, posix

#: Somebody's answers to all fifteen, one key each.
KEYS = "yyp ypn ynn nnu nnn".replace(" ", "")
GIVEN = {
    "listened": ["yes", "yes", "partly"],
    "supported": ["yes", "partly", "no"],
    "considered": ["yes", "no", "no"],
    "deciding": ["no", "no", "unknown"],
    "shared-power": ["no", "no", "no"],
}


@pytest.fixture(autouse=True)
def file(folder: Path) -> Path:
    """The project that is answered for."""
    path = folder / "coprod.toml"
    path.write_text(WHOLE)
    return path


def last(folder: Path) -> dict[str, Any]:
    record: dict[str, Any] = tomli.loads((folder / "coprod.toml").read_text())["readiness"][-1]
    return record | {"date": str(record["date"])}


def unchanged(folder: Path) -> bool:
    return (folder / "coprod.toml").read_text() == WHOLE


def test_all_fifteen_are_asked_in_their_order_and_recorded(typed: Run, folder: Path) -> None:
    ran = typed("readiness", "Steering group", *KEYS, "4", "y")
    assert ran.code == 0
    assert last(folder) == {"date": "2026-11-22", "by": "Steering group", "target": "deciding", **GIVEN}
    at = 0
    for level, number in SHIER_LEVELS.items():
        assert ran.err.count(f"Level {number} of 5, {level}: {LEVEL_WORDS[level].meaning}") == 1
        for commitment in COMMITMENTS:
            asked = ran.err.index(LEVEL_WORDS[level].questions[commitment])
            assert asked > at
            at = asked
    assert [f"Question {number} of 15, " in ran.err for number in (1, 15, 16)] == [True, True, False]
    assert max(map(len, ran.err.split("\n"))) <= 80
    assert ran.out.strip().startswith("Recorded the answers of 2026-11-22 in coprod.toml.\n\nRiverside garden: ")


def test_all_fifteen_take_few_keys() -> None:
    """A key and Enter for each, Enter for who answers, a level, and a yes: what is left of five minutes is thought."""
    assert len("\n" + "".join(f"{key}\n" for key in KEYS) + "4\n" + "y\n") == 35


@posix
def test_ctrl_c_at_a_real_terminal_records_nothing_and_says_so(folder: Path) -> None:
    (folder / "coprod.toml").write_text(WHOLE)
    with RealTerminal("readiness") as terminal:
        terminal.answer("Who answers?", "\n")
        terminal.wait("Question 1 of")
        terminal.answer(": ", "y\n")
        terminal.wait("Question 2 of")
        terminal.wait(": ")
        terminal.insist(CTRL_C, until="Interrupted: nothing was changed.")
        assert terminal.end() == 130
    assert unchanged(folder)


def test_an_unusable_file_is_told_before_anything_is_asked(typed: Run, folder: Path) -> None:
    (folder / "coprod.toml").write_text("x = 1")
    ran = typed("readiness", "", *KEYS, "4", "y")
    assert ran.code == 2
    assert "Question" not in ran.err


def test_answers_that_cannot_be_recorded_are_handed_back(typed: Run, folder: Path) -> None:
    (folder / "coprod.toml").write_text("readiness = []\n" + WHOLE)
    ran = typed("readiness", "Jo's group", *KEYS, "4", "y")
    assert ran.code == 2
    assert "leaves no place for another block: write its readiness as [[readiness]] blocks first" in ran.err
    assert (
        "  coprod readiness --listened yes,yes,partly --supported yes,partly,no --considered yes,no,no "
        "--deciding no,no,unknown --shared-power no,no,no --target deciding --by 'Jo'\"'\"'s group' --date 2026-11-22\n"
    ) in ran.err


def test_answers_that_were_recorded_are_not_handed_back_where_the_page_cannot_be_shown(
    typed: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_text: str) -> None:
        raise Unusable(Problem("", "cannot write to standard output"))

    monkeypatch.setattr("coprod.cli.call.print_text", refuse)
    ran = typed("readiness", "", *KEYS, "4", "y")
    assert ran.code == 2
    assert "Before that, coprod.toml was already written." in ran.err
    assert "give the same answers again" not in ran.err
    assert last(folder)["target"] == "deciding"


OPTIONS = [word for level, three in GIVEN.items() for word in (f"--{level}", ",".join(three))]


def test_options_do_the_same_without_a_terminal(run: Run, project: Callable[[str], Path], folder: Path) -> None:
    path = project(WHOLE)
    ran = run("readiness", *OPTIONS, "--target", "4", "--by", "Board", "--date", "yesterday")
    assert (ran.code, ran.err) == (0, "")
    assert last(folder) == {"date": "2026-11-21", "by": "Board", "target": "deciding", **GIVEN}
    assert path.read_text().startswith(WHOLE + "\n[[readiness]]\ndate = 2026-11-21\n")


def test_a_file_of_answers_does_the_same_and_options_go_before_it(
    run: Run, project: Callable[[str], Path], folder: Path
) -> None:
    project(WHOLE)
    lines = [f"{level} = {three}" for level, three in GIVEN.items()]
    (folder / "a.toml").write_text("\n".join(["date = 2026-10-01", 'by = "Board"', 'target = "listened"', *lines]))
    assert run("readiness", "--answers", "a.toml").code == 0
    assert last(folder) == {"date": "2026-10-01", "by": "Board", "target": "listened", **GIVEN}
    assert run("readiness", "--answers", "a.toml", "--target", "5", "--listened", "no,no,no").code == 0
    changed = {"target": "shared-power", "listened": ["no", "no", "no"]}
    assert last(folder) == {"date": "2026-10-01", "by": "Board", **GIVEN, **changed}


def test_answers_given_are_not_asked_for_at_a_terminal(typed: Run, folder: Path) -> None:
    ran = typed("readiness --deciding yes,no,no")
    assert (ran.code, ran.err) == (0, "")
    assert last(folder) == {"date": "2026-11-22", "deciding": ["yes", "no", "no"]}


def test_the_same_answers_twice_are_refused(run: Run, project: Callable[[str], Path]) -> None:
    path = project(WHOLE)
    assert run("readiness", *OPTIONS).code == 0
    before = path.read_bytes()
    again = run("readiness", *OPTIONS)
    assert (again.code, again.out) == (2, "")
    assert again.err == "coprod.toml: error: this readiness is already recorded, on 2026-11-22\n"
    assert path.read_bytes() == before
    assert run("readiness", *OPTIONS, "--date", "yesterday").code == 0


def test_a_dry_run_shows_the_change_and_writes_nothing(run: Run, project: Callable[[str], Path]) -> None:
    project(WHOLE)
    lines = ['by = "A\\u202e"', 'shared-power = ["yes", "no", "no"]']
    assert_shown_only(run, "readiness", "--shared-power", "yes,no,no", "--by", "A\u202e", lines=lines)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "answer with --answers FILE, or with --listened yes,partly,no and the like for each level"),
        (["--by", "Board"], "answer with --answers FILE"),
        (["--listened", "yes"], "--listened: takes three answers with commas between them, for opening, opportunity"),
        (["--shared-power", "yes,no,no,no"], "--shared-power: takes three answers"),
        (["--listened", "yes,no,partially"], '--listened: "partially" is no answer: known are yes, partly, no'),
        (["--listened", "yes,no,partyl"], 'did you mean "partly"?'),
        (["--listened", "yes,no,no", "--target", "6"], '--target: "6" is no level'),
        (["--listened", "yes,no,no", "--date", "soon"], '"soon" is not a day'),
        (["--listened", "yes,no,no", "--by", "a\udcff"], "--by: holds characters that are no text"),
        (["--answers", "no.toml"], "no.toml: error: cannot read it: no such file or directory"),
        (["--answers", "."], ".: error: is not a regular file"),
        (["--show", "--listened", "yes,no,no"], "--show: shows what is recorded"),
        (["--show", "--dry-run"], "--show: shows what is recorded"),
        (["--show", "--answers", "a.toml"], "--show: shows what is recorded"),
        (["--show", "--format", "markdwon"], 'did you mean "markdown"?'),
        (["--show", "--file", "no.toml"], "no.toml: error: there is no such file or folder"),
    ],
)
def test_what_it_refuses_changes_nothing(run: Run, project: Callable[[str], Path], args: list[str], words: str) -> None:
    project(WHOLE)
    assert_refused(run, "readiness", *args, words=words)


def test_a_file_of_answers_is_told_with_every_problem_and_its_place(
    run: Run, project: Callable[[str], Path], folder: Path
) -> None:
    project(WHOLE)
    (folder / "a.toml").write_text(
        '# ours\nlistened = ["yes", "prtly", 3]\nsupported = ["yes"]\nshared_power = 1\n\ndate = "x"\n'
    )
    ran = run("readiness", "--answers", "a.toml")
    known = "must be one of yes, partly, no, unknown, in quotes"
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f'a.toml:2:20: error: listened, entry 2: {known}; did you mean "partly"?\n'
        f"a.toml:2:29: error: listened, entry 3: {known}\n"
        "a.toml:3:1: error: supported: takes three answers: opening, opportunity, obligation\n"
        'a.toml:4:1: error: shared_power: unknown key "shared_power"; did you mean "shared-power"?\n'
        "a.toml:6:1: error: date: must be a date such as 2026-01-31, without quotes and without a time\n"
    )
    assert unchanged(folder)
    (folder / "a.toml").write_text("listened = [")
    assert "a.toml:1:13: error: is not valid TOML" in run("readiness", "--answers", "a.toml").err
    (folder / "a.toml").write_text("# none yet\n")
    assert "a.toml:1: error: is empty: write answers in it" in run("readiness", "--answers", "a.toml").err


def test_nothing_recorded_is_said_and_no_fault(run: Run, project: Callable[[str], Path]) -> None:
    project(WHOLE)
    ran = run("readiness", "--show")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "No answers are recorded yet; coprod readiness asks the fifteen questions.\n"


def test_what_is_shown_is_what_is_recorded_as_text_and_as_markdown(run: Run, project: Callable[[str], Path]) -> None:
    path = project(WHOLE)
    recorded = run("readiness", *OPTIONS).out
    before = path.read_bytes()
    shown = run("readiness", "--show")
    assert recorded.endswith(f"in coprod.toml.\n\n{shown.out}")
    assert run("readiness", "--show", "--format", "markdown").out.startswith("## Riverside garden: ")
    assert path.read_bytes() == before
