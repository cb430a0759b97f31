"""What CP201 and CP202 share: both tell of a matter that was settled without partners."""

from datetime import date

from coprod.assess.rules.base import Evidence, Hit
from coprod.framework import MATTERS, PHASES, MatterName


def before_partners(evidence: Evidence) -> list[Hit]:
    """The co-planning matters that were settled before the first session to which partners came."""
    return [_hit(evidence, matter) for matter in PHASES["co-planning"].matters if _was_before(evidence, matter)]


def without_partners(evidence: Evidence) -> list[Hit]:
    """All the other matters that were settled without partners."""
    return [
        _hit(evidence, matter)
        for matter, standing in evidence.matters.items()
        if standing.apart and not (MATTERS[matter] == "co-planning" and _was_before(evidence, matter))
    ]


def _was_before(evidence: Evidence, matter: MatterName) -> bool:
    days = [one.session.date for one in evidence.sessions if one.partner]
    first = min(days, default=date.max)
    return any(settlement.day < first for settlement in evidence.matters[matter].apart)


def _hit(evidence: Evidence, matter: MatterName) -> Hit:
    first = min(evidence.matters[matter].apart, key=lambda settlement: settlement.day)
    return Hit(
        where=("sessions", first.position, "settled", matter),
        phase=MATTERS[matter],
        session=evidence.project.sessions[first.position].id,
        words={"matter": matter, "day": str(first.day)},
    )
