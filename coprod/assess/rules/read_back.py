"""What the rules about readings share: how a difference is named, and which of them contest a phase's standing."""

from coprod.assess.rules.base import Evidence, Hit, session_named
from coprod.assess.voices import ReadingRecord
from coprod.framework import LEVELS, LevelName, PhaseName

#: A project with one session, which those who were there read back and put at another level.
DIFFERS = """
[project]
name = "Riverside garden"
claim = ["co-design"]

[[sessions]]
date = 2026-02-09
phase = "co-design"
level = "deciding"
title = "Choosing the beds"
community = ["C1", "C2"]
professional = ["Lee (designer)"]
id = "beds"

[[readings]]
session = "beds"
date = 2026-02-16
read = "89f477b7051e"
readers = 2
said = "differs"
level = "considered"
id = "different"
"""


def contested(evidence: Evidence) -> list[PhaseName]:
    """The judged phases whose standing is contested."""
    return [record.phase for record in evidence.phases if record.contested and record.phase in evidence.judged]


def contesting(evidence: Evidence) -> list[ReadingRecord]:
    """The readings on which it rests that a judged phase is contested."""
    sessions = {one.session.id for phase in contested(evidence) for one in evidence.carrying(phase)}
    return [one for one in evidence.readings if one.disputes and one.reading.session in sessions]


def about_reading(record: ReadingRecord) -> Hit:
    """A finding about one reading, at its place in the file."""
    session = session_named(record.session) if record.session else "that is no longer in the file"
    return Hit(
        where=("readings", record.position),
        session=record.reading.session,
        words={"session": session, "account": _account(record)},
    )


def _account(record: ReadingRecord) -> str:
    """What the readers say beside what is recorded. Their words stand elsewhere, where they agreed to that."""
    level = record.reading.level
    if level is None:
        return "they say so in their own words"
    recorded = record.session.level if record.session else None
    beside = f"and the record says {_level_named(recorded)}" if recorded else "and the record has no level"
    return f"they put it at {_level_named(level)}, {beside}"


def _level_named(level: LevelName) -> str:
    return f"{level} ({LEVELS[level].number} of 5)"
