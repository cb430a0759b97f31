"""CP5xx: what those who read a session back say of it."""

from collections.abc import Iterator

from coprod.assess.evidence import Evidence
from coprod.assess.record import Attended, PhaseRecord
from coprod.assess.rules.base import UNCOUNTED, Hit, at_first_of, at_phase, session_named
from coprod.assess.rules.declare import Rule, example
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


@Rule(
    "CP501 accounts-differ error",
    "MEMBER_CHECKING",
    message="Those who read {phase} back put it below deciding, and no answer is on record as told to them.",
    several="Those who read {phases} back put them below deciding, and no answer is on record as told to them.",
    meaning="A judged phase's standing is contested: half or more of the sessions that it stands on have a reading by "
    "the community side that differs, puts the session below deciding, and has no answer that the readers were told.",
    why="The record is written by those whom it judges. Where those who were there say that they did not help to "
    "decide, both accounts must be heard before anybody calls it co-produced.",
    remedy="talk with those who read it, and then answer them or mend the record.",
    step="answer those who differ",
    fires=example(*_BEDS, _READING),
    silent=example(*_HIGHER),
    looks_at="readings",
)
def accounts_differ(evidence: Evidence) -> Iterator[Hit]:
    for record in _contested(evidence):
        yield at_first_of(evidence.partner_sessions[record.phase], record.phase)


@Rule(
    "CP502 difference-unanswered warning",
    "MEMBER_CHECKING",
    message="Readers of {what} see it otherwise: {account}. No answer is on record as told to them.",
    shared="Readers see it otherwise, and no answer is on record as told to them.",
    meaning="A reading differs, of a session or of the whole project, no answer that leaves nothing open is on record "
    "as told to the readers, and CP501 does not tell of it, whatever phase it is about.",
    why="Whoever says that it was otherwise is owed an answer, whoever is right.",
    remedy="talk with those who read it, and then answer them or mend the record.",
    step="answer those who differ",
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


@Rule(
    "CP503 two-accounts warning",
    "MEMBER_CHECKING",
    message="Readers of {what} see it otherwise: {account}. {outcome}",
    shared="Readers see it otherwise, and were told an answer.",
    meaning="A reading differs, and the project has answered it and told the readers. Both accounts stand side by side "
    "until the readers say that it is settled, or the record is mended.",
    why="Two honest accounts can differ. Neither is averaged away, and an answer does not settle for the readers what "
    "they said.",
    remedy="ask those who read it whether it is settled for them, and record what they say.",
    step="keep talking",
    fires=example(*_HIGHER, _ANSWER),
    silent=example(*_HIGHER),
    looks_at="readings",
)
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


@Rule(
    "CP504 read-in-another-wording note",
    "MEMBER_CHECKING",
    message="The session of {session} was changed since somebody read it back.",
    meaning="A session was changed since somebody read it back, and no reading is of its present wording.",
    why="People gave their account of what they read. What was changed afterwards, they have not seen.",
    remedy="read it back again with somebody who was there.",
    step="read it back again",
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


@Rule(
    "CP505 not-read-back error",
    "MEMBER_CHECKING",
    message="Nobody who was there has read back what {phase} stands on.",
    several="Nobody who was there has read back what {phases} stand on.",
    meaning="Only under --read-back: a judged phase that stands has no reading by the community side of one of the "
    "sessions that it stands on, in its present wording. Any reading will do, also one that says that nobody wished to "
    "read.",
    why="Draft minutes become the record when those who were there agree them. Whoever asks for that should see where "
    "it has not been offered yet.",
    remedy="read one of its sessions back with community people who were there.",
    step="read it back",
    fires=example(*_BEDS),
    silent=example(*_BEDS, _READING),
)
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


@Rule(
    "CP506 reading-cannot-be warning",
    "MEMBER_CHECKING",
    message="A reading of the session of {session} cannot be so: {why}.",
    shared="A reading cannot be so, as it is recorded.",
    meaning="A reading has more were_there than its side has people on record for that session, or is dated before "
    "it, or agrees, in its present wording, with another level than the session's. Where it is not recorded how many "
    "people came, nobody can tell, and a note says so.",
    why="An account of people who were there weighs much. So it must be one that they can have given.",
    remedy="ask whoever wrote it down what the readers said, when, and how many of them had been there.",
    step="ask what was said",
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
