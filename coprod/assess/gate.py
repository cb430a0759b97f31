"""The gate: what is judged, and what lets a project pass."""

from collections.abc import Iterable
from typing import NamedTuple

from coprod.assess.phases import PhaseRecord
from coprod.assess.rules.base import Finding, Rule, Severity
from coprod.framework import PHASES, PhaseName
from coprod.model import Project


class Gate(NamedTuple):
    """What is judged. Errors are the definition itself: nothing here leaves one out.

    Attributes:
        so_far: judge only the claimed phases that have sessions.
        through: judge only the claimed phases up to and including this one.
        strict: let warnings fail the gate too.
        read_back: require that somebody who was there has read back what each judged phase stands on.
        rules: the codes of the warnings and notes to tell of; nothing for all.
    """

    so_far: bool = False
    through: PhaseName | None = None
    strict: bool = False
    read_back: bool = False
    rules: frozenset[str] | None = None

    def judged(self, project: Project, phases: Iterable[PhaseRecord]) -> tuple[PhaseName, ...]:
        """The phases that are judged, in the framework's order."""
        order = list(PHASES)
        reach = order if self.through is None else order[: order.index(self.through) + 1]
        return tuple(
            record.phase
            for record in phases
            if record.phase in project.project.claim and record.phase in reach and (record.sessions or not self.so_far)
        )

    def tells(self, of: Rule | Finding) -> bool:
        """Whether a rule's findings, or a finding, are told of."""
        return self.rules is None or of.severity == "error" or of.code in self.rules

    def left_out(self, rules: Iterable[Rule]) -> tuple[str, ...]:
        """The codes of the rules that are not told of."""
        return tuple(rule.code for rule in rules if not self.tells(rule))

    @property
    def fails_on(self) -> frozenset[Severity]:
        """The severities that keep a project from passing."""
        return frozenset({"error", "warning"} if self.strict else {"error"})

    def passes(self, findings: Iterable[Finding]) -> bool:
        """Whether a project with these findings passes."""
        return not any(finding.fails(self.fails_on) for finding in findings)
