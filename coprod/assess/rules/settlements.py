"""What the rules about settled matters share: which of them were settled apart, and when against the rest."""

from collections.abc import Sequence
from datetime import date

from coprod.assess.record import Settlement, Standing
from coprod.assess.rules.base import Evidence, Hit
from coprod.framework import MATTERS, PHASES, MatterName

Matters = dict[MatterName, Standing]


def settled_early(evidence: Evidence) -> Matters:
    """The co-planning matters settled apart before the first session with partners, and not together since."""
    first = min((one.session.date for one in evidence.sessions if one.has_partners), default=date.max)
    return {
        matter: evidence.matters[matter]
        for matter in PHASES["co-planning"].matters
        if evidence.matters[matter].last_together is None
        and any(settlement.day < first for settlement in evidence.matters[matter].apart)
    }


def changed(evidence: Evidence) -> Matters:
    """The matters that were settled together, on a later day apart, and not together since."""
    return {
        matter: standing
        for matter, standing in evidence.matters.items()
        if standing.last_together is not None and standing.apart_since
    }


def settled_apart(evidence: Evidence) -> Matters:
    """The matters whose last settling was apart, and of which neither of the two above speaks."""
    spoken_of = {*settled_early(evidence), *changed(evidence)}
    return {
        matter: standing
        for matter, standing in evidence.matters.items()
        if standing.how == "apart" and matter not in spoken_of
    }


def hit(evidence: Evidence, matter: MatterName, settlements: Sequence[Settlement], **words: str) -> Hit:
    """A finding about a matter, at the first of some settlements, which are told by their days.

    Args:
        evidence: what the rule looks at.
        matter: the matter.
        settlements: at least one, the earliest first.
        words: what else the rule's message leaves open.
    """
    about = [evidence.project.sessions[one.position].id for one in settlements]
    days = dict.fromkeys(str(one.day) for one in settlements)
    return Hit(
        where=("sessions", settlements[0].position, "settled", matter),
        phase=MATTERS[matter],
        session=about[0],
        about=about,
        words={"matter": matter, "days": " and ".join(days), "consulted": _CONSULTED[_consulted(settlements)], **words},
    )


#: What is said of the community's part, by whether some, all or none of the settlings consulted people.
_CONSULTED = {
    "all": " Community people were asked, and did not help to decide.",
    "some": " Community people were asked in some of these sessions, and did not help to decide.",
    "none": " No community people were there.",
}


def _consulted(settlements: Sequence[Settlement]) -> str:
    if all(one.consulted for one in settlements):
        return "all"
    return "some" if any(one.consulted for one in settlements) else "none"
