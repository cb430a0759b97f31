"""Asking a person at a terminal for what a command line left out, in plain words and in under a minute."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

import typer

from coprod.cli.ask.prompt import until_read
from coprod.cli.input import parse
from coprod.cli.terminal import remark
from coprod.visible import visible

if TYPE_CHECKING:
    from coprod.sheets.reading.meeting import Side


def which_day(today: date) -> date:
    """Ask on which day a meeting was; no day is more likely than another."""
    return until_read(
        "The sheet does not name the day. On which day was it, such as 2026-01-31, or yesterday",
        lambda line: parse.silent_day(line, today),
    )


def sides(people: Sequence[str]) -> dict[str, "Side"]:
    """Ask in what capacity each of these people came."""
    remark("In what capacity did people come?")
    remark("  c  community     people who use a service, residents, carers, neighbours")
    remark("  p  professional  staff, policy makers, designers, researchers")
    words: dict[str, Side] = {"c": "community", "p": "professional"}

    def read(line: str) -> "Side":
        for word, side in words.items():
            if line.lower() in {word, side}:
                return side
        raise typer.BadParameter("write c or p")

    return {
        one: until_read(f"  {visible(one)} ({number} of {len(people)}), c or p", read)
        for number, one in enumerate(people, 1)
    }


Step = Literal["edit", "keep", "drop"]

_STEPS: dict[Step, str] = {
    "edit": "go back in and mend it",
    "keep": "leave the file as it was, and keep the edits beside it as a draft",
    "drop": "leave the file as it was, and forget the edits",
}


def next_step() -> Step:
    """Ask what is to become of edits that are no valid project."""
    for number, (step, meaning) in enumerate(_STEPS.items(), 1):
        remark(f"  {number}  {step:<6} {meaning}")
    return until_read("What now", _step, default="edit")


def _step(line: str) -> Step:
    for number, step in enumerate(_STEPS, 1):
        if line.lower() in (str(number), step, step[0]):
            return step
    raise typer.BadParameter(f'"{line}" is none of these: {", ".join(_STEPS)}')
