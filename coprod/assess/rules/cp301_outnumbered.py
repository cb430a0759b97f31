"""CP301: a phase whose sessions were mostly attended by professionals."""

from collections.abc import Iterator

from coprod.assess.record import people_at_least
from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import REPRESENTATION

#: With fewer people than this, a share says nothing.
_ENOUGH = 4


def _check(evidence: Evidence) -> Iterator[Hit]:
    least = evidence.project.check.community_share
    for record in evidence.phases:
        sessions = evidence.carrying(record.phase)
        community = sum(one.community.total for one in sessions)
        professional = sum(one.professional.total for one in sessions)
        if community < least * (community + professional) and people_at_least(sessions) >= _ENOUGH:
            yield Hit(
                where=evidence.first_session(record.phase),
                phase=record.phase,
                about=[one.session.id for one in sessions],
                words={"community": str(community), "all": str(community + professional)},
            )


FAILING = """
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-09
phase = "co-design"
level = "deciding"
community = ["C1"]
professional = ["Lee (designer)", "Jo (council)", "Kim (planner)"]
"""

RULE = Rule(
    code="CP301",
    name="outnumbered",
    severity="warning",
    message="In the {phase} sessions with partners, the community filled {community} of {all} seats.",
    discreet="In the {phase} sessions with partners, far more people came in a professional capacity.",
    meaning=(
        "Over a phase's partner sessions, itemised and counted, the community's share of attendance is under "
        "community_share, with at least four people: on each side the larger of the distinct persons and the fullest "
        "single session."
    ),
    why=(
        "It is hard to speak as one of few. Deciding beforehand how many should come on each side makes the balance "
        "a choice. Equal numbers are still not equal voice: a share cannot show who spoke."
    ),
    source=REPRESENTATION,
    remedy="ask partners whether the balance is right, and invite more of the community, or fewer professionals.",
    step="even out the room",
    failing=FAILING,
    passing=f"{FAILING}also_present = {{ community = 3 }}\n",
    check=_check,
)
