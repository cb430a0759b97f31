"""The results as SARIF 2.1.0 (OASIS), for code scanning, the worst first.

Waived findings are left out of the results and counted; so are the mildest of more than a reader takes.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from coprod.assess.rules import RULES
from coprod.assess.rules.declare import Rule
from coprod.output.escape import Look
from coprod.output.formats import Notice, Results, notices, path_bytes
from coprod.output.formats.json import written
from coprod.output.sources import SOURCES
from coprod.output.verdicts import in_full
from coprod.output.words import counted, few
from coprod.terms import SEVERITIES
from coprod.version import __version__
from coprod.words import visible

_POSITIONS = {rule.code: position for position, rule in enumerate(RULES)}


#: The results that GitHub's code scanning takes; it refuses all of more.
_MOST = 25_000


def render(results: Results, _look: Look) -> Iterator[str]:
    """One run for all projects, in ASCII."""
    every = sorted(notices(results), key=lambda one: list(SEVERITIES).index(one.severity))
    found = [one for one in every if one.finding and not one.accepted]
    others = [one for one in every if not one.finding]
    more, waived = len(found) - _MOST, len(every) - len(found) - len(others)
    if more > 0:
        left_out = f"{counted(more, 'more result')} left out: code scanning takes {_MOST} of a run."
        others.append(Notice("left out", "warning", f"{left_out} Another format has all.", "", ""))
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
                        "toolExecutionNotifications": list(map(_notice, others)),
                    }
                ],
                "results": list(map(_result, found[:_MOST])),
                "properties": {"waived": waived, "left_out": max(more, 0), "accounts": accounts},
            }
        ],
    }
    yield written(log, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    source = SOURCES[rule.source]
    about = f"{rule.why}\n\nNext: {rule.remedy}\n\nSource: "
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.meaning},
        "fullDescription": {"text": f"{rule.meaning} {rule.why}"},
        "help": {
            "text": f"{about}{source.citation}, {source.url}",
            "markdown": f"{about}[{source.citation}]({source.url})",
        },
        "helpUri": source.url,
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": ["co-production"]},
    }


def _result(found: Notice) -> dict[str, Any]:
    code = found.name.split()[0]
    about = {"ruleId": code, "ruleIndex": _POSITIONS[code], **_notice(found)}
    return about | {"partialFingerprints": {"coprod/v1": found.fingerprint}}


def _notice(notice: Notice) -> dict[str, Any]:
    told = {"level": notice.severity, "message": {"text": visible(notice.message)}}
    if not notice.path:
        return told
    region = {"startLine": notice.line or 1} | ({"startColumn": notice.column} if notice.column else {})
    artifact = {"uri": quote(path_bytes(notice.path))}
    return told | {"locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}]}
