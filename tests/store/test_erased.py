"""Two copies of a file in which people were forgotten or renamed, merged: nobody returns or is somebody else."""

from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.errors import Unusable
from coprod.store.change import Change, add
from coprod.store.erased import kept_out
from coprod.store.merge import Differs, merge
from coprod.store.people import forgotten, id_for, people, renamed, with_id
from coprod.store.read import Document, parse
from tests.conftest import document, session

NAMES = ("Ana Kovac", "Ben Roe", "Chi Obi")
BASE = document(
    "".join(
        session("co-planning", who=[name, "p:Lou"], level="deciding", day=f"2026-01-{day:02}", more=f'id = "x{day}"')
        for day, name in enumerate(NAMES * 2, 1)
    )
)


def without(before: Document, name: str) -> Document:
    person = people(before.project)[name]
    return forgotten(before, {person: id_for(before.project, person)}).after


def merged(ours: Document, theirs: Document, base: Document = BASE) -> tuple[Document, int]:
    return kept_out(base, (ours, theirs), merge(base, ours, theirs))


def logged(before: Document, *who: str, more: str = "") -> Document:
    new = document(session("co-design", who=who, level="deciding", day="2026-02-01", more=more)).project.sessions
    return add(before, *new).after


def test_two_people_who_are_forgotten_in_two_copies_stay_two() -> None:
    after, number = merged(without(BASE, "Ana Kovac"), without(BASE, "Ben Roe"))
    assert len(people(after.project)) == len(people(BASE.project))
    assert number == 0
    assert "Ana" not in after.data.decode()
    assert "Ben" not in after.data.decode()


@given(st.permutations([*NAMES, "log", "rename"]), st.booleans())
def test_whoever_is_forgotten_renamed_or_logged_in_any_order_stays_one_person_or_it_conflicts(
    steps: list[str], conflicting: bool
) -> None:
    def done(before: Document, some: list[str]) -> Document:
        for step in some:
            if step == "log":
                before = logged(before, "Zed Quay")
            elif step == "rename":
                before = renamed(before, "Lou", "Lou Reed").after
            else:
                before = without(before, step)
        return before

    ours, theirs = done(BASE, steps[:2]), done(BASE, steps[2:] if conflicting else steps[2:4])
    expected = len(people(BASE.project)) + ("log" in (steps if conflicting else steps[:4]))
    after, _ = merged(ours, theirs)
    assert len(people(after.project)) == expected


@pytest.mark.parametrize("named", [False, True])
def test_one_id_for_two_names_is_a_conflict(named: bool) -> None:
    sides = [renamed(BASE, name, "C1").after for name in NAMES[:2]]
    if named:
        sides = [
            parse(side.data + f'\n[people]\nC1 = "{name}"\n'.encode(), "a.toml")
            for side, name in zip(sides, NAMES, strict=False)
        ]
    with pytest.raises((Unusable, Differs)) as refused:
        merged(*sides)
    assert "C1" in str(refused.value) or "place" in str(refused.value)


def test_one_id_for_one_name_is_none() -> None:
    ours, theirs = renamed(BASE, "Ana Kovac", "C1").after, logged(renamed(BASE, "Ana Kovac", "C1").after, "C1")
    after, _ = merged(ours, theirs)
    assert len(people(after.project)) == len(people(BASE.project))


ANA_IS_C1 = with_id(BASE, "Ana Kovac", "C1").after
NAMELESS = renamed(BASE, "Ana Kovac", "C1").after


def written(before: Document, old: str, new: str) -> Document:
    return document(before.data.decode().replace(old, new))


@pytest.mark.parametrize(
    ("base", "given"),
    [
        (ANA_IS_C1, with_id(BASE, "Ben Roe", "C1").after),
        (ANA_IS_C1, logged(BASE, "C1")),
        (NAMELESS, with_id(BASE, "Ben Roe", "C1").after),
        (NAMELESS, renamed(BASE, "Ben Roe", "C1").after),
        (NAMELESS, renamed(renamed(NAMELESS, "C1", "C7").after, "Ben Roe", "C1").after),
        (BASE, logged(renamed(BASE, "Ana Kovac", "Ana Kovac-Roe").after, "Ana Kovac")),
        (written(ANA_IS_C1, '"C1"', '"Ana K"'), written(ANA_IS_C1, 'C1 = "Ana Kovac"', 'C1 = "Ben Roe"')),
    ],
    ids=["undone", "undone, and logged", "nameless", "nameless both", "another id", "a name", "by hand"],
)
def test_an_id_that_one_side_gave_to_somebody_else_is_a_conflict_where_the_other_wrote_it(
    base: Document, given: Document
) -> None:
    label = "C1" if "C1" in base.data.decode() else "Ana Kovac"
    wrote = logged(base, label, "p:Lou")
    for sides in ((given, wrote), (wrote, given)):
        with pytest.raises((Unusable, Differs)):
            merged(*sides, base=base)
    # Where it did not, it is whose that side says.
    for sides in ((given, logged(base, "Zed Quay")), (logged(base, "Zed Quay"), given)):
        after, _ = merged(*sides, base=base)
        assert people(after.project).keys() == {*people(given.project), "Zed Quay"}


@pytest.mark.parametrize(
    "same",
    [
        renamed(ANA_IS_C1, "Ana Kovac", "Anna Kovac").after,
        with_id(NAMELESS, "Ben Roe", "C2").after,
        written(NAMELESS, "[[sessions]]\ndate = 2026-01-01", '[people]\nC1 = "Ana"\n\n[[sessions]]\ndate = 2026-01-01'),
        logged(ANA_IS_C1, "C1"),
    ],
    ids=["a name put right", "another's id", "a name given", "logged"],
)
def test_an_id_that_is_the_same_persons_still_is_no_conflict(same: Document) -> None:
    base = ANA_IS_C1 if b"Kovac" in same.data else NAMELESS
    wrote = logged(base, "C1", "p:Lou")
    for sides in ((same, wrote), (wrote, same)):
        after, _ = merged(*sides, base=base)
        assert len(people(after.project)) == len(people(BASE.project))


def test_an_id_that_both_sides_took_from_somebody_and_one_gave_to_another_is_a_conflict() -> None:
    moved = renamed(NAMELESS, "C1", "C7").after
    given = renamed(moved, "Ben Roe", "C1").after
    for sides in ((given, moved), (moved, given)):
        with pytest.raises((Unusable, Differs)):
            merged(*sides, base=NAMELESS)


def test_an_id_that_one_side_gave_to_somebody_and_the_other_wrote_for_somebody_new_is_a_conflict() -> None:
    ours = with_id(BASE, "Ana Kovac", "C1").after
    left = logged(BASE, "C1")
    for sides in ((ours, left), (left, ours)):
        with pytest.raises(Unusable, match="C1 is somebody else"):
            merged(*sides)


def test_an_id_that_stands_where_another_stood_in_the_same_session_may_be_given_to_them() -> None:
    base = document(session("co-planning", who=["C1", "Ben Roe", "Lou"], level="deciding", more='id = "x"'))
    given = with_id(renamed(base, "C1", "C7").after, "Ben Roe", "C1").after
    for sides in ((given, logged(base, "C1")), (logged(base, "C1"), given)):
        with pytest.raises(Unusable, match="C1 is somebody else"):
            merged(*sides, base=base)
    # As in the other capacity.
    base = document(session("co-planning", who=["C1", "Lou", "p:Ben Roe", "p:Jo"], level="deciding", more='id = "x"'))
    given = renamed(renamed(base, "C1", "Ana Kovac").after, "Ben Roe", "C1").after
    for sides in ((given, logged(base, "C1")), (logged(base, "C1"), given)):
        with pytest.raises(Unusable, match="C1 is somebody else"):
            merged(*sides, base=base)
    moved = written(base, "'C1', 'Lou'", "'Lou'").data.decode().replace("'Jo'", "'Jo', 'C1'")
    after, _ = merged(document(moved), logged(base, "C1"), base=base)
    assert people(after.project).keys() == people(base.project).keys()


def test_who_is_put_in_behind_an_id_or_taken_out_before_it_makes_it_nobody_else() -> None:
    base = document(session("co-planning", who=["C1", "Ben Roe", "Lou"], level="deciding", more='id = "x"'))
    # Who is put in stands behind those who were there, and somebody taken out before an id moves nobody else.
    for same in ("'C1', 'Ben Roe', 'Lou', 'C7'", "'C1', 'Lou', 'C7'"):
        mended = written(base, "'C1', 'Ben Roe', 'Lou'", same)
        after, _ = merged(mended, logged(base, "C1"), base=base)
        assert people(after.project).keys() == people(mended.project).keys()


CAME_ONCE = {"2026-01-01": ["Ana Kovac"], "2026-01-02": ["Ben Roe"], "2026-01-03": ["Chi Obi", "Dee Fox"]}
ONE = document(
    "".join(
        session("co-planning", who=who, level="deciding", day=day, more=f'id = "{day}"')
        for day, who in CAME_ONCE.items()
    )
)


@pytest.mark.parametrize(
    ("who", "old", "new"),
    [
        ("Ana Kovac", '"Ana Kovac"', '"Zed Quay"'),
        ("Ana Kovac", '"Ana Kovac"', '"Ben Roe"'),
        ("Dee Fox", '"Chi Obi", "Dee Fox"', '"Chi Obi", "Zed Quay"'),
        ("Chi Obi", '"Chi Obi", "Dee Fox"', '"Zed Quay"'),
    ],
)
def test_who_may_be_another_than_stands_in_their_place_now_is_not_taken_for_them(who: str, old: str, new: str) -> None:
    mended = written(ONE, old.replace('"', "'"), new.replace('"', "'"))
    assert mended.data != ONE.data
    for sides in ((mended, logged(ONE, who)), (logged(ONE, who), mended)):
        with pytest.raises(Unusable, match="somebody stands in its place"):
            merged(*sides, base=ONE)
    after, _ = merged(mended, logged(ONE, "Yan"), base=ONE)
    assert people(after.project).keys() == {*people(mended.project), "Yan"}


@pytest.mark.parametrize(
    "same",
    [
        with_id(ONE, "Ana Kovac", "C1").after,
        renamed(ONE, "Ana Kovac", "Anna Kovac").after,
        written(ONE, "'Ana Kovac'", "'Anna Kovac'"),
    ],
    ids=["an id and a name", "put right", "put right by hand"],
)
def test_who_was_renamed_in_one_session_is_taken_for_themselves(same: Document) -> None:
    after, _ = merged(same, logged(ONE, "Ana Kovac"), base=ONE)
    assert len(people(after.project)) == len(people(ONE.project))


@pytest.mark.parametrize("who", ["Ana Kovac", "Dee Fox"])
@pytest.mark.parametrize("taken_out", [without, lambda before, name: renamed(before, name, "C1").after])
def test_who_came_once_and_came_again_may_be_another_than_the_new_id_in_their_place(
    who: str, taken_out: Callable[[Document, str], Document]
) -> None:
    # As where somebody new was put in their place, and forgotten since.
    gone = taken_out(ONE, who)
    for sides in ((gone, logged(ONE, who)), (logged(ONE, who), gone)):
        with pytest.raises(Unusable, match="somebody stands in its place"):
            merged(*sides, base=ONE)
    # Where they came no more, nobody asks.
    after, _ = merged(gone, logged(ONE, "Yan"), base=ONE)
    assert people(after.project).keys() == {*people(gone.project), "Yan"}
    # Nor where somebody stands behind them still: who is put in stands last.
    gone = taken_out(ONE, "Chi Obi")
    after, _ = merged(gone, logged(ONE, "Chi Obi"), base=ONE)
    assert len(people(after.project)) == len(people(ONE.project))


def test_who_was_put_in_behind_the_others_is_not_who_was_taken_out() -> None:
    mended = written(ONE, "'Chi Obi', 'Dee Fox'", "'Dee Fox', 'C6'")
    for sides in ((mended, logged(ONE, "Chi Obi")), (logged(ONE, "Chi Obi"), mended)):
        with pytest.raises(Unusable, match="somebody stands in its place"):
            merged(*sides, base=ONE)


def test_who_was_exchanged_in_two_sessions_is_taken_for_nobody_else() -> None:
    base = document(
        session("co-planning", who=["Ana Kovac"], more='id = "a"') + session("co-design", who=["Ana Kovac"])
    )
    mended = written(base, "'Ana Kovac'", "'Ben Roe'")
    for sides in ((mended, logged(base, "Ana Kovac")), (logged(base, "Ana Kovac"), mended)):
        with pytest.raises(Unusable, match="somebody stands in its place"):
            merged(*sides, base=base)


def test_who_stands_in_the_session_in_another_capacity_may_be_who_was_taken_out() -> None:
    mended = written(ONE, "'Chi Obi', 'Dee Fox']\nprofessional = []", "'Chi Obi']\nprofessional = ['C6']")
    assert mended.data != ONE.data
    for sides in ((mended, logged(ONE, "Dee Fox")), (logged(ONE, "Dee Fox"), mended)):
        with pytest.raises(Unusable, match="somebody stands in its place"):
            merged(*sides, base=ONE)
    said = logged(ONE, "Yan", more='title = "Dee Fox\'s bench"')
    for sides in ((mended, said), (said, mended)):
        after, _ = merged(*sides, base=ONE)
        assert after.project.sessions[-1].title == "somebody's bench"


def test_a_name_that_one_side_took_out_does_not_come_back_as_what_the_other_has_instead_of_an_id() -> None:
    # As where one forgets somebody, and the other takes back that they have an id.
    said = '\n[[said]]\ndate = 2026-01-01\ntext = "%s asked"\n'
    base = document(ANA_IS_C1.data.decode() + said % "C1")
    gone = without(base, "C1")
    written_out = document(BASE.data.decode() + said % "Ana Kovac" + "\n[people]\n")
    for sides in ((gone, written_out), (written_out, gone)):
        after, _ = merged(*sides, base=base)
        assert "Ana" not in after.data.decode()
        assert after.project.said[0].text == "C1 asked"
        assert people(after.project).keys() == people(gone.project).keys()


@pytest.mark.parametrize("made", [with_id, renamed], ids=["with its name", "without a name"])
def test_who_stands_in_somebodys_place_under_anothers_new_id_is_not_taken_for_them(
    made: Callable[[Document, str, str], Change],
) -> None:
    mended = written(made(ONE, "Ben Roe", "C6").after, "'Ana Kovac'", "'C6'")
    for sides in ((mended, logged(ONE, "Ana Kovac")), (logged(ONE, "Ana Kovac"), mended)):
        with pytest.raises(Unusable, match="somebody stands in its place"):
            merged(*sides, base=ONE)


def test_who_stands_in_somebodys_place_may_be_one_who_was_new_and_forgotten_since() -> None:
    left = without(logged(ONE, "Zed Quay"), "Zed Quay")
    [label] = people(left.project).keys() - people(ONE.project).keys()
    mended = written(left, "'Ana Kovac'", f"'{label}'")
    with pytest.raises(Unusable, match="somebody stands in its place"):
        merged(mended, logged(ONE, "Ana Kovac"), base=ONE)
    after, _ = merged(mended, logged(ONE, "Yan"), base=ONE)
    assert people(after.project).keys() == {*people(mended.project), "Yan"}


@pytest.mark.parametrize("who", ["Chi Obi", "Dee Fox"])
def test_who_was_forgotten_where_another_was_exchanged_is_taken_for_neither(who: str) -> None:
    left = without(ONE, "Dee Fox")
    [label] = people(left.project).keys() - people(ONE.project).keys()
    mended = written(left, f"""'Chi Obi', "{label}\"""", f"'{label}', 'Zed Quay'")
    assert mended.data != left.data
    with pytest.raises(Unusable, match="somebody stands in its place"):
        merged(mended, logged(ONE, who), base=ONE)


def test_who_has_the_name_of_a_new_id_is_that_whoever_else_stands_under_it() -> None:
    mended = written(with_id(ONE, "Ben Roe", "C6").after, "'Ana Kovac'", "'C6'")
    after, _ = merged(mended, logged(ONE, "Ben Roe"), base=ONE)
    assert people(after.project).keys() == people(mended.project).keys()


def test_who_was_taken_out_of_a_session_is_not_who_was_forgotten_there() -> None:
    left = without(written(ONE, "'Chi Obi', 'Dee Fox'", "'Chi Obi'"), "Chi Obi")
    for sides in ((left, logged(ONE, "Dee Fox")), (logged(ONE, "Dee Fox"), left)):
        with pytest.raises(Unusable, match="somebody stands in its place"):
            merged(*sides, base=ONE)
    said = document(ONE.data.decode() + '\n[[said]]\ndate = 2026-01-01\ntext = "Dee Fox asked Chi Obi"\n')
    for sides in ((left, said), (said, left)):
        after, _ = merged(*sides, base=ONE)
        assert after.project.said[0].text == "somebody asked somebody"


def test_a_name_that_one_side_took_out_is_taken_out_of_what_the_other_added() -> None:
    for order in permutations([0, 1]):
        sides = [without(BASE, "Ana Kovac"), logged(BASE, "Ana Kovac", "p:Lou", more='title = "Ana Kovac\'s bench"')]
        after, number = merged(*(sides[side] for side in order))
        assert number == 2
        assert "Ana" not in after.data.decode()
        [new] = [one for one in after.project.sessions if one.date.month == 2]
        assert new.community == after.project.sessions[0].community
        assert new.title == f"{new.community[0]}'s bench"


def test_a_name_that_one_side_took_out_of_sessions_is_not_that_of_an_id_either() -> None:
    # As where they took back that the id stands in sessions.
    kept = document('[people]\nC5 = "Ana Kovac"\n' + BASE.data.decode())
    for sides in ((without(BASE, "Ana Kovac"), kept), (kept, without(BASE, "Ana Kovac"))):
        after, _ = merged(*sides)
        assert "Ana" not in after.data.decode()


def test_a_name_of_an_id_that_the_other_side_wrote_out_becomes_the_id() -> None:
    base = document('[people]\nC5 = "Ana Kovac"\n' + BASE.data.decode().replace("Ana Kovac", "C5"))
    person = people(base.project)["C5"]
    gone = forgotten(base, {person: id_for(base.project, person)}).after
    for sides in ((gone, logged(base, "Ana Kovac")), (logged(base, "Ana Kovac"), gone)):
        after, _ = merged(*sides, base=base)
        assert "Ana" not in after.data.decode()
        assert after.project.sessions[-1].community == ("C5",)


def test_a_name_that_goes_on_under_another_id_stays() -> None:
    base = document('[people]\nC5 = "Ana Kovac"\n' + BASE.data.decode().replace("Ana Kovac", "C5"))
    moved = with_id(base, "C5", "C7").after
    for sides in ((moved, logged(base, "C5")), (logged(base, "C5"), moved)):
        after, _ = merged(*sides, base=base)
        assert after.project.people == {"C7": "Ana Kovac"}


def test_a_name_that_one_side_took_out_becomes_the_id_that_the_other_has_for_it_now() -> None:
    gone = without(ANA_IS_C1, "C1")
    moved = logged(with_id(ANA_IS_C1, "C1", "C7").after, "C7", more='title = "Ana Kovac\'s bench"')
    for sides in ((gone, moved), (moved, gone)):
        after, _ = merged(*sides, base=ANA_IS_C1)
        assert "Ana" not in after.data.decode()
        assert after.project.sessions[-1].title == "C7's bench"


def test_a_name_that_people_holds_stays_in_texts_whoever_else_is_forgotten_there() -> None:
    named = with_id(without(BASE, "Chi Obi"), "Ana Kovac", "C1").after
    ours = logged(named, "C1", "Ben Roe", more='title = "Ana Kovac\'s bench"')
    for sides in ((ours, without(BASE, "Ben Roe")), (without(BASE, "Ben Roe"), ours)):
        after, _ = merged(*sides)
        assert after.project.sessions[-1].title == "Ana Kovac's bench"
        assert len(people(after.project)) == len(people(BASE.project))


def test_what_that_side_left_as_it_was_is_left() -> None:
    base = parse(BASE.data + b'\n[[said]]\ndate = 2026-01-01\ntext = "Ana Kovac asked"\nid = "s1"\n', "a.toml")
    after, number = merged(without(base, "Ana Kovac"), logged(base, "Zed Quay"), base)
    assert number == 0
    assert after.project.said[0].text == "Ana Kovac asked"


def test_a_name_that_is_put_right_on_one_side_is_put_right_in_what_the_other_added() -> None:
    after, _ = merged(renamed(BASE, "Ana Kovac", "Anna Kovac").after, logged(BASE, "Ana Kovac"))
    assert len(people(after.project)) == len(people(BASE.project))
