"""Every format tells of the same findings, for the examples and for three hundred projects made at random."""

import random
from collections import Counter
from datetime import date, timedelta
from functools import cache

import tomli_w

from coprod.assess import Assessment, assess
from coprod.assess.gate import Gate
from coprod.assess.rules import RULES
from coprod.framework import LEVELS, MATTERS, PHASES
from coprod.output.formats import Results, rendered
from coprod.output.look import Look
from coprod.store.find import search
from coprod.store.read import load, parse
from tests.conftest import ROOT
from tests.output.formats import readers

TODAY = date(2026, 11, 22)
NAMES = [
    "Ana [she/her]",
    "sam",
    "Sam",
    "Zoë",
    "a@b.org",
    "C1",
    "C2",
    "C3",
    "|",
    "<b>",
    "x\u202e[31m",
    "::error::",
    "&amp;",
]
GROUPS = ["tenants", "young people", "carers (of all ages)"]


def made_up(chance: random.Random) -> dict[str, object]:
    """A project such as people might write, with anything in it that a rule looks at."""

    def some(options: list[str], most: int) -> list[str]:
        return chance.sample(options, chance.randint(0, min(most, len(options))))

    sessions = []
    for number in range(chance.randint(0, 8)):
        people = some(NAMES, 7)
        split = chance.randint(0, len(people))
        present = {"community": chance.choice([0, 0, 5]), "professional": chance.choice([0, 0, 4])}
        if not people and not any(present.values()):
            present["community"] = 1
        session: dict[str, object] = {
            "date": date(2026, 1, 1) + timedelta(days=chance.randint(-20, 400)),
            "phase": chance.sample(list(PHASES), chance.randint(1, 2)),
            "community": people[:split],
            "professional": people[split:],
            "also_present": present,
            "heard": some(GROUPS, 2),
            "settled": dict.fromkeys(some(list(MATTERS), 3), "x"),
            "feeds_back": some(["s0", "s1", "nowhere"], 2),
            "id": f"s{number}",
        }
        if chance.random() < 0.6:
            session["level"] = chance.choice(list(LEVELS))
        if chance.random() < 0.3:
            session["recognition"] = chance.choice(["none", "paid"])
        if chance.random() < 0.2:
            session["note"] = chance.choice(["ring 020 7946 0958", "x"])
        sessions.append(session)
    project: dict[str, object] = {"name": chance.choice(NAMES), "affected": some(GROUPS, 3)}
    if chance.random() < 0.3:
        project["recognition"] = chance.choice(["none", "paid"])
    if chance.random() < 0.3:
        project["claim"] = chance.sample(list(PHASES), chance.randint(1, 4))
    if chance.random() < 0.3:
        project["started"] = date(2026, 1, 1)
    readiness = [
        {"date": date(2026, 1, 5), "shared-power": chance.choices(["yes", "no"], k=3)}
        for _ in range(chance.randint(0, 1))
    ]
    rules = ["CP104", "CP201", "CP203", "CP301", "CP304", "CP401", "CP901", "CP101", "CP999"]
    waivers = [
        {
            "rule": rule,
            "reason": chance.choice(["because", "a | b (c) ::d"]),
            "until": chance.choice([TODAY, date(2026, 1, 1), date(2029, 1, 1)]),
        }
        for rule in some(rules, 3)
    ]
    project["given"] = dict.fromkeys(some(list(MATTERS), 2), "x")
    return {
        "project": project,
        "check": {"feedback_days": chance.choice([42, 42, 60])},
        "sessions": sessions,
        "waivers": waivers,
        "readiness": readiness,
        **voices(chance),
    }


def voices(chance: random.Random) -> dict[str, object]:
    """What people said of the sessions s0 and s1, and what the project answered."""

    def day() -> date:
        return date(2026, 9, 1) + timedelta(days=chance.randint(0, 100))

    levels: list[dict[str, object]] = [{}, *(dict[str, object](level=level) for level in LEVELS)]
    accounts: list[dict[str, object]] = [
        {"said": "differs", "words": "x", "readers": 3},
        {"said": "agree"},
        {"said": "not-taken-up", "readers": 0},
    ]
    readings = [
        {"session": chance.choice(["s0", "s1", "gone"]), "date": day(), "read": "0" * 12, "id": f"r{number}"}
        | chance.choice(accounts)
        | dict(chance.choice(levels))
        for number in range(chance.randint(0, 3))
    ]
    said = [{"date": day(), "text": "x | y", "id": f"said{number}"} for number in range(chance.randint(0, 2))]
    answers = [
        {"date": day(), "to": one["id"], "outcome": chance.choice(["done", "open"]), "text": "::error::"}
        for one in (*said, *readings)
        if chance.random() < 0.4
    ]
    return {"readings": readings, "said": said, "answers": answers}


#: What chance does not bring about.
RULES_BY_CODE = {rule.code: rule for rule in RULES}


@cache
def assessments() -> list[Assessment]:
    chance = random.Random(20261122)  # noqa: S311 - the same projects on every run
    documents = [load(path, path.name) for path in search(ROOT / "examples")[0]]
    documents.append(parse(RULES_BY_CODE["CP306"].failing.encode(), "left.toml"))
    documents += [parse(tomli_w.dumps(made_up(chance)).encode(), f"made-up/{n}.toml") for n in range(300)]
    gates = [Gate(), Gate(strict=True), Gate(so_far=True, read_back=True)]
    return [
        assess(read.project, TODAY, read.line_of, file=read.file, gate=gates[number % 3])
        for number, read in enumerate(documents)
    ]


def truth(judged: list[Assessment]) -> readers.Counts:
    return {one.file: Counter((f.code, f.severity, f.waived is not None) for f in one.findings) for one in judged}


def test_every_format_tells_of_the_same_findings() -> None:
    judged = assessments()
    expected = truth(judged)
    assert sum(sum(counter.values()) for counter in expected.values()) > 4_000
    assert {code for counter in expected.values() for code, _, _ in counter} == {rule.code for rule in RULES}
    text = rendered("json", Results(TODAY, judged), Look())
    assert readers.from_json(text) == expected
    for name, read in readers.FULL.items():
        assert read(rendered(name, Results(TODAY, judged), Look())) == expected, name
    sarif = rendered("sarif", Results(TODAY, judged), Look())
    open_ones = {
        file: Counter({key: number for key, number in counter.items() if not key[2]})
        for file, counter in expected.items()
    }
    assert readers.from_sarif(sarif) == {file: counter for file, counter in open_ones.items() if counter}
    waived = sum(number for counter in expected.values() for key, number in counter.items() if key[2])
    assert readers.waived_in_sarif(sarif) == waived


def test_github_shows_the_same_findings_and_says_how_many_it_leaves_out() -> None:
    for one in assessments():
        expected = truth([one])[one.file]
        text = rendered("github", Results(TODAY, [one]), Look())
        shown = readers.from_github(text).get(one.file, Counter())
        assert not shown - expected
        more = readers.more_in_github(text)
        for kind, severities in (("error", {"error"}), ("warning", {"warning"}), ("notice", {"note"})):
            of_kind = sum(
                number
                for (_, severity, waived), number in expected.items()
                if (severity in severities and not waived) or (kind == "notice" and waived)
            )
            seen = sum(
                number
                for (_, severity, waived), number in shown.items()
                if (severity in severities and not waived) or (kind == "notice" and waived)
            )
            assert (min(of_kind, 10), max(of_kind - 10, 0)) == (seen, more[kind])
