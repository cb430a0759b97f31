"""CP304: a project that does not say whom it affects most."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import VOICE


def _check(evidence: Evidence) -> Iterator[Hit]:
    if not evidence.project.project.affected:
        yield Hit()


FAILING = """
[project]
name = "Riverside garden"
"""

RULE = Rule(
    code="CP304",
    name="affected-not-named",
    severity="note",
    message="The project does not say which groups it affects most.",
    meaning="The project names no affected groups.",
    why="Only where it is said who is concerned can anybody see who is not there.",
    source=VOICE,
    remedy="agree with community partners which groups are most affected, and write them down.",
    step="name who is affected",
    failing=FAILING,
    passing=f'{FAILING}affected = ["tenants"]\n',
    check=_check,
)
