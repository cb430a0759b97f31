"""Days as people write them, the same in every language setting of the machine."""

from datetime import date

from coprod.days import MONTHS


def in_words(day: date) -> str:
    """A day in words: `12 January 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month(number: int) -> str:
    """A month in three letters, from its number, 1 to 12."""
    return MONTHS[number - 1][:3]


def span(first: date, last: date) -> str:
    """From one day to another, without saying anything twice: `12 to 19 January 2026`."""
    if first == last:
        return in_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {in_words(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} to {in_words(last)}"
    return f"{in_words(first)} to {in_words(last)}"
