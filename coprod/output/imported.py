"""What an import read, left out and added, in a few lines."""

from collections import Counter
from collections.abc import Iterator, Sequence

from coprod.framework import LEVELS, SIDES
from coprod.model import Session
from coprod.output.words import counted, listed
from coprod.sheets.compared import Compared
from coprod.sheets.proposal import Proposal
from coprod.sheets.reading.meeting import LeftOut
from coprod.words import short, visible

#: How many of those who are left out are named, before only their number is told.
_NAMED = 12


def reading_told(proposal: Proposal) -> str:
    """What was read and what was not, those who were left out first: told before anything is written."""
    return _text(_read(proposal))


def result_told(compared: Compared, file: str, *, done: bool) -> str:
    """The sessions that were added, or would be, and those that were recorded already."""
    return _text(_added(compared, file, done=done))


def joining_told(before: Session | None, after: Session | None, *, done: bool) -> str:
    """Who was added to a session on record, or would be."""
    return _text(_joined(before, after, done=done))


def _joined(before: Session | None, after: Session | None, *, done: bool) -> Iterator[str]:
    if before is None or after is None or before == after:
        yield "Nothing to add."
        return
    new = {side: [label for label in getattr(after, side) if label not in getattr(before, side)] for side in SIDES}
    sides = [f"{_people(len(labels))} in a {side} capacity" for side, labels in new.items()]
    yield f"{'Added' if done else 'Would add'} to {after.id}: {listed(sides)}. Nobody was taken out."
    if before.also_present != after.also_present:
        yield "Of people who are only counted, the larger number holds."


def _text(lines: Iterator[str]) -> str:
    return "".join(f"{visible(line)}\n" for line in lines)


def _read(proposal: Proposal) -> Iterator[str]:
    reading = proposal.reading
    people = {label for session in proposal.sessions for label in (*session.community, *session.professional)}
    names = [table.name for table in reading.read_tables if table.name]
    sheets = (
        f", {'sheet' if len(names) == 1 else 'sheets'} {listed([_quoted(name) for name in names])}," if names else ""
    )
    number = sum(sum(dict(session.also_present).values()) for session in proposal.sessions)
    more = f", and {number} who are only counted" if number and not reading.exact else ""
    sizes = f"{counted(len(proposal.sessions), 'session')}, {_people(len(people))}{more}"
    yield f"Read {reading.table.file}{sheets} as {reading.shape}: {sizes}."
    yield from _left_out(reading.left_out)
    if proposal.empty:
        yield f"Nobody came, so no session: {listed(_first(proposal.empty))}."
    yield from reading.remarks
    if reading.passed_over:
        yield f"Not read: {listed([_quoted(heading) for heading in reading.passed_over])}."
    for person in proposal.merged:
        how = "by email address" if person.emails else "by spelling"
        every = listed([_quoted(name) for name in person.names])
        yield f"One person {how}, recorded as {_quoted(person.label)}: {every}."
    for first, full in proposal.pairs[:_NAMED]:
        yield f'Perhaps one person: {_quoted(first)} and {_quoted(full)}. If so, import with --call "{first}={full}".'
    for session in proposal.alike:
        yield f"Kept apart, though the sheet says the same of an earlier session of that day: {session.id}."
    yield from _levels(proposal)


def _left_out(entries: Sequence[LeftOut]) -> Iterator[str]:
    """Those from whom nobody is recorded, by the reason."""
    named = [(entry.name or f"row {entry.place.row + 1}", entry.reason) for entry in entries]
    if not named:
        return
    yield f"Left out: {counted(len(named), 'entry').replace('entrys', 'entries')}."
    by_reason: dict[str, list[str]] = {}
    for name, reason in named:
        by_reason.setdefault(reason, []).append(short(name))
    for reason, names in list(by_reason.items())[:_NAMED]:
        yield f"  {listed(_first(list(Counter(names))))}: {reason}."
    if len(by_reason) > _NAMED:
        yield f"  and others, for {len(by_reason) - _NAMED} more reasons."


def _first(names: Sequence[str]) -> list[str]:
    more = len(names) - _NAMED
    return [*names[:_NAMED], *([f"{more} more"] if more > 0 else [])]


def _levels(proposal: Proposal) -> Iterator[str]:
    """What leaving the level out means, and how to say one."""
    silent = proposal.without_level
    if not silent or proposal.reading.exact:
        return
    phases = Counter(phase for session in silent for phase in session.phase)
    which = "no level" if len(silent) == len(proposal.sessions) else f"no level for {counted(len(silent), 'session')}"
    yield (
        f"The sheet names {which}, so it is only known that the community took part: it counts neither as partners nor "
        f"as consulted. Where it is known, add --level {next(iter(phases))}=LEVEL, one of {', '.join(LEVELS)}."
    )


def _added(compared: Compared, file: str, *, done: bool) -> Iterator[str]:
    new, recorded, changed = compared.new, compared.recorded, compared.changed
    if new:
        yield f"{'Added' if done else 'Would add'} {counted(len(new), 'session')} to {file}: {_sides(new)}."
    else:
        yield "Nothing to add."
    if recorded:
        yield f"Recorded already, and left out: {counted(len(recorded), 'session')}."
    if changed:
        yield f"Recorded already with other content, which was left as it is: {_ids(changed)}."
    if compared.doubtful:
        ids = _ids(compared.doubtful)
        yield f"Perhaps a meeting that was on record before, by its day and its title or people: {ids}."
        yield "Where it is the same, take this back with coprod undo, and import with --into and the id of the other."


def _ids(sessions: Sequence[Session]) -> str:
    return listed([session.id for session in sessions])


def _sides(sessions: Sequence[Session]) -> str:
    community = {label for session in sessions for label in session.community}
    professional = {label for session in sessions for label in session.professional}
    both = len(community & professional)
    words = f"{_people(len(community))} in a community capacity, {_people(len(professional))} in a professional one"
    if not both:
        return words
    at_once = any(set(session.community) & set(session.professional) for session in sessions)
    return f"{words}, {both} of them in both" + ("" if at_once else " at different sessions")


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _quoted(text: str) -> str:
    return f'"{short(text)}"'
