"""CP206: a matter that was agreed together, and settled otherwise without partners afterwards."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.assess.rules.settlements import changed, hit
from coprod.framework import FUTURE_OF_LONDON


def _check(evidence: Evidence) -> Iterator[Hit]:
    for matter, standing in changed(evidence).items():
        yield hit(evidence, matter, standing.apart_since, agreed=str(standing.last_together))


FAILING = """
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-09
phase = "co-design"
level = "deciding"
community = ["C1", "C2"]
professional = ["Lee (designer)"]
settled = { ideas = "Raised beds" }

[[sessions]]
date = 2026-02-16
phase = "co-design"
professional = ["Lee (designer)"]
settled = { ideas = "Paving" }
"""

RULE = Rule(
    code="CP206",
    name="agreed-then-changed",
    severity="warning",
    message=(
        '"{matter}" was agreed together on {agreed}, and settled again on {days} without community partners.{consulted}'
    ),
    meaning="A matter was settled together, on a later day apart, and not together since. It is not given.",
    why=(
        "What people agreed and then find changed without them is worse than what was never asked: it teaches that "
        "agreeing makes no difference."
    ),
    source=FUTURE_OF_LONDON,
    remedy="go back to those who agreed it, say what changed and why, and decide it with them again.",
    step="say why it changed",
    failing=FAILING,
    passing=FAILING.replace("2026-02-16", "2026-02-09"),
    check=_check,
)
