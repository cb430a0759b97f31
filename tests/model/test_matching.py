from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.model.kinds import KINDS, records
from coprod.model.matching import Version, certain, common_keys, corrected, matched
from coprod.model.rows import Kind
from tests.conftest import document
from tests.model.strategies import STRATEGIES

WAIVER = '\n[[waivers]]\nrule = "CP301"\nreason = "{}"\nuntil = 2030-01-01\n'


def some(kind: Kind) -> st.SearchStrategy[list[Any]]:
    return st.lists(STRATEGIES[kind.table], max_size=4)


@given(st.data())
def test_every_record_is_kept_or_left_over_once(data: st.DataObject) -> None:
    kind = KINDS[data.draw(st.sampled_from(sorted(KINDS)))]
    old, new = data.draw(some(kind)), data.draw(some(kind))
    project = document("").project
    for steps in (certain(kind, Version(project), Version(project)), corrected(kind)):
        found = matched(old, new, steps)
        assert sorted([*(pair[0] for pair in found.kept), *found.removed]) == list(range(len(old)))
        assert sorted([*(pair[1] for pair in found.kept), *found.added]) == list(range(len(new)))


@given(st.data())
def test_a_record_has_one_key_in_three_versions_and_no_two_records_have_the_same(data: st.DataObject) -> None:
    kind = KINDS[data.draw(st.sampled_from([table for table, kind in KINDS.items() if kind.letter is None]))]
    shared, mine, other = (data.draw(some(kind)) for _ in range(3))
    empty = document("").project
    base, ours, theirs = (
        empty.model_copy(update={kind.table: tuple(found)})
        for found in (shared, [*shared, *mine], [*other, *shared[::-1]])
    )
    keys = [version[kind.table] for version in common_keys(base, ours, theirs)]
    assert all(len(set(found)) == len(found) for found in keys)
    assert set(keys[0]) <= set(keys[1])
    assert set(keys[0]) <= set(keys[2])


@pytest.mark.parametrize("changed", [0, 1])
def test_of_two_waivers_of_one_rule_the_other_one_is_not_taken_for_the_one_that_changed(changed: int) -> None:
    reasons = ["a", "b"]
    base = document("".join(map(WAIVER.format, reasons))).project
    reasons[changed] = "c"
    ours = document("".join(map(WAIVER.format, reasons[::-1]))).project
    old, mine, _ = common_keys(base, ours, base)
    said = {key: waiver.reason for key, waiver in zip(mine["waivers"], records(ours, "waivers"), strict=True)}
    assert [said[key] for key in old["waivers"]] == reasons
