"""CP202: a matter that was settled without those whom it concerns."""

from coprod.assess.rules.base import Rule
from coprod.assess.rules.settled_apart import without_partners
from coprod.framework import FUTURE_OF_LONDON

RULE = Rule(
    code="CP202",
    name="settled-without-community",
    severity="warning",
    message='"{matter}" was settled on {day} in a session without community partners on record.',
    meaning=(
        "A matter (other than those of CP201) was settled without a partner, is not given, "
        "and was not settled again with partners later."
    ),
    why=(
        "Co-production moves the power to decide. Where decisions are made in other rooms, "
        "the word covers something that did not happen."
    ),
    source=FUTURE_OF_LONDON,
    remedy=(
        "bring it to a session with community partners, with reasons; "
        "where it was fixed from outside, say so under [project.given]."
    ),
    failing="""
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
""",
    passing="""
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-09
phase = "co-design"
level = "deciding"
community = ["C1", "C2"]
professional = ["Lee (designer)"]
settled = { ideas = "Raised beds" }
""",
    check=without_partners,
)
