"""CP201: what was to be planned together was settled before anyone was invited."""

from collections.abc import Iterator
from datetime import date

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.assess.rules.settlements import hit, settled_early
from coprod.framework import PRE_PRODUCE


def _check(evidence: Evidence) -> Iterator[Hit]:
    first = min((one.session.date for one in evidence.sessions if one.has_partners), default=date.max)
    for matter, standing in settled_early(evidence).items():
        yield hit(evidence, matter, [one for one in standing.apart if one.day < first])


FAILING = """
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-01-05
phase = "co-planning"
professional = ["Jo (council)"]
settled = { problem = "The yard is unsafe after dark" }

[[sessions]]
date = 2026-01-12
phase = "co-planning"
level = "deciding"
community = ["C1", "C2"]
professional = ["Jo (council)"]
"""

RULE = Rule(
    code="CP201",
    name="agenda-already-set",
    severity="warning",
    message='"{matter}" was settled on {days}, before any session with community partners.{consulted}',
    meaning=(
        "A co-planning matter was settled apart before the first session that had a partner (or in a project where "
        "none ever had), is not given, and was not settled together later. A session of the same day does not count "
        "as before."
    ),
    why=(
        "Those who set the question keep the power over the answer. People are often invited when the agenda and the "
        "boundaries are already drawn."
    ),
    source=PRE_PRODUCE,
    remedy="open it again with community partners, and let them change it.",
    step="open it up again",
    failing=FAILING,
    passing=f'{FAILING}settled = {{ problem = "The yard is nobody\'s" }}\n',
    check=_check,
)
