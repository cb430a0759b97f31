"""Whole projects around one day, for property tests: few people, few days, and everything that a verdict rests on.

One number makes one project, which costs far less than drawing each of its fields.
"""

from collections.abc import Iterable
from copy import deepcopy
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from coprod.assess import Assessment, Gate, assess
from coprod.assess.compare import Earlier
from coprod.framework import LEVELS, MATTERS, PHASES
from coprod.model import Project
from coprod.model.ids import fingerprints, project_fingerprint
from coprod.model.matching import Version

Written = dict[str, Any]

TODAY = date(2026, 11, 22)

#: Names that stand behind ids, those ids, and labels of people who have none.
NAMES = {"C1": "Amina K.", "C2": "Sam", "C3": "Sam"}
LABELS = [*NAMES, *dict.fromkeys(NAMES.values()), "Lee", "Jo"]
GROUPS = ["tenants", "carers"]

#: What a project's sessions are mostly like, so that every status comes about often enough.
_MOODS: list[list[str | None]] = [
    [None, *LEVELS],
    ["deciding", "shared-power"],
    [None],
    [None, "deciding"],
    ["informed", "informed", "listened"],
    ["informed"],
    ["deciding", "considered"],
]

#: Words of a decision that are the same, written otherwise, and others.
_WORDS = ["Half to the kitchen", "half, to the  kitchen.", "Less"]

_ASKING = ("informed", "listened", "supported", "considered", None)


class _Chance:
    """Everything that is left to chance in one project."""

    def __init__(self, number: int) -> None:
        self._random = Random(number)  # noqa: S311 - the same project for the same number
        self._levels = self._random.choice(_MOODS)
        self._professionals = self._random.choice([0, 1, 2])
        self._community = self._random.choice([0, 3, 3, 3])
        self._kinds = self._random.choice([["meeting"], ["meeting"], ["meeting", "survey", "ballot"], ["ballot"]])
        agendas: list[list[str | None]] = [[None], ["professional"], [None, "community", "both", "professional"]]
        self._agendas = self._random.choice(agendas)
        self._days = self._random.choice([60, 60, 900])
        self._marked = self._random.choice([0, 0, 0.2])

    def one(self, *options: Any) -> Any:
        return self._random.choice(options)

    def some(self, options: Iterable[Any], most: int, least: int = 0) -> list[Any]:
        return self._random.sample(list(options), self._random.randint(least, most))

    def seldom(self, often: float = 0.2) -> bool:
        return self._random.random() < often

    def day(self) -> date:
        return TODAY + timedelta(days=self._random.randint(-self._days, 3))

    def session(self, name: str, phases: list[str]) -> Written:
        kind = self.one(*self._kinds)
        community = self.some(LABELS, self._community)
        professional = self.some(LABELS, self._professionals)
        sides = {NAMES.get(label, label) for label in (*community, *professional)}
        counted: Written = {
            "community": self.one(0, 0, 3, "some") if self._community else 0,
            "professional": self.one(0, 0, self._professionals, "some" if self._professionals else 0),
            "supporting": self.one(0, 0, 2),
        }
        planned = self.seldom(self._marked)
        if not (community or professional or counted["community"] or counted["professional"] or planned):
            counted["community" if self._community else "professional"] = 1
        level = self.one(*self._levels)
        if kind == "survey" and level not in _ASKING:
            level = self.one(*_ASKING)
        session = {
            "date": self.day(),
            "phase": phases,
            "kind": kind,
            "level": level,
            "community": community,
            "professional": professional,
            "supporting": [label for label in self.some(LABELS, 1) if NAMES.get(label, label) not in sides],
            "also_present": counted,
            "settled": {matter: self.settling(kind) for matter in self.some(MATTERS, 3)},
            "heard": self.some(GROUPS, 1),
            "asked": {group: "not now" for group in self.some(GROUPS, 1) if self.seldom()},
            "agenda": self.one(*self._agendas),
            "feeds_back": self.some(["s0", "s1"], 1),
            "recognition": self.one(None, None, "none", "paid", ["voucher", "expenses"]),
            "planned": planned,
            "id": name,
        }
        return {key: value for key, value in session.items() if value is not None}

    def settling(self, kind: str) -> Any:
        what = self.one(*_WORDS)
        if not self.seldom():
            return what
        level = self.one("informed", "considered", *(("deciding",) if kind != "survey" else ()))
        return {"what": what, "level": level}

    def reading(self, name: str, sessions: list[str]) -> Written:
        """One reading, of no wording that there is; the present one is put in afterwards."""
        account = self.one("differs", "differs", "differs", "agree", "cannot-say", "not-taken-up", "withdrawn")
        session = self.one(*sessions, *sessions, "gone", "project")
        reading: Written = {
            "session": session,
            "date": self.day(),
            "read": "0" * 12,
            "side": self.one("community", "community", "professional"),
            "said": account,
            "id": name,
        }
        if account == "not-taken-up":
            reading["readers"] = 0
        elif self.seldom(0.8):
            reading["readers"] = self.one(1, 2, 4)
            if self.seldom(0.4):
                reading["were_there"] = self.one(0, 1, reading["readers"])
        if account != "withdrawn":
            reading["words"] = "Not asked"
            if session != "project" and self.seldom(0.7):
                reading["level"] = self.one("listened", *LEVELS)
        if account in {"agree", "cannot-say"} and self.seldom(0.5):
            reading["settles"] = self.one("r0", "r1", "r2")
        return reading

    def answer(self, names: list[str]) -> Written:
        answer = {
            "date": self.day(),
            "to": self.one(*names),
            "outcome": self.one("done", "declined", "open", "partly"),
            "text": "x",
        }
        return answer | ({"told": "letter"} if self.seldom(0.6) else {})


def made(number: int) -> Written:
    """One project, by the names of its fields."""
    chance = _Chance(number)
    about: Written = {"name": "Garden", "affected": ["tenants"], "given": dict.fromkeys(chance.some(MATTERS, 2), "x")}
    if chance.one(0, 1):
        about["claim"] = chance.some(PHASES, 4)
    if chance.seldom():
        about["ended"] = chance.day()
    if chance.seldom():
        about["started"] = chance.day()
    if chance.seldom(0.4):
        about["recognition"] = chance.one("none", "paid", ["paid", "expenses"])
    sessions = [chance.session(f"s{n}", chance.some(PHASES, 3, 1)) for n in range(chance.one(0, 1, 2, 3, 6))]
    if chance.one(0, 1):
        sessions += [chance.session(f"of-{phase}", [phase]) for phase in PHASES]
    readings = [chance.reading(f"r{n}", [one["id"] for one in sessions]) for n in range(chance.one(0, 1, 3, 5))]
    said = [f"said{n}" for n in range(chance.one(0, 1, 2))]
    project = {
        "project": about,
        "people": NAMES,
        "sessions": sessions,
        "readings": readings,
        "said": [{"date": chance.day(), "text": "x", "id": name} for name in said],
        "answers": [chance.answer(["r0", "r1", "r2", "said0"]) for _ in range(chance.one(0, 1, 3, 5))],
        "feedback": [
            {"date": chance.day(), "sessions": chance.some(["s0", "s1", "of-co-design"], 2, 1), "how": "letter"}
            for _ in range(chance.one(0, 0, 1))
        ],
    }
    if chance.seldom():
        project["readiness"] = [
            {"date": chance.day(), "shared-power": chance.one(["yes", "yes", "no"], ["no", "no", "no"])}
        ]
    if chance.seldom():
        project["check"] = {"community_share": chance.one(0.2, 0.34, 0.5), "feedback_days": chance.one(10, 42, 90)}
    if chance.seldom():
        about["affected"] = chance.one([], ["tenants"])
        _part(sessions, chance.one("left", "apart"))
    _read_as_they_are(project, chance)
    return project


def _part(sessions: list[Written], how: str) -> None:
    """Let both sides meet no more: the community leaves a phase after its first session, or each side meets alone."""
    in_order = sorted(sessions, key=lambda one: one["date"])
    for number, session in enumerate(in_order):
        community = number % 2 == 0 if how == "apart" else number == 0
        gone, there = ("professional", "community") if community else ("community", "professional")
        session |= {gone: [], there: ["Lee"], "supporting": []}
        session["also_present"] |= {gone: 0}
        if how == "left":
            session |= {"phase": in_order[0]["phase"], "kind": "meeting", "level": "deciding"}


def _read_as_they_are(project: Written, chance: _Chance) -> None:
    """Make some readings ones of the present wording."""
    if not project["readings"]:
        return
    model = Project.model_validate(project)
    prints = fingerprints(model)
    for reading in project["readings"]:
        if chance.seldom(0.5):
            name = reading["session"]
            present = project_fingerprint(model, reading["date"]) if name == "project" else prints.get(name)
            reading["read"] = present or reading["read"]


def changed(number: int) -> tuple[Written, Written]:
    """A project before and after a change or several."""
    chance = _Chance(number)
    before = made(number)
    after = deepcopy(before)
    for _ in range(chance.one(0, 1, 2, 3)):
        _change(after, chance)
    for project in (before, after):
        if chance.seldom():
            waiver = {"rule": chance.one("CP301", "CP302"), "reason": "r", "until": chance.day()}
            project["waivers"] = [waiver]
    return before, after


def _change(project: Written, chance: _Chance) -> None:  # noqa: C901, PLR0912 - a list of changes
    sessions, readings, about = project["sessions"], project["readings"], project["project"]
    session = chance.one(*sessions) if sessions else None
    reading = chance.one(*readings) if readings else None
    what = chance.one(
        "level", "date", "gone", "planned", "held", "kind", "people", "words", "heard", "twin", "withdrawn", "about",
        "answer", "told", "reading", "said", "agenda", "feedback",
    )  # fmt: skip
    if what == "twin" and session:
        sessions.append(chance.session(f"new{len(sessions)}", session["phase"]) | {"date": session["date"]})
    elif what == "gone" and session:
        sessions.remove(session)
    elif what == "date" and session:
        session["date"] = chance.day()
    elif what == "planned" and session:
        session["planned"] = True
    elif what == "held" and session and (session["community"] or session["professional"]):
        session["planned"] = False
    elif what == "level" and session:
        level = chance.one("listened", "considered", None, *(("deciding",) if session["kind"] != "survey" else ()))
        session.pop("level", None) if level is None else session.update(level=level)
    elif what == "kind" and session:
        session["kind"] = chance.one("meeting", "ballot")
    elif what == "people" and session:
        side = chance.one("community", "professional")
        session[side] = [*session[side], f"Newcomer {len(session[side])}"] if chance.one(0, 1) else session[side][:-1]
        session["also_present"]["professional"] = chance.one(0, 1, "some")
        session["also_present"]["community"] = chance.one(1, 2, "some")
    elif what == "words" and session:
        session["settled"] = {matter: chance.settling(session["kind"]) for matter in session["settled"]}
    elif what == "heard" and session:
        session["heard"] = chance.some(GROUPS, 2)
        session["asked"] = dict.fromkeys(chance.some(GROUPS, 2), chance.one("not now", "no"))
    elif what == "agenda" and session:
        session["agenda"] = chance.one("community", "both")
    elif what == "withdrawn" and reading:
        reading["said"] = "withdrawn"
        for key in ("level", "words", "settles", "share"):
            reading.pop(key, None)
        if reading.get("readers") == 0:
            del reading["readers"]
    elif what == "reading" and reading:
        chance.one(readings.remove, lambda one: one.update(date=chance.day()))(reading)
    elif what == "answer" and project["answers"]:
        answer = chance.one(*project["answers"])
        chance.one(project["answers"].remove, lambda one: one.update(text="y"))(answer)
    elif what == "told" and project["answers"]:
        chance.one(*project["answers"])["told"] = "letter"
    elif what == "said" and project["said"]:
        chance.one(project["said"].pop, lambda: project["said"][0].update(hoped="h"))()
    elif what == "feedback" and project["feedback"]:
        project["feedback"][0]["sessions"] = chance.some(["s0", "s1", "s2"], 3, 1)
    elif what == "about":
        key, value = chance.one(
            ("claim", chance.some(PHASES, 3)), ("affected", []), ("affected", ["tenants", "young"]),
            ("given", {"place": "x"}),
        )  # fmt: skip
        about[key] = value


def any_project() -> st.SearchStrategy[Written]:
    """A project of any kind."""
    return st.integers(0, 10**6).map(made)


def judged(
    project: Written,
    today: date = TODAY,
    before: Written | None = None,
    **gate: Any,
) -> Assessment:
    """What the record shows on a day."""
    earlier = None if before is None else Earlier("HEAD", Version(Project.model_validate(before)))
    return assess(
        Project.model_validate(project),
        today,
        lambda _: 1,
        file="a.toml",
        gate=Gate(**gate),
        earlier=earlier,
    )
