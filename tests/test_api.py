import pickle
from datetime import date
from pathlib import Path

import pytest

import coprod
from coprod.api import Judge
from coprod.assess import Assessment, Gate
from coprod.errors import Unusable
from tests.conftest import WHOLE

TODAY = date(2026, 11, 22)


def test_a_text_is_judged_without_a_file() -> None:
    found = coprod.assess_text(WHOLE, TODAY)
    assert (found.verdict, found.stands, found.file) == ("co-produced", True, "coprod.toml")
    assert not coprod.assess_text(WHOLE, TODAY, gate=Gate(strict=True)).stands


def test_what_goes_in_and_out_can_be_pickled(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(WHOLE)
    judge = pickle.loads(pickle.dumps(Judge(TODAY, Gate(so_far=True))))
    good, bad = judge(str(tmp_path / "a.toml")), judge(str(tmp_path / "b.toml"))
    assert isinstance(good, Assessment)
    assert isinstance(bad, Unusable)
    assert pickle.loads(pickle.dumps(good)) == good
    assert pickle.loads(pickle.dumps(bad)).problems == bad.problems


def test_a_text_that_is_no_project_is_told_with_its_problems() -> None:
    with pytest.raises(Unusable) as caught:
        coprod.assess_text("[project]\n", TODAY, file="x.toml")
    assert [problem.file for problem in caught.value.problems] == ["x.toml"]


def test_what_the_package_does_not_have_is_no_attribute() -> None:
    assert not hasattr(coprod, "score")
