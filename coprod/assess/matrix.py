"""Where design and delivery place a project in the matrix of Bovaird (2007) and Boyle & Harris (2009).

Evaluation lies outside the matrix, so a project can stand in its middle cell and still miss a phase.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from coprod.assess.presence import Attended
from coprod.framework import MATRIX, Axis, PhaseName

#: Why an axis cannot be told: no session, community people who were consulted or took part only, or partners and
#: professionals who never met.
Untold = Literal["no-session", "consulted", "took-part", "never-together"]


class MatrixPlace(NamedTuple):
    """A place in the matrix.

    Attributes:
        design: who designed, from co-planning and co-design; nothing where that cannot be told.
        delivery: who delivered, from co-delivery; nothing where that cannot be told.
        cell: the cell's published label, or nothing.
        design_untold: why it cannot be told who designed, or nothing.
        delivery_untold: why it cannot be told who delivered, or nothing.
    """

    design: Axis | None
    delivery: Axis | None
    cell: str | None
    design_untold: Untold | None
    delivery_untold: Untold | None


def matrix_place(sessions: Sequence[Attended]) -> MatrixPlace:
    """Place a project by its sessions up to today; on the community side only partners count."""
    design, design_untold = _axis(sessions, {"co-planning", "co-design"})
    delivery, delivery_untold = _axis(sessions, {"co-delivery"})
    cell = MATRIX[design, delivery] if design and delivery else None
    return MatrixPlace(design, delivery, cell, design_untold, delivery_untold)


def _axis(sessions: Sequence[Attended], phases: set[PhaseName]) -> tuple[Axis | None, Untold | None]:
    of_axis = [one for one in sessions if not phases.isdisjoint(one.session.phase)]
    parts = {one.part for one in of_axis}
    if not of_axis:
        return None, "no-session"
    if parts == {None}:
        return "professional", None
    if "partners" not in parts:
        return None, "took-part" if "took-part" in parts else "consulted"
    if not any(one.professional for one in of_axis):
        return "community", None
    if any(one.has_partners and one.professional for one in of_axis):
        return "both", None
    return None, "never-together"
