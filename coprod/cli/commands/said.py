"""`coprod said`: record what the community asked for, suggested or objected to; and list what is open."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from coprod.cli import exits
from coprod.cli.input import complete, parse
from coprod.cli.input.options import DryRun, File, NoInput, Today
from coprod.cli.terminal import may_ask, remark, say, waiting
from coprod.visible import visible

if TYPE_CHECKING:
    import datetime as dt

    from coprod.model import Project
    from coprod.store.append import Change
    from coprod.store.read import Document


def said(
    text: Annotated[
        str | None,
        typer.Argument(metavar="[TEXT]", help="What was asked for, suggested or objected to, without names."),
    ] = None,
    session: Annotated[
        str | None,
        typer.Option(
            "--session",
            metavar="ID",
            autocompletion=complete.sessions,
            help="Where it was said: the session's id, or how it begins, its day, or last; left out, elsewhere.",
        ),
    ] = None,
    hoped: Annotated[str | None, typer.Option("--hoped", metavar="TEXT", help="What they hoped to change.")] = None,
    group: Annotated[
        str | None,
        typer.Option(
            "--group",
            metavar="GROUP",
            autocompletion=complete.groups,
            help="The affected group that said it; never a person.",
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="DATE", help="The day it was said; left out, that of the session, or today."),
    ] = None,
    show_open: Annotated[
        bool, typer.Option("--open", help="List what has no answer yet, the oldest first, and record nothing.")
    ] = False,
    dry_run: DryRun = False,
    file: File = None,
    today: Today = None,
    no_input: NoInput = False,
) -> int:
    """Record one thing that the community asked for, suggested or objected to.

    It is never tied to a person. At a terminal, without TEXT, it asks. coprod answer records what became of it.
    """
    from coprod.cli.input.projects import one
    from coprod.cli.results.change import shown
    from coprod.store.append import write
    from coprod.store.read import load

    path, name = one(file)
    on = parse.today(today)
    fields: dict[str, Any] = {
        "text": text,
        "session": session,
        "hoped": hoped,
        "group": group,
        "date": None if date is None else parse.day(date, on),
    }
    if show_open:
        if dry_run or any(value is not None for value in fields.values()):
            raise typer.BadParameter("lists what is on record, and goes with nothing to record", param_hint="--open")
        say(_open(load(path, name).project, on))
        return exits.DONE
    if text is None:
        if not may_ask(no_input=no_input):
            raise typer.BadParameter("write what was said; or list what is open with --open", param_hint="TEXT")
        from coprod.cli.prompts.forms import ask_saying

        ask_saying(fields, load(path, name).project, on)

    def with_saying(document: "Document") -> "Change":
        return _added(document, fields, on)

    if dry_run:
        say(shown(with_saying(load(path, name))))
        return exits.DONE
    [saying] = write(path, name, with_saying, on_wait=waiting(name)).records
    say(f"Recorded {visible(saying.id)} in {visible(name)}.\n")
    if saying.date > on:
        remark(f"{saying.date} is still to come: until then it counts for nothing.")
    return exits.DONE


def _added(document: "Document", fields: dict[str, Any], today: "dt.date") -> "Change":
    """The document with what was said; what it refers to must be on record."""
    from coprod.cli.input import records
    from coprod.cli.input.fields import checked
    from coprod.model import Saying
    from coprod.store import append

    content = {name: value for name, value in fields.items() if value is not None}
    if "session" in content:
        where = records.begun(document.project, content["session"], today, "--session")
        content = {"date": min(where.date, today), **content, "session": where.id}
    if "group" in content:
        content["group"] = records.group(document.project, content["group"], "--group")
    return append.add(document, checked(Saying, {"date": today, **content}, {"text": "TEXT"}))


def _open(project: "Project", today: "dt.date") -> str:
    from coprod.assess.voices import answers_by_id, sayings
    from coprod.output.terminal.open import lines

    return lines(sayings(project, today, answers_by_id(project, today)), today)
