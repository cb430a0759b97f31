"""Where each rule begins and ends, beyond its own two examples. A project is written in lines, as the examples are."""

from datetime import date

import pytest

from coprod.assess import Assessment, Gate, assess
from coprod.assess.evidence import Evidence
from coprod.assess.rules import RULES
from coprod.assess.rules.base import Finding, Hit
from coprod.assess.rules.examples import example_text
from tests.conftest import document

TODAY = "2026-11-22"
D = "2026-01-12 design deciding"
BOTH = "A, B | X"
TOGETHER = f"{D} {BOTH}"
DELIVERY = f"2026-01-12 delivery deciding {BOTH}"


def judged(*lines: str, today: str = TODAY, gate: Gate = Gate()) -> Assessment:  # noqa: B008 - immutable
    read = document(example_text(lines))
    return assess(read.project, date.fromisoformat(today), read.line_of, file="a.toml", gate=gate)


def found(code: str, *lines: str, today: str = TODAY) -> list[Finding]:
    return [finding for finding in judged(*lines, today=today).findings if finding.code == code]


def hits(code: str, *lines: str) -> list[Hit]:
    evidence = Evidence(document(example_text(lines)).project, date.fromisoformat(TODAY), Gate())
    return [hit for rule in RULES if rule.code == code for hit in rule.check(evidence)]


def line_of(finding: Finding, *lines: str) -> str:
    """The line of the file to which a finding points."""
    return example_text(lines).split("\n")[finding.line - 1]


ASKED = ("2026-02-02 design deciding A, B | X", 'id = "asked"')
OTHER = ("2026-02-02 design deciding A, B | X", 'id = "other"')
LETTER = 'feedback: date = {}, sessions = ["asked"], how = "letter"'


def later(day: str, people: str = "A") -> tuple[str, str, str]:
    """A session that feeds back on the one above."""
    return f"{day} design deciding {people}", 'feeds_back = ["asked"]', 'id = "later"'


HEARD = ("2026-01-12 design deciding A, B | X", 'heard = ["tenants"]')
ENDED = ("ended = 2026-03-01",)
ALONE = ("2026-03-01 design | X", "2026-03-02 design | X", "2026-03-03 design | X")
SAYING = 'said: date = 2026-02-02, text = "Keep it open", id = "gate"'
ANSWERED = 'answers: date = 2026-02-10, to = "gate", outcome = "done", text = "x"'
SAYS = "readiness: date = {}, shared-power = [{}]"
SHARED = f"2026-01-12 delivery shared-power {BOTH}"
YES = SAYS.format("2026-01-05", '"yes", "yes", "no"')

#: How often a rule fires, in a project of these lines.
CASES: dict[str, list[tuple[int, tuple[str, ...]]]] = {
    "CP105": [
        (1, (f"{D} A", f"{D} | X")),
        (0, (f"{D} A", "2026-01-12 design listened B | X")),
        (0, (f"{D} A",)),
        (0, ("2026-01-12 design listened A", f"{D} | X")),
        (0, (D, "also_present = { community = 3, professional = 1 }")),
        (0, (f"{D} A", f"{D} | X", 'kind = "ballot"')),
        (1, (f"{D} A", f"{D} | X", f"{D} A | X", 'kind = "ballot"')),
    ],
    "CP106": [
        (1, (DELIVERY,)),
        (1, (DELIVERY.replace("2026-01-12", "2026-11-22"),)),
        (0, (DELIVERY.replace("2026-01-12", "2026-11-23"),)),
        (0, (DELIVERY, "2026-01-12 evaluation | X")),
        (0, (DELIVERY, "2026-11-22 evaluation | X", "planned = true")),
        (0, (DELIVERY, "2027-11-22 evaluation | X", "planned = true")),
        (1, (DELIVERY, "2026-11-21 evaluation | X", "planned = true")),
        (1, (DELIVERY, "2026-01-01 planning | X", "planned = true", 'settled = { data = "x" }')),
        (1, ("ended = 2026-01-12", DELIVERY)),
        (0, ("ended = 2026-01-11", DELIVERY)),
        (0, (DELIVERY, "2026-01-01 planning | X", 'settled = { data = "x" }')),
        (0, (TOGETHER,)),
    ],
    "CP203": [(1, ("2026-01-01 design deciding A, B | X", 'settled = { ideas = "x" }')), (0, (f"{D} | X",))],
    "CP204": [
        (1, (f"2026-01-12 design {BOTH}",)),
        (0, (f"2026-01-12 design {BOTH}", TOGETHER)),
        (1, (f"2026-01-12 design {BOTH}", f"2026-01-12 design listened {BOTH}")),
        (0, (f"2026-01-12 design listened {BOTH}",)),
        (0, ()),
    ],
    "CP301": [
        (0, (f"{D} A | X, Y",)),
        (1, (f"{D} A | X, Y, Z",)),
        (1, (f"{D} A, B | X, Y, Z, V",)),
        (0, (f"{D} A, B | X, Y, Z",)),
        (1, (f"{D} A", "also_present = { professional = 3 }")),
        (0, (f"{D} A", "also_present = { community = 1, professional = 3 }")),
        (0, (f"{D} | X, Y, Z, V",)),
        # The share is the project's own, and meeting it is enough.
        (0, (f"{D} A | X, Y, Z", "[check]", "community_share = 0.25")),
        (1, (f"{D} A | X, Y, Z", "[check]", "community_share = 0.26")),
        # Two people who meet often are not four.
        (0, tuple(f"2026-01-0{day} design deciding A | X, Y" for day in range(1, 9))),
        # Those who support are on neither side, and where some came nobody can tell.
        (0, (f"{D} A, B | X", 'supporting = ["I", "J", "K", "L"]')),
        (0, (f"{D} A | X, Y, Z", 'also_present = { community = "some" }')),
        (0, (f"{D} A | X, Y, Z", 'also_present = { professional = "some" }')),
        # Only sessions with partners count.
        (0, (f"{D} A | X", f"{D} | X, Y, Z, V")),
    ],
    "CP302": [
        (0, (f"{D} A | X",)),
        (0, (f"{D} A | W, X, Y",)),
        (1, (f"{D} A | V, W, X, Y",)),
        (1, (f"{D} A | X", "2026-01-12 planning deciding", "also_present = { community = 4 }")),
        (0, (f"{D} A", "also_present = { community = 3, professional = 4 }")),
        (0, (f"{D} A, B | X, Y, Z",)),
        (0, ("2026-01-12 design listened A, B, C | X, Y",)),
        (0, (f"{D} A | X", "2026-01-12 design A", 'kind = "ballot"', "also_present = { community = 150 }")),
        (1, (f"{D} A | X, Y", 'also_present = { professional = "some" }')),
        (0, (f"{D} A | V, W, X, Y", 'also_present = { community = "some" }')),
    ],
    "CP303": [
        (1, ('affected = ["tenants", "young"]', *HEARD)),
        (0, ('affected = ["tenants", "young"]', *HEARD, "2025-11-22 design | X", 'asked = { young = "not now" }')),
        (1, ('affected = ["tenants", "young"]', *HEARD, "2025-11-21 design | X", 'asked = { young = "not now" }')),
        (0, ('affected = ["tenants", "young"]', *ENDED, *HEARD, "2025-03-01 design | X", 'asked = { young = "no" }')),
    ],
    "CP306": [
        (1, (f"{D} A | X", *ALONE)),
        (0, (f"{D} A | X".replace("2026", "2024"), *ALONE)),
        (1, ("ended = 2024-12-31", f"{D} A | X".replace("2026", "2024"), *ALONE)),
    ],
    "CP308": [
        (1, (f"{D} A | X".replace("2026", "2024"), ALONE[0])),
        (0, ("ended = 2024-12-31", f"{D} A | X".replace("2026", "2024"), ALONE[0])),
        (0, (f"{D} A | X", *ALONE)),
    ],
    "CP305": [
        (1, (f"{D} A", "2026-01-12 delivery deciding B")),
        (0, (f"{D} A", "2026-01-12 delivery deciding A")),
        (0, (f"{D} A",)),
        (0, (f"{D} A", "2026-01-12 delivery listened B")),
        (0, (f"{D} A", "2026-01-12 delivery deciding", "also_present = { community = 9 }")),
        (1, (f"{D} A | X", "2026-01-12 delivery deciding B | X")),
    ],
    "CP401": [
        (0, (*ASKED, *later("2026-02-03"))),
        (0, (*ASKED, *later("2026-02-02"))),
        (1, (*ASKED, *later("2026-02-01"))),
        (1, (ASKED[0], 'feeds_back = ["asked"]', ASKED[1])),
        (0, ("2026-02-02 design | X", ASKED[1])),
        (1, (*ASKED, *later("2026-02-03", "| A"))),
        (0, ("2026-02-02 design deciding A, B", ASKED[1])),
        (0, (*ASKED, LETTER.format("2026-03-01"))),
        (1, (*ASKED, LETTER.format("2026-02-01"))),
        (1, (*ASKED, LETTER.format("2026-12-01"))),
        (1, (ASKED[0].replace("deciding", "listened"), ASKED[1])),
        (1, (*ASKED, *OTHER)),
        (0, ("ended = 2026-03-16", *ASKED)),
        (1, ("ended = 2026-03-17", *ASKED)),
        (1, (ASKED[0].replace("deciding", "considered"), 'kind = "survey"', ASKED[1])),
    ],
    "CP402": [
        (1, (TOGETHER,)),
        (0, (TOGETHER, 'recognition = "paid"')),
        (0, (TOGETHER, 'recognition = "none"')),
        (0, ('recognition = "none"', TOGETHER)),
        (0, ('recognition = "paid"', TOGETHER)),
        (0, (TOGETHER, 'kind = "ballot"')),
        (0, (TOGETHER, 'recognition = ["paid", "expenses"]')),
    ],
    "CP403": [
        (1, ('recognition = "none"', TOGETHER)),
        (0, ('recognition = "none"', f"{D} A")),
        (0, ('recognition = "none"', f"{D} | X")),
        (0, ('recognition = "none"', TOGETHER, 'recognition = "voluntary"')),
        (1, ('recognition = "paid"', TOGETHER, 'recognition = "none"')),
        (0, ('recognition = "paid"', TOGETHER)),
        (0, (f"{D} A", 'recognition = "none"')),
        (0, ('recognition = "declined"', TOGETHER)),
        (0, ('recognition = "none"', TOGETHER, 'kind = "ballot"')),
    ],
    "CP404": [
        (1, (YES, TOGETHER)),
        (1, (YES, TOGETHER, f"2026-01-12 planning {BOTH}")),
        (1, (YES, TOGETHER, SHARED.replace("2026", "2027"))),
        (0, (YES.replace("2026", "2027"), TOGETHER)),
        (1, (YES, TOGETHER, "2026-01-12 delivery shared-power | X")),
        (0, (YES, TOGETHER, SHARED)),
        (0, (TOGETHER,)),
        (0, (SAYS.format("2026-01-05", '"yes", "partly", "no"'), TOGETHER)),
        (0, (YES, TOGETHER, SAYS.format("2026-06-06", '"yes", "no", "no"'))),
        (0, (YES,)),
        (0, (YES, f"2026-01-12 design {BOTH}")),
    ],
    "CP405": [
        (1, (SAYING,)),
        (0, (SAYING, ANSWERED)),
        (0, (SAYING, ANSWERED, ANSWERED.replace("done", "open").replace("02-10", "03-10"))),
        (1, (SAYING, ANSWERED.replace("done", "open"))),
        (0, ("ended = 2026-03-16", SAYING)),
    ],
    "CP406": [
        (1, (SAYING, ANSWERED)),
        (0, (SAYING, f'{ANSWERED}, told = "letter"')),
        (1, (SAYING, ANSWERED, f'{ANSWERED}, told = "letter"')),
        (0, (SAYING, ANSWERED, f'{ANSWERED}, told = "letter"'.replace("02-10", "02-11"))),
        # A reading that is not answered until it is told is told of by CP501 or CP502.
        (0, (ANSWERED,)),
    ],
    "CP307": [
        (1, (f"{D} A | X", f"{D} B | X", 'supporting = ["Y"]', f"{D} B | Y")),
        (0, (f"{D} A | X", 'supporting = ["Y"]', f"{D} Y")),
    ],
    "CP309": [
        (1, (f"{D} A | A",)),
        (1, (f"{D} A | X", "2026-01-12 planning | A")),
        (0, (f"{D} A, B | A",)),
    ],
    "CP909": [
        (1, ("2026-11-21 design | X", "planned = true")),
        (0, ("2026-11-22 design | X", "planned = true")),
        (0, ("2026-11-21 design | X", "planned = false")),
    ],
    "CP901": [(0, (f"2026-11-22 design deciding {BOTH}",)), (1, (f"2026-11-23 design deciding {BOTH}",))],
    "CP902": [
        (0, ("started = 2026-11-22", f"2026-11-22 design deciding {BOTH}")),
        (1, ("started = 2026-11-23", f"2026-11-22 design deciding {BOTH}")),
    ],
    "CP903": [
        # An id of the table of people is a label too, and a name beside its own id is not.
        (1, (f"{D} c1", "[people]", 'C1 = "x"')),
        (0, (f"{D} Amina K., Amina", "[people]", 'K1 = "Amina K."', 'amina = "Amina"')),
        (1, (f"{D} amina k", "[people]", 'K1 = "Amina K."')),
        (2, ("[people]", 'AMINA = "Amina K."', 'K2 = "Amina K."', 'amina = "Amina"')),
        (1, ("[people]", 'C1 = "Zoë Lee"', 'C2 = "ZOE  LEE"')),
    ],
}


@pytest.mark.parametrize(
    ("code", "times", "lines"), [(code, times, lines) for code, rows in CASES.items() for times, lines in rows]
)
def test_a_rule_fires_so_often(code: str, times: int, lines: tuple[str, ...]) -> None:
    assert len(found(code, *lines)) == times or code == "CP401"
    assert sum("asked" in hit.about for hit in hits(code, *lines)) == times or code != "CP401"


@pytest.mark.parametrize(
    ("today", "lines", "times"),
    [
        ("2026-03-16", ASKED, 0),
        ("2026-03-17", ASKED, 1),
        ("2026-02-01", (*ASKED, LETTER.format("2026-03-01")), 0),
    ],
)
def test_people_are_told_within_some_days(today: str, lines: tuple[str, ...], times: int) -> None:
    assert len(found("CP401", *lines, today=today)) == times


def settled(steps: str) -> list[str]:
    """The lines of sessions: a phase in which both met, or a matter and how it was settled, each with its day."""
    lines = []
    for step in steps.split(", "):
        name, how, day = step.split()
        if how == "met":
            lines.append(f"2026-{day} {name} deciding {BOTH}")
            continue
        who = {"apart": "| X", "consulted": f"considered {BOTH}", "unknown": BOTH, "together": f"deciding {BOTH}"}[how]
        lines += [f"2026-{day} planning {who}", f'settled = {{ {name} = "As of {day}" }}']
    return lines


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ("funding apart 01-01", "CP201"),
        ("funding apart 01-01, planning met 01-02", "CP201"),
        ("funding apart 01-02, planning met 01-02", "CP202"),
        ("funding apart 01-03, planning met 01-02", "CP202"),
        ("funding apart 01-03, delivery met 01-02", "CP202"),
        ("funding apart 01-01, funding together 01-02", "CP207"),
        ("funding together 01-01", ""),
        ("funding consulted 01-01", "CP201"),
        ("place apart 01-01", "CP202"),
        ("place apart 01-01, place together 01-01", ""),
        ("place together 01-01, place apart 01-02", "CP206"),
        ("place apart 01-01, place together 01-02", "CP207"),
        ("place apart 01-01, place unknown 01-02", ""),
        ("place unknown 01-01, place apart 01-02", "CP202"),
        ("place unknown 01-01, place apart 01-01", ""),
        ("place together 01-01, place unknown 01-02", ""),
        ("place together 01-01, place apart 01-02, place unknown 01-03", "CP206"),
        ("place apart 01-01, place together 01-02, place apart 01-03", "CP206"),
        ("funding apart 01-01, funding apart 01-03, ideas together 01-02", "CP201"),
        ("funding apart 01-01, funding unknown 01-02", "CP201"),
        ("funding apart 01-01, design met 01-02, funding apart 01-03", "CP201"),
    ],
)
def test_settled_apart(steps: str, code: str) -> None:
    lines = settled(steps)
    codes = ("CP201", "CP202", "CP206", "CP207")
    assert [finding.code for name in codes for finding in found(name, *lines)] == [code] * bool(code)
    given = ("[project.given]", 'funding = "x"', 'place = "x"')
    assert not [name for name in codes if found(name, *given, *lines)]


NOBODY = " No community people are on record there."

PART = " Community people were {}: the level recorded is below deciding."

#: What a rule finds, to the letter.
MESSAGES: list[tuple[str, tuple[str, ...], list[str]]] = [
    (
        "CP202",
        tuple(settled("place apart 03-02, place apart 03-01")),
        ['"place" was settled on 2026-03-01 and 2026-03-02, and is not on record as settled together.' + NOBODY],
    ),
    (
        "CP202",
        (f"2026-03-02 design considered {BOTH}", 'settled = { place = "x" }'),
        [f'"place" was settled on 2026-03-02, and is not on record as settled together.{PART.format("consulted")}'],
    ),
    (
        "CP202",
        (f"2026-03-02 design deciding {BOTH}", 'settled = { place = { what = "x", level = "informed" } }'),
        [f'"place" was settled on 2026-03-02, and is not on record as settled together.{PART.format("informed")}'],
    ),
    (
        "CP102",
        (f"2026-03-02 design informed {BOTH}", 'claim = ["co-design"]')[::-1],
        ["People were told about co-design. No session says that they were asked, or helped to decide."],
    ),
    (
        "CP308",
        (f"2024-01-12 design deciding {BOTH}", f"2026-03-02 design informed {BOTH}", "2026-03-03 design | X"),
        [
            (
                "Community partners are on record in co-design until 2024-01-12. Since then people were told and, as "
                "recorded, did not decide."
            )
        ],
    ),
    (
        "CP203",
        ("2026-01-01 design deciding A | X", 'settled = { ideas = "x" }'),
        ["Not on record as agreed together in co-design: definition, testing."],
    ),
    (
        "CP903",
        (D, 'community = ["Sam Lee", "sam lee", "SAM  LEE"]'),
        ['"sam lee" and "Sam Lee" look like one person.', '"SAM  LEE" and "Sam Lee" look like one person.'],
    ),
    ("CP904", (f"{D} a@example.org",), ["This text seems to hold an email address."]),
    (
        "CP905",
        (
            'affected = ["tenants"]',
            TOGETHER,
            'heard = ["tenant", "tenants"]',
            'feeds_back = ["nowhere"]',
            'id = "one"',
            TOGETHER,
            'heard = ["tenant"]',
            'feeds_back = ["one"]',
            'id = "two"',
            'waivers: rule = "CP304", session = "three", reason = "r", until = 2030-01-01',
        ),
        [
            'heard names "tenant", which is not in the file; did you mean "tenants"?',
            'feeds_back names "nowhere", which is not in the file.',
            'A waiver names "three", which is not in the file.',
        ],
    ),
]


@pytest.mark.parametrize(("code", "lines", "messages"), MESSAGES)
def test_a_finding_says_exactly_what_was_found(code: str, lines: tuple[str, ...], messages: list[str]) -> None:
    assert [finding.message for finding in found(code, *lines)] == messages


def test_what_was_not_fed_back_is_one_finding_with_the_list_at_the_first() -> None:
    lines = (*ASKED, *OTHER, *later("2026-03-01"), ASKED[0], 'id = "third"')
    [finding] = found("CP401", *lines)
    assert finding.message == (
        "Nothing on record says that people were told what came of these sessions: 2026-02-02; 2026-03-01; 2026-02-02."
    )
    [hit] = hits("CP401", *lines)
    assert hit.about == ["other", "later", "third"]
    assert 'id = "other"' in example_text(lines).split("\n")[finding.line - 1 :][:7]


def test_groups_that_were_not_heard_are_told_one_by_one_and_only_where_heard_is_recorded() -> None:
    affected = 'affected = ["tenants",\n "carers", "youth"]'
    findings = found("CP303", affected, TOGETHER, 'heard = ["tenants"]')
    assert [finding.message.rpartition(": ")[2] for finding in findings] == ["carers.", "youth."]
    assert [finding.line for finding in findings] == [5, 5]
    silent = judged(affected, TOGETHER)
    assert silent.notes == (
        "Nobody can tell which of the affected groups were heard: no session with community people says so.",
    )
    assert not [finding for finding in silent.findings if finding.code == "CP303"]
    assert judged(TOGETHER).notes == ()


def test_readiness_that_no_level_can_be_held_beside_is_told_in_a_note_and_never_fails_a_gate() -> None:
    [note] = judged(YES, f"2026-01-12 design {BOTH}").notes
    assert note.startswith(
        "The answers of 2026-01-05 say that power is shared. Nobody can tell whether it was in the sessions"
    )
    flagged = judged(YES, TOGETHER, gate=Gate(so_far=True, strict=True, rules=frozenset({"CP404"})))
    assert [finding.code for finding in flagged.findings] == ["CP404"]
    assert flagged.stands


@pytest.mark.parametrize(
    ("first", "second", "times"),
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
def test_same_person_twice(first: str, second: str, times: int) -> None:
    findings = found("CP903", D, f'community = ["{first}"]', D, f'professional = ["{second}"]')
    assert len(findings) == times
    assert all(f'"{first}"' in finding.message and f'"{second}"' in finding.message for finding in findings)


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
    assert found("CP904", f"{D} A", f'note = "{text}"')
    assert found("CP904", f"{D} {text}")
    assert found("CP904", f"{D} C1", "[people]", f'C1 = "{text}"')
    assert found("CP904", f'purpose = "{text}"')
    assert not found("CP904", f'contact = "{text}"')


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
    assert not found("CP904", f"{D} A", f'note = "{text}"')


def waiver(rule: str, until: str = "2030-01-01", more: str = "") -> str:
    return f'waivers: rule = "{rule}", reason = "because", until = {until}{more}'


@pytest.mark.parametrize("rule", ["CP304", "cp304", "affected-not-named"])
@pytest.mark.parametrize(("until", "counts"), [("2026-11-22", True), ("2026-11-21", False), ("2099-01-01", True)])
def test_a_waiver_counts_to_the_end_of_its_last_day(rule: str, until: str, counts: bool) -> None:
    [finding] = found("CP304", waiver(rule, until))
    assert (finding.waived == "because") is counts
    ended = [] if counts else [f'The waiver of "{rule}" ended on {until}.']
    assert [finding.message for finding in found("CP906", waiver(rule, until))] == ended


@pytest.mark.parametrize("rule", ["CP101", "CP102", "CP103", "nothing-logged", "CP999", "CP3", "*", "CP301"])
def test_what_no_waiver_accepts_is_told(rule: str) -> None:
    errors = [finding for code in ("CP101", "CP102", "CP103") for finding in found(code, waiver(rule))]
    assert all(finding.waived is None for finding in errors)
    [finding] = found("CP906", waiver(rule))
    assert finding.message == f'The waiver of "{rule}" matches nothing that can be waived.'
    assert line_of(finding, waiver(rule)) == "[[waivers]]"


def test_a_waiver_for_a_session_accepts_what_is_about_it_and_nothing_else() -> None:
    planned = f"2027-01-01 design deciding {BOTH}"
    lines = (planned, 'id = "a"', planned, 'id = "b"', waiver("CP901", more=', session = "b"'))
    assert [(one.session, one.waived) for one in found("CP901", *lines)] == [("a", None), ("b", "because")]
    for session, waived in (("hall", "because"), ("other", None)):
        crowd = (f"{D} A | W, X, Y", 'id = "hall"', waiver("CP301", more=f', session = "{session}"'))
        assert [finding.waived for finding in found("CP301", *crowd)] == [waived]


def test_a_waiver_of_waivers_stays_in_sight_and_ends_too() -> None:
    assert [one.waived for one in found("CP906", waiver("CP999"), waiver("CP906"))] == ["because"] * 2
    ended = found("CP906", waiver("CP999"), waiver("CP906", "2026-11-21"))
    assert [finding.waived for finding in ended] == [None, None]


@pytest.mark.parametrize("rule", ["CP304", "cp301", "outnumbered"])
def test_a_waiver_of_a_rule_that_is_left_out_is_not_said_to_have_matched_nothing(rule: str) -> None:
    findings = judged(waiver(rule), gate=Gate(rules=frozenset({"CP906"}))).findings
    assert [finding.code for finding in findings if finding.severity != "error"] == []


NOWHERE = 'waivers: rule = "x", reason = "r", until = 2030-01-01, session = "q"'
CONSULTED = (f"{D} | A", "2026-01-12 design listened B")


@pytest.mark.parametrize(
    ("code", "lines", "line", "session"),
    [
        (
            "CP202",
            (TOGETHER, "2026-03-01 planning | X", '# why\nsettled = { place = "x" }', 'id = "s"'),
            "settled =",
            "s",
        ),
        ("CP403", (TOGETHER, 'recognition = "none"', 'id = "s"'), "recognition =", "s"),
        ("CP904", (f"{D} | a@example.org", 'id = "s"'), "professional =", "s"),
        ("CP904", ("[people]", 'C1 = "a@example.org"'), "C1 =", None),
        ("CP904", ("[people]", '"a@example.org" = "x"'), '"a@example.org" =', None),
        ("CP903", (f"{D} A", 'professional = ["a "]', 'id = "s"'), "professional =", "s"),
        ("CP905", (f"{D} A", 'feeds_back = ["gone"]', 'id = "s"'), "feeds_back =", "s"),
        ("CP905", (NOWHERE,), "session =", None),
        ("CP906", (NOWHERE,), "[[waivers]]", None),
        ("CP102", CONSULTED, "[[sessions]]", None),
    ],
)
def test_a_finding_points_to_the_line_that_it_is_about(
    code: str, lines: tuple[str, ...], line: str, session: str | None
) -> None:
    [finding] = found(code, *lines)
    assert line_of(finding, *lines).startswith(line)
    assert finding.session == session


def test_a_matter_belongs_to_its_phase_whatever_session_settled_it() -> None:
    [finding] = found("CP202", *settled("place apart 01-01"))
    assert finding.phase == "co-delivery"


def test_a_consulted_phase_points_to_the_session_in_which_people_were_consulted() -> None:
    [finding] = found("CP102", *CONSULTED)
    assert finding.line > 6


def test_where_nobody_knows_how_many_came_it_is_said() -> None:
    notes = judged(f"{D} A | X, Y, Z", 'also_present = { community = "some" }').notes
    assert notes == (
        (
            "Nobody can tell whether the community was outnumbered in co-design: of some sessions with partners it is "
            "not recorded how many people came."
        ),
    )
    reading = 'readings: session = "one", date = 2026-02-01, read = "x", said = "agree", were_there = 9'
    lines = (f"{D} A, B | X", 'also_present = { community = "some" }', 'id = "one"', reading)
    assert any("were there" in note for note in judged(*lines).notes)
    assert not found("CP506", *lines)


@pytest.mark.parametrize("rule", ["CP502", "difference-unanswered"])
def test_an_answer_that_people_are_owed_cannot_be_waived(rule: str) -> None:
    reading = 'readings: session = "gone", date = 2026-02-01, read = "x", said = "differs", words = "No", id = "r"'
    assert [one.waived for one in found("CP502", reading, waiver(rule))] == [None]
    assert len(found("CP906", reading, waiver(rule))) == 1


def test_an_answer_declined_is_told_with_its_outcome() -> None:
    reading = 'readings: session = "gone", date = 2026-02-01, read = "x", said = "differs", words = "No", id = "r"'
    answer = 'answers: date = 2026-02-10, to = "r", outcome = "{}", text = "x", told = "letter"'
    said = {one: found("CP503", reading, answer.format(one))[0].message for one in ("declined", "done", "partly")}
    beginning = "Readers of a session that is no longer in the file see it otherwise: they say so in their own words. "
    assert said == {
        "declined": f"{beginning}The project declined.",
        "done": f"{beginning}The project answered that it is done, and the record is unchanged.",
        "partly": f"{beginning}The project answered that it is done in part, and the record is unchanged.",
    }
