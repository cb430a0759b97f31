"""CP907: a waiver that ends so late that it is no exception any more."""

from collections.abc import Iterator
from datetime import date

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import EXPIRING_WAIVERS


def _check(evidence: Evidence) -> Iterator[Hit]:
    for index, waiver in enumerate(evidence.project.waivers):
        if _lasts_over_a_year(waiver.until, evidence.today):
            yield Hit(where=("waivers", index), words={"rule": waiver.rule, "until": str(waiver.until)})


def _lasts_over_a_year(until: date, today: date) -> bool:
    """Whether a day is later than this day of next year; after a 29 February, a year ends with 28 February."""
    return (until.year, until.month, until.day) > (today.year + 1, today.month, today.day)


FAILING = """
[project]
name = "Riverside garden"

[[waivers]]
rule = "CP304"
reason = "We are still asking who is affected"
until = 2027-11-23
"""

RULE = Rule(
    code="CP907",
    name="waiver-far",
    severity="note",
    message='The waiver of "{rule}" lasts until {until}, more than a year from now.',
    meaning="A waiver ends later than this day of next year.",
    why="An exception that lasts for years is a rule that nobody agreed.",
    source=EXPIRING_WAIVERS,
    remedy="agree with community partners a nearer day on which to look at it again.",
    step="look at it sooner",
    failing=FAILING,
    passing=FAILING.replace("2027-11-23", "2027-11-22"),
    check=_check,
)
