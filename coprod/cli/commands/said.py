"""`coprod said`, `answer` and `told`: what the community asked for, what became of it, and that people were told."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from coprod.cli import complete, exits, parse
from coprod.cli.options import DryRun, File, NoInput, Today, argument, fields_from, with_options
from coprod.cli.terminal import may_ask, print_note, print_text
from coprod.model.kinds import ANSWERS, FEEDBACK, SAID
from coprod.words import visible

if TYPE_CHECKING:
    import datetime as dt

    from coprod.cli.target import Target
    from coprod.model import Feedback, Project, Reading, Saying
    from coprod.store.change import Change
    from coprod.store.read import Document


@with_options(SAID, "said", after={"date": "group"})
def said(
    text: Annotated[str | None, argument(SAID, "text", "[TEXT]")] = None,
    show_open: Annotated[
        bool, typer.Option("--open", help="List what has no answer yet, the oldest first, and record nothing.")
    ] = False,
    dry_run: DryRun = False,
    file: File = None,
    today: Today = None,
    no_input: NoInput = False,
    **given: Any,
) -> int:
    """Record one thing that the community asked for, suggested or objected to.

    It is never tied to a person. At a terminal, without TEXT, it asks. coprod answer records what became of it.
    """
    from coprod.cli.target import apply, find

    target = find(file)
    on = parse.today(today)
    draft = fields_from(SAID, {**given, "text": text}, on)
    if show_open:
        if dry_run or draft or text is not None:
            raise typer.BadParameter("lists what is on record, and goes with nothing to record", param_hint="--open")
        print_text(_open(target.load().project, on))
        return exits.DONE
    draft["text"] = text
    if text is None:
        if not may_ask(no_input=no_input):
            raise typer.BadParameter("write what was said; or list what is open with --open", param_hint="TEXT")
        from coprod.cli.prompts.forms import ask_saying

        ask_saying(draft, target.load().project, on)

    [saying] = apply(
        target,
        lambda document: _with_saying(document, draft, on),
        lambda change: f"Recorded {visible(change.records[0].id)} in {target.shown}.\n",
        dry_run=dry_run,
    ).records
    if not dry_run:
        parse.tell_if_to_come(saying.date, on)
    return exits.DONE


def _with_saying(document: "Document", draft: dict[str, Any], today: "dt.date") -> "Change":
    """The document with what was said; what it refers to must be on record."""
    from coprod.cli import records
    from coprod.model import Saying
    from coprod.store.change import add

    content = {"date": today, **draft}
    if content.get("session") is not None:
        where = records.begun(document.project, content["session"], today, "--session")
        content |= {"date": draft.get("date") or min(where.date, today), "session": where.id}
    if content.get("group") is not None:
        content["group"] = records.group(document.project, content["group"], "--group")
    return add(document, records.validated_record(Saying, content))


def _open(project: "Project", today: "dt.date") -> str:
    from coprod.assess.voices import answers_by_id, sayings
    from coprod.output.account.parts_voices import open_lines

    return open_lines(sayings(project, today, answers_by_id(project, today)), today)


@with_options(ANSWERS, "answer", after={"date": "told"})
def answer(
    to: Annotated[str | None, argument(ANSWERS, "to", "[ID]", complete.answerable)] = None,
    dry_run: DryRun = False,
    file: File = None,
    today: Today = None,
    no_input: NoInput = False,
    **given: Any,
) -> int:
    """Record what the project answers to something said, or to a reading that differs.

    An answer says what was done, or why not; it never takes away what it answers. Of several answers to one thing the
    latest counts. --told alone says of the latest how those who said it were told. At a terminal, it asks for what is
    left out.
    """
    from coprod.cli import records
    from coprod.cli.target import apply, find
    from coprod.model import Answer
    from coprod.store.change import Change, add

    target = find(file)
    on = parse.today(today)
    project = target.load().project
    draft: dict[str, Any] = {
        **_outcome(given),
        "told": None,
        "date": on,
        **fields_from(ANSWERS, given, on),
        "to": None if to is None else records.answerable(project, to, on),
    }
    if draft["to"] and draft["told"] and not draft["outcome"]:
        if given["date"] is not None:
            message = "stays that of the answer, which --told alone completes: leave it out"
            raise typer.BadParameter(message, param_hint="--date")
        _tell_later(target, draft, on, dry_run=dry_run)
        return exits.DONE
    if not (draft["to"] and draft["outcome"]):
        if not may_ask(no_input=no_input):
            _require_answer(draft)
        from coprod.cli.prompts.forms import ask_answer

        waiting = records.unanswered(project, on)
        if not (draft["to"] or waiting):
            print_text("Nothing waits for an answer.\n")
            return exits.DONE
        ask_answer(draft, waiting)
    record = records.validated_record(Answer, {**draft, "to": draft["to"].id}, {"text": f"--{draft['outcome']}"})

    def with_answer(document: "Document") -> Change:
        # Looked up again under the lock: what is answered must be on record still.
        records.answerable(document.project, record.to, on)
        return add(document, record)

    words = _answered(draft["to"])
    apply(target, with_answer, lambda _: f"Recorded in {target.shown} the answer to\n{words}", dry_run=dry_run)
    if dry_run:
        print_note(f"The answer is to\n{words}")
    parse.tell_if_to_come(record.date, on)
    return exits.DONE


def _answered(record: "Saying | Reading") -> str:
    """What is answered, in its own words, on lines of their own."""
    from coprod.output.words import quoted

    return f"  {visible(quoted(record))}\n"


def _tell_later(target: "Target", draft: dict[str, Any], today: "dt.date", *, dry_run: bool) -> None:
    """Say of the latest answer how those who are answered were told; its day stays."""
    from coprod.cli import records
    from coprod.cli.target import apply
    from coprod.model import Answer
    from coprod.store.change import replaced

    def completed(document: "Document") -> "Change":
        to = records.answerable(document.project, draft["to"].id, today)
        answer = records.latest_answer(document.project, to, today)
        told = records.validated_record(Answer, {**dict(answer), "told": draft["told"]})
        return replaced(document, {("answers", document.project.answers.index(answer)): told})

    words = f"Recorded in {target.shown} how they were told of the answer to\n{_answered(draft['to'])}"
    apply(target, completed, lambda _: words, dry_run=dry_run)


def _outcome(given: dict[str, Any]) -> dict[str, str | None]:
    """The one outcome that was given, and its text; None each if none was given."""
    parts = [option.part for option in ANSWERS.row("text").options]
    outcomes = [part for part in parts if given[part] is not None]
    if len(outcomes) > 1:
        message = "an answer has one outcome"
        raise typer.BadParameter(message, param_hint=" and ".join(f"--{outcome}" for outcome in outcomes))
    outcome = next(iter(outcomes), None)
    return {"outcome": outcome, "text": given[outcome] if outcome else None}


def _require_answer(draft: dict[str, Any]) -> None:
    if not draft["to"]:
        raise typer.BadParameter("name what is answered, by its id or its beginning, or as last", param_hint="ID")
    raise typer.BadParameter(
        "say what was done, or why not, with one of --done TEXT, --partly TEXT and --declined WHY",
        param_hint="--done, --partly or --declined",
    )


@with_options(FEEDBACK, "told", after={"date": "how"})
def told(
    sessions: Annotated[list[str] | None, argument(FEEDBACK, "sessions", "[SESSION]...", complete.sessions)] = None,
    dry_run: DryRun = False,
    file: File = None,
    today: Today = None,
    no_input: NoInput = False,
    **given: Any,
) -> int:
    """Record that people were told what came of sessions: by a letter, a notice, a call.

    Where they were told in a session, log it with --feeds-back instead. At a terminal, it asks for what is left out.
    """
    from coprod.cli.target import apply, find

    target = find(file)
    on = parse.today(today)
    draft = {"sessions": sessions, "how": None, "date": on, **fields_from(FEEDBACK, given, on)}
    if not sessions or draft["how"] is None:
        if not may_ask(no_input=no_input):
            _require_told(draft)
        from coprod.cli.prompts.forms import ask_feedback

        ask_feedback(draft, target.load().project, on)

    def recorded(change: "Change") -> str:
        told = visible(", ".join(change.records[0].sessions))
        return f"Recorded in {target.shown}: people were told what came of {told}.\n"

    change = apply(target, lambda document: _with_feedback(document, draft, on), recorded, dry_run=dry_run)
    if not dry_run:
        _tell_days(change.records[0], change.after.project, on)
    return exits.DONE


def _with_feedback(document: "Document", draft: dict[str, Any], today: "dt.date") -> "Change":
    """The document with the feedback; the sessions must be on record."""
    from coprod.cli import records
    from coprod.model import Feedback
    from coprod.store.change import add

    found = records.fed_back(document.project, draft["sessions"], today, "SESSION")
    return add(document, records.validated_record(Feedback, {**draft, "sessions": found}))


def _require_told(draft: dict[str, Any]) -> None:
    if not draft["sessions"]:
        raise typer.BadParameter("name the sessions whose outcome people were told", param_hint="SESSION")
    raise typer.BadParameter("say how they were told, such as --how letter", param_hint="--how")


def _tell_days(feedback: "Feedback", project: "Project", today: "dt.date") -> None:
    """Say what does not count, since nobody is told what came of a session before it was."""
    parse.tell_if_to_come(feedback.date, today)
    for session in project.sessions:
        if session.id in feedback.sessions and session.date > feedback.date:
            print_note(f"{visible(session.id)} is of a later day, and people were not told yet what came of it.")
