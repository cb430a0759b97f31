from typing import Any, get_args

import pytest

from coprod import terms
from coprod.framework import (
    COMMITMENTS,
    LEVELS,
    MATRIX,
    MATTERS,
    PARTNER_LEVELS,
    PHASES,
    SHIER_LEVELS,
    UNCRC_FLOOR,
    Account,
    Afterwards,
    Agenda,
    Axis,
    CommitmentName,
    LevelName,
    MatterName,
    Outcome,
    PhaseName,
    ReadinessAnswer,
    Recognition,
    SessionKind,
    Severity,
    ShierLevel,
    Side,
    Status,
    Untold,
    Verdict,
)


def test_names_and_tables_agree() -> None:
    assert tuple(PHASES) == get_args(PhaseName)
    assert tuple(LEVELS) == get_args(LevelName)
    assert tuple(MATTERS) == get_args(MatterName)
    assert tuple(SHIER_LEVELS) == get_args(ShierLevel)
    assert list(SHIER_LEVELS.values()) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (terms.PHASE_WORDS, PhaseName),
        (terms.MATTER_WORDS, MatterName),
        (terms.LEVEL_WORDS, LevelName),
        (terms.COMMITMENT_WORDS, CommitmentName),
        (terms.STATUSES, Status),
        (terms.VERDICTS, Verdict),
        (terms.SEVERITIES, Severity),
        (terms.OUTCOMES, Outcome),
        (terms.RECOGNITION, Recognition),
        (terms.ACCOUNTS, Account),
        (terms.SIDE_WORDS, Side),
        (terms.READINESS_ANSWERS, ReadinessAnswer),
        (terms.SESSION_KINDS, SessionKind),
        (terms.AGENDAS, Agenda),
        (terms.AFTERWARDS, Afterwards),
        (terms.AXES, Axis),
        (terms.UNTOLD, Untold),
    ],
)
def test_there_are_words_for_every_name(words: dict[str, Any], names: Any) -> None:
    assert set(words) == set(get_args(names))


def test_every_level_asks_three_questions_and_none_is_asked_twice() -> None:
    asked = [terms.LEVEL_WORDS[level].questions for level in SHIER_LEVELS]
    assert all(tuple(three) == COMMITMENTS for three in asked)
    questions = [question for three in asked for question in three.values()]
    assert len(set(questions)) == 15
    assert all(question.endswith("?") and len(question) <= 80 for question in questions)


def test_the_floor_of_the_convention_is_the_third_level() -> None:
    assert LEVELS[UNCRC_FLOOR] == 3


def test_the_matters_are_six_three_three_and_four() -> None:
    assert [len(matters) for matters in PHASES.values()] == [6, 3, 3, 4]


def test_below_the_five_levels_people_are_informed_and_readiness_asks_nothing() -> None:
    assert [level for level in LEVELS.items() if level[0] not in SHIER_LEVELS] == [("informed", 0)]
    assert not terms.LEVEL_WORDS["informed"].questions


def test_people_decide_at_the_two_highest_levels() -> None:
    assert {level for level, number in LEVELS.items() if number > 3} == PARTNER_LEVELS


def test_the_matrix_has_a_cell_for_every_pair() -> None:
    axes = get_args(Axis)
    assert set(MATRIX) == {(design, delivery) for design in axes for delivery in axes}
    assert len(set(MATRIX.values())) == 9
