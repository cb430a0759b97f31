"""CP201: what was to be planned together was settled before anyone was invited."""

from coprod.assess.rules.base import Rule
from coprod.assess.rules.settled_apart import before_partners
from coprod.framework import PRE_PRODUCE

RULE = Rule(
    code="CP201",
    name="agenda-already-set",
    severity="warning",
    message='"{matter}" was settled on {day}, before any session that has community partners on record.',
    meaning=(
        "A co-planning matter was settled without a partner before the first session that had one (or in a project "
        "where none ever had), is not given, and was not settled again with partners later. "
        "A session of the same day does not count as before."
    ),
    why=(
        "Those who set the question keep the power over the answer. People are often invited when the agenda and the "
        "boundaries are already drawn."
    ),
    source=PRE_PRODUCE,
    remedy="open it again with community partners; where it was fixed from outside, say so under [project.given].",
    failing="""
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-01-05
phase = "co-planning"
professional = ["Jo (council)"]
settled = { problem = "The yard is unsafe after dark" }

[[sessions]]
date = 2026-01-12
phase = "co-planning"
level = "deciding"
community = ["C1", "C2"]
professional = ["Jo (council)"]
""",
    passing="""
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-01-05
phase = "co-planning"
professional = ["Jo (council)"]
settled = { problem = "The yard is unsafe after dark" }

[[sessions]]
date = 2026-01-12
phase = "co-planning"
level = "deciding"
community = ["C1", "C2"]
professional = ["Jo (council)"]
settled = { problem = "The yard is nobody's" }
""",
    check=before_partners,
)
