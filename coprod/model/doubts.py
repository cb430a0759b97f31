"""Doubts about an entry: slips of people who type it, told before it is recorded. Each may be right all the same."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from coprod.days import in_full
from coprod.framework import CAPACITIES, Capacity
from coprod.model.labels import Persons, TypedName, name_doubt, spelled_alike
from coprod.words import did_you_mean

if TYPE_CHECKING:
    from coprod.model.project import Project

#: A day longer ago is asked about.
_YEAR = 366


class Doubt(NamedTuple):
    """A sentence about a slip, and the question to which yes means that it is none."""

    words: str
    question: str

    def __str__(self) -> str:
        """The sentence and the question."""
        return f"{self.words} {self.question}"


def about_entry(
    project: "Project",
    today: date,
    day: date,
    people: Mapping[Capacity, Sequence[TypedName]],
    groups: Iterable[str] = (),
) -> list[Doubt]:
    """The doubts about a session that is to be recorded today, in a project that does not hold it yet."""
    names = dict.fromkeys(name for typed in people.values() for name in typed)
    # Of names in quotes, as all are in an import of many sessions, nobody on record is asked.
    known = () if all(name.quoted for name in names) else on_record(project)
    found = [
        about_day(day, today),
        *(doubt for name in names for doubt in about_name(name, known, project.people)),
        *(about_both_sides(label) for label in _on_both_sides(people, project)),
        *(about_group(group, project) for group in dict.fromkeys(groups)),
    ]
    return [doubt for doubt in found if doubt]


def on_record(project: "Project") -> dict[str, None]:
    """Every label and every name of a project, once."""
    came = chain.from_iterable(map(attrgetter(*CAPACITIES), project.sessions))
    return dict.fromkeys(chain(chain.from_iterable(came), project.people, project.people.values()))


def _on_both_sides(people: Mapping[Capacity, Sequence[TypedName]], project: "Project") -> list[str]:
    known = Persons(project.people)
    community, professional = (
        {known.person(name.label): name.label for name in people.get(side, ())}
        for side in ("community", "professional")
    )
    return [label for person, label in community.items() if person in professional]


def about_name(name: TypedName, known: Iterable[str], people: Mapping[str, str]) -> list[Doubt]:
    """The doubts about somebody's name, as it was typed, beside all on record; a name in quotes is meant as it is."""
    label = name.label
    ids = [one for one, called in people.items() if called == label]
    if len(ids) > 1 and label not in people:
        words = f'"{label}" is the name of {" and ".join(ids)}; {ids[0]} is recorded.'
        return [Doubt(words, f"Is it {ids[0]}?")]
    if name.quoted or label in known:
        return []
    why = name_doubt(label)
    if why:
        return [Doubt(f'"{label}" {why}.', "Is it what to call one person?")]
    near = spelled_alike(label, known)
    return [Doubt(f'"{label}" is new; "{near[0]}" is on record.', "Is it somebody else?")] if near else []


def about_both_sides(label: str) -> Doubt:
    """The doubt about somebody who stands on both sides of one session."""
    return Doubt(f'"{label}" stands on both sides.', "Did they come in both capacities?")


def about_day(day: date, today: date) -> Doubt | None:
    """The doubt about a day of long ago."""
    return Doubt(f"{in_full(day)} is more than a year ago.", "Is it right?") if (today - day).days > _YEAR else None


def about_group(group: str, project: "Project") -> Doubt | None:
    """The doubt about a group that the project does not name as affected."""
    affected = project.project.affected
    if group in affected:
        return None
    near = did_you_mean(group, affected).removeprefix("; ")
    return Doubt(f'"{group}" is none of the groups under affected{near and f" ({near})"}.', "Is it one all the same?")
