"""Sentences that more than one format says."""

from collections.abc import Sequence

from coprod.assess import Assessment
from coprod.assess.phases import PhaseRecord, Status
from coprod.framework import PHASES

#: The statuses as a reader sees them.
STATUS_WORDS: dict[Status, str] = {
    "nothing-logged": "nothing logged",
    "professional-led": "professional-led",
    "consulted": "consulted",
    "community-led": "community-led",
    "co-produced": "co-produced",
}

_MISSING: dict[Status, str] = {
    "nothing-logged": "nothing logged yet",
    "professional-led": "none recorded",
    "consulted": "consulted only",
}


def listed(words: Sequence[str]) -> str:
    """Words in a row as people write them: `a`, `a and b`, `a, b and c`."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def counted(number: int, noun: str) -> str:
    """A number and its noun, in the plural where it is due: `1 session`, `2 sessions`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def conclusion(assessment: Assessment) -> str:
    """What the record shows in the end, in a sentence or two; always "as recorded", never a score."""
    if not assessment.stands:
        return _flagged(assessment)
    if not assessment.judged:
        return "Nothing is judged yet: as recorded, no session of a claimed phase has been logged."
    if assessment.judged != tuple(PHASES):
        return _narrower(assessment)
    if assessment.verdict == "community-led":
        return (
            "Community-led, as recorded: all four phases have community partners, and no professional is recorded. "
            "That is a way of working of its own, and no fault."
        )
    return "Co-produced, as recorded: all four phases have community partners."


def _flagged(assessment: Assessment) -> str:
    missing = [f"{record.phase} ({_MISSING[record.status]})" for record in _missing(assessment)]
    return f"Not truly co-produced, as recorded: missing community partners in {listed(missing)}."


def _missing(assessment: Assessment) -> list[PhaseRecord]:
    return [record for record in assessment.phases if record.phase in assessment.judged and not record.stands]


def _narrower(assessment: Assessment) -> str:
    stands = listed(assessment.judged)
    later = [phase for phase in assessment.claimed if phase not in assessment.judged]
    if later:
        return f"Stands so far, as recorded: {stands}. Not judged in this run: {listed(later)}."
    return (
        f"The claim stands, as recorded: {stands}. It covers less than all four phases, "
        "so the project is not called co-produced."
    )
