"""Every kind of record, and every field of each, stands in the one table; whatever forgets one is named here."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Sequence
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coprod.errors import Unusable
from coprod.model import About, Project, Reading, kinds
from coprod.model.ids import (
    code,
    fingerprints,
    project_fingerprint,
    reading_fingerprint,
    record_id,
    session_fingerprint,
)
from coprod.model.kinds import KEY, KINDS, TABLES, ids, records, texts
from coprod.model.labels import Persons
from coprod.model.records import MODELS, kind_of
from coprod.model.rows import Kind
from coprod.model.types import Record, Text
from coprod.store.change import add
from coprod.store.merge import merge
from coprod.store.read import parse
from tests.conftest import WHOLE, document
from tests.everything import least
from tests.model.strategies import STRATEGIES, any_record

ALL = list(KINDS.values())


def test_every_array_of_tables_of_a_project_is_a_kind() -> None:
    single = {"format", "project", "check", "people"}
    assert set(Project.model_fields) - single == set(KINDS) == set(MODELS)


def test_the_letter_of_an_id_is_that_of_one_kind() -> None:
    letters = [kind.letter for kind in ALL if kind.letter is not None]
    assert len(letters) == len(set(letters))
    assert not set("".join(letters)) & set("0123456789abcdef"), "an id ends with hex digits"


def test_a_class_whose_fields_are_not_its_rows_is_refused() -> None:
    with pytest.raises(TypeError, match="in one of the two alone: sessions"):

        class Forgetful(Record, rows=kinds.FEEDBACK.rows):
            date: dt.date
            how: Text


#: What is written in the file alone, or with something else.
NO_OPTION = {"sessions.planned", "answers.outcome"}
NO_OPTION |= {f"project.{name}" for name in ("ended", "ended_because", "language", "given")}


@pytest.mark.parametrize("kind", TABLES.values(), ids=list(TABLES))
def test_every_row_says_what_it_must(kind: Kind) -> None:
    for row in (part for whole in kind.rows for part in (whole, *whole.parts)):
        where = f"{kind.table}.{row.name}"
        assert row.help.endswith("."), where
        assert not row.options or kind.commands, f"{where} has options, and {kind.table} no command"
        # A text of people that a page shows is one to read before the page is shared.
        assert bool(row.listed) == (row.free and row.audience == "shared"), f"{where}: a free text is listed"
        sorts = {"text", "texts", "lines", "matters", "settled", "replies", "group", "groups"}
        assert row.free <= (row.value in sorts), where
        unasked = row.value == "id" or row.parts or row not in kind.rows or where in NO_OPTION or not kind.commands
        assert row.options or unasked, f"{where} has no option: name it in NO_OPTION if that is meant"


def takes_any_text(annotation: Any, metadata: Sequence[Any] = ()) -> bool:
    """Whether a type takes what people write, or holds what does; an id takes no blanks, and a choice only its own."""
    if annotation is str:
        patterns = [pattern for one in metadata if (pattern := getattr(one, "pattern", None))]
        return all(re.search(pattern, "x y") for pattern in patterns)
    arguments = get_args(annotation)
    if get_origin(annotation) is Annotated:
        return takes_any_text(arguments[0], arguments[1:])
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return any(takes_any_text(field.annotation, field.metadata) for field in annotation.model_fields.values())
    return get_origin(annotation) is not Literal and any(map(takes_any_text, arguments))


@pytest.mark.parametrize("model", [About, *MODELS.values()])
def test_a_row_says_which_fields_people_write_as_they_like(model: type[Record]) -> None:
    for row in model.rows:
        field = model.model_fields[row.name]
        free = takes_any_text(field.annotation, field.metadata)
        assert row.free == (free and row.value != "labels" and row.name not in {"rule", "language"}), row.name


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
        ({"said": "withdrawn", "level": "listened"}, "was withdrawn"),
        ({"said": "withdrawn", "words": "x"}, "was withdrawn"),
        ({"said": "withdrawn", "share": True}, "was withdrawn"),
        ({"said": "withdrawn", "settles": "r"}, "said is agree or cannot-say"),
        ({"said": "differs", "words": "x", "settles": "r"}, "said is agree or cannot-say"),
        ({"said": "not-taken-up", "settles": "r"}, "said is agree or cannot-say"),
        ({"session": "project", "said": "agree", "level": "deciding"}, "of the whole project"),
    ],
)
def test_a_reading_says_what_it_must(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Reading.model_validate({"date": dt.date(2026, 1, 1), "session": "a", "read": "b"} | fields)


def fingerprint_of(content: object) -> str:
    """A fingerprint as the contract of the file describes it."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


#: A session in which everything is recorded, and the object that its fingerprint is of.
FULL = """
[project]
name = "x"
[people]
C1 = "Amina K."
[[sessions]]
date = 2026-01-12
phase = ["co-planning", "co-design"]
title = "What should\\r\\nthe yard become?"
kind = "ballot"
level = "deciding"
community = ["C1", "Amina K.", "Sam"]
professional = ["Jo"]
supporting = ["BSL interpreter"]
also_present = { community = "some", professional = 3 }
heard = ["young people", "tenants"]
asked = { carers = "not in exam time" }
agenda = "both"
settled = { problem = "Unsafe", place = { what = "The depot", level = "considered" }, roles = { what = "Open" } }
decided = ["Riverside garden", "A"]
feeds_back = ["b", "a"]
recognition = ["voucher", "expenses"]
access = ["BSL"]
evidence = ["https://example.org/minutes"]
note = "n"
"""
FULL_SAID = {
    "date": "2026-01-12",
    "phases": ["co-planning", "co-design"],
    "title": "What should\nthe yard become?",
    "kind": "ballot",
    "level": "deciding",
    "community": "2+some",
    "professional": 4,
    "supporting": 1,
    "heard": ["tenants", "young people"],
    "asked": {"carers": "not in exam time"},
    "agenda": "both",
    "settled": {"problem": "Unsafe", "place": {"what": "The depot", "level": "considered"}, "roles": "Open"},
    "decided": ["Riverside garden", "A"],
    "feeds_back": ["a", "b"],
}


def test_the_fingerprint_of_a_session_is_the_one_that_the_file_format_gives() -> None:
    text = """
    [project]
    name = "x"
    [[sessions]]
    date = 2026-03-01
    phase = "co-design"
    title = "Gate"
    level = "deciding"
    community = ["Ann"]
    professional = ["Jo", "Lee"]
    also_present = { community = 2 }
    """
    assert list(fingerprints(document(text).project).values()) == ["ac20c704e4c7"]


def test_the_fingerprint_of_a_session_is_of_what_is_recorded_and_of_no_label() -> None:
    project = document(FULL.replace("\\r\\nthe", " the")).project
    said = {**FULL_SAID, "title": "What should the yard become?"}
    assert list(fingerprints(project).values()) == [fingerprint_of(said)]
    [session] = project.sessions
    persons = Persons(project.people)
    same = {"community": ("X", "Y"), "note": None, "recognition": ("paid",), "access": (), "evidence": ()}
    assert session_fingerprint(session.model_copy(update=same), persons) == fingerprint_of(said)
    # What is hashed is what the rows say.
    hashed = {row.name for row in kinds.SESSIONS.rows if row.hashed} - {"phase", "also_present"}
    assert hashed | {"phases"} == set(FULL_SAID)
    for name in sorted(hashed - {"date", "kind"}):
        emptied = session.model_copy(update={name: type(getattr(session, name))()})
        assert session_fingerprint(emptied, persons) != fingerprint_of(said), name


def test_the_fingerprint_of_a_reading_is_of_what_it_says() -> None:
    text = """
    [[readings]]
    session = "all"
    date = 2026-02-02
    read = "9f3a1c77b0d2"
    readers = 3
    were_there = 0
    how = "read aloud"
    said = "differs"
    level = "considered"
    words = "We were told\\r\\nthe budget"
    share = true
    recognition = "voucher"
    """
    [reading] = document(WHOLE + text).project.readings
    said: dict[str, object] = {"session": "all", "date": "2026-02-02", "readers": 3, "were_there": 0, "said": "differs"}
    said |= {"level": "considered", "words": "We were told\nthe budget"}
    assert reading_fingerprint(reading) == fingerprint_of(said)
    theirs = reading.model_copy(update={"side": "professional", "settles": "r"})
    assert reading_fingerprint(theirs) == fingerprint_of(said | {"side": "professional", "settles": "r"})
    hashed = {row.name for row in kinds.READINGS.rows if row.hashed}
    assert hashed == {*said, "side", "settles"}


def test_the_fingerprint_of_a_project_is_of_the_sessions_held_by_a_day() -> None:
    more = """
    [[sessions]]
    date = 2026-02-01
    phase = "co-design"
    community = ["A"]
    [[sessions]]
    date = 2026-01-20
    phase = "co-design"
    planned = true
    [[sessions]]
    date = 2026-03-01
    phase = "co-design"
    community = ["A"]
    """
    project = document(WHOLE + more).project
    first, second, *_ = fingerprints(project).values()
    assert project_fingerprint(project, dt.date(2026, 2, 1)) == fingerprint_of(sorted([first, second]))


def test_a_code_is_an_id_a_blank_and_the_fingerprint_in_groups() -> None:
    assert code("2026-01-12-7c1e0b", "9f3a1c77b0d2") == "2026-01-12-7c1e0b 9f3a-1c77-b0d2"


def test_an_id_of_the_second_edition_stays() -> None:
    text = """
    [project]
    name = "x"
    [[sessions]]
    date = 2026-01-12
    phase = "co-planning"
    level = "deciding"
    community = ["Ann"]
    also_present = { professional = 2 }
    settled = { problem = "Unsafe" }
    recognition = "paid"
    """
    [session] = document(text).project.sessions
    assert session.id == "2026-01-12-f1cc1f"
    [planned] = document(text + "planned = true").project.sessions
    assert planned.id == session.id


@pytest.mark.parametrize("kind", [kind for kind in ALL if kind.letter is not None], ids=lambda kind: kind.table)
def test_what_is_left_out_is_no_part_of_an_id(kind: Kind) -> None:
    model, written = MODELS[kind.table], {key: value for key, value in least(kind).items() if key != "id"}
    content = dict(model.model_validate(written))
    assert content.pop("id") == record_id(content, kind.letter or ""), "the letter of its ids is that of its Kind"
    for name, value in content.items():
        if name not in least(kind) and (kind.table, name) not in {("readings", "side"), ("readings", "share")}:
            rest = {key: one for key, one in content.items() if key != name}
            assert record_id(content) == record_id(rest), (
                f"{name} = {value!r} would change the ids of what is on record"
            )


def test_what_a_new_field_says_not_is_no_part_of_an_id() -> None:
    said = {"date": dt.date(2026, 1, 12), "text": "A tap"}
    assert record_id(said | {"urgent": False}, "s") == record_id(said, "s") != record_id(said | {"urgent": True}, "s")


#: What a session, a project or a reading may not say, and what to do.
UNUSABLE = [
    ('kind = "survey"\nlevel = "deciding"', 8, "is above considered, and a survey asks"),
    ('kind = "survey"\nsettled = { place = { what = "x", level = "shared-power" } }', 8, "place has a level above"),
    ('supporting = ["B", "A"]', 7, "entry 2 is on a side here too"),
    ('id = "project"', 7, 'cannot be "project"'),
    ("recognition = []", 7, "must not be empty"),
    ('recognition = ["paid", "none"]', 7, '"none" stands alone'),
    ("settled = { place = 3 }", 7, 'must be text in quotes, or { what = "...", level = "..." }'),
    ('settled = { place = { what = "x", lvel = "deciding" } }', 7, 'unknown key "lvel"; did you mean "level"'),
    ('settled = { place = { level = "deciding" } }', 7, '"what" is missing'),
    ('settled = { place = "" }', 7, "settled, place: must not be blank"),
    ('agenda = "staff"', 7, "must be one of community, professional, both"),
    ('also_present = { supporting = "some" }', 7, "must be a whole number"),
    ('also_present = { community = "many" }', 7, 'must be a whole number of at least 0, or "some"'),
]


@pytest.mark.parametrize(("line", "number", "message"), UNUSABLE)
def test_what_a_session_may_not_say_is_refused_with_its_line(line: str, number: int, message: str) -> None:
    text = f'[project]\nname = "x"\n[[sessions]]\ndate = 2026-01-12\nphase = "co-design"\ncommunity = ["A"]\n{line}\n'
    with pytest.raises(Unusable) as refused:
        parse(text.encode(), "a.toml")
    [problem] = refused.value.problems
    assert (problem.line, message in problem.message) == (number, True), problem.message


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('ended_because = "The grant ran out"', "write ended and its day too"),
        ('language = "Welsh (Wales)"', "must be a language tag"),
        ('recognition = ["none", "paid"]', '"none" stands alone'),
    ],
)
def test_what_a_project_may_not_say_is_refused(line: str, message: str) -> None:
    with pytest.raises(Unusable) as refused:
        parse(f'[project]\nname = "x"\n{line}\n'.encode(), "a.toml")
    [problem] = refused.value.problems
    assert (problem.line, message in problem.message) == (3, True), problem.message


@pytest.mark.parametrize("tag", ["cy", "en-GB", "zh-Hant-TW", "sr-Latn", "es-419", "de-CH-1996", "en-x-plain"])
def test_a_language_is_a_tag(tag: str) -> None:
    assert document(f'[project]\nname = "x"\nlanguage = "{tag}"\n').project.project.language == tag


def test_a_planned_session_may_name_nobody() -> None:
    text = '[project]\nname = "x"\n[[sessions]]\ndate = 2026-12-07\nphase = "co-design"\nplanned = {}\n'
    assert document(text.format("true")).project.sessions[0].planned
    with pytest.raises(Unusable, match="names nobody"):
        document(text.format("false"))


def test_every_string_of_a_project_is_found_with_its_row_and_place() -> None:
    project = document(WHOLE).project
    found = {one.path: (one.row.name, one.text) for one in texts(project)}
    assert found["project", "name"] == ("name", project.project.name)
    full = {one.path: (one.row.name, one.text) for one in texts(document(FULL.replace("\\r\\nthe", " the")).project)}
    assert full["sessions", 0, "settled", "place"] == ("settled", "The depot")
    assert full["sessions", 0, "asked", "carers"] == ("asked", "not in exam time")
    assert full["sessions", 0, "asked", "carers", KEY] == ("group", "carers")
