"""Every format tells of the same findings, for the examples and for a hundred and fifty projects made at random."""

import re
from collections import Counter
from datetime import date
from functools import cache
from pkgutil import iter_modules
from random import Random
from typing import Any

import tomli_w

from coprod.assess import Assessment, Gate, assess
from coprod.assess.rules import RULES
from coprod.assess.rules.examples import example_text
from coprod.output import formats
from coprod.output.account import page, status
from coprod.output.account.context import Context
from coprod.output.account.html import html
from coprod.output.account.lines import lines
from coprod.output.account.markdown import markdown
from coprod.output.escape import Look, escaped
from coprod.output.formats import FORMATS, Results
from coprod.output.shared import Shared
from coprod.output.verdicts import headline
from coprod.output.words import few
from coprod.store.find import search
from coprod.store.read import Document, load, parse
from tests.assess.projects import TODAY, Written, made
from tests.conftest import ROOT
from tests.output.formats import readers
from tests.output.formats.readers import rendered

#: What people wrote in the made-up projects, so that each format has something to escape.
WRITTEN = {
    "Amina K.": "Ana [she/her]",
    "Sam": "&amp;",
    "Lee": "a@b.org",
    "Jo": "x\u202e[31m",
    "Garden": "::error::",
    "carers": "carers (of all ages)",
    "x": "a | b (c) ::d",
    "Less": "<b>",
    "Not asked": "|",
}


def made_up(number: int) -> Written:
    """A project such as people might write, with waivers of rules that fire, fire no longer and do not exist."""
    project: Written = _written(made(number))
    chance = Random(number)  # noqa: S311 - the same projects on every run
    for session in project["sessions"]:
        session["title"] = chance.choice(["A talk", "a | b", "co-evaluation"])
        if chance.random() < 0.1:
            session["note"] = "ring 020 7946 0958"
    rules = ["CP104", "CP201", "CP405", "CP203", "CP301", "CP304", "CP401", "CP901", "CP101", "CP999"]
    days = [TODAY, date(2026, 1, 1), date(2099, 1, 1)]
    project["waivers"] = [
        {"rule": rule, "reason": chance.choice(["because", "a | b (c) ::d"]), "until": chance.choice(days)}
        for rule in chance.sample(rules, chance.randint(0, 3))
    ]
    return project


def _written(value: Any) -> Any:
    if isinstance(value, dict):
        return {_written(key): _written(item) for key, item in value.items()}
    if isinstance(value, list):
        return [*map(_written, value)]
    return WRITTEN.get(value, value) if isinstance(value, str) else value


@cache
def documents() -> list[Document]:
    examples = [load(path, path.name) for path in search(ROOT / "examples")[0]]
    # Every rule fires in one of them.
    examples += [
        parse(example_text(rule.fires).encode(), f"{rule.code}.toml") for rule in RULES if not rule.about_changes
    ]
    return examples + [parse(tomli_w.dumps(made_up(n)).encode(), f"made-up/{n}.toml") for n in range(150)]


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
    assert {name for _, name, _ in iter_modules(formats.__path__)} == set(FORMATS), "a module is named in FORMATS"
    assert readers.READERS.keys() == set(FORMATS), "a format has a reader in readers.py"
    judged = assessments()
    expected = truth(judged)
    assert sum(sum(counter.values()) for counter in expected.values()) > 2_500
    assert {code for counter in expected.values() for code, _, _ in counter} == {
        rule.code for rule in RULES if not rule.about_changes
    }
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
