"""Asking a person at a terminal for what a command line left out, in plain words and in under a minute."""

from typing import Literal

import typer

from coprod.cli.ask.prompt import until_read
from coprod.cli.terminal import remark

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
