"""Independent readers: each counts the findings of every project from one format alone."""

import json
import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from xml.etree import ElementTree as ET

from coprod.assess.rules import RULES

#: For each project's file, how often each rule was found, as (code, severity, waived).
Counts = dict[str, Counter[tuple[str, str, bool]]]


def from_json(text: str) -> Counts:
    return {
        project["file"]: Counter(
            (one["code"], one["severity"], one["waived"] is not None) for one in project["findings"]
        )
        for project in json.loads(text)["projects"]
    }


def from_text(text: str) -> Counts:
    counts: Counts = {file: Counter() for file in re.findall(r"^.*  \((.*)\)$", text, re.MULTILINE)}
    found = re.findall(r"^(.*):\d+: (error|warning|note) (CP\d+) [a-z-]+( \(waived until .*\))?$", text, re.MULTILINE)
    for file, severity, code, waived in found:
        counts[file][code, severity, bool(waived)] += 1
    return counts


def from_junit(text: str) -> Counts:
    counts: Counts = {}
    for suite in ET.fromstring(text):
        counter = counts[suite.get("name", "")] = Counter()
        for case in suite:
            for found in case:
                severity = re.findall(r":\d+: (error|warning|note): ", found.text or "")[0]
                waived = "(waived until " in (found.text or "")
                counter[case.get("name", "").split()[0], severity, waived] += 1
    return counts


def from_markdown(text: str) -> Counts:
    counts: Counts = {}
    file = ""
    for line in text.split("\n"):
        if line.startswith("Project file: "):
            file = unescape(re.sub(r"\\(.)", r"\1", line.removeprefix("Project file: ").replace("<!-- -->", "")))
            counts[file] = Counter()
        row = re.match(r"\| (error|warning|note) \| (CP\d+) [a-z-]+ \| \d+ \| (.*)", line)
        if row:
            counts[file][row[2], row[1], "(waived until " in row[3]] += 1
    return counts


def from_sarif(text: str) -> Counts:
    """Waived findings are not among the results; see `waived_in_sarif`."""
    counts: Counts = {}
    for result in json.loads(text)["runs"][0]["results"]:
        file = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        counts.setdefault(file, Counter())[result["ruleId"], result["level"], False] += 1
    return counts


def waived_in_sarif(text: str) -> int:
    waived: int = json.loads(text)["runs"][0]["properties"]["waived"]
    return waived


def from_github(text: str) -> Counts:
    """At most ten of a kind are shown; see `more_in_github`."""
    counts: Counts = {}
    severities = {"error": "error", "warning": "warning", "notice": "note"}
    shown = re.findall(r"^::(error|warning|notice) file=([^,]*),line=\d+,title=(CP\d+) ([^:]*)::", text, re.MULTILINE)
    for kind, file, code, title in shown:
        waived = "(waived until" in title
        severity = "warning" if waived and code not in NOTES else severities[kind]
        counts.setdefault(file, Counter())[code, severity, waived] += 1
    return counts


def more_in_github(text: str) -> Counter[str]:
    return Counter({kind: int(number) for number, kind in re.findall(r"(\d+) more (error|warning|notice)s", text)})


NOTES = {rule.code for rule in RULES if rule.severity == "note"}

FULL: dict[str, Callable[[str], Counts]] = {
    "text": from_text,
    "junit": from_junit,
    "markdown": from_markdown,
}
