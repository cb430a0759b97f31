"""A project judged on a day: what the rules find, the waivers, and the assessment. No files and no clock."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from coprod.assess.compare import Earlier
from coprod.assess.evidence import Evidence, Gate
from coprod.assess.readiness import Pathway
from coprod.assess.record import Attended, MatrixPlace, PhaseRecord, matrix_place
from coprod.assess.rules import ABOUT_WAIVERS, NOT_READ_BACK, RULES
from coprod.assess.rules.base import EasierThreshold, Finding, Hit, easier_thresholds
from coprod.assess.rules.declare import Rule
from coprod.assess.voices import ReadingRecord, SayingRecord
from coprod.days import Period
from coprod.errors import LineOf
from coprod.framework import MATTERS, PHASES, MatterName, PhaseName, Severity, Verdict
from coprod.model import Project, Waiver
from coprod.model.kinds import records
from coprod.terms import SEVERITIES


class Before(NamedTuple):
    """What an earlier version of a project showed, judged on the same day."""

    named: str  # as the user named that version
    verdict: Verdict | None  # None if the file was not there
    phases: tuple[PhaseRecord, ...]


class Assessment(NamedTuple):
    """What the record of one project shows on one day.

    Attributes:
        verdict: what all four phases together show, whatever is claimed or judged.
        stands: whether the gate lets it pass.
        read_back: whether the gate requires that sessions were read back.
        ended: the day on which the project ended, if that is not after the last day, and why, if it is said.
        planned: the sessions that are planned; they count for nothing yet.
        given: the matters that are recorded as fixed from outside, in the framework's order.
        readiness: the answers to Shier's questions over time, or None if none are recorded.
        left_out: the codes of the rules that this run leaves out.
        findings: the worst first, then in the order of the phases and codes.
        notes: what a rule could not tell from the record, each in a sentence.
        before: what an earlier version showed, if one is held against it.
    """

    file: str
    name: str
    verdict: Verdict
    judged: tuple[PhaseName, ...]
    claimed: tuple[PhaseName, ...]
    stands: bool
    fails_on: frozenset[Severity]
    read_back: bool
    during: Period | None
    ended: date | None
    ended_because: str | None
    phases: tuple[PhaseRecord, ...]
    planned: tuple[Attended, ...]
    given: tuple[MatterName, ...]
    place: MatrixPlace
    readings: tuple[ReadingRecord, ...]
    said: tuple[SayingRecord, ...]
    readiness: Pathway | None
    thresholds: tuple[EasierThreshold, ...]
    left_out: tuple[str, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    before: Before | None = None


def assess(  # noqa: PLR0913 - what is judged, on which day, where it stands, how, and against what
    project: Project,
    today: date,
    line_of: LineOf,
    *,
    file: str,
    gate: Gate,
    earlier: Earlier | None = None,
) -> Assessment:
    """The assessment of one project on a day, complete in itself."""
    about = project.project
    evidence = Evidence(project, today, gate, earlier)
    findings = tuple(sorted(_findings(evidence, gate, line_of), key=_rank))
    return Assessment(
        file=file,
        name=about.name,
        verdict=_verdict(evidence.phases),
        judged=tuple([record.phase for record in evidence.judged]),
        claimed=tuple([phase for phase in PHASES if phase in about.claim]),
        stands=not any(finding.fails(gate.fails_on) for finding in findings),
        fails_on=gate.fails_on,
        read_back=gate.read_back,
        during=gate.during,
        ended=evidence.ended,
        ended_because=about.ended_because if evidence.ended else None,
        phases=evidence.phases,
        planned=evidence.planned,
        given=tuple([matter for matter in MATTERS if matter in about.given]),
        place=matrix_place(evidence.by_phase),
        readings=evidence.readings,
        said=evidence.said,
        readiness=evidence.pathway,
        thresholds=easier_thresholds(project.check),
        left_out=_left_out(gate),
        findings=findings,
        notes=tuple([note for notes in _NOTES for note in notes(evidence)]),
        before=_before(earlier, today, gate) if earlier else None,
    )


def _before(earlier: Earlier, today: date, gate: Gate) -> Before:
    if earlier.version is None:
        return Before(earlier.named, None, ())
    phases = Evidence(earlier.version.project, earlier.judged_on(today), gate).phases
    return Before(earlier.named, _verdict(phases), phases)


def _verdict(phases: tuple[PhaseRecord, ...]) -> Verdict:
    if any(record.missing for record in phases):
        return "not-co-produced"
    statuses = {record.status for record in phases}
    if "took-part" in statuses:
        return "cannot-tell"
    return "co-produced" if "co-produced" in statuses else "community-led"


def _findings(evidence: Evidence, gate: Gate, line_of: LineOf) -> Iterator[Finding]:
    """What the rules find, with what is waived marked; the rule about waivers comes last, about those left idle."""
    project, compares = evidence.project, evidence.changes is not None
    rules = _applied(gate, compares=compares)
    waivers = _Waivers(project.waivers, evidence.today)
    for rule in rules:
        if not rule.looks_at or records(project, rule.looks_at):
            # A period leaves findings out that a waiver may be for.
            if rule is ABOUT_WAIVERS and evidence.during is None:
                evidence.idle_waivers = waivers.idle(rules)
            for hit in rule.check(evidence):
                yield _finding(rule, hit, line_of(hit.where), waivers.accepting(rule, hit))


@cache
def _applied(gate: Gate, *, compares: bool) -> tuple[Rule, ...]:
    """The rules of a gate: those about changes if there is an earlier version, and that about readings if asked for."""
    applied = [
        rule
        for rule in RULES
        if _reports(gate, rule)
        and (compares or not rule.about_changes)
        and (gate.read_back or rule is not NOT_READ_BACK)
    ]
    return tuple(sorted(applied, key=lambda rule: rule is ABOUT_WAIVERS))


def _reports(gate: Gate, rule: Rule) -> bool:
    return gate.rules is None or rule.severity == "error" or rule.code in gate.rules


#: What says that a rule cannot tell.
_NOTES = tuple(rule.uncertainty_notes for rule in RULES if rule.uncertainty_notes)


@cache
def _left_out(gate: Gate) -> tuple[str, ...]:
    return tuple(rule.code for rule in RULES if not _reports(gate, rule))


def _finding(rule: Rule, hit: Hit, line: int, waiver: Waiver | None) -> Finding:
    return Finding(
        rule.code,
        rule.name,
        rule.severity,
        hit.phase,
        hit.session,
        (hit.message or rule.message).format(phase=hit.phase, **hit.words),
        rule.remedy,
        line,
        rule.about_changes,
        hit.of_several or rule.message_of_several,
        waiver.reason if waiver else None,
        waiver.until if waiver else None,
    )


_SEVERITY_ORDER = {severity: number for number, severity in enumerate(SEVERITIES)}
_PHASE_ORDER: dict[PhaseName | None, int] = {phase: number for number, phase in enumerate((*PHASES, None))}


def _rank(finding: Finding) -> tuple[int, int, str, int]:
    return _SEVERITY_ORDER[finding.severity], _PHASE_ORDER[finding.phase], finding.code, finding.line


class _Waivers:
    """The waivers of a project that hold on a day."""

    def __init__(self, waivers: Sequence[Waiver], today: date) -> None:
        self._waivers = waivers
        # By the rule and the session that they name, so that many waivers and many findings are no product of both.
        self._groups: defaultdict[tuple[str, str | None], list[int]] = defaultdict(list)
        self._met: set[tuple[str, str | None]] = set()
        for position, waiver in enumerate(waivers):
            if waiver.until >= today:
                self._groups[waiver.rule.casefold(), waiver.session].append(position)

    def accepting(self, rule: Rule, hit: Hit) -> Waiver | None:
        """The first waiver that accepts what a rule finds, if any does."""
        if not self._groups or not rule.waivable:
            return None
        sessions = (None, *(hit.about or (hit.session,)))
        keys = [key for name in rule.names for session in sessions if (key := (name, session)) in self._groups]
        self._met.update(keys)
        return self._waivers[min(self._groups[key][0] for key in keys)] if keys else None

    def idle(self, rules: Collection[Rule]) -> frozenset[int]:
        """The positions of those that accepted nothing, though all the rules that they name were among these."""
        used = {position for key in self._met for position in self._groups[key]}
        left_out = {name for rule in RULES if rule not in rules for name in rule.names}
        return frozenset(
            position
            for position, waiver in enumerate(self._waivers)
            if position not in used and waiver.rule.casefold() not in left_out
        )
