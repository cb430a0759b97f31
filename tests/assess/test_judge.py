from datetime import date

import pytest

from coprod.assess import Assessment, Gate, assess
from coprod.framework import PHASES
from tests.conftest import WHOLE, document, session

ALL = tuple(PHASES)


def judge(text: str, **gate: object) -> Assessment:
    read = document(text)
    return assess(read.project, date(2026, 11, 22), read.line_of, file="a.toml", gate=Gate(**gate))  # type: ignore[arg-type]


def errors(found: Assessment) -> list[tuple[str, str | None]]:
    return [(one.code, one.phase) for one in found.findings if one.severity == "error"]


def project(*sessions: str, claim: str = "") -> str:
    return f'[project]\nname = "Test"\n{claim}\n' + "".join(sessions)


def every(phases: tuple[str, ...] = ALL, **more: object) -> list[str]:
    return [session(phase, who=["A", "p:B"], **{"level": "deciding"} | more) for phase in phases]  # type: ignore[arg-type]


def test_a_project_is_co_produced_when_all_four_phases_stand() -> None:
    found = judge(WHOLE)
    assert (found.verdict, found.stands, errors(found)) == ("co-produced", True, [])


@pytest.mark.parametrize("phase", ALL)
@pytest.mark.parametrize(
    ("instead", "code"),
    [
        (lambda phase: session(phase, who=["p:B"]), "CP101"),
        (lambda phase: session(phase, who=["A", "p:B"], level="considered"), "CP102"),
        (lambda _phase: "", "CP103"),
    ],
)
def test_one_phase_without_partners_flags_the_project(phase: str, instead: object, code: str) -> None:
    others = tuple(other for other in ALL if other != phase)
    found = judge(project(*every(others), instead(phase)))  # type: ignore[operator]
    assert (found.verdict, found.stands) == ("not-co-produced", False)
    assert errors(found) == [(code, phase)]


def test_all_four_by_the_community_alone_is_a_verdict_of_its_own() -> None:
    found = judge(project(*(session(phase, who=["A"], level="deciding") for phase in ALL)))
    assert (found.verdict, found.stands) == ("community-led", True)


def test_one_phase_together_is_enough_beside_community_led_ones() -> None:
    found = judge(project(*(session(phase, who=["A"], level="deciding") for phase in ALL[1:]), *every(ALL[:1])))
    assert found.verdict == "co-produced"


def test_a_claim_narrows_the_gate_and_not_the_verdict() -> None:
    found = judge(project(*every(("co-design",)), claim='claim = ["co-design"]'))
    assert (found.stands, found.verdict, found.judged) == (True, "not-co-produced", ("co-design",))


def test_so_far_judges_the_claimed_phases_that_have_sessions() -> None:
    text = project(
        *every(("co-planning",)), session("co-design", who=["p:B"]), claim='claim = ["co-planning", "co-delivery"]'
    )
    assert judge(text, so_far=True).judged == ("co-planning",)
    assert judge(text, so_far=True).stands
    assert not judge(text).stands


def test_so_far_without_a_session_judges_nothing() -> None:
    found = judge(project(), so_far=True)
    assert (found.judged, found.stands, found.verdict) == ((), True, "not-co-produced")


def test_through_judges_up_to_and_including_a_phase() -> None:
    text = project(*every(("co-planning", "co-design")))
    assert judge(text, through="co-design").judged == ("co-planning", "co-design")
    assert judge(text, through="co-design").stands
    assert not judge(text, through="co-delivery").stands


def test_findings_are_in_the_order_of_the_phases_with_the_line_of_their_session() -> None:
    text = project(
        session("co-evaluation", who=["p:B"]),
        session("co-design", who=["p:B"]),
        session("co-design", who=["A"], level="listened"),
    )
    lines = document(text).data.decode().split("\n")
    found = judge(text).findings[:4]
    assert errors(judge(text)) == [
        ("CP103", "co-planning"),
        ("CP102", "co-design"),
        ("CP103", "co-delivery"),
        ("CP101", "co-evaluation"),
    ]
    assert [lines[one.line - 1] for one in found] == ["[project]", "[[sessions]]", "[project]", "[[sessions]]"]
    assert found[1].line > found[3].line


def test_an_assessment_holds_what_its_readers_need() -> None:
    found = judge(project(*every(("co-design",)), claim='claim = ["co-design"]'), strict=True)
    assert (found.file, found.name, found.claimed) == ("a.toml", "Test", ("co-design",))
    assert found.fails_on == {"error", "warning"}
    assert judge("").fails_on == {"error"}
    assert [record.phase for record in found.phases] == list(ALL)
    assert found.place.design == "both"


def test_a_gate_tells_of_the_errors_and_of_the_rules_that_are_chosen() -> None:
    text = project(session("co-design", who=["A", "p:B"], day="2027-01-01"))
    assert {one.code for one in judge(text, rules=frozenset()).findings} == {"CP103"}
    assert {one.code for one in judge(text, rules=frozenset({"CP901"})).findings} == {"CP103", "CP901"}


def test_strict_counts_warnings_that_are_not_waived() -> None:
    stands = project(*every(level="deciding", day="2026-11-20"))
    assert judge(stands, strict=True, rules=frozenset()).stands
    late = stands + session("co-design", who=["A", "p:B"], level="deciding", day="2026-01-01")
    assert judge(late).stands
    assert not judge(late, strict=True, rules=frozenset({"CP401"})).stands
    waiver = '[[waivers]]\nrule = "{}"\nreason = "r"\nuntil = 2030-01-01\n'
    assert judge(late + waiver.format("CP401"), strict=True, rules=frozenset({"CP401"})).stands
    [waived] = [one for one in judge(late + waiver.format("CP401")).findings if one.waived]
    assert (waived.code, str(waived.waived_until)) == ("CP401", "2030-01-01")


def test_a_phase_that_is_not_judged_is_not_flagged() -> None:
    text = project(session("co-design", who=["p:B"]), *every(("co-planning",)))
    assert errors(judge(text, through="co-planning")) == []
    assert errors(judge(text, so_far=True)) == [("CP101", "co-design")]
