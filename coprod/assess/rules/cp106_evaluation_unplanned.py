"""CP106: a project that is being delivered, and has not begun to think about its evaluation."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import EVALUATION_REVIEW, PHASES


def _check(evidence: Evidence) -> Iterator[Hit]:
    begun = any(one.session.date <= evidence.today for one in evidence.by_phase["co-delivery"])
    if not begun or evidence.by_phase["co-evaluation"]:
        return
    matters = PHASES["co-evaluation"].matters
    if not any(matter in one.settled for one in evidence.project.sessions for matter in matters):
        yield Hit(where=evidence.first_session("co-delivery"), phase="co-evaluation")


RULE = Rule(
    code="CP106",
    name="evaluation-unplanned",
    severity="warning",
    message="co-delivery has begun, and nothing is on record yet of how the project will be evaluated together.",
    meaning=(
        "Co-delivery has begun, and there is neither a co-evaluation session nor any co-evaluation matter settled."
    ),
    why=(
        "Evaluation is the phase that is most often done without the people concerned, "
        "and what counts as success is hard to agree fairly once the results are in."
    ),
    source=EVALUATION_REVIEW,
    remedy="agree with community partners now what would count as success, and record it with --settled success=...",
    failing="""
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-04-11
phase = "co-delivery"
level = "shared-power"
community = ["C1", "C2"]
professional = ["Lee (designer)"]
""",
    passing="""
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-04-11
phase = "co-delivery"
level = "shared-power"
community = ["C1", "C2"]
professional = ["Lee (designer)"]
settled = { success = "People walk through it at night" }
""",
    check=_check,
)
