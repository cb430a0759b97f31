"""CP205: a phase that stands, with nothing in it that partners decided."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import FUTURE_OF_LONDON, PHASES


def _check(evidence: Evidence) -> Iterator[Hit]:
    for record in evidence.phases:
        fixed = [matter for matter in PHASES[record.phase].matters if _is_fixed(evidence, record.settled_apart, matter)]
        if record.stands and not record.settled_together and fixed:
            where = evidence.first_session(record.phase)
            yield Hit(where=where, phase=record.phase, words={"matters": ", ".join(fixed)})


def _is_fixed(evidence: Evidence, apart: tuple[str, ...], matter: str) -> bool:
    return matter in apart or matter in evidence.project.project.given


FAILING = """
[project]
name = "Riverside garden"

[project.given]
place = "The yard beside the depot"

[[sessions]]
date = 2026-04-11
phase = "co-delivery"
level = "shared-power"
community = ["C1", "C2"]
professional = ["Lee (designer)"]
"""

RULE = Rule(
    code="CP205",
    name="nothing-left-to-decide",
    severity="warning",
    message="Partners took part in {phase}, and nothing was agreed with them. Fixed without them: {matters}.",
    meaning=("A phase stands, none of its matters is settled together, and at least one is given or settled apart."),
    why=(
        "People can sit at a table on which nothing is left to decide. Then their time is spent, and their name is "
        "used, for what others had decided."
    ),
    source=FUTURE_OF_LONDON,
    remedy="ask partners what is still open for them to decide, and agree it with them.",
    step="leave something open",
    failing=FAILING,
    passing=f'{FAILING}settled = {{ roles = "Neighbours open the gate" }}\n',
    check=_check,
)
