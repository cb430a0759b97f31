from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from coprod.framework import CAPACITIES
from coprod.model.kinds import KINDS, records
from coprod.model.names import Finder, put
from coprod.store.people import (
    forgotten,
    id_for,
    people,
    renamed,
    with_id,
)
from coprod.store.read import Document, parse
from coprod.store.traces import comments, finder, mentions
from tests.conftest import document
from tests.model.strategies import WORDS
from tests.store.test_edit_text import around, files

TEXT = """\
[people]
C1 = "Amina K."

[[sessions]]
date = 2026-01-12
phase = "co-design"
community = ["Amina K.", "C1"]
professional = ["C1"]
"""


def test_an_id_and_its_name_are_one_person() -> None:
    project = document(TEXT).project
    assert list(people(project)) == ["C1"]
    assert people(project)["C1"].labels == {"C1", "Amina K."}


def test_who_would_stand_twice_on_a_side_stands_there_once() -> None:
    [session] = renamed(document(TEXT), "C1", "C2").after.project.sessions
    assert (session.community, session.professional) == (("Amina K.", "C2"), ("C2",))
    [session] = with_id(document(TEXT), "C1", "C2").after.project.sessions
    assert (session.community, session.professional) == (("C2",), ("C2",))


#: Most files that are drawn hold a session, and some name nobody.
SOME_NAME_NOBODY = settings(suppress_health_check=[HealthCheck.filter_too_much])


def somebody(file: tuple[Document, str], data: st.DataObject) -> str:
    labels = list(people(file[0].project))
    assume(labels)
    return data.draw(st.sampled_from(labels))


def require_the_rest(before: Document, after: Document) -> None:
    """Hold every record that names nobody against what it was, byte for byte."""
    for kind in KINDS.values():
        pairs = zip(records(before.project, kind.table), records(after.project, kind.table), strict=True)
        for position, (old, new) in enumerate(pairs):
            if kind.table != "sessions":
                assert old == new
            else:
                same = {*CAPACITIES, "also_present"}
                assert old.model_dump(exclude=same) == new.model_dump(exclude=same)
            if old != new and len(records(before.project, kind.table)) == 1:
                [first, second] = (around(one, kind.table, position) for one in (before, after))
                assert first[0] == second[0]
                assert second[1].startswith(first[1])


@SOME_NAME_NOBODY
@given(files(), st.data())
def test_another_label_stands_everywhere_and_nothing_else_changes(
    file: tuple[Document, str], data: st.DataObject
) -> None:
    old = somebody(file, data)
    new = data.draw(WORDS)
    assume(new not in people(file[0].project))
    after = parse(renamed(file[0], old, new).after.data, "a.toml")
    assert list(people(after.project)) == [new if label == old else label for label in people(file[0].project)]
    require_the_rest(file[0], after)
    wanted = [
        [tuple(new if label == old else label for label in getattr(one, side)) for side in CAPACITIES]
        for one in file[0].project.sessions
    ]
    assert [[getattr(one, side) for side in CAPACITIES] for one in after.project.sessions] == wanted


@SOME_NAME_NOBODY
@given(files(), st.data(), st.booleans())
def test_somebody_is_gone_and_nothing_else_changes(
    file: tuple[Document, str], data: st.DataObject, as_count: bool
) -> None:
    person = people(file[0].project)[somebody(file, data)]
    label = None if as_count else id_for(file[0].project, person)
    after = parse(forgotten(file[0], {person: label}).after.data, "a.toml")
    require_the_rest(file[0], after)
    assert (person.label in people(after.project)) == (label == person.label)
    for old, new in zip(file[0].project.sessions, after.project.sessions, strict=True):
        for side in CAPACITIES:
            if old.also_present.unknown(side):
                assert new.also_present.unknown(side)
            else:
                came = [len(getattr(one, side)) + one.also_present.at_least(side) for one in (old, new)]
                assert came[0] == came[1]


@SOME_NAME_NOBODY
@given(files(), st.data())
def test_no_text_and_no_comment_names_somebody_who_is_forgotten(
    file: tuple[Document, str], data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from(["# about", "# below", '"x"']))
    text = file[0].data.decode().replace(place, f"{place} Amina Khan's" if place[0] == "#" else '"Amina Khan"')
    text += '\n[[sessions]]\ndate = 2026-01-12\nphase = "co-design"\ncommunity = ["Amina Khan"]\nnote = "Amina"\n'
    assume("sessions = [" not in text)
    if b"\r\n" in file[0].data:
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    before = parse(text.encode(), "a.toml")
    person = people(before.project)["Amina Khan"]
    label = id_for(before.project, person)
    found = mentions(before, finder(before), {"Amina Khan": label})
    texts = {mention: put(mention.text, ((place, label) for place in mention.places)) for mention in found}
    after = parse(forgotten(before, {person: label}, texts).after.data, "a.toml")
    assert "Amina" not in after.data.decode()
    assert "Khan" not in after.data.decode()
    assert after.data.count(b"\n") - before.data.count(b"\n") in range(len(texts) + 1)
    assert (b"\r\n" in after.data) == (b"\r\n" in before.data)


def test_every_comment_is_found_and_nothing_that_looks_like_one() -> None:
    text = '# a\nx = "# no" # b\n[t] # c\ny = [ # d\n  1, # e\n]\nz = """\n# no\n""" # f\n\'k#\' = {a = "#"}# g\n# h'
    assert [comment for _, comment in comments(text)] == [f"# {mark}" for mark in "abcdefgh"]
    assert all(text[begin:].startswith(comment) for begin, comment in comments(text))


def test_what_people_wrote_is_looked_through_and_nothing_else() -> None:
    found = mentions(
        document(
            '[project]\nname = "Design"\naffected = ["Design"]\n[project.given]\nfunding = "Design"\n'
            '[[sessions]]\ndate = 2026-01-12\nphase = "co-design"\ncommunity = ["Design"]\nfeeds_back = ["Design"]\n'
            'settled = { ideas = "Design" }\nid = "Design"\n'
        ),
        Finder([("C1", "Design")]),
        {"C1": "C1"},
    )
    assert [mention.path for mention in found] == [
        ("project", "name"),
        ("project", "affected", 0),
        ("project", "given", "funding"),
        ("sessions", 0, "settled", "ideas"),
    ]
