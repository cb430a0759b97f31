"""CP6xx: what became of the record since an earlier version, under `--against`."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from datetime import date

from coprod.assess.compare import Changes, Kept
from coprod.assess.record import Attendance, Attended, attended
from coprod.assess.rules.base import Hit, at_session, session_named
from coprod.assess.rules.declare import WORDS, example, rule
from coprod.errors import KeyPath
from coprod.framework import PARTNER_LEVELS, LevelName
from coprod.model import Project, Session
from coprod.model.kinds import FEEDBACK, KINDS
from coprod.model.types import Record

#: The kinds of record that hold what the community said, then what it was told.
_VOICES = sorted((kind for kind in KINDS.values() if kind.voice), key=lambda kind: kind is FEEDBACK)

_ID = 'id = "drawings"'
_DRAWINGS = '2026-02-02 design "Three drawings" considered C1, C2 | Lee (designer)'
_DECIDED = "2026-02-02 design deciding C1, C2 | Lee (designer)"
_GATE = 'said: date = 2026-02-02, text = "Keep the gate open after dark", id = "gate"'


@rule("CP601 session-removed warning", before=example(_DRAWINGS, _ID), fires=example(), silent=example(_DRAWINGS, _ID))
def session_removed(changes: Changes) -> Iterator[Hit]:
    for session in changes.removed:
        yield Hit(words={"session": session_named(session), "now": "is gone"})
    for pair in changes.kept:
        if pair.after.planned and not _has_moved(pair):
            yield at_session(pair.position, pair.after, "planned", now="is marked as planned")


@rule(
    "CP602 level-raised warning",
    before=example("2026-02-02 design considered C1, C2 | Lee (designer)", _ID),
    fires=example(_DECIDED, _ID),
    silent=example("2026-02-02 design listened C1, C2 | Lee (designer)", _ID),
)
def level_raised(changes: Changes) -> Iterator[Hit]:
    for position, before, after in changes.kept:
        if raised := _raised(before, after):
            where, words = raised
            yield at_session(position, after, *where, **words)
    for position, session in changes.added:
        if _is_power(session.level) and _has_lowered_twin(session, changes):
            was = "not on record, and another of that day and phase is recorded lower"
            yield at_session(position, session, "level", what="The level", was=was, level=str(session.level))


def _raised(before: Session, after: Session) -> tuple[tuple[str, ...], dict[str, str]] | None:
    """Where a session or one of its matters was raised to a level of power, and what is said of it."""
    level = after.level
    if _is_power(level) and not _is_power(before.level):
        return ("level",), {"what": "The level", "was": before.level or "not recorded", "level": str(level)}
    if _is_power(level) and after.kind == "meeting" != before.kind:
        return ("kind",), {"what": "The kind", "was": before.kind, "level": f"a meeting at {level}"}
    for matter, settling in after.settled.items():
        earlier = before.settled.get(matter)
        was = (earlier and earlier.level) or before.level
        if _is_power(settling.level) and not _is_power(was):
            words = {"what": f"The level of {matter}", "was": was or "not recorded", "level": str(settling.level)}
            return ("settled", matter), words
    return None


def _has_lowered_twin(session: Session, changes: Changes) -> bool:
    """Whether a session that stood before, of the same day and a phase in common, is recorded below deciding now."""
    return any(
        pair.before.date == session.date
        and not set(session.phase).isdisjoint(pair.before.phase)
        and not _is_power(pair.after.level)
        and (pair.after.level is not None or pair.before.level is not None)
        for pair in changes.kept
    )


def _is_power(level: LevelName | None) -> bool:
    return level in PARTNER_LEVELS


@rule(
    "CP603 sides-changed warning",
    before=example("2026-02-02 design deciding C1 | Lee (designer), Jo (council)", _ID),
    fires=example("2026-02-02 design deciding C1, C2 | Lee (designer), Jo (council)", _ID),
    silent=example("2026-02-02 design deciding Amina | Lee (designer), Jo (council)", _ID),
)
def sides_changed(changes: Changes) -> Iterator[Hit]:
    before = {session.session.id: session for session in attended(changes.before)}
    after = attended(changes.after)
    for pair in changes.kept:
        was, now = before[pair.before.id], after[pair.position]
        if now.community.total > was.community.total or now.professional.total < was.professional.total:
            yield at_session(pair.position, pair.after, was=_sides(was), now=_sides(now))


def _sides(attended: Attended) -> str:
    return f"{_people(attended.community)} community and {_people(attended.professional)} professional"


def _people(attendance: Attendance) -> str:
    """How many came, as far as it is known."""
    if not attendance.uncounted:
        return str(attendance.known)
    return f"{attendance.known} and some more" if attendance.known else "some"


@rule(
    "CP604 voice-removed warning",
    before=example(_GATE),
    fires=example(_GATE.replace("Keep the gate open", "Perhaps open the gate")),
    silent=example(
        _GATE, 'answers: date = 2026-02-10, to = "gate", outcome = "declined", text = "The neighbours sleep"'
    ),
)
def voice_removed(changes: Changes) -> Iterator[Hit]:
    for kind in _VOICES:
        for record in changes.tables[kind.table].removed:
            yield Hit(words={"noun": kind.noun, "day": str(record.date), "what": "was on record before, and is gone"})
        for position, before, after in changes.tables[kind.table].changed:
            if _says_less(before, after):
                words = {"noun": kind.noun, "day": str(before.date), "what": "says something else than before"}
                yield Hit((kind.table, position), session=getattr(after, "session", None), words=words)


#: What readers may take back without changing what they said.
_NO_CHANGE = frozenset(("share",))
#: What goes with an account that its readers take back.
_TAKEN_BACK = frozenset(("said", "level", "words", "settles"))


def _says_less(before: Record, after: Record) -> bool:
    """Whether something that a record said is no more; what was only added, or withdrawn, is no change."""
    was, now = (record.model_dump(exclude_defaults=True) for record in (before, after))
    left = _NO_CHANGE | (_TAKEN_BACK if now.get("said") == "withdrawn" else frozenset())
    # No reading but one that nobody took up has no readers.
    nobody = {"readers": 0} if left > _NO_CHANGE else {}
    return any(_is_lost(value, now.get(key, nobody.get(key))) for key, value in was.items() if key not in left)


def _is_lost(before: object, after: object) -> bool:
    """Whether something that was recorded is no more; a list or a table that gained an entry has lost nothing."""
    if isinstance(before, tuple | list) and isinstance(after, tuple | list):
        return any(item not in after for item in before)
    if isinstance(before, dict) and isinstance(after, dict):
        return any(_is_lost(value, after.get(key)) for key, value in before.items())
    return before not in (None, "", (), {}) and before != after


@rule(
    "CP605 bar-lowered warning",
    before=example(),
    fires=example('claim = ["co-planning", "co-design", "co-delivery"]'),
    silent=example('affected = ["tenants"]'),
)
def bar_lowered(changes: Changes) -> Iterator[Hit]:
    for where, what in _lowered(changes.before, changes.after):
        yield Hit(where, words={"what": what})


def _lowered(before: Project, after: Project) -> Iterator[tuple[KeyPath, str]]:
    for phase in before.project.claim:
        if phase not in after.project.claim:
            yield ("project", "claim"), f"{phase} was claimed before, and is not claimed any more"
    was, now = before.check, after.check
    if now.community_share < was.community_share:
        what = f"community_share was {was.community_share}, and is {now.community_share} now"
        yield ("check", "community_share"), what
    if now.feedback_days > was.feedback_days:
        yield ("check", "feedback_days"), f"feedback_days was {was.feedback_days}, and is {now.feedback_days} now"
    for matter in after.project.given:
        if matter not in before.project.given:
            yield ("project", "given", matter), f"{matter} is given now, fixed from outside, and was not before"
    for group in before.project.affected:
        if group not in after.project.affected:
            yield ("project", "affected"), f"{group} was named as affected before, and is not any more"
    yield from _longer_waivers(before, after)


def _longer_waivers(before: Project, after: Project) -> Iterator[tuple[KeyPath, str]]:
    """Waivers that are new, or that end later than they did; the latest of a rule and session beside the latest."""
    ended = _ends(before)
    for key, ends in _ends(after).items():
        earlier = [until for until, _ in ended.get(key, [])]
        for number, (until, position) in enumerate(ends):
            waived = after.waivers[position].rule
            if number >= len(earlier):
                yield ("waivers", position), f"a waiver of {waived} was added"
            elif until > earlier[number]:
                what = f"the waiver of {waived} ended on {earlier[number]}, and ends on {until} now"
                yield ("waivers", position, "until"), what


def _ends(project: Project) -> dict[Hashable, list[tuple[date, int]]]:
    """When the waivers of each rule and session end, and where they stand, the latest first."""
    ends: defaultdict[Hashable, list[tuple[date, int]]] = defaultdict(list)
    for position, waiver in enumerate(project.waivers):
        ends[waiver.rule.casefold(), waiver.session].append((waiver.until, position))
    return {key: sorted(dates, reverse=True) for key, dates in ends.items()}


@rule(
    "CP606 added-late note",
    before=example("2026-05-04 design deciding C1, C2 | Lee (designer)", _ID),
    fires=example("2026-05-04 design deciding C1, C2 | Lee (designer)", _ID, _DECIDED, 'id = "walk"'),
    silent=example(
        "2026-05-04 design deciding C1, C2 | Lee (designer)",
        _ID,
        "2026-04-20 design deciding C1, C2 | Lee (designer)",
        'id = "walk"',
    ),
)
def added_late(changes: Changes) -> Iterator[Hit]:
    latest = max((session.date for session in changes.stood), default=date.min)
    for position, session in changes.added:
        if (latest - session.date).days > changes.after.check.feedback_days:
            yield at_session(position, session, latest=str(latest))


@rule(
    "CP607 moved warning",
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
def moved(changes: Changes) -> Iterator[Hit]:
    for pair in changes.kept:
        if _has_moved(pair):
            was, now = _day_and_phases(pair.before), _day_and_phases(pair.after)
            yield at_session(pair.position, pair.after, session=session_named(pair.before), was=was, now=now)


def _has_moved(pair: Kept) -> bool:
    before, after = pair.before, pair.after
    return (before.date, set(before.phase)) != (after.date, set(after.phase))


def _day_and_phases(session: Session) -> str:
    return f"{session.date} for {' and '.join(session.phase)}"


@rule(
    "CP608 rewritten note",
    before=example(_DECIDED, 'settled = { ideas = "Beds along the wall" }', _ID),
    fires=example(_DECIDED, 'settled = { ideas = "A car park" }', _ID),
    silent=example(_DECIDED, 'settled = { ideas = "Beds along the wall" }', 'note = "Rain"', _ID),
)
def rewritten(changes: Changes) -> Iterator[Hit]:
    for position, before, after in changes.kept:
        was, now = _rewritable(before), _rewritable(after)
        if changed := [field for field in was if _is_lost(was[field], now[field])]:
            yield at_session(position, after, fields=" and ".join(changed))
    for position, before, after in changes.tables["readings"].kept:
        if after.said == "withdrawn" != before.said:
            words = {"day": str(after.date)}
            yield Hit(("readings", position, "said"), words=words, message=WORDS["CP608-withdrawn"]["message"])


def _rewritable(session: Session) -> dict[str, object]:
    """What can be rewritten, by its key in the file, whatever the order of a list."""
    return {
        "settled": {matter: settling.what for matter, settling in session.settled.items()},
        "decided": session.decided,
        "heard": session.heard,
        "asked": session.asked,
        "feeds_back": session.feeds_back,
        "agenda": session.agenda,
    }


@rule(
    "CP609 name-taken-out note",
    before=example("2026-02-02 design deciding Amina Khan, C2 | Lee (designer)", _ID),
    fires=example("2026-02-02 design deciding C1, C2 | Lee (designer)", _ID),
    silent=example("[people]", 'C1 = "Amina Khan"', "2026-02-02 design deciding C1, C2 | Lee (designer)", _ID),
)
def name_taken_out(changes: Changes) -> Iterator[Hit]:
    if changes.names:
        yield Hit(words={"names": "A name was" if changes.names == 1 else f"{changes.names} names were"})
