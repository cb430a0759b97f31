from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import pytest

from tests.conftest import ROOT, example, session
from tests.output.judged import shown
from tests.output.reading_age import reading_age

How = Mapping[str, Any]

LED: How = {"who": ["p:P"]}
TOOK_PART: How = {"who": ["A", "p:P"]}
CONSULTED: How = {"who": ["A", "p:P"], "level": "listened"}
TOGETHER: How = {"who": ["A", "p:P"], "level": "deciding"}
ALONE: How = {"who": ["A"], "level": "deciding"}


def told(text: str) -> list[str]:
    return shown("summary", text, names=True).splitlines()


def project(**phases: How) -> str:
    return "".join(session(f"co-{phase}", **how) for phase, how in phases.items())


def test_nothing_on_record_is_not_nobody() -> None:
    assert told("")[1:] == ["Nothing has been written down, so this page cannot say who took part."]


def test_each_status_has_its_own_words_and_no_phase_is_left_out() -> None:
    sentences = told(project(planning=TOGETHER, design=CONSULTED, delivery=LED))
    assert sentences[1:6] == [
        "As recorded, community partners took part in one of them: co-planning.",
        "In co-design, people were asked what they think. The record does not show them helping to decide.",
        "In co-delivery, all who are on record came as professionals.",
        "For co-evaluation, nothing has been written down. That does not mean that nobody took part.",
        "So this work is not truly co-produced, as recorded.",
    ]


@pytest.mark.parametrize(
    ("phases", "verdict"),
    [
        ([TOGETHER] * 4, "So this work was co-produced, as recorded."),
        ([ALONE] * 4, "So this work was led by the community, as recorded."),
        ([TOGETHER] * 3 + [ALONE], "So this work was co-produced, as recorded."),
        ([TOGETHER] * 3 + [CONSULTED], "So this work is not truly co-produced, as recorded."),
        ([TOGETHER] * 3 + [TOOK_PART], "So the record cannot tell what part people had in the whole of it."),
        ([TOGETHER] * 3, "The work is not done yet. It can still become co-produced."),
    ],
)
def test_the_verdict_is_that_of_the_record(phases: list[How], verdict: str) -> None:
    names = ("planning", "design", "delivery", "evaluation")
    assert verdict in told(project(**dict(zip(names, phases, strict=False))))


def test_what_has_faded_is_told() -> None:
    later = {"who": ["A", "p:P"], "level": "listened", "day": "2026-06-01"}
    text = project(planning={**TOGETHER, "day": "2021-03-01"}, design=TOGETHER) + project(planning=later)
    assert "Since 1 March 2021, no community partners are on record in co-planning." in told(text)


@pytest.mark.parametrize("ways", [[TOGETHER] * 3, [CONSULTED] * 4, []])
def test_of_a_project_that_ended_nothing_is_still_to_come(ways: list[How]) -> None:
    names = ("planning", "design", "delivery", "evaluation")
    text = '[project]\nname = "x"\nended = 2026-10-01\n' + project(**dict(zip(names, ways, strict=False)))
    words = " ".join(told(text))
    assert "yet" not in words
    assert "not done" not in words
    assert not ways or "So this work was not truly co-produced, as recorded." in words


def test_a_project_that_claims_less_is_not_told_off_for_the_rest() -> None:
    text = '[project]\nname = "x"\nclaim = ["co-design"]\n' + project(design=TOGETHER)
    assert "The project does not claim all four. It says that it co-produces co-design." in told(text)


def test_matters_groups_and_feedback_are_told() -> None:
    text = example(
        'affected = ["tenants", "young people"]',
        'sessions: date = 2026-01-01, phase = "co-planning", level = "deciding", community = ["A"], '
        'heard = ["tenants"], settled = { problem = "a" }, id = "one"',
        'sessions: date = 2026-01-02, phase = "co-planning", community = ["A"], level = "listened", '
        'professional = ["P"], settled = { people = "b", funding = "c" }, feeds_back = ["one"], id = "two"',
        'feedback: date = 2026-02-01, sessions = ["two"], how = "letter"',
    )
    assert told(text)[-5:] == [
        "1 thing was agreed together.",
        "2 things were fixed without community partners.",
        "Of those whom it affects most, these were heard: tenants.",
        "The record does not show that these were heard: young people.",
        "People were told what came of every session that they took part in.",
    ]
    assert told(text.replace("feeds_back", "#"))[-1] == (
        "For 1 session, the record does not show that people were told what came of it."
    )
    assert "The record does not say which groups were heard." in told(text.replace("heard =", "#"))
    asked = 'level = "listened"\nasked = { "young people" = "not now" }'
    assert "These were asked, and did not come: young people." in told(text.replace('level = "listened"', asked))


def every_summary() -> Iterator[str]:
    """The summaries of the examples, and of projects with every mix of what a phase's record can show."""
    for path in (ROOT / "examples").glob("*.toml"):
        yield " ".join(told(path.read_text("utf-8")))
    ways = [None, LED, CONSULTED, TOOK_PART, TOGETHER, ALONE]
    for mix in product(ways, repeat=4):
        names = ("planning", "design", "delivery", "evaluation")
        yield " ".join(told(project(**{name: how for name, how in zip(names, mix, strict=True) if how})))


@pytest.mark.outside
def test_a_twelve_year_old_can_read_every_summary() -> None:
    ages = reading_age(*every_summary())
    assert len(ages) > 600
    # The names of the phases count as long words, wherever several are listed.
    assert max(ages) < 12.5
    assert sum(ages) / len(ages) < 11
