"""Formats for machines, held against the official schemas, and fed with hostile text."""

import json
import re
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import xmlschema

from coprod.assess import Gate, assess
from coprod.assess.rules import RULES
from coprod.errors import Problem
from coprod.model.toml import value
from coprod.output.escape import Look
from coprod.output.formats import FORMATS, Results
from coprod.store.find import search
from coprod.store.read import load
from tests.conftest import ROOT, session
from tests.hostile import one_line
from tests.output.formats.readers import rendered
from tests.output.judged import TODAY, judged

SCHEMAS = ROOT / "tests" / "schemas"
HOSTILE = (
    "\x1b]8;;http://evil\x07x\x1b[2J \x9b31m \u202e ::set-output name=a::b\n::error::c %0A <script>alert(1)</script> "
    "]]> &lt; &#0; | `x` **b** @everyone #1 [a](javascript:b) :smile: =1+1 \ufffe\uffff "
    "\U0001f469\u200d\U0001f469 'q' \"d\""
)


def hostile() -> Results:
    """Hostile text in every place from which it can reach an output."""
    quoted, stored = value(one_line(HOSTILE)), one_line(HOSTILE)
    text = f"""
[project]
name = {quoted}
affected = [{quoted}]
[[sessions]]
date = 2026-01-01
phase = "co-design"
community = [{quoted}, {value(stored.upper())}]
heard = ["tenants", {value(stored + "?")}]
note = {quoted}
[[waivers]]
rule = "CP304"
reason = {quoted}
until = 2030-01-01
[[waivers]]
rule = {quoted}
reason = {quoted}
until = 2026-01-01
"""
    unnamed = '[project]\nname = "x"\n[[waivers]]\nrule = "CP304"\nreason = ' + quoted + "\nuntil = 2030-01-01\n"
    problem = Problem(f"dir/{HOSTILE}\udcff.toml", HOSTILE, 3, 7)
    found = [judged(text, f"{HOSTILE}\udcff.toml"), judged(unnamed, "b.toml")]
    return Results(TODAY, found, [problem, Problem("", HOSTILE)])


def examples() -> Results:
    documents = [load(path, path.relative_to(ROOT).as_posix()) for path in search(ROOT / "examples")[0]]
    found = [assess(one.project, TODAY, one.line_of, file=one.file, gate=Gate()) for one in documents]
    return Results(TODAY, found, [Problem("broken.toml", "is broken", 3, 7), Problem("gone.toml", "is gone")])


@pytest.mark.parametrize("results", [examples(), hostile(), Results(TODAY, [])], ids=["examples", "hostile", "none"])
def test_sarif_is_valid(results: Results) -> None:
    rules = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text("utf-8"))
    text = rendered("sarif", results, Look())
    assert text.isascii()
    checker = jsonschema.validators.validator_for(rules)(rules, format_checker=jsonschema.FormatChecker())
    assert not list(checker.iter_errors(json.loads(text)))


@pytest.mark.parametrize("results", [examples(), hostile(), Results(TODAY, [])], ids=["examples", "hostile", "none"])
def test_junit_is_valid(results: Results) -> None:
    rules = xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd")
    text = rendered("junit", results, Look())
    rules.validate(text.encode())


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_sends_what_steers(form: str) -> None:
    text = rendered(form, hostile(), Look(colour=False))
    assert not set(text) & {chr(point) for point in [*range(9), *range(11, 32), *range(0x7F, 0xA0), 0x202E, 0xFFFE]}
    text.encode("utf-8")


def test_github_reads_no_command_that_was_not_meant() -> None:
    lines = rendered("github", hostile(), Look()).rstrip("\n").split("\n")
    for line in lines:
        assert line.startswith(("::error file=", "::warning file=", "::notice file=", "::error::", "coprod: "))
    commands = [line for line in lines if line.startswith("::")]
    for command in commands:
        kind, properties, _ = re.fullmatch(r"::(\w+) ?([^:]*)::(.*)", command).groups()  # type: ignore[union-attr]
        assert kind in {"error", "warning", "notice"}
        names = [one.partition("=")[0] for one in properties.split(",") if one]
        assert set(names) <= {"file", "line", "col", "title"}
        assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "escaped"),
    [("100%", "100%25"), ("a%0Ab", "a%250Ab"), ("a\nb\r", r"a\nb\r"), ("a:b,c", "a:b,c")],
)
def test_github_escapes_messages_as_its_toolkit_does(text: str, escaped: str) -> None:
    found = rendered("github", Results(TODAY, [], [Problem("a,b:c%", text, 2, 3)]), Look())
    assert found == f"::error file=a%2Cb%3Ac%25,line=2,col=3::{escaped}\n"


def test_github_shows_ten_of_a_kind_and_says_how_many_more() -> None:
    problems = [Problem(f"{n}.toml", "is broken", 1) for n in range(13)]
    futures = "".join(session("co-design", who=["A", "p:B"], day=f"2027-01-{n:02}") for n in range(1, 13))
    lost = "".join(f'[[feedback]]\ndate = 2026-01-01\nsessions = ["gone{n}"]\nhow = "letter"\n' for n in range(12))
    text = rendered("github", Results(TODAY, [judged(futures + lost)], problems), Look())
    first, *lines = text.rstrip("\n").split("\n")
    assert first.startswith("coprod: a.toml: Not truly co-produced yet, as recorded: ")
    kinds = [line.split(" ")[0].split("::")[1] for line in lines[:-1]]
    assert kinds == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert lines[-1] == (
        "coprod: 7 more errors, 2 more warnings and 3 more notices than GitHub shows; another --format tells of all."
    )


def test_a_fingerprint_follows_the_finding_and_not_its_line() -> None:
    text = session("co-design", who=["p:B"]) + session("co-planning", who=["A"], day="2027-01-01")

    def prints(text: str) -> list[str]:
        log = json.loads(rendered("sarif", Results(TODAY, [judged(text)]), Look()))
        return [one["partialFingerprints"]["coprod/v1"] for one in log["runs"][0]["results"]]

    moved = prints("# one\n# two\n" + '[project]\nname = "Test"\n' + text)
    assert moved == prints(text)
    assert len(set(moved)) == len(moved)


TWO_TELEPHONES = session("co-design", who=["020 7946 0958", "020 7946 0959", "p:B"])


@pytest.mark.parametrize("form", ["sarif", "gitlab"])
def test_two_findings_of_one_rule_in_one_session_have_fingerprints_of_their_own(form: str) -> None:
    def prints(text: str) -> list[str]:
        found = json.loads(rendered(form, Results(TODAY, [judged(text)]), Look()))
        if form == "gitlab":
            return [one["fingerprint"] for one in found if one["check_name"].startswith("CP904")]
        return [
            one["partialFingerprints"]["coprod/v1"] for one in found["runs"][0]["results"] if one["ruleId"] == "CP904"
        ]

    assert len(set(prints(TWO_TELEPHONES))) == 2
    assert prints(TWO_TELEPHONES) == prints("# a line more\n" + '[project]\nname = "Test"\n' + TWO_TELEPHONES)


def test_gitlab_tells_what_its_code_quality_report_asks_for() -> None:
    results = Results(TODAY, [judged(TWO_TELEPHONES)], [Problem("b.toml", "is broken", 3), Problem("", "no file")])
    found = json.loads(rendered("gitlab", results, Look()))
    for one in found:
        assert set(one) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert one["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert one["location"]["lines"]["begin"] >= 1
        assert one["description"]
        assert one["location"]["path"]
    assert len({one["fingerprint"] for one in found}) == len(found)


def test_sarif_has_every_rule_and_paths_from_the_top_of_the_repository() -> None:
    results = Results(TODAY, [judged("", "../a b.toml")], [Problem("é.toml", "x")], lambda file: f"sub/{file}")
    run = json.loads(rendered("sarif", results, Look()))["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [rule.code for rule in RULES]
    uris = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"]}
    assert uris == {"sub/../a%20b.toml"}
    [notice] = run["invocations"][0]["toolExecutionNotifications"]
    assert notice["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "sub/%C3%A9.toml"
    assert run["invocations"][0]["executionSuccessful"] is False


def test_junit_fails_what_fails_the_gate_and_skips_what_is_waived() -> None:
    text = '[project]\nname = "x"\n' + session("co-design", who=["A", "p:B"], day="2026-11-01")
    text += '[[waivers]]\nrule = "CP304"\nreason = "we ask"\nuntil = 2030-01-01\n'

    def cases(*, strict: bool) -> dict[str, list[str]]:
        suites = ET.fromstring(rendered("junit", Results(TODAY, [judged(text, strict=strict)]), Look()))
        [suite] = suites
        names = [case.get("name") for case in suite.iter("testcase")]
        assert suite.get("tests") == str(len(set(names))) == str(len(names))
        assert int(suite.get("failures", "")) == sum(case.find("failure") is not None for case in suite)
        assert suite.get("skipped") == "1"
        return {case.get("name", ""): [found.tag for found in case] for case in suite.iter("testcase")}

    lenient = cases(strict=False)
    assert [tags for name, tags in lenient.items() if name.startswith("CP103")] == [["failure"]] * 3
    assert lenient["CP204 level-not-recorded co-design"] == ["system-out"]
    assert lenient["CP304 affected-not-named"] == ["skipped"]
    assert lenient["co-design"] == []
    assert "co-planning" not in lenient
    assert cases(strict=True)["CP204 level-not-recorded co-design"] == ["failure"]


def test_markdown_shows_hostile_text_as_text() -> None:
    text = rendered("markdown", hostile(), Look())
    assert "<script>" not in text.replace(r"\<script\>", "")
    assert not re.search(r"(?<!\\)[`]", text)
    assert not re.search(r"@(?!<!-- -->)", text)
    assert not re.search(r"(?<!\\)\]\(", text)
    for line in text.split("\n"):
        if line.startswith("| "):
            assert len(re.findall(r"(?<!\\)\|", line)) in {6, 8}


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github", "markdown"])
def test_what_is_given_eased_and_left_out_is_told_in_every_format(form: str) -> None:
    about = '[project]\nname = "Test"\n[project.given]\nfunding = "40,000"\n[check]\nfeedback_days = 90\n'
    found = judged(about + session("co-design", who=["A"]), rules=frozenset({"CP304"}))
    shown = " ".join(re.sub(r"\\\\|<!-- -->", "", rendered(form, Results(TODAY, [found]), Look())).split())
    for told in ("funding", "90", "CP301"):
        assert told in shown, told
