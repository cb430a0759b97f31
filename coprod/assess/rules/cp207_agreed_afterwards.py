"""CP207: a matter that was settled without partners first, and agreed with them afterwards."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.assess.rules.settlements import hit
from coprod.framework import PRE_PRODUCE


def _check(evidence: Evidence) -> Iterator[Hit]:
    for matter, standing in evidence.matters.items():
        before = standing.apart_before
        if before and not standing.apart_since:
            agreed = min(one.day for one in standing.settlements if one.how == "together" and one.day > before[-1].day)
            yield hit(evidence, matter, before, agreed=str(agreed))


FAILING = """
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-09
phase = "co-design"
professional = ["Lee (designer)"]
settled = { ideas = "Paving" }

[[sessions]]
date = 2026-02-16
phase = "co-design"
level = "deciding"
community = ["C1", "C2"]
professional = ["Lee (designer)"]
settled = { ideas = "Raised beds" }
"""

RULE = Rule(
    code="CP207",
    name="agreed-afterwards",
    severity="note",
    message='"{matter}" was settled on {days} without community partners, and agreed together on {agreed}.',
    meaning="A matter was settled apart, together on a later day, and not apart since. It is not given.",
    why=(
        "Opening again what was settled is good practice. Agreeing to what others had settled already is not the same "
        "as deciding it, and only those who were there can say which it was."
    ),
    source=PRE_PRODUCE,
    remedy="ask partners whether they could still have changed it.",
    step="ask if it was open",
    failing=FAILING,
    passing=FAILING.replace("2026-02-16", "2026-02-09"),
    check=_check,
)
