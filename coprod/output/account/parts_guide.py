"""The parts of an account that sum up and explain: the verdict, what stands out, and how to read all of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import shorten

from coprod.assess import Assessment
from coprod.assess.rules import BY_CODE, RULES
from coprod.assess.rules.base import Finding
from coprod.assess.rules.declare import Rule
from coprod.framework import CONSULTED_OR_PARTNERS, LEVELS, NO_LEVEL, PHASES
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
from coprod.output.words import Statement, by_number, capitalised, in_words, listed, statements
from coprod.terms import SEVERITIES, STANDING, STATUSES


def verdict_part(context: Context) -> Part:
    """The verdict, both accounts where they differ, and what else must be said with it."""
    assessment = context.assessment
    because = context.people.field(context.project.project, "ended_because")
    first = paragraph(context.people.sentence(headline(assessment, context.people.number, because)), "strong")
    # What those who read it back say and what the project says, in the words of the sheets that they were given.
    accounts = dict.fromkeys(
        (LEVELS[one.reading.level].voice, LEVELS[one.session.level].voice if one.session.level else _NO_LEVEL_SAYS)
        for one in assessment.readings
        if one.differs and one.session and one.reading.level and one.reading.side == "community"
    )
    both = (Items((Item("They say", theirs), Item("The project says", ours))) for theirs, ours in accounts)
    after = " ".join(after_verdict(assessment))
    return Part("As recorded", (first, *both, *((paragraph(after, "quiet"),) if after else ())))


_NO_LEVEL_SAYS = "Nothing is written down of how far their part went."

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
        yield "Nothing has been written down, so this page cannot say who took part."
        return
    yield from _partners(context.assessment)
    yield _verdict(context.assessment)
    if faded := {one.phase: one.until for one in context.assessment.phases if one.faded and one.until}:
        named = "all four phases" if len(faded) == len(PHASES) else listed(list(faded))
        yield f"Since {in_words(max(faded.values()))}, no community partners are on record in {named}."
    together = sum(len(record.settled_together) for record in context.assessment.phases)
    apart = sum(len(record.settled_apart) for record in context.assessment.phases)
    if together:
        yield by_number(together, "{number} thing was agreed together.", "{number} things were agreed together.")
    if apart:
        yield by_number(
            apart,
            "{number} thing was fixed without community partners.",
            "{number} things were fixed without community partners.",
        )
    yield from _heard(context)
    if context.waiting:
        yield by_number(
            len(context.waiting),
            "For {number} session, the record does not show that people were told what came of it.",
            "For {number} sessions, the record does not show that people were told what came of them.",
        )
    elif any(one.community for one in context.sessions):
        yield "People were told what came of every session that they took part in."


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
    otherwise = any(one.differs for one in assessment.readings)
    how = "as the project records it; some who read it back tell it otherwise" if otherwise else "as recorded"
    if assessment.verdict == "co-produced":
        return f"So this work was co-produced, {how}."
    if assessment.verdict == "community-led":
        return f"So this work was led by the community, {how}."
    if assessment.verdict == "cannot-tell":
        return "So the record cannot tell what part people had in the whole of it."
    if not assessment.claimed:
        return "The project does not claim that people decided. To ask and to listen openly can be right."
    if assessment.claimed != tuple(PHASES):
        return f"The project does not claim all four. It says that it co-produces {listed(assessment.claimed)}."
    begun = all(not record.missing or record.status == "nothing-logged" for record in assessment.phases)
    if begun and not assessment.ended:
        return "The work is not done yet. It can still become co-produced."
    return f"So this work {'was' if assessment.ended else 'is'} not truly co-produced, {how}."


def _heard(context: Context) -> Iterator[str]:
    groups = context.project.project.affected
    heard = {group for one in context.sessions if one.community for group in one.session.heard}
    asked = {group for one in context.sessions for group in one.session.asked} - heard
    if not groups:
        return
    if not heard:
        yield "The record does not say which groups were heard."
    if these := [context.group(group) for group in groups if group in heard]:
        yield f"Of those whom it affects most, these were heard: {listed(these)}."
    if invited := [context.group(group) for group in groups if group in asked]:
        yield f"These were asked, and did not come: {listed(invited)}."
    others = [context.group(group) for group in groups if group not in heard | asked]
    if heard and others:
        yield f"The record does not show that these were heard: {listed(others)}."


NOTHING_FOUND = "No rule finds anything to say about this record."

#: A longer message is cut: a very long list belongs to a check and not to a page.
_LONGEST = 600


def findings_part(context: Context) -> Part:
    """What the rules find, for everybody: no codes, no lines; of the notes that nobody accepted, how many there are."""
    notes = sum(one.severity == "note" and one.waived is None for one in context.assessment.findings)
    graver = _groups(context, _for_everybody, lambda one: one.severity != "note" or one.waived is not None)
    single = "There is {number} note besides, which the team can list."
    several = "There are {number} notes besides, which the team can list."
    rest = (paragraph(by_number(notes, single, several), "quiet"),) if notes else ()
    return Part("What stands out, and what to do next", (*graver, *rest) or (paragraph(NOTHING_FOUND),))


def team_findings_part(context: Context) -> Part:
    """What the rules find, for the team: with each rule, and its lines in the file."""
    return Part("What to do next", _groups(context, _for_the_team, lambda _: True) or (paragraph(NOTHING_FOUND),))


def _groups(
    context: Context,
    paragraphs: Callable[[Rule, Sequence[Statement], Shared], Iterable[Paragraph]],
    told: Callable[[Finding], bool],
) -> tuple[Entries, ...]:
    groups = []
    for severity, words in SEVERITIES.items():
        of_severity = [one for one in context.assessment.findings if one.severity == severity and told(one)]
        found = sorted(of_severity, key=lambda one: one.code)
        entries = []
        for code, of_rule in groupby(statements(found), key=lambda one: one.first.code):
            step = paragraph(f"Next: {capitalised(BY_CODE[code].remedy)}")
            entries.append(Entry((*paragraphs(BY_CODE[code], tuple(of_rule), context.people), step)))
        if entries:
            groups.append(Entries(tuple(entries), words.heading, severity))
    return tuple(groups)


def _for_everybody(rule: Rule, of_rule: Sequence[Statement], people: Shared) -> Iterable[Paragraph]:
    return map(paragraph, dict.fromkeys(_message(rule, one, people) for one in of_rule))


def _for_the_team(rule: Rule, of_rule: Sequence[Statement], people: Shared) -> Iterator[Paragraph]:
    yield paragraph(people.rule(rule), "strong")
    for one in of_rule:
        yield paragraph(f"line {one.first.line}: {_message(rule, one, people)}")


def _message(rule: Rule, statement: Statement, people: Shared) -> str:
    until = statement.first.waived_until
    message = " ".join(people.statement(rule, statement).split())
    if len(message) > _LONGEST:
        message = shorten(message, _LONGEST, placeholder=" … and more, which the team can list.")
    if not until:
        return message
    reason = people.reason(rule, statement.first.waived)
    return f"{message} The project accepts this until {in_words(until)}{f': {reason}' if reason else '.'}"


def record_part(context: Context) -> Part | None:
    """The rules that speak of this record, with their lines; on a shared page, without those about small numbers."""
    rows = []
    for rule in RULES:
        name, lines = (
            context.people.rule(rule),
            [str(one.line) for one in context.assessment.findings if one.code == rule.code],
        )
        if name and lines:
            rows.append((Cell(name), Cell(rule.severity), Cell(", ".join(lines))))
    in_words = tuple(f"{rule.text}, {severity.text}: line {line.text}." for rule, severity, line in rows)
    table = Table(("rule", "severity", "line"), tuple(rows), "coprod explain CODE says more of any of them.", in_words)
    return Part("For those who keep the record", (table,)) if rows else None


_READING = (
    f"The level says how far the community's part went. {CONSULTED_OR_PARTNERS} {NO_LEVEL}",
    "A side is the capacity in which somebody came to one session; the same person may come in the other next month.",
    (
        "A phase is co-produced when community partners and professionals both took part in it; a project, when that "
        "holds in all four. Phases led by the community alone are no fault."
    ),
    "Counts are not voice, and what is not recorded may still have happened: a gap in the record is a question to ask.",
)


def how_to_read_part(_context: Context) -> Part:
    """What the levels and the words of a page mean, and what a record cannot show."""
    levels = Facts(tuple((f"Level {level.number}: {level.name}", level.meaning) for level in LEVELS.values()))
    return Part("How to read this page", (levels, *map(paragraph, _READING)))


_ASK = (
    "Were you there, and do you remember it otherwise? Please say so. Your account counts as much as this one. You can "
    "say it aloud or on paper, without your name, and the project has to answer you."
)
_LINE = "Write to: ______________________"

#: Where a page says what those who took part can ask for.
YOUR_RIGHTS = "what-you-can-ask-for"


def whose_account_part(context: Context) -> Part:
    """How to say that it was otherwise: to the project's contact, or a line to write one in."""
    contact = context.people.field(context.project.project, "contact")
    more = Paragraph((Link("What this record holds of you, and what you can ask for", f"#{YOUR_RIGHTS}"), "."))
    blocks = (paragraph(_ASK), paragraph(f"Write to: {contact}" if contact else _LINE, "strong"), more)
    return Part("Not how it was? How to say so", blocks)


_RIGHTS = (
    "This is a list of the project's meetings: the day, how many came, what was agreed, and how far your part went.",
    "It may hold your name or a code. You may see all that it holds of you, and you may be taken out of it.",
    "It gives nobody marks. If you said nothing, that is not taken for a yes.",
    "You may have it read to you, and say how it was. Nobody may make you. What you say is kept as you said it.",
)


def your_rights_part(_context: Context) -> Part:
    """What those who took part can ask for; the page for them in the documents says more."""
    return Part("What you can ask for", (Entries((Entry(tuple(map(paragraph, _RIGHTS)), anchor=YOUR_RIGHTS),)),))
