"""Everyone on record as a list: who they are, in what capacity they came, how often and when."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from coprod.model import Project
from coprod.model.labels import folded, spelled_alike
from coprod.sheets.tables.cells import joined
from coprod.store.people import SIDES, people

_HEADINGS = ("label", "name", "sides", "sessions", "first", "last", "like")


class Entry(NamedTuple):
    """One person in the list.

    Attributes:
        label: their label or id.
        name: the name that `[people]` has for an id.
        sides: in what capacities they came.
        sessions: in how many sessions, planned ones too.
        first: the day of the first.
        last: the day of the last.
        like: labels that differ from theirs by a slip.
    """

    label: str
    name: str | None
    sides: tuple[str, ...]
    sessions: int
    first: date | None
    last: date | None
    like: tuple[str, ...]


def entries(project: Project) -> list[Entry]:
    """Everyone on record, those whose labels are alike beside each other, otherwise in the order of the file."""
    found = people(project)
    owner = {label: person.label for person in found.values() for label in person.labels}
    days: dict[str, list[date]] = {label: [] for label in found}
    sides: dict[str, set[str]] = {label: set() for label in found}
    for session in project.sessions:
        came = {side: {owner[label] for label in getattr(session, side)} for side in SIDES}
        for side, labels in came.items():
            for label in labels:
                sides[label].add(side)
        for label in set().union(*came.values()):
            days[label].append(session.date)
    near = _Near(owner)
    like = {label: tuple(near.like(person.labels, label)) for label, person in found.items()}
    ordered = dict.fromkeys(one for label in found for one in (label, *like[label]))
    return [
        Entry(
            label,
            found[label].name,
            tuple(side for side in SIDES if side in sides[label]),
            len(days[label]),
            min(days[label], default=None),
            max(days[label], default=None),
            like[label],
        )
        for label in ordered
    ]


class _Near:
    """Labels that differ by a slip, found without holding each against each: a slip leaves one end of a label alone.

    Args:
        owner: whose each label is.
    """

    def __init__(self, owner: Mapping[str, str]) -> None:
        self._owner = owner
        self._by_end: dict[str, list[str]] = defaultdict(list)
        for text in owner:
            for end in self._ends(text):
                self._by_end[end].append(text)

    def like(self, labels: Iterable[str], own: str) -> list[str]:
        """The labels of other people that differ by a slip from these, or whose names do."""
        near = (
            self._owner[other]
            for text in sorted(labels)
            for other in spelled_alike(
                text, dict.fromkeys(one for end in self._ends(text) for one in self._by_end[end])
            )
        )
        return [other for other in dict.fromkeys(near) if other != own]

    def _candidates(self, text: str) -> Iterable[str]:
        return dict.fromkeys(one for end in self._ends(text) for one in self._by_end[end])

    @staticmethod
    def _ends(text: str) -> tuple[str, str]:
        plain = folded(text)
        return f"{plain[:3]}-", f"-{plain[-3:]}"


def rows(found: Sequence[Entry]) -> Iterator[Sequence[object]]:
    """The headings, and a row for each label."""
    yield _HEADINGS
    for one in found:
        yield [
            one.label,
            one.name or "",
            joined(one.sides),
            one.sessions,
            one.first or "",
            one.last or "",
            joined(one.like),
        ]


def as_json(file: str, found: Sequence[Entry]) -> str:
    """The list as JSON, in ASCII."""
    listed = [
        {**one._asdict(), "first": one.first and one.first.isoformat(), "last": one.last and one.last.isoformat()}
        for one in found
    ]
    content = {"schema": "coprod-people/1", "file": file, "people": listed}
    return json.dumps(content, indent=2).replace("##[", "#\\u0023[") + "\n"
