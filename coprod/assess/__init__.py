"""What a project's record shows on a day: pure functions, without files and without a clock."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Literal, NamedTuple

from coprod.assess.gate import Gate
from coprod.assess.matrix import Place, place
from coprod.assess.matters import standings
from coprod.assess.phases import PhaseRecord, phase_records
from coprod.assess.presence import attended
from coprod.assess.readiness import Pathway, pathway
from coprod.assess.rules import ABOUT_WAIVERS, RULES
from coprod.assess.rules.base import SEVERITIES, Evidence, Finding, Hit, Rule, Severity
from coprod.assess.waive import waived
from coprod.errors import LineOf
from coprod.framework import PHASES, PhaseName
from coprod.model import Project

Verdict = Literal["co-produced", "community-led", "not-co-produced"]


class Assessment(NamedTuple):
    """What the record of one project shows on one day.

    Attributes:
        file: the file as the user named it.
        name: the project's name.
        verdict: what all four phases together show, whatever is claimed or judged.
        judged: the phases that the gate judged.
        claimed: the phases that the project claims.
        stands: whether the gate lets it pass.
        fails_on: the severities on which the gate fails.
        phases: what each phase's record shows.
        place: its place in the design and delivery matrix.
        readiness: the answers to Shier's questions over time, or nothing where none are recorded.
        findings: what the rules say: the worst first, then in the order of the phases and codes.
        notes: what a rule could not tell from the record, each in a sentence.
    """

    file: str
    name: str
    verdict: Verdict
    judged: tuple[PhaseName, ...]
    claimed: tuple[PhaseName, ...]
    stands: bool
    fails_on: frozenset[Severity]
    phases: tuple[PhaseRecord, ...]
    place: Place
    readiness: Pathway | None
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]


def assess(project: Project, today: date, line_of: LineOf, *, file: str, gate: Gate) -> Assessment:
    """Assess one project.

    Args:
        project: the project as it is written.
        today: the day on which it is judged.
        line_of: which line each record stands on.
        file: the file as the user named it.
        gate: what is judged, and what lets it pass.

    Returns:
        The assessment, complete in itself.
    """
    sessions = attended(project.sessions)
    by_phase = {phase: tuple(one for one in sessions if phase in one.session.phase) for phase in PHASES}
    matters = standings(sessions, project.project.given)
    phases = phase_records(by_phase, matters)
    readiness = pathway(project, sessions)
    evidence = Evidence(project, today, gate.judged(project, phases), sessions, by_phase, phases, matters, readiness)
    findings = tuple(sorted(filter(gate.tells, _findings(evidence, gate, line_of)), key=_rank))
    return Assessment(
        file=file,
        name=project.project.name,
        verdict=_verdict(phases),
        judged=evidence.judged,
        claimed=tuple(phase for phase in PHASES if phase in project.project.claim),
        stands=gate.passes(findings),
        fails_on=gate.fails_on,
        phases=phases,
        place=place(sessions),
        readiness=readiness,
        findings=findings,
        notes=tuple(sentence for rule in RULES for sentence in rule.cannot_tell(evidence)),
    )


def _verdict(phases: tuple[PhaseRecord, ...]) -> Verdict:
    if not all(record.stands for record in phases):
        return "not-co-produced"
    together = any(record.status == "co-produced" for record in phases)
    return "co-produced" if together else "community-led"


def _findings(evidence: Evidence, gate: Gate, line_of: LineOf) -> list[Finding]:
    """What the rules say, with what is waived marked; the rule about waivers speaks last, of those left idle.

    A waiver is idle where no rule at all finds what it waives; without waivers, only the rules that are told of count.
    """
    waivers, today = evidence.project.waivers, evidence.today
    rules = [rule for rule in RULES if rule is not ABOUT_WAIVERS and (waivers or gate.tells(rule))]
    found = [finding for rule in rules for finding in _fire(rule, evidence, line_of)]
    marked, used = waived(found, waivers, today)
    idle = frozenset(range(len(waivers))) - used
    about, _ = waived(_fire(ABOUT_WAIVERS, replace(evidence, idle_waivers=idle), line_of), waivers, today)
    return marked + about


def _fire(rule: Rule, evidence: Evidence, line_of: LineOf) -> Iterator[Finding]:
    for hit in rule.check(evidence):
        yield _finding(rule, hit, line_of)


def _finding(rule: Rule, hit: Hit, line_of: LineOf) -> Finding:
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        phase=hit.phase,
        session=hit.session,
        message=rule.message.format_map({"phase": hit.phase, **hit.words}),
        remedy=rule.remedy,
        line=line_of(hit.where),
        about=tuple(hit.about) or ((hit.session,) if hit.session else ()),
    )


def _rank(finding: Finding) -> tuple[int, int, str, int]:
    order = list(PHASES)
    phase = order.index(finding.phase) if finding.phase else len(order)
    return SEVERITIES.index(finding.severity), phase, finding.code, finding.line
