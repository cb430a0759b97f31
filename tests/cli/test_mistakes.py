"""Typical mistakes: what was typed or stood in the file, and what is said: one message with what, where, what to do."""

import re
from pathlib import Path

import pytest

from coprod.cli.app import GROUPS
from coprod.cli.mistakes import ELSEWHERE
from tests.conftest import Run, assert_refused

HEAD = '[project]\nname = "Riverside garden"\n'
SESSION = f'{HEAD}\n[[sessions]]\ndate = 2026-01-12\nphase = "co-design"\ncommunity = ["Sam"]\n'

#: On the command line, with a project at hand.
TYPED = [
    ("lgo design -c Sam", "log"),
    ("log desing -c Sam", 'did you mean "co-design"?'),
    ("log 5 -c Sam", '"5" is no phase, nor a number from 1 to 4: known are co-planning'),
    ("log planning design -c Sam", "phases of one session have commas between them: did you mean planning,design?"),
    ("log design design -c Sam", "Got unexpected extra argument(s) (design); once is enough"),
    ("log design -c Sam --level deciding --level considered", "--level: is given twice, and one alone can count"),
    ("log design -c Sam -f a.toml --file b.toml", "--file: is given twice"),
    ("readback last --alone --not-alone", "--alone or --not-alone: is given twice"),
    ("check --jobs many", "'many' is no whole number: write it in digits, such as 5"),
    ("explain " + "z" * 3000, f'nothing is called "{40 * "z"}..."'),
    ("log", "name the phase that the session served, such as co-design"),
    ("log design", "name who took part, or count them with --community-count"),
    ("log design Sam", "did you mean -c Sam?"),
    ("log design Sam Zoe", "names stand behind -c or -p, once for each"),
    ("log design -c Sam,Zoe", "write -c Sam -c Zoe, or, where it is one name"),
    ("log design -c 2026-11-20", "is a date, and no person"),
    ("log design -c Sam -c Sam", "--community: the same entry stands here twice"),
    ("log design -c", "requires an argument. (see coprod log --help)"),
    ("log design -c Sam --level 6", "nor a number from 0 to 5"),
    ("log design -c Sam --level decided", 'did you mean "deciding"?'),
    ("log design -c Sam --level collaborate", '"collaborate" can be more than one level: who had the last word?'),
    ("log design -c Sam --level consult", "was what people said taken into account?"),
    (
        "log design -c Sam --date 12/01/2026",
        "or 1 Dec 2026: write 2026-01-12 or 2026-12-01, or set COPROD",
    ),
    ("log design -c Sam --date 12/01/26", "has no year in full"),
    ("log design -c Sam --date 2026-02-30", "is not a day: write it as in 2026-01-31"),
    ("log design -c Sam --date soon", "or today, yesterday, a weekday or next tuesday"),
    ("log design -c Sam --date=", "names no day"),
    ("log design -c Sam --feeds-back 2025-01-01-abcdef", "is on record"),
    ("log design -c Sam --same-as lats", 'no session "lats" is on record'),
    ("log design -c Sam --settled funding", "write the matter, = and what was settled"),
    ("log design -c Sam --settled fnding=x", 'did you mean "funding"?'),
    ("log design -c Sam --recognition cash", "known are paid, expenses"),
    ("log design -c Sam --community-count many", '"many" is no number of people: write it in digits, such as 5'),
    ("log design -c Sam --file nowhere.toml", "nowhere.toml: error: there is no such file or folder"),
    ("log design -c Sam --file list.csv", "list.csv: error: is no project file, whose name ends in .toml"),
    ("log design -c Sam --titel x", "--title"),
    ("readiness --listened yes,no,no --date=", "names no day"),
    ("readiness --listened yes,no,no --target=", "nor a number from 1 to 5"),
    ("check --format jsn", 'did you mean "json"?'),
    ("check --json", "No such option: --json: did you mean --format json?"),
    ("said -1", "a text that begins with - stands after --"),
    ("check --throgh co-design", "--through"),
    ("check nowhere", "there is no such file or folder"),
    ("explain CP999", "coprod explain lists every rule and word"),
    ("explain outnumberd", 'did you mean "outnumbered"?'),
    ("said Keep the gate open", "a text or a name of several words stands in quotes"),
    ("people Amina Khan", 'stands in quotes, as in "Amina K."'),
    ("check --against coprod.toml", "coprod.toml is what is judged: name what stood before"),
    ("status --since 3y", "or next tuesday, or as in 30d or 2w for so long ago"),
    ("report -o page.pdf", "page.pdf: error: is of a kind that coprod does not write: name a .html or .csv"),
    ("export -o who.XLSX", "who.XLSX: error: is of a kind that coprod does not write"),
    ("agenda -o next.docx", "next.docx: error: is of a kind that coprod does not write"),
    ("report --open -o -", "opens a page that is written to a file"),
    ("rename Sam Zoe,Ali", '"Zoe,Ali" reads as 2 people: one name is \'"Zoe,Ali"\' (see'),
    ("resolve coprod.toml ./coprod.toml", "is the project file itself, and no copy of it"),
    ("--file coprod.toml check", "No such option: --file; an option of a command stands behind it"),
    ("init new.toml --name=", "a project needs a name"),
    ("init", "already exists, and nothing was changed: coprod log adds a session"),
    ("init garden", 'write coprod init --name "garden"'),
    ("status -f empty", "is a folder without a coprod.toml: start one with coprod init"),
    ("status -f several", "it holds a.coprod.toml, b.coprod.toml: name one"),
]

#: In the file, at `check`; the line is told too.
WRITTEN = [
    ("", 1, "is empty: coprod init starts a project in it"),
    ("# a remark\n", 1, "write [project] on a line"),
    ('project = "Riverside"\n', 1, "write [project] on a line"),
    ("[project]\nname = “Riverside”\n", 2, "curly quotation marks"),
    ("[project]\nname = Riverside\n", 2, "text stands in quotes"),
    ('[project]\nname = "Riverside\n', 2, "a quotation mark is not closed"),
    (f'{HEAD}purpos = "Grow"\n', 3, 'did you mean "purpose"?'),
    (SESSION.replace("2026-01-12", "12/01/2026"), 5, "a date is written year, month, day"),
    (SESSION.replace("2026-01-12", '"2026-01-12"'), 5, "without quotes"),
    (SESSION.replace("co-design", "design"), 6, 'did you mean "co-design"?'),
    (SESSION.replace('["Sam"]', '"Sam"'), 7, "must be a list in square brackets"),
    (SESSION.replace('["Sam"]', '["Sam" "Zoe"]'), 7, "a comma is missing"),
    (SESSION.replace('["Sam"]', '["Sam\t"]'), 7, "a tab"),
    (SESSION.replace('community = ["Sam"]\n', ""), 4, "names nobody who took part"),
    (f"{HEAD}sessions = []\n", 3, '"sessions" is a table of its own: write [[sessions]] on a line'),
    (f'{HEAD}people = ["Sam"]\n', 3, '"people" is a table of its own: write [people] on a line'),
    (f'{HEAD}[project.given]\nmoney = "x"\n', 4, "measures, voices, data\n"),
    ('{"format": 1}\n', 1, "is JSON, or begins like it"),
    (SESSION.replace("[[sessions]]", "[sessions]"), 4, "[[sessions]]"),
    (f"{HEAD}[check]\ncommunity_share = 0,34\n", 4, "community_share = 0.34"),
    (f"{HEAD}[check]\nfeedback_days = 42.5\n", 4, "must be a whole number"),
    (f"{HEAD}<<<<<<< ours\na = 1\n=======\na = 2\n>>>>>>> theirs\n", 3, "run coprod resolve"),
]


def test_there_are_as_many_as_were_asked_for() -> None:
    assert len(TYPED) + len(WRITTEN) >= 43


@pytest.fixture(autouse=True)
def _a_project(folder: Path) -> None:
    (folder / "coprod.toml").write_text(SESSION)
    (folder / "list.csv").write_text("Sam\n")
    (folder / "empty").mkdir()
    (folder / "several").mkdir()
    for name in ("a", "b"):
        (folder / "several" / f"{name}.coprod.toml").write_text(SESSION)


@pytest.mark.parametrize(("line", "words"), TYPED)
def test_what_is_typed_wrong_gets_one_message(run: Run, folder: Path, line: str, words: str) -> None:
    ran = run(*line.split(" "))
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert len(ran.err.splitlines()) == 1
    assert (folder / "coprod.toml").read_text() == SESSION


@pytest.mark.parametrize(
    "line",
    [
        *(f"{command} --file=" for command in ("log design -c Zoe", "said Light", "amend last --delete", "people")),
        *(f"{command} --through=" for command in ("check", "status", "report")),
        *(f"{command} --output=" for command in ("check", "report .", "export", "agenda", "readback --paper")),
        *("report --for=", "agenda --date=", "readiness --answers="),
        *(
            f"{command} "
            for command in ("check", "check coprod.toml", "status", "export", "import", "resolve", "agenda")
        ),
        "init --name Yard ",
    ],
)
def test_nothing_is_taken_for_what_was_left_out_where_a_variable_of_a_script_is_empty(run: Run, line: str) -> None:
    assert_refused(run, *line.split(" "), words="error: ")


@pytest.mark.parametrize("word", ELSEWHERE)
def test_words_of_other_programs_are_told_what_to_use(run: Run, word: str) -> None:
    ran = run(word, "x")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: No such command '{word}': coprod ")
    assert "Did you mean" not in ran.err
    named = re.findall(r"coprod ([a-z]+)", ELSEWHERE[word])
    assert set(named) <= {name for group in GROUPS for name in group.commands}


def test_a_text_that_begins_with_a_dash_is_told_how_to_be_given(run: Run) -> None:
    ran = run("said", "-10 degrees in the hall")
    assert (ran.code, ran.out) == (2, "")
    assert (
        "No such option: -1; a text that begins with - stands after --, as in -- '-10 degrees in the hall'" in ran.err
    )
    assert run("said", "--", "-10 degrees in the hall").code == 0


@pytest.mark.parametrize(("text", "line", "words"), WRITTEN)
def test_what_is_written_wrong_is_told_with_its_line(run: Run, folder: Path, text: str, line: int, words: str) -> None:
    (folder / "coprod.toml").write_text(text)
    ran = run("status")
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith(f"coprod.toml:{line}:")
    assert words in ran.err


def test_a_folder_says_what_it_holds_where_no_file_is_named(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "coprod.toml").unlink()
    monkeypatch.chdir(folder / "several")
    ran = run("status")
    assert (ran.code, ran.out) == (2, "")
    assert "but here is a.coprod.toml, b.coprod.toml: name it with --file" in ran.err


def test_a_folder_that_is_given_as_a_file_means_its_project(run: Run, folder: Path) -> None:
    assert run("status", "-f", ".").code == 0


@pytest.mark.parametrize(
    "line",
    ["log 2 -c Sam", "log 2 -c Sam --level inform", "log Co-Design -c Sam", "log design -c Sam", "log codesign -c Sam"],
)
def test_what_is_no_mistake_is_understood(run: Run, line: str) -> None:
    assert run(*line.split(" ")).code == 0
