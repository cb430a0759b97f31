"""Taking somebody's name out of a project: their attendance stays, under an id without a name or as a count."""

import copy
import re
from collections.abc import Iterable, Mapping
from typing import Any

from coprod.model import Counted, Project, Session
from coprod.model.ids import fingerprint
from coprod.model.kinds import KINDS, records
from coprod.model.record import Record
from coprod.store.amend import Position, replaced
from coprod.store.append import Change
from coprod.store.mending.labels import SIDES, Person, people, relabelled
from coprod.store.mending.mentions import Mention, Name
from coprod.store.read import Document, text_of
from coprod.typed import is_code

#: What stands in a text where the person has no id.
SOMEBODY = "somebody"


def name_of(person: Person) -> Name:
    """A person's name, as it is looked for; one who is known by an id alone has none."""
    if person.name is not None:
        return Name([person.name])
    return Name([] if is_code(person.label) else [person.label])


def id_for(project: Project, person: Person) -> str:
    """The id that stands for a person from now on: their own, or else the next one that is free."""
    if is_code(person.label) or (person.name is not None and not name_of(person).may_stand_in(person.label)):
        return person.label
    community = any(person.label in session.community for session in project.sessions)
    letter = "C" if community or not any(person.label in session.professional for session in project.sessions) else "P"
    numbers = [int(label[1:]) for label in people(project) if re.fullmatch(rf"{letter}[0-9]{{1,6}}", label)]
    return f"{letter}{max(numbers, default=0) + 1}"


def forgotten(document: Document, person: Person, label: str | None, texts: Mapping[Mention, str]) -> Change:
    """A document without somebody's name, in memory.

    Readings of a session that were of its present wording stay so where a title or a decision is changed.

    Args:
        document: the file as it was read.
        person: whom it is about.
        label: the id that stands for them from now on; without one, they are counted.
        texts: the texts that name them and are to be changed, each with what is to stand there.

    Returns:
        The change; its records are those that were changed.
    """
    before = _comments_changed(document, {mention: text for mention, text in texts.items() if not mention.path})
    content = copy.deepcopy(before.content)
    for mention, text in texts.items():
        if mention.path:
            _put(content, mention.path, text)
    changed: dict[Position, Record] = {}
    for kind in KINDS.values():
        for position, old in enumerate(records(before.project, kind.table)):
            record = _record(old, content[kind.table][position])
            if isinstance(record, Session):
                record = _without(record, person, label)
            if record != old:
                changed[kind.table, position] = record
    changed |= _carried_over(before.project, changed)
    names = {one: called for one, called in before.project.people.items() if one != person.label}
    tables: dict[str, Any] = {"project": content["project"]}
    tables |= {"people": names} if names != before.project.people else {}
    return Change(tuple(changed.values()), document, replaced(before, changed, tables).after)


def _record(old: Record, written: dict[str, Any]) -> Record:
    """A record of what its table is to hold, with the id that it had."""
    same = {"id": dict(old)["id"]} if "id" in dict(old) else {}
    return type(old).model_validate(written | same)


def _without(session: Session, person: Person, label: str | None) -> Session:
    if label is not None:
        return relabelled(session, dict.fromkeys(person.labels, label))
    counted = dict(session.also_present)
    sides = {}
    for side in SIDES:
        there = getattr(session, side)
        sides[side] = tuple(one for one in there if one not in person.labels)
        counted[side] += len(there) - len(sides[side])
    return session.model_copy(update={**sides, "also_present": Counted(**counted)})


def _carried_over(project: Project, changed: dict[Position, Record]) -> dict[Position, Record]:
    """The readings that were of a session's present wording, as readings of its new wording."""
    now = {
        (old.id, fingerprint(old)): fingerprint(new)
        for position, old in enumerate(project.sessions)
        if isinstance(new := changed.get(("sessions", position)), Session)
    }
    carried: dict[Position, Record] = {}
    for position, reading in enumerate(project.readings):
        wording = now.get((reading.session, reading.read), reading.read)
        if wording != reading.read:
            record = changed.get(("readings", position), reading)
            carried["readings", position] = record.model_copy(update={"read": wording})
    return carried


def _comments_changed(document: Document, comments: Mapping[Mention, str]) -> Document:
    text = text_of(document.data, document.file)
    for mention in sorted(comments, key=lambda one: -one.begin):
        end = mention.begin + len(mention.text)
        text = text[: mention.begin] + comments[mention] + text[end:]
    return document.with_text(text)


def _put(content: Any, path: Iterable[str | int], text: str) -> None:
    *around, last = path
    for part in around:
        content = content[part]
    content[last] = text
