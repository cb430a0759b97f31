"""What an import would do, row by row, and what it did."""

from collections import Counter
from collections.abc import Sequence

from coprod.days import spoken
from coprod.framework import CAPACITIES, LEVELS
from coprod.model import Session
from coprod.output.words import by_number, counted, listed
from coprod.sheets.entries import Draft, Entry, Fate, Proposal
from coprod.words import short, visible

#: Rows of a long table that are shown, besides those that are open; columns of a name; sessions, and names in a line.
ROWS, _NAME, _SESSIONS, _NAMED = 20, 28, 40, 12


_FATES: dict[Fate, str] = {
    "came": "came",
    "counted": "counted",
    "out": "left out",
    "same": "of the same person",
    "open": "open",
}


def row_groups(proposal: Proposal) -> list[list[Entry]]:
    """The entries of each line of the table: a wide sheet has several of one name in a row."""
    groups: dict[object, list[Entry]] = {}
    for entry in proposal.entries:
        groups.setdefault((id(entry.table), entry.row, _shown(entry)), []).append(entry)
    return list(groups.values())


def _shown(entry: Entry) -> str:
    return short(entry.name or (f"{entry.count} people" if entry.count else ""))


def _fate(entry: Entry) -> str:
    match entry.fate:
        case "came":
            as_label = f' as "{entry.label}"' if entry.label != entry.name else ""
            return f"came{as_label}, {entry.side}, {'on record' if entry.on_record else 'new'}"
        case "counted":
            return f"counted, {entry.side}" if entry.side and not entry.why else entry.why
        case "out":
            return f"left out: {entry.why}"
        case "same":
            return entry.why
        case _:
            return f"? {entry.why}"


def _sum(entries: Sequence[Entry]) -> str:
    """What becomes of one person at several sessions."""
    parts = []
    came = [entry for entry in entries if entry.fate in {"came", "counted"}]
    if came:
        sides = list(dict.fromkeys(entry.side for entry in came))
        known = "on record" if came[0].on_record else "new"
        parts.append(f"came {len(came)}, {' and '.join(sides)}, {known}")
    if out := [entry for entry in entries if entry.fate == "out"]:
        reasons = Counter(entry.why.rpartition("says ")[2] for entry in out)
        parts.append(f"left out {len(out)}: {_few(list(reasons))}")
    parts += [entry.why for entry in entries if entry.fate == "same"][:1]
    if questions := list(dict.fromkeys(entry.why for entry in entries if entry.fate == "open")):
        parts.append(f"? {questions[0]}")
    return "; ".join(parts)


def _few(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return listed([*names[:_NAMED], *([f"{more} more"] if more > 0 else [])])


def table_told(proposal: Proposal, *, every: bool = False) -> str:
    """The table of rows, the first of many and all that are open, then the sessions, and what was not read."""
    groups = row_groups(proposal)
    digits = len(str(max((entry.row + 1 for entry in proposal.entries), default=0)))
    width = min(_NAME, max((len(_shown(group[0])) for group in groups), default=0))
    shown = []
    for at, group in enumerate(groups):
        if every or at < ROWS or any(entry.fate == "open" for entry in group):
            first, name = group[0], visible(short(_shown(group[0])))
            where = f"{visible(short(first.table.name))} " if len(proposal.tables) > 1 else ""
            fate = visible(_fate(first) if len(group) == 1 else _sum(group))
            shown.append(f"  {where}{first.row + 1:>{digits}}  {name:<{width}}  {fate}".rstrip())
    if len(groups) > len(shown):
        fates = Counter(entry.fate for entry in proposal.entries)
        sums = ", ".join(f"{fates[fate]} {word}" for fate, word in _FATES.items() if fates[fate])
        shown.append(f"  and {counted(len(groups) - len(shown), 'row')} more; of all, {sums}")
    if drafts := proposal.drafts:
        shown.append(f"{counted(len(drafts), 'session')}:")
        shown += [f"  {visible(_session(draft))}" for draft in drafts[:_SESSIONS]]
        shown += [f"  and {len(drafts) - _SESSIONS} more"] if len(drafts) > _SESSIONS else []
    shown += map(visible, dict.fromkeys(proposal.remarks))
    if proposal.ignored:
        headings = [f'"{short(heading)}"' for heading in proposal.ignored]
        shown.append(visible(f"Not read: {_few(headings)}."))
    return "".join(f"{line}\n" for line in shown)


def _session(draft: Draft) -> str:
    numbers = []
    for side in CAPACITIES:
        came = {entry.label for entry in draft.entries if entry.fate == "came" and entry.side == side}
        numbers += [f"{len(came)} {side}"] if came else []
    more = _counted([draft.session]) if draft.session else str(sum(one.count for one in draft.entries) or "")
    numbers += [f"{more} counted"] if more else []
    day = spoken(draft.day) if draft.day else "no day yet"
    phase = " and ".join(draft.phase) or "no phase yet"
    level = f", {draft.session.level}" if draft.session and draft.session.level else ""
    title = f', "{short(draft.title)}"' if draft.title else ""
    about = f"{day}, {phase}{level}{title}: {', '.join(numbers) or 'nobody by name'}"
    known = f"on record as {draft.record.id}: {_added(draft)}" if draft.record else "new"
    return "; ".join([about, known, *draft.told])


def _added(draft: Draft) -> str:
    """What is added to a session on record, in words."""
    if draft.record is None or draft.together is None or draft.together == draft.record:
        return "nothing to add"
    parts = []
    for side in CAPACITIES:
        new = [label for label in getattr(draft.together, side) if label not in getattr(draft.record, side)]
        if new:
            parts.append(f"{_few(list(map(short, new)))} ({side})")
    if draft.together.also_present != draft.record.also_present:
        parts.append("people who are only counted")
    parts += ["that it was held"] if draft.record.planned else []
    parts += [
        f"the {key} {getattr(draft.together, key)}" if key == "level" else f"a {key}"
        for key in ("level", "title", "note")
        if getattr(draft.together, key) != getattr(draft.record, key)
    ]
    return f"adds {listed(parts)}"


def levels_told(proposal: Proposal) -> str:
    """What leaving the level out means, and how to say one; empty if no session of people lacks one."""
    together = [draft.together or draft.session for draft in proposal.drafts]
    meetings = [session for session in together if session and session.kind == "meeting" and not session.level]
    silent = [session for session in meetings if session.community or session.also_present.community]
    if not silent or proposal.mapping.own:
        return ""
    phase = silent[0].phase[0]
    of = "the session" if len(silent) == len(together) == 1 else counted(len(silent), "session")
    return (
        f"No level is known of {of}, so the community took part, and counts neither as partners nor as consulted. If "
        f"it is known, add --level {phase}=LEVEL: {', '.join(LEVELS)}.\n"
    )


def result_told(proposal: Proposal, file: str, *, done: bool) -> str:
    """What was added."""
    verb = "Added" if done else "Would add"
    new = proposal.new
    lines = [f"{verb} {counted(len(new), 'session')} to {file}: {_sides(new)}."] if new else []
    changed = [(draft.record.id, _added(draft).removeprefix("adds ")) for draft in proposal.changed if draft.record]
    lines += [f"{verb} to {name}: {added}." for name, added in changed]
    lines = lines or ["Nothing to add."]
    there = sum(draft.record is not None and draft.together == draft.record for draft in proposal.drafts)
    if there:
        lines.append(f"On record already: {counted(there, 'session')}.")
    return "".join(f"{visible(line)}\n" for line in lines)


def _sides(sessions: Sequence[Session]) -> str:
    people = {side: {label for session in sessions for label in getattr(session, side)} for side in CAPACITIES}
    words = "1 person in a {side} capacity", "{number} people in a {side} capacity"
    came = [by_number(len(labels), *words, side=side) for side, labels in people.items() if labels]
    number = _counted(sessions)
    both = len(people["community"] & people["professional"])
    more = f"; {number} who are only counted" if number else ""
    return f"{listed(came) or 'nobody by name'}{f', {both} of them in both' if both else ''}{more}"


def _counted(sessions: Sequence[Session]) -> str:
    """How many people are only counted; empty if nobody is."""
    every = [(session.also_present, capacity) for session in sessions for capacity in CAPACITIES]
    number = sum(counts.at_least(capacity) for counts, capacity in every if not counts.unknown(capacity))
    some = "some" if any(counts.unknown(capacity) for counts, capacity in every) else ""
    return " and ".join(filter(None, (str(number) if number else "", some)))
