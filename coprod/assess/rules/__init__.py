"""Every rule, in the order of their codes. A new rule is one module in this folder and one entry in this list."""

from coprod.assess.phases import Status
from coprod.assess.rules import cp101_no_community_partners as cp101
from coprod.assess.rules import cp102_consulted_only as cp102
from coprod.assess.rules import cp103_nothing_logged as cp103
from coprod.assess.rules.base import Rule

RULES: tuple[Rule, ...] = (cp101.RULE, cp102.RULE, cp103.RULE)

#: The rule that says why a phase of this status does not stand.
MISSING: dict[Status, Rule] = {
    "professional-led": cp101.RULE,
    "consulted": cp102.RULE,
    "nothing-logged": cp103.RULE,
}
