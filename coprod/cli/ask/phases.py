"""Asking which phase, or phases, a session served."""

from collections.abc import Sequence
from datetime import date

from coprod.cli.ask import prompt
from coprod.cli.ask.prompt import NO_KEYS, Keys
from coprod.cli.input import parse
from coprod.cli.terminal import remark
from coprod.framework import PHASES, PhaseName


def phases(now: Sequence[PhaseName] = (), keys: Keys = NO_KEYS) -> tuple[PhaseName, ...]:
    """Ask which phase, or phases, a session served.

    Args:
        now: what was answered before, for Enter.
        keys: as `prompt.until_read`.
    """
    remark("Which phase did the session serve? (two, with a comma between them, where it served both)")
    rows = [(str(number), f"{one.name:<15}{one.meaning}") for number, one in enumerate(PHASES.values(), 1)]
    remark(prompt.choices(rows))
    return prompt.until_read("Phase", parse.phases, ",".join(now) or None, keys)


def phases_of(days: Sequence[date]) -> tuple[PhaseName, ...]:
    """Ask which phase, or phases, the sessions of these days served."""
    if len(days) > 1:
        remark(
            f"The sheet names no phase for {len(days)} sessions, {min(days)} to {max(days)}. If they served several "
            "phases, leave with Ctrl-C, and give each with its days: --phase co-planning=2026-01-01..2026-03-31."
        )
    return phases()
