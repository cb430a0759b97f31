"""CP303: a group that is affected, and whose voice is in no session."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import INCLUSION


def _check(evidence: Evidence) -> list[Hit]:
    heard = {group for one in evidence.project.sessions for group in one.heard}
    return [
        Hit(where=("project", "affected", index), words={"group": group})
        for index, group in enumerate(evidence.project.project.affected)
        if heard and group not in heard
    ]


def _cannot_tell(evidence: Evidence) -> Iterator[str]:
    if evidence.project.project.affected and not any(one.heard for one in evidence.project.sessions):
        yield "Which of the affected groups were heard cannot be told: no session records it."


RULE = Rule(
    code="CP303",
    name="group-not-heard",
    severity="warning",
    message="{group}: named as affected, and heard in no session on record.",
    meaning=(
        "An affected group is in no session's heard. It does not fire where no session records heard at all; "
        "then a note says so."
    ),
    why="Those most affected should be involved at the earliest opportunity, and minority views valued.",
    source=INCLUSION,
    remedy="ask how this group would like to take part, and record in heard when its voice was in the room.",
    failing="""
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
""",
    passing="""
[project]
name = "Riverside garden"
affected = ["tenants", "young people"]

[[sessions]]
date = 2026-02-09
phase = "co-design"
level = "deciding"
community = ["C1", "C2"]
professional = ["Lee (designer)"]
heard = ["tenants", "young people"]
""",
    check=_check,
    cannot_tell=_cannot_tell,
)
