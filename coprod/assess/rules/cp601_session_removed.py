"""CP601: a session that was on record is gone."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule, session_named
from coprod.framework import RECORDS


def _check(evidence: Evidence) -> Iterator[Hit]:
    if evidence.changes:
        for session in evidence.changes.sessions.removed:
            if session.date <= evidence.today:
                yield Hit(words={"session": session_named(session)})


_BEFORE = """
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-02
phase = "co-design"
title = "Three drawings"
level = "considered"
community = ["C1", "C2"]
professional = ["Lee (designer)"]
id = "drawings"
"""

RULE = Rule(
    code="CP601",
    name="session-removed",
    severity="warning",
    message="The session of {session} was on record before, and is gone.",
    meaning="Under --against: a session that stood before, and was not planned, is gone.",
    why="People came to it. A session that went badly is part of the story, and a record without it tells another one.",
    source=RECORDS,
    remedy="ask those who came whether it may go; until they have said so, put it back.",
    step="ask those who came",
    before=_BEFORE,
    failing=_BEFORE.partition("[[sessions]]")[0],
    passing=_BEFORE,
    check=_check,
)
