"""CP202: a matter that was settled without those whom it concerns."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.assess.rules.settlements import hit, settled_apart
from coprod.framework import FUTURE_OF_LONDON


def _check(evidence: Evidence) -> Iterator[Hit]:
    for matter, standing in settled_apart(evidence).items():
        yield hit(evidence, matter, standing.apart)


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
date = 2026-02-16
phase = "co-design"
professional = ["Lee (designer)"]
settled = { ideas = "Raised beds" }
"""

RULE = Rule(
    code="CP202",
    name="settled-without-community",
    severity="warning",
    message='"{matter}" was settled on {days} without community partners.{consulted}',
    meaning=(
        "A matter's last settling was apart: in a session without community people, or where they were consulted. It "
        "is not given, and neither CP201 nor CP206 speaks of it."
    ),
    why=(
        "Co-production moves the power to decide. Where decisions are made in other rooms, "
        "the word covers something that did not happen."
    ),
    source=FUTURE_OF_LONDON,
    remedy="bring it to a session with community partners, and say why it was settled without them.",
    step="open it up again",
    failing=FAILING,
    passing=FAILING.replace(
        'professional = ["Lee (designer)"]\nsettled', 'level = "deciding"\ncommunity = ["C1"]\nsettled'
    ),
    check=_check,
)
