"""CP901: a session that has not taken place yet."""

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import RECORDS


def _check(evidence: Evidence) -> list[Hit]:
    return [
        Hit(where=("sessions", index, "date"), session=one.id, words={"day": str(one.date)})
        for index, one in enumerate(evidence.project.sessions)
        if one.date > evidence.today
    ]


RULE = Rule(
    code="CP901",
    name="future-session",
    severity="warning",
    message="A session is dated {day}, which is still to come.",
    meaning="A session is dated after today.",
    why="A record is evidence of what took place, and a plan is not.",
    source=RECORDS,
    remedy="correct the date, or log the session when it has taken place.",
    failing="""
[project]
name = "Riverside garden"

[[sessions]]
date = 2030-02-09
phase = "co-design"
community = ["C1", "C2"]
""",
    passing="""
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-11-22
phase = "co-design"
community = ["C1", "C2"]
""",
    check=_check,
)
