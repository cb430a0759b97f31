"""Shier's pathway as it was answered over time, and beside it what the sessions show of the same levels.

Nothing here is summed: an organisation may stand at different stages on different levels.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from coprod.assess.record import Attended
from coprod.framework import (
    COMMITMENTS,
    LEVELS,
    PHASES,
    SHIER_LEVELS,
    CommitmentName,
    PhaseName,
    ReadinessAnswer,
    ShierLevel,
)
from coprod.model import Project, Readiness
from coprod.terms import LEVEL_WORDS

#: What names children in a group that a project calls affected.
_CHILDREN = re.compile(
    r"\b(child|children|schoolchildren|young people|young persons?|youths?|teenagers?|adolescents|minors|pupils?)\b",
    re.IGNORECASE,
)


class EarlierAnswer(NamedTuple):
    """An answer that a later record has taken the place of."""

    date: date
    answer: ReadinessAnswer


class PathwayQuestion(NamedTuple):
    """One of the fifteen questions with its latest answer, and the answers of earlier records, the oldest first."""

    level: ShierLevel
    commitment: CommitmentName
    answer: ReadinessAnswer
    earlier: tuple[EarlierAnswer, ...]

    @property
    def text(self) -> str:
        """What is asked."""
        return LEVEL_WORDS[self.level].questions[self.commitment]


class Pathway(NamedTuple):
    """Where an organisation says that it stands, and what its project's sessions show."""

    records: tuple[Readiness, ...]  # the oldest first; those of one day in the order of the file
    questions: tuple[PathwayQuestion, ...]  # the fifteen in Shier's order, answered by the latest record
    #: The first on the way to the target, or without one on the whole way, not answered yes; None if all are.
    next_question: PathwayQuestion | None
    #: The affected groups that name children: if any, the floor of the UN Convention is worth showing.
    children: tuple[str, ...]
    #: The highest level recorded for community people's part; None if none is recorded, which is not zero.
    practised: Mapping[PhaseName, ShierLevel | None]

    @property
    def latest(self) -> Readiness:
        """The record that counts today."""
        return self.records[-1]

    @property
    def target(self) -> ShierLevel | None:
        """The level that the organisation aims for, as the latest record says."""
        return self.latest.target

    @property
    def says_power_is_shared(self) -> bool:
        """Whether the latest record says that power is shared: a procedure exists, or policy says so.

        Willingness alone, a part of it, or a target is a hope, and holds nobody to it.
        """
        return "yes" in answers(self.latest, "shared-power")[1:]


def pathway(project: Project, sessions: Sequence[Attended], today: date) -> Pathway | None:
    """The pathway of a project and its sessions up to a day, or None if no answers are recorded by then."""
    up_to_date = [record for record in project.readiness if record.date <= today]
    if not up_to_date:
        return None
    records = tuple(sorted(up_to_date, key=lambda record: record.date))
    questions = tuple(_question(records, level, commitment) for level in SHIER_LEVELS for commitment in COMMITMENTS)
    reach = LEVELS[records[-1].target or "shared-power"]
    gaps = (asked for asked in questions if asked.answer != "yes" and LEVELS[asked.level] <= reach)
    return Pathway(
        records=records,
        questions=questions,
        next_question=next(gaps, None),
        children=tuple(group for group in project.project.affected if _CHILDREN.search(group)),
        practised={
            phase: _highest(attended for attended in sessions if phase in attended.session.phase) for phase in PHASES
        },
    )


def answers(record: Readiness, level: ShierLevel) -> tuple[ReadinessAnswer, ...]:
    """The three answers of a record about one level, in the order of the commitments."""
    given: tuple[ReadinessAnswer, ...] = getattr(record, level.replace("-", "_"))
    return given


def _question(records: Sequence[Readiness], level: ShierLevel, commitment: CommitmentName) -> PathwayQuestion:
    position = list(COMMITMENTS).index(commitment)
    *earlier, latest = (EarlierAnswer(record.date, answers(record, level)[position]) for record in records)
    return PathwayQuestion(level, commitment, latest.answer, tuple(earlier))


def _highest(sessions: Iterable[Attended]) -> ShierLevel | None:
    """The highest level of the sessions to which community people came: a level is about their part."""
    levels = {attended.session.level for attended in sessions if attended.community}
    return next((level for level in reversed(SHIER_LEVELS) if level in levels), None)
