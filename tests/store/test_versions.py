import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.model import Session
from coprod.store.change import add
from coprod.store.merge import Differs, merge
from coprod.store.read import Document, parse

BASE = """\
# about this file
format = 1

[project]
name = "Riverside garden" # as agreed
affected = ["tenants"]

[people]
C1 = "Amina"

# the first meeting
[[sessions]]
date = 2026-01-12
phase = "co-planning"
level = "considered"
community = ["C1"] # she came early
id = "one"

[[sessions]]
date = 2026-01-19
phase = "co-planning"
community = ["C1"]
settled = { problem = "x" }
id = "two"

# nothing below
"""


def read(text: str) -> Document:
    return parse(text.encode(), "coprod.toml")


def logged(text: str, *days: int) -> str:
    document = read(text)
    for day in days:
        session = Session(date=dt.date(2026, 2, day), phase=("co-design",), community=("C1",))
        document = add(document, session).after
    return document.data.decode()


def both(base: str | None, ours: str, theirs: str) -> str:
    return merge(read(base) if base is not None else None, read(ours), read(theirs)).data.decode()


def places(base: str, ours: str, theirs: str) -> list[str]:
    with pytest.raises(Differs) as caught:
        both(base, ours, theirs)
    return [place.what for place in caught.value.places]


def ids(text: str) -> list[str]:
    return [one.id for one in read(text).project.sessions]


def test_what_both_sides_added_is_there_once_and_nothing_else_changed() -> None:
    ours, theirs = logged(BASE, 1, 2), logged(BASE, 2, 3)
    merged = both(BASE, ours, theirs)
    assert merged.startswith(ours)
    assert merged.count("# nothing below\n") == 1
    assert len(ids(merged)) == 5
    assert set(ids(merged)) == set(ids(ours)) | set(ids(theirs))


@given(st.sets(st.integers(1, 28), max_size=5), st.sets(st.integers(1, 28), max_size=5))
def test_any_two_sets_of_additions_become_their_union(mine: set[int], other: set[int]) -> None:
    ours, theirs = logged(BASE, *sorted(mine)), logged(BASE, *sorted(other))
    one, two = both(BASE, ours, theirs), both(BASE, theirs, ours)
    assert len(ids(one)) == 2 + len(mine | other)
    assert set(ids(one)) == set(ids(two)) == set(ids(ours)) | set(ids(theirs))


def test_an_edit_of_one_side_is_taken_wherever_it_stands() -> None:
    ours = logged(BASE, 1).replace('level = "considered"', 'level = "deciding"').replace("she came early", "late")
    theirs = (
        logged(BASE, 2)
        .replace("# as agreed", "# as agreed in May")
        .replace('C1 = "Amina"', 'C1 = "Amina"\nC2 = "Sam"')
        .replace("# the first meeting", "# the first meeting,\n# in the hall")
        .replace('problem = "x"', 'problem = "y"')
    )
    for merged in (both(BASE, ours, theirs), both(BASE, theirs, ours)):
        for text in ('level = "deciding"', "# late", 'C2 = "Sam"', "# in the hall", 'problem = "y"', "in May"):
            assert merged.count(text) == 1, text
        assert len(ids(merged)) == 4


def test_two_edits_of_one_key_are_told_and_not_chosen() -> None:
    ours = BASE.replace('level = "considered"', 'level = "deciding"').replace('name = "Riverside', 'name = "Our')
    theirs = BASE.replace('level = "considered"', 'level = "listened"').replace('name = "Riverside', 'name = "The')
    assert places(BASE, ours, theirs) == ["project name", "sessions one level"]


def test_the_same_edit_on_both_sides_is_no_difference() -> None:
    changed = BASE.replace('level = "considered"', 'level = "deciding"')
    assert both(BASE, changed, changed.replace('= "deciding"', '=   "deciding"')) == changed


def test_a_session_that_one_side_removed_stays_removed_unless_the_other_changed_it() -> None:
    start, end = BASE.index("# the first"), BASE.index("[[sessions]]\ndate = 2026-01-19")
    removed = BASE[:start] + BASE[end:]
    assert ids(both(BASE, removed, logged(BASE, 1)))[0] == "two"
    assert ids(both(BASE, logged(BASE, 1), removed))[0] == "two"
    assert places(BASE, removed, BASE.replace('"considered"', '"deciding"')) == ["sessions one"]


def test_a_key_that_one_side_removed_stays_removed() -> None:
    removed = BASE.replace('level = "considered"\n', "")
    assert both(BASE, removed, logged(BASE, 1)).count("level") == 0
    assert places(BASE, removed, BASE.replace('"considered"', '"deciding"')) == ["sessions one level"]


def test_new_ids_of_people_on_both_sides_are_kept() -> None:
    ours, theirs = (BASE.replace('C1 = "Amina"', f'C1 = "Amina"\n{new}') for new in ('C2 = "Sam"', 'C3 = "Zoë"'))
    merged = read(both(BASE, ours, theirs)).project
    assert merged.people == {"C1": "Amina", "C2": "Sam", "C3": "Zoë"}
    clash = BASE.replace('C1 = "Amina"', 'C1 = "Amina"\nC2 = "Kim"')
    assert places(BASE, ours, clash) == ["people C2"]


def test_comments_that_both_sides_wrote_are_both_kept() -> None:
    ours, theirs = (BASE.replace("# the first meeting", f"# {text}") for text in ("the kick-off", "in the hall"))
    merged = both(BASE, ours, theirs)
    assert "# the kick-off\n" in merged
    assert "# in the hall\n" in merged


def test_waivers_and_answers_are_merged_too() -> None:
    waiver = '\n[[waivers]]\nrule = "{}"\nreason = "r"\nuntil = 2030-01-01\n'
    merged = read(both(BASE, BASE + waiver.format("CP301"), BASE + waiver.format("CP302"))).project
    assert [one.rule for one in merged.waivers] == ["CP301", "CP302"]
    answer = '\n[[readiness]]\ndate = 2026-0{}-01\nlistened = ["yes", "no", "no"]\n'
    assert len(read(both(BASE, BASE + answer.format(1), BASE + answer.format(2))).project.readiness) == 2


def test_a_table_below_a_session_stays_with_it() -> None:
    base = (
        BASE
        + '\n[[sessions]]\ndate = 2026-03-01\nphase = "co-design"\nid = "three"\n'
        + "[sessions.also_present]\ncommunity = 3\n"
    )
    merged = read(both(base, logged(base, 1), base.replace("community = 3", "community = 4"))).project
    assert [one.also_present.community for one in merged.sessions] == [0, 0, 4, 0]


def test_line_ends_and_the_mark_of_our_side_are_kept() -> None:
    ours = "\ufeff" + logged(BASE, 1).replace("\n", "\r\n")
    merged = merge(read(BASE), read(ours), read(logged(BASE, 2))).data
    assert merged.startswith(b"\xef\xbb\xbf#")
    assert merged.count(b"\n") == merged.count(b"\r\n")
    assert len(parse(merged, "x").project.sessions) == 4


def test_a_file_without_a_last_newline_merges_too() -> None:
    base = BASE.removesuffix("\n# nothing below\n").rstrip("\n")
    merged = both(base, logged(base, 1), logged(base, 2))
    assert len(ids(merged)) == 4


def test_two_files_that_were_started_apart_merge_where_they_agree() -> None:
    assert len(ids(both(None, logged(BASE, 1), logged(BASE, 2)))) == 4
    with pytest.raises(Differs):
        both(None, BASE, BASE.replace("Riverside", "Lakeside"))


def test_sessions_without_written_ids_are_known_by_their_content() -> None:
    base = BASE.replace('id = "one"\n', "").replace('id = "two"\n', "")
    assert len(ids(both(base, logged(base, 1), logged(base, 2)))) == 4


READ = """
[[readings]]
session = "one"
date = 2026-02-02
read = "9f3a1c77b0d2"
readers = 3
said = "differs"
level = "listened"
id = "reading"

[[answers]]
date = 2026-02-10
to = "reading"
outcome = "open"
text = "We ask again"
"""


def _merged(base: str, ours: str, theirs: str) -> Document:
    return merge(*(parse(text.encode(), name) for text, name in ((base, "base"), (ours, "ours"), (theirs, "theirs"))))


def test_readings_and_answers_of_both_sides_stay_side_by_side() -> None:
    """Two accounts of one session, and two answers to one of them: neither is merged away."""
    ours = BASE + READ
    theirs = BASE + READ.replace('"reading"', '"other"').replace("differs", "agree").replace("open", "done")
    found = _merged(BASE, ours, theirs).project
    assert [(one.id, one.said) for one in found.readings] == [("reading", "differs"), ("other", "agree")]
    assert [(one.to, one.outcome) for one in found.answers] == [("reading", "open"), ("other", "done")]


def test_an_edit_of_an_answer_is_an_edit_and_two_need_a_person() -> None:
    ours, theirs = (READ.replace("We ask again", words) for words in ("We asked them", "They asked us"))
    assert [one.text for one in _merged(BASE + READ, BASE + ours, BASE + READ).project.answers] == ["We asked them"]
    with pytest.raises(Differs) as raised:
        _merged(BASE + READ, BASE + ours, BASE + theirs)
    [place] = raised.value.places
    assert (place.ours, place.theirs) == ('text = "We asked them"', 'text = "They asked us"')


def test_an_answer_that_one_side_took_out_stays_out_unless_the_other_changed_it() -> None:
    removed = READ[: READ.index("[[answers")]
    assert not _merged(BASE + READ, BASE + removed, logged(BASE + READ, 1)).project.answers
    told = READ + 'told = "letter"\n'
    for ours, theirs in ((removed, told), (told, removed)):
        with pytest.raises(Differs):
            _merged(BASE + READ, BASE + ours, BASE + theirs)


def test_two_answers_of_one_day_both_stand_and_one_that_was_told_is_the_same() -> None:
    answers = READ[READ.index("[[answers") :]
    told, declined = f'{answers}told = "letter"\n', answers.replace('"open"', '"declined"')
    before = BASE + READ[: READ.index("[[answers")]
    for ours, theirs in ((told, answers), (answers, told)):
        assert [one.told for one in _merged(before, before + ours, before + theirs).project.answers] == ["letter"]
    for ours, theirs in ((told, declined), (declined, told)):
        found = _merged(before, before + ours, before + theirs).project.answers
        assert {one.outcome for one in found} == {"open", "declined"}


def test_of_two_ids_of_one_name_the_same_stands_first_whichever_side_is_ours() -> None:
    ours, theirs = (BASE.replace('C1 = "Amina"', f'C1 = "Amina"\n{id_} = "Sam"') for id_ in ("C9", "C5"))
    found = [list(read(both(BASE, *sides)).project.people) for sides in ((ours, theirs), (theirs, ours))]
    assert found == [["C1", "C5", "C9"]] * 2


def test_a_key_and_a_table_within_the_record_that_two_sides_add_do_not_mix() -> None:
    ours = BASE.replace(
        'settled = { problem = "x" }\nid = "two"\n', 'id = "two"\n[sessions.also_present]\ncommunity = 2\n'
    )
    base = BASE.replace('settled = { problem = "x" }\n', "")
    theirs = base.replace('id = "two"', 'title = "T"\nid = "two"')
    for sides in ((ours, theirs), (theirs, ours)):
        session = read(both(base, *sides)).project.sessions[1]
        assert (session.title, session.also_present.community) == ("T", 2)


def test_a_reading_changed_on_both_sides_or_taken_out_on_one_needs_a_person() -> None:
    changed = READ.replace("listened", "supported")
    for theirs in (READ.replace("listened", "deciding"), READ[READ.index("[[answers") :]):
        with pytest.raises(Differs) as raised:
            _merged(BASE + READ, BASE + changed, BASE + theirs)
        assert raised.value.places[0].what.startswith("readings reading")
