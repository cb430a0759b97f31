"""CP102: a phase in which community people were asked, and did not decide."""

from coprod.assess.rules.base import Rule
from coprod.assess.rules.coverage import judged_phases_that_are
from coprod.framework import SHIER

FAILING = """
[project]
name = "Riverside garden"
claim = ["co-design"]

[[sessions]]
date = 2026-02-02
phase = "co-design"
level = "considered"
community = ["C1", "C2"]
professional = ["Jo (council)"]
"""

RULE = Rule(
    code="CP102",
    name="consulted-only",
    severity="error",
    message="No {phase} session says that community people helped to decide.",
    message_of_several="No session of {phases} says that community people helped to decide.",
    meaning=(
        "A judged phase is consulted: community people took part, and in every such session the recorded level is "
        "listened, supported or considered."
    ),
    why=(
        "Being asked is not the same as taking part in the decision. Consultation can be right and done well; "
        "it is not co-production, and calling it so uses people's names for a decision that others made."
    ),
    source=SHIER,
    remedy="bring what is still to be decided to a session in which community people help to decide.",
    step="decide it together",
    failing=FAILING,
    passing=FAILING.replace("considered", "deciding"),
    check=judged_phases_that_are("consulted"),
)
