"""Every kind of record, and every field of each, stands in the one table; whatever forgets one is named here."""

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coprod.model import About, Project, Reading, kinds
from coprod.model.ids import fingerprint
from coprod.model.kinds import KINDS, TABLES, ids, records, texts
from coprod.model.records import MODELS, kind_of
from coprod.model.rows import Kind
from coprod.model.types import Record, Text
from coprod.store.change import add
from coprod.store.merge import merge
from coprod.store.read import parse
from tests.conftest import WHOLE, document
from tests.model.strategies import STRATEGIES, any_record

ALL = list(KINDS.values())


def test_every_array_of_tables_of_a_project_is_a_kind() -> None:
    single = {"format", "project", "check", "people"}
    assert set(Project.model_fields) - single == set(KINDS) == set(MODELS)


def test_a_class_whose_fields_are_not_its_rows_is_refused() -> None:
    with pytest.raises(TypeError, match="has the fields"):

        class Forgetful(Record, rows=kinds.FEEDBACK.rows):
            date: dt.date
            how: Text


@pytest.mark.parametrize("kind", TABLES.values(), ids=list(TABLES))
def test_every_row_says_what_it_must(kind: Kind) -> None:
    for row in (part for whole in kind.rows for part in (whole, *whole.parts)):
        assert row.help.endswith(".")
        assert not row.options or kind.commands
        # A text of people that a page shows is one to read before the page is shared.
        assert bool(row.listed) == (row.free and row.audience == "shared")
        assert row.free <= (row.value in {"text", "lines", "matters", "group", "groups"})


def takes_any_text(annotation: Any, metadata: Sequence[Any] = ()) -> bool:
    """Whether a type takes what people write, or holds what does; an id takes no blanks, and a choice only its own."""
    if annotation is str:
        patterns = [pattern for one in metadata if (pattern := getattr(one, "pattern", None))]
        return all(re.search(pattern, "x y") for pattern in patterns)
    arguments = get_args(annotation)
    if get_origin(annotation) is Annotated:
        return takes_any_text(arguments[0], arguments[1:])
    return get_origin(annotation) is not Literal and any(map(takes_any_text, arguments))


@pytest.mark.parametrize("model", [About, *MODELS.values()])
def test_a_row_says_which_fields_people_write_as_they_like(model: type[Record]) -> None:
    for row in model.rows:
        field = model.model_fields[row.name]
        free = takes_any_text(field.annotation, field.metadata)
        assert row.free == (free and row.value != "labels" and row.name != "rule"), row.name


def test_the_schema_says_of_every_field_what_its_row_says() -> None:
    schema = Project.model_json_schema()
    for kind in ALL:
        properties = schema["$defs"][MODELS[kind.table].__name__]["properties"]
        assert {key: said["description"] for key, said in properties.items()} == {
            row.in_file: row.help for row in kind.rows
        }


@pytest.mark.parametrize("table", KINDS)
def test_every_field_is_drawn_by_the_strategy_of_its_kind(table: str) -> None:
    """The property tests would else pass by never trying a field."""
    defaults = {name: field.get_default() for name, field in MODELS[table].model_fields.items()}
    drawn: set[str] = set()

    @given(STRATEGIES[table])
    def draw(record: Record) -> None:
        drawn.update(name for name, value in record if value not in (defaults[name], None, (), {}, False))

    draw()
    assert drawn == set(defaults)


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
    assume(type(one) is not type(other) or kind_of(one).key_of(one) != kind_of(other).key_of(other))
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
        Reading.model_validate({"date": dt.date(2026, 1, 1), "session": "a", "read": "b"} | fields)


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


def test_every_string_of_a_project_is_found_with_its_row_and_place() -> None:
    project = document(WHOLE).project
    found = {one.path: (one.row.name, one.text) for one in texts(project)}
    assert found["project", "name"] == ("name", project.project.name)
    assert found["sessions", 0, "community", 1] == ("community", project.sessions[0].community[1])
    assert found["sessions", 0, "phase", 3] == ("phase", "co-evaluation")
