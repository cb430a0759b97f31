"""Sentences, days, numbers and records in the words that more than one output uses."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from textwrap import shorten
from typing import Any, NamedTuple

import rtoml

from coprod.assess.rules.base import Finding
from coprod.days import MONTHS, Period, in_full
from coprod.days import period as typed
from coprod.framework import PHASES
from coprod.model import Answer, Reading, Saying, Session, Waiver
from coprod.model.ids import PROJECT
from coprod.model.records import kind_of
from coprod.model.types import Record
from coprod.terms import ACCOUNTS, SEVERITIES


def in_words(day: date) -> str:
    """A day in words: `12 January 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def in_period(period: Period) -> str:
    """A period as the end of a sentence: `in 2026`, `in April 2026`, `from 1 April 2025 to 31 March 2026`, or empty."""
    begin, end = period.begin, period.end
    if not begin or not end:
        return f"from {in_words(begin)} on" if begin else f"up to {in_words(end)}" if end else ""
    if begin == end:
        return f"on {in_words(begin)}"
    if period == typed(f"{begin.year:04}"):
        return f"in {begin.year}"
    if period == typed(f"{begin.year:04}-{begin.month:02}"):
        return f"in {MONTHS[begin.month - 1]} {begin.year}"
    return f"from {in_words(begin)} to {in_words(end)}"


def span(first: date, last: date) -> str:
    """From one day to another, without saying anything twice: `12 to 19 January 2026`."""
    if first == last:
        return in_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {in_words(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} to {in_words(last)}"
    return f"{in_words(first)} to {in_words(last)}"


#: Sentences that more than one output says.
SENTENCES: dict[str, Any] = rtoml.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))


def planned(session: Session) -> str:
    """What it means that a session is still to come, and how it is said that it was held."""
    told: str = SENTENCES["planned"].format(day=in_full(session.date), id=session.id)
    return told


_DAYS_OF_WEEKS, _DAYS_OF_MONTHS, _DAYS_OF_YEARS = 14, 61, 730


def ago(day: date, today: date) -> str:
    """How long ago a day was, in the unit that people would say: `yesterday`, `5 weeks ago`, `3 months ago`."""
    days = (today - day).days
    if days < _DAYS_OF_WEEKS:
        return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
    if days < _DAYS_OF_MONTHS:
        return f"{days // 7} weeks ago"
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    return f"{months} months ago" if days < _DAYS_OF_YEARS else f"{months // 12} years ago"


#: Fewer people than this could be told apart.
FEW = 5


def few(people: int) -> str:
    """A number of people as whoever is no part of the project's team may read it."""
    return "fewer than five" if 0 < people < FEW else str(people)


def sentence(text: str) -> str:
    """A text that ends like a sentence."""
    return text if text.rstrip().endswith((".", "!", "?")) else f"{text}."


def capitalised(text: str) -> str:
    """A text that begins with a capital."""
    return text[:1].upper() + text[1:]


def listed(words: Sequence[str]) -> str:
    """Words in a row as people write them: `a`, `a and b`, `a, b and c`; of none, nothing."""
    *most, last = words or ("",)
    return f"{', '.join(most)} and {last}" if most else last


def of_phases(phases: Sequence[str]) -> str:
    """Some of the phases in a sentence: `co-planning and co-design`, or `all four phases`."""
    return "all four phases" if len(phases) == len(PHASES) else listed(phases)


_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def number_word(number: int) -> str:
    """A number as people write it in a sentence: small ones in words."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def counted(number: int, noun: str) -> str:
    """A number and its noun, in the plural where it is due: `1 session`, `2 sessions`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def people(number: str) -> str:
    """People with their number in words, or "" if it is not known: `1 person`, `3 people`, `people`."""
    return f"{number} {'person' if number == '1' else 'people'}".strip()


def by_number(number: int, single: str, several: str, **words: object) -> str:
    """A sentence in the singular or the plural, with what it says filled in; "" of none."""
    return (single if number == 1 else several).format(number=number, **words) if number else ""


def tally(findings: Sequence[Finding]) -> str:
    """How many findings there are of each severity, the waived ones apart: `2 errors, 1 note, 1 waived`."""
    numbers = Counter(finding.severity for finding in findings if finding.waived is None)
    words = [counted(numbers[severity], severity) for severity in SEVERITIES if numbers[severity]]
    waived = sum(finding.waived is not None for finding in findings)
    words += [f"{waived} waived"] if waived else []
    return ", ".join(words) or "no findings"


def pressing(findings: Iterable[Finding]) -> list[Finding]:
    """The errors and warnings that nobody accepted."""
    return [finding for finding in findings if finding.severity != "note" and finding.waived is None]


def trouble(findings: Iterable[Finding]) -> tuple[int, int]:
    """What sorts projects by what was found: those with more errors first, then those with more warnings."""
    numbers = Counter(finding.severity for finding in findings if finding.waived is None)
    return -numbers["error"], -numbers["warning"]


def acceptance(finding: Finding) -> str:
    """Why and until when a waived finding is accepted."""
    return f"waived until {finding.waived_until}: {finding.waived}"


class Statement(NamedTuple):
    """The sentence that says a finding, or those of one rule that differ only in the phase, and the first of them.

    They share rule, next step and waiver.
    """

    first: Finding
    message: str


def statements(findings: Iterable[Finding]) -> list[Statement]:
    """Findings as they are said: in the order of the first of each."""
    groups: dict[object, list[Finding]] = {}
    for position, finding in enumerate(findings):
        mergeable = finding.phase and finding.of_several
        key = (finding.code, finding.of_several, finding.waived, finding.waived_until) if mergeable else position
        groups.setdefault(key, []).append(finding)
    said = []
    for first, *others in groups.values():
        phases = [finding.phase for finding in (first, *others) if finding.phase]
        said.append(Statement(first, first.of_several.format(phases=listed(phases)) if others else first.message))
    return said


#: A line holds no more of somebody's words than this.
_LONGEST = 200


def quoted(record: Record) -> str:
    """What a record is, of which day, and what it says."""
    match record:
        case Session():
            return ", ".join(filter(None, (record.id, str(record.date), record.title)))
        case Saying():
            return f"said {record.date}: {_cut(record.text)} ({record.id})"
        case Reading():
            level = f", puts it at {record.level}" if record.level else ""
            words = f": {_cut(record.words)}" if record.words else ""
            what = "the whole project" if record.session == PROJECT else record.session
            return f"reading of {what}, {record.date}, {ACCOUNTS[record.said].single}{level}{words} ({record.id})"
        case Answer():
            return f"answer to {record.to}, {record.date}, {record.outcome}: {_cut(record.text)}"
        case Waiver():
            return f"waiver of {record.rule}, until {record.until}"
        case _:
            return f"{kind_of(record).noun}, {dict(record)['date']}"


def _cut(text: str) -> str:
    return f'"{shorten(text, _LONGEST, placeholder=" ...")}"'
