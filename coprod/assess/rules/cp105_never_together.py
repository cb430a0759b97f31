"""CP105: a phase in which both sides took part, and never met."""

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import BOYLE_HARRIS


def _check(evidence: Evidence) -> list[Hit]:
    return [
        Hit(where=evidence.first_session(record.phase), phase=record.phase)
        for record in evidence.phases
        if record.status == "co-produced"
        and not any(one.community and one.professional for one in evidence.by_phase[record.phase])
    ]


FAILING = """
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-02
phase = "co-design"
level = "deciding"
community = ["C1", "C2"]

[[sessions]]
date = 2026-02-03
phase = "co-design"
professional = ["Lee (designer)"]
"""

RULE = Rule(
    code="CP105",
    name="never-together",
    severity="warning",
    message="Both sides took part in {phase}, but never in the same session.",
    message_of_several="Both sides took part in {phases}, but never in the same session.",
    meaning="Both sides took part in a phase that stands, but never in the same session.",
    why=(
        "Working on equal terms, with give and take in both directions, needs times at which both sides are there. "
        "Sessions of the community by itself are good practice beside them, and not in their place."
    ),
    source=BOYLE_HARRIS,
    remedy="hold a session with both sides in the room; if one was held, add who came.",
    step="meet together once",
    failing=FAILING,
    passing=f'{FAILING}community = ["C1"]\n',
    check=_check,
)
