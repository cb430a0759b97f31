"""What a page says of one project, in words for everybody: the same for the screen, the page and Markdown."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from textwrap import shorten

from coprod.assess import Assessment
from coprod.assess.feedback import fed_back
from coprod.assess.matters import standings
from coprod.assess.phases import STATUSES, PhaseRecord, Side
from coprod.assess.presence import attended
from coprod.assess.rules import RULES
from coprod.assess.rules.base import Finding, Rule, Severity
from coprod.assess.rules.cp404_readiness_not_met import RULE as READINESS_NOT_MET
from coprod.framework import LEVELS, MATRIX, MATTERS, PHASES, Axis, LevelName, MatterName
from coprod.model import Project
from coprod.output.account.content import (
    Account,
    Cell,
    FindingAccount,
    FindingGroup,
    Group,
    MatterAccount,
    Matters,
    PhaseAccount,
    Place,
    Readiness,
    SessionAccount,
)
from coprod.output.account.dates import in_words, span
from coprod.output.account.privacy import People
from coprod.output.account.summary import summary
from coprod.output.account.timeline import kind
from coprod.output.terminal.pathway import rungs, sentences
from coprod.output.words import AXES, STATUS_WORDS, conclusion, matrix, unjudged

#: The severities in words for everybody.
_HEADINGS: dict[Severity, str] = {
    "error": "What is missing",
    "warning": "Worth talking about",
    "note": "Worth knowing",
}

#: A longer message is cut on a page, which is no list.
_LONGEST = 600


def account(project: Project, assessment: Assessment, today: date, people: People) -> Account:
    """Everything that a page says of one project.

    Args:
        project: the project as it is written.
        assessment: what its record shows.
        today: the day of the page.
        people: how to speak of people.
    """
    return Account(
        name=people.text(project.project.name),
        today=in_words(today),
        about=tuple(_about(project, people)),
        sharing=people.sharing,
        summary=tuple(people.text(sentence) for sentence in summary(project, assessment)),
        conclusion=conclusion(assessment),
        phases=tuple(_phase(record, project, people) for record in assessment.phases),
        matters=_matters(project, people),
        matrix=tuple(_matrix(assessment)),
        place=matrix(assessment),
        readiness=_readiness(assessment, people),
        groups=tuple(_groups(project, people)),
        sessions=tuple(_sessions(project, people)),
        findings=tuple(_findings(assessment, people)),
        remarks=tuple(people.text(sentence) for sentence in (*unjudged(assessment), *assessment.notes)),
    )


def _about(project: Project, people: People) -> Iterator[tuple[str, str]]:
    about = project.project
    told = {
        "Purpose": about.purpose,
        "Led by": about.lead,
        "Began": about.started and in_words(about.started),
        "What delivery means here": about.delivery,
        "People's time is": about.recognition and _RECOGNITION[about.recognition],
    }
    for heading, text in told.items():
        if text:
            yield heading, people.text(text)


_RECOGNITION = {
    "paid": "paid",
    "expenses": "recognised by expenses",
    "voucher": "recognised by vouchers",
    "in-kind": "recognised in kind",
    "voluntary": "given freely",
    "declined": "given freely; an offer was declined",
    "none": "not recognised",
}


def _phase(record: PhaseRecord, project: Project, people: People) -> PhaseAccount:
    levels = [session.level for session in project.sessions if record.phase in session.phase and session.level]
    return PhaseAccount(
        phase=record.phase,
        meaning=PHASES[record.phase].meaning,
        status=record.status,
        status_words=STATUS_WORDS[record.status],
        status_meaning=STATUSES[record.status],
        sessions=record.sessions,
        span=span(record.first, record.last) if record.first and record.last else "",
        partners=_side(record.partners, people),
        consulted=_side(record.consulted, people),
        professional=_side(record.professional, people),
        level=_level(max(levels, key=lambda level: LEVELS[level].number)) if levels else "not recorded",
    )


def _side(side: Side, people: People) -> str:
    labels = f"{people.number(side.people)} by name or id" if side.people else ""
    counted = f"up to {people.number(side.counted)}{' more' if labels else ''} counted" if side.counted else ""
    return ", ".join(filter(None, (labels, counted))) or "none on record"


def _level(level: LevelName) -> str:
    return f"{level} (level {LEVELS[level].number} of 5)"


def _matters(project: Project, people: People) -> Matters:
    sessions = attended(project.sessions)
    given = project.project.given
    stand = standings(sessions, given)
    last = {
        (matter, one.partner): (text, in_words(one.session.date))
        for one in sorted(sessions, key=lambda one: one.session.date)
        for matter, text in one.session.settled.items()
    }
    unsettled = [one for one, how in stand.items() if not (how.together or how.apart or one in given)]

    def told(matter: MatterName, text: str, when: str = "") -> MatterAccount:
        phase = MATTERS[matter]
        return MatterAccount(phase, matter, PHASES[phase].matters[matter], people.text(text), when)

    return Matters(
        together=tuple(told(matter, *last[matter, True]) for matter, how in stand.items() if how.together),
        apart=tuple(told(matter, *last[matter, False]) for matter, how in stand.items() if how.apart),
        given=tuple(told(matter, given[matter]) for matter in stand if matter in given),
        open=tuple((phase, tuple(of)) for phase, of in groupby(unsettled, key=MATTERS.__getitem__)),
    )


def _matrix(assessment: Assessment) -> Iterator[tuple[Axis, tuple[Cell, ...]]]:
    place = assessment.place
    for delivery in AXES:
        here = (place.design, place.delivery)
        yield delivery, tuple(Cell(MATRIX[design, delivery], here == (design, delivery)) for design in AXES)


def _readiness(assessment: Assessment, people: People) -> Readiness | None:
    pathway = assessment.readiness
    if pathway is None:
        return None
    by = people.note(pathway.latest.by)
    apart = [finding.message for finding in assessment.findings if finding.code == READINESS_NOT_MET.code]
    return Readiness(
        answered=f"Answered on {in_words(pathway.latest.date)}{f' by {by}' if by else ''}.",
        rungs=tuple(rungs(pathway)),
        sentences=tuple(map(people.text, (*sentences(pathway), *apart))),
    )


def _groups(project: Project, people: People) -> Iterator[Group]:
    heard: dict[str, list[date]] = {group: [] for group in project.project.affected}
    for session in project.sessions:
        for group in session.heard:
            heard.setdefault(group, []).append(session.date)
    for group, days in heard.items():
        when = f"{_times(len(days))}, last on {in_words(max(days))}" if days else ""
        yield Group(people.text(group), group in project.project.affected, when)


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"in {number} sessions")


def _sessions(project: Project, people: People) -> Iterator[SessionAccount]:
    told = fed_back(project.sessions)
    for number, session in enumerate(sorted(project.sessions, key=lambda session: session.date), 1):
        present = session.also_present
        community = people.group(session.community, present.community)
        yield SessionAccount(
            number=number,
            date=session.date,
            when=in_words(session.date),
            phases=session.phase,
            title=people.text(session.title or "Session without a title"),
            kind=kind(session),
            level=_level(session.level) if session.level else "not recorded",
            community=community or "nobody on record",
            professional=people.group(session.professional, present.professional) or "nobody on record",
            heard=tuple(map(people.text, session.heard)),
            settled=tuple((matter, people.text(text)) for matter, text in session.settled.items()),
            told=in_words(told[session.id]) if session.id in told else "",
            waiting=bool(community) and session.id not in told,
            recognition=_RECOGNITION[session.recognition] if session.recognition else "",
            note=people.note(session.note),
        )


def _findings(assessment: Assessment, people: People) -> Iterator[FindingGroup]:
    rules = {rule.code: rule for rule in RULES}
    for severity, heading in _HEADINGS.items():
        found = sorted((one for one in assessment.findings if one.severity == severity), key=lambda one: one.code)
        by_rule = groupby(found, key=lambda one: one.code)
        told = tuple(_finding(rules[code], tuple(findings), people) for code, findings in by_rule)
        if told:
            yield FindingGroup(severity, heading, told)


def _finding(rule: Rule, findings: Iterable[Finding], people: People) -> FindingAccount:
    return FindingAccount(
        rule=people.rule(rule),
        places=tuple(_place(rule, finding, people) for finding in findings),
        remedy=rule.remedy[:1].upper() + rule.remedy[1:],
        source=rule.source,
    )


def _place(rule: Rule, finding: Finding, people: People) -> Place:
    return Place(finding.line, _short(people.finding(rule, finding)), people.text(_accepted(finding)))


def _short(message: str) -> str:
    """A message without the end of a very long list, which belongs to a check and not to a page."""
    return shorten(message, _LONGEST, placeholder=" … and more, which coprod check lists.")


def _accepted(finding: Finding) -> str:
    until = finding.waived_until
    return f"The project accepts this until {in_words(until)}: {finding.waived}" if until else ""
