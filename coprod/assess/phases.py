"""What the record of each phase shows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from coprod.assess.matters import Standing
from coprod.assess.presence import PARTS, Attended, Part
from coprod.framework import PHASES, MatterName, PhaseName, Side

Status = Literal["nothing-logged", "professional-led", "consulted", "took-part", "community-led", "co-produced"]

#: What each status means, in a sentence.
STATUSES: dict[Status, str] = {
    "nothing-logged": "The record has no session of the phase, which says nothing about who took part.",
    "professional-led": "The record has sessions, and no community participant in any of them.",
    "consulted": "Community people took part, and were consulted in every session that they came to.",
    "took-part": "Community people took part, and the record does not say how far their part went.",
    "community-led": "Community partners took part, and no professional is recorded in any session; no fault.",
    "co-produced": "Community partners took part, and professionals in at least one session.",
}

#: The statuses of a phase that stands.
STANDING: frozenset[Status] = frozenset({"co-produced", "community-led"})

#: The statuses of a phase that is missing community partners. Of `took-part` neither is known.
MISSING_PARTNERS: frozenset[Status] = frozenset({"nothing-logged", "professional-led", "consulted"})


class SideCounts(NamedTuple):
    """Those who came on one side over a phase.

    Attributes:
        people: distinct persons.
        attendances: each person once for each session that they came to.
        counted: the most people who were counted but not itemised in any one session; never added up, since the
            same people may have come again.
    """

    people: int
    attendances: int
    counted: int


class PhaseRecord(NamedTuple):
    """What is recorded of one phase, up to today but for what is planned.

    Attributes:
        phase: its name.
        status: what the record shows.
        sessions: how many sessions served it.
        planned: how many more are planned.
        first: the day of the earliest, or nothing.
        last: the day of the latest, or nothing.
        community: those who came in a community capacity.
        partners: those of them who came as partners.
        took_part: those who never came as partners, and of whose part in some session nothing is recorded.
        consulted: those who came only to be consulted.
        professional: those who came in a professional capacity.
        settled_together: the phase's matters that were last settled with partners, in a session of any phase.
        settled_apart: the phase's matters that were last settled without partners, in a session of any phase.
        contested: whether its standing is contested by those who read back the sessions that it stands on.
    """

    phase: PhaseName
    status: Status
    sessions: int
    planned: int
    first: date | None
    last: date | None
    community: SideCounts
    partners: SideCounts
    took_part: SideCounts
    consulted: SideCounts
    professional: SideCounts
    settled_together: tuple[MatterName, ...]
    settled_apart: tuple[MatterName, ...]
    contested: bool

    @property
    def stands(self) -> bool:
        """Whether community people took part in it as partners."""
        return self.status in STANDING

    @property
    def missing(self) -> bool:
        """Whether it is missing community partners; of a phase that people took part in, neither is known."""
        return self.status in MISSING_PARTNERS


def by_phase(sessions: Iterable[Attended]) -> dict[PhaseName, tuple[Attended, ...]]:
    """The sessions of each phase, in their order; one may serve several phases."""
    of: dict[PhaseName, list[Attended]] = {phase: [] for phase in PHASES}
    for one in sessions:
        for phase in one.session.phase:
            of[phase].append(one)
    return {phase: tuple(those) for phase, those in of.items()}


def phase_records(
    held: Mapping[PhaseName, Sequence[Attended]],
    planned: Mapping[PhaseName, Sequence[Attended]],
    matters: Mapping[MatterName, Standing],
    disputed: Collection[str],
) -> tuple[PhaseRecord, ...]:
    """The record of each phase, in the framework's order.

    Args:
        held: the sessions of each phase up to today.
        planned: the sessions of each phase that are still to come.
        matters: how each matter stands.
        disputed: the ids of the sessions that a reading keeps from carrying a phase.
    """
    return tuple(_record(phase, held[phase], len(planned[phase]), matters, disputed) for phase in PHASES)


def _record(
    phase: PhaseName,
    sessions: Sequence[Attended],
    planned: int,
    matters: Mapping[MatterName, Standing],
    disputed: Collection[str],
) -> PhaseRecord:
    days = [one.session.date for one in sessions]
    parts = _parts(sessions)
    carrying = [one.session.id for one in sessions if one.has_partners]
    return PhaseRecord(
        phase=phase,
        status=_status(sessions),
        sessions=len(sessions),
        planned=planned,
        first=min(days, default=None),
        last=max(days, default=None),
        community=_counts(sessions, "community"),
        partners=parts["partners"],
        took_part=parts["took-part"],
        consulted=parts["consulted"],
        professional=_counts(sessions, "professional"),
        settled_together=tuple(matter for matter in PHASES[phase].matters if matters[matter].how == "together"),
        settled_apart=tuple(matter for matter in PHASES[phase].matters if matters[matter].how == "apart"),
        contested=bool(carrying) and all(session in disputed for session in carrying),
    )


def _status(sessions: Sequence[Attended]) -> Status:
    if not sessions:
        return "nothing-logged"
    parts = {one.part for one in sessions}
    if "partners" in parts:
        return "co-produced" if any(one.professional for one in sessions) else "community-led"
    if "took-part" in parts:
        return "took-part"
    return "consulted" if "consulted" in parts else "professional-led"


def _parts(sessions: Sequence[Attended]) -> dict[Part, SideCounts]:
    """Community people parted by the strongest of what is recorded of them."""
    parts: dict[Part, SideCounts] = {}
    stronger: frozenset[str] = frozenset()
    for part in PARTS:
        of_part = [one for one in sessions if one.part == part]
        parts[part] = _counts(of_part, "community", without=stronger)
        stronger = stronger.union(*(one.community.people for one in of_part))
    return parts


def _counts(sessions: Sequence[Attended], side: Side, without: frozenset[str] = frozenset()) -> SideCounts:
    attendances = [one.side(side) for one in sessions]
    people = [one.people - without for one in attendances]
    return SideCounts(
        people=len(frozenset().union(*people)),
        attendances=sum(map(len, people)),
        counted=max((one.counted for one in attendances), default=0),
    )
