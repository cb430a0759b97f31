from datetime import date

import pytest

from coprod.assess.readiness import Pathway, pathway
from coprod.assess.record import attended
from coprod.framework import PHASES, SHIER_LEVELS, PhaseName, ShierLevel
from coprod.output.escape import Look
from coprod.output.readiness import HEADINGS, answered, cells, markdown, sentences, text
from coprod.terms import LEVEL_WORDS
from tests.conftest import document, session

TODAY = date(2026, 11, 22)

RECORDS = """
[[readiness]]
date = 2026-01-05
by = "Board"
listened = ["yes", "partly", "no"]

[[readiness]]
date = 2026-04-01
listened = ["yes", "yes", "no"]

[[readiness]]
date = 2026-07-06
by = "Steering | group"
target = "considered"
listened = ["yes", "yes", "no"]
supported = ["yes", "yes", "yes"]
"""
SESSIONS = session("co-design", who=["A"], level="considered") + session("co-delivery", who=["A"], level="considered")


def walked(records: str = RECORDS, affected: str = "") -> Pathway:
    project = document(f'[project]\nname = "x"\n{affected}\n{SESSIONS}{records}').project
    found = pathway(project, attended(project), TODAY)
    assert found is not None
    return found


def test_the_grid_shows_the_latest_answers_and_the_earlier_ones_where_they_differ() -> None:
    grid = text("Garden", walked(affected='affected = ["children"]'), Look()).split("\n\n")[1]
    assert (
        grid
        == """\
                answered    opening      opportunity  obligation   sessions show
1 listened      2026-07-06  ● yes        ● yes        ○ no
                2026-01-05  ● yes        ◐ partly     ○ no
2 supported     2026-07-06  ● yes        ● yes        ● yes
                2026-04-01  · not known  · not known  · not known
3 considered    2026-07-06  · not known  · not known  · not known  co-design
  target                                                           co-delivery
  UNCRC floor
4 deciding      2026-07-06  · not known  · not known  · not known
5 shared-power  2026-07-06  · not known  · not known  · not known"""
    )


def test_nothing_is_wider_than_80_columns_and_ascii_will_do() -> None:
    look = Look(unicode=False)
    sessions = session("co-evaluation", who=["A"], level="shared-power")
    page = text("Garden", walked(RECORDS.replace('"considered"', '"shared-power"') + sessions), look)
    assert page.isascii()
    assert max(map(len, page.split("\n"))) <= 80
    for mark in ("# yes", "~ partly", "o no", ". not known"):
        assert mark in page
    narrow = text("Garden", walked(), Look(width=40)).partition("5 shared-power")[2]
    assert max(map(len, narrow.split("\n")[1:])) <= 40


def test_nothing_is_added_up() -> None:
    page = text("Garden", walked(), Look())
    for word in ("%", "/15", "of 15", "score", "total"):
        assert word not in page


def test_the_sentences_tell_the_aim_the_next_question_and_what_is_not_on_record() -> None:
    silent = "none is on record for co-planning and co-evaluation"
    assert list(sentences(walked())) == [
        "The level aimed for is 3 considered.",
        f'Next to work on: 1 listened, obligation (no so far): "{LEVEL_WORDS["listened"].questions["obligation"]}"',
        f'Under "sessions show", each phase stands at the highest level that its sessions record; {silent}.',
    ]


@pytest.mark.parametrize(
    ("target", "aim", "following"),
    [
        (
            "",
            "No level to aim for is recorded; it need not be the fifth.",
            "Next to work on: 2 supported, opening (not",
        ),
        ('target = "listened"', "The level aimed for is 1 listened.", "Every question up to 1 listened is answered"),
    ],
)
def test_a_target_may_be_open_or_reached(target: str, aim: str, following: str) -> None:
    found = walked(f'[[readiness]]\ndate = 2026-01-05\n{target}\nlistened = ["yes", "yes", "yes"]')
    first, second, *_ = sentences(found)
    assert first == aim
    assert second.startswith(following)


def test_all_yes_without_a_target_reaches_the_fifth() -> None:
    yes = "".join(f'{level} = ["yes", "yes", "yes"]\n' for level in SHIER_LEVELS)
    found = walked(f"[[readiness]]\ndate = 2026-01-05\n{yes}")
    assert list(sentences(found))[1] == "Every question up to 5 shared-power is answered with yes."


def test_where_every_phase_records_a_level_none_is_missing_and_where_none_does_it_says_so() -> None:
    every: dict[PhaseName, ShierLevel | None] = dict.fromkeys(PHASES, "listened")
    assert list(sentences(walked()._replace(practised=every)))[-1].endswith(
        "the highest level that its sessions record."
    )
    none: dict[PhaseName, ShierLevel | None] = dict.fromkeys(PHASES)
    assert list(sentences(walked()._replace(practised=none)))[-1].startswith(
        "No session with community people records a"
    )


def test_the_floor_is_told_only_where_the_project_names_children() -> None:
    assert not any("UNCRC" in cell for row in cells(walked(), Look()) for cell in row)
    assert not any("Convention" in sentence for sentence in sentences(walked()))
    [floor] = [one for one in sentences(walked(affected='affected = ["pupils", "carers"]')) if "Convention" in one]
    assert floor == (
        "The project names pupils among those affected. Where they are under eighteen, the least that the UN "
        "Convention on the Rights of the Child (1989), article 12.1, asks for is 3 considered, all the way to its "
        "obligation."
    )


def test_it_says_when_it_was_answered_and_by_whom() -> None:
    assert (
        answered(walked())
        == "Answered on 2026-07-06 by Steering | group, and before that on 2026-01-05 and 2026-04-01."
    )
    assert answered(walked("[[readiness]]\ndate = 2026-01-05")) == "Answered on 2026-01-05."


def test_markdown_shows_the_same_cells() -> None:
    page = markdown("Garden [x]", walked())
    assert page.startswith("## Garden \\[x\\]: the pathway")
    rows = [line for line in page.split("\n") if line.startswith("| ")]
    assert rows[0] == f"| {' | '.join(HEADINGS)} |"
    assert len(rows) == 2 + len(cells(walked(), Look()))
    assert "Steering \\| group" in page


def test_what_a_user_typed_cannot_steer_the_screen() -> None:
    found = walked('[[readiness]]\ndate = 2026-01-05\nby = "[2J\\u202e"', 'affected = ["children\\u2066[31m"]')
    for page in (text("\x1b[2J", found, Look()), markdown("\x1b[2J", found)):
        assert "\x1b" not in page
        assert "\u202e" not in page
        assert "\u2066" not in page
