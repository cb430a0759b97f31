"""What an account of the one project that a command works on is made from."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from coprod.assess import Gate
    from coprod.model import Project
    from coprod.output.account.context import Context
    from coprod.output.account.privacy import People


def context(file: str | None, today: "date", people: "Callable[[Project], People]", gate: "Gate") -> "Context":
    """The project, its assessment, and how to speak of its people.

    Args:
        file: what `--file` or `COPROD_FILE` say, or nothing.
        today: the day of the account.
        people: how to speak of the project's people.
        gate: which phases are judged.

    Raises:
        Unusable: where there is no such project file, or it has problems.
    """
    from coprod.assess import assess
    from coprod.cli.input.projects import one
    from coprod.output.account.context import Context
    from coprod.store.read import load

    document = load(*one(file))
    project = document.project
    assessment = assess(project, today, document.line_of, file=document.file, gate=gate)
    return Context(project, assessment, today, people(project))
