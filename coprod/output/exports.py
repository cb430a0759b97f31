"""Tables for spreadsheets: attendance, what was said, sessions, readings and phases."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import Any, Literal

from coprod.assess import Assessment
from coprod.assess.record import PhaseRecord
from coprod.framework import CAPACITIES, MATTERS
from coprod.model import Answer, Project, Session
from coprod.model.kinds import ANSWERS, READINGS, SAID, SESSIONS
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

#: What stands under each heading for a record, for whoever may see it.
_Columns = dict[str, Callable[[Any, Shared], object]]


def _columns(kind: Kind, *fields: str) -> _Columns:
    """Columns for fields of a kind."""
    return {kind.row(field).column: partial(_cell, kind.row(field)) for field in fields}


def _other_columns(kind: Kind, *fields: str) -> _Columns:
    """Columns for all fields of a kind but these, in the order of the kind."""
    return _columns(kind, *(row.name for row in kind.rows if row.column and row.name not in fields))


def _cell(row: FieldRow, record: Any, people: Shared) -> object:
    """The value of a field, for whoever gets the table."""
    value = getattr(record, row.name)
    if value is None or row.value == "yes":
        return as_cell(value)
    match row.value:
        case "labels":
            return len(value)
        case "id":
            return joined([people.id(value)])
        case "ids":
            return joined(map(people.id, value))
        case "groups" | "texts":
            return joined(filter(None, people.texts(record, row.name)))
        case "replies":
            said = {people.text(row.parts[0], group): people.text(row, text) for group, text in value.items()}
            return joined(pairs_told(said))
        case "phases" | "recognition" | "settled":
            return joined(value)
    return people.text(row, value, date=getattr(record, "date", None)) if row.free else value


def as_cell(value: object) -> object:
    """A value as a cell; a count that is not recorded is empty, and not zero."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return joined(value) if isinstance(value, tuple) else "" if value is None else value


def of_many(tables: Mapping[str, Iterable[Row]]) -> Iterator[Row]:
    """One table of those of many files: which file a row is from, then each column that one of them has."""
    parts = {file: [list(row) for row in rows] for file, rows in tables.items()}
    headings = dict.fromkeys(heading for rows in parts.values() for heading in rows[0])
    yield [FILE, *headings]
    for file, (own, *rows) in parts.items():
        for row in rows:
            cells = dict(zip(own, row, strict=True))
            yield [file, *(cells.get(heading, "") for heading in headings)]


#: Fields of sessions and of readings that stand first; notes are for the team.
_SESSION = ("id", "date", "phase", "title", "level")
_READING = ("id", "session", "date", "read")


def _attribute(path: str) -> Callable[[Any, Shared], object]:
    get = attrgetter(path)
    return lambda record, _: as_cell(get(record))


_SESSION_COLUMNS = _columns(SESSIONS, *_SESSION)
for _capacity in CAPACITIES:
    _SESSION_COLUMNS |= _columns(SESSIONS, _capacity)
    _SESSION_COLUMNS[f"{_capacity}_counted"] = _attribute(f"also_present.{_capacity}")
_SESSION_COLUMNS |= _other_columns(SESSIONS, *_SESSION, *CAPACITIES, "note")

_READING_COLUMNS = _columns(READINGS, *_READING)
_READING_COLUMNS["current"] = lambda reading, people: as_cell(reading.read == people.prints.get(reading.session))
_READING_COLUMNS |= _other_columns(READINGS, *_READING, "words")


def _phase(side: str) -> _Columns:
    """Those of one side over a phase; of those who were counted, that nobody knows how many came if none were."""
    counts = attrgetter(side)

    def counted(record: PhaseRecord, _: Shared) -> object:
        return "some" if counts(record).uncounted and not counts(record).counted else counts(record).counted

    people, attendances = _attribute(f"{side}.people"), _attribute(f"{side}.attendances")
    return {f"{side}_people": people, f"{side}_attendances": attendances, f"{side}_counted": counted}


_PHASE_COLUMNS = {
    **{name: _attribute(name) for name in ("phase", "status", "stands", "sessions", "first", "last")},
    **_phase("community"),
    "partners": _attribute("partners.people"),
    **_phase("professional"),
    **{name: _attribute(name) for name in ("settled_together", "settled_apart")},
}


def of_projects(
    what: Literal["sessions", "readings", "phases"],
    documents: Iterable[Document],
    gate: Gate,
    judged: Callable[[Document], Assessment],
    *,
    names: bool,
) -> Iterator[Row]:
    """A row for each session or reading, or for what the record of each phase shows; with names, readers' words too."""
    columns = {"sessions": _SESSION_COLUMNS, "readings": _READING_COLUMNS, "phases": _PHASE_COLUMNS}[what]
    if what == "readings" and names:
        columns = columns | _columns(READINGS, "words")
    yield [FILE, "project", *columns]
    for document in documents:
        people = gate(document)
        for record in judged(document).phases if what == "phases" else getattr(document.project, what):
            name = people.about("name")
            yield [document.file, name, *(value(record, people) for value in columns.values())]


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
    shown = _labels(project, people)
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


def _labels(project: Project, people: Shared) -> dict[str, str]:
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
