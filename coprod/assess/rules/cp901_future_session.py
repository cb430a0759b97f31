"""CP901: a session that has not taken place yet."""

from coprod.assess.rules.base import Evidence, Hit, Rule, session_named
from coprod.framework import RECORDS


def _check(evidence: Evidence) -> list[Hit]:
    return [
        Hit(
            where=("sessions", one.position, "date"),
            session=one.session.id,
            words={"session": session_named(one.session)},
        )
        for one in evidence.planned
    ]


FAILING = """
[project]
name = "Riverside garden"

[[sessions]]
date = 2030-02-09
phase = "co-design"
community = ["C1", "C2"]
"""

RULE = Rule(
    code="CP901",
    name="future-session",
    severity="note",
    message="The session of {session} is still to come. It counts for nothing yet.",
    meaning="A session is dated after today: it is planned, and counts for nothing yet.",
    why="A record is evidence of what took place, and a plan is not.",
    source=RECORDS,
    remedy="hold it, then write down who came; if it was held already, correct the date.",
    step="hold the session",
    failing=FAILING,
    passing=FAILING.replace("2030-02-09", "2026-11-22"),
    check=_check,
)
