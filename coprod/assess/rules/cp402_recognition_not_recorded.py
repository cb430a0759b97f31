"""CP402: the record does not say how people's time is recognised."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import PAYMENT


def _check(evidence: Evidence) -> Iterator[Hit]:
    if evidence.project.project.recognition is not None or not evidence.has_professionals:
        return
    silent = [one for one in evidence.sessions if one.community and one.session.recognition is None]
    if silent:
        yield Hit(where=("sessions", silent[0].position), about=[one.session.id for one in silent])


FAILING = """
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-09
phase = "co-design"
level = "deciding"
community = ["C1", "C2"]
professional = ["Lee (designer)"]
"""

RULE = Rule(
    code="CP402",
    name="recognition-not-recorded",
    severity="note",
    message="Community people took part, and nothing says how their time was recognised.",
    meaning=(
        "Community people took part, and neither the project nor the session says how their time is recognised. It "
        "does not fire in a project without professionals."
    ),
    why=(
        "What is offered should be agreed and told before involvement starts. Paid, expenses, a voucher, in kind, "
        "voluntary or declined: each can be right, since payment can also do harm, as to somebody's benefits."
    ),
    source=PAYMENT,
    remedy=(
        "agree with community people what to offer, and write down which kind. Do not write how much anyone was paid."
    ),
    step="record what was offered",
    failing=FAILING,
    passing=f'{FAILING}recognition = "declined"\n',
    check=_check,
)
