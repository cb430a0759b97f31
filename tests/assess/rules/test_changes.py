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
    "a level added": (swap(PLANNED, LEVELLED), ["CP602"]),
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
    "a planned session held early": (swap("2027-02-01", "2026-11-01"), ["CP607"]),
    "another decision": (swap('problem = "Unsafe"', 'problem = "Dark"'), ["CP608"]),
    "somebody else heard": (swap('heard = ["tenants"]', 'heard = ["tenants", "carers"]'), ["CP608"]),
    "feedback of a session undone": (swap('feeds_back = ["first"]\n', ""), ["CP608"]),
    "a saying reworded": (swap("Keep the gate open", "Perhaps open the gate"), ["CP604"]),
    "a reading turned round": (swap('said = "differs"', 'said = "cannot-say"'), ["CP604"]),
    "an answer reworded": (swap("We will ask", "No"), ["CP604"]),
    "people told of an answer": (swap('text = "We will ask"', 'text = "We will ask"\ntold = "letter"'), []),
    "a further answer": (swap("[[waivers]]", f"{FURTHER}[[waivers]]"), []),
    "a feedback changed": (swap('how = "letter"', 'how = "poster"'), ["CP604"]),
    "a phase no longer claimed": (swap('["co-planning", "co-design"]\n', '["co-design"]\n'), ["CP605"]),
    "a phase more claimed": (swap('"co-design"]\ngiven', '"co-design", "co-delivery"]\ngiven'), []),
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


def test_a_waiver_that_the_same_change_adds_waives_none_of_them() -> None:
    raised = BEFORE.replace('level = "considered"', 'level = "deciding"')
    waiver = '\n[[waivers]]\nrule = "CP602"\nreason = "x"\nuntil = 2026-12-31\n'
    for text, waived in ((raised + waiver, False), (raised, None)):
        old, new = (
            document(BEFORE + (waiver if waived is None else "")).project,
            document(text + ("" if waived is False else waiver)),
        )
        found = assess(new.project, TODAY, new.line_of, file="a", gate=Gate(), earlier=Earlier("HEAD", Version(old)))
        [level] = [one for one in found.findings if one.code == "CP602"]
        assert (level.waived is None) == (waived is False)


def test_where_the_file_was_not_there_before_nothing_is_held_against_it() -> None:
    new = document(BEFORE)
    found = assess(new.project, TODAY, new.line_of, file="a.toml", gate=Gate(), earlier=Earlier("HEAD", None))
    assert not [one for one in found.findings if one.code.startswith("CP6")]
    assert found.before is not None
    assert found.before.verdict is None
