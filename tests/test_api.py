import pickle
from datetime import date
from functools import partial

import pytest

import coprod
from coprod.assess import Gate
from coprod.errors import Unusable
from tests.conftest import WHOLE

TODAY = date(2026, 11, 22)


def test_a_text_is_judged_without_a_file() -> None:
    found = coprod.assess_text(WHOLE, TODAY)
    assert (found.verdict, found.stands, found.file) == ("co-produced", True, "coprod.toml")
    assert not coprod.assess_text(WHOLE, TODAY, gate=Gate(strict=True)).stands


def test_what_comes_out_can_be_pickled() -> None:
    judge = pickle.loads(pickle.dumps(partial(coprod.assess_text, today=TODAY, gate=Gate(so_far=True))))
    good = judge(WHOLE)
    with pytest.raises(Unusable) as bad:
        judge("")
    assert pickle.loads(pickle.dumps(good)) == good
    assert pickle.loads(pickle.dumps(bad.value)).problems == bad.value.problems


def test_a_text_that_is_no_project_is_told_with_its_problems() -> None:
    with pytest.raises(Unusable) as caught:
        coprod.assess_text("[project]\n", TODAY, file="x.toml")
    assert [problem.file for problem in caught.value.problems] == ["x.toml"]


def test_what_the_package_does_not_have_is_no_attribute() -> None:
    assert not hasattr(coprod, "score")
