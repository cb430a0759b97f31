"""CP908: a file that makes a warning fire later than usual."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule, easier_thresholds
from coprod.framework import COMPARABLE_RECORDS


def _check(evidence: Evidence) -> Iterator[Hit]:
    for one in easier_thresholds(evidence.project.check):
        words = {"name": one.name, "value": f"{one.value}", "usual": f"{one.usual}"}
        yield Hit(where=("check", one.name), words=words)


FAILING = """
[project]
name = "Riverside garden"

[check]
community_share = 0.2
"""

RULE = Rule(
    code="CP908",
    name="own-threshold",
    severity="note",
    message="This file sets {name} to {value}, which is easier than the usual {usual}.",
    meaning="The file sets community_share lower than 0.34, or feedback_days higher than 42.",
    why="Whoever compares projects should see where one of them is measured by an easier bar.",
    source=COMPARABLE_RECORDS,
    remedy="ask community partners whether they think this fair.",
    step="ask if that is fair",
    failing=FAILING,
    passing=FAILING.replace("0.2", "0.5"),
    check=_check,
)
