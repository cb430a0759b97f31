"""The results as SARIF 2.1.0 (OASIS), for code scanning, the worst first.

Waived findings are left out of the results and counted; so are the mildest of more than a reader takes.
"""

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
from coprod.output.verdicts import in_full
from coprod.output.words import counted, few, gone
from coprod.terms import SEVERITIES
from coprod.version import __version__
from coprod.words import inert, visible

_POSITIONS = {rule.code: position for position, rule in enumerate(RULES)}


#: The results that GitHub's code scanning takes; it refuses all of more.
_MOST = 25_000


def render(results: Results, _look: Look) -> Iterator[str]:
    """One run for all projects, in ASCII."""
    found = sorted(
        (result for assessment in results.assessments for result in _results(assessment, results)), key=_mildness
    )
    more = len(found) - _MOST
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
                        "toolExecutionNotifications": [
                            *(_notification(one, results) for one in results.problems),
                            *_gone(results),
                            *([_left_out(more)] if more > 0 else []),
                        ],
                    }
                ],
                "results": found[:_MOST],
                "properties": {
                    "waived": _waived(results),
                    "left_out": max(more, 0),
                    "accounts": [_account(one) for one in results.assessments],
                },
            }
        ],
    }
    yield inert(json.dumps(log, indent=2), bracket=r"\u005b") + "\n"


def _mildness(result: dict[str, Any]) -> int:
    return list(SEVERITIES).index(result["level"])


def _left_out(number: int) -> dict[str, Any]:
    text = f"{counted(number, 'more result')} left out: code scanning takes {_MOST} of a run. Another format has all."
    return {"level": "warning", "message": {"text": text}}


def _gone(results: Results) -> Iterator[dict[str, Any]]:
    for path, sentence in zip(results.gone, gone(results.gone), strict=True):
        level = "error" if results.gone_flags else "note"
        yield {"level": level, "message": {"text": visible(sentence)}, "locations": [_location(path, 1)]}


def _account(assessment: Assessment) -> dict[str, str]:
    """The verdict on one project and what every account says after it; SARIF has no place of its own for that."""
    said = in_full(assessment, few)
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
