"""Projects that are hard to show: nothing in them, or a great deal, and in words that were meant to do harm."""

import random
from datetime import date, timedelta

from coprod.framework import LEVELS, MATTERS, PHASES
from coprod.model import About, Readiness, Session, Settling
from coprod.model.toml import pairs, record
from tests.hostile import STORED

EMPTY = 'format = 1\n\n[project]\nname = "Nothing yet"\n'


def hostile(sessions: int) -> str:
    """The text of a project with many sessions of every kind, over seven years; the same on every call."""
    chance = random.Random(1)  # noqa: S311 - the same on every run is what is wanted
    about = About(name=STORED[14], purpose=STORED[0], lead=STORED[2], affected=tuple(_labels(STORED[10:])))
    head = "\n".join(["[project]", *pairs(about.model_dump(exclude_defaults=True)), ""])
    asked = Readiness(date=date(2019, 3, 1), by=STORED[14], target="deciding", listened=("yes", "partly", "no"))
    blocks = [record("sessions", _session(number, chance)) for number in range(sessions)]
    return "\n".join([head, *blocks, record("readiness", asked), ""])


def _session(number: int, chance: random.Random) -> Session:
    people = _labels(chance.sample(STORED, 8))
    sides = chance.choice([(people[:6], people[6:]), (people, []), ([], people)])
    return Session(
        date=date(2018, 1, 3) + timedelta(days=number * 7 + chance.randrange(7)),
        phase=tuple(chance.sample(list(PHASES), chance.choice([1, 1, 1, 2]))),
        title=f"{chance.choice(STORED)} {'long words ' * 5}{'unbroken' * 12}",
        level=chance.choice([None, *LEVELS]),
        community=tuple(sides[0]),
        professional=tuple(sides[1]),
        heard=tuple(_labels(chance.sample(STORED, 2))),
        settled={chance.choice(list(MATTERS)): Settling(what=f"{chance.choice(STORED)}.")},
        note=chance.choice(STORED),
    )


def _labels(texts: list[str]) -> list[str]:
    return [f"<{number}> {text}" for number, text in enumerate(texts)]
