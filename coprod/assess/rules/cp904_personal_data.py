"""CP904: a way to reach somebody, in a file that others read."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.contacts import emails, telephones
from coprod.errors import KeyPath
from coprod.framework import SPECIAL_CATEGORY


def _check(evidence: Evidence) -> Iterator[Hit]:
    for text, where, session in _texts(evidence):
        what = _found(text)
        if what:
            yield Hit(where=where, session=session, words={"what": what})


def _found(text: str) -> str:
    if emails(text):
        return "An email address"
    return "A telephone number" if telephones(text) else ""


def _texts(evidence: Evidence) -> Iterator[tuple[str, KeyPath, str | None]]:
    project = evidence.project
    yield from evidence.labels
    for label, name in project.people.items():
        yield name, ("people", label), None
    for index, session in enumerate(project.sessions):
        if session.note:
            yield session.note, ("sessions", index, "note"), session.id


RULE = Rule(
    code="CP904",
    name="personal-data",
    severity="warning",
    message="{what} seems to stand here.",
    meaning="A label or note holds an email address or a telephone number.",
    why=(
        "Taking part in a session about health, disability or poverty can say more of a person than they chose to "
        "tell, and git keeps what it is given. A record needs nobody's address."
    ),
    source=SPECIAL_CATEGORY,
    remedy="put an id in its place, and keep the way to reach people elsewhere; git's history still has it.",
    failing="""
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-09
phase = "co-design"
community = ["C1", "C2"]
note = "Ring Sam on 020 7946 0958 about the keys"
""",
    passing="""
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-09
phase = "co-design"
community = ["C1", "C2"]
note = "From 2026-01-12, 18:30; 40,000 from https://example.org/2026/01/12/0207946095800 and ref 21/01005/COFUL"
""",
    check=_check,
)
