"""Every format tells of the same findings, for the examples and for three hundred projects made at random."""

import random
import re
from collections import Counter
from datetime import date, timedelta
from functools import cache

import tomli_w

from coprod.assess import Assessment, Gate, assess
from coprod.assess.rules import RULES
from coprod.assess.rules.examples import example_text
from coprod.framework import LEVELS, MATTERS, PHASES
from coprod.output.account import page, status
from coprod.output.account.context import Context
from coprod.output.account.html import html
from coprod.output.account.lines import lines
from coprod.output.account.markdown import markdown
from coprod.output.escape import Look, escaped
from coprod.output.formats import Results
from coprod.output.shared import Shared
from coprod.output.verdicts import headline
from coprod.output.words import few
from coprod.store.find import search
from coprod.store.read import Document, load, parse
from tests.conftest import ROOT
from tests.output.formats import readers
from tests.output.formats.readers import rendered

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


def made_up(chance: random.Random) -> dict[str, object]:  # noqa: C901 - one choice after another
    """A project such as people might write, with anything in it that a rule looks at."""

    def some(options: list[str], most: int) -> list[str]:
        return chance.sample(options, chance.randint(0, min(most, len(options))))

    sessions = []
    agendas = chance.random() < 0.4
    for number in range(chance.randint(0, 8)):
        people = some(NAMES, 7)
        split = chance.randint(0, len(people))
        present = {"community": chance.choice([0, 0, 5]), "professional": chance.choice([0, 0, 4])}
        if not people and not any(present.values()):
            present["community"] = 1
        session: dict[str, object] = {
            "date": date(2026, 1, 1) + timedelta(days=chance.randint(-20, 400) - 800 * (chance.random() < 0.1)),
            "phase": chance.sample(list(PHASES), chance.randint(1, 2)),
            "community": people[:split],
            "professional": people[split:],
            "also_present": present,
            "heard": some(GROUPS, 2),
            "settled": {matter: chance.choice(["x", "y"]) for matter in some(list(MATTERS), 3)},
            "feeds_back": some(["s0", "s1", "nowhere"], 2),
            "title": chance.choice(["A talk", "a | b", "co-evaluation", "x"]),
            "id": f"s{number}",
        }
        if chance.random() < 0.6:
            session["level"] = chance.choice(list(LEVELS))
        if agendas:
            session["agenda"] = "professional"
        if chance.random() < 0.1:
            session["planned"] = True
        if chance.random() < 0.3:
            session["recognition"] = chance.choice(["none", "paid"])
        if chance.random() < 0.2:
            session["note"] = chance.choice(["ring 020 7946 0958", "x"])
        sessions.append(session)
    project: dict[str, object] = {"name": chance.choice(NAMES), "affected": some(GROUPS, 3)}
    if chance.random() < 0.3:
        project["recognition"] = chance.choice(["none", "paid"])
    if chance.random() < 0.3:
        project["claim"] = chance.sample(list(PHASES), chance.randint(0, 4))
    if chance.random() < 0.3:
        project["started"] = date(2026, 1, 1)
    if chance.random() < 0.3:
        project["given"] = dict.fromkeys(some(list(MATTERS), 3), "x")
    readiness = [
        {"date": date(2026, 1, 5), "shared-power": chance.choices(["yes", "no"], k=3)}
        for _ in range(chance.randint(0, 1))
    ]
    rules = ["CP104", "CP201", "CP405", "CP203", "CP301", "CP304", "CP401", "CP901", "CP101", "CP999"]
    waivers = [
        {
            "rule": rule,
            "reason": chance.choice(["because", "a | b (c) ::d"]),
            "until": chance.choice([TODAY, date(2026, 1, 1), date(2099, 1, 1)]),
        }
        for rule in some(rules, 3)
    ]
    made = {"project": project, "sessions": sessions, "waivers": waivers, "readiness": readiness}
    return made | voices(chance) | ({"check": {"feedback_days": 100}} if chance.random() < 0.3 else {})


def voices(chance: random.Random) -> dict[str, object]:
    """What was said, what those who read sessions back say, what the project answers, and what people were told."""
    days = [date(2026, 2, 1), date(2026, 6, 1), date(2027, 1, 1)]
    said = [
        {"date": chance.choice(days), "text": "Keep the gate | open", "id": f"said{number}"}
        for number in range(chance.randint(0, 2))
    ]
    readings = [
        {
            "session": chance.choice(["s0", "s1", "s2", "nowhere"]),
            "date": chance.choice(days),
            "read": "another",
            "said": chance.choice(["differs", "differs", "agree"]),
            "level": chance.choice(["considered", "listened", "deciding"]),
            "side": chance.choice(["community", "community", "professional"]),
            "readers": (readers := chance.randint(1, 6)),
            "were_there": chance.choice([0, readers]),
            "id": f"read{number}",
        }
        for number in range(chance.randint(0, 3))
    ]
    answers = [
        {"date": chance.choice(days), "to": to, "outcome": chance.choice(["done", "open"]), "text": "We did"}
        | ({"told": "letter"} if chance.random() < 0.5 else {})
        for to in chance.sample(["said0", "said1", "read0", "read1"], chance.randint(0, 3))
    ]
    feedback = [{"date": chance.choice(days), "sessions": ["s0"], "how": "letter"}] if chance.random() < 0.3 else []
    return {"said": said, "readings": readings, "answers": answers, "feedback": feedback}


@cache
def documents() -> list[Document]:
    chance = random.Random(20261122)  # noqa: S311 - the same projects on every run
    examples = [load(path, path.name) for path in search(ROOT / "examples")[0]]
    # Every rule fires in one of them.
    examples += [
        parse(example_text(rule.fires).encode(), f"{rule.code}.toml") for rule in RULES if not rule.about_changes
    ]
    return examples + [parse(tomli_w.dumps(made_up(chance)).encode(), f"made-up/{n}.toml") for n in range(300)]


@cache
def assessments() -> list[Assessment]:
    gates = [Gate(), Gate(strict=True), Gate(so_far=True), Gate(read_back=True)]
    return [
        assess(read.project, TODAY, read.line_of, file=read.file, gate=gates[number % 4])
        for number, read in enumerate(documents())
    ]


@cache
def contexts() -> list[Context]:
    """The same for an account: what the team sees."""
    return [
        Context(read.project, found, TODAY, Shared(read.project, names=True))
        for read, found in zip(documents(), assessments(), strict=True)
    ]


def truth(judged: list[Assessment]) -> readers.Counts:
    return {one.file: Counter((f.code, f.severity, f.waived is not None) for f in one.findings) for one in judged}


def test_every_format_tells_of_the_same_findings() -> None:
    judged = assessments()
    expected = truth(judged)
    assert sum(sum(counter.values()) for counter in expected.values()) > 4_000
    assert {code for counter in expected.values() for code, _, _ in counter} == {
        rule.code for rule in RULES if not rule.about_changes
    }
    text = rendered("json", Results(TODAY, judged), Look())
    assert readers.from_json(text) == expected
    for name, read in readers.FULL.items():
        assert read(rendered(name, Results(TODAY, judged, full=True), Look(width=10_000))) == expected, name
    sarif = rendered("sarif", Results(TODAY, judged), Look())
    open_ones = {
        file: Counter({key: number for key, number in counter.items() if not key[2]})
        for file, counter in expected.items()
    }
    unwaived = {file: counter for file, counter in open_ones.items() if counter}
    assert readers.from_sarif(sarif) == unwaived
    assert readers.from_gitlab(rendered("gitlab", Results(TODAY, judged), Look())) == unwaived
    waived = sum(number for counter in expected.values() for key, number in counter.items() if key[2])
    assert readers.waived_in_sarif(sarif) == waived


def test_page_and_screen_tell_of_the_same_findings() -> None:
    for context in contexts():
        expected = Counter(finding.code for finding in context.assessment.findings)
        assert readers.from_record(html(page(context))) == expected
        assert readers.from_status(lines(status(context))) == expected


def test_every_format_says_the_same_verdict_and_none_says_more_than_it() -> None:
    for context in contexts():
        one = context.assessment
        words = escaped(headline(one, few))
        assert words in rendered("markdown", Results(TODAY, [one]), Look())
        assert headline(one) in " ".join(rendered("text", Results(TODAY, [one]), Look()).split())
        assert headline(one, few) in rendered("github", Results(TODAY, [one]), Look())
        assert headline(one) in lines(status(context))
        assert escaped(headline(one)) in markdown(page(context))
        if one.verdict == "cannot-tell" and one.claimed:
            for text in (headline(one), lines(status(context)), markdown(page(context))):
                assert "So this work was co-produced" not in text
                assert not re.search(r"Co-produced, as|Full co-production \(|This project: Full", text)


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
