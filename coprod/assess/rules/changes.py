"""CP6xx: what became of the record since an earlier version, under `--against`."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date

from coprod.assess.compare import Changes
from coprod.assess.record import Attended, attended
from coprod.assess.rules.base import Evidence, Hit, at_session, session_named
from coprod.assess.rules.declare import Check, example, rule
from coprod.errors import KeyPath
from coprod.framework import (
    EXPIRING_WAIVERS,
    OXFORD_LOG,
    PARTNER_LEVELS,
    RECORDS,
    REPRESENTATION,
    SHIER,
    SPECIAL_CATEGORY,
    LevelName,
)
from coprod.model import Project, Session
from coprod.model.kinds import FEEDBACK, KINDS

#: The kinds of record that hold what the community said, then what it was told.
_VOICES = sorted((kind for kind in KINDS.values() if kind.voice), key=lambda kind: kind is FEEDBACK)

_ID = 'id = "drawings"'
_DRAWINGS = '2026-02-02 design "Three drawings" considered C1, C2 | Lee (designer)'
_DECIDED = "2026-02-02 design deciding C1, C2 | Lee (designer)"
_GATE = 'said: date = 2026-02-02, text = "Keep the gate open after dark", id = "gate"'


def _compares(check: Callable[[Evidence, Changes], Iterable[Hit]]) -> Check:
    """A check that also takes the changes, and finds nothing if no earlier version is held against this one."""
    return lambda evidence: check(evidence, evidence.changes) if evidence.changes else ()


@rule(
    "CP601 session-removed warning",
    RECORDS,
    message="The session of {session} was on record before, and is gone.",
    meaning="Under --against: a session that stood before, and was not planned, is gone.",
    why="People came to it. A session that went badly is part of the story, and a record without it tells another one.",
    remedy="ask those who came whether it may go; until they have said so, put it back.",
    step="ask those who came",
    before=example(_DRAWINGS, _ID),
    fires=example(),
    silent=example(_DRAWINGS, _ID),
)
@_compares
def session_removed(evidence: Evidence, changes: Changes) -> Iterator[Hit]:
    for session in changes.sessions.removed:
        if session.date <= evidence.today:
            yield Hit(words={"session": session_named(session)})


@rule(
    "CP602 level-raised warning",
    SHIER,
    message="The level of the session of {session} was {was}, and is {level} now.",
    meaning="Under --against: a session's level was below 4 or not recorded, and is 4 or 5 now.",
    why="How far people's part went is for those who came to say. Raised later, a level turns people into partners.",
    remedy="read the session back with people who were there, and let them say how far their part went.",
    step="read it back",
    before=example("2026-02-02 design considered C1, C2 | Lee (designer)", _ID),
    fires=example(_DECIDED, _ID),
    silent=example("2026-02-02 design listened C1, C2 | Lee (designer)", _ID),
)
@_compares
def level_raised(_evidence: Evidence, changes: Changes) -> Iterator[Hit]:
    for position, before, after in changes.sessions.kept:
        if _is_power(after.level) and not _is_power(before.level):
            yield at_session(position, after, "level", was=before.level or "not recorded", level=after.level)


def _is_power(level: LevelName | None) -> bool:
    return level in PARTNER_LEVELS


@rule(
    "CP603 sides-changed warning",
    REPRESENTATION,
    message="Who came to the session of {session} has changed: {was} before, {now} now.",
    shared="Who came to a session has changed: there are more community people, or fewer professionals, than before.",
    meaning="Under --against: a session that stood has more community people, or fewer professionals, than it had.",
    why="The balance of a room is the first thing that a record shows. Changed later, it can turn a majority around.",
    remedy="ask those who were there who came, and in what capacity.",
    step="ask who came",
    before=example("2026-02-02 design deciding C1 | Lee (designer), Jo (council)", _ID),
    fires=example("2026-02-02 design deciding C1, C2 | Lee (designer), Jo (council)", _ID),
    silent=example("2026-02-02 design deciding Amina | Lee (designer), Jo (council)", _ID),
)
@_compares
def sides_changed(_evidence: Evidence, changes: Changes) -> Iterator[Hit]:
    before = {session.session.id: session for session in attended(changes.before)}
    after = attended(changes.after)
    for pair in changes.sessions.kept:
        was, now = before[pair.before.id], after[pair.position]
        if now.community.total > was.community.total or now.professional.total < was.professional.total:
            yield at_session(pair.position, pair.after, was=_sides(was), now=_sides(now))


def _sides(attended: Attended) -> str:
    return f"{attended.community.total} community and {attended.professional.total} professional"


@rule(
    "CP604 voice-removed warning",
    RECORDS,
    message="The {noun} of {day} {what}.",
    meaning="Under --against: something said, a reading, an answer or a feedback was removed, or changed in what it "
    "says. A further answer, or one that now says how people were told, is no change.",
    why="What people said is theirs. Taken out or put in other words by those who keep the record, it can no longer be "
    "weighed.",
    remedy="put it back as it was, or ask those whose words they are; what the project thinks of it is an answer.",
    step="put their words back",
    before=example(_GATE),
    fires=example(_GATE.replace("Keep the gate open", "Perhaps open the gate")),
    silent=example(
        _GATE, 'answers: date = 2026-02-10, to = "gate", outcome = "declined", text = "The neighbours sleep"'
    ),
)
@_compares
def voice_removed(_evidence: Evidence, changes: Changes) -> Iterator[Hit]:
    for kind in _VOICES:
        for record in changes.tables[kind.table].removed:
            yield Hit(words={"noun": kind.noun, "day": str(record.date), "what": "was on record before, and is gone"})
        for position, before, after in changes.tables[kind.table].changed:
            # An answer that changed says by now how people were told, which takes nothing away.
            if kind.table != "answers":
                words = {"noun": kind.noun, "day": str(before.date), "what": "says something else than before"}
                yield Hit((kind.table, position), session=getattr(after, "session", None), words=words)


@rule(
    "CP605 bar-lowered warning",
    EXPIRING_WAIVERS,
    message="The project asks less of itself than before: {what}.",
    meaning="Under --against: a phase that was claimed no longer is, a threshold as it takes effect is easier, a "
    "waiver or something given was added, or a waiver was prolonged.",
    why="A project that passes because it asks less has not come further. That can be right, and should be seen.",
    remedy="say to the community partners why the project asks less now, and hear what they say to it.",
    step="tell the partners why",
    before=example(),
    fires=example('claim = ["co-planning", "co-design", "co-delivery"]'),
    silent=example('affected = ["tenants"]'),
)
@_compares
def bar_lowered(_evidence: Evidence, changes: Changes) -> Iterator[Hit]:
    for lowered in (_claims, _thresholds, _given, _waivers):
        for where, what in lowered(changes.before, changes.after):
            yield Hit(where, words={"what": what})


def _claims(before: Project, after: Project) -> Iterator[tuple[KeyPath, str]]:
    for phase in before.project.claim:
        if phase not in after.project.claim:
            yield ("project", "claim"), f"{phase} was claimed before, and is not claimed any more"


def _thresholds(before: Project, after: Project) -> Iterator[tuple[KeyPath, str]]:
    was, now = before.check, after.check
    if now.community_share < was.community_share:
        what = f"community_share was {was.community_share}, and is {now.community_share} now"
        yield ("check", "community_share"), what
    if now.feedback_days > was.feedback_days:
        yield ("check", "feedback_days"), f"feedback_days was {was.feedback_days}, and is {now.feedback_days} now"


def _given(before: Project, after: Project) -> Iterator[tuple[KeyPath, str]]:
    for matter in after.project.given:
        if matter not in before.project.given:
            yield ("project", "given", matter), f"{matter} is given now, fixed from outside, and was not before"


def _waivers(before: Project, after: Project) -> Iterator[tuple[KeyPath, str]]:
    """Waivers that are new, or that end later than they did; the latest of a rule and session beside the latest."""
    was, now = _ends(before), _ends(after)
    for key, ends in now.items():
        earlier = [until for until, _ in was.get(key, [])]
        for number, (until, position) in enumerate(ends):
            rule = after.waivers[position].rule
            if number >= len(earlier):
                yield ("waivers", position), f"a waiver of {rule} was added"
            elif until > earlier[number]:
                what = f"the waiver of {rule} ended on {earlier[number]}, and ends on {until} now"
                yield ("waivers", position, "until"), what


def _ends(project: Project) -> dict[Hashable, list[tuple[date, int]]]:
    """When the waivers of each rule and session end, and where they stand, the latest first."""
    ends: defaultdict[Hashable, list[tuple[date, int]]] = defaultdict(list)
    for position, waiver in enumerate(project.waivers):
        ends[waiver.rule.casefold(), waiver.session].append((waiver.until, position))
    return {key: sorted(dates, reverse=True) for key, dates in ends.items()}


@rule(
    "CP606 added-late note",
    OXFORD_LOG,
    message="The session of {session} was added after one of {latest} was on record.",
    meaning="Under --against: an added session is dated more than feedback_days before the latest session, not "
    "planned, that stood before.",
    why="People forget what happened. What is written down at once is worth more than what is written for a sign-off.",
    remedy="read it back with people who were there, since it was written down from memory.",
    step="read it back",
    before=example("2026-05-04 design deciding C1, C2 | Lee (designer)", _ID),
    fires=example("2026-05-04 design deciding C1, C2 | Lee (designer)", _ID, _DECIDED, 'id = "walk"'),
    silent=example(
        "2026-05-04 design deciding C1, C2 | Lee (designer)",
        _ID,
        "2026-04-20 design deciding C1, C2 | Lee (designer)",
        'id = "walk"',
    ),
)
@_compares
def added_late(evidence: Evidence, changes: Changes) -> Iterator[Hit]:
    stood = [session.date for session in changes.before.sessions if session.date <= evidence.today]
    latest = max(stood, default=date.min)
    for position, session in changes.sessions.added:
        if (latest - session.date).days > evidence.project.check.feedback_days:
            yield at_session(position, session, latest=str(latest))


@rule(
    "CP607 moved warning",
    RECORDS,
    message="The session of {session} stood on record as {was}, and stands as {now}.",
    meaning="Under --against: the date or the phases of a session that stood before changed; not where it was and is "
    "planned.",
    why="When people came, and to what, decides whether they were there before things were fixed.",
    remedy="ask those who came when it was, and what it was about.",
    step="ask when it was",
    before=example(_DECIDED, _ID),
    fires=example("2026-01-02 design deciding C1, C2 | Lee (designer)", _ID),
    silent=example(
        "[[sessions]]",
        "date = 2026-02-02 # a Monday",
        'phase = "co-design"',
        'level = "deciding"',
        'community = ["C1", "C2"]',
        'professional = ["Lee (designer)"]',
        _ID,
    ),
)
@_compares
def moved(evidence: Evidence, changes: Changes) -> Iterator[Hit]:
    for position, before, after in changes.sessions.kept:
        planned = min(before.date, after.date) > evidence.today
        if not planned and (before.date, set(before.phase)) != (after.date, set(after.phase)):
            was, now = _day_and_phases(before), _day_and_phases(after)
            yield at_session(position, after, session=session_named(before), was=was, now=now)


def _day_and_phases(session: Session) -> str:
    return f"{session.date} for {' and '.join(session.phase)}"


@rule(
    "CP608 rewritten note",
    RECORDS,
    message="What the session of {session} says under {fields} has changed.",
    meaning="Under --against: what a session that stood before settled, heard or fed back on changed.",
    why="A decision that reads otherwise later may be a mended typing error, or another decision.",
    remedy="read the new words to people who were there.",
    step="read it back",
    before=example(_DECIDED, 'settled = { ideas = "Beds along the wall" }', _ID),
    fires=example(_DECIDED, 'settled = { ideas = "A car park" }', _ID),
    silent=example(_DECIDED, 'settled = { ideas = "Beds along the wall" }', 'note = "Rain"', _ID),
)
@_compares
def rewritten(_evidence: Evidence, changes: Changes) -> Iterator[Hit]:
    for position, before, after in changes.sessions.kept:
        was, now = _rewritable(before), _rewritable(after)
        if changed := [field for field in was if was[field] != now[field]]:
            yield at_session(position, after, fields=" and ".join(changed))


def _rewritable(session: Session) -> dict[str, object]:
    """What can be rewritten, by its key in the file, whatever the order of a list."""
    settled = {matter: settling.what for matter, settling in session.settled.items()}
    return {"settled": settled, "heard": set(session.heard), "feeds_back": set(session.feeds_back)}


@rule(
    "CP609 name-taken-out note",
    SPECIAL_CATEGORY,
    message="{names} taken out of the record, which says the same as before.",
    meaning="Under --against: a label that is nowhere in the file any more became an id or another label, or a name of "
    "[people] is gone; not if a name only moved into [people]. Texts are compared as if it had not stood there.",
    why="People may ask that their name goes, or is put right, and a record can say all that it said without it.",
    remedy="tell those whose names they were that it is done, and where it may still stand: in commits and on pages.",
    step="tell them it is done",
    before=example("2026-02-02 design deciding Amina Khan, C2 | Lee (designer)", _ID),
    fires=example("2026-02-02 design deciding C1, C2 | Lee (designer)", _ID),
    silent=example("[people]", 'C1 = "Amina Khan"', "2026-02-02 design deciding C1, C2 | Lee (designer)", _ID),
)
@_compares
def name_taken_out(_evidence: Evidence, changes: Changes) -> Iterator[Hit]:
    if changes.names:
        yield Hit(words={"names": "A name was" if changes.names == 1 else f"{changes.names} names were"})
