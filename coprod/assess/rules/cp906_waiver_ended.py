"""CP906: a waiver that no longer counts, or never did."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import EXPIRING_WAIVERS


def _check(evidence: Evidence) -> Iterator[Hit]:
    for index, waiver in enumerate(evidence.project.waivers):
        if waiver.until < evidence.today:
            yield _hit(index, waiver.rule, f"ended on {waiver.until}")
        elif index in evidence.idle_waivers:
            yield _hit(index, waiver.rule, "matches nothing that can be waived")


def _hit(index: int, rule: str, what: str) -> Hit:
    return Hit(where=("waivers", index), words={"rule": rule, "what": what})


FAILING = """
[project]
name = "Riverside garden"

[[waivers]]
rule = "CP304"
reason = "We are still asking who is affected"
until = 2026-11-21
"""

RULE = Rule(
    code="CP906",
    name="waiver-ended",
    severity="warning",
    message='The waiver of "{rule}" {what}.',
    meaning=(
        "A waiver's until has passed, or it matched nothing. The day of until itself still counts. An error cannot be "
        "waived, so that a waiver of one matches nothing."
    ),
    why="A waiver that ends in silence hides what it was for, and one that never ends is a change of the rules.",
    source=EXPIRING_WAIVERS,
    remedy="look again, with community partners, at what it was for.",
    step="take the waiver out",
    failing=FAILING,
    passing=FAILING.replace("2026-11-21", "2026-11-22"),
    check=_check,
)
