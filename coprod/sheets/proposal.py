"""From the entries of a sheet to sessions of a project: what is new, and what is added to those on record."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from coprod.days import spoken
from coprod.errors import Problem
from coprod.framework import CAPACITIES
from coprod.model import Project, Session
from coprod.model.ids import record_id
from coprod.model.kinds import ids
from coprod.sheets.cells import Table, folded
from coprod.sheets.entries import NEW, Answers, Draft, Entry, Proposal
from coprod.sheets.headings import headings_row
from coprod.sheets.map_rows import read_rows
from coprod.sheets.mapping import SheetMapping
from coprod.sheets.names import in_quotes
from coprod.sheets.people import BY_ANSWER, BY_SIDE, People
from coprod.store.problems import in_words
from coprod.words import short

_LONG_AGO = 10


def propose_sessions(tables: Sequence[Table], mapping: SheetMapping, project: Project, answers: Answers) -> Proposal:
    """The sessions of some tables, which have the headings of the mapping."""
    proposal = Proposal(mapping, tables)
    in_sheet = mapping.day and (mapping.day.column or mapping.day.above is not None)
    top: int | None = None
    for table in tables:
        top = headings_row(table, mapping)
        if top is None:
            rows = range(len(table.rows))
            present = {folded(table.cell(row, column)) for row in rows for column in table.filled(row)}
            missing = [heading for heading in mapping.headings() if folded(heading) not in present]
            lacks = f"lacks {in_quotes(missing)}" if missing else "has its headings in different lines"
            fits = f"does not fit {mapping.origin or 'the mapping'}: it {lacks}"
            proposal.problems.append(table.problem(fits, 0))
        else:
            read_rows(proposal, table, top, None if in_sheet else answers.date)
    _check_days(proposal, answers.today)
    people = People(project, answers)
    people.settle(proposal.entries)
    proposal.sideless = people.sideless
    _group(proposal, answers)
    used = {name for _, _, name in ids(project)}
    for draft in proposal.drafts:
        if draft.day and draft.phase and not any(entry.fate == "open" for entry in draft.entries):
            draft.session = session_of(_fields(draft, proposal, answers), draft.entries[0], proposal.problems, used)
    _match(proposal, project, answers.into)
    if not proposal.entries and not proposal.problems and top is not None:
        proposal.problems.append(Problem(tables[0].file, "has headings, and no row under them", top + 1))
    return proposal


def _check_days(proposal: Proposal, today: dt.date) -> None:
    for entry in proposal.entries:
        if entry.fate != "new":
            continue
        if entry.day is None:
            proposal.undated = True
        elif entry.day > today:
            entry.ask(f"{spoken(entry.day)} is still to come", "day")
        elif (entry.day.year + _LONG_AGO, entry.day.month, entry.day.day) < (today.year, today.month, today.day):
            entry.ask(f"{spoken(entry.day)} is more than ten years ago", "day")


def _group(proposal: Proposal, answers: Answers) -> None:
    """Put the entries of those who came together by day, phase, title and column, and find rows of the same person."""
    groups: dict[object, Draft] = {}
    absent: dict[tuple[str, dt.date | None, int | None], Entry] = {}
    for entry in proposal.entries:
        if entry.fate == "out" and entry.name:
            absent.setdefault((folded(entry.name), entry.day, entry.column), entry)
        spans = (phases for days, phases in answers.spans if entry.day and days.contains(entry.day))
        phase = entry.phase or next(spans, answers.phases)
        came = entry.fate in {"came", "counted"}
        if not phase and (came or entry.kind == "side") and (entry.day or not answers.spans):
            proposal.phaseless += [entry.day] if entry.day not in proposal.phaseless else []
        if came:
            wide = entry.column if proposal.mapping.wide == "days" else None
            key = (entry.day, phase, folded(entry.title), wide)
            if key not in groups:
                groups[key] = Draft(entry.day, phase, [], entry.title)
            groups[key].entries.append(entry)
    for draft in groups.values():
        _find_doubles(draft, absent)
    proposal.drafts = [draft for draft in groups.values() if any(entry.fate != "open" for entry in draft.entries)]


def _find_doubles(draft: Draft, absent: Mapping[tuple[str, dt.date | None, int | None], Entry]) -> None:
    """Rows of one person at one session are one; sides that differ, and a row that says no, are asked about."""
    first: dict[str, Entry] = {}
    for entry in draft.entries:
        if entry.fate != "came":
            continue
        there = first.setdefault(entry.label, entry)
        no = absent.get((folded(entry.name), entry.day, entry.column))
        if there is not entry and there.side != entry.side:
            _reopen(entry, f"stands on another side than in row {there.row + 1}", "sides")
        elif there is not entry:
            entry.fate, entry.why = "same", f"same person as row {there.row + 1}"
        elif no and no.row != entry.row and no.why not in {BY_SIDE, BY_ANSWER}:
            _reopen(entry, f"row {no.row + 1} says that this person did not come", "absent")


def _reopen(entry: Entry, why: str, kind: str) -> None:
    entry.fate = "new"
    entry.ask(why, kind)


def _fields(draft: Draft, proposal: Proposal, answers: Answers) -> dict[str, Any]:
    """The fields of the session that the rows of a draft tell of."""
    labels: dict[str, set[str]] = {side: set() for side in CAPACITIES}
    counts: Counter[str] = Counter()
    for entry in draft.entries:
        if entry.fate == "counted":
            counts[entry.side] += entry.count
        elif entry.fate == "came":
            labels[entry.side].add(entry.label)
    levels = list(dict.fromkeys(entry.level for entry in draft.entries if entry.level))
    if len(levels) > 1:
        both = f"the session of {draft.day} has two levels, {' and '.join(levels)}: correct the sheet"
        proposal.problems.append(draft.entries[0].table.problem(both, draft.entries[0].row))
    given = {answers.levels[phase] for phase in draft.phase if phase in answers.levels}
    level = given.pop() if len(given) == 1 else answers.level
    notes = dict.fromkeys(entry.note for entry in draft.entries if entry.note)
    return {
        "date": draft.day,
        "phase": draft.phase,
        "title": draft.title or None,
        "level": next(iter(levels), level),
        **{side: tuple(sorted(found)) for side, found in labels.items()},
        "also_present": dict(counts),
        "note": "\n".join(notes) or None,
    }


def session_of(fields: Mapping[str, Any], first: Entry, problems: list[Problem], used: set[str]) -> Session | None:
    """A session of these fields, or None if something is wrong with it, which is added to the problems at a row.

    A field that is None is left out. A session that is like another gets the next id that is not used.
    """
    session = _validated({key: value for key, value in fields.items() if value is not None}, first, problems)
    attempt = 0
    while session and session.id in used:
        attempt += 1
        session = session.model_copy(update={"id": record_id(dict(session), attempt=attempt)})
    used |= {session.id} if session else set()
    return session


def _validated(fields: Mapping[str, Any], first: Entry, problems: list[Problem]) -> Session | None:
    try:
        return Session.model_validate(fields)
    except ValidationError as error:
        problems += [first.table.problem(f"{path[0]}: {words}", first.row) for path, words in in_words(error)]
        return None


def _match(proposal: Proposal, project: Project, into: str) -> None:
    """Find for each session of the sheet the one of its day and phase on record with most people in common."""
    if into == NEW:
        return
    if into:
        _match_one(proposal, next(session for session in project.sessions if session.id == into))
        return
    pairs = sorted(_pairs(proposal, project), key=lambda pair: pair[0], reverse=True)
    taken: set[str] = set()
    for common, draft, session, other in pairs:
        # One that only counts people has none in common with any.
        same = not session.labels and session.also_present == other.also_present
        if draft.record is None and other.id not in taken and (same or common):
            taken.add(other.id)
            _add(draft, session, other, proposal.problems)
    for _, draft, _, other in pairs:
        if draft.record is None and draft.stranger is None and other.id not in taken:
            draft.stranger = other


def _pairs(proposal: Proposal, project: Project) -> Iterator[tuple[int, Draft, Session, Session]]:
    """Sessions of the sheet and those on record that may be the same, behind how many people they have in common."""
    by_day: defaultdict[tuple[dt.date, frozenset[str]], list[Session]] = defaultdict(list)
    for other in project.sessions:
        by_day[other.date, frozenset(other.phase)].append(other)
    for draft in proposal.drafts:
        session = draft.session
        if session is None:
            continue
        for other in by_day.get((session.date, frozenset(session.phase)), ()):
            if not (session.title and other.title) or folded(session.title) == folded(other.title):
                yield len(set(session.labels).intersection(other.labels)), draft, session, other


def _match_one(proposal: Proposal, record: Session) -> None:
    """Add the one session of the sheet to the one that the user names."""
    drafts, file = proposal.drafts, proposal.tables[0].file
    if len(drafts) != 1:
        proposal.problems.append(Problem(file, f"holds {len(drafts)} sessions, and --into takes the people of one"))
    for draft, session in [(draft, draft.session) for draft in drafts if draft.session][:1]:
        if session.date != record.date:
            other = f"is of {session.date}, and {record.id} was on {record.date}"
            proposal.problems.append(Problem(file, other))
        _add(draft, session, record, proposal.problems)


def _add(draft: Draft, session: Session, record: Session, problems: list[Problem]) -> None:
    """The session on record with what the sheet adds: people, and a level, title or note that it lacks.

    A session that was planned was held, as people came; who was expected and did not come has to be taken out.
    """
    draft.record, first = record, draft.entries[0]
    changes: dict[str, Any] = {"planned": False}
    absent = [(side, label) for side in CAPACITIES for label in getattr(record, side) if label not in session.labels]
    if record.planned and absent:
        side, label = absent[0]
        was = f"{record.id} was planned with {in_quotes(name for _, name in absent)}, who did not come by the sheet"
        how = f'take them out first, as with coprod amend {record.id} --remove-{side} "{short(label)}"'
        problems.append(first.table.problem(f"{was}: {how}", first.row))
    sides = {label: side for side in reversed(CAPACITIES) for label in getattr(record, side)}
    for side in CAPACITIES:
        there, came = getattr(record, side), getattr(session, side)
        changes[side] = (*there, *(label for label in came if label not in sides))
        crossed = [label for label in came if label in sides and label not in there]
        for entry in draft.entries:
            if entry.fate == "came" and entry.label in crossed:
                entry.other = sides[entry.label]
                _reopen(entry, f"came as {entry.other} by {record.id}, on record", "crossed")
    counts: dict[str, Any] = {
        side: getattr(record.also_present, side) or getattr(session.also_present, side) for side in CAPACITIES
    }
    if any(getattr(session.also_present, side) not in {0, counts[side]} for side in CAPACITIES):
        draft.told.append("another number of people is counted on record, and stays")
    changes["also_present"] = record.also_present.model_copy(update=counts)
    for key in ("level", "title", "note"):
        mine, other = getattr(session, key), getattr(record, key)
        if mine and not other:
            changes[key] = mine
        elif mine and key == "level" and mine != other:
            draft.told.append(f"its level on record is {other}, not {mine}, and stays")
    draft.together = _validated({**dict(record), **changes}, first, problems)
