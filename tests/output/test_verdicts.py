"""What the headline says, and what every account says after it."""

from typing import Any

import pytest

from coprod.assess import Assessment
from coprod.framework import PHASES
from coprod.output.verdicts import after_verdict, headline, matrix, unjudged
from tests.conftest import document, example, print_of, session
from tests.output.judged import judged
from tests.output.reading_age import reading_age

ALL = tuple(PHASES)


def together(*phases: str) -> str:
    return "".join(session(phase, who=["A", "p:B"], level="deciding") for phase in phases)


def consulted(*phases: str) -> str:
    return "".join(session(phase, who=["A", "p:B"], level="considered") for phase in phases)


CLAIMS_DESIGN = '[project]\nname = "T"\nclaim = ["co-design"]\n'
CLAIMS_NONE = '[project]\nname = "T"\nclaim = []\n'


@pytest.mark.parametrize(
    ("text", "gate", "words"),
    [
        (together(*ALL), {}, "Co-produced, as recorded. Community partners took part in all four phases."),
        (
            "".join(session(phase, who=["A"], level="deciding") for phase in ALL),
            {},
            (
                "Community-led, as recorded. All four phases have community partners, and no professional is on "
                "record. That is a way of working of its own, and no fault."
            ),
        ),
        (
            session("co-planning", who=["p:B"]) + consulted("co-design") + together("co-evaluation"),
            {},
            (
                "Not truly co-produced, as recorded. It is missing community partners in co-planning (none recorded) "
                "and co-design (consulted only); nothing on record yet for co-delivery. So far, co-evaluation stands."
            ),
        ),
        (
            together("co-planning", "co-design"),
            {},
            (
                "Not truly co-produced yet, as recorded: nothing is on record for co-delivery and co-evaluation. "
                "So far, co-planning and co-design stand."
            ),
        ),
        ("", {}, "Not truly co-produced yet, as recorded: nothing is on record for any of the four phases."),
        (consulted(*ALL), {}, "Not truly co-produced, as recorded: consulted in all four phases."),
        (
            CLAIMS_NONE + consulted(*ALL),
            {},
            (
                "Not truly co-produced, as recorded: consulted in all four phases. The project claims no phase, so the "
                "gate judges nothing. Consulting openly can be right."
            ),
        ),
        (
            together("co-planning", "co-delivery", "co-evaluation") + session("co-design", who=["A", "p:B"]),
            {},
            (
                "Cannot tell, as recorded: levels are missing. People took part in co-design, and no level says how "
                "far their part went."
            ),
        ),
        (
            session("co-design", who=["A", "p:B"]),
            {},
            (
                "Not truly co-produced yet, as recorded: nothing is on record for co-planning, co-delivery and "
                "co-evaluation. People took part in co-design, and no level says how far their part went."
            ),
        ),
        (
            together("co-design"),
            {"so_far": True},
            (
                "Not truly co-produced yet, as recorded: nothing is on record for co-planning, co-delivery and "
                "co-evaluation. So far, co-design stands. Not judged in this run: co-planning, co-delivery and "
                "co-evaluation."
            ),
        ),
        (
            "",
            {"so_far": True},
            (
                "Not truly co-produced yet, as recorded: nothing is on record for any of the four phases. "
                "Nothing is judged yet."
            ),
        ),
        (
            CLAIMS_DESIGN + together("co-design"),
            {},
            (
                "Not truly co-produced yet, as recorded: nothing is on record for co-planning, co-delivery and "
                "co-evaluation. The claim stands: co-design. It covers less than all four phases, so the project is "
                "not called co-produced."
            ),
        ),
    ],
)
def test_the_headline_says_as_recorded_and_parts_what_is_on_record_from_what_is_not(
    text: str, gate: dict[str, Any], words: str
) -> None:
    assert headline(judged(text, **gate)) == words


READ = """
[[readings]]
session = "there"
date = 2026-06-01
read = "{read}"
readers = 3
said = "{said}"
{level}
id = "r"
"""


def read_back(said: str, level: str = "", more: str = "") -> Assessment:
    text = together("co-planning", "co-delivery", "co-evaluation")
    text += session("co-design", who=["A", "p:B"], level="deciding", more='id = "there"')
    put = f'level = "{level}"' if level else ""
    return judged(text + READ.format(read=print_of(document(text).project, -1), said=said, level=put) + more)


def test_a_difference_stands_beside_the_verdict_with_both_levels() -> None:
    found = read_back("differs", "considered")
    assert headline(found).startswith(
        "Co-produced, as the project records it. Community partners took part in all four phases. "
        "3 people who read it back put co-design at considered; the project records deciding. Flagged: "
    )
    assert "Fewer than five people who read it back put co-design at" in headline(found, lambda _: "fewer than five")


def test_once_answered_both_accounts_stand_side_by_side_and_nothing_is_flagged() -> None:
    answer = '[[answers]]\ndate = 2026-06-02\nto = "r"\noutcome = "declined"\ntext = "The minutes say deciding"\n'
    answer += 'told = "call"\n'
    assert headline(read_back("differs", "considered", answer)) == (
        "Co-produced, as the project records it. Community partners took part in all four phases. "
        "3 people who read it back put co-design at considered; the project records deciding, and has answered."
    )


def test_whether_it_was_read_back_is_said_and_silence_is_silence() -> None:
    assert after_verdict(judged(together(*ALL))) == ["Nobody has read this record back yet."]
    assert after_verdict(judged("")) == []
    assert after_verdict(read_back("agree")) == [
        "People read back what is recorded of 12 January 2026.",
        "Those who read it back agree.",
    ]


def test_given_matters_easier_thresholds_and_rules_left_out_are_told() -> None:
    text = """
[project]
name = "T"

[project.given]
funding = "capped"
problem = "the law"

[check]
community_share = 0.1
feedback_days = 90
"""
    assert after_verdict(judged(text, rules=frozenset({"CP301"})))[:2] == [
        "Recorded as fixed from outside: problem and funding.",
        (
            "The project asks for less than usual: the community's share of attendance may fall to 0.1 "
            "(usually 0.34) and people may wait 90 days to hear what came of it (usually 42)."
        ),
    ]
    [left_out] = after_verdict(judged("", rules=frozenset({"CP301"})))
    assert left_out.startswith("Left out of this run: ")
    assert "CP302" in left_out
    assert "CP301" not in left_out
    assert "CP103" not in left_out


def test_what_is_not_judged_is_told_once_for_several_phases() -> None:
    [sentence] = unjudged(judged(CLAIMS_DESIGN + together("co-design")))
    assert sentence.startswith("Nothing is on record for co-planning, co-delivery and co-evaluation. Next: ")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (consulted("co-design"), "no place (design: people were consulted; delivery: no session on record)"),
        (session("co-delivery", who=["A"]), "delivery: people took part; how far is not recorded"),
        (
            session("co-delivery", who=["A"], level="deciding") + session("co-delivery", who=["p:B"]),
            "delivery: both sides came, and never to one session",
        ),
        (session("co-delivery", who=["p:B"]), "delivery: professionals alone"),
        (together("co-design", "co-delivery"), "so it differs from the verdict."),
    ],
)
def test_the_matrix_says_why_it_has_no_place(text: str, words: str) -> None:
    assert words in matrix(judged(text))


@pytest.mark.outside
def test_the_headline_of_a_pass_can_be_read_at_eleven() -> None:
    ways = [(), ("co-planning",), ("co-planning", "co-design"), ALL]
    texts = [
        headline(judged(together(*some) + consulted(*others))) for some in ways for others in ways if some != others
    ]
    texts += [headline(judged(consulted(*ALL))), headline(judged(together(*ALL)))]
    ages = reading_age(*texts)
    # The names of the phases count as long words, wherever several are listed.
    assert reading_age(headline(judged(together(*ALL))))[0] < 11.5
    assert sum(ages) / len(ages) < 14


def years(before: str, after: str) -> str:
    """Four phases with partners in 2021, and one session more of each in 2025."""
    return "".join(
        session(phase, who=["A", "p:B"], level="deciding", day=before)
        + session(phase, day="2025-06-01", **LATER[after])
        for phase in ALL
    )


LATER: dict[str, dict[str, Any]] = {
    "asked": {"who": ["A", "p:B"], "level": "listened"},
    "told": {"who": ["A", "p:B"], "level": "informed"},
    "staff": {"who": ["p:B"]},
    "no level": {"who": ["A", "p:B"]},
}


@pytest.mark.parametrize(
    ("after", "words"),
    [
        ("asked", "Since then people were asked and, as recorded, did not decide."),
        ("told", "Since then people were told and, as recorded, did not decide."),
        ("staff", "Since then only people in a professional capacity came."),
        ("no level", "Since then people took part, and no level is recorded."),
    ],
)
def test_what_has_faded_is_heard_straight_after_the_verdict(after: str, words: str) -> None:
    assert headline(judged(years("2021-03-01", after))).startswith(
        "Co-produced, as recorded. Community partners took part in all four phases. Partners are on record in "
        f"co-planning, co-design, co-delivery and co-evaluation until 1 March 2021. {words}"
    )
    assert "until" not in headline(judged(years("2025-03-01", after)))


def test_phases_that_faded_on_other_days_with_the_same_since_are_told_together() -> None:
    text = "".join(
        session(phase, who=["A", "p:B"], level="deciding", day=day) + session(phase, day="2025-06-01", **LATER["asked"])
        for phase, day in zip(ALL, ("2021-03-01", "2021-04-01", "2021-03-01", "2022-01-01"), strict=True)
    )
    assert (
        "Partners are on record in co-planning and co-delivery until 1 March 2021, in co-design until 1 April 2021 and "
        "in co-evaluation until 1 January 2022. Since then people were asked and, as recorded, did not decide. "
    ) in f"{headline(judged(text))} "


def test_what_readers_of_several_phases_say_alike_is_said_once() -> None:
    sessions = [
        line
        for phase in ("planning", "design", "delivery")
        for line in (f"2026-02-09 {phase} deciding C1, C2 | Jo", f'id = "{phase}"')
    ]
    differs = 'date = 2026-03-01, read = "9f3a1c77b0d2", readers = {}, said = "differs"'
    alike = [
        f'readings: session = "{phase}", level = "considered", {differs.format(readers)}'
        for phase, readers in (("planning", 7), ("design", 9))
    ]
    words = headline(judged(example(*sessions, *alike)))
    assert "In 2 readings, people put co-planning and co-design at considered; the project records deciding." in words
    assert "7" not in words
    other = f'readings: session = "delivery", level = "listened", {differs.format(8)}'
    words = headline(judged(example(*sessions, *alike, other)))
    assert "8 people who read it back put co-delivery at listened; the project records deciding." in words


def test_the_end_and_partners_on_both_sides_are_heard() -> None:
    ended = '[project]\nname = "T"\nended = 2026-10-01\nended_because = "The grant ran out"\n'
    found = judged(ended + together("co-design"))
    assert headline(found) == (
        "Not truly co-produced, as recorded: nothing is on record for co-planning, co-delivery and co-evaluation. "
        "Ended on 1 October 2026. Why it ended: The grant ran out. So far, co-design stands."
    )
    assert after_verdict(found) == ["Nobody has read this record back."]
    both = "".join(session(phase, who=["B", "p:B"], level="deciding") for phase in ALL)
    assert "is on record in a professional capacity too." in headline(judged(both))


def test_each_reading_keeps_its_own_number_and_what_is_gone_or_withdrawn_is_told() -> None:
    more = READ.format(read="x", said="differs", level='level = "listened"').replace("readers = 3", "readers = 7")
    two = headline(read_back("differs", "considered", more.replace('id = "r"', 'id = "r2"')))
    assert "In 2 readings, people put co-design otherwise: 3 at considered and 7 at listened; the project" in two
    assert "10" not in two
    gone = more.replace('"there"', '"gone"').replace('id = "r"', 'id = "r2"')
    assert "A reading that differs is of a session that is no longer on record." in headline(
        read_back("agree", "", gone)
    )
    withdrawn = READ.format(read="x", said="withdrawn", level="").replace('id = "r"', 'id = "r2"')
    assert "A reading was withdrawn." in headline(read_back("agree", "", withdrawn))


def test_under_a_claim_the_verdict_is_told_first_and_the_claim_beside_it() -> None:
    text = '[project]\nname = "T"\nclaim = ["co-planning"]\n'
    text += session("co-planning", who=["A", "p:B"]) + session("co-design", who=["p:B"])
    assert headline(judged(text)) == (
        "Not truly co-produced, as recorded. It is missing community partners in co-design (none recorded); nothing on "
        "record yet for co-delivery and co-evaluation. The project claims co-planning; of co-planning nobody can tell. "
        "People took part in co-planning, and no level says how far their part went."
    )


def test_a_contested_claim_is_not_said_to_stand() -> None:
    text = example(
        'claim = ["co-design"]',
        "2026-02-09 design deciding C1, C2 | Jo",
        'id = "one"',
        'readings: session = "one", date = 2026-03-01, read = "9f3a1c77b0d2", readers = 2, said = "differs", '
        'level = "considered"',
    )
    words = headline(judged(text))
    assert "The claim stands" not in words
    assert "The project claims co-design." in words


def test_every_account_says_where_nobody_knows_how_many_came() -> None:
    text = example(
        "2026-02-09 design deciding C1 | Jo, Lee, Kim",
        'also_present = { community = "some" }',
        'id = "one"',
        'readings: session = "one", date = 2026-03-01, read = "9f3a1c77b0d2", were_there = 9, said = "agree"',
    )
    found = judged(text)
    after = " ".join(after_verdict(found))
    assert "Nobody can tell whether the community was outnumbered in co-design:" in after
    assert "Nobody can tell whether as many could have read back the session of 2026-02-09" in after
    assert not any("affected groups" in sentence for sentence in after_verdict(found))
