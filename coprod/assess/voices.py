"""What people said and read back, with the project's answers. Of several answers the latest counts.

A reading only ever lowers confidence.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from coprod.assess.record import counts
from coprod.days import Period
from coprod.framework import PARTNER_LEVELS, Outcome
from coprod.model import Answer, Project, Reading, Saying, Session
from coprod.model.ids import PROJECT, project_fingerprint, session_fingerprint
from coprod.model.labels import Persons

#: Outcomes by how much they leave open, the least first.
_LEAVES_OPEN: tuple[Outcome, ...] = ("done", "partly", "declined", "open")


class SayingRecord(NamedTuple):
    """Something that was said, at its position in the file, with the project's answers, the latest last."""

    position: int
    saying: Saying
    answers: tuple[Answer, ...]

    @property
    def answered(self) -> bool:
        """Whether the project has answered it, told or not: `open` answers nothing."""
        return self.outcome != "open"

    @property
    def outcome(self) -> Outcome:
        """What became of it, by the latest answer that leaves it not open; without one, it is open."""
        return next((answer.outcome for answer in reversed(self.answers) if answer.outcome != "open"), "open")


def answers_by_id(project: Project, today: date, during: Period | None = None) -> dict[str, tuple[Answer, ...]]:
    """The answers up to a day by the id of what they answer, the latest last.

    Of several of one day the last is the one that leaves most open, whatever their order in the file.
    """
    by_id: dict[str, list[Answer]] = defaultdict(list)
    for answer in project.answers:
        if counts(answer.date, today, during):
            by_id[answer.to].append(answer)
    return {name: tuple(sorted(answers, key=_by_day_and_openness)) for name, answers in by_id.items()}


def _by_day_and_openness(answer: Answer) -> tuple[date, bool, bool, int, str]:
    is_open = answer.outcome == "open"
    return answer.date, is_open, answer.told is None, _LEAVES_OPEN.index(answer.outcome), answer.text


def sayings(project: Project, today: date, during: Period | None = None) -> tuple[SayingRecord, ...]:
    """What was said up to a day, in the order of the file."""
    answers = answers_by_id(project, today, during)
    return tuple(
        SayingRecord(position, saying, answers.get(saying.id, ()))
        for position, saying in enumerate(project.said)
        if counts(saying.date, today, during)
    )


class ReadingRecord(NamedTuple):
    """One reading at its position in the file, with the project's answers, the latest last."""

    position: int  # in the file
    reading: Reading
    #: As it is recorded now, or None if the file has none of that id, or the whole project was read.
    session: Session | None
    fingerprint: str  # the present one; empty without a session
    answers: tuple[Answer, ...]  # the latest last
    current: bool  # of the present wording
    held: bool  # False without a session
    outside: bool  # the session lies outside the period: the reading decides nothing
    settled: bool  # by a later reading of the same side

    @property
    def of_project(self) -> bool:
        """Whether the whole project was read."""
        return self.reading.session == PROJECT

    @property
    def gone(self) -> bool:
        """Whether its session is not in the file any more."""
        return self.session is None and not self.of_project

    @property
    def withdrawn(self) -> bool:
        """Whether the readers took it back; then it is no reading."""
        return self.reading.said == "withdrawn"

    @property
    def answered(self) -> bool:
        """Whether the project has answered it, and told those who read it."""
        return bool(self.answers) and self.answers[-1].outcome != "open" and self.answers[-1].told is not None

    @property
    def differs(self) -> bool:
        """Whether the readers' account still differs.

        It does until the session records the level that they gave, or until they settle it. Without a level, or if
        the session is gone or planned, nothing can be mended.
        """
        level = self.reading.level
        mended = self.held and self.session is not None and level is not None and self.session.level == level
        return self.reading.said == "differs" and not (mended or self.settled or self.outside)

    @property
    def disputes(self) -> bool:
        """Whether it keeps its session from carrying a phase.

        It does if the community side puts the session below deciding, and the project has not answered.
        """
        level = self.reading.level
        below = level is not None and level not in PARTNER_LEVELS
        return self.reading.side == "community" and self.differs and below and not self.answered


def reading_records(project: Project, today: date, during: Period | None = None) -> tuple[ReadingRecord, ...]:
    """The readings up to a day, in the order of the file."""
    counting = [
        (position, reading) for position, reading in enumerate(project.readings) if counts(reading.date, today, during)
    ]
    if not counting:
        return ()
    answers = answers_by_id(project, today, during)
    sessions = {session.id: session for session in project.sessions}
    persons = Persons(project.people)
    settling: dict[str, list[Reading]] = defaultdict(list)
    for _, reading in counting:
        if reading.settles is not None:
            settling[reading.settles].append(reading)
    of_session = cache(lambda name: session_fingerprint(sessions[name], persons) if name in sessions else "")
    of_project = cache(partial(project_fingerprint, project))

    def record(position: int, reading: Reading) -> ReadingRecord:
        session = sessions.get(reading.session)
        whole = reading.session == PROJECT
        held = session is not None and session.held_by(today)
        return ReadingRecord(
            position,
            reading,
            session,
            fingerprint=of_project(today) if whole else of_session(reading.session),
            answers=answers.get(reading.id, ()),
            current=reading.read == (of_project(reading.date) if whole else of_session(reading.session)),
            held=held,
            outside=held and session is not None and not counts(session.date, today, during),
            settled=any(_settles(later, reading) for later in settling[reading.id]),
        )

    return tuple(record(position, reading) for position, reading in counting)


def _settles(later: Reading, reading: Reading) -> bool:
    """Whether one reading settles another: of the same side, not before it, and by as many readers as are recorded."""
    fewer = later.readers is not None and reading.readers is not None and later.readers < reading.readers
    return later.side == reading.side and later.date >= reading.date and not fewer


def disputed_sessions(readings: Iterable[ReadingRecord]) -> frozenset[str]:
    """The ids of the sessions that a reading keeps from carrying a phase."""
    return frozenset(record.reading.session for record in readings if record.disputes)
