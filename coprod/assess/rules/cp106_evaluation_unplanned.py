"""CP106: a project that is being delivered, and has not begun to think about its evaluation."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import EVALUATION_REVIEW, PHASES
from coprod.model import Session


def _check(evidence: Evidence) -> Iterator[Hit]:
    if evidence.by_phase["co-delivery"] and not any(map(_speaks_of_evaluation, evidence.project.sessions)):
        yield Hit(where=evidence.first_session("co-delivery"), phase="co-evaluation")


_MATTERS = frozenset(PHASES["co-evaluation"].matters)


def _speaks_of_evaluation(session: Session) -> bool:
    """Whether a session, held or planned, is one of co-evaluation or settles a matter of it."""
    return "co-evaluation" in session.phase or not _MATTERS.isdisjoint(session.settled)


FAILING = """
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-04-11
phase = "co-delivery"
level = "shared-power"
community = ["C1", "C2"]
professional = ["Lee (designer)"]
"""

RULE = Rule(
    code="CP106",
    name="evaluation-unplanned",
    severity="warning",
    message="Delivery has begun, and nothing says yet how people will look back on it together.",
    meaning=(
        "Co-delivery has begun, and there is neither a co-evaluation session, held or planned, nor any co-evaluation "
        "matter settled."
    ),
    why=(
        "Evaluation is the phase that is most often done without the people concerned, "
        "and what counts as success is hard to agree fairly once the results are in."
    ),
    source=EVALUATION_REVIEW,
    remedy="agree with community partners now what would count as success, and how anybody will know.",
    step="plan it with partners",
    failing=FAILING,
    passing=f'{FAILING}settled = {{ success = "People walk through it at night" }}\n',
    check=_check,
)
