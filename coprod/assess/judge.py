"""A project judged on a day: the gate, the waivers, and the assessment. No files and no clock."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from coprod.assess.compare import Changes, Earlier, compared
from coprod.assess.readiness import Pathway, pathway
from coprod.assess.record import (
    Attended,
    MatrixPlace,
    PhaseRecord,
    attended,
    by_phase,
    held,
    matrix_place,
    phase_records,
    planned,
    standings,
)
from coprod.assess.rules import ABOUT_WAIVERS, RULES
from coprod.assess.rules.base import (
    EasierThreshold,
    Evidence,
    Finding,
    Hit,
    Rule,
    easier_thresholds,
)
from coprod.assess.voices import ReadingRecord, SayingRecord, answers_by_id, disputed_sessions, reading_records, sayings
from coprod.errors import LineOf
from coprod.framework import MATTERS, PHASES, MatterName, PhaseName, Severity, Verdict
from coprod.model import Project, Waiver
from coprod.model.matching import Version
from coprod.terms import SEVERITIES


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


def waived(
    findings: Iterable[Finding], waivers: Sequence[Waiver], today: date, added: Collection[int] = ()
) -> tuple[list[Finding], set[int]]:
    """Mark the findings that a waiver accepts on a day.

    Args:
        findings: what the rules say.
        waivers: the project's waivers; each counts until the end of its last day.
        today: the day on which the project is judged.
        added: the positions of the waivers that the change itself added; they accept nothing about the change.

    Returns:
        The findings, marked where they are accepted, and the positions of the waivers that accepted one.
    """
    marked, used = [], set()
    for finding in findings:
        for index, waiver in enumerate(waivers):
            governs_itself = finding.about_change and index in added
            if waiver.until >= today and not governs_itself and _accepts(waiver, finding):
                used.add(index)
                if finding.waived is None:
                    finding = finding._replace(waived=waiver.reason, waived_until=waiver.until)  # noqa: PLW2901
        marked.append(finding)
    return marked, used


def _accepts(waiver: Waiver, finding: Finding) -> bool:
    return (
        finding.severity != "error"
        and waives(waiver, finding)
        and (waiver.session is None or waiver.session in finding.about)
    )


def waives(waiver: Waiver, rule: Rule | Finding) -> bool:
    """Whether a waiver names a rule, by its code or its name."""
    return waiver.rule.casefold() in {rule.code.casefold(), rule.name}


class Before(NamedTuple):
    """What an earlier version of a project showed, judged on the same day.

    Attributes:
        named: how the user named that version.
        verdict: what all four phases together showed; nothing where the file was not there.
        phases: what each phase's record showed.
    """

    named: str
    verdict: Verdict | None
    phases: tuple[PhaseRecord, ...]


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
        read_back: whether the gate requires that sessions were read back.
        phases: what each phase's record shows.
        planned: the sessions that are still to come; they count for nothing yet.
        given: the matters that were fixed before anyone was invited, in the framework's order.
        place: its place in the design and delivery matrix.
        readings: what those who read sessions back say.
        said: what the community said, with the project's answers.
        readiness: the answers to Shier's questions over time, or nothing where none are recorded.
        thresholds: the thresholds that the file makes easier.
        left_out: the codes of the rules that this run leaves out.
        findings: what the rules say: the worst first, then in the order of the phases and codes.
        notes: what a rule could not tell from the record, each in a sentence.
        before: what an earlier version showed, where one is held against it.
    """

    file: str
    name: str
    verdict: Verdict
    judged: tuple[PhaseName, ...]
    claimed: tuple[PhaseName, ...]
    stands: bool
    fails_on: frozenset[Severity]
    read_back: bool
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
    project: Project, today: date, line_of: LineOf, *, file: str, gate: Gate, earlier: Earlier | None = None
) -> Assessment:
    """Assess one project.

    Args:
        project: the project as it is written.
        today: the day on which it is judged.
        line_of: which line each record stands on.
        file: the file as the user named it.
        gate: what is judged, and what lets it pass.
        earlier: what stood before, which the rules about changes hold against it.

    Returns:
        The assessment, complete in itself.
    """
    about = project.project
    evidence = _evidence(project, today, gate, earlier)
    findings = tuple(sorted(_findings(evidence, gate, line_of), key=_rank))
    return Assessment(
        file=file,
        name=about.name,
        verdict=_verdict(evidence.phases),
        judged=evidence.judged,
        claimed=tuple(phase for phase in PHASES if phase in about.claim),
        stands=gate.passes(findings),
        fails_on=gate.fails_on,
        read_back=gate.read_back,
        phases=evidence.phases,
        planned=evidence.planned,
        given=tuple(matter for matter in MATTERS if matter in about.given),
        place=matrix_place(evidence.sessions),
        readings=evidence.readings,
        said=evidence.said,
        readiness=evidence.pathway,
        thresholds=easier_thresholds(project.check),
        left_out=gate.left_out(RULES),
        findings=findings,
        notes=tuple(sentence for rule in RULES for sentence in rule.cannot_tell(evidence)),
        before=_before(earlier, today, gate) if earlier else None,
    )


def _before(earlier: Earlier, today: date, gate: Gate) -> Before:
    if earlier.version is None:
        return Before(earlier.named, None, ())
    phases = _evidence(earlier.version.project, today, gate).phases
    return Before(earlier.named, _verdict(phases), phases)


def _evidence(project: Project, today: date, gate: Gate, earlier: Earlier | None = None) -> Evidence:
    everyone = attended(project)
    sessions, to_come = held(everyone, today), planned(everyone, today)
    answers = answers_by_id(project, today)
    readings = reading_records(project, today, answers)
    matters = standings(sessions, project.project.given)
    of_phase = by_phase(sessions)
    phases = phase_records(of_phase, by_phase(to_come), matters, disputed_sessions(readings))
    return Evidence(
        project=project,
        today=today,
        judged=gate.judged(project, phases),
        read_back=gate.read_back,
        sessions=sessions,
        planned=to_come,
        by_phase=of_phase,
        phases=phases,
        matters=matters,
        readings=readings,
        said=sayings(project, today, answers),
        answers=answers,
        pathway=pathway(project, sessions, today),
        changes=_changes(project, earlier) if earlier else None,
    )


def _changes(project: Project, earlier: Earlier) -> Changes | None:
    return compared(earlier.version, Version(project, earlier.without_id)) if earlier.version else None


def _verdict(phases: tuple[PhaseRecord, ...]) -> Verdict:
    if any(record.missing for record in phases):
        return "not-co-produced"
    statuses = {record.status for record in phases}
    if "took-part" in statuses:
        return "cannot-tell"
    return "co-produced" if "co-produced" in statuses else "community-led"


def _findings(evidence: Evidence, gate: Gate, line_of: LineOf) -> list[Finding]:
    """What the rules say, with what is waived marked; the rule about waivers speaks last, of those left idle."""
    waivers, today = evidence.project.waivers, evidence.today
    changed = evidence.changes.tables["waivers"].added if evidence.changes else ()
    rules = [rule for rule in RULES if rule is not ABOUT_WAIVERS and gate.tells(rule)]
    found = [finding for rule in rules for finding in _fire(rule, evidence, line_of)]
    marked, used = waived(found, waivers, today, frozenset(placed.position for placed in changed))
    if not gate.tells(ABOUT_WAIVERS):
        return marked
    idle = frozenset(
        position for position, waiver in enumerate(waivers) if position not in used and _applied(waiver, gate, evidence)
    )
    about, _ = waived(_fire(ABOUT_WAIVERS, replace(evidence, idle_waivers=idle), line_of), waivers, today)
    return marked + about


def _applied(waiver: Waiver, gate: Gate, evidence: Evidence) -> bool:
    """Whether a run looks for what a waiver accepts; what it does not look for, it cannot call unmatched."""
    rules = [rule for rule in RULES if waives(waiver, rule)]
    return all(gate.tells(rule) and (evidence.changes or not rule.before) for rule in rules)


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
        about_change=bool(rule.before),
    )


def _rank(finding: Finding) -> tuple[int, int, str, int]:
    order = list(PHASES)
    phase = order.index(finding.phase) if finding.phase else len(order)
    return list(SEVERITIES).index(finding.severity), phase, finding.code, finding.line
