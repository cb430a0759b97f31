"""Where design and delivery place a project in the matrix of Bovaird (2007) and Boyle & Harris (2009).

Evaluation lies outside the matrix, so a project can stand in its middle cell and still miss a phase.
"""

from collections.abc import Sequence
from typing import NamedTuple

from coprod.assess.presence import Attended
from coprod.framework import MATRIX, Axis, PhaseName


class Place(NamedTuple):
    """A place in the matrix.

    Attributes:
        design: who designed, from co-planning and co-design; nothing where that cannot be told.
        delivery: who delivered, from co-delivery; nothing where that cannot be told.
        cell: the cell's published label, or nothing.
    """

    design: Axis | None
    delivery: Axis | None
    cell: str | None


def place(sessions: Sequence[Attended]) -> Place:
    """Place a project by its sessions; on the community side only partners count."""
    design = _axis(sessions, {"co-planning", "co-design"})
    delivery = _axis(sessions, {"co-delivery"})
    return Place(design, delivery, MATRIX[design, delivery] if design and delivery else None)


def _axis(sessions: Sequence[Attended], phases: set[PhaseName]) -> Axis | None:
    of_axis = [one for one in sessions if not phases.isdisjoint(one.session.phase)]
    community = any(one.partner for one in of_axis)
    professional = any(one.professional for one in of_axis)
    if community and professional:
        return "both"
    if community:
        return "community"
    return "professional" if professional else None
