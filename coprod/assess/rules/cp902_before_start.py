"""CP902: a session from before the project began."""

from coprod.assess.rules.base import Evidence, Hit, Rule, session_named
from coprod.framework import RECORDS


def _check(evidence: Evidence) -> list[Hit]:
    started = evidence.project.project.started
    return [
        Hit(
            where=("sessions", index, "date"),
            session=one.id,
            words={"session": session_named(one), "started": str(started)},
        )
        for index, one in enumerate(evidence.project.sessions)
        if started is not None and one.date < started
    ]


FAILING = """
[project]
name = "Riverside garden"
started = 2026-01-05

[[sessions]]
date = 2026-01-04
phase = "co-planning"
community = ["C1", "C2"]
"""

RULE = Rule(
    code="CP902",
    name="before-start",
    severity="note",
    message="The session of {session} was held before the project started on {started}.",
    meaning="A session is dated before the project's started.",
    why="Who was there at the very beginning matters most, so the two dates should agree.",
    source=RECORDS,
    remedy="ask those who were there when it began, and correct the date that is wrong.",
    step="check the day",
    failing=FAILING,
    passing=FAILING.replace("2026-01-04", "2026-01-05"),
    check=_check,
)
