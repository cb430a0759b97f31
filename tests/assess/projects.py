"""Whole projects around one day, for property tests: few people, few days, and everything that a verdict rests on.

One number makes one project, which costs far less than drawing each of its fields.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from coprod.assess import Assessment, Gate, assess
from coprod.framework import LEVELS, MATTERS, PHASES
from coprod.model import Project

Written = dict[str, Any]

TODAY = date(2026, 11, 22)

#: Names that stand behind ids, those ids, and labels of people who have none.
NAMES = {"C1": "Amina K.", "C2": "Sam", "C3": "Sam"}
LABELS = [*NAMES, *dict.fromkeys(NAMES.values()), "Lee", "Jo"]

#: What a project's sessions are mostly like, so that every status comes about often enough.
_MOODS: list[list[str | None]] = [
    [None, *LEVELS],
    ["deciding", "shared-power"],
    [None],
    [None, "deciding"],
    ["listened"],
]


class _Chance:
    """Everything that is left to chance in one project."""

    def __init__(self, number: int) -> None:
        self._random = Random(number)  # noqa: S311 - the same project for the same number
        self._levels = self._random.choice(_MOODS)
        self._professionals = self._random.choice([0, 1, 2])
        self._community = self._random.choice([0, 3, 3, 3])

    def one(self, *options: Any) -> Any:
        return self._random.choice(options)

    def some(self, options: Iterable[Any], most: int, least: int = 0) -> list[Any]:
        return self._random.sample(list(options), self._random.randint(least, most))

    def day(self) -> date:
        return TODAY + timedelta(days=self._random.randint(-60, 3))

    def session(self, name: str, phases: list[str]) -> Written:
        community = self.some(LABELS, self._community)
        professional = self.some(LABELS, self._professionals)
        counted = {
            "community": self.one(0, 0, 3) if self._community else 0,
            "professional": self.one(0, 0, self._professionals),
        }
        if not (community or professional or any(counted.values())):
            counted["community" if self._community else "professional"] = 1
        return {
            "date": self.day(),
            "phase": phases,
            "level": self.one(*self._levels),
            "community": community,
            "professional": professional,
            "also_present": counted,
            "settled": dict.fromkeys(self.some(MATTERS, 3), "x"),
            "heard": self.some(["tenants", "carers"], 1),
            "feeds_back": self.some(["s0", "s1"], 1),
            "id": name,
        }

    def reading(self, name: str, sessions: list[str]) -> Written:
        """One reading, of a wording that is never the present one."""
        account = self.one("differs", "differs", "differs", "agree", "cannot-say", "not-taken-up")
        return {
            "session": self.one(*sessions, "gone"),
            "date": self.day(),
            "read": "0" * 12,
            "side": self.one("community", "community", "professional"),
            "readers": 0 if account == "not-taken-up" else 2,
            "said": account,
            "level": self.one(None, "listened", *LEVELS),
            "words": "Not asked",
            "id": name,
        }

    def answer(self, names: list[str]) -> Written:
        return {
            "date": self.day(),
            "to": self.one(*names),
            "outcome": self.one("done", "declined", "open"),
            "text": "x",
        }


def made(number: int) -> Written:
    """One project, by the names of its fields."""
    chance = _Chance(number)
    about: Written = {"name": "Garden", "affected": ["tenants"], "given": dict.fromkeys(chance.some(MATTERS, 2), "x")}
    if chance.one(0, 1):
        about["claim"] = chance.some(PHASES, 4)
    sessions = [chance.session(f"s{n}", chance.some(PHASES, 3, 1)) for n in range(chance.one(0, 1, 2, 3, 6))]
    if chance.one(0, 1):
        sessions += [chance.session(f"of-{phase}", [phase]) for phase in PHASES]
    readings = [chance.reading(f"r{n}", [one["id"] for one in sessions]) for n in range(chance.one(0, 1, 3))]
    return {
        "project": about,
        "people": NAMES,
        "sessions": sessions,
        "readings": readings,
        "said": [{"date": chance.day(), "text": "x", "id": "said0"}] if chance.one(0, 1) else [],
        "answers": [chance.answer(["r0", "r1", "r2", "said0"]) for _ in range(chance.one(0, 1, 3))],
    }


def any_project() -> st.SearchStrategy[Written]:
    """A project of any kind."""
    return st.integers(0, 10**6).map(made)


def judged(project: Written, today: date = TODAY, **gate: Any) -> Assessment:
    """What the record shows on a day."""
    return assess(Project.model_validate(project), today, lambda _: 1, file="a.toml", gate=Gate(**gate))
