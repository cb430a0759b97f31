"""CP203: matters of a phase that are still open, or were settled apart."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.assess.rules.settlements import changed, settled_apart, settled_early
from coprod.framework import PHASES, ROPER


def _check(evidence: Evidence) -> Iterator[Hit]:
    spoken_of = {
        *evidence.project.project.given,
        *settled_early(evidence),
        *settled_apart(evidence),
        *changed(evidence),
    }
    for record in evidence.phases:
        agreed = spoken_of.union(record.settled_together)
        left = [matter for matter in PHASES[record.phase].matters if matter not in agreed] if record.stands else []
        if left:
            where = evidence.first_session(record.phase)
            yield Hit(where=where, phase=record.phase, words={"matters": ", ".join(left)})


FAILING = """
[project]
name = "Riverside garden"

[project.given]
definition = "The yard belongs to the council"

[[sessions]]
date = 2026-02-09
phase = "co-design"
level = "deciding"
community = ["C1", "C2"]
professional = ["Lee (designer)"]
settled = { ideas = "Raised beds" }
"""

RULE = Rule(
    code="CP203",
    name="not-agreed-together",
    severity="note",
    message="Not yet agreed together in {phase}: {matters}.",
    meaning=(
        "A phase stands, and some of its matters are neither settled together nor given, nor told of by CP201, CP202 "
        "or CP206."
    ),
    why=(
        "Each phase exists to agree certain things together. A list of meetings does not say whether they were agreed."
    ),
    source=ROPER,
    remedy="ask partners which of these should still be agreed together; not every project needs all of them.",
    step="agree what is left",
    failing=FAILING,
    passing=FAILING.replace('Raised beds"', 'Raised beds", testing = "Chalk on the yard for a week"'),
    check=_check,
)
