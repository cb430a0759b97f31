"""`coprod readback`: read sessions back with those who were there, and record what they say; or print sheets."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

from coprod.cli import complete, exits, parse
from coprod.cli.call import Call
from coprod.cli.options import argument, as_command, command, fields_from, option
from coprod.cli.terminal import print_note, print_text
from coprod.model.ids import PROJECT
from coprod.model.kinds import READINGS
from coprod.words import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coprod.model import Project, Reading, Session
    from coprod.store.change import Change


#: What readers say; the rest of a reading says who they are.
_ACCOUNT = ("said", "level", "words", "share", "read")


#: What is printed for people on paper.
_Printed = Literal["sheets", "slips", "plain slips"]


@command(
    "yes dry_run file today no_input",
    READINGS,
    after={
        "said": "",
        "level": "said",
        "words": "level",
        "share": "words",
        "side": "alone",
        "date": "entered_by",
        "read": "date",
        "yes": "withdraw",
    },
)
def readback(
    call: Call,
    sessions: Annotated[list[str] | None, argument(READINGS, "session", "[SESSION]...", complete.sessions)] = None,
    paper: Annotated[
        bool, option("--paper", "Write sheets to print instead, a side for each session, with -o FILE.")
    ] = False,
    whole: Annotated[
        bool, option("--project", "Read the whole project back: the readers' own view of how it was done.")
    ] = False,
    settles: Annotated[
        str | None,
        option("--settles", "Record that a reading that differed is settled, by its readers.", "ID", complete.readings),
    ] = None,
    withdraw: Annotated[
        str | None,
        option("--withdraw", "Take back a reading, for its readers: its words and level go.", "ID", complete.readings),
    ] = None,
    slips: Annotated[bool, option("--slips", "Write slips to take home, four to a side, with -o FILE.")] = False,
    plain: Annotated[
        bool,
        option("--plain", "On slips, nothing that anybody wrote: a slip that is found at home can expose somebody."),
    ] = False,
    output: Annotated[
        str | None, option("--output -o", "Where sheets or slips go; - for standard output.", "FILE")
    ] = None,
    **given: Any,
) -> int:
    """Read sessions back with those who were there, and record what they say.

    At a terminal, it asks, session by session. Without one, it records one account of one session, which --said gives.
    A reading never raises what the record shows. Where it differs, the project answers it with coprod answer.
    """
    from coprod.cli import readings

    on = call.today
    fields = fields_from(READINGS.rows, given, on)
    project = call.project()
    if withdraw is not None:
        if fields or sessions or paper or slips or whole or settles is not None:
            raise parse.refused("--withdraw", "goes with no other account")
        readings.withdraw(call, withdraw)
        return exits.DONE
    chosen = readings.chosen(project, sessions or (), on, whole=whole)
    if plain and not slips:
        raise parse.refused("--plain", "is for slips, with --slips")
    if paper or slips:
        if fields or settles is not None or call.dry_run or (slips and (paper or whole)):
            raise parse.refused("--paper" if paper else "--slips", "goes with sessions and -o FILE alone")
        _print(call, project, chosen, output, ("plain slips" if plain else "slips") if slips else "sheets")
        return exits.DONE
    if output is not None:
        raise parse.refused("--output", "is for sheets and slips, with --paper or --slips")
    draft = {"date": on, **fields}
    if settles is not None:
        draft = readings.settling(project, settles, draft, on)
    if "said" in draft:
        call.apply(readings.by_options(sessions or (), settles, draft, on, whole=whole), _recorded)
        parse.tell_if_to_come(draft["date"], on)
        return exits.DONE
    _require_sitting(draft, asks=call.asks)
    if not chosen:
        raise parse.refused("SESSION", "no session is on record yet that was held")
    _sit(call, draft, project, chosen)
    return exits.DONE


def _require_sitting(draft: dict[str, Any], *, asks: bool) -> None:
    """Refuse what goes with an account if none is given, and to ask if nobody is there."""
    for field in _ACCOUNT:
        if field in draft:
            raise parse.refused(f"--{field}", "goes with --said, of one session")
    if not asks:
        message = "name one session and say what they said of it, or write sheets to print with --paper -o FILE"
        raise parse.refused("SESSION and --said", message)


def _sit(call: Call, who: dict[str, Any], project: "Project", sessions: "Sequence[Session | None]") -> None:
    """Read these sessions back with the people at this terminal, and record what they say, all of it or nothing."""
    from coprod.assess import Gate
    from coprod.cli.prompts.readback import ask_about_project, ask_sitting
    from coprod.cli.records import reading
    from coprod.cli.target import account_context
    from coprod.output.verdicts import headline
    from coprod.store.change import add_allowing_duplicates

    by_id = {session.id: session for session in sessions if session}
    if by_id:
        answered = ask_sitting(who, list(by_id.values()), project)
    else:
        record = headline(account_context(call.target, call.today, Gate(), names=True).assessment)
        answered = ask_about_project(who, record)
    about = {row.name: who.get(row.name) for row in READINGS.rows if row.name not in {*_ACCOUNT, "session", "id"}}
    found = _new([reading(project, by_id.get(said["session"]), about | said) for said in answered], project)
    if not found:
        print_text("Nothing is recorded that was not on record already.\n")
        return
    call.apply(
        lambda document: add_allowing_duplicates(document, *found), _recorded, on_failure=lambda: _hand_back(found)
    )


def _new(found: "list[Reading]", project: "Project") -> "list[Reading]":
    """The readings to record: those that say the same as one on record only if other people gave them."""
    from coprod.cli.prompts import prompt
    from coprod.cli.readings import on_record

    again = [reading for reading in found if on_record(reading, project)]
    if not again:
        return found
    print_note(
        f"The same is on record already, of the same day: {visible(', '.join(reading.session for reading in again))}."
    )
    if prompt.yes("Did other people say it this time?"):
        return found
    return [reading for reading in found if reading not in again]


def _recorded(change: "Change") -> str:
    """What was recorded, and what it asks of the project."""
    from coprod.model.ids import code, present_fingerprint, reading_fingerprint
    from coprod.output.words import counted, quoted

    codes = [code(reading.id, reading_fingerprint(reading)) for reading in change.records]
    read = zip(change.records, codes, strict=True)
    rows = "".join(f"  {visible(quoted(reading))}\n  Its code: {its}\n" for reading, its in read)
    lines = [f"Recorded {counted(len(change.records), 'reading')} in {visible(change.after.file)}:\n{rows}"]
    for reading in change.records:
        now = present_fingerprint(change.after.project, reading.session, reading.date)
        if reading.read != now and reading.said != "not-taken-up":
            where = "The whole project" if reading.session == PROJECT else visible(reading.session)
            lines.append(f"{where} was read in an earlier wording than it has now, and is recorded so.\n")
    if any(reading.said == "differs" for reading in change.records):
        lines.append("What differs waits for the project's answer: coprod answer ID.\n")
    return "".join(lines)


def _hand_back(found: "Sequence[Reading]") -> None:
    """Show readings as commands if they could not be recorded, so that nobody has to be asked again."""
    print_note("To record the same, if it is not in the file:")
    for reading in found:
        fields = reading.model_dump(exclude={"session", "id"}, exclude_none=True)
        read = "--project" if reading.session == PROJECT else reading.session
        print_note(f"  {visible(as_command(READINGS, ['coprod', 'readback', read], fields))}")


def _print(
    call: Call, project: "Project", sessions: "Sequence[Session | None]", output: str | None, what: _Printed
) -> None:
    """Write sheets or slips, or say where they can go."""
    from coprod.cli import deliver
    from coprod.cli.terminal import list_to_read
    from coprod.output.paper import project_sheet, sheets, slips
    from coprod.output.shared import Shared

    if output is None:
        noun = what.removeprefix("plain ")
        raise parse.refused("--output", f"name a file for the {noun} with -o, such as -o {noun}.html")
    if not sessions:
        raise parse.refused("SESSION", "no session is on record yet that was held")
    people = Shared(project)
    named = [session for session in sessions if session]
    if what == "sheets":
        page = sheets(project, named, people) if named else project_sheet(project, call.today, people)
    else:
        page = slips(project, named, people, plain=what == "plain slips")
    deliver.require_no_project(output, [call.target.name])
    list_to_read([people], what)
    deliver.hand_over(output, page, [call.target.name])
