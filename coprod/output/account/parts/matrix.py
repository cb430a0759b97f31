"""The design and delivery matrix."""

from coprod.framework import MATRIX
from coprod.output.account.blocks import Cell, Part, Table, paragraph
from coprod.output.account.context import Context
from coprod.output.verdicts import cell, matrix
from coprod.output.words import AXES


def part(context: Context) -> Part:
    """The nine cells, and where the project stands."""
    here = cell(context.assessment)
    rows = tuple(
        (
            Cell(f"delivery: {AXES[delivery]}"),
            *(Cell(MATRIX[design, delivery], MATRIX[design, delivery] == here) for design in AXES),
        )
        for delivery in AXES
    )
    headings = ("", *(f"design: {words}" for words in AXES.values()))
    return Part("Design and delivery", (paragraph(matrix(context.assessment)), Table(headings, rows)))
