"""Days as people and programs write them. What can be read in two ways is not read at all.

`dateutil` and `dateparser` read more, by guessing: 01/02/2026 is one day to them, and nothing says that it could be
another. A session on a wrong day can change the verdict, so these forms are few, and the user says which order
numbers are in.
"""

import datetime as dt
import re

from coprod.sheets.grid import Cell
from coprod.typed import short
from coprod.typed.days import MONTHS, Order, Unclear, existing, readings, spoken

_MONTHS = tuple(month[:3].lower() for month in MONTHS)
_TIME = r"(?:[T,\s]+\d{1,2}:\d{2}.*)?"
_NUMBERS = re.compile(rf"(\d{{1,4}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{1,2}}){_TIME}", re.ASCII)
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+)?"
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_DAY, _YEAR = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?", r"(?P<y>\d{4})"
_NAMED = tuple(
    re.compile(rf"{_WEEKDAY}{form}{_TIME}", re.ASCII | re.IGNORECASE)
    for form in (rf"{_DAY}[\s-]+{_MONTH},?[\s-]+{_YEAR}", rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}")
)


def like_a_day(cell: Cell) -> bool:
    """Whether a cell is written as a day, be it one that exists or not."""
    text = str(cell).strip()
    return isinstance(cell, dt.date) or any(form.fullmatch(text) for form in (_NUMBERS, *_NAMED))


def day(cell: Cell, order: Order | None) -> dt.date:
    """The day that a cell names; a time after it is passed over.

    Args:
        cell: a day, or text such as `2026-01-31`, `31/01/2026`, `Jan 31, 2026` or `31 January 2026 10:00`.
        order: how numbers are to be read where the year is not written first in full; left out, only where there is
            one way.

    Raises:
        Unclear: where there are several ways to read it.
        ValueError: where it is no day; the message goes on after what the cell says.
    """
    if isinstance(cell, dt.date):
        return cell
    text = cell.strip()
    if numbers := _NUMBERS.fullmatch(text):
        found = readings(numbers[1], numbers[3], numbers[4], order)
    else:
        found = {one for form in _NAMED if (named := form.fullmatch(text)) for one in _named(named)}
    if len(found) > 1:
        first, *_, last = sorted(found)
        raise Unclear(
            f'"{text}" can be {spoken(first)} or {spoken(last)}: say which comes first, the day, the month or the '
            "year, with --date-order dmy, mdy or ymd",
            sorted(found),
        )
    if not found:
        how = f" with --date-order {order}" if order and numbers else ", such as 2026-01-31 or 31 January 2026"
        raise ValueError(f'"{short(text)}" is no day{how}')
    return found.pop()


def _named(found: re.Match[str]) -> set[dt.date]:
    month = next(part for part in found.groups() if part and part.lower() in _MONTHS)
    return existing(found["y"], str(_MONTHS.index(month.lower()) + 1), found["d"])
