"""CP204: a phase that stands on presence alone."""

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import NOTES_OF_CAUTION


def _check(evidence: Evidence) -> list[Hit]:
    return [
        Hit(
            where=evidence.first_session(record.phase),
            phase=record.phase,
            about=[one.session.id for one in evidence.partnered(record.phase)],
        )
        for record in evidence.phases
        if record.stands and all(one.session.level is None for one in evidence.partnered(record.phase))
    ]


RULE = Rule(
    code="CP204",
    name="level-not-recorded",
    severity="warning",
    message="{phase} stands only on sessions that do not say how far the community's part went.",
    meaning="A phase stands only on sessions that record no level.",
    why=(
        "Presence is not power. People have been placed as tellers of stories where others defined the problem and "
        "the answer, and a list of names looks the same."
    ),
    source=NOTES_OF_CAUTION,
    remedy="ask those who came how far their part went, and add the level to those sessions; leave it where unknown.",
    failing="""
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-09
phase = "co-design"
community = ["C1", "C2"]
professional = ["Lee (designer)"]
""",
    passing="""
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-02
phase = "co-design"
community = ["C1", "C2"]
professional = ["Lee (designer)"]

[[sessions]]
date = 2026-02-09
phase = "co-design"
level = "deciding"
community = ["C1", "C2"]
professional = ["Lee (designer)"]
""",
    check=_check,
)
