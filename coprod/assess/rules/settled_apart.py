"""What CP201 and CP202 share: both tell of a matter that was settled without partners."""

from datetime import date

from coprod.assess.rules.base import Evidence, Hit
from coprod.framework import MATTERS, PHASES, MatterName


def before_partners(evidence: Evidence) -> list[Hit]:
    """The co-planning matters that were settled before the first session to which partners came."""
    return [_hit(evidence, matter) for matter in _before(evidence)]


def without_partners(evidence: Evidence) -> list[Hit]:
    """All the other matters that were settled without partners."""
    before = _before(evidence)
    return [
        _hit(evidence, matter)
        for matter, standing in evidence.matters.items()
        if standing.apart and matter not in before
    ]


def _before(evidence: Evidence) -> list[MatterName]:
    first = min((one.session.date for one in evidence.sessions if one.partner), default=date.max)
    return [
        matter
        for matter in PHASES["co-planning"].matters
        if any(settlement.day < first for settlement in evidence.matters[matter].apart)
    ]


def _hit(evidence: Evidence, matter: MatterName) -> Hit:
    first = min(evidence.matters[matter].apart, key=lambda settlement: settlement.day)
    return Hit(
        where=("sessions", first.position, "settled", matter),
        phase=MATTERS[matter],
        session=evidence.project.sessions[first.position].id,
        words={"matter": matter, "day": str(first.day)},
    )
