"""CP905: the file names something that it does not have."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.errors import KeyPath
from coprod.framework import COMPARABLE_RECORDS
from coprod.model import Project
from coprod.model.kinds import records
from coprod.words import NearMisses

#: The kinds of record that name a session, beside feedback and the sessions themselves.
_NAME_A_SESSION = {"said": "Something said", "readings": "A reading", "waivers": "A waiver"}


class _Reference(NamedTuple):
    """Where a record names something: what names it, where, and in which session."""

    name: str
    what: str
    where: KeyPath
    session: str | None = None


def _check(evidence: Evidence) -> Iterator[Hit]:
    project = evidence.project
    sessions = {one.id for one in project.sessions}
    answerable = {one.id for one in project.said} | {one.id for one in project.readings}
    affected = set(project.project.affected)
    yield from _unknown(_to_sessions(project), sessions)
    yield from _unknown(_answers(project), answerable)
    yield from _first_of_each(_unknown(_to_groups(project), affected))


def _unknown(references: Iterator[_Reference], names: Collection[str]) -> Iterator[Hit]:
    options = NearMisses(sorted(names))
    for name, what, where, session in references:
        if name not in names:
            words = {"what": what, "name": name, "near": options.did_you_mean(name) or "."}
            yield Hit(where=where, session=session, words=words)


def _first_of_each(hits: Iterator[Hit]) -> Iterator[Hit]:
    """A group that many records name is one mistake."""
    seen: set[str] = set()
    for hit in hits:
        if hit.words["name"] not in seen:
            seen.add(hit.words["name"])
            yield hit


def _to_sessions(project: Project) -> Iterator[_Reference]:
    for index, one in enumerate(project.sessions):
        for position, name in enumerate(one.feeds_back):
            yield _Reference(name, "feeds_back", ("sessions", index, "feeds_back", position), one.id)
    for index, feedback in enumerate(project.feedback):
        for position, name in enumerate(feedback.sessions):
            yield _Reference(name, "Feedback", ("feedback", index, "sessions", position))
    for table, what in _NAME_A_SESSION.items():
        for index, record in enumerate(records(project, table)):
            if record.session is not None:
                yield _Reference(record.session, what, (table, index, "session"))


def _answers(project: Project) -> Iterator[_Reference]:
    for index, one in enumerate(project.answers):
        yield _Reference(one.to, "An answer", ("answers", index, "to"))


def _to_groups(project: Project) -> Iterator[_Reference]:
    for index, one in enumerate(project.sessions):
        for position, group in enumerate(one.heard):
            yield _Reference(group, "heard", ("sessions", index, "heard", position), one.id)
    for index, saying in enumerate(project.said):
        if saying.group is not None:
            yield _Reference(saying.group, "Something said", ("said", index, "group"))


FAILING = """
[project]
name = "Riverside garden"
affected = ["tenants"]

[[sessions]]
date = 2026-02-09
phase = "co-design"
community = ["C1", "C2"]
heard = ["tenant"]
"""

RULE = Rule(
    code="CP905",
    name="unknown-reference",
    severity="warning",
    message='{what} names "{name}", which is not in the file{near}',
    meaning="feeds_back, a session, sessions, to or group, or heard names something that is not in the file.",
    why="A reference that leads nowhere looks like evidence and is none.",
    source=COMPARABLE_RECORDS,
    remedy="ask whoever wrote it what was meant, and correct the name.",
    step="correct the name",
    failing=FAILING,
    passing=FAILING.replace('"tenant"', '"tenants"'),
    check=_check,
)
