"""Codes: how they are read, and what becomes of what they are of."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.assess.same import Code, compared, read_codes
from coprod.framework import LEVELS, LevelName
from coprod.model import Session
from coprod.model.ids import fingerprints, project_fingerprint, reading_fingerprint
from coprod.model.kinds import SESSIONS
from tests.conftest import document, example
from tests.model.strategies import sessions

TODAY = dt.date(2026, 11, 22)
PRINT = "9f3a1c77b0d2"


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-12-7c1e0b 9f3a-1c77-b0d2",
        "2026-01-12-7c1e0b 9F3A 1C77 B0D2",
        "2026-01-12-7c1e0b 9f3a1c77b0d2",
        " 2026-01-12-7c1e0b\t9f3a \u2013 1c77\u2212b0d2\n",
        "2026-01-12-7c1e0b 9f\u20113a1c\u20147 7b0d2",
    ],
)
def test_a_code_is_read_as_people_type_it(text: str) -> None:
    assert read_codes(text, TODAY) == [Code("2026-01-12-7c1e0b", PRINT)]


def test_the_day_stands_for_the_id_and_several_are_one_text() -> None:
    text = "12 January 2026 9f3a 1c77 b0d2 drawings 0000-0000-0000 2026-01-12 ffff ffff ffff"
    assert read_codes(text, TODAY) == [
        Code("2026-01-12", PRINT),
        Code("drawings", "0" * 12),
        Code("2026-01-12", "f" * 12),
    ]
    assert str(read_codes(text, TODAY)[0]) == "2026-01-12 9f3a-1c77-b0d2"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        PRINT,
        "x 9f3a",
        "x 9f3a-1c77-b0d",
        "x 9f3a-1c77-b0d22",
        "x y 9f3a1c77b0d2",
        "x 9g3a1c77b0d2",
        "x 9f3a1c77b0d2 y",
    ],
)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no code"):
        read_codes(text, TODAY)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "2026-01-12-7c1e0b", "deadbeef0000"]), st.from_regex("[0-9a-f]{12}", fullmatch=True)
        ),
        min_size=1,
    )
)
def test_whatever_is_printed_is_read(codes: list[tuple[str, str]]) -> None:
    every = [Code(*code) for code in codes]
    assert read_codes(" ".join(map(str, every)), TODAY) == every


PROJECT = example(
    "2026-01-12 design deciding C1 | Jo",
    'id = "a"',
    "2026-01-12 design deciding C1 | Jo, Mo",
    'id = "b"',
    'readings: session = "a", date = 2026-02-01, read = "x", said = "agree", id = "2026-02-01-r000000"',
    'readings: session = "a", date = 2026-02-01, read = "x", said = "withdrawn", id = "gone"',
)


def test_what_becomes_of_each() -> None:
    project = document(PROJECT).project
    prints = fingerprints(project)
    reading = project.readings[0]
    codes = {
        "a": (prints["a"], "a", "same"),
        "2026-01-12": (prints["b"], "b", "same"),
        "moved": (prints["b"], "b", "same"),
        "b": ("0" * 12, "b", "changed"),
        "2026-01-12-000000": ("0" * 12, "a", "changed"),
        reading.id: (reading_fingerprint(reading), reading.id, "same"),
        "project": (project_fingerprint(project, TODAY), "project", "same"),
        "gone": ("0" * 12, "gone", "changed"),
        "2026-01-13-000000": ("0" * 12, "2026-01-13-000000", "gone"),
    }
    found = compared(project, [Code(name, print_) for name, (print_, _, _) in codes.items()], TODAY)
    assert [(one.id, one.result) for one in found] == [(name, result) for _, name, result in codes.values()]
    assert [one.code.name for one in found if one.withdrawn] == ["gone"]


@given(sessions(), sessions(), st.sampled_from([*LEVELS, None]))
def test_a_code_is_lost_by_what_it_is_of_and_kept_by_anything_else(
    session: Session, other: Session, level: LevelName | None
) -> None:
    """A raised, rewritten or deleted session is told from its slip; notes and how time was recognised are not."""
    project = document(example('purpose = "x"')).project
    held = project.model_copy(update={"sessions": (session,)})
    code = Code(session.id, fingerprints(held)[session.id])
    kept = {row.name for row in SESSIONS.rows if not row.hashed}
    quiet = session.model_copy(update={name: getattr(other, name) for name in kept - {"id", "planned"}})
    assert [one.result for one in compared(held.model_copy(update={"sessions": (quiet,)}), [code], TODAY)] == ["same"]
    raised = session.model_copy(update={"level": level})
    assert [one.result for one in compared(held.model_copy(update={"sessions": (raised,)}), [code], TODAY)] == [
        "same" if level == session.level else "changed"
    ]
    assert [one.result for one in compared(project, [code], TODAY)] == ["gone"]
