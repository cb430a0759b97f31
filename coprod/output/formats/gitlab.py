"""The results as a GitLab Code Quality report: a list of findings, which a merge request shows beside its changes.

Waived findings are left out, as in SARIF. What could not be read, or is no longer there, is told as a finding too,
since the report has no other place for it.
"""

import json
from collections.abc import Iterator
from typing import Any

from coprod.assess.rules.base import Finding
from coprod.errors import Problem
from coprod.framework import Severity
from coprod.output.escape import Look
from coprod.output.formats import Results, fingerprinted, path_bytes
from coprod.output.words import gone
from coprod.words import inert, visible

#: GitLab's words for how grave a finding is.
_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "note": "info"}

#: What stands in the place of a rule's name where a file could not be read, and its fingerprint.
_UNUSABLE = "unusable"
_GONE = "gone"


def render(results: Results, _look: Look) -> Iterator[str]:
    """One list for all projects, in ASCII."""
    found = [*_unusable(results), *_gone(results), *_findings(results)]
    yield inert(json.dumps(found, indent=2) + "\n", bracket=r"\u005b")


def _findings(results: Results) -> Iterator[dict[str, Any]]:
    for assessment in results.assessments:
        path = results.in_repository(assessment.file)
        told = [finding for finding in assessment.findings if finding.waived is None]
        for finding, fingerprint in fingerprinted(told, path):
            yield _finding(finding, fingerprint, path)


def _finding(finding: Finding, fingerprint: str, path: str) -> dict[str, Any]:
    return {
        "description": visible(f"{finding.message} Next: {finding.remedy}"),
        "check_name": f"{finding.code} {finding.name}",
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": _location(path, finding.line),
    }


def _gone(results: Results) -> Iterator[dict[str, Any]]:
    for path, sentence in zip(results.gone, gone(results.gone), strict=True):
        yield {
            "description": visible(sentence),
            "check_name": _GONE,
            "fingerprint": f"{_GONE}-{path_bytes(path).hex()}",
            "severity": "major" if results.gone_flags else "info",
            "location": _location(path, 1),
        }


def _unusable(results: Results) -> Iterator[dict[str, Any]]:
    for number, problem in enumerate(results.problems, 1):
        yield _problem(problem, results.in_repository(problem.file) if problem.file else "coprod", number)


def _problem(problem: Problem, path: str, number: int) -> dict[str, Any]:
    return {
        "description": visible(problem.message),
        "check_name": _UNUSABLE,
        "fingerprint": f"{_UNUSABLE}-{number}-{path_bytes(path).hex()}",
        "severity": "blocker",
        "location": _location(path, problem.line or 1),
    }


def _location(path: str, line: int) -> dict[str, Any]:
    return {"path": visible(path), "lines": {"begin": line}}
