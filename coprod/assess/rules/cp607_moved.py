"""CP607: a session on record has another day or other phases than before."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule, session_named
from coprod.framework import RECORDS
from coprod.model import Session


def _check(evidence: Evidence) -> Iterator[Hit]:
    if not evidence.changes:
        return
    for position, before, after in evidence.changes.sessions.kept:
        planned = min(before.date, after.date) > evidence.today
        if not planned and _place(before) != _place(after):
            words = {"session": session_named(before), "was": _in_words(before), "now": _in_words(after)}
            yield Hit(where=("sessions", position), session=after.id, words=words)


def _place(session: Session) -> tuple[object, ...]:
    return session.date, frozenset(session.phase)


def _in_words(session: Session) -> str:
    return f"{session.date} for {' and '.join(session.phase)}"


_BEFORE = """
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-02
phase = "co-design"
level = "deciding"
community = ["C1", "C2"]
professional = ["Lee (designer)"]
id = "drawings"
"""

RULE = Rule(
    code="CP607",
    name="moved",
    severity="warning",
    message="The session of {session} stood on record as {was}, and stands as {now}.",
    meaning=(
        "Under --against: the date or the phases of a session that stood before changed; not where it was and is "
        "planned."
    ),
    why="When people came, and to what, decides whether they were there before things were fixed.",
    source=RECORDS,
    remedy="ask those who came when it was, and what it was about.",
    step="ask when it was",
    before=_BEFORE,
    failing=_BEFORE.replace("2026-02-02", "2026-01-02"),
    passing=_BEFORE.replace("2026-02-02", "2026-02-02 # a Monday"),
    check=_check,
)
