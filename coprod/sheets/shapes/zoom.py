"""The participants of a Zoom meeting, with or without the lines about the meeting above them."""

from coprod.sheets.grid import Table
from coprod.sheets.reading.meeting import Reading, Wishes
from coprod.sheets.shapes import calls

NAME = "zoom"
SAID = "a Zoom attendance export"

_NAME = ("name (original name)",)


def fits(table: Table, _wishes: Wishes) -> bool:
    """Whether a column is headed as only Zoom heads it."""
    return calls.row_with(table, _NAME) is not None


def read(table: Table, wishes: Wishes) -> Reading:
    """The one session; whoever only waited to be let in did not come."""
    top = calls.row_with(table, _NAME) or 0
    above = range(top)
    started, topic = calls.value(table, above, ("start time",)), calls.value(table, above, ("topic",))
    return calls.read(table, wishes, calls.Layout(top, started, topic, waited="in waiting room"))
