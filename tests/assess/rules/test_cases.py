"""Where each rule begins and ends, beyond its own two examples."""

from collections.abc import Sequence
from datetime import date

import pytest

from coprod.assess import Gate, assess
from coprod.assess.rules.base import Finding
from tests import conftest
from tests.conftest import document

BOTH = ["A", "B", "p:X"]
SETTLED = ("CP201", "CP202", "CP206", "CP207")
PHASES = ("co-planning", "co-design", "co-delivery", "co-evaluation")


def session(
    phase: str, *, who: Sequence[str] = (), level: str = "deciding", day: str = "2026-01-12", more: str = ""
) -> str:
    """The text of one session, with a level of power where no other is asked for."""
    return conftest.session(phase, who=who, level=level, day=day, more=more)


def found(text: str, code: str, today: str = "2026-11-22") -> list[Finding]:
    read = document(text)
    day = date.fromisoformat(today)
    findings = assess(read.project, day, read.line_of, file="a.toml", gate=Gate()).findings
    return [finding for finding in findings if finding.code == code]


def about(text: str = "", sessions: str = "", **tables: str) -> str:
    extra = "".join(f"[{name.replace('_', '.')}]\n{body}\n" for name, body in tables.items())
    return f'[project]\nname = "T"\n{text}\n{extra}{sessions}'


def settle(matter: str, who: list[str], day: str, level: str = "deciding", phase: str = "co-planning") -> str:
    return session(phase, who=who, day=day, level=level, more=f'settled = {{ {matter} = "x" }}')


@pytest.mark.parametrize(
    ("sessions", "times"),
    [
        (session("co-design", who=["A"]) + session("co-design", who=["p:X"]), 1),
        (session("co-design", who=["A"]) + session("co-design", who=["B", "p:X"], level="listened"), 0),
        (session("co-design", who=["A"]), 0),
        (session("co-design", who=["A"], level="listened") + session("co-design", who=["p:X"]), 0),
        (session("co-design", more="also_present = { community = 3, professional = 1 }"), 0),
    ],
)
def test_never_together(sessions: str, times: int) -> None:
    assert len(found(sessions, "CP105")) == times


@pytest.mark.parametrize(
    ("sessions", "times"),
    [
        (session("co-delivery", who=BOTH), 1),
        (session("co-delivery", who=BOTH, day="2026-11-22"), 1),
        (session("co-delivery", who=BOTH, day="2026-11-23"), 0),
        (session("co-delivery", who=BOTH) + session("co-evaluation", who=["p:X"]), 0),
        (session("co-delivery", who=BOTH) + settle("data", ["p:X"], "2026-01-01"), 0),
        (session("co-design", who=BOTH), 0),
    ],
)
def test_evaluation_unplanned(sessions: str, times: int) -> None:
    assert len(found(sessions, "CP106")) == times


@pytest.mark.parametrize(
    ("sessions", "codes"),
    [
        (settle("funding", ["p:X"], "2026-01-01"), ["CP201"]),
        (settle("funding", ["p:X"], "2026-01-01") + session("co-planning", who=BOTH, day="2026-01-02"), ["CP201"]),
        (settle("funding", ["p:X"], "2026-01-02") + session("co-planning", who=BOTH, day="2026-01-02"), ["CP202"]),
        (settle("funding", ["p:X"], "2026-01-03") + session("co-planning", who=BOTH, day="2026-01-02"), ["CP202"]),
        (settle("funding", ["p:X"], "2026-01-03") + session("co-delivery", who=BOTH, day="2026-01-02"), ["CP202"]),
        (settle("funding", ["p:X"], "2026-01-01") + settle("funding", BOTH, "2026-01-02"), ["CP207"]),
        (settle("funding", BOTH, "2026-01-01"), []),
        (settle("funding", BOTH, "2026-01-01", level="considered"), ["CP201"]),
        (settle("place", ["p:X"], "2026-01-01"), ["CP202"]),
        (settle("place", ["p:X"], "2026-01-01") + settle("place", BOTH, "2026-01-01"), []),
        (settle("place", BOTH, "2026-01-01") + settle("place", ["p:X"], "2026-01-02"), ["CP206"]),
        (settle("place", ["p:X"], "2026-01-01") + settle("place", BOTH, "2026-01-02"), ["CP207"]),
        (settle("place", ["p:X"], "2026-01-01") + settle("place", BOTH, "2026-01-02", level=""), []),
        (settle("place", BOTH, "2026-01-01", level="") + settle("place", ["p:X"], "2026-01-02"), ["CP202"]),
        (settle("place", BOTH, "2026-01-01", level="") + settle("place", ["p:X"], "2026-01-01"), []),
        (settle("place", BOTH, "2026-01-01") + settle("place", BOTH, "2026-01-02", level=""), []),
        (
            settle("place", BOTH, "2026-01-01")
            + settle("place", ["p:X"], "2026-01-02")
            + settle("place", BOTH, "2026-01-03", level=""),
            ["CP206"],
        ),
        (
            settle("place", ["p:X"], "2026-01-01")
            + settle("place", BOTH, "2026-01-02")
            + settle("place", ["p:X"], "2026-01-03"),
            ["CP206"],
        ),
        (
            settle("funding", ["p:X"], "2026-01-01")
            + settle("funding", ["p:X"], "2026-01-03")
            + settle("ideas", BOTH, "2026-01-02"),
            ["CP201"],
        ),
        (settle("funding", ["p:X"], "2026-01-01") + settle("funding", BOTH, "2026-01-02", level=""), ["CP201"]),
        (
            settle("funding", ["p:X"], "2026-01-01")
            + session("co-design", who=BOTH, day="2026-01-02")
            + settle("funding", ["p:X"], "2026-01-03"),
            ["CP201"],
        ),
    ],
)
def test_settled_apart(sessions: str, codes: list[str]) -> None:
    assert [one.code for code in SETTLED for one in found(sessions, code)] == codes
    given = about("", sessions, project_given='funding = "x"\nplace = "x"')
    assert not [code for code in SETTLED if found(given, code)]


def test_a_matter_settled_apart_is_placed_where_it_was_written() -> None:
    text = session("co-design", who=BOTH) + settle("place", ["p:X"], "2026-03-01").replace("settled", "# why\nsettled")
    [finding] = found(text, "CP202")
    assert document(text).data.decode().split("\n")[finding.line - 1].startswith("settled = ")
    assert (finding.phase, finding.session is not None) == ("co-delivery", True)


def test_not_agreed_together_lists_what_is_left() -> None:
    [finding] = found(settle("ideas", BOTH, "2026-01-01", phase="co-design"), "CP203")
    assert finding.message == "Not yet agreed together in co-design: definition, testing."
    assert not found(session("co-design", who=["p:X"]), "CP203")


@pytest.mark.parametrize(
    ("levels", "times"), [([""], 1), (["", "deciding"], 0), (["", "listened"], 1), (["listened"], 0), ([], 0)]
)
def test_level_not_recorded(levels: list[str], times: int) -> None:
    assert len(found("".join(session("co-design", who=BOTH, level=level) for level in levels), "CP204")) == times


@pytest.mark.parametrize(
    ("who", "more", "times"),
    [
        (["A", "p:X", "p:Y"], "", 0),
        (["A", "p:X", "p:Y", "p:Z"], "", 1),
        (["A", "B", "p:X", "p:Y", "p:Z", "p:V"], "", 1),
        (["A", "B", "p:X", "p:Y", "p:Z"], "", 0),
        (["A"], "also_present = { professional = 3 }", 1),
        (["A"], "also_present = { community = 1, professional = 3 }", 0),
        (["p:X", "p:Y", "p:Z", "p:V"], "", 0),
    ],
)
def test_outnumbered(who: list[str], more: str, times: int) -> None:
    assert len(found(session("co-design", who=who, more=more), "CP301")) == times


def test_the_share_is_the_projects_own_and_meeting_it_is_enough() -> None:
    text = session("co-design", who=["A", "p:X", "p:Y", "p:Z"])
    assert not found(about("", text, check="community_share = 0.25"), "CP301")
    assert found(about("", text, check="community_share = 0.26"), "CP301")


def test_two_people_who_meet_often_are_not_four() -> None:
    text = "".join(session("co-design", who=["A", "p:X", "p:Y"], day=f"2026-01-0{n}") for n in range(1, 9))
    assert not found(text, "CP301")


def test_only_sessions_with_partners_count_for_the_balance() -> None:
    staff = session("co-design", who=["p:X", "p:Y", "p:Z", "p:V"])
    assert not found(session("co-design", who=["A", "p:X"]) + staff, "CP301")


@pytest.mark.parametrize(
    ("sessions", "times"),
    [
        (session("co-design", who=["A", "p:X"]), 0),
        (session("co-design", who=["A", "p:W", "p:X", "p:Y"]), 0),
        (session("co-design", who=["A", "p:V", "p:W", "p:X", "p:Y"]), 1),
        (session("co-design", who=["A", "p:X"]) + session("co-planning", more="also_present = { community = 4 }"), 1),
        (session("co-design", who=["A"], more="also_present = { community = 3, professional = 4 }"), 0),
        (session("co-design", who=["A", "B", "p:X", "p:Y", "p:Z"]), 0),
        (session("co-design", who=["A", "B", "C", "p:X", "p:Y"], level="listened"), 0),
    ],
)
def test_lone_voice(sessions: str, times: int) -> None:
    assert len(found(sessions, "CP302")) == times


def test_groups_that_were_not_heard_are_told_one_by_one_and_only_where_heard_is_recorded() -> None:
    affected = 'affected = ["tenants",\n "carers", "youth"]'
    heard = session("co-design", who=BOTH, more='heard = ["tenants"]')
    text = about(affected, heard)
    assert [one.message.rpartition(": ")[2] for one in found(text, "CP303")] == ["carers.", "youth."]
    assert [one.line for one in found(text, "CP303")] == [4, 4]
    silent = document(about(affected, session("co-design", who=BOTH)))
    assessment = assess(silent.project, date(2026, 11, 22), silent.line_of, file="a", gate=Gate())
    assert assessment.notes == (
        "Nobody can tell which of the affected groups were heard: no session with community people says so.",
    )
    assert not [one for one in assessment.findings if one.code == "CP303"]


@pytest.mark.parametrize(
    ("sessions", "times"),
    [
        (session("co-design", who=["A"]) + session("co-delivery", who=["B"]), 1),
        (session("co-design", who=["A"]) + session("co-delivery", who=["A"]), 0),
        (session("co-design", who=["A"]), 0),
        (session("co-design", who=["A"]) + session("co-delivery", who=["B"], level="listened"), 0),
        (session("co-design", who=["A"]) + session("co-delivery", more="also_present = { community = 9 }"), 0),
        (session("co-design", who=["A", "p:X"]) + session("co-delivery", who=["B", "p:X"]), 1),
    ],
)
def test_nobody_stays(sessions: str, times: int) -> None:
    assert len(found(sessions, "CP305")) == times


def fed(ids: str, day: str, name: str = "later") -> str:
    return session("co-design", who=["A"], day=day, more=f'feeds_back = {ids}\nid = "{name}"')


LETTER = '\n[[feedback]]\ndate = 2026-03-01\nsessions = ["asked"]\nhow = "letter"\n'
ASKED = session("co-design", who=BOTH, day="2026-02-02", more='id = "asked"')


@pytest.mark.parametrize(
    ("sessions", "today", "times"),
    [
        (ASKED, "2026-03-16", 0),
        (ASKED, "2026-03-17", 1),
        (ASKED + fed('["asked"]', "2026-02-03"), "2026-11-22", 0),
        (ASKED + fed('["asked"]', "2026-02-02"), "2026-11-22", 0),
        (ASKED + fed('["asked"]', "2026-02-01"), "2026-11-22", 1),
        (ASKED.replace('id = "asked"', 'feeds_back = ["asked"]\nid = "asked"'), "2026-11-22", 1),
        (session("co-design", who=["p:X"], day="2026-02-02", more='id = "asked"'), "2026-11-22", 0),
        (
            ASKED
            + fed('["asked"]', "2026-02-03").replace("community", "professional", 1).replace("professional = []", ""),
            "2026-11-22",
            1,
        ),
        (ASKED.replace("professional", "#"), "2026-11-22", 0),
        (ASKED + LETTER, "2026-11-22", 0),
        (ASKED + LETTER, "2026-02-01", 0),
        (ASKED + LETTER.replace("2026-03-01", "2026-02-01"), "2026-11-22", 1),
        (ASKED + LETTER.replace("2026-03-01", "2026-12-01"), "2026-11-22", 1),
        (ASKED.replace("deciding", "listened"), "2026-11-22", 1),
        (ASKED + ASKED.replace("asked", "other"), "2026-11-22", 1),
    ],
)
def test_nothing_fed_back(sessions: str, today: str, times: int) -> None:
    waiting = [one for one in found(sessions, "CP401", today) if "asked" in one.about]
    assert len(waiting) == times


def test_what_was_not_fed_back_is_one_finding_with_the_list_at_the_first() -> None:
    text = ASKED + ASKED.replace("asked", "other") + fed('["asked"]', "2026-03-01") + ASKED.replace("asked", "third")
    [finding] = found(text, "CP401")
    assert (
        finding.message == "Nobody has been told yet what came of these sessions: 2026-02-02; 2026-03-01; 2026-02-02."
    )
    assert finding.about == ("other", "later", "third")
    assert 'id = "other"' in document(text).data.decode().split("\n")[finding.line - 1 :][:8]


@pytest.mark.parametrize(
    ("project", "own", "times"), [("", "", 1), ("", "paid", 0), ("none", "", 0), ("paid", "", 0), ("", "none", 0)]
)
def test_recognition_not_recorded(project: str, own: str, times: int) -> None:
    text = about(
        f'recognition = "{project}"' if project else "",
        session("co-design", who=BOTH, more=f'recognition = "{own}"' if own else ""),
    )
    assert len(found(text, "CP402")) == times


@pytest.mark.parametrize(
    ("project", "own", "who", "times"),
    [
        ("none", "", BOTH, 1),
        ("none", "", ["A"], 0),
        ("none", "", ["p:X"], 0),
        ("none", "voluntary", BOTH, 0),
        ("paid", "none", BOTH, 1),
        ("paid", "", BOTH, 0),
        ("", "none", ["A"], 0),
        ("declined", "", BOTH, 0),
    ],
)
def test_community_unpaid(project: str, own: str, who: list[str], times: int) -> None:
    text = about(
        f'recognition = "{project}"' if project else "",
        session("co-design", who=who, more=f'recognition = "{own}"' if own else ""),
    )
    assert len(found(text, "CP403")) == times


def test_dates_of_today_and_of_the_start_are_in_order() -> None:
    text = about("started = 2026-11-22", session("co-design", who=BOTH, day="2026-11-22"))
    assert not found(text, "CP901")
    assert not found(text, "CP902")
    assert found(text, "CP901", "2026-11-21")
    assert found(text.replace("started = 2026-11-22", "started = 2026-11-23"), "CP902")


@pytest.mark.parametrize(
    ("one", "other", "times"),
    [
        ("Sam", "sam", 1),
        ("Sam Lee", " Sam  Lee", 1),
        ("Zo\u00eb", "Zoe\u0308", 1),
        ("\uff33\uff41\uff4d", "Sam", 1),
        ("Stra\u00dfe", "STRASSE", 1),
        ("Zo\u00eb", "Zoe", 1),
        ("Amina K.", "Amina K", 1),
        ("Jo-Ann", "Jo Ann", 1),
        ("?", "!", 0),
        ("Sam", "Sam L", 0),
    ],
)
def test_same_person_twice(one: str, other: str, times: int) -> None:
    text = session("co-design", who=[one]) + session("co-design", who=[f"p:{other}"])
    [*findings] = found(text, "CP903")
    assert len(findings) == times
    assert all(f'"{one}"' in finding.message and f'"{other}"' in finding.message for finding in findings)


def test_a_label_that_is_an_id_of_the_table_of_people_counts_too() -> None:
    assert found(about("", session("co-design", who=["c1"]), people='C1 = "x"'), "CP903")


@pytest.mark.parametrize(
    "text",
    [
        "a.b@example.org",
        "write to zoe@exämple.org!",
        "020 7946 0958",
        "(020) 7946 0958",
        "+44 20 7946 0958",
        "+44 (0)20 7946 0958",
        "07700 900123",
        "07700900123.",
        "+1 555-010-9999",
        "555-010-9999",
        "0207 946 0958 or so",
    ],
)
def test_ways_to_reach_somebody(text: str) -> None:
    assert found(session("co-design", who=["A"], more=f'note = "{text}"'), "CP904")
    assert found(session("co-design", who=[text]), "CP904")
    assert found(about("", session("co-design", who=["C1"]), people=f'C1 = "{text}"'), "CP904")


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-12",
        "12 of 40,000 at 18:30",
        "see https://example.org/2021/08/02/07700900123?a@b.cd",
        "21/01005/COFUL",
        "2026-01-12-0770090",
        "handle @sam and half@way",
        "IDs 100 200 300 400",
        "W1H 7DX, 250,000 visitors, 1.99m",
        "0 to 10, 0123",
        "ISBN 978-0-306-40615-7",
    ],
)
def test_what_reaches_nobody(text: str) -> None:
    assert not found(session("co-design", who=["A"], more=f'note = "{text}"'), "CP904")


def test_references_that_lead_nowhere() -> None:
    text = about(
        'affected = ["tenants"]',
        session("co-design", who=BOTH, more='heard = ["tenant", "tenants"]\nfeeds_back = ["nowhere"]\nid = "one"')
        + session("co-design", who=BOTH, more='heard = ["tenant"]\nfeeds_back = ["one"]\nid = "two"')
        + '[[waivers]]\nrule = "CP304"\nsession = "three"\nreason = "r"\nuntil = 2030-01-01\n',
    )
    assert [one.message for one in found(text, "CP905")] == [
        'heard names "tenant", which is not in the file; did you mean "tenants"?',
        'feeds_back names "nowhere", which is not in the file.',
        'A waiver names "three", which is not in the file.',
    ]


def waiver(rule: str, until: str = "2030-01-01", more: str = "") -> str:
    return f'[[waivers]]\nrule = "{rule}"\nreason = "because"\nuntil = {until}\n{more}\n'


@pytest.mark.parametrize("rule", ["CP304", "cp304", "affected-not-named"])
@pytest.mark.parametrize(("until", "counts"), [("2026-11-22", True), ("2026-11-21", False), ("2099-01-01", True)])
def test_a_waiver_counts_to_the_end_of_its_last_day(rule: str, until: str, counts: bool) -> None:
    text = about("", waiver(rule, until))
    [finding] = found(text, "CP304")
    assert (finding.waived == "because") is counts
    assert len(found(text, "CP906")) == (0 if counts else 1)


@pytest.mark.parametrize("rule", ["CP101", "CP102", "CP103", "nothing-logged", "CP999", "CP3", "*"])
def test_what_no_waiver_accepts_is_told(rule: str) -> None:
    text = about("", waiver(rule))
    assert all(one.waived is None for code in ("CP101", "CP102", "CP103") for one in found(text, code))
    [finding] = found(text, "CP906")
    assert "matches nothing that can be waived" in finding.message
    assert document(text).data.decode().split("\n")[finding.line - 1] == "[[waivers]]"


def test_a_waiver_for_a_session_accepts_what_is_about_it_and_nothing_else() -> None:
    future = "".join(session("co-design", who=BOTH, day="2027-01-01", more=f'id = "{name}"') for name in ("a", "b"))
    text = about("", future + waiver("CP901", more='session = "b"'))
    assert [(one.session, one.waived) for one in found(text, "CP901")] == [("a", None), ("b", "because")]
    crowd = session("co-design", who=["A", "p:W", "p:X", "p:Y"], more='id = "hall"')
    [finding] = found(about("", crowd + waiver("CP301", more='session = "hall"')), "CP301")
    assert finding.waived == "because"
    [finding] = found(about("", crowd + waiver("CP301", more='session = "other"')), "CP301")
    assert finding.waived is None


def test_a_waiver_of_waivers_stays_in_sight_and_ends_too() -> None:
    assert [one.waived for one in found(about("", waiver("CP999") + waiver("CP906")), "CP906")] == ["because"] * 2
    ended = about("", waiver("CP999") + waiver("CP906", "2026-11-21"))
    assert [one.waived for one in found(ended, "CP906")] == [None, None]


@pytest.mark.parametrize("rule", ["CP304", "cp301", "outnumbered"])
def test_a_waiver_of_a_rule_that_is_left_out_is_not_said_to_have_matched_nothing(rule: str) -> None:
    read = document(about("", waiver(rule)))
    gate = Gate(rules=frozenset({"CP906"}))
    findings = assess(read.project, date(2026, 11, 22), read.line_of, file="a", gate=gate).findings
    assert [one.code for one in findings if one.severity != "error"] == []
    assert [one.code for one in found(about("", waiver("CP301")), "CP906")] == ["CP906"]


@pytest.mark.parametrize(
    ("code", "text", "line", "of_session"),
    [
        ("CP403", session("co-design", who=BOTH, more='recognition = "none"\nid = "s"'), "recognition =", True),
        ("CP904", session("co-design", who=["p:a@example.org"], more='id = "s"'), "professional =", True),
        ("CP904", about("", people='C1 = "a@example.org"'), "C1 =", False),
        ("CP904", about("", people='"a@example.org" = "x"'), '"a@example.org" =', False),
        ("CP903", session("co-design", who=["A", "p:a "], more='id = "s"'), "professional =", True),
        ("CP905", session("co-design", who=["A"], more='feeds_back = ["gone"]\nid = "s"'), "feeds_back =", True),
        (
            "CP905",
            about("", '[[waivers]]\nrule = "x"\nreason = "r"\nuntil = 2030-01-01\nsession = "q"\n'),
            "session =",
            False,
        ),
        ("CP906", about("", '[[waivers]]\nrule = "x"\nreason = "r"\nuntil = 2030-01-01\n'), "[[waivers]]", False),
        (
            "CP102",
            session("co-design", who=["p:A"]) + session("co-design", who=["B"], level="listened"),
            "[[sessions]]",
            False,
        ),
    ],
)
def test_a_finding_points_to_the_line_that_it_is_about(code: str, text: str, line: str, of_session: bool) -> None:
    [finding] = found(text, code)
    assert document(text).data.decode().split("\n")[finding.line - 1].startswith(line)
    assert finding.session == ("s" if of_session else None)


def test_a_consulted_phase_points_to_the_session_in_which_people_were_consulted() -> None:
    [finding] = found(session("co-design", who=["p:A"]) + session("co-design", who=["B"], level="listened"), "CP102")
    assert finding.line > 6


def test_a_finding_says_exactly_what_was_found() -> None:
    waivers = about("", waiver("CP999") + waiver("CP304", "2026-11-21"))
    assert [one.message for one in found(waivers, "CP906")] == [
        'The waiver of "CP999" matches nothing that can be waived.',
        'The waiver of "CP304" ended on 2026-11-21.',
    ]
    lines = document(waivers).data.decode().split("\n")
    assert [lines[one.line - 1] for one in found(waivers, "CP906")] == ["[[waivers]]", "[[waivers]]"]
    [finding] = found(session("co-design", who=["a@example.org"]), "CP904")
    assert finding.message == "This text seems to hold an email address."


def test_one_person_written_in_three_ways_is_told_against_the_first() -> None:
    messages = [one.message for one in found(session("co-design", who=["Sam Lee", "sam lee", "SAM  LEE"]), "CP903")]
    assert messages == [
        '"sam lee" and "Sam Lee" look like one person.',
        '"SAM  LEE" and "Sam Lee" look like one person.',
    ]


def test_a_name_is_not_the_same_person_twice_beside_its_own_id() -> None:
    people = 'AMINA = "Amina K."\nK2 = "Amina K."\namina = "Amina"'
    assert not found(
        about("", session("co-design", who=["Amina K.", "Amina"]), people='K1 = "Amina K."\namina = "Amina"'), "CP903"
    )
    assert found(about("", session("co-design", who=["amina k"]), people='K1 = "Amina K."'), "CP903")
    assert len(found(about("", people=people), "CP903")) == 1


def test_a_matter_settled_apart_twice_is_told_at_its_first_day_whatever_the_order_of_the_file() -> None:
    text = settle("place", ["p:X"], "2026-03-02") + settle("place", ["p:X"], "2026-03-01")
    assert [one.message for one in found(text, "CP202")] == [
        '"place" was settled on 2026-03-01 and 2026-03-02 without community partners. No community people were there.'
    ]


def test_where_no_group_is_named_nothing_is_said_of_who_was_heard() -> None:
    read = document(session("co-design", who=BOTH))
    assert assess(read.project, date(2026, 11, 22), read.line_of, file="a", gate=Gate()).notes == ()


SAYS = '\n[[readiness]]\ndate = 2026-01-05\nshared-power = ["yes", "yes", "no"]\n'
SHARED = session("co-delivery", who=BOTH, level="shared-power")
DECIDED = session("co-design", who=BOTH, level="deciding")


@pytest.mark.parametrize(
    ("text", "times"),
    [
        (SAYS + DECIDED, 1),
        (SAYS + DECIDED + session("co-planning", who=BOTH, level=""), 1),
        (SAYS + DECIDED + SHARED.replace("2026-01-12", "2027-01-12"), 1),
        (SAYS.replace("2026-01-05", "2027-01-05") + DECIDED, 0),
        (SAYS + DECIDED + session("co-delivery", who=["p:X"], level="shared-power"), 1),
        (SAYS + DECIDED + SHARED, 0),
        (DECIDED, 0),
        (SAYS.replace('"yes", "no"', '"partly", "no"') + DECIDED, 0),
        (SAYS + DECIDED + SAYS.replace("01-05", "06-06").replace('"yes", "no"', '"no", "no"'), 0),
        (SAYS, 0),
        (SAYS + session("co-design", who=BOTH, level=""), 0),
    ],
)
def test_readiness_not_met(text: str, times: int) -> None:
    assert len(found(text, "CP404")) == times


def test_readiness_that_no_level_can_be_held_beside_is_told_in_a_note_and_never_fails_a_gate() -> None:
    read = document(SAYS + session("co-design", who=BOTH, level=""))
    assessment = assess(read.project, date(2026, 11, 22), read.line_of, file="a.toml", gate=Gate())
    [note] = assessment.notes
    assert note.startswith(
        "The answers of 2026-01-05 say that power is shared. Nobody can tell whether it was in the sessions"
    )
    read = document(SAYS + DECIDED)
    strict = Gate(so_far=True, strict=True, rules=frozenset({"CP404"}))
    flagged = assess(read.project, date(2026, 11, 22), read.line_of, file="a.toml", gate=strict)
    assert [one.code for one in flagged.findings] == ["CP404"]
    assert flagged.stands
