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

WHO = "Who (Enter when done):"
START, END = (
    [("Phase:", "{}\n"), ("[today]:", "\n")],
    [("Level:", "{}\n"), ("skips the rest):", "s\n"), ("[b]ack:", "y\n")],
)

#: The day, the phase, who came, and the level.
SITTING = [
    ("2026-01-12", "1", ["1-8\n", "\n", "1-2\n", "\n"], "4"),
    ("2026-01-19", "2", ["s\n", "\n", "\n"], "4"),
    ("2026-01-26", "2", ["s\n", f"{NEWCOMER}\n", "\n", "\n"], "4"),
    ("2026-02-02", "3", ["s\n", "\n", "\n"], "5"),
    ("2026-02-09", "4", ["s\n", "-8\n", "\n", "\n"], "4"),
]


@posix
def test_five_sessions_of_one_group_take_fewer_than_ninety_keys(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "coprod.toml").write_text(PROJECT)
    keys = 0
    screens: list[str] = []
    for day, phase, came, level in SITTING:
        monkeypatch.setenv("COPROD_TODAY", day)
        with RealTerminal("log") as terminal:
            for question, answer in [*START, *((WHO, line) for line in came), *END]:
                terminal.answer(question, answer.format(phase if question == "Phase:" else level))
            assert terminal.end() == 0
        keys += terminal.keystrokes - (len(NEWCOMER) if f"{NEWCOMER}\n" in came else 0)
        shown = terminal.shown.replace("\r", "")
        screens += re.split(r"(?:Phase|\[today\]|done\)|Level|rest\)|\[b\]ack): .*\n", shown)
    assert len(screens) == sum(len(came) + 6 for _, _, came, _ in SITTING)
    assert keys == 75
    assert max(screen.count("\n") + 1 for screen in screens) <= 24
    sessions = tomli.loads((folder / "coprod.toml").read_text())["sessions"]
    eight, two = [f"C{number}" for number in range(1, 9)], ["C9", "C10"]
    assert [session["community"] for session in sessions] == [eight, eight, [*eight, "Kim"], [*eight, "Kim"], [
        *eight[:7], "Kim",
    ]]  # fmt: skip
    assert all(session["professional"] == two for session in sessions)
    assert [str(session["date"]) for session in sessions] == [day for day, *_ in SITTING]
    assert [session["level"] for session in sessions] == ["deciding"] * 3 + ["shared-power", "deciding"]


@posix
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_question_and_no_error_is_broken_inside_a_word(folder: Path, columns: int) -> None:
    people = "".join(f'P{number} = "Person of a rather long name {number}"\n' for number in range(1, 41))
    (folder / "coprod.toml").write_text(PROJECT + people)
    with RealTerminal("log", columns=columns) as terminal:
        for question, keys in [
            ("Phase:", "codesing\n"), ("Phase:", "2\n"), ("[today]:", "soon\n"), ("[today]:", "\n"), (WHO, "51\n"),
            (WHO, "1-9\n"), (WHO, "Pers\n"), (WHO, "\n"), (WHO, "P1\n"), (WHO, "\n"), ("Level:", "9\n"),
            ("Level:", "\n"), ("skips the rest):", "\n"), ("skips the rest):", "x\n"), ("skips the rest):", "\n"),
            ("skips the rest):", "s\n"), ("[b]ack:", "q\n"), ("[b]ack:", "n\n"),
        ]:  # fmt: skip
            terminal.answer(question, keys)
        assert terminal.end() == 130
    lines = terminal.shown.replace("\r", "").split("\n")
    assert max(map(len, lines)) <= columns
    assert "and " in terminal.shown
    with RealTerminal("log", "nowhere", "--file", "a" * 20 + ".toml", columns=columns) as terminal:
        assert terminal.end() == 2
    assert max(map(len, terminal.shown.replace("\r", "").split("\n"))) <= columns
