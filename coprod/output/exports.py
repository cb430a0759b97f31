"""Tables for spreadsheets: attendance, what was said, sessions, readings and phases."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from coprod.assess import Assessment
from coprod.assess.record import SideCounts
from coprod.framework import CAPACITIES, MATTERS
from coprod.model import Answer, Project, Session
from coprod.model.ids import fingerprints
from coprod.model.kinds import ANSWERS, READINGS, SAID, SESSIONS, records
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

    def column(row: FieldRow) -> Column:
        return row.column, lambda entry: _cell(row, entry.record, entry.people)

    return [column(kind.row(field)) for field in fields]


def _other_columns(kind: Kind, *fields: str) -> list[Column]:
    """Columns for all fields of a kind but these, in the order of the kind."""
    return _columns(kind, *(row.name for row in kind.rows if row.column and row.name not in fields))


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
    ("project", lambda entry: entry.people.field(entry.document.project.project, "name")),
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


def _counted(side: SideCounts) -> str | int:
    """How many were counted, or that people came and nobody knows how many."""
    return "some" if side.uncounted and not side.counted else side.counted


_PHASE_COLUMNS: tuple[Column, ...] = (
    *_FILE,
    ("phase", lambda entry: entry.record.phase),
    ("status", lambda entry: entry.record.status),
    ("stands", lambda entry: _yes(entry.record.stands)),
    ("sessions", lambda entry: entry.record.sessions),
    ("first", lambda entry: entry.record.first or ""),
    ("last", lambda entry: entry.record.last or ""),
    ("community_people", lambda entry: entry.record.community.people),
    ("community_attendances", lambda entry: entry.record.community.attendances),
    ("community_counted", lambda entry: _counted(entry.record.community)),
    ("partners", lambda entry: entry.record.partners.people),
    ("professional_people", lambda entry: entry.record.professional.people),
    ("professional_attendances", lambda entry: entry.record.professional.attendances),
    ("professional_counted", lambda entry: _counted(entry.record.professional)),
    ("settled_together", lambda entry: joined(entry.record.settled_together)),
    ("settled_apart", lambda entry: joined(entry.record.settled_apart)),
)


def phases(documents: Iterable[Document], gate: Gate, judged: Callable[[Document], Assessment]) -> Iterator[Row]:
    """A row for each phase of each project: what its record shows."""
    gated = ((document, gate(document)) for document in documents)
    entries = (_Entry(document, phase, {}, people) for document, people in gated for phase in judged(document).phases)
    return table(entries, _PHASE_COLUMNS)


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
    shown = _shown(project, people)
    for session in project.sessions:
        about = [_told(SESSIONS.row(field), session, people) for field in ("id", "date", "phase", "title", "level")]
        texts = {matter: people.field(session, "settled", matter) for matter in session.settled}
        levels = {matter: settling.level or "" for matter, settling in session.settled.items()}
        rest = [str(getattr(session.also_present, capacity) or "") for capacity in CAPACITIES]
        rest += [_told(row, session, people) for row in REST]
        rest += [*(texts.get(matter, "") for matter in matters), *(levels.get(matter, "") for matter in own)]
        came = _came(session)
        if any(rest) or not came:
            yield [*about, "", "", *rest]
        yield from ([*about, side, shown[label], *[""] * len(rest)] for side, label in came)


def _came(session: Session) -> list[tuple[str, str]]:
    """The capacities and labels of those who came."""
    return [(capacity, label) for capacity in CAPACITIES for label in getattr(session, capacity)]


def _told(row: FieldRow, record: Any, people: Shared) -> str:
    """The value of a field; a text that is there and empty gets an apostrophe, which tells it from none."""
    value = getattr(record, row.name)
    if value == type(record).model_fields[row.name].default:
        return ""
    shown = str(_cell(row, record, people))
    empty = row.value in {"text", "lines"} and shown == value and not value.strip("'")
    return f"'{shown}" if empty else shown


def _shown(project: Project, people: Shared) -> dict[str, str]:
    """What shows each label, in the order of the file.

    With names, an id is shown by its name, where no other label could be taken for it. Else ids stay, and what may be a
    name becomes a number.
    """
    labels, named = dict.fromkeys(label for session in project.sessions for _, label in _came(session)), project.people
    if people.names:
        taken = Counter([*labels, *named, *named.values()])
        return {label: named[label] if taken[named.get(label, "")] == 1 else label for label in labels}
    free = (name for number in range(1, 2 * len(labels) + 1) if (name := f"person-{number}") not in labels)
    kept = {label for label in labels if label in named or is_code(label) or _INSTEAD.fullmatch(label)}
    return {label: people.id(label) if label in kept else next(free) for label in labels}


def sayings(project: Project, people: Shared) -> Iterator[Sequence[str]]:
    """The headings, and for each saying a row for each answer, or one without."""
    yield SAYINGS
    answers_to: dict[str, list[Answer]] = {}
    for answer in project.answers:
        answers_to.setdefault(answer.to, []).append(answer)
    for saying in project.said:
        about = [str(_cell(SAID.row(field), saying, people)) for field in SAYING_COLUMNS]
        for answer in answers_to.get(saying.id, ()):
            day, outcome, text, *others = (str(_cell(ANSWERS.row(field), answer, people)) for field in ANSWER_COLUMNS)
            why = [text, ""] if answer.outcome in CHANGED else ["", text]
            yield [*about, day, outcome, *why, *others]
        if saying.id not in answers_to:
            yield [*about, *[""] * (len(SAYINGS) - len(SAYING_COLUMNS))]
