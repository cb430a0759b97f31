"""`python -m tests.simulate --seed N --steps M` replays a history; with `--minutes`, one seed after another."""

import argparse
import contextlib
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from coprod.store import people
from tests.simulate.clones import Clones
from tests.simulate.world import Broken, World


@contextlib.contextmanager
def _input(stream: TextIO) -> Iterator[None]:
    before, sys.stdin = sys.stdin, stream
    try:
        yield
    finally:
        sys.stdin = before


@contextlib.contextmanager
def surroundings(seed: int) -> Iterator[None]:
    """The world's own chance and environment, and what was there before afterwards."""
    before, folder, drawn = dict(os.environ), Path.cwd(), people.draw
    digits = random.Random(f"ids {seed}")  # noqa: S311
    people.draw = lambda size: "".join(digits.choices("0123456789abcdef", k=2 * size))
    os.environ |= {"NO_COLOR": "1"}
    for name in ("COPROD_FILE", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        os.environ.pop(name, None)
    try:
        with Path(os.devnull).open() as nothing, _input(nothing):
            yield
    finally:
        os.chdir(folder)
        os.environ.clear()
        os.environ |= before
        people.draw = drawn


def simulate(seed: int, steps: int, officers: int = 3, kind: type[World] = World) -> Counter[str]:
    """Let a world go so many steps, and return what happened how often; Broken if a law does not hold."""
    with tempfile.TemporaryDirectory() as folder, surroundings(seed):
        world = kind(Path(folder), seed, officers)
        for _ in range(steps):
            world.step()
        return world.count


def simulate_many(seeds: Iterable[int], steps: int) -> None:
    """Let one world go after another."""
    for seed in seeds:
        simulate(seed, steps)


def _main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.simulate", description=__doc__)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--steps", type=int, default=100)
    options.add_argument("--officers", type=int, default=3)
    options.add_argument("--minutes", type=float, default=0)
    options.add_argument("--git", action="store_true", help="with true clones and processes")
    given = options.parse_args()
    kind = Clones if given.git else World
    end, seed = time.monotonic() + 60 * given.minutes, given.seed
    count: Counter[str] = Counter()
    while True:
        try:
            count += simulate(seed, given.steps, given.officers, kind)
        except Broken as broken:
            sys.stdout.write(f"seed {seed}: {broken}\n")
            return 1
        seed += 1
        if time.monotonic() >= end:
            break
    told = ", ".join(f"{name} {number}" for name, number in sorted(count.items()))
    sys.stdout.write(f"seeds {given.seed} to {seed - 1}: {told}\n")
    return 0


if __name__ == "__main__":
    sys.exit(_main())
