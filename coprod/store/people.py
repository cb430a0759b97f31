"""People on record: labels, ids and names, giving somebody another label, and forgetting them."""

import secrets
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from coprod.framework import CAPACITIES
from coprod.model import Counted, Project, Session
from coprod.model.folding import same_name
from coprod.model.kinds import KINDS, records
from coprod.model.labels import Persons
from coprod.model.names import Finder
from coprod.model.taken_out import carried_over
from coprod.model.types import Record
from coprod.store.change import Change, Position, replaced
from coprod.store.read import Document
from coprod.store.traces import Mention, with_texts
from coprod.words import is_code


class Person(NamedTuple):
    """Somebody on record."""

    label: str  # their id if the file has one, or else their name
    name: str | None  # their name, if `[people]` has it
    labels: frozenset[str]  # every label of theirs in a session: the id, and the name if it is written out


def people(project: Project) -> dict[str, Person]:
    """Everybody on record by their label, in the order of the sessions, then of `[people]`."""
    came = (label for session in project.sessions for label in session.labels)
    found, known = dict[str, Person](), Persons(project.people)
    for label in [*came, *project.people]:
        own = known.person(label)
        name = project.people.get(own)
        found.setdefault(own, Person(own, name, frozenset(filter(None, (own, name)))))
    return found


def somebody(project: Project, text: str) -> Person | None:
    """The person whom a text names, or None if nobody on record has that label or name."""
    return people(project).get(Persons(project.people).person(text))


def namesakes(project: Project, text: str) -> list[Person]:
    """Everybody whom a text may name: by an id, by a label without an id, or by a name in any spelling."""
    known = people(project)
    own = known.get(text)
    if own is not None and (text in project.people or own.name is None):
        return [own]
    return [person for person in known.values() if any(same_name(text, label) for label in person.labels)]


#: What stands in the place of some texts; None takes the text out.
Retold = Mapping[Mention, str | None]


def renamed(document: Document, old: str, new: str, texts: Retold = MappingProxyType({})) -> Change:
    """Give somebody another label or name everywhere.

    A name that `[people]` has is changed there, also if they are called by their id and the new one is no id; an id is
    changed wherever it stands. If the new one is somebody on record already, the two become one person under its label.
    """
    project, person = document.project, people(document.project)[Persons(document.project.people).person(old)]
    other = somebody(project, new)
    if other is not None and other.label != person.label:
        return with_id(document, old, other.label, texts)
    names = dict(project.people)
    if person.name is not None and (old not in project.people or not is_code(new)):
        names[person.label] = new
        return retold(document, {person.name: new} if person.name != person.label else {}, names, texts)
    names = {new if label == person.label else label: name for label, name in names.items()}
    return retold(document, {person.label: new}, names, texts)


def with_id(document: Document, old: str, label: str, texts: Retold = MappingProxyType({})) -> Change:
    """Put an id in the place of somebody's name everywhere; `[people]` keeps the name.

    If the id is somebody on record already, the two become one person under its label.
    """
    project = document.project
    person, other = people(project)[Persons(project.people).person(old)], somebody(project, label)
    names = dict(project.people)
    if other is not None and other.label != person.label:
        names.pop(person.label, None)
        label = other.label
    elif person.name is None:
        names |= {} if is_code(old) else {label: person.label}
    else:
        names = {label if own == person.label else own: name for own, name in names.items()}
    return retold(document, dict.fromkeys(person.labels, label), names, texts)


#: Bytes of a drawn id, as hex digits behind its letter: so many that two clones do not draw the same.
_DRAWN = 5
#: Where the digits of drawn ids come from.
draw: Callable[[int], str] = secrets.token_hex


def has_name(person: Person) -> bool:
    """Whether a person is known by more than an id."""
    return person.name is not None or not is_code(person.label)


def id_for(project: Project, person: Person) -> str:
    """The id that stands for a person from now on: their own, if it holds no name, or one that is drawn."""
    own = person.name is not None and not Finder([(person.label, person.name)]).find(person.label)
    if own or is_code(person.label):
        return person.label
    return drawn_id(project, person)


def drawn_id(project: Project, person: Person) -> str:
    """An id that nobody has, with a letter for the side on which somebody is on record."""
    community = any(person.label in session.community for session in project.sessions)
    letter = "C" if community or not any(person.label in session.professional for session in project.sessions) else "P"
    while True:
        label = f"{letter}{draw(_DRAWN)}"
        # With a digit, no reader takes it for a name.
        if any(map(str.isdecimal, label)) and label not in people(project):
            return label


def keeping_name(change: Change, label: str, name: str) -> Change:
    """A change after which `[people]` holds one more name, so that pages go on leaving it out of texts."""
    names = {**change.after.project.people, label: name}
    return Change(change.records, change.before, replaced(change.after, {}, {"people": names}).after)


def forgotten(document: Document, ids: Mapping[Person, str | None], texts: Retold = MappingProxyType({})) -> Change:
    """Take people's names out; who has no id to stand for them is counted.

    Readings of a session's present wording stay so if its title or a decision is changed.
    """
    labels = {label: ids[person] for person in ids for label in person.labels}
    gone = {person.label for person in ids}
    names = {label: name for label, name in document.project.people.items() if label not in gone}
    return retold(document, labels, names, texts)


def retold(document: Document, labels: Mapping[str, str | None], names: Mapping[str, str], texts: Retold) -> Change:
    """Put other labels, or None to count, and other texts into a file, and another table of people."""
    before, content = with_texts(document, texts)
    touched = {mention.path[:2] for mention in texts}
    changed: dict[Position, Record] = {}
    for kind in KINDS.values():
        for position, old in enumerate(records(before.project, kind.table)):
            place = (kind.table, position)
            same = {"id": old.id} if kind.letter is not None else {}
            record = type(old).model_validate({**content[kind.table][position], **same}) if place in touched else old
            if isinstance(record, Session):
                record = relabelled(record, labels)
            if record != old:
                changed[place] = record
    changed |= _carried_over(before.project, changed) if texts else {}
    tables = {"project": content["project"]} if ("project",) in {place[:1] for place in touched} else {}
    tables |= {"people": dict(names)} if names != before.project.people else {}
    return Change(tuple(changed.values()), document, replaced(before, changed, tables).after)


def relabelled(session: Session, labels: Mapping[str, str | None]) -> Session:
    """A session with other labels: who has none any more is counted, and who would be there twice is there once."""
    counted = dict(session.also_present)
    came: dict[str, tuple[str, ...]] = {}
    for capacity in CAPACITIES:
        new = [labels.get(label, label) for label in getattr(session, capacity)]
        if not session.also_present.unknown(capacity):
            counted[capacity] += new.count(None)
        came[capacity] = tuple(dict.fromkeys(label for label in new if label is not None))
    return session.model_copy(update={**came, "also_present": Counted(**counted)})


def _carried_over(project: Project, changed: dict[Position, Record]) -> dict[Position, Record]:
    """The readings of a present wording, as readings of the new wording."""
    sessions = tuple(changed.get(("sessions", place), session) for place, session in enumerate(project.sessions))
    prints = carried_over(project, project.model_copy(update={"sessions": sessions}))
    carried: dict[Position, Record] = {}
    for position, reading in enumerate(project.readings):
        now = prints.get(reading.id, reading.read)
        if now != reading.read:
            carried["readings", position] = changed.get(("readings", position), reading).model_copy(
                update={"read": now}
            )
    return carried
