"""`coprod readback`: read sessions back with those who were there, and record what they say; or print sheets."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from coprod.cli import exits, parse
from coprod.cli.options import DryRun, File, NoInput, Today
from coprod.cli.terminal import may_ask, print_note, print_text
from coprod.words import visible

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from coprod.cli.target import Target
    from coprod.model import Project, Reading, Session
    from coprod.store.change import Change
    from coprod.store.read import Document


def readback(
    sessions: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SESSION]...",
            help="The sessions to read back: an id, a day where that is enough, or last; left out, the newest five and "
            "those that decided something.",
        ),
    ] = None,
    said: Annotated[
        str | None,
        typer.Option(
            "--said",
            metavar="ACCOUNT",
            help="What they say of it: agree, differs, cannot-say, or not-taken-up where nobody wished to read.",
        ),
    ] = None,
    level: Annotated[
        str | None,
        typer.Option("--level", metavar="LEVEL", help="How far the community's part went by their account, 1 to 5."),
    ] = None,
    words: Annotated[str | None, typer.Option("--words", metavar="TEXT", help="Their own words, unedited.")] = None,
    share: Annotated[bool, typer.Option("--share", help="Their words may stand on a shared page.")] = False,
    readers: Annotated[
        int | None, typer.Option("--readers", metavar="N", help="How many read it; a count, never names.")
    ] = None,
    were_there: Annotated[
        int | None, typer.Option("--were-there", metavar="N", help="How many of them came to the session.")
    ] = None,
    how: Annotated[
        str | None, typer.Option("--how", metavar="TEXT", help="In what way: aloud, on paper, easy read, translated.")
    ] = None,
    alone: Annotated[
        bool | None, typer.Option("--alone/--not-alone", help="Whether nobody of the other side was in the room.")
    ] = None,
    side: Annotated[
        str | None, typer.Option("--side", metavar="SIDE", help="Whose account it is; left out, community.")
    ] = None,
    recognition: Annotated[
        str | None, typer.Option("--recognition", metavar="HOW", help="How the readers' time was recognised.")
    ] = None,
    entered_by: Annotated[
        str | None, typer.Option("--entered-by", metavar="SIDE", help="The side that types it in.")
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="The day on which it was read; left out, today.")
    ] = None,
    read: Annotated[
        str | None,
        typer.Option(
            "--read",
            metavar="FINGERPRINT",
            help="What stands at the foot of the sheet that was read; left out, the session as it is now.",
        ),
    ] = None,
    paper: Annotated[
        bool, typer.Option("--paper", help="Write sheets to print instead, a side for each session, with -o FILE.")
    ] = False,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Where the sheets go; - for standard output.")
    ] = None,
    dry_run: DryRun = False,
    file: File = None,
    today: Today = None,
    no_input: NoInput = False,
) -> int:
    """Read sessions back with those who were there, and record what they say.

    At a terminal, it asks, session by session. Without one, it records one account of one session, which --said gives.
    A reading never raises what the record shows. Where it differs, the project answers it with coprod answer.
    """
    from coprod.cli.target import apply, find

    target = find(file)
    on = parse.today(today)
    about: dict[str, Any] = {
        "date": None if date is None else parse.day(date, on),
        "side": None if side is None else parse.side(side, "--side"),
        "readers": readers,
        "were_there": were_there,
        "how": how,
        "alone": alone,
        "recognition": None if recognition is None else parse.recognition(recognition),
        "entered_by": None if entered_by is None else parse.side(entered_by, "--entered-by"),
    }
    account: dict[str, Any] = {
        "said": None if said is None else parse.account(said),
        "level": None if level is None else parse.level(level),
        "words": words,
        "share": share or None,
        "read": None if read is None else parse.fingerprint(read, "--read"),
    }
    given = [option for option, value in (about | account).items() if value is not None]
    project = target.load().project
    chosen = _chosen(project, sessions or (), on)
    if paper:
        if given or dry_run:
            raise typer.BadParameter("goes with sessions and -o FILE alone", param_hint="--paper")
        _print(project, chosen, output, target.name)
        return exits.DONE
    if output is not None:
        raise typer.BadParameter("is for sheets, with --paper", param_hint="--output")
    if account["said"]:
        fields = {**about, **account, "date": about["date"] or on}
        apply(target, _of_options(sessions or (), fields, on), _recorded, dry_run=dry_run)
        return exits.DONE
    _require_asking(account, no_input=no_input)
    _sit(target, {**about, "date": about["date"] or on}, project, chosen, dry_run=dry_run)
    return exits.DONE


def _chosen(project: "Project", words: "Sequence[str]", today: "dt.date") -> "list[Session]":
    """The sessions that were named, in that order; otherwise those that are worth reading back."""
    from coprod.cli import records
    from coprod.cli.records import require_held, worth_reading

    if not words:
        return worth_reading(project, today)
    named = {one.id: one for word in words for one in [records.session(project, word, today, "SESSION")]}
    for session in named.values():
        require_held(session, today)
    return list(named.values())


def _require_asking(account: "dict[str, Any]", *, no_input: bool) -> None:
    """Refuse what lacks an account, where nobody can be asked for it."""
    for field, value in account.items():
        if value is not None:
            raise typer.BadParameter("goes with --said, of one session", param_hint=f"--{field}")
    if not may_ask(no_input=no_input):
        message = "name one session and say what they said of it, or write sheets to print with --paper -o FILE"
        raise typer.BadParameter(message, param_hint="SESSION and --said")


def _of_options(words: "Sequence[str]", fields: "dict[str, Any]", today: "dt.date") -> "Callable[[Document], Change]":
    """What adds one reading of one session, as it stands under the lock."""
    from coprod.cli import records
    from coprod.store.change import add

    if len(words) != 1:
        raise typer.BadParameter("an account is of one session: name it", param_hint="SESSION")

    def change_of(document: "Document") -> "Change":
        [session] = _chosen(document.project, words, today)
        return add(document, records.reading(session, fields))

    return change_of


def _sit(
    target: "Target", fields: "dict[str, Any]", project: "Project", sessions: "Sequence[Session]", *, dry_run: bool
) -> None:
    """Read these sessions back with the people at this terminal, and record what they say, all of it or nothing."""
    from coprod.cli.prompts.readback import ask_sitting
    from coprod.cli.records import reading
    from coprod.cli.target import apply
    from coprod.store.change import add_allowing_duplicates

    if not sessions:
        raise typer.BadParameter("no session is on record yet that was held", param_hint="SESSION")
    by_id = {session.id: session for session in sessions}
    who = _who(fields)
    answered = ask_sitting(who, sessions, project)
    about = _about(who)
    found = _new([reading(by_id[one["session"]], about | one) for one in answered], project)
    if not found:
        print_text("Nothing is recorded that was not on record already.\n")
        return
    apply(
        target,
        lambda document: add_allowing_duplicates(document, *found),
        _recorded,
        dry_run=dry_run,
        on_failure=lambda: _hand_back(found),
    )


def _who(fields: "dict[str, Any]") -> "dict[str, Any]":
    """Who reads, as the sitting asks for it: whether others are in the room, and not whether the readers are alone."""
    others = {None: None, True: "no", False: "yes"}[fields["alone"]]
    return {**{field: value for field, value in fields.items() if field != "alone"}, "others": others}


def _about(who: "dict[str, Any]") -> "dict[str, Any]":
    """Who read, as a reading has it."""
    fields = ("date", "side", "readers", "were_there", "how", "recognition", "entered_by")
    alone = {None: None, "no": True, "yes": False}[who.get("others")]
    return {**{field: who.get(field) for field in fields}, "alone": alone}


def _new(found: "list[Reading]", project: "Project") -> "list[Reading]":
    """The readings to record: of those that say the same as one on record, only where other people gave them."""
    from coprod.cli.prompts import prompt

    known = [dict(one) | {"id": ""} for one in project.readings]
    again = [one for one in found if dict(one) | {"id": ""} in known]
    if not again:
        return found
    print_note(f"The same is on record already, of the same day: {visible(', '.join(one.session for one in again))}.")
    if prompt.yes("Did other people say it this time?"):
        return found
    return [one for one in found if one not in again]


def _recorded(change: "Change") -> str:
    """What was recorded, and what it asks of the project."""
    from coprod.model.ids import fingerprint
    from coprod.output.words import counted, quoted

    rows = "".join(f"  {visible(quoted(reading))}\n" for reading in change.records)
    lines = [f"Recorded {counted(len(change.records), 'reading')} in {visible(change.after.file)}:\n{rows}"]
    prints = {session.id: fingerprint(session) for session in change.after.project.sessions}
    for reading in change.records:
        if reading.read != prints.get(reading.session) and reading.said != "not-taken-up":
            where = visible(reading.session)
            lines.append(f"{where} was read in an earlier wording than it has now, and is recorded so.\n")
    if any(reading.said == "differs" for reading in change.records):
        lines.append("What differs waits for the project's answer: coprod answer ID.\n")
    return "".join(lines)


def _hand_back(found: "Sequence[Reading]") -> None:
    """Show readings as commands, where recording them went wrong, so that nobody has to be asked again."""
    print_note("To record the same, if it is not in the file:")
    for one in found:
        print_note(f"  {visible(_as_command(one))}")


def _as_command(one: "Reading") -> str:
    import shlex

    words = ["coprod", "readback", one.session]
    for field, value in one.model_dump(exclude={"session", "id"}, exclude_none=True).items():
        option = f"--{field.replace('_', '-')}"
        if field == "alone":
            words.append("--alone" if value else "--not-alone")
        elif field == "share":
            words += [option] if value else []
        else:
            words += [option, str(value)]
    return shlex.join(words)


def _print(project: "Project", sessions: "Sequence[Session]", output: str | None, name: str) -> None:
    """Write the sheets, or say where they can go."""
    from coprod.cli import deliver
    from coprod.cli.terminal import write_raw
    from coprod.output.readback import sheets

    if output is None:
        raise typer.BadParameter("name a file for the sheets with -o, such as -o sheets.html", param_hint="--output")
    if not sessions:
        raise typer.BadParameter("no session is on record yet that was held", param_hint="SESSION")
    deliver.require_no_project(output, [name])
    page = sheets(project, sessions)
    if output == deliver.STANDARD_OUTPUT:
        write_raw(page)
    else:
        deliver.write(output, [page])
