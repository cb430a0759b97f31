"""What the record of each phase shows."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from coprod.assess.matters import Standing
from coprod.assess.presence import Attended
from coprod.framework import PHASES, MatterName, PhaseName

Status = Literal["nothing-logged", "professional-led", "consulted", "community-led", "co-produced"]

#: What each status means, in a sentence.
STATUSES: dict[Status, str] = {
    "nothing-logged": "The record has no session of the phase, which says nothing about who took part.",
    "professional-led": "The record has sessions, and no community participant in any of them.",
    "consulted": "Community people took part, and were consulted in every session that they came to.",
    "community-led": "Community partners took part, and no professional is recorded in any session; no fault.",
    "co-produced": "Community partners took part, and professionals in at least one session.",
}

STANDING: frozenset[Status] = frozenset({"co-produced", "community-led"})


class Side(NamedTuple):
    """Those who came on one side over a phase.

    Attributes:
        people: distinct labels.
        attendances: each label once for each session that it came to.
        counted: the most people who were counted but not itemised in any one session; never added up, since the
            same people may have come again.
    """

    people: int
    attendances: int
    counted: int


class PhaseRecord(NamedTuple):
    """What is recorded of one phase.

    Attributes:
        phase: its name.
        status: what the record shows.
        sessions: how many sessions served it.
        first: the day of the earliest, or nothing.
        last: the day of the latest, or nothing.
        community: those who came in a community capacity.
        partners: those of them who came as partners; the others were consulted.
        consulted: those who came only to be consulted, and those counted where people were consulted.
        professional: those who came in a professional capacity.
        settled_together: the phase's matters that were settled with partners, in a session of any phase.
        settled_apart: the phase's matters that were settled without partners, in a session of any phase.
    """

    phase: PhaseName
    status: Status
    sessions: int
    first: date | None
    last: date | None
    community: Side
    partners: Side
    consulted: Side
    professional: Side
    settled_together: tuple[MatterName, ...]
    settled_apart: tuple[MatterName, ...]

    @property
    def stands(self) -> bool:
        """Whether community people took part in it as partners."""
        return self.status in STANDING


def phase_records(
    by_phase: Mapping[PhaseName, Sequence[Attended]], matters: Mapping[MatterName, Standing]
) -> tuple[PhaseRecord, ...]:
    """The record of each phase, in the framework's order.

    Args:
        by_phase: the sessions of each phase; one may serve several phases.
        matters: how each matter stands.
    """
    return tuple(_record(phase, by_phase[phase], matters) for phase in PHASES)


def _record(phase: PhaseName, sessions: Sequence[Attended], matters: Mapping[MatterName, Standing]) -> PhaseRecord:
    days = [one.session.date for one in sessions]
    partnered = [one for one in sessions if one.partner]
    consulting = [one for one in sessions if not one.partner]
    partners = {label for one in partnered for label in one.session.community}
    return PhaseRecord(
        phase=phase,
        status=_status(sessions),
        sessions=len(sessions),
        first=min(days, default=None),
        last=max(days, default=None),
        community=_side(sessions, "community"),
        partners=_side(partnered, "community"),
        consulted=_side(consulting, "community", without=partners),
        professional=_side(sessions, "professional"),
        settled_together=tuple(matter for matter in PHASES[phase].matters if matters[matter].together),
        settled_apart=tuple(matter for matter in PHASES[phase].matters if matters[matter].apart),
    )


def _status(sessions: Sequence[Attended]) -> Status:
    if not sessions:
        return "nothing-logged"
    if not any(one.community for one in sessions):
        return "professional-led"
    if not any(one.partner for one in sessions):
        return "consulted"
    return "co-produced" if any(one.professional for one in sessions) else "community-led"


def _side(
    sessions: Sequence[Attended],
    side: Literal["community", "professional"],
    without: Collection[str] = (),
) -> Side:
    labels: list[str] = []
    counted = 0
    for one in sessions:
        labels += getattr(one.session, side)
        counted = max(counted, getattr(one.session.also_present, side))
    if without:
        labels = [label for label in labels if label not in without]
    return Side(people=len(set(labels)), attendances=len(labels), counted=counted)
