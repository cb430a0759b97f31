"""CP903: two labels that may be one person."""

import unicodedata
from collections.abc import Iterator

from coprod.assess.record import Persons
from coprod.assess.rules.base import Evidence, Hit, Label, Rule
from coprod.framework import COMPARABLE_RECORDS


def _check(evidence: Evidence) -> Iterator[Hit]:
    persons = Persons(evidence.project.people)
    first: dict[str, str] = {}
    for label, where, session in _labels_and_names(evidence):
        key = _key(label)
        earlier = first.setdefault(key, label)
        if key and persons.person(label) != persons.person(earlier):
            yield Hit(where=where, session=session, words={"label": label, "earlier": earlier})


def _labels_and_names(evidence: Evidence) -> Iterator[Label]:
    """The names that stand behind ids, then the labels: a label may be one of those names, written otherwise."""
    for label, name in evidence.project.people.items():
        yield Label(name, ("people", label), None)
    yield from evidence.labels


def _key(label: str) -> str:
    """The letters and digits of a label, in small letters without accents and in ordinary width."""
    if not label.isascii():
        label = unicodedata.normalize("NFKD", label)
    return "".join(filter(str.isalnum, label.casefold()))


FAILING = """
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-09
phase = "co-design"
community = ["Sam", "Zoë"]

[[sessions]]
date = 2026-02-16
phase = "co-design"
community = ["sam ", "Zoë"]
"""

RULE = Rule(
    code="CP903",
    name="same-person-twice",
    severity="warning",
    message='"{label}" and "{earlier}" look like one person.',
    discreet="Two labels look like one person.",
    meaning="Two labels differ only in case, spacing, punctuation, accents or width.",
    why="One person who is counted as two makes the record say more than it knows.",
    source=COMPARABLE_RECORDS,
    remedy="ask those who know them; write one person in one way, and tell two people apart.",
    step="write the name one way",
    failing=FAILING,
    passing=FAILING.replace("sam ", "Sam L."),
    check=_check,
)
