"""`coprod said`, `answer` and `told`: what the community asked for, what became of it, and that people were told."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from coprod.cli import complete, exits, parse
from coprod.cli.options import DryRun, File, NoInput, Today
from coprod.cli.terminal import may_ask, print_note, print_text
from coprod.words import visible

if TYPE_CHECKING:
    import datetime as dt

    from coprod.model import Feedback, Project
    from coprod.store.change import Change
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
    from coprod.cli.target import apply, find

    target = find(file)
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
        print_text(_open(target.load().project, on))
        return exits.DONE
    if text is None:
        if not may_ask(no_input=no_input):
            raise typer.BadParameter("write what was said; or list what is open with --open", param_hint="TEXT")
        from coprod.cli.prompts.forms import ask_saying

        ask_saying(fields, target.load().project, on)

    [saying] = apply(
        target,
        lambda document: _with_saying(document, fields, on),
        lambda change: f"Recorded {visible(change.records[0].id)} in {target.shown}.\n",
        dry_run=dry_run,
    ).records
    if saying.date > on and not dry_run:
        print_note(f"{saying.date} is still to come: until then it counts for nothing.")
    return exits.DONE


def _with_saying(document: "Document", fields: dict[str, Any], today: "dt.date") -> "Change":
    """The document with what was said; what it refers to must be on record."""
    from coprod.cli import records
    from coprod.cli.records import validated_record
    from coprod.model import Saying
    from coprod.store.change import add

    content = {name: value for name, value in fields.items() if value is not None}
    if "session" in content:
        where = records.begun(document.project, content["session"], today, "--session")
        content = {"date": min(where.date, today), **content, "session": where.id}
    if "group" in content:
        content["group"] = records.group(document.project, content["group"], "--group")
    return add(document, validated_record(Saying, {"date": today, **content}, {"text": "TEXT"}))


def _open(project: "Project", today: "dt.date") -> str:
    from coprod.assess.voices import answers_by_id, sayings
    from coprod.output.account.parts_voices import open_lines

    return open_lines(sayings(project, today, answers_by_id(project, today)), today)


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
    from coprod.cli import records
    from coprod.cli.target import apply, find
    from coprod.store.change import Change, add

    target = find(file)
    on = parse.today(today)
    project = target.load().project
    fields: dict[str, Any] = {
        "date": on if date is None else parse.day(date, on),
        "to": None if to is None else records.answerable(project, to, on),
        **_outcome({"done": done, "partly": partly, "declined": declined}),
        "told": told,
    }
    if not (fields["to"] and fields["outcome"]):
        if not may_ask(no_input=no_input):
            _require_answer(fields)
        _ask_for_the_rest(fields, project, on)
    record = _checked(fields)

    def with_answer(document: "Document") -> Change:
        # Looked up again under the lock: what is answered must be on record still.
        records.answerable(document.project, record.to, on)
        return add(document, record)

    message = f"Recorded the answer to {visible(record.to)} in {target.shown}.\n"
    apply(target, with_answer, lambda _: message, dry_run=dry_run)
    return exits.DONE


def _outcome(texts: dict[str, str | None]) -> dict[str, str | None]:
    """The one outcome that was given, and its text; neither where none was."""
    given = {outcome: text for outcome, text in texts.items() if text is not None}
    if len(given) > 1:
        raise typer.BadParameter("an answer has one outcome", param_hint=" and ".join(f"--{word}" for word in given))
    [(outcome, text)] = given.items() or [(None, None)]
    return {"outcome": outcome, "text": text}


def _checked(fields: dict[str, Any]) -> Any:
    from coprod.cli.records import validated_record
    from coprod.model import Answer

    content = {**fields, "to": fields["to"].id}
    return validated_record(Answer, {key: value for key, value in content.items() if value is not None}, _flags(fields))


def _flags(fields: dict[str, Any]) -> dict[str, str]:
    return {"to": "ID", "text": f"--{fields['outcome']}"}


def _require_answer(fields: dict[str, Any]) -> None:
    if not fields["to"]:
        raise typer.BadParameter("name what is answered, by its id or its beginning, or as last", param_hint="ID")
    raise typer.BadParameter(
        "say what was done, or why not, with one of --done TEXT, --partly TEXT and --declined WHY",
        param_hint="--done, --partly or --declined",
    )


def _ask_for_the_rest(fields: dict[str, Any], project: "Project", today: "dt.date") -> None:
    from coprod.cli import records
    from coprod.cli.prompts.forms import ask_answer

    open_ones = records.unanswered(project, today)
    if not (fields["to"] or open_ones):
        print_text("Nothing waits for an answer.\n")
        raise typer.Exit(exits.DONE)
    ask_answer(fields, open_ones)


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
    from coprod.cli.target import apply, find

    target = find(file)
    on = parse.today(today)
    fields: dict[str, Any] = {
        "sessions": sessions,
        "how": how,
        "date": on if date is None else parse.day(date, on),
    }
    if not sessions or how is None:
        if not may_ask(no_input=no_input):
            _require_told(fields)
        from coprod.cli.prompts.forms import ask_feedback

        ask_feedback(fields, target.load().project, on)

    def recorded(change: "Change") -> str:
        told = visible(", ".join(change.records[0].sessions))
        return f"Recorded in {target.shown}: people were told what came of {told}.\n"

    change = apply(target, lambda document: _with_feedback(document, fields, on), recorded, dry_run=dry_run)
    if not dry_run:
        _tell_days(change.records[0], change.after.project, on)
    return exits.DONE


def _with_feedback(document: "Document", fields: dict[str, Any], today: "dt.date") -> "Change":
    """The document with the feedback; the sessions must be on record."""
    from coprod.cli import records
    from coprod.cli.records import validated_record
    from coprod.model import Feedback
    from coprod.store.change import add

    found = [records.begun(document.project, word, today, "SESSION").id for word in fields["sessions"]]
    return add(document, validated_record(Feedback, {**fields, "sessions": list(dict.fromkeys(found))}))


def _require_told(fields: dict[str, Any]) -> None:
    if not fields["sessions"]:
        raise typer.BadParameter("name the sessions whose outcome people were told", param_hint="SESSION")
    raise typer.BadParameter("say how they were told, such as --how letter", param_hint="--how")


def _tell_days(feedback: "Feedback", project: "Project", today: "dt.date") -> None:
    """Say what does not count, since nobody is told what came of a session before it was."""
    if feedback.date > today:
        print_note(f"{feedback.date} is still to come: until then it counts for nothing.")
    for session in project.sessions:
        if session.id in feedback.sessions and session.date > feedback.date:
            print_note(f"{visible(session.id)} is of a later day, and people were not told yet what came of it.")
