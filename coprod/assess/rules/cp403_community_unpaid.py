"""CP403: professionals attend as part of their work, and the community for nothing."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import PAYMENT


def _check(evidence: Evidence) -> Iterator[Hit]:
    """Once for the project, and once for each session that says so by itself."""
    together = [one for one in evidence.sessions if one.community and one.professional]
    ruled = [one.session.id for one in together if one.session.recognition is None]
    if evidence.project.project.recognition == "none" and ruled:
        yield Hit(where=("project", "recognition"), about=ruled)
    for one in together:
        if one.session.recognition == "none":
            yield Hit(where=("sessions", one.position, "recognition"), session=one.session.id)


FAILING = """
[project]
name = "Riverside garden"
recognition = "none"

[[sessions]]
date = 2026-02-09
phase = "co-design"
level = "deciding"
community = ["C1", "C2"]
professional = ["Lee (designer)"]

[[sessions]]
date = 2026-02-16
phase = "co-design"
level = "deciding"
community = ["C1", "C2"]
professional = ["Lee (designer)"]
recognition = "voucher"
"""

RULE = Rule(
    code="CP403",
    name="community-unpaid",
    severity="warning",
    message="Community people get nothing for their time, in sessions that professionals attend too.",
    meaning="Recognition is none while professionals attend.",
    why=(
        "Nobody should be worse off for taking part. Where some are at work and others give their evening, the terms "
        "are not equal. Voluntary and declined are answers of their own."
    ),
    source=PAYMENT,
    remedy="agree with community partners what would be fair, and offer it before the next session.",
    step="offer fair terms",
    failing=FAILING,
    passing=FAILING.replace('recognition = "none"', 'recognition = "paid"'),
    check=_check,
)
