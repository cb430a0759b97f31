"""What a project's record shows on a day: pure functions, without files and without a clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from coprod.assess.matrix import Place, place
from coprod.assess.matters import standings
from coprod.assess.phases import PhaseRecord, phase_records
from coprod.assess.rules import RULES
from coprod.assess.rules.base import Evidence, Finding, Hit, Rule
from coprod.framework import PHASES, PhaseName
from coprod.model import LineOf, Project

Verdict = Literal["co-produced", "community-led", "not-co-produced"]


@dataclass(frozen=True, slots=True)
class Gate:
    """Which of the claimed phases are judged.

    Attributes:
        so_far: only those that have sessions.
        through: only those up to and including this phase.
    """

    so_far: bool = False
    through: PhaseName | None = None

    def judged(self, project: Project, phases: tuple[PhaseRecord, ...]) -> tuple[PhaseName, ...]:
        """The phases that are judged, in the framework's order."""
        order = list(PHASES)
        reach = order if self.through is None else order[: order.index(self.through) + 1]
        return tuple(
            record.phase
            for record in phases
            if record.phase in project.project.claim and record.phase in reach and (record.sessions or not self.so_far)
        )


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the record of one project shows on one day.

    Attributes:
        file: the file as the user named it.
        name: the project's name.
        verdict: what all four phases together show, whatever is claimed or judged.
        judged: the phases that the gate judged.
        claimed: the phases that the project claims.
        stands: whether the gate lets it pass.
        phases: what each phase's record shows.
        place: its place in the design and delivery matrix.
        findings: what the rules say: the worst first, then in the order of the phases and codes.
    """

    file: str
    name: str
    verdict: Verdict
    judged: tuple[PhaseName, ...]
    claimed: tuple[PhaseName, ...]
    stands: bool
    phases: tuple[PhaseRecord, ...]
    place: Place
    findings: tuple[Finding, ...]


def assess(project: Project, today: date, line_of: LineOf, *, file: str, gate: Gate) -> Assessment:
    """Assess one project.

    Args:
        project: the project as it is written.
        today: the day on which it is judged.
        line_of: which line each record stands on.
        file: the file as the user named it.
        gate: which of the claimed phases are judged.

    Returns:
        The assessment, complete in itself.
    """
    matters = standings(project.sessions, project.project.given)
    phases = phase_records(project.sessions, matters)
    judged = gate.judged(project, phases)
    evidence = Evidence(project, today, judged, phases, matters, place(project.sessions))
    findings = tuple(sorted(_findings(evidence, line_of), key=_rank))
    return Assessment(
        file=file,
        name=project.project.name,
        verdict=_verdict(phases),
        judged=judged,
        claimed=tuple(phase for phase in PHASES if phase in project.project.claim),
        stands=not any(finding.severity == "error" for finding in findings),
        phases=phases,
        place=evidence.place,
        findings=findings,
    )


def _verdict(phases: tuple[PhaseRecord, ...]) -> Verdict:
    if not all(record.stands for record in phases):
        return "not-co-produced"
    together = any(record.status == "co-produced" for record in phases)
    return "co-produced" if together else "community-led"


def _findings(evidence: Evidence, line_of: LineOf) -> Iterator[Finding]:
    for rule in RULES:
        for hit in rule.check(evidence):
            yield _finding(rule, hit, line_of)


def _rank(finding: Finding) -> tuple[int, int, str, int]:
    order = list(PHASES)
    phase = order.index(finding.phase) if finding.phase else len(order)
    return _SEVERITIES.index(finding.severity), phase, finding.code, finding.line


_SEVERITIES = ("error", "warning", "note")


def _finding(rule: Rule, hit: Hit, line_of: LineOf) -> Finding:
    words = {"phase": hit.phase, **hit.words}
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        phase=hit.phase,
        session=hit.session,
        message=rule.message.format_map(words),
        remedy=rule.remedy.format_map(words),
        line=line_of(hit.where),
    )
