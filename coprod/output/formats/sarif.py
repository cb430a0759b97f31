"""The results as SARIF 2.1.0 (OASIS), for code scanning, the worst first.

Waived findings are left out of the results and counted; so are the mildest of more than a reader takes.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from coprod.assess.rules import RULES
from coprod.assess.rules.declare import Rule
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
    found = sorted(_results(results), key=lambda result: list(SEVERITIES).index(result["level"]))
    more = len(found) - _MOST
    waived = sum(finding.waived is not None for one in results.assessments for finding in one.findings)
    # The verdicts and what every account says after them: SARIF has no place of its own for that.
    accounts = [{"file": visible(one.file), "account": visible(in_full(one, few))} for one in results.assessments]
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "coprod", "version": __version__, "rules": list(map(_rule, RULES))}},
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": not results.problems,
                        "toolExecutionNotifications": list(_notifications(results, more)),
                    }
                ],
                "results": found[:_MOST],
                "properties": {"waived": waived, "left_out": max(more, 0), "accounts": accounts},
            }
        ],
    }
    yield inert(json.dumps(log, indent=2), bracket=r"\u005b") + "\n"


def _notifications(results: Results, more: int) -> Iterator[dict[str, Any]]:
    for problem in results.problems:
        told: dict[str, Any] = {"level": "error", "message": {"text": visible(problem.message)}}
        if problem.file:
            path = results.in_repository(problem.file)
            told["locations"] = [_location(path, problem.line or 1, problem.column)]
        yield told
    for path in results.gone:
        level = "error" if results.gone_flags else "note"
        yield {"level": level, "message": {"text": visible(gone(path))}, "locations": [_location(path, 1)]}
    if more > 0:
        text = f"{counted(more, 'more result')} left out: code scanning takes {_MOST} of a run. Another format has all."
        yield {"level": "warning", "message": {"text": text}}


def _rule(rule: Rule) -> dict[str, Any]:
    about = f"{rule.why}\n\nNext: {rule.remedy}\n\nSource: "
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.meaning},
        "fullDescription": {"text": f"{rule.meaning} {rule.why}"},
        "help": {
            "text": f"{about}{rule.source.citation}, {rule.source.url}",
            "markdown": f"{about}[{rule.source.citation}]({rule.source.url})",
        },
        "helpUri": rule.source.url,
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": ["co-production"]},
    }


def _results(results: Results) -> Iterator[dict[str, Any]]:
    for finding, path, fingerprint in fingerprinted(results):
        yield {
            "ruleId": finding.code,
            "ruleIndex": _POSITIONS[finding.code],
            "level": finding.severity,
            "message": {"text": visible(f"{finding.message} Next: {finding.remedy}")},
            "locations": [_location(path, finding.line)],
            "partialFingerprints": {"coprod/v1": fingerprint},
        }


def _location(path: str, line: int, column: int | None = None) -> dict[str, Any]:
    region = {"startLine": line} | ({"startColumn": column} if column else {})
    uri = quote(path_bytes(path))
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
