"""CP305: new community partners in every phase, and none who stays."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import PHASES, RELATIONSHIPS


def _check(evidence: Evidence) -> Iterator[Hit]:
    by_phase = [frozenset().union(*(one.community.people for one in evidence.carrying(phase))) for phase in PHASES]
    phases = sum(map(bool, by_phase))
    if phases > 1 and len(frozenset().union(*by_phase)) == sum(map(len, by_phase)):
        yield Hit(words={"count": str(phases)})


FAILING = """
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-09
phase = "co-design"
level = "deciding"
community = ["C1", "C2"]
professional = ["Lee (designer)"]

[[sessions]]
date = 2026-04-11
phase = "co-delivery"
level = "shared-power"
community = ["C3", "C4"]
professional = ["Lee (designer)"]
"""

RULE = Rule(
    code="CP305",
    name="nobody-stays",
    severity="warning",
    message="{count} phases have community partners, and no partner is on record in more than one of them.",
    meaning="At least two phases have itemised partners, and nobody is in more than one of them.",
    why=(
        "Trust and understanding grow with time. Where partners change with every phase, "
        "only the professionals know how one decision led to the next."
    ),
    source=RELATIONSHIPS,
    remedy="ask earlier partners whether they would like to go on, and what would help them to.",
    step="ask who would stay",
    failing=FAILING,
    passing=FAILING.replace("C3", "C1"),
    check=_check,
)
