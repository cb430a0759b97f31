"""CP2xx: whether the matters of each phase were settled together with partners."""

from collections.abc import Iterator, Sequence

from coprod.assess.evidence import Evidence
from coprod.assess.matters import Apart, Settlement
from coprod.assess.rules.base import Hit, at_phase
from coprod.assess.rules.declare import Rule, example
from coprod.framework import MATTERS, PHASES, MatterName

_TOGETHER = "2026-02-09 design deciding C1, C2 | Lee (designer)"
_APART = "2026-02-16 design | Lee (designer)"
_AGENDAS = (
    "2026-02-09 design deciding C1, C2 | Lee (designer)",
    'agenda = "professional"',
    "2026-02-16 design deciding C1, C2 | Lee (designer)",
    'agenda = "professional"',
)


def _at_matter(evidence: Evidence, matter: MatterName, settlements: Sequence[Settlement], **words: str) -> Hit:
    """A finding about a matter, at the first of some settlements, which are told by their days."""
    about = [evidence.project.sessions[settlement.position].id for settlement in settlements]
    days = dict.fromkeys(str(settlement.day) for settlement in settlements)
    return Hit(
        where=("sessions", settlements[0].position, "settled", matter),
        phase=MATTERS[matter],
        session=about[0],
        about=about,
        words={"matter": matter, "days": " and ".join(days), "consulted": _consulted(settlements), **words},
    )


def _apart(evidence: Evidence, how: Apart) -> list[tuple[MatterName, Sequence[Settlement]]]:
    return [(matter, settlements) for matter, (came_about, settlements) in evidence.apart.items() if came_about == how]


def _consulted(settlements: Sequence[Settlement]) -> str:
    """What is said of the community's part in some settlements."""
    parts = {settlement.part for settlement in settlements}
    if parts == {None}:
        return " No community people are on record there."
    where = " in some of these sessions" if None in parts else ""
    told = " or ".join(part for part in ("consulted", "informed") if part in parts)
    return f" Community people were {told}{where}: the level recorded is below deciding."


@Rule(
    "CP201 agenda-already-set warning",
    "PRE_PRODUCE",
    message='"{matter}" was settled on {days}, before any session with community partners on record.{consulted}',
    meaning="A co-planning matter was settled apart before the first session that had a partner (or in a project where "
    "none ever had), is not given, and was not settled together later. A session of the same day does not count as "
    "before.",
    why="Those who set the question keep the power over the answer. People are often invited when the agenda and the "
    "boundaries are already drawn.",
    remedy="open it again with community partners, and let them change it.",
    step="open it up again",
    fires=example(
        "2026-01-05 planning | Jo (council)",
        'settled = { problem = "The yard is unsafe after dark" }',
        "2026-01-12 planning deciding C1, C2 | Jo (council)",
    ),
    silent=example(
        "2026-01-05 planning | Jo (council)",
        'settled = { problem = "The yard is unsafe after dark" }',
        "2026-01-12 planning deciding C1, C2 | Jo (council)",
        'settled = { problem = "The yard is nobody\'s" }',
    ),
)
def agenda_already_set(evidence: Evidence) -> Iterator[Hit]:
    for matter, settlements in _apart(evidence, "early"):
        yield _at_matter(evidence, matter, settlements)


@Rule(
    "CP202 settled-without-community warning",
    "FUTURE_OF_LONDON",
    message='"{matter}" was settled on {days}, and is not on record as settled together.{consulted}',
    meaning="A matter's last settling was apart: in a session without community people, in a survey, or at a level "
    "below deciding, which is the matter's own if it has one. It is not given, and neither CP201 nor CP206 speaks of "
    "it. What only confirms, in the same words, what was settled together counts as none.",
    why="Co-production moves the power to decide. Where decisions are made in other rooms, the word covers something "
    "that did not happen.",
    remedy="bring it to a session with community partners, or ask those who were there whether they helped to decide "
    "it.",
    step="open it up again",
    fires=example(_TOGETHER, _APART, 'settled = { ideas = "Raised beds" }'),
    silent=example(_TOGETHER, "2026-02-16 design deciding C1", 'settled = { ideas = "Raised beds" }'),
)
def settled_without_community(evidence: Evidence) -> Iterator[Hit]:
    for matter, settlements in _apart(evidence, "otherwise"):
        yield _at_matter(evidence, matter, settlements)


@Rule(
    "CP203 not-agreed-together note",
    "ROPER",
    message="Not on record as agreed together in {phase}: {matters}.",
    meaning="A phase stands, and some of its matters are neither settled together nor given, nor told of by CP201, "
    "CP202 or CP206.",
    why="Each phase exists to agree certain things together. A list of meetings does not say whether they were agreed.",
    remedy="ask partners which of these should still be agreed together; not every project needs all of them.",
    step="agree what is left",
    fires=example(
        "[project.given]",
        'definition = "The yard belongs to the council"',
        _TOGETHER,
        'settled = { ideas = "Raised beds" }',
    ),
    silent=example(
        "[project.given]",
        'definition = "The yard belongs to the council"',
        _TOGETHER,
        'settled = { ideas = "Raised beds", testing = "Chalk on the yard for a week" }',
    ),
)
def not_agreed_together(evidence: Evidence) -> Iterator[Hit]:
    told = {*evidence.project.project.given, *evidence.apart}
    for record in evidence.standing:
        told.update(record.settled_together)
        if left := [matter for matter in PHASES[record.phase] if matter not in told]:
            yield at_phase(evidence, record.phase, matters=", ".join(left))


@Rule(
    "CP204 level-not-recorded warning",
    "NOTES_OF_CAUTION",
    message="People took part in {phase}. The record does not say how far their part went.",
    meaning="Community people took part in a phase, in no meeting a level of 4 or 5 is recorded, and in at least one "
    "meeting there is no level at all. So nobody can tell whether they helped to decide.",
    why="Presence is not power. People have been placed as tellers of stories where others defined the problem and the "
    "answer, and a list of names looks the same.",
    remedy="ask those who came how far their part went, and add the level that they give.",
    step="ask for the level",
    fires=example("2026-02-09 design C1, C2 | Lee (designer)"),
    silent=example("2026-02-09 design C1, C2 | Lee (designer)", 'level = "deciding"'),
)
def level_not_recorded(evidence: Evidence) -> Iterator[Hit]:
    for record in evidence.phases:
        if record.status == "took-part":
            sessions = evidence.by_phase[record.phase]
            yield at_phase(evidence, record.phase, (attended for attended in sessions if attended.part == "took-part"))


@Rule(
    "CP205 nothing-left-to-decide warning",
    "FUTURE_OF_LONDON",
    message="Partners took part in {phase}, and none of its matters is on record as agreed with them. Fixed from "
    "outside or settled without them: {matters}.",
    meaning="A phase stands, none of its matters is settled together, and at least one is given or settled apart.",
    why="People can sit at a table on which nothing is left to decide. Then their time is spent, and their name is "
    "used, for what others had decided.",
    remedy="ask partners what is still open for them to decide, and agree it with them.",
    step="leave something open",
    fires=example(
        "[project.given]",
        'place = "The yard beside the depot"',
        "2026-04-11 delivery shared-power C1, C2 | Lee (designer)",
    ),
    silent=example(
        "[project.given]",
        'place = "The yard beside the depot"',
        "2026-04-11 delivery shared-power C1, C2 | Lee (designer)",
        'settled = { roles = "Neighbours open the gate" }',
    ),
)
def nothing_left_to_decide(evidence: Evidence) -> Iterator[Hit]:
    given = evidence.project.project.given
    for record in evidence.standing:
        matters = PHASES[record.phase]
        fixed = [matter for matter in matters if matter in record.settled_apart or matter in given]
        if fixed and not record.settled_together:
            yield at_phase(evidence, record.phase, matters=", ".join(fixed))


@Rule(
    "CP206 agreed-then-changed warning",
    "FUTURE_OF_LONDON",
    message='"{matter}" was agreed together on {agreed}, and settled in other words on {days}.{consulted}',
    meaning="A matter was settled together, on a later day apart, and not together since. It is not given. A settling "
    "in the same words confirms what was agreed, and is none.",
    why="What people agreed and then find changed without them is worse than what was never asked: it teaches that "
    "agreeing makes no difference.",
    remedy="go back to those who agreed it, say what changed and why, and decide it with them again.",
    step="say why it changed",
    fires=example(_TOGETHER, 'settled = { ideas = "Raised beds" }', _APART, 'settled = { ideas = "Paving" }'),
    silent=example(
        _TOGETHER,
        'settled = { ideas = "Raised beds" }',
        "2026-02-09 design | Lee (designer)",
        'settled = { ideas = "Paving" }',
    ),
)
def agreed_then_changed(evidence: Evidence) -> Iterator[Hit]:
    for matter, settlements in _apart(evidence, "changed"):
        yield _at_matter(evidence, matter, settlements, agreed=str(evidence.matters[matter].last_together))


@Rule(
    "CP207 agreed-afterwards note",
    "PRE_PRODUCE",
    message='"{matter}" was settled on {days} apart from the community, and agreed together on {agreed}.',
    meaning="A matter was settled apart, together on a later day, and not apart since. It is not given. A day on which "
    "it was settled together as well is no day apart.",
    why="Opening again what was settled is good practice. Agreeing to what others had settled already is not the same "
    "as deciding it, and only those who were there can say which it was.",
    remedy="ask partners whether they could still have changed it.",
    step="ask if it was open",
    fires=example(
        "2026-02-09 design | Lee (designer)",
        'settled = { ideas = "Paving" }',
        "2026-02-16 design deciding C1, C2 | Lee (designer)",
        'settled = { ideas = "Raised beds" }',
    ),
    silent=example(
        "2026-02-09 design | Lee (designer)",
        'settled = { ideas = "Paving" }',
        _TOGETHER,
        'settled = { ideas = "Raised beds" }',
    ),
)
def agreed_afterwards(evidence: Evidence) -> Iterator[Hit]:
    for matter, standing in evidence.matters.items():
        if standing.apart and (before := standing.apart_before) and not standing.apart_since:
            together = (settlement.day for settlement in standing.settlements if settlement.how == "together")
            agreed = min(day for day in together if day > before[-1].day)
            yield _at_matter(evidence, matter, before, agreed=str(agreed))


#: Fewer agendas than this may be chance.
_SEVERAL = 3


@Rule(
    "CP208 agenda-of-one-side warning",
    "ROPER",
    message="Every agenda that {phase} records took up the professionals' items alone: {number} of {number} sessions.",
    meaning="A phase stands, at least three of its sessions with community people record whose items they took up, and "
    "all that do say the professionals' alone.",
    why="Who brings the items decides what can be decided. Where one side always sets them, the other can only answer.",
    remedy="ask community partners what they want to bring, and begin the next session with it.",
    step="take up their items",
    fires=example(*_AGENDAS, "2026-02-23 design deciding C1, C2 | Lee (designer)", 'agenda = "professional"'),
    silent=example(*_AGENDAS, "2026-02-23 design deciding C1, C2 | Lee (designer)", 'agenda = "both"'),
)
def agenda_of_one_side(evidence: Evidence) -> Iterator[Hit]:
    for record in evidence.standing:
        sessions = [
            attended for attended in evidence.by_phase[record.phase] if attended.session.agenda and attended.part
        ]
        if len(sessions) >= _SEVERAL and {attended.session.agenda for attended in sessions} == {"professional"}:
            yield at_phase(evidence, record.phase, sessions, number=str(len(sessions)))
