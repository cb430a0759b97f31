"""CP603: more community people, or fewer professionals, than a session had before."""

from collections.abc import Iterator

from coprod.assess.record import Attended, attended
from coprod.assess.rules.base import Evidence, Hit, Rule, session_named
from coprod.framework import REPRESENTATION, SIDES, Side


def _check(evidence: Evidence) -> Iterator[Hit]:
    if not evidence.changes:
        return
    before = {one.session.id: one for one in attended(evidence.changes.before)}
    after = attended(evidence.changes.after)
    for pair in evidence.changes.sessions.kept:
        was, now = _sides(before[pair.before.id]), _sides(after[pair.position])
        if now["community"] > was["community"] or now["professional"] < was["professional"]:
            words = {"session": session_named(pair.after), "was": _in_words(was), "now": _in_words(now)}
            yield Hit(where=("sessions", pair.position), session=pair.after.id, words=words)


def _sides(attended: Attended) -> dict[Side, int]:
    """How many people came on each side, itemised and counted together."""
    return {side: attended.side(side).total for side in SIDES}


def _in_words(sides: dict[Side, int]) -> str:
    return f"{sides['community']} community and {sides['professional']} professional"


_BEFORE = """
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-02
phase = "co-design"
level = "deciding"
community = ["C1"]
professional = ["Lee (designer)", "Jo (council)"]
id = "drawings"
"""

RULE = Rule(
    code="CP603",
    name="sides-changed",
    severity="warning",
    message="Who came to the session of {session} has changed: {was} before, {now} now.",
    discreet="Who came to a session has changed: there are more community people, or fewer professionals, than before.",
    meaning="Under --against: a session that stood has more community people, or fewer professionals, than it had.",
    why="The balance of a room is the first thing that a record shows. Changed later, it can turn a majority around.",
    source=REPRESENTATION,
    remedy="ask those who were there who came, and in what capacity.",
    step="ask who came",
    before=_BEFORE,
    failing=_BEFORE.replace('["C1"]', '["C1", "C2"]'),
    passing=_BEFORE.replace('["C1"]', '["Amina"]'),
    check=_check,
)
