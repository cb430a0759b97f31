"""CP3xx: who came on each side, who stayed, and which groups were heard."""

from collections.abc import Iterator

from coprod.assess.record import people_at_least
from coprod.assess.rules.base import Evidence, Hit, at_first_of, at_phase
from coprod.assess.rules.declare import example, rule
from coprod.framework import FOUR_PI, INCLUSION, RELATIONSHIPS, REPRESENTATION, ROPER, SIDES, VOICE

#: With fewer people than this, a share says nothing.
_ENOUGH = 4

#: In a project of so few, one voice is not alone.
_FEW = 4

#: Fewer sessions than this may be chance.
_SEVERAL = 3

_OUTNUMBERED = "2026-02-09 design deciding C1 | Lee (designer), Jo (council), Kim (planner)"
_TOGETHER = "2026-02-09 design deciding C1, C2 | Lee (designer)"


@rule(
    "CP301 outnumbered warning",
    REPRESENTATION,
    message="In the {phase} sessions with partners, the community filled {community} of {all} seats.",
    shared="In the {phase} sessions with partners, far more people came in a professional capacity.",
    meaning="Over a phase's partner sessions, itemised and counted, the community's share of attendance is under "
    "community_share, with at least four people: on each side the larger of the distinct persons and the fullest "
    "single session.",
    why="It is hard to speak as one of few. Deciding beforehand how many should come on each side makes the balance a "
    "choice. Equal numbers are still not equal voice: a share cannot show who spoke.",
    remedy="ask partners whether the balance is right, and invite more of the community, or fewer professionals.",
    step="even out the room",
    fires=example(_OUTNUMBERED),
    silent=example(_OUTNUMBERED, "also_present = { community = 3 }"),
    looks_at="sessions",
)
def outnumbered(evidence: Evidence) -> Iterator[Hit]:
    least = evidence.project.check.community_share
    for phase, sessions in evidence.partner_sessions.items():
        community = sum(attended.community.total for attended in sessions)
        everyone = community + sum(attended.professional.total for attended in sessions)
        if community < least * everyone and people_at_least(sessions) >= _ENOUGH:
            yield at_phase(evidence, phase, sessions, community=str(community), all=str(everyone))


@rule(
    "CP302 lone-voice warning",
    FOUR_PI,
    message="Only one community partner is on record in {phase}.",
    several="Only one community partner is on record in each of {phases}.",
    shared="Very few community partners are on record in {phase}.",
    meaning="A phase stands on exactly one distinct community partner and nobody counted, in a project of more than "
    "four people: on each side the larger of the distinct persons and the fullest single session.",
    why="One person cannot speak for everyone concerned, and should not be asked to.",
    remedy="ask that partner who else should come, and what would make it easy for them.",
    step="invite a second voice",
    fires=example(
        "2026-02-09 design deciding C1 | Lee (designer)",
        "2026-04-11 delivery shared-power C1, C2, C3 | Lee (designer), Jo (council)",
    ),
    silent=example(_TOGETHER, "2026-04-11 delivery shared-power C1, C2, C3 | Lee (designer), Jo (council)"),
    looks_at="sessions",
)
def lone_voice(evidence: Evidence) -> Iterator[Hit]:
    for record in evidence.phases:
        alone = record.stands and record.partners.people == 1 and not record.partners.counted
        if alone and people_at_least(evidence.sessions) > _FEW:
            yield at_phase(evidence, record.phase, evidence.partner_sessions[record.phase])


def _heard(evidence: Evidence) -> set[str]:
    return {group for attended in evidence.sessions if attended.community for group in attended.session.heard}


def _heard_not_recorded(evidence: Evidence) -> Iterator[str]:
    if evidence.project.project.affected and not _heard(evidence):
        yield "Nobody can tell which of the affected groups were heard: no session with community people says so."


@rule(
    "CP303 group-not-heard warning",
    INCLUSION,
    message="No session says that this affected group was heard: {group}.",
    meaning="An affected group is in no heard of a session that community people came to. It does not fire where no "
    "such session records heard at all; then a note says so.",
    why="Those most affected should be involved at the earliest opportunity, and minority views valued.",
    remedy="ask this group how it would like to take part.",
    step="ask how they would join",
    fires=example('affected = ["tenants", "young people"]', _TOGETHER, 'heard = ["tenants"]'),
    silent=example('affected = ["tenants", "young people"]', _TOGETHER, 'heard = ["tenants", "young people"]'),
    uncertainty_notes=_heard_not_recorded,
)
def group_not_heard(evidence: Evidence) -> Iterator[Hit]:
    heard = _heard(evidence)
    for index, group in enumerate(evidence.project.project.affected):
        if heard and group not in heard:
            yield Hit(("project", "affected", index), words={"group": group})


@rule(
    "CP304 affected-not-named note",
    VOICE,
    message="The project does not say which groups it affects most.",
    meaning="The project names no affected groups.",
    why="Only where it is said who is concerned can anybody see who is not there.",
    remedy="agree with community partners which groups are most affected, and write them down.",
    step="name who is affected",
    fires=example(),
    silent=example('affected = ["tenants"]'),
)
def affected_not_named(evidence: Evidence) -> list[Hit]:
    return [] if evidence.project.project.affected else [Hit()]


@rule(
    "CP305 nobody-stays warning",
    RELATIONSHIPS,
    message="{count} phases have community partners, and no partner is on record in more than one of them.",
    meaning="At least two phases have itemised partners, and nobody is in more than one of them.",
    why="Trust and understanding grow with time. Where partners change with every phase, only the professionals know "
    "how one decision led to the next.",
    remedy="ask earlier partners whether they would like to go on, and what would help them to.",
    step="ask who would stay",
    fires=example(_TOGETHER, "2026-04-11 delivery shared-power C3, C4 | Lee (designer)"),
    silent=example(_TOGETHER, "2026-04-11 delivery shared-power C1, C4 | Lee (designer)"),
    looks_at="sessions",
)
def nobody_stays(evidence: Evidence) -> Iterator[Hit]:
    partners = [
        frozenset[str]().union(*(attended.community.people for attended in sessions))
        for sessions in evidence.partner_sessions.values()
    ]
    phases = sum(map(bool, partners))
    if phases > 1 and len(frozenset().union(*partners)) == sum(map(len, partners)):
        yield Hit(words={"count": str(phases)})


@rule(
    "CP306 partners-left warning",
    RELATIONSHIPS,
    message="After {last}, {phase} had {number} sessions, and no community people came to any of them.",
    meaning="A phase that stands had three or more sessions on days after the last one with community people, and none "
    "of them had any.",
    why="People who stop coming say something by it, or were no longer asked. Either way others went on deciding.",
    remedy="ask those who came before why they no longer come, and what would bring them back.",
    step="ask why they left",
    fires=example(
        "2026-02-02 design deciding C1, C2 | Lee (designer)",
        "2026-02-09 design | Lee (designer)",
        "2026-02-16 design | Lee (designer)",
        "2026-02-23 design | Lee (designer)",
    ),
    silent=example(
        "2026-02-02 design deciding C1, C2 | Lee (designer)",
        "2026-02-09 design | Lee (designer)",
        "2026-02-16 design | Lee (designer)",
        "2026-02-02 design | Lee (designer)",
    ),
    looks_at="sessions",
)
def partners_left(evidence: Evidence) -> Iterator[Hit]:
    for record in evidence.phases:
        if record.stands:
            sessions = evidence.by_phase[record.phase]
            last = max(attended.session.date for attended in sessions if attended.community)
            since = [attended for attended in sessions if attended.session.date > last]
            if len(since) >= _SEVERAL:
                yield at_first_of(since, record.phase, last=str(last), number=str(len(since)))


@rule(
    "CP307 both-capacities note",
    ROPER,
    message="{who} came both as a community member and as a professional.",
    shared="Somebody came both as a community member and as a professional.",
    meaning="Somebody is on record on both sides, in one session or over several. They count on each.",
    why="A side is the capacity in which someone came. A peer worker may hold both, and it is worth saying, since a "
    "seat of the community that a member of staff fills is not the community's.",
    remedy="ask them in which capacity they came each time.",
    step="ask how it felt",
    fires=example("2026-02-09 design deciding C1, C2 | C1, Lee (designer)"),
    silent=example(_TOGETHER),
    looks_at="sessions",
)
def both_capacities(evidence: Evidence) -> Iterator[Hit]:
    community, professional = (
        {person for attended in evidence.sessions for person in attended.side(side).people} for side in SIDES
    )
    if both := community & professional:
        theirs = [
            attended
            for attended in evidence.sessions
            if both & (attended.community.people | attended.professional.people)
        ]
        yield at_first_of(theirs, who="One person" if len(both) == 1 else f"{len(both)} people")
