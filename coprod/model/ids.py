"""Ids of records, and fingerprints, which tell one wording of a session, a reading or a project from another."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from coprod.framework import CAPACITIES, Capacity
from coprod.model.kinds import READINGS, SESSIONS
from coprod.model.labels import Persons
from coprod.model.rows import Kind

if TYPE_CHECKING:
    from coprod.model.project import Project
    from coprod.model.records import Reading, Session
    from coprod.model.types import Record

#: What a reading of the whole project names as its session.
PROJECT = "project"

#: As many people are meant by "some" if a number is needed.
SOME_PEOPLE = 2

#: How many hex digits of a hash an id and a fingerprint hold.
_ID_DIGITS = 6
_FINGERPRINT_DIGITS = 12
_GROUP = 4

#: What an id does not follow from; a session that was planned keeps its id when it is held.
_NOT_IN_ID = frozenset(("date", "id", "planned"))

#: Where `false` is part of an id; in any other field it says no more than what is left out.
_FALSE_IN_ID = frozenset(("alone", "share"))


def record_id(content: Mapping[str, Any], letter: str = "", attempt: int = 0) -> str:
    """The id of a record, such as `2026-01-12-s4be1a9`: its date, a letter of its kind and six digits of a hash.

    The hash is of the rest, but for `id`, `planned` and what is empty, so that a new field that is left out changes no
    id. `attempt` counts up while another record has the
    same id.
    """
    rest = {key: _said(key, value) for key, value in content.items() if key not in _NOT_IN_ID}
    rest = {key: value for key, value in rest.items() if value not in (None, (), {})}
    text = json.dumps([rest, attempt] if attempt else rest, default=_written, sort_keys=True)
    return f"{content['date']}-{letter}{hashlib.sha256(text.encode()).hexdigest()[:_ID_DIGITS]}"


def _said(key: str, value: object) -> object:
    """A field as it is hashed, or None if it says nothing; one way of recognition is written without a list."""
    if isinstance(value, BaseModel):
        return _written(value)
    if (key, value) == ("kind", "meeting") or (value is False and key not in _FALSE_IN_ID):
        return None
    return value[0] if key == "recognition" and isinstance(value, tuple) and len(value) == 1 else value


def _written(table: BaseModel) -> object:
    """A table as it is written: a settling without a level is its text."""
    fields = table.model_dump(exclude_defaults=True)
    return fields["what"] if list(fields) == ["what"] else fields


def session_fingerprint(session: "Session", persons: Persons) -> str:
    """The fingerprint of what a session says, of which names are no part.

    In each capacity, only the number of persons counts; an id of `[people]` and its name are one. So a name can be
    replaced, erased or counted without undoing what people agreed to.
    """
    came = {capacity: _number(session, capacity, persons) for capacity in CAPACITIES}
    return _fingerprint({key: value for key, value in (_hashed(SESSIONS, session) | came).items() if value})


def _number(session: "Session", capacity: Capacity, persons: Persons) -> int | str:
    itemised = len(persons.of(getattr(session, capacity)))
    if session.also_present.unknown(capacity):
        return f"{itemised}+some" if itemised else "some"
    return itemised + session.also_present.at_least(capacity)


def reading_fingerprint(reading: "Reading") -> str:
    """The fingerprint of what a reading says; a number of readers that is 0 is recorded, and counts."""
    return _fingerprint(_hashed(READINGS, reading))


#: The rows that are part of a fingerprint, by table; those who were counted are part of the number of persons.
_HASHED = {
    kind.table: tuple(row for row in kind.rows if row.hashed and row.value != "counts") for kind in (SESSIONS, READINGS)
}


def _hashed(kind: Kind, record: "Record") -> dict[str, object]:
    """What a record says in the fields of its fingerprint, but for what is empty or as it is if left out."""
    found: dict[str, object] = {}
    for row in _HASHED[kind.table]:
        value = getattr(record, row.name)
        if value not in (None, "", (), {}, type(record).model_fields[row.name].default):
            key = "phases" if row.value == "phases" else row.name
            found[key] = sorted(value) if row.value in {"groups", "ids"} else value
    return found


def project_fingerprint(project: "Project", day: date) -> str:
    """The fingerprint of a project on a day: of those of its sessions up to that day that are not planned."""
    persons = Persons(project.people)
    held = (session for session in project.sessions if session.held_by(day))
    return _fingerprint(sorted(session_fingerprint(session, persons) for session in held))


def present_fingerprint(project: "Project", name: str, day: date) -> str:
    """The fingerprint of the session with an id, or of the project on a day; empty if there is no such session."""
    if name == PROJECT:
        return project_fingerprint(project, day)
    session = next((session for session in project.sessions if session.id == name), None)
    return session_fingerprint(session, Persons(project.people)) if session else ""


def fingerprints(project: "Project") -> dict[str, str]:
    """The present fingerprint of each session of a project, by its id."""
    persons = Persons(project.people)
    return {session.id: session_fingerprint(session, persons) for session in project.sessions}


def code(name: str, fingerprint: str) -> str:
    """The code of a record, such as `2026-01-12-7c1e0b 9f3a-1c77-b0d2`: its id or day, and its fingerprint."""
    return f"{name} {in_groups(fingerprint)}"


def in_groups(fingerprint: str) -> str:
    """A fingerprint in groups of four that a person can compare, such as `9f3a-1c77-b0d2`."""
    return "-".join(fingerprint[at : at + _GROUP] for at in range(0, len(fingerprint), _GROUP))


def _fingerprint(content: object) -> str:
    text = json.dumps(_canonical(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_FINGERPRINT_DIGITS]


def _canonical(value: object) -> object:
    """A value as a fingerprint holds it: dates as ISO, line ends as one LF."""
    match value:
        case str():
            return re.sub(r"\r\n?", "\n", value)
        case date():
            return value.isoformat()
        case BaseModel():
            return _canonical(_written(value))
        case Mapping():
            return {_canonical(key): _canonical(item) for key, item in value.items()}
        case Iterable():
            return [_canonical(item) for item in value]
        case _:
            return value
