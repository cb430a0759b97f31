"""CP307: people who are on record in both capacities."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import ROPER, SIDES


def _check(evidence: Evidence) -> Iterator[Hit]:
    community, professional = (
        {person for one in evidence.sessions for person in one.side(side).people} for side in SIDES
    )
    both = community & professional
    if both:
        theirs = [one for one in evidence.sessions if both & (one.community.people | one.professional.people)]
        yield Hit(
            where=("sessions", theirs[0].position),
            about=[one.session.id for one in theirs],
            words={"who": "One person" if len(both) == 1 else f"{len(both)} people"},
        )


FAILING = """
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-09
phase = "co-design"
level = "deciding"
community = ["C1", "C2"]
professional = ["C1", "Lee (designer)"]
"""

RULE = Rule(
    code="CP307",
    name="both-capacities",
    severity="note",
    message="{who} came both as a community member and as a professional.",
    discreet="Somebody came both as a community member and as a professional.",
    meaning="Somebody is on record on both sides, in one session or over several. They count on each.",
    why=(
        "A side is the capacity in which someone came. A peer worker may hold both, and it is worth saying, since a "
        "seat of the community that a member of staff fills is not the community's."
    ),
    source=ROPER,
    remedy="ask them in which capacity they came each time.",
    step="ask how it felt",
    failing=FAILING,
    passing=FAILING.replace('"C1", "Lee', '"Lee'),
    check=_check,
)
