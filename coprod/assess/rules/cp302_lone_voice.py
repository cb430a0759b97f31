"""CP302: a phase that stands on one community partner."""

from coprod.assess.record import people_at_least
from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import FOUR_PI

#: In a project of so few, one voice is not alone.
_FEW = 4


def _check(evidence: Evidence) -> list[Hit]:
    return [
        Hit(
            where=evidence.first_session(record.phase),
            phase=record.phase,
            about=[one.session.id for one in evidence.carrying(record.phase)],
        )
        for record in evidence.phases
        if record.stands and record.partners.people == 1 and not record.partners.counted
        if people_at_least(evidence.sessions) > _FEW
    ]


FAILING = """
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-09
phase = "co-design"
level = "deciding"
community = ["C1"]
professional = ["Lee (designer)"]

[[sessions]]
date = 2026-04-11
phase = "co-delivery"
level = "shared-power"
community = ["C1", "C2", "C3"]
professional = ["Lee (designer)", "Jo (council)"]
"""

RULE = Rule(
    code="CP302",
    name="lone-voice",
    severity="warning",
    message="Only one community partner is on record in {phase}.",
    message_of_several="Only one community partner is on record in each of {phases}.",
    discreet="Very few community partners are on record in {phase}.",
    meaning=(
        "A phase stands on exactly one distinct community partner and nobody counted, "
        "in a project of more than four people: on each side the larger of the distinct persons and the fullest single "
        "session."
    ),
    why="One person cannot speak for everyone concerned, and should not be asked to.",
    source=FOUR_PI,
    remedy="ask that partner who else should come, and what would make it easy for them.",
    step="invite a second voice",
    failing=FAILING,
    passing=FAILING.replace('["C1"]', '["C1", "C2"]'),
    check=_check,
)
