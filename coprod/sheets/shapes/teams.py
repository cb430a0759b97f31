"""The attendance report of Microsoft Teams, in the three forms that it has had.

The newest has numbered parts, by which it is known in any language: the second lists the participants.
"""

from coprod.sheets.grid import Table
from coprod.sheets.reading import headings
from coprod.sheets.reading.meeting import Place, Reading, Wishes
from coprod.sheets.shapes import calls

NAME = "teams"
SAID = "a Microsoft Teams attendance report"


def fits(table: Table, _wishes: Wishes) -> bool:
    """Whether it has numbered parts, or the headings of an older form."""
    return _top(table) is not None


def read(table: Table, wishes: Wishes) -> Reading:
    """The one session."""
    top = _top(table) or 0
    above = range(top)
    summary = _part(table, "1.")
    title = Place(summary + 1, 1) if summary is not None else calls.value(table, above, ("meeting title",))
    started = calls.value(table, above, ("start time", "meeting start time"))
    return calls.read(table, wishes, calls.Layout(top, started, title))


def _top(table: Table) -> int | None:
    """The row of the headings above the participants."""
    part = _part(table, "2.")
    if part is not None and _part(table, "1.") is not None:
        filled = (row for row in range(part + 1, len(table.rows)) if any(table.rows[row]))
        return next(filled, None)
    return calls.row_with(table, ("full name",), ("join time", "first join", "user action"))


def _part(table: Table, number: str) -> int | None:
    """The row of a part's heading, which stands alone in its row."""
    for row, cells in enumerate(table.rows[: headings.TOP]):
        if str(cells[0] if cells else "").startswith(f"{number} ") and not any(cells[1:]):
            return row
    return None
