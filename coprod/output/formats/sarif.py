"""The results as SARIF 2.1.0 (OASIS), for code scanning. Waived findings are left out of the results and counted."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from coprod.assess import Assessment
from coprod.assess.rules import RULES
from coprod.assess.rules.base import Finding
from coprod.assess.rules.declare import Rule
from coprod.errors import Problem
from coprod.output.escape import Look
from coprod.output.formats import Results, fingerprinted, path_bytes
from coprod.output.verdicts import after_verdict, headline
from coprod.version import __version__
from coprod.words import inert, visible

_POSITIONS = {rule.code: position for position, rule in enumerate(RULES)}


def render(results: Results, _look: Look) -> Iterator[str]:
    """One run for all projects, in ASCII."""
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {"name": "coprod", "version": __version__, "rules": [_rule(rule) for rule in RULES]}
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": not results.problems,
                        "toolExecutionNotifications": [_notification(one, results) for one in results.problems],
                    }
                ],
                "results": [result for assessment in results.assessments for result in _results(assessment, results)],
                "properties": {"waived": _waived(results), "accounts": [_account(one) for one in results.assessments]},
            }
        ],
    }
    yield inert(json.dumps(log, indent=2), bracket=r"\u005b") + "\n"


def _account(assessment: Assessment) -> dict[str, str]:
    """The verdict on one project and what every account says after it; SARIF has no place of its own for that."""
    said = " ".join([headline(assessment), *after_verdict(assessment)])
    return {"file": visible(assessment.file), "account": visible(said)}


def _waived(results: Results) -> int:
    return sum(finding.waived is not None for one in results.assessments for finding in one.findings)


def _rule(rule: Rule) -> dict[str, Any]:
    next_step = f"Next: {rule.remedy}"
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.meaning},
        "fullDescription": {"text": f"{rule.meaning} {rule.why}"},
        "help": {
            "text": f"{rule.why}\n\n{next_step}\n\nSource: {rule.source.citation}, {rule.source.url}",
            "markdown": f"{rule.why}\n\n{next_step}\n\nSource: [{rule.source.citation}]({rule.source.url})",
        },
        "helpUri": rule.source.url,
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": ["co-production"]},
    }


def _results(assessment: Assessment, results: Results) -> Iterator[dict[str, Any]]:
    path = results.in_repository(assessment.file)
    told = [finding for finding in assessment.findings if finding.waived is None]
    for finding, fingerprint in fingerprinted(told, path):
        yield _result(finding, fingerprint, path)


def _result(finding: Finding, fingerprint: str, path: str) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": _POSITIONS[finding.code],
        "level": finding.severity,
        "message": {"text": visible(f"{finding.message} Next: {finding.remedy}")},
        "locations": [_location(path, finding.line)],
        "partialFingerprints": {"coprod/v1": fingerprint},
    }


def _notification(problem: Problem, results: Results) -> dict[str, Any]:
    notification: dict[str, Any] = {"level": "error", "message": {"text": visible(problem.message)}}
    if problem.file:
        path = results.in_repository(problem.file)
        notification["locations"] = [_location(path, problem.line or 1, problem.column)]
    return notification


def _location(path: str, line: int, column: int | None = None) -> dict[str, Any]:
    region = {"startLine": line} | ({"startColumn": column} if column else {})
    uri = quote(path_bytes(path))
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
