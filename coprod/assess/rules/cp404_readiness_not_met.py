"""CP404: an organisation says that it shares power, and its sessions have not come to it yet."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import SHIER


def _check(evidence: Evidence) -> Iterator[Hit]:
    pathway = evidence.pathway
    if pathway is None or not pathway.says_power_is_shared:
        return
    practised = set(pathway.practised.values())
    if practised != {None} and "shared-power" not in practised:
        position = evidence.project.readiness.index(pathway.latest)
        yield Hit(where=("readiness", position, "shared-power"), words={"day": f"{pathway.latest.date}"})


def _cannot_tell(evidence: Evidence) -> Iterator[str]:
    pathway = evidence.pathway
    if pathway and pathway.says_power_is_shared and set(pathway.practised.values()) == {None}:
        yield (
            f"The answers of {pathway.latest.date} say that power is shared. Nobody can tell whether it was in the "
            "sessions: none with community people has a level."
        )


FAILING = """
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-09
phase = "co-design"
level = "deciding"
community = ["C1", "C2"]
professional = ["Lee (designer)"]

[[readiness]]
date = 2026-01-05
target = "shared-power"
shared-power = ["yes", "yes", "no"]
"""

RULE = Rule(
    code="CP404",
    name="readiness-not-met",
    severity="note",
    message=(
        "The answers of {day} say that there is a way or a rule for sharing power, and no session on record shares it. "
        "The two do not meet yet."
    ),
    meaning=(
        "The latest readiness answers say yes to a procedure or a policy for sharing power, and no session with "
        "community people records shared-power. It does not fire where none of them records a level at all; then a "
        "note says so."
    ),
    why=(
        "At the stage of opportunity an organisation can work at a level in practice. To get there takes time, and "
        "what is said beside what is done shows where to go next."
    ),
    source=SHIER,
    remedy="choose with community people one decision to share with them.",
    step="hold words and deeds together",
    failing=FAILING,
    passing=FAILING.replace('level = "deciding"', 'level = "shared-power"'),
    check=_check,
    cannot_tell=_cannot_tell,
)
