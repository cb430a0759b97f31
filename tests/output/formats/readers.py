"""Independent readers: each counts the findings of every project from one format alone."""

import json
import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from xml.etree import ElementTree as ET

from coprod.assess.rules import RULES
from coprod.framework import PHASES
from coprod.output.escape import Look
from coprod.output.formats import Results, renderer

#: For each project's file, how often each rule was found, as (code, severity, waived).
Counts = dict[str, Counter[tuple[str, str, bool]]]


def rendered(form: str, results: Results, look: Look) -> str:
    """The results in a format, as one text."""
    return "".join(renderer(form)(results, look))


def from_json(text: str) -> Counts:
    return {
        project["file"]: Counter(
            (one["code"], one["severity"], one["waived"] is not None) for one in project["findings"]
        )
        for project in json.loads(text)["projects"]
    }


def spoken_of(code: str, message: str) -> int:
    """How many findings a sentence says: one, or one for each phase that the rule's sentence of several names."""
    if not any(rule.code == code and rule.message_of_several for rule in RULES):
        return 1
    return max(1, sum(phase in message for phase in PHASES))


def from_text(text: str) -> Counts:
    counts: Counts = {file: Counter() for file in re.findall(r"^.*  \((.*)\)$", text, re.MULTILINE)}
    head = r"^(.*):\d+: (error|warning|note) (CP\d+) [a-z-]+( \(waived until .*\))?\n((?:    .*\n)+)"
    for file, severity, code, waived, message in re.findall(head, text, re.MULTILINE):
        messages = re.split(r"\n    line \d+: ", message.partition("    Next: ")[0])
        counts[file][code, severity, bool(waived)] += sum(spoken_of(code, one) for one in messages)
    return counts


def from_junit(text: str) -> Counts:
    counts: Counts = {}
    for suite in ET.fromstring(text):
        counter = counts[suite.get("name", "")] = Counter()
        for case in suite.iter("testcase"):
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
            message = row[3].replace("<!-- -->", "").replace("\\", "").partition(" | ")[0]
            counts[file][row[2], row[1], "(waived until " in row[3]] += spoken_of(row[2], message)
    return counts


def from_sarif(text: str) -> Counts:
    """Waived findings are not among the results; see `waived_in_sarif`."""
    counts: Counts = {}
    for result in json.loads(text)["runs"][0]["results"]:
        file = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        counts.setdefault(file, Counter())[result["ruleId"], result["level"], False] += 1
    return counts


def from_gitlab(text: str) -> Counts:
    """Waived findings are left out, as in SARIF."""
    severities = {"major": "error", "minor": "warning", "info": "note"}
    counts: Counts = {}
    for one in json.loads(text):
        code = one["check_name"].split()[0]
        counts.setdefault(one["location"]["path"], Counter())[code, severities[one["severity"]], False] += 1
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

#: A reader of each format; those of FULL show every finding if they are asked for all, waived or not.
READERS: dict[str, Callable[[str], Counts]] = {
    "text": from_text,
    "json": from_json,
    "sarif": from_sarif,
    "junit": from_junit,
    "github": from_github,
    "gitlab": from_gitlab,
    "markdown": from_markdown,
}
FULL = {name: read for name, read in READERS.items() if name not in {"sarif", "github", "gitlab"}}


def from_record(page: str) -> Counter[str]:
    """How often each rule was found, from the part of a page that is folded away for those who keep the record."""
    row = r'<tr><th scope="row">(CP\d+) [a-z-]+</th><td>(?:error|warning|note)</td><td>([\d, ]+)</td></tr>'
    return Counter({code: len(lines.split(", ")) for code, lines in re.findall(row, page)})


def from_status(lines: str) -> Counter[str]:
    """How often each rule was found, from the lines of a status."""
    counts: Counter[str] = Counter()
    code = ""
    for line in lines.partition("\nWhat to do next:\n")[2].split("\n"):
        if head := re.fullmatch(r"(CP\d+) [a-z-]+", line):
            code = head[1]
        elif re.match(r"line \d+: ", line):
            counts[code] += spoken_of(code, line)
    return counts
