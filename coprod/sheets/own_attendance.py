"""The attendance that coprod wrote itself, read back: it holds everything of a session, so that nothing is asked."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from coprod.errors import Problem
from coprod.framework import CAPACITIES
from coprod.model import Project, Session
from coprod.model.kinds import SESSIONS
from coprod.model.rows import Row
from coprod.sheets.cells import Table
from coprod.sheets.entries import Draft, Entry, Proposal
from coprod.sheets.mapping import SheetMapping
from coprod.sheets.own import (
    ATTENDANCE,
    LEVEL_OF,
    REST,
    SETTLED,
    is_own,
    text_of,
    value_of,
)
from coprod.sheets.proposal import session_of
from coprod.terms import read_phases
from coprod.words import short

_COUNT = "_count"


@dataclass(slots=True)
class _Rows:
    """The rows of one session."""

    first: int
    cells: dict[str, str] = field(default_factory=dict)
    people: dict[str, dict[str, None]] = field(default_factory=lambda: {capacity: {} for capacity in CAPACITIES})
    entries: list[Entry] = field(default_factory=list)


def propose_own(table: Table, mapping: SheetMapping, project: Project) -> Proposal:
    """The sessions of an export of attendance."""
    proposal = Proposal(mapping, [table])
    top = next((row for row in range(len(table.rows)) if table.filled(row)), 0)
    headings = {column: table.text(top, column) for column in table.filled(top)}
    strange = [name for name in headings.values() if not is_own(name) and not mapping.ignores(name)]
    proposal.headings |= dict.fromkeys(strange)
    # Matters have columns only if some were settled.
    if missing := [f'"{name}"' for name in ATTENDANCE if name not in headings.values()]:
        lacks = f"Columns of an export that are missing, so that nothing is known of them: {', '.join(missing)}."
        proposal.remarks.append(lacks)
    by_id: dict[str, _Rows] = {}
    files = set()
    names: defaultdict[str, list[str]] = defaultdict(list)
    for label, name in project.people.items():
        names[name].append(label)
    for row in range(top + 1, len(table.rows)):
        if not table.filled(row):
            continue
        cells = {name: str(table.cell(row, column)) for column, name in headings.items()}
        files.add(cells.get("file", ""))
        key = cells.get("session_id") or "\n".join(cells.get(name, "") for name in ("date", "phase", "title", "level"))
        there = by_id.setdefault(key, _Rows(row))
        proposal.problems += _gather(there, cells, table, row, names)
        proposal.entries.append(there.entries[-1])
    if len(files) > 1:
        proposal.problems.append(Problem(table.file, "holds sessions of several files: import those of one", top + 1))
    used: set[str] = set()
    for found in by_id.values():
        if session := _session(found, proposal.problems, used):
            proposal.drafts.append(Draft(session.date, session.phase, found.entries, session.title or "", session))
    _match(proposal, project)
    known = project.labels
    for entry in proposal.entries:
        entry.on_record = entry.label in known
    return proposal


def _gather(
    there: _Rows, cells: dict[str, str], table: Table, row: int, ids: Mapping[str, list[str]]
) -> Iterator[Problem]:
    """Add one row to its session; what does not agree with the rows before is a problem."""
    person, side = cells.get("person", ""), cells.get("side", "").strip()
    entry = Entry(table, row, None, name=person, side=side)
    there.entries.append(entry)
    for name, cell in cells.items():
        if name in {"person", "side", "file"} or not cell:
            continue
        if there.cells.setdefault(name, cell) != cell:
            yield table.problem(f'"{name}" says something else than row {there.first + 1} of the same session', row)
    if not person:
        entry.fate, entry.why = "counted", "about the session"
        return
    if side not in CAPACITIES:
        yield table.problem(f'"{short(side)}" is no side: {", ".join(CAPACITIES)}', row)
        return
    labels = ids.get(person, [])
    if len(labels) > 1:
        yield table.problem(f'"{short(person)}" is the name of several ids of [people]: write the id', row)
    entry.label = labels[0] if labels else person
    entry.fate = "same" if entry.label in there.people[side] else "came"
    entry.why = "the same row once more" if entry.fate == "same" else ""
    there.people[side][entry.label] = None


def _session(found: _Rows, problems: list[Problem], used: set[str]) -> Session | None:
    """The session of some rows; what is wrong with it is added to the problems."""
    cells = found.cells
    fields: dict[str, Any] = {side: tuple(labels) for side, labels in found.people.items()}
    settled = {
        name.removeprefix(SETTLED): {
            "what": cell,
            "level": cells.get(name.replace(SETTLED, LEVEL_OF, 1), "").strip() or None,
        }
        for name, cell in cells.items()
        if name.startswith(SETTLED)
    }
    counts = {name.removesuffix(_COUNT): cell for name, cell in cells.items() if name.endswith(_COUNT)}
    try:
        fields["date"] = dt.date.fromisoformat(cells.get("date", "").strip())
        fields["phase"] = read_phases(cells.get("phase", ""))
        fields["also_present"] = {side: _number(cell) for side, cell in counts.items()}
    except ValueError as error:
        problems.append(found.entries[0].table.problem(str(error), found.first))
        return None
    told = {row: cells[row.column] for row in (*map(SESSIONS.row, ("title", "level")), *REST) if row.column in cells}
    fields |= {row.name: _value(row, cell) for row, cell in told.items()}
    fields |= {"settled": settled} if settled else {}
    fields |= {"id": cells["session_id"].strip()} if "session_id" in cells else {}
    return session_of(fields, found.entries[0], problems, used)


def _value(row: Row, cell: str) -> object:
    """The value of a field that its cell holds."""
    value = text_of(cell) if row.value in {"text", "lines"} else value_of(row, cell)
    return value if row.value in {"text", "lines"} or not isinstance(value, str) else value.strip()


def _number(cell: str) -> int | str:
    if cell.strip() == "some":
        return "some"
    if not cell.strip().isdecimal() or len(cell) > len("1000000"):
        raise ValueError(f'"{short(cell)}" is no number of people')
    return int(cell)


def _content(session: Session) -> Session:
    """A session without its id, and without the order in which people are named."""
    sides: dict[str, Any] = {capacity: tuple(sorted(getattr(session, capacity))) for capacity in CAPACITIES}
    return session.model_copy(update={**sides, "id": ""})


def _match(proposal: Proposal, project: Project) -> None:
    """Find what is on record by its id, then by what it says; nothing is added to it."""
    by_id = {other.id: other for other in project.sessions}
    by_day: defaultdict[dt.date, list[Session]] = defaultdict(list)
    for other in project.sessions:
        by_day[other.date].append(other)
    for draft in proposal.drafts:
        session = draft.session
        if session is None:
            continue
        same = by_id.get(session.id)
        others = by_day[session.date]
        if same is None:
            same = next((other for other in others if _content(other) == _content(session)), None)
        if same is not None:
            draft.record = draft.together = same
            if same in others:
                # Each is the counterpart of one: two sessions of a day can be alike.
                others.remove(same)
            if _content(same) != _content(session):
                draft.told.append("it says something else on record, and stays as it is there")
