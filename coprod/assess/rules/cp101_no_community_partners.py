"""CP101: a phase in which only professionals are recorded."""

from coprod.assess.rules.base import Rule
from coprod.assess.rules.coverage import judged_phases_that_are
from coprod.framework import ROPER

FAILING = """
[project]
name = "Riverside garden"
claim = ["co-design"]

[[sessions]]
date = 2026-02-02
phase = "co-design"
professional = ["Jo (council)"]
"""

RULE = Rule(
    code="CP101",
    name="no-community-partners",
    severity="error",
    message="Only professionals are on record in {phase}.",
    message_of_several="Only professionals are on record in {phases}.",
    meaning="A judged phase is professional-led: it has sessions, and no community participant in any of them.",
    why=(
        "Co-production means that the people concerned take part as equals in all four phases. "
        "Where only professionals are on record, the phase was done for people and not with them, "
        "or those who came were not written down."
    ),
    source=ROPER,
    remedy="ask community people to a session, and go over what was decided together; if some came, add them.",
    step="invite community people",
    failing=FAILING,
    passing=FAILING.replace("professional =", 'level = "deciding"\ncommunity = ["C1", "C2"]\nprofessional ='),
    check=judged_phases_that_are("professional-led"),
)
