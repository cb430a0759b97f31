"""The four laws of the simulator hold for some seeds, and what once broke them is found by it."""

import os
import shutil
from typing import Any

import pytest

from tests.simulate.__main__ import simulate, simulate_many
from tests.simulate.clones import Clones
from tests.simulate.world import Broken

STEPS = 80


@pytest.mark.parametrize("seed", [0, 2, 8, 12])
def test_the_laws_hold_in_whatever_order_things_happen(seed: int) -> None:
    count = simulate(seed, STEPS)
    assert count["steps"] == STEPS
    assert min(count["merges"], count["kills"], count["forgotten"], count["undone"]) > 0


@pytest.mark.outside
@pytest.mark.skipif(os.name == "nt" or shutil.which("git") is None, reason="needs git, and forks")
def test_the_laws_hold_with_true_clones_and_processes_too() -> None:
    count = simulate(1, STEPS, kind=Clones)
    assert min(count["merges"], count["kills"]) > 0


#: What was wrong once: the function that mends it, what stood there before, the law, and a seed that finds it.
FAULTS: dict[str, tuple[str, Any, str, int]] = {
    "names are kept out of nothing": (
        "coprod.store.versions.kept_out",
        lambda _, __, found: (found, 0),
        "3",
        1,
    ),
    "steps are not cleared": ("coprod.cli.mentions.clear_kept", lambda _path, _names: None, "3", 9),
    "steps stay where a project was": ("coprod.store.steps._elsewhere", lambda _place: iter(()), "3", 6),
    "one id for two people": ("coprod.store.erased._require_nobody_doubled", lambda *_: None, "2", 42),
    "who is mended is renamed": ("coprod.store.erased._mended", lambda *_: set(), "2", 41),
    "a merge takes ours": ("coprod.store.versions.merge", lambda _base, ours, _theirs: ours, "4", 0),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_it_is_strong_enough_to_find_what_once_was_wrong(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place, wrong, law, seed = FAULTS[fault]
    monkeypatch.setattr(place, wrong)
    with pytest.raises(Broken, match=f"^{law}: "):
        simulate_many(range(seed, seed + 20), 120)
