"""Every rule, in the order of their codes. Importing a family file declares its rules."""

from coprod.assess.rules import back, balance, changes, file, matters, phases, read_back  # noqa: F401 - importing declares
from coprod.assess.rules.declare import DECLARED, Rule
from coprod.framework import Status

RULES: tuple[Rule, ...] = tuple(sorted(DECLARED, key=lambda declared: declared.code))

BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}

#: The rule that says what the record of a phase of this status does not show.
MISSING: dict[Status, Rule] = {
    "professional-led": phases.no_community_partners,
    "consulted": phases.consulted_only,
    "informed": phases.INFORMED_ONLY,
    "nothing-logged": phases.nothing_logged,
    "took-part": matters.level_not_recorded,
}

#: The rule that is about waivers, and so comes after them.
ABOUT_WAIVERS: Rule = file.waiver_ended

#: The rule that asks for readings, only if somebody wishes for it.
NOT_READ_BACK: Rule = read_back.not_read_back
