"""The questions about one time that people were told what came of sessions, for `coprod told`."""

from datetime import date
from typing import TYPE_CHECKING

import typer

from coprod.cli.ask import prompt
from coprod.cli.ask.interview import Fields, Question, interview
from coprod.cli.ask.prompt import Keys
from coprod.cli.ask.sessions import chosen, offer
from coprod.cli.input import records
from coprod.cli.terminal import remark
from coprod.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from coprod.model import Project


def ask_feedback(fields: Fields, project: "Project", today: date) -> None:
    """Ask for what a feedback still lacks, until the person wants it recorded.

    Args:
        fields: what is known of it, by the names of its fields; filled in.
        project: the project as it stands.
        today: the day on which it is asked.

    Raises:
        typer.Abort: where the person leaves, or wants nothing recorded.
    """
    questions = [Question("sessions", _asking_which(project, today)), Question("how", _ask_how)]
    interview(questions, fields, _review)


def _asking_which(project: "Project", today: date) -> "Callable[[Fields, Keys], None]":
    def ask(fields: Fields, keys: Keys) -> None:
        waiting = records.waiting(project, fields["date"])
        remark("Of which sessions were people told what came of them?" + (" These wait for it:" if waiting else ""))
        offer(waiting)

        def read(line: str) -> list[str]:
            found = chosen(line, waiting, project, today)
            if not found:
                raise typer.BadParameter("name at least one session")
            return found

        fields["sessions"] = prompt.until_read("Sessions, such as 1 2, a day or an id", read, None, keys)

    return ask


def _ask_how(fields: Fields, keys: Keys) -> None:
    fields["how"] = prompt.until_read("How were they told, such as letter to all tenants", str, fields.get("how"), keys)


def _review(fields: Fields) -> str:
    which = visible(", ".join(fields["sessions"]))
    return f"\n  On {fields['date']} people were told what came of {which}\n  how: {visible(fields['how'])}\n"
