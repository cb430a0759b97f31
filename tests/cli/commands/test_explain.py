from typing import get_args

import pytest

from coprod.assess.rules import RULES
from coprod.assess.rules.examples import example_text
from coprod.framework import (
    COMMITMENTS,
    LEVELS,
    MATTERS,
    PHASES,
    Account,
    Outcome,
    Recognition,
    SessionKind,
    Severity,
    Side,
    Verdict,
)
from coprod.model import Thresholds
from coprod.model.kinds import TABLES
from coprod.output.explain import WORDS
from coprod.output.sources import SOURCES
from coprod.terms import LEVEL_WORDS, STATUSES
from tests.conftest import Run


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_explained_from_its_one_object(run: Run, rule: object) -> None:
    by_code, by_name = run("explain", rule.code.lower()), run("explain", rule.name)  # type: ignore[attr-defined]
    assert by_code.code == 0
    assert by_code.out == by_name.out
    flat = " ".join(by_code.out.split())
    for part in (rule.meaning, rule.why, *SOURCES[rule.source]):  # type: ignore[attr-defined]
        assert part in flat
    for example in (example_text(rule.fires), example_text(rule.silent)):  # type: ignore[attr-defined]
        assert " ".join(example.split()) in flat


@pytest.mark.parametrize(
    "name",
    # A level and a status share a word.
    dict.fromkeys([*PHASES, *LEVELS, *COMMITMENTS, *MATTERS, *STATUSES, "design", "3", "CO-DESIGN", "Opening"]),
)
def test_everything_of_the_framework_is_explained(run: Run, name: str) -> None:
    ran = run("explain", name)
    assert ran.code == 0
    assert "\nWhat it means\n" in ran.out
    assert "\nSource\n" in ran.out
    assert "https://" in ran.out


@pytest.mark.parametrize(
    "name",
    [
        *(get_args(Verdict) + get_args(Severity) + get_args(Side) + get_args(Account) + get_args(Outcome)),
        *(
            *(how for how in get_args(Recognition) if how != "declined"),
            *Thresholds.model_fields,
            "person",
            "claim",
            "given",
            "affected",
            "heard",
            "waivers",
        ),
        *("partner", "planned", "settled together", "Settled_Apart", "cannot tell", "contested", "fingerprint"),
        *("said", "reading", "feedback", "matrix", "gate", "exit codes", "stands", "level", "matter", "contact"),
        *get_args(SessionKind),
        *("supporting", "interpreter", "chair", "vote", "asked", "access", "some", "decided", "evidence", "ended"),
        *("confirmed", "settles", "code", "slip", "agenda", "before", "same", "during", "faded"),
        *("last day", "were_there", "also_present", "against", "language", "alone"),
        *("IAP2", "inform", "consult", "involve", "collaborate", "empower", "Arnstein", "Lundy", "placation"),
    ],
)
def test_every_word_of_a_file_and_of_a_result_is_explained(run: Run, name: str) -> None:
    ran = run("explain", name)
    assert (ran.code, ran.err) == (0, "")
    for heading in ("What it means", "Why", "Next", "Source"):
        assert f"\n{heading}\n" in ran.out


@pytest.mark.parametrize("key", sorted({row.in_file for kind in TABLES.values() for row in kind.rows} | {*TABLES}))
def test_every_key_of_a_file_is_explained(run: Run, key: str) -> None:
    assert run("explain", key).code == 0


def test_a_key_that_is_no_word_of_its_own_is_told_in_the_words_of_its_row(run: Run) -> None:
    assert run("explain", "ended_because").code == 0
    assert run("explain", "Entered by").code == 0
    assert (
        run("explain", "purpose").out == "purpose (a key of the file)\n  in project: What it is for, in a sentence.\n"
    )


def test_no_word_has_two_meanings() -> None:
    of_glossary = [name for word in WORDS for name in (word.name, *word.also)]
    assert len(of_glossary) == len(set(of_glossary))
    elsewhere = {*PHASES, *LEVELS, *COMMITMENTS, *MATTERS, *STATUSES, *(rule.name for rule in RULES)}
    # Who asks for one of these meets the rule or the matter, which speaks of the same.
    assert set(of_glossary) & elsewhere <= {"accounts-differ", "both-capacities"}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("collaborate", "who had the last word? Both sides together: deciding"),
        ("interpreter", "on neither side"),
        ("chair", "coprod has no field for who chairs"),
        ("ballot", "--kind ballot"),
        ("arnstein", "For manipulation and therapy there is no level."),
        ("lundy", "coprod has no field of that name"),
        ("confirmed", "It stays settled together"),
        ("informed", "below Shier's five"),
    ],
)
def test_a_word_of_the_field_says_where_it_is_held_or_that_it_is_not(run: Run, name: str, told: str) -> None:
    assert told in " ".join(run("explain", name).out.split())


def test_without_a_name_everything_is_listed(run: Run) -> None:
    out = run("explain").out
    for name in [*(rule.code for rule in RULES), *PHASES, *LEVELS, *COMMITMENTS, *MATTERS, *STATUSES]:
        assert name in out
    for word in WORDS:
        assert word.name in out
    assert max(map(len, out.splitlines())) <= 80


def test_levels_and_commitments_show_the_questions_that_they_ask(run: Run) -> None:
    for level, number in LEVELS.items():
        for commitment, question in LEVEL_WORDS[level].questions.items():
            assert f"  {commitment:<12} {question}\n" in run("explain", level).out
            assert f"  {number} {level:<13} {question}\n" in run("explain", commitment).out


def test_a_near_miss_is_told(run: Run) -> None:
    ran = run("explain", "outnumberd")
    assert ran.code == 2
    assert 'did you mean "outnumbered"?' in ran.err
    assert 'did you mean "obligation"?' in run("explain", "obligations").err
    assert 'nothing is called "undo": it is a command, of which coprod undo --help tells' in run("explain", "undo").err
    assert "; coprod explain lists every rule and word" in run("explain", "cp999").err
