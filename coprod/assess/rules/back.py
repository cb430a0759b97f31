"""CP4xx: what people got back for their time: an answer, an account of what came of it, recognition, power."""

from collections.abc import Iterator
from textwrap import shorten

from coprod.assess.evidence import Evidence
from coprod.assess.record import fed_back
from coprod.assess.rules.base import Hit, at_first_of, session_named
from coprod.assess.rules.declare import example, rule
from coprod.framework import LevelName
from coprod.model import Answer, Saying

#: A saying is quoted up to here.
_LONGEST = 80

_TOGETHER = "2026-02-09 design deciding C1, C2 | Lee (designer)"
_ASKED = (
    '2026-02-02 design "Visit to the sixth form" considered C1, C2 | Jo (council)',
    'id = "asked"',
    "2026-02-09 design deciding C1, C2 | Jo (council)",
    'id = "decided"',
)
_SAID = 'said: date = 2026-02-09, text = "Keep the gate open after dark", id = "gate"'


@rule(
    "CP401 nothing-fed-back warning",
    fires=example(*_ASKED),
    silent=example(
        *_ASKED, 'feedback: date = 2026-02-23, sessions = ["asked", "decided"], how = "Letter to everyone who came"'
    ),
)
def nothing_fed_back(evidence: Evidence) -> Iterator[Hit]:
    days = evidence.project.check.feedback_days
    told_of = fed_back(evidence.project, evidence.sessions, evidence.today, evidence.during)
    waiting = [
        attended
        for attended in evidence.came
        if attended.session.id not in told_of and evidence.days_since(attended.date) > days
    ]
    if waiting and evidence.has_professionals:
        yield at_first_of(waiting, sessions="; ".join(session_named(attended.session) for attended in waiting))


@rule(
    "CP402 recognition-not-recorded note",
    fires=example(_TOGETHER),
    silent=example(_TOGETHER, 'recognition = "declined"'),
)
def recognition_not_recorded(evidence: Evidence) -> Iterator[Hit]:
    silent = [attended for attended in evidence.came if attended.session.recognition is None and attended.is_meeting]
    if silent and evidence.has_professionals and evidence.project.project.recognition is None:
        yield at_first_of(silent)


@rule(
    "CP403 community-unpaid warning",
    fires=example(
        'recognition = "none"',
        _TOGETHER,
        "2026-02-16 design deciding C1, C2 | Lee (designer)",
        'recognition = "voucher"',
    ),
    silent=example(
        'recognition = "paid"',
        _TOGETHER,
        "2026-02-16 design deciding C1, C2 | Lee (designer)",
        'recognition = "voucher"',
    ),
)
def community_unpaid(evidence: Evidence) -> Iterator[Hit]:
    together = [attended for attended in evidence.came if attended.kind == "both" and attended.is_meeting]
    ruled = [attended.session.id for attended in together if attended.session.recognition is None]
    if evidence.project.project.recognition == ("none",) and ruled:
        yield Hit(("project", "recognition"), about=ruled)
    for attended in together:
        if attended.session.recognition == ("none",):
            yield Hit(("sessions", attended.position, "recognition"), session=attended.session.id)


def _levels(evidence: Evidence) -> set[LevelName]:
    """The levels of the sessions with community people."""
    return {attended.session.level for attended in evidence.came if attended.session.level}


def _level_not_recorded(evidence: Evidence) -> Iterator[str]:
    pathway = evidence.pathway
    if pathway and pathway.says_power_is_shared and not _levels(evidence):
        yield (
            f"The answers of {pathway.latest.date} say that power is shared. Nobody can tell whether it was in the "
            "sessions: none with community people has a level."
        )


@rule(
    "CP404 readiness-not-met note",
    fires=example(
        _TOGETHER, 'readiness: date = 2026-01-05, target = "shared-power", shared-power = ["yes", "yes", "no"]'
    ),
    silent=example(
        "2026-02-09 design shared-power C1, C2 | Lee (designer)",
        'readiness: date = 2026-01-05, target = "shared-power", shared-power = ["yes", "yes", "no"]',
    ),
    looks_at="readiness",
    uncertainty_notes=_level_not_recorded,
)
def readiness_not_met(evidence: Evidence) -> Iterator[Hit]:
    pathway = evidence.pathway
    if pathway and pathway.says_power_is_shared:
        levels = _levels(evidence)
        if levels and "shared-power" not in levels:
            position = evidence.project.readiness.index(pathway.latest)
            yield Hit(("readiness", position, "shared-power"), words={"day": str(pathway.latest.date)})


@rule(
    "CP405 said-not-answered warning",
    fires=example(_SAID),
    silent=example(
        _SAID,
        'answers: date = 2026-02-23, to = "gate", outcome = "declined", text = "The insurer asks for a locked gate", '
        'told = "letter"',
    ),
    looks_at="said",
)
def said_not_answered(evidence: Evidence) -> Iterator[Hit]:
    days = evidence.project.check.feedback_days
    waiting = [
        record for record in evidence.said if not record.answered and evidence.days_since(record.saying.date) > days
    ]
    if waiting:
        about = [record.saying.session for record in waiting if record.saying.session]
        quoted = "; ".join(_quoted(record.saying) for record in waiting)
        yield Hit(("said", waiting[0].position), about=about, words={"said": quoted})


def _quoted(saying: Saying) -> str:
    return f'{saying.date} "{shorten(saying.text, _LONGEST, placeholder=" ...")}"'


@rule(
    "CP406 answer-not-told note",
    fires=example(
        _SAID, 'answers: date = 2026-02-23, to = "gate", outcome = "done", text = "The gate now closes at ten"'
    ),
    silent=example(
        _SAID,
        'answers: date = 2026-02-23, to = "gate", outcome = "done", text = "The gate now closes at ten", '
        'told = "letter"',
    ),
    looks_at="answers",
)
def answer_not_told(evidence: Evidence) -> Iterator[Hit]:
    positions: dict[Answer, int] = {}
    for position, answer in enumerate(evidence.project.answers):
        positions.setdefault(answer, position)
    for record in evidence.said:
        latest = record.answers[-1] if record.answers else None
        if latest and latest.outcome != "open" and latest.told is None:
            yield Hit(("answers", positions[latest]), words={"day": str(latest.date)})
