"""CP3xx: who came on each side, who stayed, and which groups were heard."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from coprod.assess.evidence import Evidence
from coprod.assess.record import Attended, people_at_least
from coprod.assess.rules.base import UNCOUNTED, Hit, at_first_of, at_phase
from coprod.assess.rules.declare import Rule, example
from coprod.terms import AFTERWARDS

if TYPE_CHECKING:
    from coprod.framework import Capacity

#: With fewer people than this, a share says nothing.
_ENOUGH = 4

#: In a project of so few, one voice is not alone.
_FEW = 4

#: Fewer sessions than this may be chance.
_SEVERAL = 3

_OUTNUMBERED = "2026-02-09 design deciding C1 | Lee (designer), Jo (council), Kim (planner)"
_TOGETHER = "2026-02-09 design deciding C1, C2 | Lee (designer)"


def _uncounted(sessions: Sequence[Attended]) -> bool:
    """Whether people came on a side to some of these sessions, and nobody knows how many."""
    return any(attended.community.uncounted or attended.professional.uncounted for attended in sessions)


def _not_counted(evidence: Evidence) -> Iterator[str]:
    phases = [phase for phase, sessions in evidence.partner_sessions.items() if _uncounted(sessions)]
    if phases:
        yield (
            f"Nobody can tell whether the community was outnumbered in {' and '.join(phases)}: of some sessions with "
            f"partners {UNCOUNTED}"
        )


@Rule(
    "CP301 outnumbered warning",
    "REPRESENTATION",
    message="In the {phase} sessions with partners, the community filled {community} of {all} seats.",
    shared="In the {phase} sessions with partners, far more people came in a professional capacity.",
    meaning="Over a phase's partner sessions, itemised and counted, the community's share of attendance is under "
    "community_share, with at least four people: on each side the larger of the distinct persons and the fullest "
    "single session. Those who were there to support are on neither side. It does not fire if some people came and "
    "nobody knows how many; then a note says so.",
    why="It is hard to speak as one of few. Deciding beforehand how many should come on each side makes the balance a "
    "choice. Equal numbers are still not equal voice: a share cannot show who spoke.",
    remedy="ask partners whether the balance is right, and invite more of the community, or fewer professionals.",
    step="even out the room",
    fires=example(_OUTNUMBERED),
    silent=example(_OUTNUMBERED, "also_present = { community = 3 }"),
    uncertainty_notes=_not_counted,
)
def outnumbered(evidence: Evidence) -> Iterator[Hit]:
    least = evidence.project.check.community_share
    for phase, sessions in evidence.partner_sessions.items():
        community = sum([attended.community.total for attended in sessions])
        everyone = community + sum([attended.professional.total for attended in sessions])
        outnumbered = community < least * everyone and not _uncounted(sessions)
        if outnumbered and people_at_least(sessions) >= _ENOUGH:
            yield at_phase(evidence, phase, sessions, community=str(community), all=str(everyone))


@Rule(
    "CP302 lone-voice warning",
    "FOUR_PI",
    message="Only one community partner is on record in {phase}.",
    several="Only one community partner is on record in each of {phases}.",
    shared="Very few community partners are on record in {phase}.",
    meaning="A phase stands on exactly one distinct community partner and nobody counted, in a project of more than "
    "four people: on each side the larger of the distinct persons and the fullest single session. Surveys and ballots "
    "are left out of that number.",
    why="One person cannot speak for everyone concerned, and should not be asked to.",
    remedy="ask that partner who else should come, and what would make it easy for them.",
    step="invite a second voice",
    fires=example(
        "2026-02-09 design deciding C1 | Lee (designer)",
        "2026-04-11 delivery shared-power C1, C2, C3 | Lee (designer), Jo (council)",
    ),
    silent=example(_TOGETHER, "2026-04-11 delivery shared-power C1, C2, C3 | Lee (designer), Jo (council)"),
)
def lone_voice(evidence: Evidence) -> Iterator[Hit]:
    alone = [record for record in evidence.standing if record.partners.people == 1]
    if alone and people_at_least([attended for attended in evidence.sessions if attended.is_meeting]) > _FEW:
        for record in alone:
            if not (record.partners.counted or record.partners.uncounted):
                yield at_phase(evidence, record.phase, evidence.partner_sessions[record.phase])


#: For so many days it counts that a group was asked and did not come.
_YEAR = 365


def last_asked(evidence: Evidence) -> dict[str, date]:
    """The last day on which each affected group was asked and did not come."""
    days: dict[str, date] = {}
    for attended in evidence.sessions:
        for group in attended.session.asked:
            days[group] = max(attended.date, days.get(group, date.min))
    return days


def _heard_not_recorded(evidence: Evidence) -> Iterator[str]:
    if evidence.project.project.affected and not evidence.heard:
        yield "Nobody can tell which of the affected groups were heard: no session with community people says so."


@Rule(
    "CP303 group-not-heard warning",
    "INCLUSION",
    message="No session says that this affected group was heard: {group}.{asked}",
    meaning="An affected group is in no heard of a session that community people came to, nor asked in the 365 days up "
    "to the last day. It does not fire where no such session records heard at all; then a note says so.",
    why="Those most affected should be involved at the earliest opportunity, and minority views valued.",
    remedy="ask this group how it would like to take part.",
    step="ask how they would join",
    fires=example('affected = ["tenants", "young people"]', _TOGETHER, 'heard = ["tenants"]'),
    silent=example('affected = ["tenants", "young people"]', _TOGETHER, 'heard = ["tenants", "young people"]'),
    uncertainty_notes=_heard_not_recorded,
)
def group_not_heard(evidence: Evidence) -> Iterator[Hit]:
    heard, asked = evidence.heard, last_asked(evidence)
    for index, group in enumerate(evidence.project.project.affected):
        day = asked.get(group)
        lately = day is not None and evidence.days_since(day) <= _YEAR
        if heard and group not in heard and not lately:
            words = {"group": group, "asked": f" It was asked last on {day}." if day else ""}
            yield Hit(("project", "affected", index), words=words)


@Rule(
    "CP304 affected-not-named note",
    "VOICE",
    message="The project does not say which groups it affects most.",
    meaning="The project names no affected groups.",
    why="Only where it is said who is concerned can anybody see who is not there.",
    remedy="agree with community partners which groups are most affected, and write them down.",
    step="name who is affected",
    fires=example(),
    silent=example('affected = ["tenants"]'),
    looks_at="",
)
def affected_not_named(evidence: Evidence) -> list[Hit]:
    return [] if evidence.project.project.affected else [Hit()]


@Rule(
    "CP305 nobody-stays warning",
    "RELATIONSHIPS",
    message="{count} phases have community partners, and no partner is on record in more than one of them.",
    meaning="At least two phases have itemised partners, and nobody is in more than one of them.",
    why="Trust and understanding grow with time. Where partners change with every phase, hardly anybody among them "
    "knows how one decision led to the next.",
    remedy="ask earlier partners whether they would like to go on, and what would help them to.",
    step="ask who would stay",
    fires=example(_TOGETHER, "2026-04-11 delivery shared-power C3, C4 | Lee (designer)"),
    silent=example(_TOGETHER, "2026-04-11 delivery shared-power C1, C4 | Lee (designer)"),
)
def nobody_stays(evidence: Evidence) -> Iterator[Hit]:
    numbers = [record.partners.people for record in evidence.standing if record.partners.people]
    partners = [attended.community.people for attended in evidence.came if attended.part == "partners"]
    if len(numbers) > 1 and len(frozenset().union(*partners)) == sum(numbers):
        yield Hit(words={"count": str(len(numbers))})


@Rule(
    "CP306 partners-left warning",
    "RELATIONSHIPS",
    message="After {last}, {phase} had {number} sessions, and no community people are on record in any of them.",
    meaning="A phase that stands had three or more sessions on days after the last one with community people, and none "
    "of them had any. It does not fire where the standing of the phase has faded, of which CP308 speaks.",
    why="It may be that the work with them was done, that they were not asked, or that they did not want to come. Only "
    "they can say.",
    remedy="ask those who came before whether they would have wanted to be there.",
    step="ask those who came before",
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
)
def partners_left(evidence: Evidence) -> Iterator[Hit]:
    for record in evidence.standing:
        sessions = evidence.by_phase[record.phase]
        last = max([attended.date for attended in sessions if attended.part])
        since = [attended for attended in sessions if attended.date > last]
        if len(since) >= _SEVERAL and not record.faded:
            yield at_first_of(since, record.phase, last=str(last), number=str(len(since)))


@Rule(
    "CP307 both-capacities note",
    "ROPER",
    message="{who} came in more than one capacity: {capacities}.",
    shared="Somebody came in more than one capacity.",
    meaning="Somebody is on record on both sides, in one session or over several, or as supporting in one session and "
    "professional in another. On a side they count each time in the capacity in which they came.",
    why="A side is the capacity in which someone attends one session, not a fact about the person. A peer worker may "
    "hold both; readers should know it.",
    remedy="ask them in which capacity they came each time.",
    step="ask how it felt",
    fires=example("2026-02-09 design deciding C1, C2 | C1, Lee (designer)"),
    silent=example(_TOGETHER),
)
def both_capacities(evidence: Evidence) -> Iterator[Hit]:
    people = evidence.people
    if both := (people["community"] | people["supporting"]) & people["professional"]:
        theirs = [
            attended
            for attended in evidence.sessions
            if both.intersection(attended.community.people + attended.professional.people + attended.supporting.people)
        ]
        capacities: tuple[Capacity, ...] = ("community", "supporting", "professional")
        yield at_first_of(
            theirs,
            who="One person" if len(both) == 1 else f"{len(both)} people",
            capacities=" and ".join(capacity for capacity in capacities if people[capacity] & both),
        )


@Rule(
    "CP308 standing-faded warning",
    "RELATIONSHIPS",
    message="Community partners are on record in {phase} until {until}. Since then {since}.",
    meaning="The standing of a phase has faded: its latest session is more than 365 days after its last session with "
    "partners. Status and verdict stay. In a project that has ended, sessions after its end fade nothing.",
    why="What was decided together years ago does not say who decides today.",
    remedy="ask those who were partners then whether they want to decide again, and about what.",
    step="decide together again",
    fires=example(
        "2024-02-09 design deciding C1, C2 | Lee (designer)", "2025-02-09 design listened C1, C2 | Lee (designer)"
    ),
    silent=example(
        "2024-02-09 design deciding C1, C2 | Lee (designer)", "2025-02-08 design listened C1, C2 | Lee (designer)"
    ),
)
def standing_faded(evidence: Evidence) -> Iterator[Hit]:
    for record in evidence.standing:
        if record.faded and record.until:
            since = [attended for attended in evidence.by_phase[record.phase] if attended.date > record.until]
            words = " and ".join(AFTERWARDS[what] for what in record.afterwards)
            yield at_first_of(since, record.phase, until=str(record.until), since=words)


@Rule(
    "CP309 all-on-both-sides warning",
    "REPRESENTATION",
    message="Every partner in {phase} is on record in a professional capacity too.",
    meaning="A phase stands, nobody of the community is counted in the sessions that it stands on, and every partner "
    "is on record in a professional capacity too, in any phase.",
    why="People can rightly come in both capacities. Where all partners do, a reader cannot tell whether anybody came "
    "only as one of those concerned.",
    remedy="ask them in which capacity they spoke, and who else could come as one of those concerned.",
    step="ask who else could come",
    fires=example("2026-02-09 design deciding C1, C2 | C1, C2"),
    silent=example("2026-02-09 design deciding C1, C2 | C1, Lee (designer)"),
)
def all_on_both_sides(evidence: Evidence) -> Iterator[Hit]:
    for record in evidence.standing:
        if record.all_on_both_sides:
            yield at_phase(evidence, record.phase, evidence.partner_sessions[record.phase])
