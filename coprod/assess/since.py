"""What came since a day: today's record as it showed up to that day, beside what it shows now.

It needs no older file, since what is dated after a day counts for nothing on it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from coprod.assess.judge import Assessment
from coprod.assess.voices import ReadingRecord, SayingRecord
from coprod.framework import PHASES, MatterName, PhaseName, Status, Verdict
from coprod.model import Project


class StatusChange(NamedTuple):
    """A phase whose record shows something else now."""

    phase: PhaseName
    before: Status
    now: Status


class Since(NamedTuple):
    """What came to a record after a day."""

    day: date
    verdict: Verdict  # on that day
    sessions: Mapping[PhaseName, int]  # by phase, of those that any served
    statuses: tuple[StatusChange, ...]
    agreed: tuple[MatterName, ...]  # together
    undone: tuple[MatterName, ...]  # stood as agreed together then, and do not now
    readings: tuple[ReadingRecord, ...]
    said: tuple[SayingRecord, ...]
    open: tuple[SayingRecord, ...]  # said at any time, and not answered yet

    @property
    def nothing(self) -> bool:
        """Whether nothing came."""
        return not (self.sessions or self.statuses or self.agreed or self.undone or self.readings or self.said)


def since(project: Project, then: Assessment, now: Assessment, day: date, today: date) -> Since:
    """What came to a project after a day, by its assessments on that day and today."""
    came = (session for session in project.sessions if day < session.date and session.held_by(today))
    served = Counter(phase for session in came for phase in session.phase)
    together, before = _together(now), _together(then)
    return Since(
        day=day,
        verdict=then.verdict,
        sessions={phase: served[phase] for phase in PHASES if served[phase]},
        statuses=tuple(_status_changes(then, now)),
        agreed=tuple(matter for matter in together if matter not in before),
        undone=tuple(matter for matter in before if matter not in together),
        readings=tuple(record for record in now.readings if record.reading.date > day),
        said=tuple(record for record in now.said if record.saying.date > day),
        open=tuple(record for record in now.said if not record.answered),
    )


def _status_changes(then: Assessment, now: Assessment) -> Iterable[StatusChange]:
    for before, after in zip(then.phases, now.phases, strict=True):
        if before.status != after.status:
            yield StatusChange(after.phase, before.status, after.status)


def _together(assessment: Assessment) -> tuple[MatterName, ...]:
    return tuple(matter for record in assessment.phases for matter in record.settled_together)
