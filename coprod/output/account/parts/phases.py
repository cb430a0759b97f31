"""The four phases at a glance."""

from collections.abc import Iterator

from coprod.assess.record import PhaseRecord, SideCounts
from coprod.framework import LEVELS, PHASES, LevelName
from coprod.output.account.blocks import Part, PhaseAccount, Phases
from coprod.output.account.context import Context
from coprod.output.account.privacy import People
from coprod.output.dates import span
from coprod.output.words import STATUS_WORDS


def part(context: Context) -> Part:
    """What the record of each phase shows, and who came on each side."""
    records = context.assessment.phases
    return Part("The four phases", (Phases(tuple(_phase(record, context) for record in records), records),))


def level_words(level: LevelName) -> str:
    """A level by name and number."""
    return f"{level} (level {LEVELS[level].number} of 5)"


def _phase(record: PhaseRecord, context: Context) -> PhaseAccount:
    facts = tuple(_facts(record, context)) if record.sessions else ()
    return PhaseAccount(record.phase, PHASES[record.phase].meaning, record.status, STATUS_WORDS[record.status], facts)


def _facts(record: PhaseRecord, context: Context) -> Iterator[tuple[str, str]]:
    people = context.people
    if record.first and record.last:
        yield "Sessions", f"{record.sessions} ({span(record.first, record.last)})"
    took_part = _side(record.took_part, people)
    if partners := _side(record.partners, people) or ("" if took_part else "none on record"):
        yield "Community partners", partners
    if took_part:
        yield "Took part; how far is not recorded", took_part
    if consulted := _side(record.consulted, people):
        yield "Consulted", consulted
    yield "Professionals", _side(record.professional, people) or "none on record"
    levels = [one.session.level for one in context.sessions if record.phase in one.session.phase and one.session.level]
    if levels:
        yield "Highest level", level_words(max(levels, key=lambda level: LEVELS[level].number))


def _side(side: SideCounts, people: People) -> str:
    labels = f"{people.number(side.people)} by name or id" if side.people else ""
    counted = f"up to {people.number(side.counted)}{' more' if labels else ''} counted" if side.counted else ""
    return ", ".join(filter(None, (labels, counted)))
