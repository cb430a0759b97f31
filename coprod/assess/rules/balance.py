"""CP3xx: who came on each side, who stayed, and which groups were heard."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coprod.assess.evidence import Evidence
from coprod.assess.record import Attended, last_asked, people_at_least
from coprod.assess.rules.base import UNCOUNTED, Hit, at_first_of, at_phase
from coprod.assess.rules.declare import example, rule
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


@rule(
    "CP301 outnumbered warning",
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


@rule(
    "CP302 lone-voice warning",
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


def _heard_not_recorded(evidence: Evidence) -> Iterator[str]:
    if evidence.project.project.affected and not evidence.heard:
        yield "Nobody can tell which of the affected groups were heard: no session with community people says so."


@rule(
    "CP303 group-not-heard warning",
    fires=example('affected = ["tenants", "young people"]', _TOGETHER, 'heard = ["tenants"]'),
    silent=example('affected = ["tenants", "young people"]', _TOGETHER, 'heard = ["tenants", "young people"]'),
    uncertainty_notes=_heard_not_recorded,
)
def group_not_heard(evidence: Evidence) -> Iterator[Hit]:
    heard, asked = evidence.heard, last_asked(evidence.sessions)
    for index, group in enumerate(evidence.project.project.affected if heard else ()):
        last = asked.get(group)
        lately = last is not None and evidence.days_since(last.date) <= _YEAR
        if group not in heard and not lately:
            words = {"group": group, "asked": f" It was asked last on {last.date}." if last else ""}
            yield Hit(("project", "affected", index), words=words)


@rule("CP304 affected-not-named note", fires=example(), silent=example('affected = ["tenants"]'), looks_at="")
def affected_not_named(evidence: Evidence) -> list[Hit]:
    return [] if evidence.project.project.affected else [Hit()]


@rule(
    "CP305 nobody-stays warning",
    fires=example(_TOGETHER, "2026-04-11 delivery shared-power C3, C4 | Lee (designer)"),
    silent=example(_TOGETHER, "2026-04-11 delivery shared-power C1, C4 | Lee (designer)"),
)
def nobody_stays(evidence: Evidence) -> Iterator[Hit]:
    numbers = [record.partners.people for record in evidence.standing if record.partners.people]
    partners = [attended.community.people for attended in evidence.came if attended.part == "partners"]
    if len(numbers) > 1 and len(frozenset().union(*partners)) == sum(numbers):
        yield Hit(words={"count": str(len(numbers))})


@rule(
    "CP306 partners-left warning",
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


@rule(
    "CP307 both-capacities note",
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


@rule(
    "CP308 standing-faded warning",
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


@rule(
    "CP309 all-on-both-sides warning",
    fires=example("2026-02-09 design deciding C1, C2 | C1, C2"),
    silent=example("2026-02-09 design deciding C1, C2 | C1, Lee (designer)"),
)
def all_on_both_sides(evidence: Evidence) -> Iterator[Hit]:
    for record in evidence.standing:
        if record.all_on_both_sides:
            yield at_phase(evidence, record.phase, evidence.partner_sessions[record.phase])
