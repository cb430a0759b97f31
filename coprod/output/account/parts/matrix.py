"""The design and delivery matrix."""

from coprod.framework import MATRIX
from coprod.output.account.blocks import Cell, Part, Table, paragraph
from coprod.output.account.context import Context
from coprod.output.words import AXES, matrix


def part(context: Context) -> Part:
    """The nine cells, and where the project stands."""
    place = context.assessment.place
    rows = tuple(
        (
            Cell(f"delivery: {AXES[delivery]}"),
            *(Cell(MATRIX[design, delivery], (design, delivery) == (place.design, place.delivery)) for design in AXES),
        )
        for delivery in AXES
    )
    headings = ("", *(f"design: {words}" for words in AXES.values()))
    return Part("Design and delivery", (paragraph(matrix(context.assessment)), Table(headings, rows)))
