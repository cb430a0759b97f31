"""Every kind of record, and every field of each, stands in the one table; whatever forgets one is named here."""

import datetime as dt
import hashlib
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coprod.model import Project
from coprod.model.ids import fingerprint
from coprod.model.kinds import KINDS, Kind, Nowhere, ids, kind_of, records
from coprod.model.record import Record
from coprod.store.change import add
from coprod.store.read import parse
from coprod.store.versions import merge
from tests.conftest import WHOLE, document
from tests.model.strategies import STRATEGIES, any_record

ALL = list(KINDS.values())
kinds = pytest.mark.parametrize("kind", ALL, ids=[kind.table for kind in ALL])
fields = pytest.mark.parametrize(
    ("kind", "field"),
    [(kind, field) for kind in ALL for field in kind.model.model_fields],
    ids=[f"{kind.table}.{field}" for kind in ALL for field in kind.model.model_fields],
)


def test_every_array_of_tables_of_a_project_is_a_kind() -> None:
    single = {"format", "project", "check", "people"}
    assert set(Project.model_fields) - single == set(KINDS)


@fields
def test_every_field_says_where_it_is_written_and_shown(kind: Kind, field: str) -> None:
    uses = kind.fields[field]
    for use in uses:
        assert use.strip()
        assert not isinstance(use, Nowhere) or use.endswith(".")


@kinds
def test_the_table_names_no_field_that_is_gone(kind: Kind) -> None:
    assert list(kind.fields) == list(kind.model.model_fields)


@fields
def test_every_field_has_words_in_the_schema(kind: Kind, field: str) -> None:
    described = Project.model_json_schema()["$defs"][kind.model.__name__]["properties"]
    assert described[kind.model.model_fields[field].alias or field]["description"]


@fields
def test_every_field_is_drawn_by_the_strategy_of_its_kind(kind: Kind, field: str) -> None:
    """The property tests would else pass by never trying a field."""
    default = kind.model.model_fields[field].get_default()
    seen: list[object] = []

    @given(STRATEGIES[kind.table])
    def draw(record: Record) -> None:
        if getattr(record, field) not in (default, None, (), {}, False):
            seen.append(getattr(record, field))

    draw()
    assert seen


@given(st.data())
def test_every_kind_is_added_as_it_is_and_reads_back(data: st.DataObject) -> None:
    for kind in ALL:
        before = parse(WHOLE.encode(), "a.toml")
        record = data.draw(STRATEGIES[kind.table])
        change = add(before, record)
        again = parse(change.after.data, "a.toml").project
        assert change.after.data.startswith(before.data)
        assert again == change.after.project
        assert records(again, kind.table)[-1] == change.records[0]


@given(any_record(), any_record())
def test_what_each_side_added_stands_in_the_merged_file(one: Record, other: Record) -> None:
    # Two waivers of one rule, or two answers to Shier's questions on one day, are for a person to choose from.
    assume(type(one) is not type(other) or kind_of(one).known_by(one) != kind_of(other).known_by(other))
    base = parse(WHOLE.encode(), "a.toml")
    ours, theirs = add(base, one), add(base, other)
    merged = merge(base, ours.after, theirs.after).project
    for change in (ours, theirs):
        [record] = change.records
        assert record in [record for kind in ALL for record in records(merged, kind.table)]


def test_ids_are_unique_over_all_kinds() -> None:
    text = WHOLE + '\n[[said]]\ndate = 2026-01-12\ntext = "x"\nid = "all"\n'
    with pytest.raises(Exception, match="an earlier session has the same id"):
        document(text)


def test_an_id_says_of_what_kind_it_is() -> None:
    project = document(
        WHOLE
        + '\n[[said]]\ndate = 2026-01-12\ntext = "x"\n'
        + '\n[[readings]]\ndate = 2026-02-02\nsession = "all"\nread = "9f3a1c77b0d2"\nsaid = "agree"\nreaders = 2\n'
    ).project
    found = {table: name for table, _, name in ids(project)}
    assert found["said"].startswith("2026-01-12-s")
    assert found["readings"].startswith("2026-02-02-r")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"said": "differs"}, "gives a level, words or both"),
        ({"said": "agree", "readers": 0}, "has no readers"),
        ({"said": "not-taken-up", "readers": 1}, "readers must be 0"),
        ({"said": "agree", "readers": 1, "were_there": 2}, "more people than read it"),
    ],
)
def test_a_reading_says_what_it_must(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        KINDS["readings"].model.model_validate({"date": dt.date(2026, 1, 1), "session": "a", "read": "b"} | fields)


def test_a_fingerprint_holds_what_people_agreed_to_and_no_label() -> None:
    [session] = document(WHOLE).project.sessions
    written = (
        '["2026-01-12",["co-planning","co-design","co-delivery","co-evaluation"],"deciding",null,2,1,null,null,null]'
    )
    print_ = fingerprint(session)
    assert print_ == hashlib.sha256(written.encode()).hexdigest()[:12]
    same = session.model_copy(update={"community": ("X", "Y"), "note": "n", "recognition": "paid"})
    assert fingerprint(same) == print_
    for change in (
        {"level": None},
        {"title": "t"},
        {"community": ("X",)},
        {"heard": ("g",)},
        {"settled": {"roles": "r"}},
    ):
        assert fingerprint(session.model_copy(update=change)) != print_
