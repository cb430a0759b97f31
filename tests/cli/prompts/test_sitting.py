"""Five sessions of one group of ten, logged at a real terminal: how many keys it takes, and what the screens show."""

import re
from pathlib import Path

import pytest
import tomli

from tests.terminal import RealTerminal, posix

GROUP = [
    "Amina K.", "Ben T.", "Carla", "Dev P.", "Elif", "Farah N.", "Gil", "Hana O.", "Ines (council)", "Jo (council)",
]  # fmt: skip
PROJECT = '[project]\nname = "Riverside garden"\naffected = ["tenants", "young people"]\n\n[people]\n' + "".join(
    f'C{number} = "{name}"\n' for number, name in enumerate(GROUP, 1)
)
NEWCOMER = "Kim"

WHO = "ho (Enter when done):"

#: The day, the phase, who came, and the level; Enter where it is as in the last session of the phase.
SITTING = [
    ("2026-01-12", "1", ["1-8\n", "\n", "9-10\n", "\n"], "4"),
    ("2026-01-19", "2", ["s\n", "\n", "\n"], "4"),
    ("2026-01-26", "2", [f"{NEWCOMER}\n", "\n", "\n"], ""),
    ("2026-02-02", "3", ["s\n", "\n", "\n"], "5"),
    ("2026-02-09", "2", ["-8\n", "\n", "\n"], ""),
]

#: A session of the same ten people, in a month.
SAME_PEOPLE = """
[[sessions]]
date = 2026-{:02}-01
phase = "co-design"
level = "deciding"
community = ["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8"]
professional = ["C9", "C10"]
"""


@posix
def test_five_sessions_of_one_group_take_few_keys(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "coprod.toml").write_text(PROJECT)
    keys = 0
    screens: list[str] = []
    for day, phase, came, level in SITTING:
        monkeypatch.setenv("COPROD_TODAY", day)
        with RealTerminal("log") as terminal:
            start = [("Phase:", f"{phase}\n"), ("[today]:", "\n")]
            end = [("Level", f"{level}\n"), ("Anything else (", "\n"), ("[b]ack:", "y\n")]
            for question, answer in [*start, *((WHO, line) for line in came), *end]:
                terminal.answer(question, answer)
            assert terminal.end() == 0
        keys += terminal.keystrokes - (len(NEWCOMER) if f"{NEWCOMER}\n" in came else 0)
        shown = terminal.shown.replace("\r", "")
        screens += re.split(r"(?:Phase|\[today\]|done\)|Level.*|nothing\)|\[b\]ack): .*\n", shown)
    assert keys <= 65
    assert max(screen.count("\n") + 1 for screen in screens) <= 24
    sessions = tomli.loads((folder / "coprod.toml").read_text())["sessions"]
    eight, two = [f"C{number}" for number in range(1, 9)], ["C9", "C10"]
    assert [session["community"] for session in sessions] == [
        eight, eight, [*eight, "Kim"], [*eight, "Kim"], [*eight[:7], "Kim"],
    ]  # fmt: skip
    assert all(session["professional"] == two for session in sessions)
    assert [str(session["date"]) for session in sessions] == [day for day, *_ in SITTING]
    assert [session["level"] for session in sessions] == ["deciding"] * 3 + ["shared-power", "deciding"]


@posix
def test_a_thirteenth_session_of_the_same_people_takes_fifteen_keys_and_thirty_lines(folder: Path) -> None:
    (folder / "coprod.toml").write_text(PROJECT + "".join(map(SAME_PEOPLE.format, range(1, 13))))
    with RealTerminal("log", "design", "--today", "2026-12-08") as terminal:
        for question in ("[today]:", WHO, WHO, "Level", "Anything else (", "[b]ack:"):
            terminal.answer(question, "y\n" if question == "[b]ack:" else "\n")
        assert terminal.end() == 0
    assert terminal.keystrokes <= 15
    assert terminal.shown.count("\n") <= 30
    assert terminal.shown.replace("\r", "").partition("[b]ack: ")[2].count("\n") <= 9


@posix
def test_a_full_record_of_one_more_meeting_takes_few_keys_beyond_its_words(folder: Path) -> None:
    (folder / "coprod.toml").write_text(PROJECT + "".join(map(SAME_PEOPLE.format, range(1, 4))))
    words = ["A tap by the north beds", "Beds at wheelchair height"]
    with RealTerminal("log", "design", "--today", "2026-12-08") as terminal:
        for question, keys in [
            ("[today]:", "\n"), (WHO, "\n"), (WHO, "\n"), ("Level", "\n"), ("Anything else (", "tsai\n"),
            ("Told", "1\n"),
            ("Said", f"{words[0]}\n"), ("out):", "\n"), ("Agreed", f"2 {words[1]}\n"),
            ("done):", "\n"), ("Items", "3\n"), ("[b]ack:", "y\n"),
        ]:  # fmt: skip
            terminal.answer(question, keys)
        assert terminal.end() == 0
    assert terminal.keystrokes - sum(map(len, words)) <= 25
    read = tomli.loads((folder / "coprod.toml").read_text())
    assert (read["sessions"][-1]["agenda"], read["said"][0]["text"]) == ("both", words[0])
    assert read["sessions"][-1]["settled"] == {"ideas": words[1]}
    assert len(read["sessions"][-1]["feeds_back"]) == 1


@posix
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_question_and_no_error_is_broken_inside_a_word(folder: Path, columns: int) -> None:
    people = "".join(f'P{number} = "Person of a rather long name {number}"\n' for number in range(1, 41))
    (folder / "coprod.toml").write_text(PROJECT + people)
    with RealTerminal("log", columns=columns) as terminal:
        for question, keys in [
            ("Phase:", "codesing\n"), ("Phase:", "2\n"), ("[today]:", "soon\n"), ("[today]:", "\n"), (WHO, "51\n"),
            (WHO, "1-9\n"), (WHO, "Pers\n"), (WHO, "\n"), (WHO, "P1\n"), (WHO, "\n"), ("Level:", "9\n"),
            ("Level:", "\n"), ("nothing):", "zz\n"), ("nothing):", "d\n"), ("Decided", "x\n"),
            ("out):", "\n"),
            ("[b]ack:", "q\n"), ("[b]ack:", "n\n"),
        ]:  # fmt: skip
            terminal.answer(question, keys)
        assert terminal.end() == 130
    lines = terminal.shown.replace("\r", "").split("\n")
    assert max(map(len, lines)) <= columns
    assert "and " in terminal.shown
    with RealTerminal("log", "nowhere", "--file", "a" * 20 + ".toml", columns=columns) as terminal:
        assert terminal.end() == 2
    assert max(map(len, terminal.shown.replace("\r", "").split("\n"))) <= columns
