"""CP204: a phase in which people took part, nobody knows how far."""

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import NOTES_OF_CAUTION


def _check(evidence: Evidence) -> list[Hit]:
    return [
        Hit(
            where=evidence.first_session(record.phase),
            phase=record.phase,
            about=[one.session.id for one in evidence.by_phase[record.phase] if one.part == "took-part"],
        )
        for record in evidence.phases
        if record.status == "took-part"
    ]


FAILING = """
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-09
phase = "co-design"
community = ["C1", "C2"]
professional = ["Lee (designer)"]
"""

RULE = Rule(
    code="CP204",
    name="level-not-recorded",
    severity="warning",
    message="People took part in {phase}. The record does not say how far their part went.",
    message_of_several="People took part in {phases}. The record does not say how far their part went.",
    meaning=(
        "Community people took part in a phase, in no session a level of 4 or 5 is recorded, and in at least one there "
        "is no level at all. So nobody can tell whether they helped to decide."
    ),
    why=(
        "Presence is not power. People have been placed as tellers of stories where others defined the problem and "
        "the answer, and a list of names looks the same."
    ),
    source=NOTES_OF_CAUTION,
    remedy="ask those who came how far their part went, and add the level that they give.",
    step="ask for the level",
    failing=FAILING,
    passing=f'{FAILING}level = "deciding"\n',
    check=_check,
)
