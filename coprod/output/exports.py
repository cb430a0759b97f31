"""Tables for spreadsheets: attendance, what was said, sessions, readings, phases, and who is on record."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from coprod.assess import Assessment
from coprod.framework import CAPACITIES, MATTERS
from coprod.model import Answer, Project, Session
from coprod.model.folding import key
from coprod.model.ids import fingerprints
from coprod.model.kinds import ANSWERS, PROJECT, READINGS, SAID, SESSIONS, records
from coprod.model.labels import spelled_alike
from coprod.model.rows import Kind
from coprod.model.rows import Row as FieldRow
from coprod.output.shared import Shared
from coprod.sheets.cells import joined
from coprod.sheets.own import (
    ANSWER_COLUMNS,
    ATTENDANCE,
    CHANGED,
    FILE,
    LEVEL_OF,
    REST,
    SAYING_COLUMNS,
    SAYINGS,
    SETTLED,
    pairs_told,
)
from coprod.store.people import Person, people
from coprod.store.read import Document
from coprod.words import is_code

Row = Sequence[object]

#: Makes what may be said of the people of a project.
Gate = Callable[[Document], Shared]

#: A heading, and what stands under it.
Column = tuple[str, Callable[[Any], object]]


def table(things: Iterable[Any], columns: Sequence[Column]) -> Iterator[Row]:
    """The headings, and a row for each thing."""
    yield [heading for heading, _ in columns]
    for thing in things:
        yield [value(thing) for _, value in columns]


class _Entry(NamedTuple):
    """A record with its document, the fingerprints of the document's sessions, and what may be said of people."""

    document: Document
    record: Any
    prints: Mapping[str, str]
    people: Shared


def _entries(documents: Iterable[Document], kind: Kind, gate: Gate) -> Iterator[_Entry]:
    for document in documents:
        prints = fingerprints(document.project) if kind is READINGS else {}
        people = gate(document)
        yield from (_Entry(document, record, prints, people) for record in records(document.project, kind.table))


def _columns(kind: Kind, *fields: str) -> list[Column]:
    """Columns for fields of a kind."""
    return [(row.column, _in_column(row)) for row in map(kind.row, fields)]


def _other_columns(kind: Kind, *fields: str) -> list[Column]:
    """Columns for all fields of a kind but these, in the order of the kind."""
    return _columns(kind, *(row.name for row in kind.rows if row.column and row.name not in fields))


def _in_column(row: FieldRow) -> Callable[[_Entry], object]:
    return lambda entry: _cell(row, entry.record, entry.people)


def _cell(row: FieldRow, record: Any, people: Shared) -> object:
    """The value of a field, for whoever gets the table; a count that is not recorded is empty, and not zero."""
    value = getattr(record, row.name)
    if value is None:
        return ""
    if row.value == "day":
        return value.isoformat()
    if row.value == "yes":
        return _yes(value)
    if row.value == "labels":
        return len(value)
    if row.value in {"id", "ids"}:
        return joined(map(people.id, [value] if row.value == "id" else value))
    if row.value in {"groups", "texts"}:
        return joined(filter(None, (people.text(row, text, date=getattr(record, "date", None)) for text in value)))
    if row.value == "replies":
        said = {people.text(row.parts[0], group): people.text(row, text) for group, text in value.items()}
        return joined(pairs_told(said))
    if row.value in {"phases", "recognition", "settled"}:
        return joined(value)
    return people.text(row, value, date=getattr(record, "date", None)) if row.free else value


def _yes(value: object) -> str:
    return "yes" if value else "no"


_FILE: tuple[Column, ...] = (
    (FILE, lambda entry: entry.document.file),
    ("project", lambda entry: entry.people.field(PROJECT, entry.document.project.project, "name")),
)


def of_many(tables: Mapping[str, Iterable[Row]]) -> Iterator[Row]:
    """One table of those of many files: which file a row is from, then each column that one of them has."""
    parts = {file: [list(row) for row in rows] for file, rows in tables.items()}
    headings = dict.fromkeys(heading for rows in parts.values() for heading in rows[0])
    yield [FILE, *headings]
    for file, (own, *rows) in parts.items():
        for row in rows:
            cells = dict(zip(own, row, strict=True))
            yield [file, *(cells.get(heading, "") for heading in headings)]


#: Sessions with the numbers of people, named and counted; notes are for the team.
_SESSION_FIELDS = ("id", "date", "phase", "title", "level", "community", "professional", "supporting")
_SESSION_COLUMNS: tuple[Column, ...] = (
    *_FILE,
    *_columns(SESSIONS, *_SESSION_FIELDS[:-2]),
    ("community_counted", lambda entry: entry.record.also_present.community),
    *_columns(SESSIONS, "professional"),
    ("professional_counted", lambda entry: entry.record.also_present.professional),
    *_columns(SESSIONS, "supporting"),
    ("supporting_counted", lambda entry: entry.record.also_present.supporting),
    *_other_columns(SESSIONS, *_SESSION_FIELDS, "note"),
)

_READING_FIELDS = ("id", "session", "date", "read")
_READING_COLUMNS: tuple[Column, ...] = (
    *_FILE,
    *_columns(READINGS, *_READING_FIELDS),
    ("current", lambda entry: _yes(entry.record.read == entry.prints.get(entry.record.session))),
    *_other_columns(READINGS, *_READING_FIELDS, "words"),
)


def sessions(documents: Iterable[Document], gate: Gate) -> Iterator[Row]:
    """A row for each session."""
    return table(_entries(documents, SESSIONS, gate), _SESSION_COLUMNS)


def readings(documents: Iterable[Document], gate: Gate, *, names: bool) -> Iterator[Row]:
    """A row for each reading; with names, the readers' own words too."""
    words = _columns(READINGS, "words") if names else []
    return table(_entries(documents, READINGS, gate), [*_READING_COLUMNS, *words])


_PHASE_COLUMNS: tuple[Column, ...] = (
    (FILE, lambda pair: pair[0].file),
    ("project", lambda pair: pair[0].name),
    ("phase", lambda pair: pair[1].phase),
    ("status", lambda pair: pair[1].status),
    ("stands", lambda pair: _yes(pair[1].stands)),
    ("sessions", lambda pair: pair[1].sessions),
    ("first", lambda pair: pair[1].first or ""),
    ("last", lambda pair: pair[1].last or ""),
    ("community_people", lambda pair: pair[1].community.people),
    ("community_attendances", lambda pair: pair[1].community.attendances),
    ("community_counted", lambda pair: pair[1].community.counted),
    ("partners", lambda pair: pair[1].partners.people),
    ("professional_people", lambda pair: pair[1].professional.people),
    ("professional_attendances", lambda pair: pair[1].professional.attendances),
    ("professional_counted", lambda pair: pair[1].professional.counted),
    ("settled_together", lambda pair: joined(pair[1].settled_together)),
    ("settled_apart", lambda pair: joined(pair[1].settled_apart)),
)


def phases(assessments: Iterable[Assessment]) -> Iterator[Row]:
    """A row for each phase of each project: what its record shows."""
    return table(((found, phase) for found in assessments for phase in found.phases), _PHASE_COLUMNS)


#: What stands in for a label that may be a name.
_INSTEAD = re.compile(r"person-[0-9]+")


def attendance(project: Project, people: Shared) -> Iterator[Sequence[str]]:
    """The headings, and for each session a row for each person; with names, or ids and what stands in for other labels.

    What belongs to no person, such as the groups that were heard, stands in a row of its own before them, so that it
    is tied to nobody and counted once.
    """
    settled = [session.settled for session in project.sessions]
    matters = [matter for matter in MATTERS if any(matter in found for found in settled)]
    own = [matter for matter in matters if any(matter in found and found[matter].level for found in settled)]
    yield [*ATTENDANCE, *(SETTLED + matter for matter in matters), *(LEVEL_OF + matter for matter in own)]
    shown = _named(project) if people.names else _unnamed(project, people)
    for session in project.sessions:
        about = [_told(SESSIONS.row(field), session, people) for field in ("id", "date", "phase", "title", "level")]
        texts = {matter: people.field(SESSIONS, session, "settled", matter) for matter in session.settled}
        levels = {matter: settling.level or "" for matter, settling in session.settled.items()}
        rest = [*_rest(session, people), *(texts.get(matter, "") for matter in matters)]
        rest += [levels.get(matter, "") for matter in own]
        came = _came(session)
        if any(rest) or not came:
            yield [*about, "", "", *rest]
        yield from ([*about, side, shown[label], *[""] * len(rest)] for side, label in came)


def _came(session: Session) -> list[tuple[str, str]]:
    """The capacities and labels of those who came."""
    return [(capacity, label) for capacity in CAPACITIES for label in getattr(session, capacity)]


def _rest(session: Session, people: Shared) -> list[str]:
    counts = (getattr(session.also_present, capacity) for capacity in CAPACITIES)
    return [*(str(count or "") for count in counts), *(_told(row, session, people) for row in REST)]


def _told(row: FieldRow, record: Any, people: Shared) -> str:
    """The value of a field; a text that is there and empty gets an apostrophe, which tells it from none."""
    value = getattr(record, row.name)
    if value == type(record).model_fields[row.name].default:
        return ""
    shown = str(_cell(row, record, people))
    empty = row.value in {"text", "lines"} and shown == value and not value.strip("'")
    return f"'{shown}" if empty else shown


def _named(project: Project) -> dict[str, str]:
    """The labels by what shows them: the name of an id, where no other label could be taken for it."""
    labels, people = _labels(project), project.people
    taken = Counter([*labels, *people, *people.values()])
    return {label: people[label] if taken[people.get(label, "")] == 1 else label for label in labels}


def _unnamed(project: Project, people: Shared) -> Mapping[str, str]:
    """The labels by what shows them: an id as it is, and for one that may be a name, a number in their order."""
    labels = _labels(project)
    free = (name for number in range(1, 2 * len(labels) + 1) if (name := f"person-{number}") not in labels)
    kept = {label for label in labels if label in project.people or is_code(label) or _INSTEAD.fullmatch(label)}
    return {label: people.id(label) if label in kept else next(free) for label in labels}


def _labels(project: Project) -> dict[str, None]:
    """Every label once, in the order of the file."""
    return dict.fromkeys(label for session in project.sessions for _, label in _came(session))


_UNANSWERED = [""] * (len(SAYINGS) - len(SAYING_COLUMNS))


def sayings(project: Project, people: Shared) -> Iterator[Sequence[str]]:
    """The headings, and for each saying a row for each answer, or one without."""
    yield SAYINGS
    answers_to: defaultdict[str, list[Answer]] = defaultdict(list)
    for answer in project.answers:
        answers_to[answer.to].append(answer)
    for saying in project.said:
        about = [str(_cell(SAID.row(field), saying, people)) for field in SAYING_COLUMNS]
        answers = [_answered(one, people) for one in answers_to[saying.id]]
        yield from ([*about, *answer] for answer in answers or [_UNANSWERED])


def _answered(answer: Answer, people: Shared) -> list[str]:
    day, outcome, text, *others = (str(_cell(ANSWERS.row(field), answer, people)) for field in ANSWER_COLUMNS)
    return [day, outcome, *([text, ""] if answer.outcome in CHANGED else ["", text]), *others]


class PersonEntry(NamedTuple):
    """One person in the list.

    Attributes:
        sessions: in how many sessions, planned ones too.
        like: labels that differ from theirs by a slip.
    """

    label: str
    name: str | None
    sides: tuple[str, ...]
    sessions: int
    first: date | None
    last: date | None
    like: tuple[str, ...]


def people_entries(project: Project) -> list[PersonEntry]:
    """Everyone on record, those whose labels are alike beside each other, otherwise in the order of the file."""
    found = people(project)
    # The first id of a name owns it.
    owner = {label: person.label for person in [*found.values()][::-1] for label in person.labels}
    days: dict[str, list[date]] = {label: [] for label in found}
    sides: dict[str, set[str]] = {label: set() for label in found}
    for session in project.sessions:
        came = {side: {owner[label] for label in getattr(session, side)} for side in CAPACITIES}
        for side, labels in came.items():
            for label in labels:
                sides[label].add(side)
        for label in set().union(*came.values()):
            days[label].append(session.date)
    near = _Near(owner)
    equal: defaultdict[str, list[str]] = defaultdict(list)
    for person in found.values():
        equal[key(person.name or person.label)].append(person.label)
    like = {
        label: tuple(dict.fromkeys([*_others(equal, person), *near.like(person.labels, label)]))
        for label, person in found.items()
    }
    ordered = dict.fromkeys(one for label in found for one in (label, *like[label]))
    return [
        PersonEntry(
            label,
            found[label].name,
            tuple(side for side in CAPACITIES if side in sides[label]),
            len(days[label]),
            min(days[label], default=None),
            max(days[label], default=None),
            like[label],
        )
        for label in ordered
    ]


def _others(equal: Mapping[str, Sequence[str]], person: Person) -> Iterator[str]:
    """Those who bear a person's name under another id."""
    name = key(person.name or person.label)
    return (other for other in equal[name] if name and other != person.label)


#: How many labels before and after a label, in order of their letters, are looked at for a slip.
_BESIDE = 12


class _Near:
    """Labels that differ by a slip, with their owners.

    A slip leaves one end of a label alone, so that the two stand near each other in order of their letters, read
    forwards or backwards: only those are compared.
    """

    def __init__(self, owner: Mapping[str, str]) -> None:
        self._owner = owner
        forwards = sorted(owner, key=key)
        backwards = sorted(owner, key=lambda text: key(text)[::-1])
        self._orders = [(order, {text: at for at, text in enumerate(order)}) for order in (forwards, backwards)]

    def like(self, labels: Iterable[str], own: str) -> list[str]:
        """The labels of other people that differ by a slip from these, or whose names do."""
        near = (self._owner[other] for text in sorted(labels) for other in spelled_alike(text, self._beside(text)))
        return [other for other in dict.fromkeys(near) if other != own]

    def _beside(self, text: str) -> dict[str, None]:
        found: dict[str, None] = {}
        for order, places in self._orders:
            at = places[text]
            found |= dict.fromkeys(order[max(at - _BESIDE, 0) : at + _BESIDE + 1])
        return found


_PEOPLE_COLUMNS: tuple[Column, ...] = (
    ("label", lambda one: one.label),
    ("name", lambda one: one.name or ""),
    ("sides", lambda one: joined(one.sides)),
    ("sessions", lambda one: one.sessions),
    ("first", lambda one: one.first or ""),
    ("last", lambda one: one.last or ""),
    ("like", lambda one: joined(one.like)),
)


def people_rows(found: Sequence[PersonEntry]) -> Iterator[Row]:
    """The headings, and a row for each label."""
    return table(found, _PEOPLE_COLUMNS)


def people_json(file: str, found: Sequence[PersonEntry]) -> str:
    """The list as JSON, in ASCII."""
    listed = [
        {**one._asdict(), "first": one.first and one.first.isoformat(), "last": one.last and one.last.isoformat()}
        for one in found
    ]
    content = {"schema": "coprod-people/1", "file": file, "people": listed}
    return json.dumps(content, indent=2).replace("##[", "#\\u0023[") + "\n"
