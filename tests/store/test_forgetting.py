"""Laws of forgetting, of every text that people write as they like: from the table of kinds."""

from collections.abc import Callable
from datetime import date

import pytest
import tomli_w
from hypothesis import assume, given
from hypothesis import strategies as st

from coprod.assess import Gate, assess
from coprod.assess.compare import Earlier
from coprod.model.ids import project_fingerprint
from coprod.model.kinds import KINDS, PROJECT, SESSIONS
from coprod.model.matching import Version
from coprod.model.names import SOMEBODY, put
from coprod.model.rows import Kind, Row
from coprod.store.people import forgotten, id_for, people, with_id
from coprod.store.read import Document, parse
from coprod.store.traces import finder, lines_naming, mentions
from tests.conftest import print_of
from tests.everything import with_text
from tests.model.test_names import AROUND, NAMES

FREE = [(kind, row) for kind in (PROJECT, *KINDS.values()) for row in kind.rows if row.free and not row.address]
TEXT = "Amina Khan asked for it, and Amina's bench too"


def written(kind: Kind, row: Row, text: str = TEXT, name: str = "Amina Khan") -> Document:
    """A project with a text in one field, and somebody in a session."""
    content = with_text(kind, row, text)
    content["sessions"][0] |= {"community": [name, "Bo"], "professional": ["Jo"]}
    return parse(tomli_w.dumps(content).encode(), "a.toml")


def without_her(before: Document, name: str = "Amina Khan", *, all_of_it: bool = True) -> Document:
    """The file after `forget`, with every place that was found changed, or only those that are certain, as by --yes."""
    person = people(before.project)[name]
    label = id_for(before.project, person)
    texts = {}
    for mention in mentions(before, finder(before), {name: label}):
        places = [place for place in mention.places if all_of_it or place.certain]
        texts[mention] = put(mention.text, ((place, label) for place in places))
    return forgotten(before, {person: label}, texts).after


def codes(before: Document, after: Document) -> list[str]:
    earlier = Earlier("before", Version(before.project))
    found = assess(after.project, date(2026, 11, 22), after.line_of, file="a.toml", gate=Gate(), earlier=earlier)
    return [finding.code for finding in found.findings if finding.code.startswith("CP6")]


each_text = pytest.mark.parametrize(("kind", "row"), FREE, ids=[f"{kind.table}.{row.name}" for kind, row in FREE])


@each_text
def test_no_text_names_who_was_forgotten_and_nothing_is_told_as_changed(kind: Kind, row: Row) -> None:
    before = written(kind, row)
    after = without_her(before)
    assert not list(lines_naming(after.data.decode(), finder(before), {"Amina Khan": "C1"}))
    assert "Amina" not in after.data.decode()
    assert codes(before, after) == ["CP609"]
    # And it goes on being so when somebody adds to the record.
    assert codes(after, after) == []


@each_text
def test_a_text_that_says_something_else_is_told_beside_a_name_that_was_taken_out(kind: Kind, row: Row) -> None:
    before, other = written(kind, row), written(kind, row, TEXT.replace("bench", "car park"))
    told = codes(before, without_her(other))
    assert "CP609" in told
    assert ("CP604" in told) == (kind.voice and codes(before, other) == ["CP604"])
    assert ("CP608" in told) == (codes(before, other) == ["CP608"])


def test_a_reading_of_the_present_wording_goes_on_being_that() -> None:
    before = written(SESSIONS, SESSIONS.row("title"))
    before = parse(before.data.replace(b"9f3a1c77b0d2", print_of(before.project).encode()), "a.toml")
    after = without_her(before)
    assert after.project.readings[0].read == print_of(after.project) != print_of(before.project)
    assert codes(before, after) == ["CP609"]


def test_a_reading_of_the_whole_project_goes_on_being_of_its_present_wording() -> None:
    before = written(SESSIONS, SESSIONS.row("title"))
    day = before.project.readings[0].date
    head, reading = before.data.split(b"readings", 1)
    reading = reading.replace(b'"one"', b'"project"', 1).replace(b'level = "listened"', b'words = "No"')
    data = head + b"readings" + reading
    present = project_fingerprint(parse(data, "a.toml").project, day)
    before = parse(data.replace(b"9f3a1c77b0d2", present.encode()), "a.toml")
    after = without_her(before)
    assert before.project.readings[0].session == "project"
    assert after.project.readings[0].read == project_fingerprint(after.project, day) != present
    assert codes(before, after) == ["CP609"]


def test_a_name_that_is_exchanged_in_a_text_while_it_stands_is_told() -> None:
    before, after = (written(KINDS["said"], KINDS["said"].row("text"), f"{name} wants it") for name in ("Amina", "Bo"))
    assert codes(before, after) == ["CP604"]


@pytest.mark.parametrize(
    ("people", "text", "told"),
    [
        ('C1 = "Sam Lee"\nC2 = "Bo Nott"', "Sam Lee wants it", ["CP609"]),
        ('C1 = "Sam Lee"', "Sam Lee wants it", ["CP609"]),
        ('C1 = "Sam Lee"\nC2 = "Bo Nott"', "Bo Nott wants it", ["CP604", "CP609"]),
        ('C1 = "Sam Lee"\nC4 = "Sam Lee"', "Sam Lee wants it", []),
    ],
)
def test_a_name_of_two_is_told_if_one_of_them_bears_it_no_more(people: str, text: str, told: list[str]) -> None:
    before, after = (
        parse(
            written(KINDS["said"], KINDS["said"].row("text"), said).data + f"\n[people]\n{names}\n".encode(), "a.toml"
        )
        for names, said in (('C1 = "Sam Lee"\nC2 = "Sam Lee"', "Sam Lee wants it"), (people, text))
    )
    assert codes(before, after) == told


def test_a_name_that_is_put_right_is_no_other_text() -> None:
    before = written(KINDS["said"], KINDS["said"].row("text"))
    after = parse(before.data.replace(b"Amina Khan", b"Aminah Khan"), "a.toml")
    assert codes(before, after) == ["CP609"]


def test_whoever_is_only_counted_leaves_the_same_texts() -> None:
    before = written(KINDS["said"], KINDS["said"].row("text"))
    person = people(before.project)["Amina Khan"]
    [mention] = mentions(before, finder(before), {"Amina Khan": SOMEBODY})
    texts = {mention: put(mention.text, ((place, SOMEBODY) for place in mention.places))}
    assert codes(before, forgotten(before, {person: None}, texts).after) == []


def test_a_name_that_only_moved_into_the_table_of_people_is_not_taken_out() -> None:
    before = written(KINDS["said"], KINDS["said"].row("text"))
    after = with_id(before, "Amina Khan", "C1").after
    assert codes(before, after) == []


@given(NAMES, AROUND, AROUND, st.sampled_from(FREE), st.sampled_from([str, str.upper, str.lower]))
def test_whatever_the_name_and_the_text_nothing_certain_is_left_and_the_rest_stands(
    name: str, before: str, after: str, place: tuple[Kind, Row], form: Callable[[str], str]
) -> None:
    assume(name not in ("Bo", "Jo") and "Bo" not in name.split() and "Jo" not in name.split())
    around = [" ".join(part.split()) for part in (before, after)]
    read = written(*place, f"{around[0]} {form(name)}; {around[1]} a gate.", name)
    people_found = finder(read)
    cleared = without_her(read, name, all_of_it=False)
    lines = [
        line
        for line in cleared.data.decode().split("\n")
        if any(p.certain for p in people_found.naming(line, {name: ""}))
    ]
    assert lines == []
    assert codes(read, cleared) == ["CP609"]
    assert codes(read, without_her(read, name)) == ["CP609"]
    assert cleared.data.decode().count("a gate") == 1
