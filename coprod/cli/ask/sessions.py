"""Offering sessions in a numbered list, and reading which of them a person means."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from coprod.cli.ask import prompt
from coprod.cli.ask.numbers import positions
from coprod.cli.input import records
from coprod.cli.terminal import remark
from coprod.visible import visible

if TYPE_CHECKING:
    from coprod.model import Project, Session

#: Sessions that are offered at once.
OFFERED = 8


def offer(sessions: Sequence["Session"]) -> None:
    """Show the first of some sessions with a number each, and how many more there are."""
    rows = [f"{one.date} {' and '.join(one.phase)} {one.title or ''}".rstrip() for one in sessions[:OFFERED]]
    if rows:
        remark(prompt.choices([(str(number), visible(words)) for number, words in enumerate(rows, 1)]))
    if len(sessions) > OFFERED:
        remark(f"  and {len(sessions) - OFFERED} more: write the day or the id")


def chosen(line: str, sessions: Sequence["Session"], project: "Project", today: date) -> list[str]:
    """The ids of the sessions that a line names, by the numbers of those offered or as `records.begun`.

    Raises:
        typer.BadParameter: where it names another.
    """
    numbers = positions(line, len(sessions[:OFFERED]))
    if numbers is not None:
        return [sessions[position].id for position in numbers]
    words = [word.strip() for word in line.replace(";", ",").split(",") if word.strip()]
    return list(dict.fromkeys(records.begun(project, word, today, "").id for word in words))
