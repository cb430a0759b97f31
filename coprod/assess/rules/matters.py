"""CP2xx: whether the matters of each phase were settled together with partners."""

from collections.abc import Iterator, Sequence

from coprod.assess.evidence import Evidence
from coprod.assess.matters import Apart, Settlement
from coprod.assess.rules.base import Hit, at_phase
from coprod.assess.rules.declare import example, rule
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


@rule(
    "CP201 agenda-already-set warning",
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


@rule(
    "CP202 settled-without-community warning",
    fires=example(_TOGETHER, _APART, 'settled = { ideas = "Raised beds" }'),
    silent=example(_TOGETHER, "2026-02-16 design deciding C1", 'settled = { ideas = "Raised beds" }'),
)
def settled_without_community(evidence: Evidence) -> Iterator[Hit]:
    for matter, settlements in _apart(evidence, "otherwise"):
        yield _at_matter(evidence, matter, settlements)


@rule(
    "CP203 not-agreed-together note",
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


@rule(
    "CP204 level-not-recorded warning",
    fires=example("2026-02-09 design C1, C2 | Lee (designer)"),
    silent=example("2026-02-09 design C1, C2 | Lee (designer)", 'level = "deciding"'),
)
def level_not_recorded(evidence: Evidence) -> Iterator[Hit]:
    for record in evidence.phases:
        if record.status == "took-part":
            sessions = evidence.by_phase[record.phase]
            yield at_phase(evidence, record.phase, (attended for attended in sessions if attended.part == "took-part"))


@rule(
    "CP205 nothing-left-to-decide warning",
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


@rule(
    "CP206 agreed-then-changed warning",
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


@rule(
    "CP207 agreed-afterwards note",
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


@rule(
    "CP208 agenda-of-one-side warning",
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
