"""CP104: a phase that the community carries by itself."""

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import BOVAIRD


def _check(evidence: Evidence) -> list[Hit]:
    return [
        Hit(where=evidence.first_session(record.phase), phase=record.phase)
        for record in evidence.phases
        if record.status == "community-led"
    ]


FAILING = """
[project]
name = "Riverside garden"
affected = ["tenants"]

[[sessions]]
date = 2026-04-11
phase = "co-delivery"
level = "shared-power"
community = ["C1", "C2"]
"""

RULE = Rule(
    code="CP104",
    name="community-led",
    severity="note",
    message="The community led {phase}: no professional is on record in any session.",
    message_of_several="The community led {phases}: no professional is on record in any session.",
    meaning="A phase has at least one community partner, and no professional in any of its sessions.",
    why=(
        "Provision that a community organises for itself is a legitimate thing of its own, and no fault. "
        "It is told because it is not the same as working together."
    ),
    source=BOVAIRD,
    remedy="ask those who led it whether it should stay so; if professionals came too, add them.",
    step="keep going",
    failing=FAILING,
    passing=f'{FAILING}professional = ["Lee (designer)"]\n',
    check=_check,
)
