"""`coprod said`, `answer` and `told`: what the community asked for, what became of it, and that people were told."""

from typing import TYPE_CHECKING, Any

from coprod.cli import complete, parse
from coprod.cli.call import Call
from coprod.cli.options import argument_of, command, fields_from, option
from coprod.cli.terminal import print_note, print_text
from coprod.model.kinds import ANSWERS, FEEDBACK, SAID
from coprod.words import visible

if TYPE_CHECKING:
    from coprod.model import Reading, Saying
    from coprod.store.change import Change
    from coprod.store.read import Document


@command("dry_run file today no_input", SAID, moved=("group date",))
def said(
    call: Call,
    text: str | None = argument_of(SAID, "text", "[TEXT]"),
    show_open: bool = option("List what has no answer yet, the oldest first, and record nothing.", flags="--open"),
    **given: Any,
) -> None:
    """Record one thing that the community asked for, suggested or objected to.

    It is never tied to a person. At a terminal, without TEXT, it asks. coprod answer records what became of it.
    """
    from coprod.cli import records
    from coprod.model import Saying
    from coprod.store.change import add

    draft = fields_from(SAID.rows, given, call.today)
    if show_open:
        if call.dry_run or draft or text is not None:
            raise parse.refused("--open", "lists what is on record, and goes with nothing to record")
        from coprod.assess.voices import sayings
        from coprod.output.account.parts_voices import open_lines

        project = call.project()
        print_text(open_lines(sayings(project, call.today), call.today))
        return
    draft["text"] = text
    if text is None:
        if not call.asks:
            raise parse.refused("TEXT", "write what was said; or list what is open with --open")
        from coprod.cli.prompts.forms import ask_saying

        ask_saying(draft, call.project(), call.today)

    def with_saying(document: "Document") -> "Change":
        content = {"date": call.today, **draft}
        if content.get("session") is not None:
            where = records.begun(document.project, content["session"], call.today, "--session")
            content |= {"date": draft.get("date") or min(where.date, call.today), "session": where.id}
        if content.get("group") is not None:
            content["group"] = records.group(records.groups(document.project), content["group"], "--group")
        return add(document, records.validated_record(Saying, content))

    told = "Recorded {} in {}.\n"
    change = call.apply(with_saying, lambda change: told.format(visible(change.records[0].id), call.target.shown))
    if not call.dry_run:
        parse.tell_if_to_come(change.records[0].date, call.today)


@command("dry_run file today no_input", ANSWERS, moved=("told date",))
def answer(
    call: Call,
    to: str | None = argument_of(ANSWERS, "to", "[ID]", complete.answerable),
    **given: Any,
) -> None:
    """Record what the project answers to something said, or to a reading that differs.

    An answer says what was done, or why not; it never takes away what it answers. Of several answers to one thing the
    latest counts. --told alone says of the latest how those who said it were told. At a terminal, it asks for what is
    left out.
    """
    from coprod.cli import records
    from coprod.model import Answer
    from coprod.output.words import quoted
    from coprod.store.change import add

    project, today = call.project(), call.today
    draft: dict[str, Any] = {
        **_outcome(given),
        "told": None,
        "date": today,
        **fields_from(ANSWERS.rows, given, today),
        "to": None if to is None else records.answerable(project, to, today),
    }
    if draft["to"] and draft["told"] and not draft["outcome"]:
        if given["date"] is not None:
            raise parse.refused("--date", "stays that of the answer, which --told alone completes: leave it out")
        _tell_later(call, draft["to"], draft["told"])
        return
    if not (draft["to"] and draft["outcome"]):
        if not call.asks and not draft["to"]:
            raise parse.refused("ID", "name what is answered, by its id or its beginning, or as last")
        if not call.asks:
            raise parse.refused(
                "--done, --partly or --declined",
                "say what was done, or why not, with one of --done TEXT, --partly TEXT and --declined WHY",
            )
        from coprod.cli.prompts.forms import ask_answer

        waiting = records.unanswered(project, today)
        if not (draft["to"] or waiting):
            print_text("Nothing waits for an answer.\n")
            return
        ask_answer(draft, waiting)
    record = records.validated_record(Answer, {**draft, "to": draft["to"].id}, {"text": f"--{draft['outcome']}"})

    def with_answer(document: "Document") -> "Change":
        # Looked up again under the lock: what is answered must be on record still.
        records.answerable(document.project, record.to, today)
        return add(document, record)

    words = f"  {visible(quoted(draft['to']))}\n"
    call.apply(with_answer, lambda _: f"Recorded in {call.target.shown} the answer to\n{words}")
    if call.dry_run:
        print_note(f"The answer is to\n{words}")
    parse.tell_if_to_come(record.date, today)


def _tell_later(call: Call, to: "Saying | Reading", told: str) -> None:
    """Say of the latest answer how those who are answered were told; its day stays."""
    from coprod.cli import records
    from coprod.model import Answer
    from coprod.output.words import quoted
    from coprod.store.change import replaced

    def completed(document: "Document") -> "Change":
        project = document.project
        answer = records.latest_answer(project, records.answerable(project, to.id, call.today), call.today)
        new = records.validated_record(Answer, {**dict(answer), "told": told})
        return replaced(document, {("answers", project.answers.index(answer)): new})

    words = f"Recorded in {call.target.shown} how they were told of the answer to\n  {visible(quoted(to))}\n"
    call.apply(completed, lambda _: words)


def _outcome(given: dict[str, Any]) -> dict[str, str | None]:
    """The one outcome that was given, and its text; None each if none was given."""
    parts = [option.part for option in ANSWERS.row("text").options]
    outcomes = [part for part in parts if given[part] is not None]
    if len(outcomes) > 1:
        given_twice = " and ".join(f"--{outcome}" for outcome in outcomes)
        raise parse.refused(given_twice, "an answer has one outcome")
    outcome = next(iter(outcomes), None)
    return {"outcome": outcome, "text": given[outcome] if outcome else None}


@command("dry_run file today no_input", FEEDBACK, moved=("how date",))
def told(
    call: Call,
    sessions: list[str] = argument_of(FEEDBACK, "sessions", "[SESSION]...", complete.sessions),
    **given: Any,
) -> None:
    """Record that people were told what came of sessions: by a letter, a notice, a call.

    Where they were told in a session, log it with --feeds-back instead. At a terminal, it asks for what is left out.
    """
    from coprod.cli import records
    from coprod.model import Feedback
    from coprod.store.change import add

    draft = {"sessions": sessions, "how": None, "date": call.today, **fields_from(FEEDBACK.rows, given, call.today)}
    if not sessions or draft["how"] is None:
        if not call.asks and not sessions:
            raise parse.refused("SESSION", "name the sessions whose outcome people were told")
        if not call.asks:
            raise parse.refused("--how", "say how they were told, such as --how letter")
        from coprod.cli.prompts.forms import ask_feedback

        ask_feedback(draft, call.project(), call.today)

    def with_feedback(document: "Document") -> "Change":
        found = records.fed_back(document.project, draft["sessions"], call.today, "SESSION")
        return add(document, records.validated_record(Feedback, {**draft, "sessions": found}))

    def recorded(change: "Change") -> str:
        told = visible(", ".join(change.records[0].sessions))
        return f"Recorded in {call.target.shown}: people were told what came of {told}.\n"

    change = call.apply(with_feedback, recorded)
    if call.dry_run:
        return
    [feedback] = change.records
    parse.tell_if_to_come(feedback.date, call.today)
    for session in change.after.project.sessions:
        if session.id in feedback.sessions and session.date > feedback.date:
            print_note(f"{visible(session.id)} is of a later day, and people were not told yet what came of it.")
