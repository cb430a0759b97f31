"""CP303: a group that is affected, and whose voice is in no session."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import INCLUSION


def _check(evidence: Evidence) -> list[Hit]:
    heard = _heard(evidence)
    return [
        Hit(where=("project", "affected", index), words={"group": group})
        for index, group in enumerate(evidence.project.project.affected)
        if heard and group not in heard
    ]


def _heard(evidence: Evidence) -> set[str]:
    return {group for one in evidence.sessions if one.community for group in one.session.heard}


def _cannot_tell(evidence: Evidence) -> Iterator[str]:
    if evidence.project.project.affected and not _heard(evidence):
        yield "Nobody can tell which of the affected groups were heard: no session with community people says so."


FAILING = """
[project]
name = "Riverside garden"
affected = ["tenants", "young people"]

[[sessions]]
date = 2026-02-09
phase = "co-design"
level = "deciding"
community = ["C1", "C2"]
professional = ["Lee (designer)"]
heard = ["tenants"]
"""

RULE = Rule(
    code="CP303",
    name="group-not-heard",
    severity="warning",
    message="No session says that this affected group was heard: {group}.",
    meaning=(
        "An affected group is in no heard of a session that community people came to. It does not fire where no such "
        "session records heard at all; then a note says so."
    ),
    why="Those most affected should be involved at the earliest opportunity, and minority views valued.",
    source=INCLUSION,
    remedy="ask this group how it would like to take part.",
    step="ask how they would join",
    failing=FAILING,
    passing=FAILING.replace('heard = ["tenants"]', 'heard = ["tenants", "young people"]'),
    check=_check,
    cannot_tell=_cannot_tell,
)
