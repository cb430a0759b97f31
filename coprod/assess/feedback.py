"""Which sessions' outcomes were reported back."""

from collections.abc import Sequence
from datetime import date

from coprod.model import Session


def fed_back(sessions: Sequence[Session]) -> dict[str, date]:
    """The ids of the sessions that another one feeds back on, on the same day or later, and when it first did."""
    dates = {one.id: one.date for one in sessions}
    told: dict[str, date] = {}
    for one in sessions:
        for earlier in one.feeds_back:
            if earlier != one.id and earlier in dates and dates[earlier] <= one.date:
                told[earlier] = min(one.date, told.get(earlier, one.date))
    return told
