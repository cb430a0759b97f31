"""CP602: people who were consulted, or whose part was not known, are partners now."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule, session_named
from coprod.framework import CONSULTED_LEVELS, SHIER, LevelName


def _check(evidence: Evidence) -> Iterator[Hit]:
    if evidence.changes:
        for position, before, after in evidence.changes.sessions.kept:
            if _is_power(after.level) and not _is_power(before.level):
                words = {"session": session_named(after), "was": before.level or "not recorded", "level": after.level}
                yield Hit(where=("sessions", position, "level"), session=after.id, words=words)


def _is_power(level: LevelName | None) -> bool:
    return level is not None and level not in CONSULTED_LEVELS


_BEFORE = """
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-02
phase = "co-design"
level = "considered"
community = ["C1", "C2"]
professional = ["Lee (designer)"]
id = "drawings"
"""

RULE = Rule(
    code="CP602",
    name="level-raised",
    severity="warning",
    message="The level of the session of {session} was {was}, and is {level} now.",
    meaning="Under --against: a session's level was below 4 or not recorded, and is 4 or 5 now.",
    why="How far people's part went is for those who came to say. Raised later, a level turns people into partners.",
    source=SHIER,
    remedy="read the session back with people who were there, and let them say how far their part went.",
    step="read it back",
    before=_BEFORE,
    failing=_BEFORE.replace("considered", "deciding"),
    passing=_BEFORE.replace("considered", "listened"),
    check=_check,
)
