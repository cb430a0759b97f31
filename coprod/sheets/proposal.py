"""From the entries of a sheet to sessions of a project: what is new, what is added to those on record, what is open."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from coprod.days import Period, spoken
from coprod.errors import Problem
from coprod.framework import CAPACITIES, LevelName, PhaseName
from coprod.model import Project, Session, toml
from coprod.model.ids import record_id
from coprod.model.kinds import ids
from coprod.sheets.cells import Table, folded
from coprod.sheets.headings import headings_row
from coprod.sheets.map_rows import Entry, Rows, read_rows
from coprod.sheets.mapping import SheetMapping
from coprod.sheets.names import SEVERAL
from coprod.sheets.people import BY_ANSWER, BY_SIDE, Answers, People
from coprod.sheets.xlsx import STRUCK, UNSAVED
from coprod.store.change import Change, add_unchanged, replaced
from coprod.store.problems import in_words
from coprod.store.read import Document
from coprod.words import short

_LONG_AGO = 10
#: How many of a kind are named, before only their number is told.
NAMED = 8


@dataclass(slots=True)
class Supplied:
    """What the user supplies of the sessions, where the sheet says nothing.

    Attributes:
        phases: the phases of sessions on days that lie in no span.
        spans: periods, and the phases of the sessions in each.
        level: the level of sessions whose phase is not in `levels`.
        levels: levels by phase.
        into: the session on record that the sheet's one session is added to, or `new`.
    """

    phases: tuple[PhaseName, ...] = ()
    spans: Sequence[tuple[Period, tuple[PhaseName, ...]]] = ()
    level: LevelName | None = None
    levels: Mapping[PhaseName, LevelName] = field(default_factory=dict)
    into: str = ""


NEW = "new"


@dataclass(eq=False, slots=True)
class Draft:
    """A session of the sheet.

    Attributes:
        session: as it would stand alone; None while something of it is open.
        record: the session on record that it is added to; None if it is new.
        together: that session with what is added; equal to it if nothing is.
        told: what is told of the two, such as another level that is left.
        strangers: sessions on record of its day and phase that nobody of it came to: it has to be asked about.
    """

    day: dt.date | None
    phase: tuple[PhaseName, ...]
    entries: list[Entry]
    title: str = ""
    session: Session | None = None
    record: Session | None = None
    together: Session | None = None
    told: list[str] = field(default_factory=list)
    strangers: list[Session] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Proposal:
    """What an import would do.

    Attributes:
        mapping: the mapping by which the sheet was read.
        tables: the tables that were read.
        rows: what was read of them, as one.
        drafts: the sessions.
        phaseless: the days of sessions whose phase nobody says, None if the day is not known either.
        sideless: those whose side nobody says, by label, with their first entry.
        undated: whether the day has to be given.
        problems: what is wrong, whatever is answered.
    """

    mapping: SheetMapping
    tables: list[Table]
    rows: Rows = field(default_factory=Rows)
    drafts: list[Draft] = field(default_factory=list)
    phaseless: list[dt.date | None] = field(default_factory=list)
    sideless: dict[str, Entry] = field(default_factory=dict)
    undated: bool = False
    problems: list[Problem] = field(default_factory=list)

    @property
    def new(self) -> list[Session]:
        """The sessions that are not on record."""
        return [draft.session for draft in self.drafts if draft.session and draft.record is None]

    @property
    def changed(self) -> list[Draft]:
        """The sessions on record to which something is added."""
        return [draft for draft in self.drafts if draft.together is not None and draft.together != draft.record]

    def change(self, document: Document) -> Change:
        """The change of a document that the import is: what is added to sessions on record, and new ones."""
        sessions = document.project.sessions
        places = {("sessions", sessions.index(draft.record)): draft.together for draft in self.changed}
        change = replaced(document, places) if places else Change((), document, document)  # type: ignore[arg-type]
        added = add_unchanged(change.after, self.new)
        return Change((*change.records, *added.records), document, added.after)

    @property
    def open_rows(self) -> list[Entry]:
        """The entries of which somebody has to say what becomes of them, one by one."""
        return [entry for entry in self.rows.entries if entry.fate == "open" and entry.kind not in {"word", "side"}]


def propose_sessions(
    tables: Sequence[Table], mapping: SheetMapping, project: Project, answers: Answers, supplied: Supplied
) -> Proposal:
    """The sessions of some tables, which have the headings of the mapping."""
    proposal = Proposal(mapping, list(tables))
    for table in tables:
        top = headings_row(table, mapping)
        if top is None:
            proposal.problems.append(_without_headings(table, mapping))
            continue
        read_rows(table, mapping, top, answers.date, proposal.rows)
    _check_days(proposal, answers.today)
    people = People(project, answers)
    people.settle(proposal.rows.entries)
    proposal.sideless = people.sideless
    _group(proposal, supplied, {name for _, _, name in ids(project)})
    _match(proposal, project, supplied)
    if not proposal.drafts and not proposal.problems and not proposal.rows.entries and proposal.tables:
        proposal.problems.append(Problem(tables[0].file, "has headings, and no row under them", proposal.rows.top + 1))
    return proposal


def _without_headings(table: Table, mapping: SheetMapping) -> Problem:
    present = {folded(table.cell(row, column)) for row in range(len(table.rows)) for column in table.filled(row)}
    missing = [heading for heading in mapping.headings() if folded(heading) not in present]
    lacks = f"lacks {_listed(missing)}" if missing else "has its headings in different lines"
    return table.problem(f"does not fit {mapping.origin or 'the mapping'}: it {lacks}", 0)


def _check_days(proposal: Proposal, today: dt.date) -> None:
    for entry in proposal.rows.entries:
        if entry.fate != "new":
            continue
        if entry.day is None:
            proposal.undated = True
        elif entry.day > today:
            entry.ask(f"{spoken(entry.day)} is still to come", "day")
        elif (entry.day.year + _LONG_AGO, entry.day.month, entry.day.day) < (today.year, today.month, today.day):
            entry.ask(f"{spoken(entry.day)} is more than ten years ago", "day")


def _group(proposal: Proposal, supplied: Supplied, used: set[str]) -> None:
    """Put the entries of those who came together by day, phase, title and column, and find rows of the same person."""
    groups: dict[object, Draft] = {}
    absent: defaultdict[tuple[str, dt.date | None, int | None], list[Entry]] = defaultdict(list)
    for entry in proposal.rows.entries:
        if entry.fate == "out" and entry.name:
            absent[folded(entry.name), entry.day, entry.column].append(entry)
        spans = (phases for days, phases in supplied.spans if entry.day and days.contains(entry.day))
        phase = entry.phase or next(spans, supplied.phases)
        came = entry.fate in {"came", "counted"}
        if not phase and (came or entry.kind == "side") and (entry.day or not supplied.spans):
            proposal.phaseless += [entry.day] if entry.day not in proposal.phaseless else []
        if not came:
            continue
        wide = entry.column if proposal.mapping.wide == "days" else None
        key = (entry.day, phase, folded(entry.title), wide)
        groups.setdefault(key, Draft(entry.day, phase, [], entry.title)).entries.append(entry)
    for draft in groups.values():
        _find_doubles(draft, absent)
    proposal.drafts = [draft for draft in groups.values() if any(one.fate != "open" for one in draft.entries)]
    for draft in proposal.drafts:
        if draft.day and draft.phase and not any(entry.fate == "open" for entry in draft.entries):
            _make(draft, proposal, supplied, used)


def _find_doubles(draft: Draft, absent: Mapping[tuple[str, dt.date | None, int | None], list[Entry]]) -> None:
    """Rows of one person at one session are one; sides that differ, and a row that says no, are asked about."""
    first: dict[str, Entry] = {}
    for entry in draft.entries:
        if entry.fate != "came":
            continue
        there = first.setdefault(entry.label, entry)
        no = next(iter(absent.get((folded(entry.name), entry.day, entry.column), ())), None)
        if there is not entry and there.side != entry.side:
            _reopen(entry, f"stands on another side than in row {there.row + 1}", "sides", "l")
        elif there is not entry:
            entry.fate, entry.why = "same", f"same person as row {there.row + 1}"
        elif no and no.row != entry.row and no.why not in {BY_SIDE, BY_ANSWER}:
            _reopen(entry, f"row {no.row + 1} says that this person did not come", "absent", "l")


def _reopen(entry: Entry, why: str, kind: str, keys: str) -> None:
    entry.fate = "new"
    entry.ask(why, kind, keys)


def _make(draft: Draft, proposal: Proposal, supplied: Supplied, used: set[str]) -> None:
    """The session of a draft, with what its rows say of it."""
    labels: dict[str, dict[str, None]] = {side: {} for side in CAPACITIES}
    counts: Counter[str] = Counter()
    for entry in draft.entries:
        if entry.fate == "counted":
            counts[entry.side] += entry.count
        elif entry.fate == "came":
            labels[entry.side][entry.label] = None
    levels = list(dict.fromkeys(entry.level for entry in draft.entries if entry.level))
    if len(levels) > 1:
        both = f"the session of {draft.day} has two levels, {' and '.join(levels)}: correct the sheet"
        proposal.problems.append(draft.entries[0].table.problem(both, draft.entries[0].row))
    notes = dict.fromkeys(entry.note for entry in draft.entries if entry.note)
    fields: dict[str, Any] = {
        "date": draft.day,
        "phase": draft.phase,
        "title": draft.title or None,
        "level": next(iter(levels), None) or _level(draft.phase, supplied),
        **{side: tuple(sorted(found)) for side, found in labels.items()},
        "also_present": dict(counts),
        "note": "\n".join(notes) or None,
    }
    draft.session = session_of(fields, draft.entries[0], proposal.problems, used)


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


def _level(phases: Sequence[PhaseName], supplied: Supplied) -> LevelName | None:
    given = {supplied.levels[phase] for phase in phases if phase in supplied.levels}
    return given.pop() if len(given) == 1 else supplied.level


def _match(proposal: Proposal, project: Project, supplied: Supplied) -> None:
    """Find for each session of the sheet the one of its day and phase on record with most people in common."""
    if supplied.into and supplied.into != NEW:
        _match_one(proposal, next(session for session in project.sessions if session.id == supplied.into))
    if supplied.into:
        return
    pairs = list(_pairs(proposal, project))
    taken: set[str] = set()
    for _, _, draft, session, other in sorted(pairs, key=lambda pair: pair[:2]):
        # One that only counts people has none in common with any.
        same = not session.labels and session.also_present == other.also_present
        if draft.record is None and other.id not in taken and (same or set(session.labels) & set(other.labels)):
            taken.add(other.id)
            _add(draft, session, other, proposal.problems)
    for _, _, draft, _, other in pairs:
        if draft.record is None and other.id not in taken:
            draft.strangers.append(other)


def _pairs(proposal: Proposal, project: Project) -> Iterator[tuple[int, int, Draft, Session, Session]]:
    """Sessions of the sheet and those on record that may be the same, behind what they are sorted by."""
    by_day: defaultdict[tuple[dt.date, frozenset[str]], list[Session]] = defaultdict(list)
    for other in project.sessions:
        by_day[other.date, frozenset(other.phase)].append(other)
    for at, draft in enumerate(proposal.drafts):
        session = draft.session
        if session is None:
            continue
        for other in by_day.get((session.date, frozenset(session.phase)), ()):
            if not (session.title and other.title) or folded(session.title) == folded(other.title):
                yield -len(set(session.labels).intersection(other.labels)), at, draft, session, other


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
    draft.record = record
    changes: dict[str, Any] = {"planned": False}
    absent = [(side, label) for side in CAPACITIES for label in getattr(record, side) if label not in session.labels]
    if record.planned and absent:
        side, label = absent[0]
        was = f"{record.id} was planned with {_listed(name for _, name in absent)}, who did not come by the sheet"
        how = f'take them out first, as with coprod amend {record.id} --remove-{side} "{short(label)}"'
        problems.append(draft.entries[0].table.problem(f"{was}: {how}", draft.entries[0].row))
    for side in CAPACITIES:
        there = getattr(record, side)
        others = set(record.labels) - set(there)
        changes[side] = (*there, *(label for label in getattr(session, side) if label not in {*there, *others}))
        crossed = [label for label in getattr(session, side) if label in others and label not in there]
        for entry in draft.entries:
            if entry.fate == "came" and entry.label in crossed:
                entry.other = next(one for one in CAPACITIES if entry.label in getattr(record, one))
                _reopen(entry, f"came as {entry.other} by {record.id}, on record", "crossed", "l")
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
    draft.together = _validated({**dict(record), **changes}, draft.entries[0], problems)


def open_problems(proposal: Proposal) -> Iterator[Problem]:
    """Everything that is wrong or open, each word, heading and kind of row once, with the key or option for it."""
    yield from proposal.problems
    file = proposal.tables[0].file if proposal.tables else ""
    yield from (Problem(file, message) for message in _open(proposal))
    yield from _of_rows(proposal)
    for draft in proposal.drafts:
        if draft.strangers and draft.record is None:
            other = draft.strangers[0]
            both = f"if it is that meeting, add --into {other.id}; if it is another, --into new"
            yield Problem(file, f"on record is {other.id} of {draft.day}, with nobody in common: {both}")


def _open(proposal: Proposal) -> Iterator[str]:
    """What is open of the sheet as a whole."""
    rows = proposal.rows
    for heading in rows.headings:
        yield f'"{short(heading)}" has no role: give it one, or name it under ignore, in the mapping'
    if proposal.mapping.names_nobody:
        yield "the mapping does not say who is listed: name the column that holds names under name"
    if not proposal.mapping.came and not proposal.mapping.own:
        alone = 'or write came = "all" if the sheet lists only those who came'
        yield f"the mapping does not say who came: name the column that does under came, {alone}"
    for unknown, places in rows.unknown.items():
        number = len(places)
        said = f'says "{short(unknown.word)}"' if unknown.word else "is empty"
        times = "once" if number == 1 else f"{number} times"
        in_rows = "1 row" if number == 1 else f"{number} rows"
        there = f'"{unknown.column}" {said} in {in_rows}' if unknown.column else f"a cell {said}, {times}"
        under = {"came": "came or absent of came", "side": "a side, or out, of side"}.get(unknown.role, unknown.role)
        yield f'{there}: list "{short(unknown.word)}" under {under} in the mapping'
    for text, days in [*rows.unclear.items()][:1]:
        two = f'"{short(text)}" can be {spoken(days[0])} or {spoken(days[-1])}'
        yield f'{two}: write order = "dmy" or "mdy" in day of the mapping'
    if proposal.undated:
        yield "nothing in the sheet says the day: give it with --date"
    if proposal.phaseless:
        of = span_of(proposal.phaseless)
        spans = "or by days with --phase co-design=2026-01-01..2026-03-31"
        yield f"nothing says which phase the {of} served: give it with --phase, {spans}"
    if people := list(proposal.sideless):
        how = f'--side "{short(people[0])}=community" for one, --side rest=professional for all who are left'
        if ends := sorted({entry.email.rpartition("@")[2] for entry in proposal.sideless.values() if entry.email}):
            how += f", --side @{ends[0]}=professional for an end of addresses"
        list_ = "or --side FILE, a CSV with the columns person and side; out leaves somebody out"
        yield f"nobody says in what capacity {_listed(people)} came: {how}, {list_}"


def span_of(days: Sequence[dt.date | None]) -> str:
    """The session or sessions of these days, as a part of a sentence."""
    known = sorted(day for day in days if day)
    if len(known) < 2:  # noqa: PLR2004 - one day, or none
        return f"session of {spoken(known[0])}" if known else "session"
    return f"sessions of {len(known)} days, {spoken(known[0])} to {spoken(known[-1])},"


def _listed(names: Iterable[str]) -> str:
    every = [f'"{short(name)}"' for name in names]
    more = f" and {len(every) - NAMED} more" if len(every) > NAMED else ""
    return f"{', '.join(every[:NAMED])}{more}"


def _of_rows(proposal: Proposal) -> Iterator[Problem]:
    asked_once = tuple(f'"{text}"' for text in proposal.rows.unclear)
    seen = set()
    for entry in proposal.open_rows:
        key = (entry.kind, folded(entry.name), entry.why)
        if key not in seen and not (entry.kind == "day" and entry.why.startswith(asked_once)):
            seen.add(key)
            yield entry.table.problem(f'"{short(entry.name)}" {entry.why}{_advice(entry)}', entry.row)


_TWO = 'if they are two people, --side "{name}={side}"; if one, write one name in the sheet'
_OUT = '--side "{name}=out" leaves out each row of that name'
#: What to do of a row that is open, by the kind of question.
_ADVICE = {
    "near": _TWO,
    "address": _TWO,
    "one address": "write one address in the sheet if it is one person, and two names if it is not",
    "end": "if the table ends there, write until = {until} in the mapping",
    SEVERAL: f"part the cells with split in the mapping, or correct the sheet; {_OUT}",
    "doubt": f"correct the sheet; {_OUT}",
    "nameless": f"write the name in the sheet; {_OUT}",
    "row": f"show it or take it out in the sheet; {_OUT}",
    STRUCK: f"take it out in the sheet, or the line through it; {_OUT}",
    UNSAVED: f"open the sheet in its program, and save it; {_OUT}",
    "sides": 'say which with --side "{name}=SIDE"',
    "crossed": '--side "{name}={other}" takes the side on record, and coprod amend changes it',
    "count": f"write a number in the sheet; {_OUT}",
    "absent": f"correct the sheet; {_OUT}",
    "doubled": "write the id in the sheet",
    "again": "if the headings come again there, write blocks = true in the mapping",
    "day": "correct the day in the sheet",
}


def _advice(entry: Entry) -> str:
    kind = entry.kind
    if kind == "address" and "+" not in entry.keys:
        kind = "one address"
    elif "u" in entry.keys:
        kind = "end"
    elif entry.why in _ADVICE:
        kind = entry.why
    name, side = short(entry.name or entry.email), entry.side or "SIDE"
    return ": " + _ADVICE[kind].format(name=name, side=side, other=entry.other, until=toml.value(entry.name))
