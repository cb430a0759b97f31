"""CP904: a way to reach somebody, in a file that others read."""

from collections.abc import Iterator, Mapping

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.contacts import emails, telephones
from coprod.errors import KeyPath
from coprod.framework import SPECIAL_CATEGORY
from coprod.model.kinds import KINDS, records

#: What holds no free text: references, and the labels, which are looked at once each. A contact is meant to be one.
_PASSED_OVER = {"id", "session", "sessions", "to", "read", "rule", "feeds_back", "community", "professional", "contact"}


def _check(evidence: Evidence) -> Iterator[Hit]:
    for text, where, session in _texts(evidence):
        what = _what_it_holds(text)
        if what:
            yield Hit(where=where, session=session, words={"what": what})


def _what_it_holds(text: str) -> str:
    if emails(text):
        return "an email address"
    return "a telephone number" if telephones(text) else ""


def _texts(evidence: Evidence) -> Iterator[tuple[str, KeyPath, str | None]]:
    """Every text that a page could show, with where it stands and the session that it stands in."""
    project = evidence.project
    for text, where in _free_texts(dict(project.project), ("project",)):
        yield text, where, None
    yield from evidence.labels
    for label, name in project.people.items():
        yield name, ("people", label), None
    for table in KINDS:
        for position, record in enumerate(records(project, table)):
            for text, where in _free_texts(dict(record), (table, position)):
                yield text, where, record.id if table == "sessions" else None


def _free_texts(fields: Mapping[str, object], path: KeyPath) -> Iterator[tuple[str, KeyPath]]:
    for name, value in fields.items():
        if name in _PASSED_OVER:
            continue
        if isinstance(value, str):
            yield value, (*path, name)
        elif isinstance(value, tuple):
            yield from ((text, (*path, name, index)) for index, text in enumerate(value) if isinstance(text, str))
        elif isinstance(value, dict):
            yield from _free_texts(value, (*path, name))


RULE = Rule(
    code="CP904",
    name="personal-data",
    severity="warning",
    message="This text seems to hold {what}.",
    meaning=(
        "A text of the file that a page could show, or a label, holds an email address or a telephone number. The "
        "project's contact is meant to be one, and is left out."
    ),
    why=(
        "Taking part in a session about health, disability or poverty can say more of a person than they chose to "
        "tell, and git keeps what it is given. A record needs nobody's address."
    ),
    source=SPECIAL_CATEGORY,
    remedy="ask whose it is whether it may stand here; if not, take it out, and remember that git keeps what it had.",
    step="take the address out",
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
