"""The results as a GitLab Code Quality report: a list of findings, which a merge request shows beside its changes.

Waived findings are left out, as in SARIF. What could not be read, or is no longer there, is told as a finding too,
since the report has no other place for it.
"""

import json
from collections.abc import Iterator

from coprod.framework import Severity
from coprod.output.escape import Look
from coprod.output.formats import Results, fingerprinted, path_bytes
from coprod.output.words import gone
from coprod.words import inert, visible

#: GitLab's words for how grave a finding is.
_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "note": "info"}


def render(results: Results, _look: Look) -> Iterator[str]:
    """One list for all projects, in ASCII."""
    entries = [
        {
            "description": visible(message),
            "check_name": name,
            "fingerprint": fingerprint,
            "severity": severity,
            "location": {"path": visible(path), "lines": {"begin": line}},
        }
        for message, name, fingerprint, severity, path, line in _entries(results)
    ]
    yield inert(json.dumps(entries, indent=2) + "\n", bracket=r"\u005b")


def _entries(results: Results) -> Iterator[tuple[str, str, str, str, str, int]]:
    for number, problem in enumerate(results.problems, 1):
        path = results.in_repository(problem.file) if problem.file else "coprod"
        fingerprint = f"unusable-{number}-{path_bytes(path).hex()}"
        yield problem.message, "unusable", fingerprint, "blocker", path, problem.line or 1
    for path in results.gone:
        severity = "major" if results.gone_flags else "info"
        yield gone(path), "gone", f"gone-{path_bytes(path).hex()}", severity, path, 1
    for found, path, fingerprint in fingerprinted(results):
        name, message = f"{found.code} {found.name}", f"{found.message} Next: {found.remedy}"
        yield message, name, fingerprint, _SEVERITIES[found.severity], path, found.line
