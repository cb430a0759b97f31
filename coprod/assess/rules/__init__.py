"""Every rule, in the order of their codes. A new rule is one module in this folder and one entry in this list."""

from coprod.assess.rules import cp101_no_community_partners as cp101
from coprod.assess.rules import cp102_consulted_only as cp102
from coprod.assess.rules import cp103_nothing_logged as cp103
from coprod.assess.rules import cp104_community_led as cp104
from coprod.assess.rules import cp105_never_together as cp105
from coprod.assess.rules import cp106_evaluation_unplanned as cp106
from coprod.assess.rules import cp107_one_session_for_several as cp107
from coprod.assess.rules import cp201_agenda_already_set as cp201
from coprod.assess.rules import cp202_settled_without_community as cp202
from coprod.assess.rules import cp203_not_agreed_together as cp203
from coprod.assess.rules import cp204_level_not_recorded as cp204
from coprod.assess.rules import cp205_nothing_left_to_decide as cp205
from coprod.assess.rules import cp206_agreed_then_changed as cp206
from coprod.assess.rules import cp207_agreed_afterwards as cp207
from coprod.assess.rules import cp301_outnumbered as cp301
from coprod.assess.rules import cp302_lone_voice as cp302
from coprod.assess.rules import cp303_group_not_heard as cp303
from coprod.assess.rules import cp304_affected_not_named as cp304
from coprod.assess.rules import cp305_nobody_stays as cp305
from coprod.assess.rules import cp306_partners_left as cp306
from coprod.assess.rules import cp307_both_capacities as cp307
from coprod.assess.rules import cp401_nothing_fed_back as cp401
from coprod.assess.rules import cp402_recognition_not_recorded as cp402
from coprod.assess.rules import cp403_community_unpaid as cp403
from coprod.assess.rules import cp404_readiness_not_met as cp404
from coprod.assess.rules import cp405_said_not_answered as cp405
from coprod.assess.rules import cp406_answer_not_told as cp406
from coprod.assess.rules import cp501_accounts_differ as cp501
from coprod.assess.rules import cp502_difference_unanswered as cp502
from coprod.assess.rules import cp503_two_accounts as cp503
from coprod.assess.rules import cp504_read_in_another_wording as cp504
from coprod.assess.rules import cp505_not_read_back as cp505
from coprod.assess.rules import cp601_session_removed as cp601
from coprod.assess.rules import cp602_level_raised as cp602
from coprod.assess.rules import cp603_sides_changed as cp603
from coprod.assess.rules import cp604_voice_removed as cp604
from coprod.assess.rules import cp605_bar_lowered as cp605
from coprod.assess.rules import cp606_added_late as cp606
from coprod.assess.rules import cp607_moved as cp607
from coprod.assess.rules import cp608_rewritten as cp608
from coprod.assess.rules import cp901_future_session as cp901
from coprod.assess.rules import cp902_before_start as cp902
from coprod.assess.rules import cp903_same_person_twice as cp903
from coprod.assess.rules import cp904_personal_data as cp904
from coprod.assess.rules import cp905_unknown_reference as cp905
from coprod.assess.rules import cp906_waiver_ended as cp906
from coprod.assess.rules import cp907_waiver_far as cp907
from coprod.assess.rules import cp908_own_threshold as cp908
from coprod.assess.rules.base import Rule
from coprod.framework import Status

RULES: tuple[Rule, ...] = tuple(
    module.RULE
    for module in (
        cp101,
        cp102,
        cp103,
        cp104,
        cp105,
        cp106,
        cp107,
        cp201,
        cp202,
        cp203,
        cp204,
        cp205,
        cp206,
        cp207,
        cp301,
        cp302,
        cp303,
        cp304,
        cp305,
        cp306,
        cp307,
        cp401,
        cp402,
        cp403,
        cp404,
        cp405,
        cp406,
        cp501,
        cp502,
        cp503,
        cp504,
        cp505,
        cp601,
        cp602,
        cp603,
        cp604,
        cp605,
        cp606,
        cp607,
        cp608,
        cp901,
        cp902,
        cp903,
        cp904,
        cp905,
        cp906,
        cp907,
        cp908,
    )
)

#: The rule that says what the record of a phase of this status does not show.
MISSING: dict[Status, Rule] = {
    "professional-led": cp101.RULE,
    "consulted": cp102.RULE,
    "nothing-logged": cp103.RULE,
    "took-part": cp204.RULE,
}

#: The rule that is about waivers, and so comes after them.
ABOUT_WAIVERS: Rule = cp906.RULE
