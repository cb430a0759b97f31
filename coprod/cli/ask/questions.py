"""Asking a person at a terminal for what a command line left out, in plain words and in under a minute."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

import typer

from coprod.cli.ask.prompt import until_read
from coprod.cli.input import parse
from coprod.cli.terminal import remark
from coprod.framework import PHASES, PhaseName
from coprod.visible import visible

if TYPE_CHECKING:
    from coprod.sheets.reading.meeting import Side


def phases() -> tuple[PhaseName, ...]:
    """Ask which phase, or phases, a session served."""
    remark("Which phase did the session serve? (two, with a comma between them, where it served both)")
    names = list(PHASES)
    for number, phase in enumerate(PHASES.values(), 1):
        remark(f"  {number}  {phase.name:<14} {phase.meaning}")

    def read(line: str) -> tuple[PhaseName, ...]:
        words = [names[int(word) - 1] if word.strip() in "1234" else word for word in line.split(",")]
        return parse.phases(",".join(words))

    return until_read("Phase", read)


def day(today: date) -> date:
    """Ask on which day a session was."""
    return until_read("Date, such as 2026-01-31, or yesterday", lambda line: parse.day(line, today), default="today")


def which_day(today: date) -> date:
    """Ask on which day a meeting was; no day is more likely than another."""
    return until_read(
        "The sheet does not name the day. On which day was it, such as 2026-01-31, or yesterday",
        lambda line: parse.day(line, today),
    )


def phases_of(days: Sequence[date]) -> tuple[PhaseName, ...]:
    """Ask which phase, or phases, the sessions of these days served."""
    if len(days) > 1:
        remark(f"The sheet names no phase for {len(days)} sessions, {min(days)} to {max(days)}. If they served several")
        remark("phases, leave with Ctrl-C, and give each with its days: --phase co-planning=2026-01-01..2026-03-31.")
    return phases()


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


def came(question: str, known: Sequence[tuple[str, str]]) -> tuple[list[str], int]:
    """Ask who came on one side.

    Args:
        question: whom to name.
        known: the labels already in the file, each with the words to show it by.

    Returns:
        The labels of those who came, and the number of people who were only counted.
    """
    remark(question)
    for number, (_, words) in enumerate(known, 1):
        remark(f"  {number}  {visible(words)}")
    remark("  One name, or numbers from the list, to a line; +3 for three more people without names; Enter when done.")
    labels: list[str] = []
    more = 0
    while line := until_read("  who", str, ""):
        if re.fullmatch(r"\+[0-9]+", line):
            more += int(line)
        elif re.fullmatch(r"[0-9]+([ ,]+[0-9]+)*", line):
            _choose(re.findall("[0-9]+", line), known, labels)
        elif line not in labels:
            labels.append(line)
    return labels, more


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


def _choose(numbers: Sequence[str], known: Sequence[tuple[str, str]], labels: list[str]) -> None:
    for number in map(int, numbers):
        if not 1 <= number <= len(known):
            remark(f"  There is no number {number} in the list; nothing was taken for it.")
        elif known[number - 1][0] not in labels:
            labels.append(known[number - 1][0])
