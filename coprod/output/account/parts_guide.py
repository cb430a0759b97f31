"""The parts of an account that sum up and explain: the verdict, what stands out, and how to read all of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import shorten

from coprod.assess import Assessment
from coprod.assess.rules import BY_CODE, RULES
from coprod.assess.rules.base import Finding
from coprod.assess.rules.declare import Rule
from coprod.framework import LEVELS, PHASES, STANDING
from coprod.output.account.blocks import (
    Entries,
    Entry,
    Facts,
    Item,
    Items,
    Link,
    Paragraph,
    Table,
    listing,
    paragraph,
)
from coprod.output.account.context import SAYS, Blocks, Context, part
from coprod.output.shared import Shared
from coprod.output.verdicts import after_verdict, headline
from coprod.output.words import Statement, by_number, capitalised, in_words, listed, of_phases, statements
from coprod.terms import LEVEL_WORDS, SEVERITIES, STATUSES


@part("verdict")
def _as_recorded(context: Context) -> Blocks:
    """The verdict, both accounts where they differ, and what else must be said with it."""
    assessment = context.assessment
    because = context.people.about("ended_because")
    yield paragraph(context.people.sentence(headline(assessment, context.people.number, because)), "strong")
    # What those who read it back say and what the project says, in the words of the sheets that they were given.
    accounts = dict.fromkeys(
        (
            LEVEL_WORDS[one.reading.level].voice,
            LEVEL_WORDS[one.session.level].voice if one.session.level else SAYS["no_level"],
        )
        for one in assessment.readings
        if one.differs and one.session and one.reading.level and one.reading.side == "community"
    )
    for theirs, ours in accounts:
        yield Items((Item("They say", theirs), Item("The project says", ours)))
    if after := after_verdict(assessment):
        yield paragraph(" ".join(after), "quiet")


@part("summary")
def _in_short(context: Context) -> Blocks:
    yield SAYS["what_it_means"]
    if not context.sessions:
        yield "Nothing has been written down, so this page cannot say who took part."
        return
    yield from _partners(context.assessment)
    yield _verdict(context.assessment)
    if faded := {one.phase: one.until for one in context.assessment.phases if one.faded and one.until}:
        yield f"Since {in_words(max(faded.values()))}, no community partners are on record in {of_phases([*faded])}."
    together = sum(len(record.settled_together) for record in context.assessment.phases)
    apart = sum(len(record.settled_apart) for record in context.assessment.phases)
    if together:
        yield by_number(together, *SAYS["agreed_together"])
    if apart:
        yield by_number(apart, *SAYS["fixed_apart"])
    yield from _heard(context)
    if context.waiting:
        yield by_number(len(context.waiting), *SAYS["not_told"])
    elif any(one.community for one in context.sessions):
        yield "People were told what came of every session that they took part in."


def _partners(assessment: Assessment) -> Iterator[str]:
    standing = [record.phase for record in assessment.phases if record.stands]
    if standing or not any(record.status == "took-part" for record in assessment.phases):
        yield SAYS["in_phases"][len(standing)].format(listed(standing))
    lacking = [status for status in reversed(STATUSES) if status not in STANDING]
    for status in (*lacking, "community-led"):
        phases = [record.phase for record in assessment.phases if record.status == status]
        if phases:
            yield STATUSES[status].voice.format(phases=of_phases(phases))


def _verdict(assessment: Assessment) -> str:
    begun = all(not record.missing or record.status == "nothing-logged" for record in assessment.phases)
    so: str = assessment.verdict
    if so == "not-co-produced" and not assessment.claimed:
        so = "claims-none"
    elif so == "not-co-produced" and assessment.claimed != tuple(PHASES):
        so = "claims-less"
    elif so == "not-co-produced" and (assessment.ended or begun):
        so = "ended" if assessment.ended else "not-done"
    how = SAYS["so"]["told_otherwise" if any(one.differs for one in assessment.readings) else "how"]
    told: str = SAYS["so"][so].format(how=how, phases=listed(assessment.claimed))
    return told


def _heard(context: Context) -> Iterator[str]:
    groups = context.about.affected
    heard = {group for one in context.sessions if one.community for group in one.session.heard}
    asked = {group for one in context.sessions for group in one.session.asked} - heard
    if groups and not heard:
        yield SAYS["groups"]["not_recorded"]
    named = {"heard": heard, "asked": asked, "others": {*groups} - heard - asked if heard else ()}
    for name, some in named.items():
        if shown := [context.group(group) for group in groups if group in some]:
            yield SAYS["groups"][name].format(groups=listed(shown))


#: A longer message is cut: a very long list belongs to a check and not to a page.
_LONGEST = 600


@part("findings")
def _findings(context: Context) -> Blocks:
    """What the rules find, for everybody: no codes, no lines; of the notes that nobody accepted, how many there are."""
    found = context.assessment.findings
    told = [one for one in found if one.severity != "note" or one.waived is not None]
    yield from _by_severity(context, told, _for_everybody)
    if notes := len(found) - len(told):
        yield paragraph(by_number(notes, *SAYS["more_notes"]), "quiet")
    if not found:
        yield SAYS["nothing_found"]


@part("team-findings")
def _team_findings(context: Context) -> Blocks:
    """What the rules find, for the team: with each rule, and its lines in the file."""
    yield from _by_severity(context, context.assessment.findings, _for_the_team)
    if not context.assessment.findings:
        yield SAYS["nothing_found"]


def _by_severity(
    context: Context,
    findings: Sequence[Finding],
    paragraphs: Callable[[Rule, Sequence[Statement], Shared], Iterable[Paragraph]],
) -> Iterator[Entries]:
    """What is found of each severity: an entry for each rule, with what to do next."""
    for severity, words in SEVERITIES.items():
        found = sorted((one for one in findings if one.severity == severity), key=lambda one: one.code)
        entries = []
        for code, of_rule in groupby(statements(found), key=lambda one: one.first.code):
            step = paragraph(f"Next: {capitalised(BY_CODE[code].remedy)}")
            entries.append(Entry((*paragraphs(BY_CODE[code], tuple(of_rule), context.people), step)))
        if entries:
            yield Entries(tuple(entries), words.heading, severity)


def _for_everybody(rule: Rule, of_rule: Sequence[Statement], people: Shared) -> Iterable[Paragraph]:
    return map(paragraph, dict.fromkeys(_message(rule, one, people) for one in of_rule))


def _for_the_team(rule: Rule, of_rule: Sequence[Statement], people: Shared) -> Iterator[Paragraph]:
    yield paragraph(people.rule(rule), "strong")
    yield from (paragraph(f"line {one.first.line}: {_message(rule, one, people)}") for one in of_rule)


def _message(rule: Rule, statement: Statement, people: Shared) -> str:
    until = statement.first.waived_until
    message = " ".join(people.statement(rule, statement).split())
    if len(message) > _LONGEST:
        message = shorten(message, _LONGEST, placeholder=" … and more, which the team can list.")
    if not until:
        return message
    reason = people.reason(rule, statement.first.waived)
    return f"{message} The project accepts this until {in_words(until)}{f': {reason}' if reason else '.'}"


@part("waivers")
def _waivers(context: Context) -> Blocks:
    waived = [finding for finding in context.assessment.findings if finding.waived]
    reasons = [context.people.reason(BY_CODE[finding.code], finding.waived) for finding in waived]
    yield from listing(Item(one.code, one.name, reason) for one, reason in zip(waived, reasons, strict=True))
    if not waived:
        yield "Nothing is waived."


@part("rules")
def _rules(context: Context) -> Blocks:
    rows = []
    for rule in RULES:
        name = context.people.rule(rule)
        lines = [str(one.line) for one in context.assessment.findings if one.code == rule.code]
        if name and lines:
            rows.append((name, rule.severity, ", ".join(lines)))
    if rows:
        told = tuple(f"{name}, {severity}: line {lines}." for name, severity, lines in rows)
        yield Table(("rule", "severity", "line"), tuple(rows), "coprod explain CODE says more of any of them.", told)


@part("how-to-read")
def _how_to_read(_context: Context) -> Blocks:
    yield Facts(tuple((f"Level {number}: {level}", LEVEL_WORDS[level].meaning) for level, number in LEVELS.items()))
    yield from SAYS["how_to_read"]


#: Where a page says what those who took part can ask for.
YOUR_RIGHTS = "what-you-can-ask-for"


@part("contact")
def _contact(context: Context) -> Blocks:
    contact = context.people.about("contact") or "______________________"
    yield SAYS["how_to_say_so"]
    yield paragraph(f"Write to: {contact}", "strong")
    yield Paragraph((Link("What this record holds of you, and what you can ask for", f"#{YOUR_RIGHTS}"), "."))


@part("rights")
def _rights(_context: Context) -> Blocks:
    yield Entries((Entry(tuple(map(paragraph, SAYS["rights"])), anchor=YOUR_RIGHTS),))
