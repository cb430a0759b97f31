"""Asking for a day, and saying back which one was read."""

from datetime import date

from coprod.cli.ask import prompt
from coprod.cli.ask.prompt import NO_KEYS, Keys
from coprod.cli.input import parse
from coprod.cli.terminal import remark
from coprod.typed.days import in_full

_YEAR = 366


def day(question: str, today: date, now: date | None = None, keys: Keys = NO_KEYS) -> date:
    """Ask on which day something was; one that is far away is asked about, and every one is said back.

    Args:
        question: what to ask, to which the ways to write a day are added.
        today: the day on which it is asked.
        now: the day for Enter; left out, today.
        keys: as `prompt.until_read`.
    """
    default = "today" if now in {None, today} else str(now)
    while True:
        found = prompt.until_read(
            f"{question}, as 12 Jan, mon or 2026-01-31",
            lambda line: parse.silent_day(line, today),
            default,
            keys,
        )
        remark(f"  {described(found, today)}")
        if (today - found).days <= _YEAR or prompt.yes("  That is more than a year ago. Is it right?"):
            return found


def described(one: date, today: date) -> str:
    """A day with its weekday, and what it means where it is still to come."""
    planned = " (planned: it counts for nothing until then)" if one > today else ""
    return f"{in_full(one)}{planned}"
