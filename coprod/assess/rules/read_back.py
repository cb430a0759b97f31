"""CP5xx: what those who read a session back say of it."""

from collections.abc import Iterator

from coprod.assess.evidence import Evidence
from coprod.assess.record import Attended, PhaseRecord
from coprod.assess.rules.base import UNCOUNTED, Hit, at_first_of, at_phase, session_named
from coprod.assess.rules.declare import example, rule
from coprod.assess.voices import ReadingRecord
from coprod.framework import LEVELS, LevelName

_BEDS = (
    'claim = ["co-design"]',
    '2026-02-09 design deciding "Choosing the beds" C1, C2 | Lee (designer)',
    'id = "beds"',
)
_READING = (
    'readings: session = "beds", date = 2026-02-16, read = "698630dd8387", readers = 2, said = "differs", '
    'level = "considered", id = "different"'
)
#: The readers put the session higher than the record does.
_HIGHER = (*_BEDS, _READING.replace("considered", "shared-power"))
_ANSWER = (
    'answers: date = 2026-02-23, to = "different", outcome = "partly", text = "We asked and then decided among '
    'ourselves; the next beds are decided with you", told = "at the meeting"'
)


def _contested(evidence: Evidence) -> list[PhaseRecord]:
    return [record for record in evidence.judged if record.contested]


def _at_reading(record: ReadingRecord, **words: str) -> Hit:
    session = None if record.of_project else record.reading.session
    words = {"what": _what(record), "account": _account(record), **words}
    return Hit(("readings", record.position), session=session, words=words)


def _what(record: ReadingRecord) -> str:
    """What was read, as a message names it."""
    if record.of_project:
        return "the whole project"
    if record.session is None:
        return "a session that is no longer in the file"
    planned = "" if record.held else ", which is planned"
    return f"the session of {session_named(record.session)}{planned}"


def _account(record: ReadingRecord) -> str:
    """What the readers say beside the record. Their own words are shown elsewhere, if they agreed to that."""
    level = record.reading.level
    if level is None:
        return "they say so in their own words"
    recorded = record.session.level if record.session else None
    beside = f"and the record says {_level_named(recorded)}" if recorded else "and the record has no level"
    return f"they put it at {_level_named(level)}, {beside}"


def _level_named(level: LevelName) -> str:
    return f"{level} ({LEVELS[level]} of 5)"


@rule("CP501 accounts-differ error", fires=example(*_BEDS, _READING), silent=example(*_HIGHER), looks_at="readings")
def accounts_differ(evidence: Evidence) -> Iterator[Hit]:
    for record in _contested(evidence):
        yield at_first_of(evidence.partner_sessions[record.phase], record.phase)


@rule(
    "CP502 difference-unanswered warning",
    fires=example(*_HIGHER),
    silent=example(*_HIGHER, _ANSWER),
    looks_at="readings",
    owed=True,
)
def difference_unanswered(evidence: Evidence) -> Iterator[Hit]:
    contested = {
        attended.session.id for record in _contested(evidence) for attended in evidence.partner_sessions[record.phase]
    }
    for record in evidence.readings:
        told_by_cp501 = record.disputes and record.reading.session in contested
        if record.differs and not record.answered and not told_by_cp501:
            yield _at_reading(record)


@rule("CP503 two-accounts warning", fires=example(*_HIGHER, _ANSWER), silent=example(*_HIGHER), looks_at="readings")
def two_accounts(evidence: Evidence) -> list[Hit]:
    return [
        _at_reading(record, outcome=_outcome(record))
        for record in evidence.readings
        if record.differs and record.answered
    ]


def _outcome(record: ReadingRecord) -> str:
    """What the project answered; where it says done, the record still says what the readers dispute."""
    outcome = record.answers[-1].outcome
    if outcome == "declined":
        return "The project declined."
    if outcome == "partly":
        return "The project answered that it is done in part, and the record is unchanged."
    return "The project answered that it is done, and the record is unchanged."


def _of_sessions(evidence: Evidence) -> list[tuple[ReadingRecord, Attended]]:
    """The readings of sessions that count, with the sessions; what was withdrawn is no reading."""
    if not evidence.readings:
        return []
    sessions = {attended.session.id: attended for attended in evidence.sessions}
    return [
        (record, sessions[record.reading.session])
        for record in evidence.readings
        if record.reading.session in sessions and not record.withdrawn
    ]


@rule(
    "CP504 read-in-another-wording note",
    fires=example(*(line.replace("the beds", "the plants") for line in _BEDS), _READING),
    silent=example(*_BEDS, _READING),
    looks_at="readings",
)
def read_in_another_wording(evidence: Evidence) -> Iterator[Hit]:
    readings = _of_sessions(evidence)
    told = {record.reading.session for record, _ in readings if record.current}
    for record, attended in readings:
        name = record.reading.session
        if record.reading.said != "not-taken-up" and name not in told:
            told.add(name)
            words = {"session": session_named(attended.session)}
            yield Hit(("readings", record.position), session=name, words=words)


@rule("CP505 not-read-back error", fires=example(*_BEDS), silent=example(*_BEDS, _READING))
def not_read_back(evidence: Evidence) -> Iterator[Hit]:
    read = {
        record.reading.session
        for record, _ in _of_sessions(evidence)
        if record.current and record.reading.side == "community"
    }
    for record in evidence.judged:
        sessions = evidence.partner_sessions[record.phase]
        if record.stands and read.isdisjoint(attended.session.id for attended in sessions):
            yield at_phase(evidence, record.phase, sessions)


def _not_counted(evidence: Evidence) -> Iterator[str]:
    days = {
        str(attended.date)
        for record, attended in _of_sessions(evidence)
        if record.reading.were_there is not None and attended.side(record.reading.side).uncounted
    }
    if days:
        yield (
            f"Nobody can tell whether as many could have read back the session of {' and '.join(sorted(days))} as say "
            f"that they were there: {UNCOUNTED}"
        )


@rule(
    "CP506 reading-cannot-be warning",
    fires=example(*_BEDS, _READING.replace("readers = 2", "were_there = 5")),
    silent=example(*_BEDS, _READING.replace("readers = 2", "were_there = 2")),
    looks_at="readings",
    uncertainty_notes=_not_counted,
)
def reading_cannot_be(evidence: Evidence) -> Iterator[Hit]:
    for record, attended in _of_sessions(evidence):
        if why := _cannot_be(record, attended):
            words = {"session": session_named(attended.session), "why": why}
            yield Hit(("readings", record.position), session=attended.session.id, words=words)


def _cannot_be(record: ReadingRecord, attended: Attended) -> str:
    """Why a reading cannot be so; empty if it can."""
    reading, there = record.reading, attended.side(record.reading.side)
    if reading.were_there and not there.uncounted and reading.were_there > there.known:
        side = f"in a {reading.side} capacity"
        return f"it says that {reading.were_there} of the readers were there, and {there.known} are on record {side}"
    if reading.date < attended.date:
        return f"it is dated {reading.date}, before the session"
    level = attended.session.level
    if reading.said == "agree" and record.current and level and reading.level and reading.level != level:
        return f"it agrees, and puts at {reading.level} what the record puts at {level}"
    return ""
