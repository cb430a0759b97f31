"""CP606: a session that was written down long after it took place."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule, session_named
from coprod.framework import OXFORD_LOG


def _check(evidence: Evidence) -> Iterator[Hit]:
    if not evidence.changes:
        return
    stood = [one.date for one in evidence.changes.before.sessions if one.date <= evidence.today]
    if not stood:
        return
    for position, session in evidence.changes.sessions.added:
        if (max(stood) - session.date).days > evidence.project.check.feedback_days:
            words = {"session": session_named(session), "latest": str(max(stood))}
            yield Hit(where=("sessions", position), session=session.id, words=words)


_BEFORE = """
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-05-04
phase = "co-design"
level = "deciding"
community = ["C1", "C2"]
professional = ["Lee (designer)"]
id = "drawings"
"""
_ADDED = """
[[sessions]]
date = 2026-02-02
phase = "co-design"
level = "deciding"
community = ["C1", "C2"]
professional = ["Lee (designer)"]
id = "walk"
"""

RULE = Rule(
    code="CP606",
    name="added-late",
    severity="note",
    message="The session of {session} was added after one of {latest} was on record.",
    meaning=(
        "Under --against: an added session is dated more than feedback_days before the latest session, not planned, "
        "that stood before."
    ),
    why="People forget what happened. What is written down at once is worth more than what is written for a sign-off.",
    source=OXFORD_LOG,
    remedy="read it back with people who were there, since it was written down from memory.",
    step="read it back",
    before=_BEFORE,
    failing=_BEFORE + _ADDED,
    passing=_BEFORE + _ADDED.replace("2026-02-02", "2026-04-20"),
    check=_check,
)
