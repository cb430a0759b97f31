"""What stands out, and what to do next."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from textwrap import shorten

from coprod.assess.rules import RULES
from coprod.assess.rules.base import Rule, Severity
from coprod.output.account.blocks import Entries, Entry, Link, Paragraph, Part, paragraph
from coprod.output.account.context import Context
from coprod.output.account.privacy import People
from coprod.output.dates import in_words
from coprod.output.statements import Statement, statements

NOTHING_FOUND = "No rule finds anything to say about this record."

_TITLE = "What stands out, and what to do next"

#: The severities in words for everybody.
_HEADINGS: dict[Severity, str] = {
    "error": "What is missing",
    "warning": "Worth talking about",
    "note": "Worth knowing",
}

#: How what one rule finds becomes an entry.
_ToEntry = Callable[[Rule, Sequence[Statement], People], Entry]

#: A longer message is cut on a page, which is no list.
_LONGEST = 600


def part(context: Context) -> Part:
    """What the rules find, for everybody: no codes, no lines."""
    return Part(_TITLE, tuple(_groups(context, _for_everybody)) or (paragraph(NOTHING_FOUND),))


def team(context: Context) -> Part:
    """What the rules find, for the team: with each rule, and its lines in the file."""
    return Part("What to do next", tuple(_groups(context, _for_the_team)) or (paragraph(NOTHING_FOUND),))


def _groups(context: Context, entry: _ToEntry) -> Iterator[Entries]:
    rules = {rule.code: rule for rule in RULES}
    for severity, heading in _HEADINGS.items():
        found = sorted(
            (one for one in context.assessment.findings if one.severity == severity), key=lambda one: one.code
        )
        by_rule = groupby(statements(found), key=lambda one: one.first.code)
        entries = tuple(entry(rules[code], tuple(of_rule), context.people) for code, of_rule in by_rule)
        if entries:
            yield Entries(entries, heading, severity)


def _for_everybody(rule: Rule, of_rule: Sequence[Statement], people: People) -> Entry:
    source = Paragraph(("Source: ", Link(rule.source.citation, rule.source.url)), "quiet")
    messages = dict.fromkeys(_message(rule, one, people) for one in of_rule)
    return Entry((*map(paragraph, messages), _next(rule), source))


def _for_the_team(rule: Rule, of_rule: Sequence[Statement], people: People) -> Entry:
    messages = (paragraph(f"line {one.first.line}: {_message(rule, one, people)}") for one in of_rule)
    return Entry((paragraph(people.rule(rule), "strong"), *messages, _next(rule)))


def _next(rule: Rule) -> Paragraph:
    return paragraph(f"Next: {rule.remedy[:1].upper() + rule.remedy[1:]}")


def _message(rule: Rule, statement: Statement, people: People) -> str:
    until = statement.first.waived_until
    message = _short(people.statement(rule, statement))
    if not until:
        return message
    reason = people.text(statement.first.waived or "", "the reason of a waiver")
    return f"{message} The project accepts this until {in_words(until)}: {reason}".rstrip()


def _short(message: str) -> str:
    """A message without the end of a very long list, which belongs to a check and not to a page."""
    return shorten(message, _LONGEST, placeholder=" … and more, which the team can list.")
