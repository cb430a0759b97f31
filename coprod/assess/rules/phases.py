"""CP1xx: whether community partners took part in each phase."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from coprod.assess.evidence import Evidence
from coprod.assess.rules.base import Hit, at_phase, at_session
from coprod.assess.rules.declare import Rule, example
from coprod.framework import PHASES, PhaseName, Status

_CLAIM = 'claim = ["co-design"]'
_DESIGN = "2026-02-02 design deciding C1, C2 | Jo (council)"
_DELIVERY = "2026-04-11 delivery shared-power C1, C2"


def _judged(evidence: Evidence, status: Status) -> list[Hit]:
    return [at_phase(evidence, record.phase) for record in evidence.judged if record.status == status]


@Rule(
    "CP101 no-community-partners error",
    "ROPER",
    message="Only people in a professional capacity are on record in {phase}.",
    meaning="A judged phase is professional-led: it has sessions, and no community participant in any of them.",
    why="Co-production means that the people concerned take part as equals in all four phases. Where nobody is on "
    "record in a community capacity, the phase was done for people and not with them, or those who came were not "
    "written down.",
    remedy="ask community people to a session, and go over what was decided together; if some came, add them.",
    step="invite community people",
    fires=example(_CLAIM, "2026-02-02 design | Jo (council)"),
    silent=example(_CLAIM, _DESIGN),
)
def no_community_partners(evidence: Evidence) -> list[Hit]:
    return _judged(evidence, "professional-led")


@Rule(
    "CP102 consulted-only error",
    "SHIER",
    message="No {phase} meeting says that community people helped to decide.",
    several="No meeting of {phases} says that community people helped to decide.",
    meaning="A judged phase is consulted: community people took part, in meetings with a recorded level of listened, "
    "supported or considered, or in surveys and ballots. Or it is informed: the level of every such session is "
    "informed, which the finding says in words of its own.",
    why="Being asked is not the same as taking part in the decision. Consultation can be right and done well; it is "
    "not co-production, and calling it so uses people's names for a decision that others made.",
    remedy="bring what is still to be decided to a session in which community people help to decide.",
    step="decide it together",
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
INFORMED_ONLY = replace(
    consulted_only,
    message="People were told about {phase}. No session says that they were asked, or helped to decide.",
    several="People were told about {phases}. No session says that they were asked, or helped to decide.",
)


@Rule(
    "CP103 nothing-logged error",
    "ROPER",
    message="Nothing is on record for {phase}.",
    meaning="A judged phase has no session up to today. That says nothing about whether anyone came.",
    why="A claim of co-production covers all four phases, from planning to evaluation. A phase without a record may be "
    "still to come, or not be written down; either way it cannot be shown.",
    remedy="log the sessions that were held, or hold the first one with community people.",
    step="log or hold it",
    fires=example('claim = ["co-design", "co-delivery"]', _DESIGN),
    silent=example(_CLAIM, _DESIGN),
    looks_at="",
)
def nothing_logged(evidence: Evidence) -> list[Hit]:
    return _judged(evidence, "nothing-logged")


@Rule(
    "CP104 community-led note",
    "BOVAIRD",
    message="The community led {phase}: nobody is on record in a professional capacity in any session.",
    meaning="A phase has at least one community partner, and nobody in a professional capacity in any of its sessions. "
    "Those who were there to support are on neither side.",
    why="Provision that a community organises for itself is a legitimate thing of its own, and no fault. It is told "
    "because it is not the same as working together.",
    remedy="ask those who led it whether it should stay so; if professionals came too, add them.",
    step="keep going",
    fires=example('affected = ["tenants"]', _DELIVERY),
    silent=example('affected = ["tenants"]', f"{_DELIVERY} | Lee (designer)"),
)
def community_led(evidence: Evidence) -> list[Hit]:
    return [at_phase(evidence, record.phase) for record in evidence.phases if record.status == "community-led"]


@Rule(
    "CP105 never-together warning",
    "BOYLE_HARRIS",
    message="Both sides took part in {phase}, but never in the same session.",
    meaning="Both sides took part in meetings of a phase that stands, but never in the same one. Surveys and ballots "
    "are left out.",
    why="Working on equal terms, with give and take in both directions, needs times at which both sides are there. "
    "Sessions of the community by itself are good practice beside them, and not in their place.",
    remedy="hold a session with both sides in the room; if one was held, add who came.",
    step="meet together once",
    fires=example("2026-02-02 design deciding C1, C2", "2026-02-03 design | Lee (designer)"),
    silent=example("2026-02-02 design deciding C1, C2", "2026-02-03 design | Lee (designer)", 'community = ["C1"]'),
)
def never_together(evidence: Evidence) -> Iterator[Hit]:
    for record in evidence.standing:
        sides = {attended.kind for attended in evidence.by_phase[record.phase] if attended.is_meeting}
        if sides == {"community", "professional"}:
            yield at_phase(evidence, record.phase)


@Rule(
    "CP106 evaluation-unplanned warning",
    "EVALUATION_REVIEW",
    message="Delivery has begun, and nothing says how people will look back on it together.",
    meaning="Co-delivery has begun, and there is neither a co-evaluation session, held, or planned for today or later, "
    "nor any co-evaluation matter settled. What is held after the end of a project makes it fire no more.",
    why="Evaluation is the phase that is most often done without the people concerned, and what counts as success is "
    "hard to agree fairly once the results are in.",
    remedy="agree with community partners now what would count as success, and how anybody will know.",
    step="plan it with partners",
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


@Rule(
    "CP107 one-session-for-several note",
    "ROPER",
    message="The session of {session} is the only one with partners for {these}.",
    meaning="Two or more phases stand on one session each, and it is the same.",
    why="Phases overlap, and one good day can serve several of them. Each still exists to agree things of its own, "
    "which takes time.",
    remedy="ask those who came whether one session was enough for all of this.",
    step="ask what each phase had",
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
