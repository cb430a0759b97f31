"""CP107: several phases that stand on one and the same session."""

from collections import defaultdict
from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule, session_named
from coprod.framework import PHASES, ROPER


def _check(evidence: Evidence) -> Iterator[Hit]:
    phases_on: dict[int, list[str]] = defaultdict(list)
    for phase in PHASES:
        carrying = evidence.carrying(phase)
        if len(carrying) == 1:
            phases_on[carrying[0].position].append(phase)
    for position, phases in phases_on.items():
        if len(phases) > 1:
            session = evidence.project.sessions[position]
            words = {"session": session_named(session), "these": " and ".join(phases)}
            yield Hit(where=("sessions", position), session=session.id, words=words)


FAILING = """
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-09
phase = ["co-planning", "co-design"]
level = "deciding"
community = ["C1", "C2"]
professional = ["Lee (designer)"]
"""

RULE = Rule(
    code="CP107",
    name="one-session-for-several",
    severity="note",
    message="The session of {session} is the only one with partners for {these}.",
    meaning="Two or more phases stand on one session each, and it is the same.",
    why=(
        "Phases overlap, and one good day can serve several of them. Each still exists to agree things of its own, "
        "which takes time."
    ),
    source=ROPER,
    remedy="ask those who came whether one session was enough for all of this.",
    step="ask what each phase had",
    failing=FAILING,
    passing=FAILING.replace('["co-planning", "co-design"]', '"co-design"'),
    check=_check,
)
