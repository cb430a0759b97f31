"""The results as JSON, version 1: keys may be added within the version, and are never renamed or dropped."""

import json
from dataclasses import asdict
from typing import Any

from coprod.assess import Assessment
from coprod.assess.phases import PhaseRecord, Side
from coprod.assess.rules.base import Finding
from coprod.output import Look, Results


def render(results: Results, _look: Look) -> str:
    """The document, in ASCII, so that it survives every stream and holds nothing that steers a terminal."""
    document = {
        "schema": "coprod-check/1",
        "today": results.today,
        "stands": results.stands,
        "projects": [_project(assessment) for assessment in results.assessments],
        "errors": [asdict(problem) for problem in results.problems],
    }
    return json.dumps(document, indent=2, default=str) + "\n"


def _project(assessment: Assessment) -> dict[str, Any]:
    return {
        "file": assessment.file,
        "name": assessment.name,
        "verdict": assessment.verdict,
        "co_produced": assessment.verdict == "co-produced",
        "stands": assessment.stands,
        "judged": assessment.judged,
        "phases": [_phase(record) for record in assessment.phases],
        "matrix": asdict(assessment.place),
        "findings": [_finding(finding) for finding in assessment.findings],
    }


def _phase(record: PhaseRecord) -> dict[str, Any]:
    return {
        "phase": record.phase,
        "status": record.status,
        "stands": record.stands,
        "sessions": record.sessions,
        "first": record.first,
        "last": record.last,
        "community": _side(record.community) | {"partners": record.partners.people},
        "professional": _side(record.professional),
        "settled_together": record.settled_together,
        "settled_apart": record.settled_apart,
    }


def _side(side: Side) -> dict[str, int]:
    return {"people": side.people, "attendances": side.attendances, "counted": side.counted}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "phase": finding.phase,
        "session": finding.session,
        "message": finding.message,
        "line": finding.line,
        "waived": finding.waived,
    }
