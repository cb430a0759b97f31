"""The attendance that coprod wrote itself, read back: it holds everything of a session, so that nothing is asked."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from coprod.errors import Problem
from coprod.framework import CAPACITIES, MATTERS
from coprod.model import Project, Session
from coprod.model.kinds import SESSIONS
from coprod.sheets.cells import Table
from coprod.sheets.entries import Draft, Entry, Proposal
from coprod.sheets.mapping import SheetMapping
from coprod.sheets.own import ATTENDANCE, LEVEL_OF, REST, SETTLED, value_of
from coprod.sheets.proposal import session_of
from coprod.words import short

#: The fields of a session that stand in one column each.
_FIELDS = (*map(SESSIONS.row, ("id", "date", "phase", "title", "level")), *REST)


@dataclass(slots=True)
class _Rows:
    """The rows of one session: what their cells say of it, and who came in each capacity."""

    cells: dict[str, str] = field(default_factory=dict)
    people: dict[str, dict[str, None]] = field(default_factory=lambda: {capacity: {} for capacity in CAPACITIES})
    entries: list[Entry] = field(default_factory=list)


def propose_own(table: Table, mapping: SheetMapping, project: Project) -> Proposal:
    """The sessions of an export of attendance."""
    proposal = Proposal(mapping, [table])
    headings = {column: table.text(0, column) for column in table.filled(0)}
    # Matters have columns only if some were settled.
    if missing := [f'"{name}"' for name in ATTENDANCE if name not in headings.values()]:
        lacks = f"Columns of an export that are missing, so that nothing is known of them: {', '.join(missing)}."
        proposal.remarks.append(lacks)
    by_id: dict[str, _Rows] = {}
    files = set()
    names: defaultdict[str, list[str]] = defaultdict(list)
    for label, name in project.people.items():
        names[name].append(label)
    for row in range(1, len(table.rows)):
        if not table.filled(row):
            continue
        cells = {name: str(table.cell(row, column)) for column, name in headings.items()}
        files.add(cells.pop("file", ""))
        entry = Entry(table, row, name=cells.pop("person", ""), side=cells.pop("side", "").strip())
        proposal.entries.append(entry)
        key = cells.get("session_id") or "\n".join(cells.get(name, "") for name in ("date", "phase", "title", "level"))
        proposal.problems += _gather(by_id.setdefault(key, _Rows()), entry, cells, names)
    if len(files) > 1:
        proposal.problems.append(Problem(table.file, "holds sessions of several files: import those of one", 1))
    used: set[str] = set()
    for found in by_id.values():
        if session := _session(found, proposal.problems, used):
            proposal.drafts.append(Draft(session.date, session.phase, found.entries, session.title or "", session))
    _match(proposal, project)
    known = project.labels
    for entry in proposal.entries:
        entry.on_record = entry.label in known
    return proposal


def _gather(there: _Rows, entry: Entry, cells: dict[str, str], ids: Mapping[str, list[str]]) -> Iterator[Problem]:
    """Add one row to its session; what does not agree with the rows before is a problem."""
    table, row, person = entry.table, entry.row, entry.name
    there.entries.append(entry)
    for name, cell in cells.items():
        if cell and there.cells.setdefault(name, cell) != cell:
            first = there.entries[0].row + 1
            yield table.problem(f'"{name}" says something else than row {first} of the same session', row)
    if not person:
        entry.fate, entry.why = "counted", "about the session"
        return
    if entry.side not in CAPACITIES:
        yield table.problem(f'"{short(entry.side)}" is no side: {", ".join(CAPACITIES)}', row)
        return
    labels = ids.get(person, [])
    if len(labels) > 1:
        yield table.problem(f'"{short(person)}" is the name of several ids of [people]: write the id', row)
    entry.label = labels[0] if labels else person
    entry.fate = "came"
    if entry.label in there.people[entry.side]:
        entry.fate, entry.why = "same", "the same row once more"
    there.people[entry.side][entry.label] = None


def _session(found: _Rows, problems: list[Problem], used: set[str]) -> Session | None:
    """The session of some rows; what is wrong with it is added to the problems."""
    cells, first = found.cells, found.entries[0]
    fields: dict[str, Any] = {side: tuple(labels) for side, labels in found.people.items()}
    fields["settled"] = {
        matter: {"what": cells[SETTLED + matter], "level": cells.get(LEVEL_OF + matter, "").strip() or None}
        for matter in MATTERS
        if SETTLED + matter in cells
    }
    try:
        for row in _FIELDS:
            cell = cells.get(row.column, "")
            if row.value in {"text", "lines"}:
                # An apostrophe tells an empty text from none.
                fields[row.name] = (cell if cell.strip("'") else cell[1:]) if cell else None
            elif cell or row.name in {"date", "phase"}:
                value = value_of(row, cell)
                fields[row.name] = value.strip() if isinstance(value, str) else value
        counts = {side: cells[column] for side in CAPACITIES if (column := f"{side}_count") in cells}
        fields["also_present"] = {side: _number(cell) for side, cell in counts.items()}
    except ValueError as error:
        problems.append(first.table.problem(str(error), first.row))
        return None
    return session_of(fields, first, problems, used)


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
    by_day: defaultdict[object, list[Session]] = defaultdict(list)
    for other in project.sessions:
        by_day[other.date].append(other)
    for draft in proposal.drafts:
        if (session := draft.session) is None:
            continue
        others, content = by_day[session.date], _content(session)
        same = by_id.get(session.id) or next((other for other in others if _content(other) == content), None)
        if same is not None:
            draft.record = draft.together = same
            if same in others:
                # Each is the counterpart of one: two sessions of a day can be alike.
                others.remove(same)
            if _content(same) != content:
                draft.told.append("it says something else on record, and stays as it is there")
