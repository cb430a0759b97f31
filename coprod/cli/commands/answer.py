"""`coprod answer`: record what the project answers to something said, or to a reading that differs."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from coprod.cli import exits
from coprod.cli.input import parse
from coprod.cli.input.options import DryRun, File, NoInput, Today
from coprod.cli.terminal import may_ask, say, waiting
from coprod.visible import visible

if TYPE_CHECKING:
    import datetime as dt

    from coprod.model import Project
    from coprod.store.read import Document


def answer(
    to: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="What is answered: the id of something said or of a reading, its beginning where that is enough, or "
            "last; left out, what waits for an answer is offered at a terminal.",
        ),
    ] = None,
    done: Annotated[str | None, typer.Option("--done", metavar="TEXT", help="It was done: what.")] = None,
    partly: Annotated[
        str | None, typer.Option("--partly", metavar="TEXT", help="Some of it was done: what, and why no more.")
    ] = None,
    declined: Annotated[str | None, typer.Option("--declined", metavar="WHY", help="It is not done: why not.")] = None,
    told: Annotated[
        str | None, typer.Option("--told", metavar="HOW", help="How those who said it were told; left out, not yet.")
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="The day of the answer; left out, today.")
    ] = None,
    dry_run: DryRun = False,
    file: File = None,
    today: Today = None,
    no_input: NoInput = False,
) -> int:
    """Record what the project answers to something said, or to a reading that differs.

    An answer says what was done, or why not; it never takes away what it answers. Of several answers to one thing the
    latest counts. At a terminal, it asks for what is left out.
    """
    from coprod.cli.input import answerable
    from coprod.cli.input.projects import one
    from coprod.cli.results.change import shown
    from coprod.store import append
    from coprod.store.read import load

    path, name = one(file)
    on = parse.today(today)
    project = load(path, name).project
    fields: dict[str, Any] = {
        "date": on if date is None else parse.day(date, on),
        "to": None if to is None else answerable.meant(project, to, on),
        **_outcome({"done": done, "partly": partly, "declined": declined}),
        "told": told,
    }
    if not (fields["to"] and fields["outcome"]):
        if not may_ask(no_input=no_input):
            _require(fields)
        _ask_for_the_rest(fields, project, on)
    record = _checked(fields)

    def with_answer(document: "Document") -> append.Change:
        # Looked up again under the lock: what is answered must be on record still.
        answerable.meant(document.project, record.to, on)
        return append.add(document, record)

    if dry_run:
        say(shown(with_answer(load(path, name))))
    else:
        append.write(path, name, with_answer, on_wait=waiting(name))
        say(f"Recorded the answer to {visible(record.to)} in {visible(name)}.\n")
    return exits.DONE


def _outcome(texts: dict[str, str | None]) -> dict[str, str | None]:
    """The one outcome that was given, and its text; neither where none was."""
    given = {outcome: text for outcome, text in texts.items() if text is not None}
    if len(given) > 1:
        raise typer.BadParameter("an answer has one outcome", param_hint=" and ".join(f"--{word}" for word in given))
    [(outcome, text)] = given.items() or [(None, None)]
    return {"outcome": outcome, "text": text}


def _checked(fields: dict[str, Any]) -> Any:
    from coprod.cli.input.fields import checked
    from coprod.model import Answer

    content = {**fields, "to": fields["to"].id}
    return checked(Answer, {key: value for key, value in content.items() if value is not None}, _flags(fields))


def _flags(fields: dict[str, Any]) -> dict[str, str]:
    return {"to": "ID", "text": f"--{fields['outcome']}"}


def _require(fields: dict[str, Any]) -> None:
    if not fields["to"]:
        raise typer.BadParameter("name what is answered, by its id or its beginning, or as last", param_hint="ID")
    raise typer.BadParameter(
        "say what was done, or why not, with one of --done TEXT, --partly TEXT and --declined WHY",
        param_hint="--done, --partly or --declined",
    )


def _ask_for_the_rest(fields: dict[str, Any], project: "Project", today: "dt.date") -> None:
    from coprod.cli.input import answerable
    from coprod.cli.prompts.forms import ask_answer

    open_ones = answerable.waiting(project, today)
    if not (fields["to"] or open_ones):
        say("Nothing waits for an answer.\n")
        raise typer.Exit(exits.DONE)
    ask_answer(fields, open_ones)
