"""Every rule, in the order of their codes. A new rule is one module in this folder and one entry in this list."""

from coprod.assess.phases import Status
from coprod.assess.rules import cp101_no_community_partners as cp101
from coprod.assess.rules import cp102_consulted_only as cp102
from coprod.assess.rules import cp103_nothing_logged as cp103
from coprod.assess.rules import cp104_community_led as cp104
from coprod.assess.rules import cp105_never_together as cp105
from coprod.assess.rules import cp106_evaluation_unplanned as cp106
from coprod.assess.rules import cp201_agenda_already_set as cp201
from coprod.assess.rules import cp202_settled_without_community as cp202
from coprod.assess.rules import cp203_not_agreed_together as cp203
from coprod.assess.rules import cp204_level_not_recorded as cp204
from coprod.assess.rules import cp301_outnumbered as cp301
from coprod.assess.rules import cp302_lone_voice as cp302
from coprod.assess.rules import cp303_group_not_heard as cp303
from coprod.assess.rules import cp304_affected_not_named as cp304
from coprod.assess.rules import cp305_nobody_stays as cp305
from coprod.assess.rules import cp401_nothing_fed_back as cp401
from coprod.assess.rules import cp402_recognition_not_recorded as cp402
from coprod.assess.rules import cp403_community_unpaid as cp403
from coprod.assess.rules import cp404_readiness_not_met as cp404
from coprod.assess.rules import cp901_future_session as cp901
from coprod.assess.rules import cp902_before_start as cp902
from coprod.assess.rules import cp903_same_person_twice as cp903
from coprod.assess.rules import cp904_personal_data as cp904
from coprod.assess.rules import cp905_unknown_reference as cp905
from coprod.assess.rules import cp906_waiver_ended as cp906
from coprod.assess.rules.base import Rule

RULES: tuple[Rule, ...] = (
    cp101.RULE,
    cp102.RULE,
    cp103.RULE,
    cp104.RULE,
    cp105.RULE,
    cp106.RULE,
    cp201.RULE,
    cp202.RULE,
    cp203.RULE,
    cp204.RULE,
    cp301.RULE,
    cp302.RULE,
    cp303.RULE,
    cp304.RULE,
    cp305.RULE,
    cp401.RULE,
    cp402.RULE,
    cp403.RULE,
    cp404.RULE,
    cp901.RULE,
    cp902.RULE,
    cp903.RULE,
    cp904.RULE,
    cp905.RULE,
    cp906.RULE,
)

#: The rule that says why a phase of this status does not stand.
MISSING: dict[Status, Rule] = {
    "professional-led": cp101.RULE,
    "consulted": cp102.RULE,
    "nothing-logged": cp103.RULE,
}

#: The rule that is about waivers, and so comes after them.
ABOUT_WAIVERS: Rule = cp906.RULE
