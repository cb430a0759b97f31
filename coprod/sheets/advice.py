"""What is open of an import, and what to do about it: the option or the key of the mapping that settles it."""

import datetime as dt
from collections.abc import Iterator, Sequence

from coprod.days import spoken
from coprod.errors import Problem
from coprod.model import toml
from coprod.sheets.cells import folded
from coprod.sheets.entries import QUESTIONS, Proposal
from coprod.sheets.names import in_quotes
from coprod.words import short


def open_problems(proposal: Proposal) -> Iterator[Problem]:
    """Everything that is wrong or open, each word, heading and kind of row once, with the key or option for it."""
    yield from proposal.problems
    file = proposal.tables[0].file if proposal.tables else ""
    yield from (Problem(file, message) for message in _open(proposal))
    yield from _of_rows(proposal)
    for draft in proposal.drafts:
        if other := draft.stranger:
            both = f"if it is that meeting, add --into {other.id}; if it is another, --into new"
            yield Problem(file, f"on record is {other.id} of {draft.day}, with nobody in common: {both}")


def _open(proposal: Proposal) -> Iterator[str]:
    """What the mapping does not say of the sheet."""
    for heading in proposal.headings:
        yield f'"{short(heading)}" has no role: give it one, or name it under ignore, in the mapping'
    if proposal.mapping.names_nobody:
        yield "the mapping does not say who is listed: name the column that holds names under name"
    if not proposal.mapping.came and not proposal.mapping.own:
        alone = 'or write came = "all" if the sheet lists only those who came'
        yield f"the mapping does not say who came: name the column that does under came, {alone}"
    for unknown, places in proposal.unknown.items():
        number = len(places)
        said = f'says "{short(unknown.word)}"' if unknown.word else "is empty"
        if unknown.column:
            there = f'"{unknown.column}" {said} in {number} {"row" if number == 1 else "rows"}'
        else:
            there = f"a cell {said}, {'once' if number == 1 else f'{number} times'}"
        under = {"came": "came or absent of came", "side": "a side, or out, of side"}.get(unknown.role, unknown.role)
        yield f'{there}: list "{short(unknown.word)}" under {under} in the mapping'
    yield from _of_people_and_sessions(proposal)


def _of_people_and_sessions(proposal: Proposal) -> Iterator[str]:
    """What the sheet does not say of its people and sessions."""
    for text, days in [*proposal.unclear.items()][:1]:
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
        yield f"nobody says in what capacity {in_quotes(people)} came: {how}, {list_}"


def span_of(days: Sequence[dt.date | None]) -> str:
    """The session or sessions of these days, as a part of a sentence."""
    known = sorted(day for day in days if day)
    if len(known) < 2:  # noqa: PLR2004 - one day, or none
        return f"session of {spoken(known[0])}" if known else "session"
    return f"sessions of {len(known)} days, {spoken(known[0])} to {spoken(known[-1])},"


def _of_rows(proposal: Proposal) -> Iterator[Problem]:
    asked_once = tuple(f'"{text}"' for text in proposal.unclear)
    seen = set()
    for entry in proposal.open_rows:
        key = (entry.kind, folded(entry.name), entry.why)
        if key not in seen and not (entry.kind == "day" and entry.why.startswith(asked_once)):
            seen.add(key)
            name, side, until = short(entry.name or entry.email), entry.side or "SIDE", toml.value(entry.name)
            advice = QUESTIONS[entry.kind].advice.format(name=name, side=side, other=entry.other, until=until)
            yield entry.table.problem(f'"{short(entry.name)}" {entry.why}: {advice}', entry.row)
