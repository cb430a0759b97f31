"""CP608: what a session on record settled, heard or fed back on has changed."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule, session_named
from coprod.framework import RECORDS
from coprod.model import Session


def _check(evidence: Evidence) -> Iterator[Hit]:
    if not evidence.changes:
        return
    for position, before, after in evidence.changes.sessions.kept:
        was, now = _content(before), _content(after)
        changed = [field for field in was if was[field] != now[field]]
        if changed:
            words = {"session": session_named(after), "fields": " and ".join(changed)}
            yield Hit(where=("sessions", position), session=after.id, words=words)


def _content(session: Session) -> dict[str, object]:
    """What can be rewritten, by its key in the file; the order in which things stand says nothing."""
    return {"settled": session.settled, "heard": set(session.heard), "feeds_back": set(session.feeds_back)}


_BEFORE = """
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-02
phase = "co-design"
level = "deciding"
community = ["C1", "C2"]
professional = ["Lee (designer)"]
settled = { ideas = "Beds along the wall" }
id = "drawings"
"""

RULE = Rule(
    code="CP608",
    name="rewritten",
    severity="note",
    message="What the session of {session} says under {fields} has changed.",
    meaning="Under --against: what a session that stood before settled, heard or fed back on changed.",
    why="A decision that reads otherwise later may be a mended typing error, or another decision.",
    source=RECORDS,
    remedy="read the new words to people who were there.",
    step="read it back",
    before=_BEFORE,
    failing=_BEFORE.replace("Beds along the wall", "A car park"),
    passing=_BEFORE.replace('id = "drawings"', 'note = "Rain"\nid = "drawings"'),
    check=_check,
)
