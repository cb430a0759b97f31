"""CP1xx: whether community partners took part in each phase."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from coprod.assess.evidence import Evidence
from coprod.assess.rules.base import Hit, at_phase, at_session
from coprod.assess.rules.declare import WORDS, example, rule
from coprod.framework import PHASES, PhaseName, Status

_CLAIM = 'claim = ["co-design"]'
_DESIGN = "2026-02-02 design deciding C1, C2 | Jo (council)"
_DELIVERY = "2026-04-11 delivery shared-power C1, C2"


def _judged(evidence: Evidence, status: Status) -> list[Hit]:
    return [at_phase(evidence, record.phase) for record in evidence.judged if record.status == status]


@rule(
    "CP101 no-community-partners error",
    fires=example(_CLAIM, "2026-02-02 design | Jo (council)"),
    silent=example(_CLAIM, _DESIGN),
)
def no_community_partners(evidence: Evidence) -> list[Hit]:
    return _judged(evidence, "professional-led")


@rule(
    "CP102 consulted-only error",
    fires=example(_CLAIM, "2026-02-02 design considered C1, C2 | Jo (council)"),
    silent=example(_CLAIM, _DESIGN),
)
def consulted_only(evidence: Evidence) -> list[Hit]:
    informed = [
        hit._replace(message=INFORMED_ONLY.message, of_several=INFORMED_ONLY.message_of_several)
        for hit in _judged(evidence, "informed")
    ]
    return [*_judged(evidence, "consulted"), *informed]


#: The same of a phase in which people were informed only.
INFORMED_ONLY = replace(consulted_only, **WORDS["CP102-informed"])


@rule(
    "CP103 nothing-logged error",
    fires=example('claim = ["co-design", "co-delivery"]', _DESIGN),
    silent=example(_CLAIM, _DESIGN),
    looks_at="",
)
def nothing_logged(evidence: Evidence) -> list[Hit]:
    return _judged(evidence, "nothing-logged")


@rule(
    "CP104 community-led note",
    fires=example('affected = ["tenants"]', _DELIVERY),
    silent=example('affected = ["tenants"]', f"{_DELIVERY} | Lee (designer)"),
)
def community_led(evidence: Evidence) -> list[Hit]:
    return [at_phase(evidence, record.phase) for record in evidence.phases if record.status == "community-led"]


@rule(
    "CP105 never-together warning",
    fires=example("2026-02-02 design deciding C1, C2", "2026-02-03 design | Lee (designer)"),
    silent=example("2026-02-02 design deciding C1, C2", "2026-02-03 design | Lee (designer)", 'community = ["C1"]'),
)
def never_together(evidence: Evidence) -> Iterator[Hit]:
    for record in evidence.standing:
        sides = {attended.kind for attended in evidence.by_phase[record.phase] if attended.is_meeting}
        if sides == {"community", "professional"}:
            yield at_phase(evidence, record.phase)


@rule(
    "CP106 evaluation-unplanned warning",
    fires=example(f"{_DELIVERY} | Lee (designer)"),
    silent=example(f"{_DELIVERY} | Lee (designer)", 'settled = { success = "People walk through it at night" }'),
)
def evaluation_unplanned(evidence: Evidence) -> Iterator[Hit]:
    matters = frozenset(PHASES["co-evaluation"])
    to_come = [attended for attended in evidence.planned if attended.date >= evidence.today]
    if any("co-evaluation" in attended.session.phase for attended in (*evidence.held, *to_come)):
        return
    agreed = any(matters & attended.session.settled.keys() for attended in evidence.held)
    begun = [
        attended
        for attended in evidence.held
        if "co-delivery" in attended.session.phase and attended.date <= (evidence.ended or evidence.today)
    ]
    if begun and not agreed:
        first = min(begun, key=lambda attended: not attended.part)
        yield Hit(("sessions", first.position), "co-evaluation")


@rule(
    "CP107 one-session-for-several note",
    fires=example("2026-02-09 planning,design deciding C1, C2 | Lee (designer)"),
    silent=example("2026-02-09 design deciding C1, C2 | Lee (designer)"),
)
def one_session_for_several(evidence: Evidence) -> Iterator[Hit]:
    alone: defaultdict[int, list[PhaseName]] = defaultdict(list)
    for phase, sessions in evidence.partner_sessions.items():
        if len(sessions) == 1:
            alone[sessions[0].position].append(phase)
    for position, phases in alone.items():
        if len(phases) > 1:
            yield at_session(position, evidence.project.sessions[position], these=" and ".join(phases))
