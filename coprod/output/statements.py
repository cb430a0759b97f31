"""What one rule says of several phases, in one sentence."""

from collections.abc import Iterable
from typing import NamedTuple

from coprod.assess.rules import RULES
from coprod.assess.rules.base import Finding
from coprod.output.words import listed

_OF_SEVERAL = {rule.code: rule.message_of_several for rule in RULES}


class Statement(NamedTuple):
    """One finding, or those of one rule that differ only in the phase, and the sentence that says them.

    Attributes:
        findings: the findings, at least one.
        message: what is found.
    """

    findings: tuple[Finding, ...]
    message: str

    @property
    def first(self) -> Finding:
        """The finding that stands for all of them: they share rule, next step and waiver."""
        return self.findings[0]


def statements(findings: Iterable[Finding]) -> list[Statement]:
    """Findings as they are said: in the order of the first of each."""
    groups: dict[object, list[Finding]] = {}
    for position, finding in enumerate(findings):
        mergeable = finding.phase and _OF_SEVERAL[finding.code]
        key = (finding.code, finding.waived, finding.waived_until) if mergeable else position
        groups.setdefault(key, []).append(finding)
    return [Statement(tuple(group), _message(group)) for group in groups.values()]


def _message(findings: list[Finding]) -> str:
    first, *others = findings
    phases = [finding.phase for finding in findings if finding.phase]
    return _OF_SEVERAL[first.code].format(phases=listed(phases)) if others else first.message
