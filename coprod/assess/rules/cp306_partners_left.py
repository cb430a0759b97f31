"""CP306: a phase that went on without the people who had taken part in it."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import RELATIONSHIPS

#: Fewer sessions than this may be chance.
_SEVERAL = 3


def _check(evidence: Evidence) -> Iterator[Hit]:
    for record in evidence.phases:
        if not record.stands:
            continue
        sessions = evidence.by_phase[record.phase]
        last = max(one.session.date for one in sessions if one.community)
        since = [one for one in sessions if one.session.date > last]
        if len(since) >= _SEVERAL:
            yield Hit(
                where=("sessions", since[0].position),
                phase=record.phase,
                about=[one.session.id for one in since],
                words={"last": str(last), "number": str(len(since))},
            )


FAILING = """
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-02
phase = "co-design"
level = "deciding"
community = ["C1", "C2"]
professional = ["Lee (designer)"]

[[sessions]]
date = 2026-02-09
phase = "co-design"
professional = ["Lee (designer)"]

[[sessions]]
date = 2026-02-16
phase = "co-design"
professional = ["Lee (designer)"]

[[sessions]]
date = 2026-02-23
phase = "co-design"
professional = ["Lee (designer)"]
"""

RULE = Rule(
    code="CP306",
    name="partners-left",
    severity="warning",
    message="After {last}, {phase} had {number} sessions, and no community people came to any of them.",
    meaning=(
        "A phase that stands had three or more sessions on days after the last one with community people, and none of "
        "them had any."
    ),
    why="People who stop coming say something by it, or were no longer asked. Either way others went on deciding.",
    source=RELATIONSHIPS,
    remedy="ask those who came before why they no longer come, and what would bring them back.",
    step="ask why they left",
    failing=FAILING,
    passing=FAILING.replace("2026-02-23", "2026-02-02"),
    check=_check,
)
