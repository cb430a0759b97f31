"""Sentences that more than one format says."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from coprod.assess import Assessment
from coprod.assess.phases import PhaseRecord, Status
from coprod.assess.rules import MISSING
from coprod.assess.rules.base import SEVERITIES, Finding
from coprod.framework import FULL_CO_PRODUCTION, PHASES, Axis
from coprod.typed.days import in_full

#: The statuses as a reader sees them.
STATUS_WORDS: dict[Status, str] = {
    "nothing-logged": "nothing logged",
    "professional-led": "professional-led",
    "consulted": "consulted",
    "took-part": "took part",
    "community-led": "community-led",
    "co-produced": "co-produced",
}

_MISSING: dict[Status, str] = {
    "professional-led": "none recorded",
    "consulted": "consulted only",
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


def unjudged(assessment: Assessment) -> list[str]:
    """What the phases lack that do not stand and are not judged, and the next step: a sentence or two for each."""
    return [
        f"{MISSING[record.status].message.format(phase=record.phase)} Next: {MISSING[record.status].remedy}"
        for record in assessment.phases
        if not record.stands and record.phase not in assessment.judged and MISSING[record.status].severity == "error"
    ]


def matrix(assessment: Assessment) -> str:
    """The place in the design and delivery matrix, and a sentence where it reads otherwise than the verdict."""
    place = assessment.place
    axes = f"design: {_axis(place.design)}; delivery: {_axis(place.delivery)}"
    where = f"Design and delivery matrix, as recorded: {place.cell} ({axes})." if place.cell else ""
    if not where:
        return f"Design and delivery matrix, as recorded: not placed ({axes})."
    if (place.cell == FULL_CO_PRODUCTION) == (assessment.verdict == "co-produced"):
        return where
    return f"{where} It takes planning with design and leaves evaluation out, so it differs from the verdict."


def _axis(axis: Axis | None) -> str:
    return AXES[axis] if axis else "cannot be told"


def conclusion(assessment: Assessment) -> str:
    """What the record shows in the end, in a sentence or two; always "as recorded", never a score."""
    if not assessment.claimed:
        return "Nothing is judged: the project claims to co-produce no phase. Consulting openly can be right."
    missing = [record for record in _judged(assessment) if record.missing]
    if missing:
        return _what_is_missing(missing)
    if not assessment.judged:
        return "Nothing is judged yet: as recorded, no session of a claimed phase has been logged."
    standing = _cannot_tell(assessment) or _standing(assessment)
    if assessment.stands:
        return standing
    return f"{standing} {_flagged(assessment)}"


def _judged(assessment: Assessment) -> list[PhaseRecord]:
    return [record for record in assessment.phases if record.phase in assessment.judged]


def _what_is_missing(missing: Sequence[PhaseRecord]) -> str:
    """What is on record without partners is told apart from what is not on record."""
    without = [f"{one.phase} ({_MISSING[one.status]})" for one in missing if one.status != "nothing-logged"]
    nothing = [one.phase for one in missing if one.status == "nothing-logged"]
    if not without:
        return f"Not truly co-produced yet, as recorded: nothing is on record for {listed(nothing)}."
    rest = f"; nothing on record yet for {listed(nothing)}" if nothing else ""
    return f"Not truly co-produced, as recorded: missing community partners in {listed(without)}{rest}."


def _cannot_tell(assessment: Assessment) -> str:
    took_part = [one.phase for one in _judged(assessment) if one.status == "took-part"]
    if not took_part:
        return ""
    return f"Cannot tell, as recorded: in {listed(took_part)} people took part, and how far is not recorded."


def _flagged(assessment: Assessment) -> str:
    errors = [finding.message for finding in assessment.findings if finding.severity == "error"]
    return errors[0] if errors else "Flagged all the same, since warnings count under --strict."


def _standing(assessment: Assessment) -> str:
    if assessment.judged != tuple(PHASES):
        return _narrower(assessment)
    if assessment.verdict == "community-led":
        return (
            "Community-led, as recorded: all four phases have community partners, and no professional is recorded. "
            "That is a way of working of its own, and no fault."
        )
    return "Co-produced, as recorded: community partners took part in all four phases."


def _narrower(assessment: Assessment) -> str:
    stands = listed(assessment.judged)
    later = [phase for phase in assessment.claimed if phase not in assessment.judged]
    if later:
        return f"Stands so far, as recorded: {stands}. Not judged in this run: {listed(later)}."
    return (
        f"The claim stands, as recorded: {stands}. It covers less than all four phases, "
        "so the project is not called co-produced."
    )
