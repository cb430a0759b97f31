"""Days as people and programs write them. What can be read in two ways is not read at all.

`dateutil` and `dateparser` read more, by guessing: 01/02/2026 is one day to them, and nothing says that it could be
another. A session on a wrong day can change the verdict, so these forms are few, and the user says which order
numbers are in.
"""

import datetime as dt
import re
import unicodedata
from functools import lru_cache

from coprod.days import ORDERS, YEAR_LAST, Order, Unclear, existing, readings, spoken
from coprod.sheets.cells import Cell
from coprod.words import short

#: The months by the letters with which they begin, in the languages of call reports, without accents.
_STEMS = {
    "jan": 1, "ene": 1, "gen": 1, "sty": 1, "ion": 1, "feb": 2, "fev": 2, "fevr": 2, "lut": 2, "chwe": 2, "mar": 3,
    "mrt": 3, "maa": 3, "marz": 3, "maw": 3, "apr": 4, "avr": 4, "abr": 4, "kwi": 4, "ebr": 4, "may": 5, "mai": 5,
    "mei": 5, "mag": 5, "maj": 5, "jun": 6, "juin": 6, "giu": 6, "cze": 6, "meh": 6, "jul": 7, "juil": 7, "lug": 7,
    "lip": 7, "gor": 7, "aug": 8, "aou": 8, "ago": 8, "sie": 8, "aws": 8, "sep": 9, "set": 9, "wrz": 9, "med": 9,
    "oct": 10, "okt": 10, "oto": 10, "ott": 10, "out": 10, "paz": 10, "hyd": 10, "nov": 11, "lis": 11, "tach": 11,
    "dec": 12, "dez": 12, "dic": 12, "gru": 12, "rhag": 12,
}  # fmt: skip
_TIME = r"(?:(?:[T,\s]+|\s+(?:at|um|à|om|-|–)\s+)\(?\d{1,2}[:.h]\d{2}.*)?"  # noqa: RUF001
_WEEKDAY = (
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|mie|jeu|gio|ven|vie|sam|sab|dim|dom|maa|woe|don|vri|zat|zon"
    r"|seg|ter|qua|qui|sex|pon|wto|sro|czw|pia|nie|llun|maw|iau|gwe|sad|sul)[^\W\d_]*(?:-feira)?[,.]?\s+)?"
)
_NUMBERS = re.compile(rf"{_WEEKDAY}(\d{{1,4}})([-/.])\s?(\d{{1,2}})\2\s?(\d{{4}}|\d{{1,2}}){_TIME}", re.IGNORECASE)
_MONTH = r"(?P<m>[^\W\d_]{3,12})\.?"
_DAY, _YEAR = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|\.)?", r"['’]?(?P<y>\d{4}|\d{2})"  # noqa: RUF001
# What a sheet of days in numbers does not need is compiled by its first use.
_NAMED = (
    rf"(?i){_WEEKDAY}(?:the\s+)?{_DAY}[\s-]*(?:(?:of|de|di)\s+)?{_MONTH},?[\s-]*(?:de\s+)?{_YEAR}{_TIME}",
    rf"(?i){_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}{_TIME}",
)
#: A day without its year, which is recognised in order to ask for the year.
_YEARLESS = (rf"(?i){_WEEKDAY}{_DAY}[\s-]+{_MONTH}{_TIME}", rf"(?i){_WEEKDAY}{_MONTH}\s+{_DAY}{_TIME}")
#: A day in the midst of a line, such as a title.
_SOMEWHERE = (
    r"(?<![\w/.-])(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})"
    r"|\d{1,2}(?:st|nd|rd|th|\.)?\s(?:of\s)?[^\W\d_]{3,12}\.?,?\s\d{4}|[^\W\d_]{3,12}\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4})(?![\w/-])"
)


@lru_cache(maxsize=20_000)
def like_a_day(cell: Cell) -> bool:
    """Whether a cell is written as a day, be it one that exists or not."""
    if isinstance(cell, dt.date):
        return True
    text = cell.strip()
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return False
    return bool(_NUMBERS.fullmatch(text)) or any(
        _month(named) for form in _NAMED if (named := re.fullmatch(form, text))
    )


def from_serial(cell: str, epoch: dt.date) -> dt.date | None:
    """The day that a workbook's number is, or None if the cell is no such number."""
    number = cell.strip().partition(".")[0]
    if not number.isdecimal() or len(number) != _SERIAL_DIGITS:
        return None
    return epoch + dt.timedelta(days=int(number))


#: Days of 1927 to 2173, as workbooks count them.
_SERIAL_DIGITS = 5


def days_in(text: str) -> list[str]:
    """The days that stand somewhere in a line, as they are written."""
    return [found for found in re.findall(_SOMEWHERE, text[:_LONG_LINE]) if like_a_day(found)]


def day_in(text: str) -> str:
    """The text if it is written as a day, else the one day that stands in it; empty if there is none, or several."""
    found = [text] if like_a_day(text) else days_in(text)
    return found[0] if len(found) == 1 else ""


#: No day is longer, with a time and its zone behind it; and no title of a sheet.
_LONGEST, _LONG_LINE = 80, 500


@lru_cache
def day(cell: Cell, order: Order | None) -> dt.date:
    """The day that a cell names; a time after it is passed over."""
    if isinstance(cell, dt.date):
        return cell
    text = cell.strip()
    short_enough = text if len(text) <= _LONGEST else ""
    if numbers := _NUMBERS.fullmatch(short_enough):
        first, separator, second, third = numbers.groups()
        # A year of two digits stands first only as programs write it: 14/5/26 is not in 2014, 26-01-12 may be in 2026.
        short_years = {len(first), len(second), len(third)} == {2} and separator == "-"
        orders: tuple[Order, ...] = (order,) if order else ORDERS if short_years else YEAR_LAST
        found = {day for known in orders for day in readings(first, second, third, known)}
    else:
        forms = (re.fullmatch(form, short_enough) for form in _NAMED)
        found = {day for named in forms if named for day in existing(named["y"], str(_month(named)), named["d"])}
    weekday = _WEEKDAYS.get(text[:3].lower())
    if len(found) > 1 and weekday is not None:
        # "Mon 11/05/26" is 11 May, since 5 November is a Thursday.
        found = {day for day in found if day.weekday() == weekday} or found
    if len(found) > 1:
        days = sorted(found)
        raise Unclear(f'"{text}" can be {spoken(days[0])} or {spoken(days[-1])}', days)
    if not found:
        yearless = (re.fullmatch(form, short_enough) for form in _YEARLESS)
        if not like_a_day(text) and any(named and _month(named) for named in yearless):
            raise ValueError(f'"{short(text)}" has no year: write it with its year, as in 2026-01-31')
        raise ValueError(f'"{short(text)}" is no day, such as 2026-01-31 or 31 January 2026')
    return found.pop()


_WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}


def _month(found: re.Match[str]) -> int:
    """The month that a match names, 0 where it is none."""
    name = unicodedata.normalize("NFD", found["m"].casefold())
    plain = "".join(char for char in name if not unicodedata.combining(char))
    return next((_STEMS[plain[:size]] for size in (4, 3) if plain[:size] in _STEMS), 0)
