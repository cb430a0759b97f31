"""The parts of an account that sum up and explain: the verdict, what stands out, and how to read all of it."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from textwrap import shorten

from coprod.assess import Assessment
from coprod.assess.rules import RULES
from coprod.assess.rules.declare import Rule
from coprod.framework import CONSULTED_OR_PARTNERS, LEVELS, NO_LEVEL, PHASES
from coprod.model.kinds import PROJECT
from coprod.output.account.blocks import (
    Cell,
    Entries,
    Entry,
    Facts,
    Item,
    Items,
    Link,
    Paragraph,
    Part,
    Table,
    paragraph,
)
from coprod.output.account.context import Context
from coprod.output.shared import Shared
from coprod.output.verdicts import after_verdict, headline
from coprod.output.words import Statement, by_number, in_words, listed, statements
from coprod.terms import SEVERITIES, STANDING, STATUSES


def verdict_part(context: Context) -> Part:
    """The verdict in a sentence or two, and what else must be said with it."""
    assessment = context.assessment
    first = paragraph(context.people.sentence(headline(assessment, context.people.number)), "strong")
    return Part("As recorded", (first, *map(paragraph, after_verdict(assessment))))


_WHAT_IT_MEANS = "In co-production, people from the community and professionals work as equals. It has four phases."

#: In how many phases community partners took part.
_IN_PHASES = (
    "As recorded, community partners took part in none of them.",
    "As recorded, community partners took part in one of them: {}.",
    "As recorded, community partners took part in two of them: {}.",
    "As recorded, community partners took part in three of them: {}.",
    "As recorded, community partners took part in all of them.",
)


def summary_part(context: Context) -> Part:
    """The summary, a paragraph for each sentence or two."""
    return Part("In short", tuple(map(paragraph, summary(context))))


def summary(context: Context) -> Iterator[str]:
    """The summary of a project, a sentence or two at a time."""
    yield _WHAT_IT_MEANS
    if not context.sessions:
        yield "Nothing has been written down yet, so this page cannot say who took part."
        return
    yield from _partners(context.assessment)
    yield _verdict(context.assessment)
    yield from _agreed(context.assessment)
    yield from _heard(context)
    yield from _fed_back(context)


def _partners(assessment: Assessment) -> Iterator[str]:
    standing = [record.phase for record in assessment.phases if record.stands]
    if standing or not any(record.status == "took-part" for record in assessment.phases):
        yield _IN_PHASES[len(standing)].format(listed(standing))
    lacking = [status for status in reversed(STATUSES) if status not in STANDING]
    for status in (*lacking, "community-led"):
        phases = [record.phase for record in assessment.phases if record.status == status]
        if phases:
            named = "all four phases" if len(phases) == len(PHASES) else listed(phases)
            yield STATUSES[status].voice.format(phases=named)


def _verdict(assessment: Assessment) -> str:
    contested = [record.phase for record in assessment.phases if record.contested]
    if contested:
        return f"Some who were there tell it otherwise, for {listed(contested)}. The two accounts stand side by side."
    if assessment.verdict == "co-produced":
        return "So this work was co-produced, as recorded."
    if assessment.verdict == "community-led":
        return "So this work was led by the community, as recorded."
    if assessment.verdict == "cannot-tell":
        return "So the record cannot tell what part people had in the whole of it."
    if not assessment.claimed:
        return "The project does not claim that people decided. To ask and to listen openly can be right."
    if assessment.claimed != tuple(PHASES):
        return f"The project does not claim all four. It says that it co-produces {listed(assessment.claimed)}."
    if all(not record.missing or record.status == "nothing-logged" for record in assessment.phases):
        return "The work is not done yet. It can still become co-produced."
    return "So this work is not truly co-produced, as recorded."


def _agreed(assessment: Assessment) -> Iterator[str]:
    together = sum(len(record.settled_together) for record in assessment.phases)
    apart = sum(len(record.settled_apart) for record in assessment.phases)
    if together:
        yield by_number(together, "{number} thing was agreed together.", "{number} things were agreed together.")
    if apart:
        yield by_number(
            apart,
            "{number} thing was fixed without community partners.",
            "{number} things were fixed without community partners.",
        )


def _heard(context: Context) -> Iterator[str]:
    groups = context.project.project.affected
    heard = {group for one in context.sessions if one.community for group in one.session.heard}
    if not groups:
        return
    if not heard:
        yield "The record does not say which groups were heard."
        return
    if these := [context.group(group) for group in groups if group in heard]:
        yield f"Of those whom it affects most, these were heard: {listed(these)}."
    if others := [context.group(group) for group in groups if group not in heard]:
        yield f"The record does not show that these were heard: {listed(others)}."


def _fed_back(context: Context) -> Iterator[str]:
    if context.waiting:
        yield by_number(
            len(context.waiting),
            "For {number} session, the record does not show that people were told what came of it.",
            "For {number} sessions, the record does not show that people were told what came of it.",
        )
    elif any(one.community for one in context.sessions):
        yield "People were told what came of every session that they took part in."


NOTHING_FOUND = "No rule finds anything to say about this record."

_TITLE = "What stands out, and what to do next"

#: How what one rule finds becomes an entry.
_ToEntry = Callable[[Rule, Sequence[Statement], Shared], Entry]

#: A longer message is cut: a very long list belongs to a check and not to a page.
_LONGEST = 600


def findings_part(context: Context) -> Part:
    """What the rules find, for everybody: no codes, no lines."""
    return Part(_TITLE, tuple(_groups(context, _for_everybody)) or (paragraph(NOTHING_FOUND),))


def team_findings_part(context: Context) -> Part:
    """What the rules find, for the team: with each rule, and its lines in the file."""
    return Part("What to do next", tuple(_groups(context, _for_the_team)) or (paragraph(NOTHING_FOUND),))


def _groups(context: Context, entry: _ToEntry) -> Iterator[Entries]:
    rules = {rule.code: rule for rule in RULES}
    for severity, words in SEVERITIES.items():
        found = sorted(
            (one for one in context.assessment.findings if one.severity == severity), key=lambda one: one.code
        )
        by_rule = groupby(statements(found), key=lambda one: one.first.code)
        entries = tuple(entry(rules[code], tuple(of_rule), context.people) for code, of_rule in by_rule)
        if entries:
            yield Entries(entries, words.heading, severity)


def _for_everybody(rule: Rule, of_rule: Sequence[Statement], people: Shared) -> Entry:
    source = Paragraph(("Source: ", Link(rule.source.citation, rule.source.url)), "quiet")
    messages = dict.fromkeys(_message(rule, one, people) for one in of_rule)
    return Entry((*map(paragraph, messages), _next(rule), source))


def _for_the_team(rule: Rule, of_rule: Sequence[Statement], people: Shared) -> Entry:
    messages = (paragraph(f"line {one.first.line}: {_message(rule, one, people)}") for one in of_rule)
    return Entry((paragraph(people.rule(rule), "strong"), *messages, _next(rule)))


def _next(rule: Rule) -> Paragraph:
    return paragraph(f"Next: {rule.remedy[:1].upper() + rule.remedy[1:]}")


def _message(rule: Rule, statement: Statement, people: Shared) -> str:
    until = statement.first.waived_until
    message = shorten(people.statement(rule, statement), _LONGEST, placeholder=" … and more, which the team can list.")
    if not until:
        return message
    reason = people.reason(rule, statement.first.waived)
    return f"{message} The project accepts this until {in_words(until)}{f': {reason}' if reason else '.'}"


_MORE = "coprod explain CODE says more of any of them."


def record_part(context: Context) -> Part | None:
    """The rules that speak of this record, with their lines; on a shared page, without those about small numbers."""
    rules = [rule for rule in RULES if context.people.rule(rule)]
    lines = {rule: [str(one.line) for one in context.assessment.findings if one.code == rule.code] for rule in rules}
    rows = tuple(
        (Cell(context.people.rule(rule)), Cell(rule.severity), Cell(", ".join(lines[rule])))
        for rule in rules
        if lines[rule]
    )
    in_words = tuple(f"{rule.text}, {severity.text}: line {line.text}." for rule, severity, line in rows)
    table = Table(("rule", "severity", "line"), rows, _MORE, in_words)
    return Part("For those who keep the record", (table,)) if rows else None


_READING = (
    (
        "A side is the capacity in which somebody came to one session: in a community capacity or in a professional "
        "one. The same person may come in one today and in the other next month."
    ),
    f"The level says how far the community's part went. {CONSULTED_OR_PARTNERS} {NO_LEVEL}",
    (
        "People by name or id are counted once in a phase, however often they came. For those who were only counted, "
        "the page gives the most in any one session, since the same people may have come again."
    ),
    (
        "A phase is co-produced when community partners and professionals both took part in it. A project is "
        "co-produced when that holds in all four phases, as recorded; phases led by the community alone are no fault."
    ),
)

_LIMITS = (
    "Counts are not voice. Equal numbers say nothing about who spoke, who was listened to, or who could stay away.",
    "What is not recorded may still have happened. A gap in the record is a question to ask, not an answer.",
    "Co-production is no promise of a good result, and working in another way is no promise of a bad one.",
    "Those who keep the record are those whom it is about. Ask the people who took part whether they see it the same.",
)


def how_to_read_part(_context: Context) -> Part:
    """What the levels and the words of a page mean."""
    levels = Facts(tuple((f"Level {level.number}: {level.name}", level.meaning) for level in LEVELS.values()))
    return Part("How to read this page", (levels, *map(paragraph, _READING)))


def limits_part(_context: Context) -> Part:
    """What a record cannot show."""
    return Part("What a record cannot show", (Items(tuple(Item("", text) for text in _LIMITS)),))


_ASK = "Were you there, and do you remember it otherwise? Please say so. Your account counts as much as this one."
_LINE = "Write to: ____________________________________________"


def whose_account_part(context: Context) -> Part:
    """Where to write for whoever sees it otherwise: the project's contact, or a line to write one in."""
    contact = context.people.field(PROJECT, context.project.project, "contact")
    return Part("If that is not how it was", (paragraph(_ASK), paragraph(f"Write to: {contact}" if contact else _LINE)))
