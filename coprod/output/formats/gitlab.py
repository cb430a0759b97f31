"""The results as a GitLab Code Quality report: a list of findings, which a merge request shows beside its changes.

Waived findings are left out, as in SARIF. What could not be read, or is no longer there, is told as a finding too,
since the report has no other place for it.
"""

from collections.abc import Iterator

from coprod.framework import Severity
from coprod.output.escape import Look
from coprod.output.formats import Results, notices
from coprod.output.formats.json import written
from coprod.words import visible

#: GitLab's words for how grave a finding is.
_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "note": "info"}


def render(results: Results, _look: Look) -> Iterator[str]:
    """One list for all projects, in ASCII."""
    entries = [
        {
            "description": visible(one.message),
            "check_name": one.name,
            "fingerprint": one.fingerprint,
            "severity": "blocker" if one.name == "unusable" else _SEVERITIES[one.severity],
            "location": {"path": visible(one.path or "coprod"), "lines": {"begin": one.line or 1}},
        }
        for one in notices(results)
        if not one.accepted
    ]
    yield written(entries, indent=2) + "\n"
