"""`coprod told`: record that people were told what came of sessions, other than in a session."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from coprod.cli import exits
from coprod.cli.input import complete, parse
from coprod.cli.input.options import DryRun, File, NoInput, Today
from coprod.cli.terminal import may_ask, remark, say, waiting
from coprod.visible import visible

if TYPE_CHECKING:
    import datetime as dt

    from coprod.model import Feedback, Project
    from coprod.store.append import Change
    from coprod.store.read import Document


def told(
    sessions: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SESSION]...",
            autocompletion=complete.sessions,
            help="The sessions whose outcome people were told: each by its id, or how it begins, its day, or last.",
        ),
    ] = None,
    how: Annotated[
        str | None, typer.Option("--how", metavar="TEXT", help="How they were told, such as: letter to all tenants.")
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="The day they were told; left out, today.")
    ] = None,
    dry_run: DryRun = False,
    file: File = None,
    today: Today = None,
    no_input: NoInput = False,
) -> int:
    """Record that people were told what came of sessions: by a letter, a notice, a call.

    Where they were told in a session, log it with --feeds-back instead. At a terminal, it asks for what is left out.
    """
    from coprod.cli.input.projects import one
    from coprod.cli.results.change import shown
    from coprod.store.append import write
    from coprod.store.read import load

    path, name = one(file)
    on = parse.today(today)
    fields: dict[str, Any] = {
        "sessions": sessions,
        "how": how,
        "date": on if date is None else parse.day(date, on),
    }
    if not sessions or how is None:
        if not may_ask(no_input=no_input):
            _require(fields)
        from coprod.cli.prompts.forms import ask_feedback

        ask_feedback(fields, load(path, name).project, on)

    def with_feedback(document: "Document") -> "Change":
        return _added(document, fields, on)

    if dry_run:
        say(shown(with_feedback(load(path, name))))
        return exits.DONE
    change = write(path, name, with_feedback, on_wait=waiting(name))
    [feedback] = change.records
    say(f"Recorded in {visible(name)}: people were told what came of {visible(', '.join(feedback.sessions))}.\n")
    _tell_days(feedback, change.after.project, on)
    return exits.DONE


def _added(document: "Document", fields: dict[str, Any], today: "dt.date") -> "Change":
    """The document with the feedback; the sessions must be on record."""
    from coprod.cli.input import records
    from coprod.cli.input.fields import checked
    from coprod.model import Feedback
    from coprod.store import append

    found = [records.begun(document.project, word, today, "SESSION").id for word in fields["sessions"]]
    return append.add(document, checked(Feedback, {**fields, "sessions": list(dict.fromkeys(found))}))


def _require(fields: dict[str, Any]) -> None:
    if not fields["sessions"]:
        raise typer.BadParameter("name the sessions whose outcome people were told", param_hint="SESSION")
    raise typer.BadParameter("say how they were told, such as --how letter", param_hint="--how")


def _tell_days(feedback: "Feedback", project: "Project", today: "dt.date") -> None:
    """Say what does not count, since nobody is told what came of a session before it was."""
    if feedback.date > today:
        remark(f"{feedback.date} is still to come: until then it counts for nothing.")
    for session in project.sessions:
        if session.id in feedback.sessions and session.date > feedback.date:
            remark(f"{visible(session.id)} is of a later day, and people were not told yet what came of it.")
