"""CP5xx: what those who read a session back say of it."""

from collections.abc import Iterator

from coprod.assess.record import PhaseRecord
from coprod.assess.rules.base import Evidence, Hit, at_first_of, at_phase, session_named
from coprod.assess.rules.declare import example, rule
from coprod.assess.voices import ReadingRecord
from coprod.framework import LEVELS, MEMBER_CHECKING, LevelName

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
    return [record for record in evidence.judged_phases if record.contested]


def _at_reading(record: ReadingRecord) -> Hit:
    session = session_named(record.session) if record.session else "that is no longer in the file"
    words = {"session": session, "account": _account(record)}
    return Hit(("readings", record.position), session=record.reading.session, words=words)


def _account(record: ReadingRecord) -> str:
    """What the readers say beside the record. Their own words are shown elsewhere, if they agreed to that."""
    level = record.reading.level
    if level is None:
        return "they say so in their own words"
    recorded = record.session.level if record.session else None
    beside = f"and the record says {_level_named(recorded)}" if recorded else "and the record has no level"
    return f"they put it at {_level_named(level)}, {beside}"


def _level_named(level: LevelName) -> str:
    return f"{level} ({LEVELS[level].number} of 5)"


@rule(
    "CP501 accounts-differ error",
    MEMBER_CHECKING,
    message="People who were there say that {phase} was not decided with them. The project has not answered.",
    several="People who were there say that {phases} were not decided with them. The project has not answered.",
    meaning="A judged phase's standing is contested: every session that it stands on has a reading by the community "
    "side that differs, puts it below deciding, and has no answer.",
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


@rule(
    "CP502 difference-unanswered warning",
    MEMBER_CHECKING,
    message="Readers of the session of {session} see it otherwise: {account}. The project has not answered.",
    shared="Readers of a session see it otherwise, and the project has not answered.",
    meaning="A reading differs, has no answer, and CP501 does not tell of it, whatever phase it is about.",
    why="Whoever says that it was otherwise is owed an answer, whoever is right.",
    remedy="talk with those who read it, and then answer them or mend the record.",
    step="answer those who differ",
    fires=example(*_HIGHER),
    silent=example(*_HIGHER, _ANSWER),
    looks_at="readings",
)
def difference_unanswered(evidence: Evidence) -> Iterator[Hit]:
    contested = {
        attended.session.id for record in _contested(evidence) for attended in evidence.partner_sessions[record.phase]
    }
    for record in evidence.readings:
        told_by_cp501 = record.disputes and record.reading.session in contested
        if record.differs and not record.answered and not told_by_cp501:
            yield _at_reading(record)


@rule(
    "CP503 two-accounts note",
    MEMBER_CHECKING,
    message="Readers of the session of {session} see it otherwise: {account}. The project has answered.",
    meaning="A reading differs, and the project has answered it. Both accounts stand side by side.",
    why="Two honest accounts can differ. Neither is averaged away, and a reader should see both.",
    remedy="ask those who read it whether the answer is one for them.",
    step="keep talking",
    fires=example(*_HIGHER, _ANSWER),
    silent=example(*_HIGHER),
    looks_at="readings",
)
def two_accounts(evidence: Evidence) -> list[Hit]:
    return [_at_reading(record) for record in evidence.readings if record.differs and record.answered]


@rule(
    "CP504 read-in-another-wording note",
    MEMBER_CHECKING,
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
    settled = {record.reading.session for record in evidence.readings if record.current}
    for record in evidence.readings:
        name = record.reading.session
        if record.session and record.reading.said != "not-taken-up" and name not in settled:
            settled.add(name)
            words = {"session": session_named(record.session)}
            yield Hit(("readings", record.position), session=name, words=words)


@rule(
    "CP505 not-read-back error",
    MEMBER_CHECKING,
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
    looks_at="sessions",
)
def not_read_back(evidence: Evidence) -> Iterator[Hit]:
    readings = [record for record in evidence.readings if record.current and record.reading.side == "community"]
    read = {record.reading.session for record in readings}
    for record in evidence.judged_phases if evidence.read_back else []:
        sessions = evidence.partner_sessions[record.phase]
        if record.stands and read.isdisjoint(attended.session.id for attended in sessions):
            yield at_phase(evidence, record.phase, sessions)
