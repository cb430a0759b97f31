import re

import pytest

from coprod.assess import Gate, assess
from coprod.errors import Problem
from coprod.framework import PHASES
from coprod.output.escape import Look
from coprod.output.formats import Results
from coprod.output.strip import strip
from coprod.output.words import counted, listed
from tests.conftest import ROOT, document, example, session
from tests.output.formats.readers import rendered
from tests.output.judged import TODAY, judged

ALL = tuple(PHASES)


def test_the_strip_reads_without_colour_and_keeps_partners_and_consulted_apart() -> None:
    found = judged(
        session("co-planning", who=["p:A"])
        + session("co-design", who=["B", "C", "p:A"], level="deciding", more="also_present = { community = 34 }")
        + session("co-design", who=["p:A"], level="listened", more="also_present = { community = 462 }")
        + session("co-delivery", who=["B"], level="deciding")
        + session("co-delivery", who=["C"], level="deciding", day="2027-01-01")
        + session("co-evaluation", who=["C"], more="also_present = { community = 462 }")
    )
    assert (
        strip(found.phases, Look())
        == """\
               status              sessions  partners  consulted  professional
co-planning    ○ professional-led  1         none                 1
co-design      ● co-produced       2         2 +34     +462       1
co-delivery    ◆ community-led     1         1                    none
               1 more session planned
co-evaluation  ◇ took part         1                              none
               1 +462 took part; how far is not recorded
(+ people counted without names: the fullest session)
"""
    )


def test_the_strip_fits_eighty_columns_and_ascii() -> None:
    found = judged("".join(session(phase, who=["p:A"]) for phase in ALL))
    text = strip(found.phases, Look(unicode=False))
    assert text.isascii()
    assert max(map(len, text.splitlines())) <= 80


def test_a_mark_tells_each_status_apart_in_ascii_too() -> None:
    found = judged(
        session("co-design", who=["p:A"])
        + session("co-delivery", who=["B"], level="listened")
        + session("co-planning", who=["B"], level="deciding")
        + session("co-evaluation", who=["B"])
    )
    marks = [line[15] for line in strip(found.phases, Look(unicode=False)).splitlines()[1:5]]
    assert marks == ["^", "o", "~", "?"]


def test_nothing_logged_never_reads_as_nobody_came() -> None:
    text = rendered("text", Results(TODAY, [judged("")]), Look())
    assert "no record" not in text
    assert "Nothing is on record for co-planning, co-design, co-delivery and co-evaluation." in " ".join(text.split())
    assert text.count("CP103") == 1


def test_hostile_text_is_shown_and_not_sent() -> None:
    found = judged('[project]\nname = "a\\u202e[31m[bold]b[/] :smile:"\n')
    text = rendered("text", Results(TODAY, [found]), Look())
    assert r"a\u202e[31m[bold]b[/] :smile:" in text
    assert "\u202e" not in text


def test_colour_adds_nothing_but_colour() -> None:
    results = Results(TODAY, [judged(session("co-design", who=["A", "p:B"]))])
    coloured = rendered("text", results, Look(colour=True))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == rendered("text", results, Look())


def test_many_projects_are_told_worst_first_and_end_with_totals_by_verdict() -> None:
    whole = judged("".join(session(phase, who=["A", "p:B"], level="deciding") for phase in ALL))
    unknown = judged("".join(session(phase, who=["A", "p:B"]) for phase in ALL))
    claims = judged(
        '[project]\nname = "T"\nclaim = ["co-design"]\n' + session("co-design", who=["A"], level="deciding")
    )
    text = rendered("text", Results(TODAY, [whole, unknown, claims, judged("")]), Look())
    *lines, blank, first, second = text.splitlines()
    assert f"{first} {second}" == (
        "4 projects, as recorded: 1 flagged, 1 cannot tell, 1 nothing flagged and 1 co-produced. "
        "--full tells everything of each."
    )
    assert [line.split(":")[0][9:] for line in lines[::2]] == [
        "flagged",
        "cannot tell",
        "nothing flagged",
        "co-produced",
    ]
    assert (len(lines), blank) == (8, "")
    full = rendered("text", Results(TODAY, [whole, judged("")], full=True), Look())
    assert full.endswith("2 projects, as recorded: 1 flagged and 1 co-produced.\n")
    assert "CP103" in full


def test_what_could_not_be_read_is_counted_too() -> None:
    flagged = judged(session("co-design", who=["A"]))
    results = Results(TODAY, [flagged, flagged], [Problem("b.toml", "is broken", 3), Problem("b.toml", "so too", 4)])
    assert "3 projects, as recorded: 2 flagged and 1 could not be read." in rendered("text", results, Look())


def test_one_project_beside_those_that_could_not_be_read_ends_with_totals_too() -> None:
    results = Results(TODAY, [judged(session("co-design", who=["A"]))], [Problem("b.toml", "is broken", 3)])
    text = rendered("text", results, Look())
    assert text.startswith("Test  (a.toml)\n")
    assert text.endswith("\n\n2 projects, as recorded: 1 flagged and 1 could not be read.\n")


def test_the_first_check_of_a_new_project_fits_a_screen_and_ends_on_the_headline() -> None:
    text = rendered(
        "text",
        Results(TODAY, [judged(session("co-planning", who=["A", "B", "p:C"], level="deciding", day="2026-11-20"))]),
        Look(),
    )
    assert len(text.splitlines()) <= 24
    ending = text.rpartition("\n\n")[2]
    assert "Not truly co-produced yet, as recorded: nothing is on record for co-design," in ending
    assert ending.endswith("(3 errors, 3 notes)\n")


def test_a_rule_is_told_once_with_its_places_and_notes_by_their_number() -> None:
    found = judged(
        "".join(
            session("co-design", who=["A", "p:B", "p:C", "p:D"], level="deciding", day=f"2026-11-0{n}") for n in "1234"
        )
        + "".join(session(phase, who=["A", "B", "p:C"], level="deciding", day="2026-11-01") for phase in ALL)
    )
    text = rendered("text", Results(TODAY, [found]), Look())
    assert text.count("CP401") <= 1
    assert "note CP" not in text
    assert re.search(r"^\d+ notes \(--notes tells them\): CP\d+", text, re.MULTILINE)
    told = rendered("text", Results(TODAY, [found], notes=True), Look())
    assert "note CP" in told
    assert "matrix" not in told
    assert "matrix" in rendered("text", Results(TODAY, [found], full=True), Look())


def test_words() -> None:
    assert [listed(["a", "b", "c"][:n]) for n in (1, 2, 3)] == ["a", "a and b", "a, b and c"]
    assert [counted(1, "session"), counted(2, "session")] == ["1 session", "2 sessions"]


@pytest.mark.parametrize("name", ["riverside-garden", "recovery-college", "scottish-social-security-charter"])
def test_check_of_up_to_five_findings_fits_a_screen(name: str) -> None:
    read = document((ROOT / "examples" / f"{name}.coprod.toml").read_text("utf-8"))
    for file in ("coprod.toml", f"examples/{name}.coprod.toml"):
        found = assess(read.project, TODAY, read.line_of, file=file, gate=Gate())
        assert len(rendered("text", Results(TODAY, [found]), Look()).splitlines()) <= 24


def test_of_many_projects_each_takes_two_lines_and_says_first_what_must_be_heard() -> None:
    differs = 'readings: session = "one", date = 2026-03-01, read = "9f3a1c77b0d2", readers = 7, said = "differs", '
    text = example("2026-02-09 design deciding C1, C2 | Jo", 'id = "one"', f'{differs}level = "listened"')
    read = document(text.replace("Riverside garden", "A garden with rather a long name by the river"))
    for file in ("a.toml", "services/housing/north/a-longer-name.coprod.toml"):
        found = assess(read.project, TODAY, read.line_of, file=file, gate=Gate())
        lines = rendered("text", Results(TODAY, [found, found]), Look()).splitlines()
        assert max(map(len, lines)) <= 80
        assert any("Told otherwise in a reading. Not truly" in line for line in lines)
        assert any(file in line for line in lines)
        assert len(lines) <= 2 * 3 + 3
    short = [judged(text), judged(text)]
    assert len(rendered("text", Results(TODAY, short), Look()).splitlines()) <= 2 * 2 + 3
