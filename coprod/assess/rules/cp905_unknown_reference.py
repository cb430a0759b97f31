"""CP905: the file names something that it does not have."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.errors import KeyPath
from coprod.framework import COMPARABLE_RECORDS
from coprod.nearest import NearMisses


def _check(evidence: Evidence) -> Iterator[Hit]:
    known = {one.id for one in evidence.project.sessions}
    affected = set(evidence.project.project.affected)
    ids, groups = NearMisses(sorted(known)), NearMisses(sorted(affected))
    seen: set[str] = set()
    for index, one in enumerate(evidence.project.sessions):
        for position, earlier in enumerate(one.feeds_back):
            if earlier not in known:
                where = ("sessions", index, "feeds_back", position)
                yield _hit(where, one.id, "feeds_back", earlier, ids)
        for position, group in enumerate(one.heard):
            if group not in affected and group not in seen:
                seen.add(group)
                yield _hit(("sessions", index, "heard", position), one.id, "heard", group, groups)
    for index, waiver in enumerate(evidence.project.waivers):
        if waiver.session is not None and waiver.session not in known:
            yield _hit(("waivers", index, "session"), None, "A waiver", waiver.session, ids)


def _hit(where: KeyPath, session: str | None, what: str, name: str, options: NearMisses) -> Hit:
    words = {"what": what, "name": name, "near": options.did_you_mean(name) or "."}
    return Hit(where=where, session=session, words=words)


RULE = Rule(
    code="CP905",
    name="unknown-reference",
    severity="warning",
    message='{what} names "{name}", which is not in the file{near}',
    meaning="feeds_back, a waiver's session or heard names something that is not in the file.",
    why="A reference that leads nowhere looks like evidence and is none.",
    source=COMPARABLE_RECORDS,
    remedy="correct the name; for heard, name the group under affected if it belongs there.",
    failing="""
[project]
name = "Riverside garden"
affected = ["tenants"]

[[sessions]]
date = 2026-02-09
phase = "co-design"
community = ["C1", "C2"]
heard = ["tenant"]
""",
    passing="""
[project]
name = "Riverside garden"
affected = ["tenants"]

[[sessions]]
date = 2026-02-09
phase = "co-design"
community = ["C1", "C2"]
heard = ["tenants"]
""",
    check=_check,
)
