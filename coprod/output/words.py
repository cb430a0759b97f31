"""Sentences that more than one format says."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from coprod.assess.record import Status
from coprod.assess.rules.base import SEVERITIES, Finding
from coprod.days import in_full
from coprod.framework import Axis

#: The statuses as a reader sees them.
STATUS_WORDS: dict[Status, str] = {
    "nothing-logged": "nothing logged",
    "professional-led": "professional-led",
    "consulted": "consulted",
    "took-part": "took part",
    "community-led": "community-led",
    "co-produced": "co-produced",
}

#: Who designs or delivers, in the matrix.
AXES: dict[Axis, str] = {
    "professional": "professionals alone",
    "both": "both sides",
    "community": "the community alone",
}


#: What it means to leave a session's level out.
LEVEL_LEFT_OUT = "not known; then nobody is counted as a partner"


def without_level(sessions: int) -> str:
    """What it means that a level was left out where community people came; said as soon as it is recorded."""
    which = "No level is recorded" if sessions == 1 else f"{sessions} sessions have no level"
    return f"{which}: community people took part, and nobody is counted as a partner. Add it when it is known."


def planned(day: date) -> str:
    """What it means that a session is still to come."""
    return f"{in_full(day)} is still to come: the session is planned, and counts for nothing until then."


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


def listed(words: Sequence[str]) -> str:
    """Words in a row as people write them: `a`, `a and b`, `a, b and c`; of none, nothing."""
    *most, last = words or ("",)
    return f"{', '.join(most)} and {last}" if most else last


_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def number_word(number: int) -> str:
    """A number as people write it in a sentence: small ones in words."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def counted(number: int, noun: str) -> str:
    """A number and its noun, in the plural where it is due: `1 session`, `2 sessions`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def tally(findings: Sequence[Finding]) -> str:
    """How many findings there are of each severity, the waived ones apart: `2 errors, 1 note, 1 waived`."""
    numbers = Counter(finding.severity for finding in findings if finding.waived is None)
    words = [counted(numbers[severity], severity) for severity in SEVERITIES if numbers[severity]]
    waived = sum(finding.waived is not None for finding in findings)
    words += [f"{waived} waived"] if waived else []
    return ", ".join(words) or "no findings"


def acceptance(finding: Finding) -> str:
    """Why and until when a waived finding is accepted."""
    return f"waived until {finding.waived_until}: {finding.waived}"


def gone(files: Sequence[str]) -> list[str]:
    """The projects that stood before and are there no more, a sentence each."""
    return [f"{file} was a project before, and is not there any more." for file in files]
