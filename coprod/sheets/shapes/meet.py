"""The attendance report of Google Meet, which tells the time and often not the day."""

from coprod.sheets.grid import Table
from coprod.sheets.reading.meeting import Reading, Wishes
from coprod.sheets.shapes import calls

NAME = "meet"
SAID = "a Google Meet attendance report"

_NAME = ("name", "first name")
_JOINED = ("time joined",)


def fits(table: Table, _wishes: Wishes) -> bool:
    """Whether the headings are those of Google Meet."""
    return calls.row_with(table, _NAME, _JOINED) is not None


def read(table: Table, wishes: Wishes) -> Reading:
    """The one session."""
    top = calls.row_with(table, _NAME, _JOINED) or 0
    above = range(top)
    day, title = calls.value(table, above, ("date",)), calls.value(table, above, ("meeting title",))
    return calls.read(table, wishes, calls.Layout(top, day, title))
