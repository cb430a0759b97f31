"""CP103: a phase of which the record says nothing."""

from coprod.assess.rules.base import Rule
from coprod.assess.rules.coverage import judged_phases_that_are
from coprod.framework import ROPER

FAILING = """
[project]
name = "Riverside garden"
claim = ["co-design", "co-delivery"]

[[sessions]]
date = 2026-02-02
phase = "co-design"
level = "deciding"
community = ["C1", "C2"]
professional = ["Jo (council)"]
"""

RULE = Rule(
    code="CP103",
    name="nothing-logged",
    severity="error",
    message="Nothing is logged yet for {phase}.",
    message_of_several="Nothing is logged yet for {phases}.",
    meaning="A judged phase has no session up to today. That says nothing about whether anyone came.",
    why=(
        "A claim of co-production covers all four phases, from planning to evaluation. "
        "A phase without a record may be still to come, or not be written down; either way it cannot be shown."
    ),
    source=ROPER,
    remedy="log the sessions that were held, or plan the first one with community people.",
    step="log or plan it",
    failing=FAILING,
    passing=FAILING.replace(', "co-delivery"', ""),
    check=judged_phases_that_are("nothing-logged"),
)
