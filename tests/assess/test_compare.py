from hypothesis import given
from hypothesis import strategies as st

from coprod.assess.compare import TableChanges, compared
from coprod.model import Project
from coprod.model.kinds import KINDS
from coprod.model.matching import Version
from tests.conftest import document
from tests.model.strategies import STRATEGIES

FIRST = """
[[sessions]]
date = 2026-01-12
phase = "co-planning"
community = ["C1"]
"""
SECOND = FIRST.replace("C1", "C2")


def version(text: str) -> Version:
    """A project, and the ids that it does not write out."""
    read = document(text)
    return Version(read.project, read.unwritten_ids)


def sessions(before: str, after: str) -> TableChanges:
    return compared(version(before), version(after))["sessions"]


def test_a_session_is_known_by_its_id_whatever_else_changed() -> None:
    found = sessions(FIRST + 'id = "a"\n', SECOND.replace("2026-01-12", "2027-01-12") + 'id = "a"\n')
    assert (found.removed, found.added, len(found.changed)) == ((), (), 1)


def test_a_session_without_an_id_is_known_by_its_whole_content() -> None:
    found = sessions(FIRST + SECOND, SECOND + FIRST)
    assert (found.removed, found.added, found.changed) == ((), (), ())
    assert not sessions(FIRST, FIRST + 'id = "named"\n').removed


def test_a_session_without_an_id_that_was_corrected_is_known_by_its_day_and_phases() -> None:
    found = sessions(FIRST, SECOND)
    assert [(pair.before.community, pair.after.community) for pair in found.changed] == [(("C1",), ("C2",))]


def test_where_two_fit_none_is_taken_for_the_other() -> None:
    found = sessions(FIRST + SECOND, FIRST.replace("C1", "C3") + FIRST.replace("C1", "C4"))
    assert (len(found.removed), len(found.added), found.kept) == (2, 2, ())


def test_sessions_with_ids_are_never_taken_for_each_other() -> None:
    found = sessions(FIRST + 'id = "a"\n', FIRST + 'id = "b"\n')
    assert (len(found.removed), len(found.added), found.kept) == (1, 1, ())


ANSWER = '\n[[answers]]\ndate = 2026-02-01\nto = "x"\noutcome = "done"\ntext = "y"\n'


def test_an_answer_that_says_by_now_how_people_were_told_is_the_same() -> None:
    answers = compared(version(ANSWER), version(ANSWER + 'told = "letter"\n'))["answers"]
    assert (answers.removed, answers.added, len(answers.kept)) == ((), (), 1)
    back = compared(version(ANSWER + 'told = "letter"\n'), version(ANSWER))["answers"]
    assert (back.removed, back.added, len(back.changed)) == ((), (), 1)


@given(st.fixed_dictionaries({table: st.lists(drawn, max_size=3).map(tuple) for table, drawn in STRATEGIES.items()}))
def test_a_project_compared_with_itself_in_another_order_has_not_changed(tables: dict[str, tuple[object, ...]]) -> None:
    project = Project.model_validate({"project": {"name": "x"}}).model_copy(update=tables)
    other = project.model_copy(update={table: records[::-1] for table, records in tables.items()})
    for before, after in ((project, project), (project, other)):
        for table, found in compared(Version(before), Version(after)).items():
            assert (found.removed, found.added, found.changed) == ((), (), ())
            assert len(found.kept) == len(tables[table])


@given(st.data())
def test_what_was_taken_out_is_told_and_what_was_put_in_too(data: st.DataObject) -> None:
    for kind in KINDS.values():
        record, other = data.draw(STRATEGIES[kind.table]), data.draw(STRATEGIES[kind.table])
        empty = Project.model_validate({"project": {"name": "x"}})
        full = empty.model_copy(update={kind.table: (record,)})
        assert compared(Version(full), Version(empty))[kind.table].removed == (record,)
        [added] = compared(Version(empty), Version(full))[kind.table].added
        assert (added.position, added.record) == (0, record)
        both = empty.model_copy(update={kind.table: (other, record)})
        if record != other:
            assert len(compared(Version(full), Version(both))[kind.table].kept) == 1
