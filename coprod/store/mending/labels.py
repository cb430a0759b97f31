"""Who is who on record: labels, ids and names, and how one takes the place of another."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from coprod.model import Project, Session
from coprod.store.amend import Position, replaced
from coprod.store.append import Change
from coprod.store.read import Document
from coprod.typed import is_code

if TYPE_CHECKING:
    from coprod.model.record import Record

SIDES = ("community", "professional")


class Person(NamedTuple):
    """Somebody on record.

    Attributes:
        label: what stands for them: an id where the file has one, else their name.
        name: their name, where `[people]` has it.
        labels: every label that is theirs in a session: the id, and the name where it is written out.
    """

    label: str
    name: str | None
    labels: frozenset[str]


def people(project: Project) -> dict[str, Person]:
    """Everybody on record by their label, in the order of the sessions, then of `[people]`."""
    came = (label for session in project.sessions for side in SIDES for label in getattr(session, side))
    found: dict[str, Person] = {}
    for label in [*came, *project.people]:
        own = label_of(project, label)
        name = project.people.get(own)
        found.setdefault(own, Person(own, name, frozenset(filter(None, (own, name)))))
    return found


def label_of(project: Project, text: str) -> str:
    """The label of whom a text means: an id is that id, a name the first id that has it, anything else itself."""
    if text in project.people:
        return text
    return next((label for label, name in project.people.items() if name == text), text)


def somebody(project: Project, text: str) -> Person | None:
    """Whom a text means; nothing where nobody on record is called so."""
    return people(project).get(label_of(project, text))


def renamed(document: Document, old: str, new: str) -> Change:
    """A document in which somebody has another label or name everywhere, in memory.

    A name that `[people]` has is changed there, and an id wherever it stands. Where the new one is somebody on record
    already, the two become one person, and the other one's label stays.

    Args:
        document: the file as it was read.
        old: the label, id or name of somebody on record.
        new: the label, id or name to be used from now on.

    Returns:
        The change; its records are the sessions in which it was made.
    """
    project = document.project
    person, other = people(project)[label_of(project, old)], somebody(project, new)
    names = dict(project.people)
    if other is not None and other.label != person.label:
        names.pop(person.label, None)
        return _relabelled(document, person, other.label, names)
    if person.name == old and old not in project.people:
        names[person.label] = new
        labels = {old: new} if old != person.label else {}
        return _changed(document, labels, names)
    names = {new if label == person.label else label: name for label, name in names.items()}
    return _changed(document, {person.label: new}, names)


def with_id(document: Document, old: str, label: str) -> Change:
    """A document in which an id stands in the place of somebody's name everywhere; `[people]` keeps the name."""
    project = document.project
    person, other = people(project)[label_of(project, old)], somebody(project, label)
    names = dict(project.people)
    if other is not None and other.label != person.label:
        names.pop(person.label, None)
        return _relabelled(document, person, other.label, names)
    if person.name is None:
        return _relabelled(document, person, label, names if is_code(old) else {**names, label: person.label})
    names = {label if one == person.label else one: name for one, name in names.items()}
    return _relabelled(document, person, label, names)


def _relabelled(document: Document, person: Person, label: str, names: Mapping[str, str]) -> Change:
    return _changed(document, dict.fromkeys(person.labels, label), names)


def _changed(document: Document, labels: Mapping[str, str], names: Mapping[str, str]) -> Change:
    sessions = {
        ("sessions", position): relabelled(session, labels)
        for position, session in enumerate(document.project.sessions)
    }
    changed: dict[Position, Record] = {
        place: session for place, session in sessions.items() if session != document.project.sessions[place[1]]
    }
    tables = {} if names == document.project.people else {"people": dict(names)}
    return replaced(document, changed, tables)


def relabelled(session: Session, labels: Mapping[str, str]) -> Session:
    """A session in which other labels stand for people; whoever would stand on one side twice stands there once."""
    sides = {side: _once(labels.get(label, label) for label in getattr(session, side)) for side in SIDES}
    return session.model_copy(update=sides)


def _once(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(labels))
