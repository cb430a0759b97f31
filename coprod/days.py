"""Days as people write them; one that can be read in two ways is refused."""

import calendar
import datetime as dt
import re
from contextlib import suppress
from typing import Literal, NamedTuple, get_args

from coprod.words import short

#: Which of day, month and year come first, second and last.
Order = Literal["dmy", "mdy", "ymd"]
ORDERS: tuple[Order, ...] = get_args(Order)
#: Those in which the year comes last.
YEAR_LAST: tuple[Order, ...] = ("dmy", "mdy")

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

#: Hyphens and dashes that a word processor writes for a hyphen, and the minus sign.
_DASH = re.compile(r"[\u2010-\u2015\u2212]")
_NUMBERS = re.compile(r"(\d{1,4})([-/.])(\d{1,2})(?:\2(\d{1,4}))?\.?", re.ASCII)
_WEEKDAY = r"(?:(?P<weekday>[a-z]{3,9})\.?,?\s+)?"
_MONTH, _DAY = r"(?P<month>[a-z]{3,9})\.?", r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?"
_YEAR = r"(?:,?[\s-]+(?P<year>\d{1,4}))?"
_NAMED = tuple(
    re.compile(f"{_WEEKDAY}{form}", re.ASCII | re.IGNORECASE)
    for form in (rf"{_DAY}[\s-]*(?:of\s+)?{_MONTH}{_YEAR}", rf"{_MONTH}\s*{_DAY}{_YEAR}")
)
_FULL_YEAR = 4
_YEAR_MONTH_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)

HOW = "write it as in 2026-01-31 or 31 Jan 2026, or today, yesterday, a weekday or next tuesday"


class Unclear(ValueError):
    """A date that can be read in more than one way: `readings`, the earliest first."""

    def __init__(self, message: str, readings: list[dt.date]) -> None:
        super().__init__(message)
        self.readings = readings


class Period(NamedTuple):
    """The days from one to another, both included; None is no beginning, or no end."""

    begin: dt.date | None = None
    end: dt.date | None = None

    def contains(self, day: dt.date) -> bool:
        """Whether a day lies in the period."""
        return (self.begin or day) <= day <= (self.end or day)

    def meets(self, other: "Period") -> bool:
        """Whether some day lies in both."""
        begin, end = max(self.begin or dt.date.min, other.begin or dt.date.min), self.end or dt.date.max
        return begin <= min(end, other.end or dt.date.max)


def period(text: str) -> Period:
    """The period that somebody types: `2025`, `2025-04`, `2025-04-01`, or from one to another as in `2025-04..2026-03`.

    Raises ValueError if it is no period, or ends before it begins.
    """
    first, dots, last = (part.strip() for part in _DASH.sub("-", text).partition(".."))
    begin = _whole(first, text).begin if first or not dots else None
    end = _whole(last if dots else first, text).end if last or not dots else None
    if begin and end and end < begin:
        raise ValueError(f'"{short(text)}" ends before it begins')
    return Period(begin, end)


def _whole(text: str, given: str) -> Period:
    """The days of a year, a month or a day."""
    if parts := _YEAR_MONTH_DAY.fullmatch(text):
        year, month, day = (int(part) if part else None for part in parts.groups())
        try:
            last_month = month or 12
            last = day or calendar.monthrange(year or 0, last_month)[1]
            return Period(dt.date(year or 0, month or 1, day or 1), dt.date(year or 0, last_month, last))
        except ValueError:
            pass
    raise ValueError(
        f'"{short(given)}" is no period: write a year, a month or a day, as in 2025, 2025-04 or 2025-04-01, or from '
        "one to another, as in 2025-04..2026-03"
    )


def day(text: str, today: dt.date, order: Order | None = None) -> dt.date:
    """The day that somebody types, today.

    It is `2026-01-31`, `today`, `yesterday`, `tomorrow`, a weekday for today or the last such day, `next tuesday` for
    the first such day after today, `31 Jan 2026`, `31 January` for the last such day, or `31/01/2026`, which must have
    one reading if `order` is None. Raises Unclear if there are several ways to read it, and ValueError if it is no day.
    """
    word = " ".join(_DASH.sub("-", text.lower()).split())
    if not word:
        raise ValueError(f"names no day: {HOW}")
    if (days := _away(word, today)) is not None:
        with suppress(OverflowError):
            return today + dt.timedelta(days=days)
    if numbers := _NUMBERS.fullmatch(word):
        first, _, second, third = numbers.groups()
        if third is None:
            return _the_one(_of_two(first, second, today, order), text)
        if _FULL_YEAR not in {len(first), len(third)}:
            raise ValueError(f'"{short(text)}" has no year in full: {HOW}')
        return _the_one(readings(first, second, third, order), text)
    for form in _NAMED:
        if (named := form.fullmatch(word)) and (month := _position(named["month"], MONTHS)) is not None:
            return _named(text, named, month + 1, today)
    raise ValueError(_no_day(text))


def _away(word: str, today: dt.date) -> int | None:
    """How many days a word such as `yesterday`, `mon` or `next mon` is away from today, or None for any other word."""
    near = {"today": 0, "yesterday": -1, "tomorrow": 1}
    weekday = _position(word.removeprefix("next ").removesuffix("."), WEEKDAYS)
    if weekday is None:
        return near.get(word)
    return (weekday - today.weekday() - 1) % 7 + 1 if word.startswith("next ") else -((today.weekday() - weekday) % 7)


def _position(word: str, names: tuple[str, ...]) -> int | None:
    """The position of the name that a word of three letters or more begins, such as `sept` or `weds`, or None."""
    matches = [at for at, name in enumerate(names) if len(word) > 2 and name.lower().startswith(word)]  # noqa: PLR2004
    return matches[0] if matches else {"weds": 2}.get(word) if names is WEEKDAYS else None


def _of_two(first: str, second: str, today: dt.date, order: Order | None) -> set[dt.date]:
    """The last such day, or days, for two numbers that are a day and a month."""
    days = {first: second} if order == "dmy" else {second: first} if order == "mdy" else {first: second, second: first}
    return {one for day, month in days.items() for one in _last_such(month, day, today)}


def _named(text: str, named: re.Match[str], month: int, today: dt.date) -> dt.date:
    year = named["year"]
    if year is not None and len(year) != _FULL_YEAR:
        raise ValueError(f'"{short(text)}" has no year in full: {HOW}')
    found = existing(year, str(month), named["day"]) if year else _last_such(str(month), named["day"], today)
    one = _the_one(found, text)
    weekday = named["weekday"]
    if weekday and _position(weekday, WEEKDAYS) != one.weekday():
        raise ValueError(f'"{short(text)}" does not fit: {spoken(one)} is a {WEEKDAYS[one.weekday()]}')
    return one


def _the_one(found: set[dt.date], text: str) -> dt.date:
    if not found:
        raise ValueError(_no_day(text))
    if len(found) > 1:
        first, *_, last = sorted(found)
        raise Unclear(
            f'"{short(text)}" can be {spoken(first)} or {spoken(last)}: write {first} or {last}, or set '
            "COPROD_DATES to dmy or mdy",
            sorted(found),
        )
    return found.pop()


def _no_day(text: str) -> str:
    return f'"{short(text)}" is not a day: {HOW}'


def _last_such(month: str, day: str, today: dt.date) -> set[dt.date]:
    """The last day of this month and day that is not after today; a leap day can lie up to eight years back."""
    years = range(today.year, max(today.year - 9, 0), -1)
    days = (one for year in years for one in existing(f"{year:04}", month, day) if one <= today)
    return set(next(([one] for one in days), []))


def readings(first: str, second: str, third: str, order: Order | None) -> set[dt.date]:
    """Every day that three numbers can name, in one order or, if it is None, in any.

    A year in full that stands first is followed by the month everywhere.
    """
    parts = (first, second, third)
    if len(first) == _FULL_YEAR:
        return existing(*parts)
    orders: tuple[Order, ...] = (order,) if order else ORDERS
    return {one for known in orders for one in existing(*(parts[known.index(part)] for part in "ymd"))}


def existing(year: str, month: str, day: str) -> set[dt.date]:
    """A set with the day of these numbers, or an empty one if there is no such day; a year has two digits or four."""
    if len(year) not in {2, _FULL_YEAR} or len(day) > 2:  # noqa: PLR2004
        return set()
    try:
        return {dt.date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))}  # noqa: PLR2004
    except ValueError:
        return set()


def spoken(one: dt.date) -> str:
    """A day as people say it: `12 Jan 2026`."""
    return f"{one.day} {MONTHS[one.month - 1][:3]} {one.year}"


def in_full(one: dt.date) -> str:
    """A day with its weekday: `Monday 12 January 2026`."""
    return f"{WEEKDAYS[one.weekday()]} {one.day} {MONTHS[one.month - 1]} {one.year}"
