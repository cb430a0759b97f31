"""What the project answers: to what was said, and to readings that differ. Of several answers the latest counts."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from coprod.model import Answer, Project, Saying

Answers = dict[str, tuple[Answer, ...]]


class SayingRecord(NamedTuple):
    """Something that was said, and what became of it.

    Attributes:
        position: its position in the file.
        saying: what was said, as it is written.
        answers: the project's answers, the latest last.
    """

    position: int
    saying: Saying
    answers: tuple[Answer, ...]

    @property
    def answered(self) -> bool:
        """Whether the project has answered it."""
        return is_answered(self.answers)


def answers_by_id(project: Project, today: date) -> Answers:
    """The answers up to a day by the id of what they answer, the latest last; of one day, in the order of the file."""
    by_id: dict[str, list[Answer]] = defaultdict(list)
    for answer in sorted(project.answers, key=lambda answer: answer.date):
        if answer.date <= today:
            by_id[answer.to].append(answer)
    return {name: tuple(answers) for name, answers in by_id.items()}


def is_answered(answers: Sequence[Answer]) -> bool:
    """Whether the latest of some answers is one: `open` answers nothing."""
    return bool(answers) and answers[-1].outcome != "open"


def sayings(project: Project, today: date, answers: Answers) -> tuple[SayingRecord, ...]:
    """What was said up to a day, in the order of the file."""
    return tuple(
        SayingRecord(position, saying, answers.get(saying.id, ()))
        for position, saying in enumerate(project.said)
        if saying.date <= today
    )
