import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from coprod.framework import PHASES
from coprod.output.escape import Look
from tests.conftest import ROOT, WHOLE, Run, session
from tests.output.account.projects import EMPTY, hostile

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
EXAMPLES = [path.name for path in (ROOT / "examples").glob("*.toml")]


def test_a_pipe_gets_lines_of_text(run: Run, project: Callable[[str], Path]) -> None:
    project(WHOLE)
    ran = run("status", "--full")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "Riverside garden, as recorded, 22 November 2026.\n\nThe four phases:\nco-planning: co-produced."
    )
    assert not re.findall("[●◆│─|]", ran.out)
    assert run("status", "--full", "--plain", "--color", "always").out == ran.out


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_screen_fits_80_columns(run: Run, folder: Path, name: str) -> None:
    shutil.copy(ROOT / "examples" / name, folder / "coprod.toml")
    shown = COLOUR.sub("", run("status", "--full", "--color", "always").out)
    assert max(map(len, shown.splitlines())) <= 80
    assert all(line == line.rstrip() for line in shown.splitlines())
    for heading in ("Timeline", "Design and delivery", "What was agreed", "Who was heard", "What to do next"):
        assert f"\n{heading}" in shown
    assert ("THIS PROJECT:" in shown) == ("no place" not in shown)


@pytest.mark.parametrize("name", EXAMPLES)
def test_one_project_is_one_screen(run: Run, folder: Path, name: str) -> None:
    shutil.copy(ROOT / "examples" / name, folder / "coprod.toml")
    for args in ([], ["--plain"], ["--color", "always"]):
        shown = COLOUR.sub("", run("status", *args).out).splitlines()
        assert len(shown) <= 24
        assert max(map(len, shown)) <= 80
        phases = [found[1] for line in shown if (found := re.match(r"(co-[a-z]+)(?::|  )", line))]
        assert phases == list(PHASES)
        assert any(line.startswith("Next: ") for line in shown)
    assert not re.findall("[●◆◐◇○│─|]", run("status", "--plain").out)


def test_the_screen_says_what_is_owed_and_what_is_planned(run: Run, project: Callable[[str], Path]) -> None:
    project(
        '[project]\nname = "x"\n'
        + session("co-planning", who=["A", "B", "p:C"], level="deciding", day="2026-01-12")
        + session("co-design", who=["A", "p:C"], day="2026-12-07")
        + '\n[[said]]\ndate = 2026-01-12\ntext = "More light"\n'
    )
    shown = run("status").out
    assert "co-planning    ● co-produced     1 session, 12 Jan 2026\n" in shown
    assert "co-design      · nothing logged  planned for 7 December 2026\n" in shown
    assert "co-delivery    · nothing logged  not begun\n" in shown
    assert "To answer: 1 thing said, of 12 January 2026.\n" in shown
    assert "To tell: what came of 1 session.\n" in shown
    assert "To read back with those who were there: co-planning.\n" in shown


def test_where_the_terminal_cannot_do_more_it_is_ascii(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(ROOT / "examples" / "riverside-garden.coprod.toml", folder / "coprod.toml")
    monkeypatch.setattr("coprod.cli.commands.status.look", lambda _: Look(colour=False, unicode=False))
    shown = run("status", "--full", "--color", "always").out
    assert shown.isascii()
    # A mark for each kind of session; different kinds at one time are told apart from one kind.
    lanes = re.findall(r"^(co-\w+) +(\S+|not recorded) +(\S.*)$", shown, re.MULTILINE)
    assert ["*", "~"] in [marks.split() for *lane, marks in lanes if lane == ["co-design", "deciding"]]
    legend = "# both sides, ^ community alone, ? took part, ~ consulted, - informed, o professionals alone"
    assert legend in " ".join(shown.split())


def test_a_narrow_screen_is_kept_to(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(ROOT / "examples" / "riverside-garden.coprod.toml", folder / "coprod.toml")
    monkeypatch.setattr("coprod.cli.commands.status.look", lambda _: Look(colour=False, width=50))
    shown = run("status", "--full", "--color", "always").out
    frame = shown[shown.index("Design and delivery\n") : shown.index("What to do next")]
    assert max(map(len, frame.splitlines())) <= 50


def test_no_markup_and_no_escape_in_a_text_reaches_the_screen(run: Run, project: Callable[[str], Path]) -> None:
    project(hostile(30))
    for args in (["--color", "always"], ["--plain"]):
        shown = COLOUR.sub("", run("status", "--full", *args).out)
        assert not re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert "[she/her] [/bold] :smile:" in shown


def test_nothing_on_record_is_shown_as_that(run: Run, project: Callable[[str], Path]) -> None:
    project(EMPTY)
    shown = run("status", "--full", "--color", "always").out
    assert "Timeline" not in shown
    assert "The sessions" not in run("status", "--full").out
    assert "nothing logged" in shown


def test_the_timeline_says_what_those_who_read_a_session_back_say(run: Run, folder: Path) -> None:
    shutil.copy(ROOT / "examples" / "riverside-garden.coprod.toml", folder / "coprod.toml")
    for args in ((), ("--color", "always")):
        shown = " ".join(re.sub(r"\x1b\[[0-9;]*m", "", run("status", "--full", *args).out).split())
        assert "12 January 2026, co-planning: 6 people who read it back agree." in shown
        assert "9 February 2026, co-design: 2 people who read it back differ: they put it at considered;" in shown


def test_a_project_that_ended_is_in_no_list_of_those_that_need_somebody(run: Run, folder: Path) -> None:
    over = 'name = "Over"\nended = 2025-03-31\nended_because = "The grant ran out"'
    held = session("co-design", who=["p:Jo"], day="2024-06-01")
    (folder / "over.coprod.toml").write_text(f"[project]\n{over}\n{held}")
    (folder / "on.coprod.toml").write_text('[project]\nname = "Going on"\n')
    ran = run("status", ".", "--today", "2026-06-01", "--plain")
    assert ran.out.startswith("Going on: nothing logged yet.")
    assert "Over: ended. " in ran.out
    assert "Next: ended on 31 March 2025." in ran.out
    assert "2 projects, as recorded: 1 flagged and 1 nothing flagged." in " ".join(ran.out.split())
    assert "Of those that are not flagged: 1 nothing logged yet." in " ".join(ran.out.split())
    before = run("status", ".", "--today", "2025-03-30", "--plain").out
    assert before.startswith("Over: flagged.")


def test_of_a_project_that_ended_nothing_says_yet(run: Run, folder: Path) -> None:
    (folder / "coprod.toml").write_text(
        '[project]\nname = "Over"\nended = 2026-03-01\n'
        + session("co-planning", who=["A", "p:Jo"], level="deciding")
        + session("co-design", who=["A", "p:Jo"], level="listened")
        + '\n[[said]]\ndate = 2026-02-01\ntext = "More light"\n'
    )
    for args in (
        ["check", "--full"], ["check", "--format", "markdown"], ["status"], ["status", "--full"], ["status", "."],
        ["report", "-o", "-", "--format", "markdown"], ["report", "--for", "board", "-o", "-"], ["agenda"],
    ):  # fmt: skip
        assert not re.search(r"\byet\b|not done yet", run(*args).out), args


def test_one_project_is_one_screen_whatever_there_is_to_say(run: Run, folder: Path) -> None:
    both, later = ["Jo", "Lee", "p:Jo", "p:Lee"], iter(range(20, 30))
    read = 'date = 2026-03-01\nread = "9f3a1c77b0d2"\nsaid = "differs"\n'
    text = '[project]\nname = "A programme with a long name that goes on for a while in the borough of Northgate"\n'
    for place, phase in enumerate(PHASES):
        text += session(phase, who=both, level="deciding", day="2021-01-01", more=f'id = "s{place}"')
        text += session(phase, who=both, level="listened", day=f"2025-01-{place + 10}")
        text += session(phase, who=both, day=f"2026-11-{place + 10}", more="planned = true")
        text += session(phase, who=both, day=f"2026-12-{next(later)}", more="planned = true")
        text += f'\n[[readings]]\nsession = "s{place}"\n{read}level = "{("listened", "considered")[place % 2]}"\n'
    text += "".join(f'\n[[said]]\ndate = 2025-01-{day}\ntext = "Thing {day}"\n' for day in range(10, 20))
    (folder / "coprod.toml").write_text(text)
    shown = run("status").out.splitlines()
    assert len(shown) <= 24
    assert max(map(len, shown)) <= 80
    assert sum("stood until 1 Jan 2021; planned for 2" in line for line in shown) == len(PHASES)


def test_people_whom_nobody_counted_are_told_and_are_no_number(run: Run, folder: Path) -> None:
    (folder / "coprod.toml").write_text(
        '[project]\nname = "T"\n'
        + session("co-planning", who=["p:Jo"], level="deciding", more='also_present = { community = "some" }')
        + session("co-design", who=["A"], level="deciding", more='also_present = { professional = "some" }')
    )
    strip = run("check", "--full").out
    assert re.search("^co-planning    ● co-produced  *1  *some  *1$", strip, re.MULTILINE)
    assert re.search("^co-design      ● co-produced  *1  *1  *some$", strip, re.MULTILINE)
    page = run("report", "-o", "-", "--format", "markdown").out
    assert "  - Community partners: people came, nobody knows how many\n" in page
    assert "  - Professionals: people came, nobody knows how many\n" in page
    assert "none on record" not in page
    duty = run("report", "--for", "nhs-involvement", "-o", "-", "--format", "markdown").out
    assert "- In a community capacity: fewer than five, and others, nobody knows how many\n" in duty
    rows = run("export", "--what", "phases").out.splitlines()
    assert ",some," in rows[1]
    assert ",some," in rows[2]
    run("export", "--what", "attendance", "-o", "a.csv")
    (folder / "b.toml").write_text('[project]\nname = "N"\n')
    assert "; some who are only counted" in " ".join(run("import", "a.csv", "-f", "b.toml", "--dry-run").out.split())
