"""What people said and read back, with the project's answers. Of several answers the latest counts.

A reading only ever lowers confidence.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from coprod.framework import PARTNER_LEVELS
from coprod.model import Answer, Project, Reading, Saying, Session
from coprod.model.ids import PROJECT, project_fingerprint, session_fingerprint
from coprod.model.labels import Persons

Answers = dict[str, tuple[Answer, ...]]


class SayingRecord(NamedTuple):
    """Something that was said, at its position in the file, with the project's answers, the latest last."""

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


class ReadingRecord(NamedTuple):
    """One reading at its position in the file, with the project's answers, the latest last.

    `session` is the session that was read as it is recorded now, or None if the file has none of that id, or the whole
    project was read. `fingerprint` is that of the session now, or of the project on the reading's own day.
    """

    position: int
    reading: Reading
    session: Session | None
    fingerprint: str
    answers: tuple[Answer, ...]

    @property
    def current(self) -> bool:
        """Whether it is of the session's present wording."""
        return self.reading.read == self.fingerprint

    @property
    def answered(self) -> bool:
        """Whether the project has answered it."""
        return is_answered(self.answers)

    @property
    def differs(self) -> bool:
        """Whether the readers' account still differs: until the session records the level that they gave."""
        level = self.reading.level
        mended = self.session is not None and level is not None and self.session.level == level
        return self.reading.said == "differs" and not mended

    @property
    def disputes(self) -> bool:
        """Whether it keeps its session from carrying a phase.

        It does if the community side puts the session below deciding, and the project has not answered.
        """
        below = self.reading.level is not None and self.reading.level not in PARTNER_LEVELS
        return self.reading.side == "community" and self.differs and below and not self.answered


def reading_records(project: Project, today: date, answers: Answers) -> tuple[ReadingRecord, ...]:
    """The readings up to a day, in the order of the file."""
    sessions = {session.id: session for session in project.sessions} if project.readings else {}
    persons = Persons(project.people)

    def present(reading: Reading) -> str:
        if reading.session == PROJECT:
            return project_fingerprint(project, reading.date)
        session = sessions.get(reading.session)
        return session_fingerprint(session, persons) if session else ""

    return tuple(
        ReadingRecord(position, reading, sessions.get(reading.session), present(reading), answers.get(reading.id, ()))
        for position, reading in enumerate(project.readings)
        if reading.date <= today
    )


def disputed_sessions(readings: Iterable[ReadingRecord]) -> frozenset[str]:
    """The ids of the sessions that a reading keeps from carrying a phase."""
    return frozenset(record.reading.session for record in readings if record.disputes)
