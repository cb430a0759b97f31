"""For records changed in a known way, the codes of CP6xx are exactly those of that way."""

import datetime as dt
from collections.abc import Callable

import pytest

from coprod.assess import Gate, assess
from coprod.assess.compare import Earlier
from coprod.model.matching import Version
from tests.conftest import document, example

TODAY = dt.date(2026, 11, 22)

BEFORE = example(
    'claim = ["co-planning", "co-design"]',
    'affected = ["tenants", "carers"]',
    'given = { funding = "40,000" }',
    "[people]",
    'C1 = "Amina K."',
    'sessions: date = 2026-01-12, phase = "co-planning", title = "What should the yard become?", '
    'level = "considered", community = ["C1", "C2"], professional = ["Jo (council)", "Lee"], '
    'heard = ["tenants"], settled = { problem = "Unsafe" }, id = "first"',
    'sessions: date = 2026-06-01, phase = ["co-design", "co-delivery"], level = "deciding", '
    'community = ["C1"], feeds_back = ["first"], id = "second"',
    'sessions: date = 2027-02-01, phase = "co-evaluation", community = ["C1"], id = "planned"',
    'feedback: date = 2026-02-01, sessions = ["first"], how = "letter"',
    'said: date = 2026-01-12, text = "Keep the gate open", id = "gate"',
    'readings: session = "first", date = 2026-02-02, read = "9f3a1c77b0d2", said = "differs", readers = 3, '
    'level = "listened", id = "reading"',
    'answers: date = 2026-02-10, to = "gate", outcome = "open", text = "We will ask"',
    'waivers: rule = "CP301", reason = "Small hall", until = 2026-12-31',
)


def codes(before: str, after: str) -> list[str]:
    old, new = document(before).project, document(after)
    found = assess(new.project, TODAY, new.line_of, file="a.toml", gate=Gate(), earlier=Earlier("HEAD", Version(old)))
    return sorted({one.code for one in found.findings if one.code.startswith("CP6")})


def swap(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return change


PLANNED = 'community = ["C1"]\nid = "planned"'

FURTHER = '[[answers]]\ndate = 2026-03-01\nto = "gate"\noutcome = "done"\ntext = "Open"\n'
LEVELLED = f'level = "shared-power"\n{PLANNED}'

TWIN = '\n[[sessions]]\ndate = 2026-01-12\nphase = "co-planning"\nlevel = "deciding"\ncommunity = ["C1"]\nid = "twin"\n'

CHANGES: dict[str, tuple[Callable[[str], str], list[str]]] = {
    "nothing": (lambda text: text, []),
    "a comment": (swap("[people]", "# why\n[people]"), []),
    "a renamed person": (swap('"Jo (council)"', '"Jo B."'), ["CP609"]),
    "a name for an id": (swap('community = ["C1", "C2"]', 'community = ["Amina K.", "C2"]'), []),
    "a note": (swap('id = "first"', 'note = "Rain"\nid = "first"'), []),
    "a mended title": (swap("What should the yard", "What shall the yard"), []),
    "a lowered level": (swap('level = "deciding"', 'level = "considered"'), []),
    "a level within consultation": (swap('level = "considered"', 'level = "listened"'), []),
    "a level taken away": (swap('level = "considered"\n', ""), []),
    "a raised level": (swap('level = "considered"', 'level = "deciding"'), ["CP602"]),
    "a level added to what is planned": (swap(PLANNED, LEVELLED), []),
    "more community people": (swap('["C1", "C2"]', '["C1", "C2", "C3"]'), ["CP603"]),
    "community people counted": (swap('["C1", "C2"]\n', '["C1", "C2"]\nalso_present = { community = 9 }\n'), ["CP603"]),
    "fewer professionals": (swap('["Jo (council)", "Lee"]', '["Lee"]'), ["CP603"]),
    "a professional counted instead": (
        swap('["Jo (council)", "Lee"]', '["Lee"]\nalso_present = { professional = 1 }'), []
    ),
    "fewer community people": (swap('["C1", "C2"]', '["C1"]'), []),
    "another day": (swap("2026-01-12\nphase", "2026-01-13\nphase"), ["CP607"]),
    "another phase": (swap('phase = "co-planning"', 'phase = "co-design"'), ["CP607"]),
    "phases in another order": (swap('["co-design", "co-delivery"]', '["co-delivery", "co-design"]'), []),
    "a planned session put off": (swap("2027-02-01", "2027-03-01"), []),
    "a planned session held early": (swap("2027-02-01", "2026-11-01"), []),
    "another decision": (swap('problem = "Unsafe"', 'problem = "Dark"'), ["CP608"]),
    "somebody heard too": (swap('heard = ["tenants"]', 'heard = ["tenants", "carers"]'), []),
    "somebody else heard": (swap('heard = ["tenants"]', 'heard = ["carers"]'), ["CP608"]),
    "a decision added": (swap('id = "first"', 'decided = ["x"]\nid = "first"'), []),
    "an agenda added": (swap('id = "first"', 'agenda = "both"\nid = "first"'), []),
    "a session marked as planned": (swap('id = "first"', 'planned = true\nid = "first"'), ["CP601"]),
    "a level of a matter's own": (
        swap('problem = "Unsafe"', 'problem = { what = "Unsafe", level = "deciding" }'), ["CP602"]
    ),
    "a lower level of a matter's own": (
        swap('problem = "Unsafe"', 'problem = { what = "Unsafe", level = "listened" }'), []
    ),
    "a lowered session with a twin": (
        lambda text: swap('level = "considered"', 'level = "listened"')(text) + TWIN, ["CP602", "CP606"]
    ),
    "a twin on another day": (lambda text: text + TWIN.replace("01-12", "11-13"), []),
    "a twin of another phase": (lambda text: text + TWIN.replace("co-planning", "co-design"), ["CP606"]),
    "people counted as some": (
        swap('["C1", "C2"]\n', '["C1", "C2"]\nalso_present = { community = "some" }\n'), ["CP603"]
    ),
    "an interpreter who was a professional": (
        swap('["Jo (council)", "Lee"]', '["Jo (council)"]\nsupporting = ["Lee"]'), ["CP603"]
    ),
    "a reading withdrawn": (
        swap('said = "differs"\nreaders = 3\nlevel = "listened"', 'said = "withdrawn"\nreaders = 3'), ["CP608"]
    ),
    "how a reading was read": (swap('said = "differs"', 'said = "differs"\nhow = "aloud"'), []),
    "a session more in a feedback": (swap('sessions = ["first"]', 'sessions = ["first", "second"]'), []),
    "a group no longer affected": (swap('affected = ["tenants", "carers"]', 'affected = ["carers"]'), ["CP605"]),
    "a group more affected": (swap('["tenants", "carers"]', '["tenants", "carers", "youth"]'), []),
    "feedback of a session undone": (swap('feeds_back = ["first"]\n', ""), ["CP608"]),
    "a saying reworded": (swap("Keep the gate open", "Perhaps open the gate"), ["CP604"]),
    "a reading turned round": (swap('said = "differs"', 'said = "cannot-say"'), ["CP604"]),
    "an answer reworded": (swap("We will ask", "No"), ["CP604"]),
    "people told of an answer": (swap('text = "We will ask"', 'text = "We will ask"\ntold = "letter"'), []),
    "a further answer": (swap("[[waivers]]", f"{FURTHER}[[waivers]]"), []),
    "a feedback changed": (swap('how = "letter"', 'how = "poster"'), ["CP604"]),
    "a phase no longer claimed": (swap('["co-planning", "co-design"]\n', '["co-design"]\n'), ["CP605"]),
    "a phase more claimed": (swap('"co-design"]\naffected', '"co-design", "co-delivery"]\naffected'), []),
    "an easier threshold": (swap("[people]", "[check]\nfeedback_days = 43\n[people]"), ["CP605"]),
    "a harder threshold": (swap("[people]", "[check]\nfeedback_days = 41\ncommunity_share = 0.5\n[people]"), []),
    "another thing given": (swap('funding = "40,000"', 'funding = "40,000", place = "The yard"'), ["CP605"]),
    "a given thing reworded": (swap('funding = "40,000"', 'funding = "50,000"'), []),
    "a waiver prolonged": (swap("2026-12-31", "2027-01-31"), ["CP605"]),
    "a waiver cut short": (swap("2026-12-31", "2026-11-30"), []),
    "a waiver with another reason": (swap("Small hall", "The hall is small"), []),
}  # fmt: skip


@pytest.mark.parametrize("how", list(CHANGES))
def test_the_codes_are_those_of_the_change(how: str) -> None:
    change, expected = CHANGES[how]
    assert codes(BEFORE, change(BEFORE)) == expected


ADDED = '\n[[sessions]]\ndate = {day}\nphase = "co-design"\ncommunity = ["C9"]\nid = "late"\n'


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-11-20", []), ("2026-04-20", []), ("2026-04-19", ["CP606"]), ("2027-05-01", []), ("2025-01-01", ["CP606"])],
)
def test_a_session_is_late_by_the_latest_that_stood_and_is_not_planned(day: str, expected: list[str]) -> None:
    assert codes(BEFORE, BEFORE + ADDED.format(day=day)) == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [("feedback", ["CP604"]), ("said", ["CP604"]), ("readings", ["CP604"]), ("answers", ["CP604"])],
)
def test_a_voice_that_is_gone_is_told(table: str, expected: list[str]) -> None:
    kept = [block for block in BEFORE.split("\n[[") if not block.startswith(f"{table}]]")]
    assert codes(BEFORE, "\n[[".join(kept)) == expected


def test_a_session_that_is_gone_is_told_unless_it_was_planned() -> None:
    blocks = BEFORE.split("\n[[")
    gone = {
        name: "\n[[".join(block for block in blocks if f'id = "{name}"' not in block) for name in ("first", "planned")
    }
    assert codes(BEFORE, gone["first"]) == ["CP601"]
    assert codes(BEFORE, gone["planned"]) == []


@pytest.mark.parametrize("before", [False, True])
def test_no_waiver_accepts_a_change(before: bool) -> None:
    raised = BEFORE.replace('level = "considered"', 'level = "deciding"')
    waiver = '\n[[waivers]]\nrule = "CP602"\nreason = "x"\nuntil = 2026-12-31\n'
    old, new = document(BEFORE + (waiver if before else "")).project, document(raised + waiver)
    found = assess(new.project, TODAY, new.line_of, file="a", gate=Gate(), earlier=Earlier("HEAD", Version(old)))
    assert [one.waived for one in found.findings if one.code == "CP602"] == [None]
    idle = [one.message for one in found.findings if one.code == "CP906"]
    assert 'The waiver of "CP602" matches nothing that can be waived.' in idle
    alone = assess(new.project, TODAY, new.line_of, file="a", gate=Gate())
    assert not [one for one in alone.findings if one.code == "CP906" and "CP602" in one.message]


def test_what_stood_before_is_judged_by_the_day_of_the_revision() -> None:
    new = document(BEFORE.replace('phase = "co-planning"', 'phase = "co-design"'))
    for day, expected in ((dt.date(2026, 1, 11), []), (dt.date(2026, 1, 12), ["CP607"]), (None, ["CP607"])):
        earlier = Earlier("HEAD", Version(document(BEFORE).project), day=day)
        found = assess(new.project, TODAY, new.line_of, file="a.toml", gate=Gate(), earlier=earlier)
        assert [one.code for one in found.findings if one.code.startswith("CP60")] == expected


def test_a_survey_that_became_a_meeting_is_raised() -> None:
    ballot = BEFORE.replace('community = ["C1"]\nfeeds_back', 'community = ["C1"]\nkind = "ballot"\nfeeds_back')
    assert codes(ballot, BEFORE) == ["CP602"]
    assert codes(BEFORE, ballot) == []


def test_where_the_file_was_not_there_before_nothing_is_held_against_it() -> None:
    new = document(BEFORE)
    found = assess(new.project, TODAY, new.line_of, file="a.toml", gate=Gate(), earlier=Earlier("HEAD", None))
    assert not [one for one in found.findings if one.code.startswith("CP6")]
    assert found.before is not None
    assert found.before.verdict is None
