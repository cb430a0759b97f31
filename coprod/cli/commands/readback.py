"""`coprod readback`: read sessions back with those who were there, and record what they say; or print sheets."""

from typing import Any

from coprod.cli import complete, parse
from coprod.cli.call import Call
from coprod.cli.options import argument_of, command, fields_from, option
from coprod.model.kinds import READINGS


@command(
    "yes dry_run file today no_input",
    READINGS,
    moved=("^ said level words share", "alone side", "entered_by date read", "withdraw yes"),
)
def readback(
    call: Call,
    sessions: list[str] = argument_of(READINGS, "session", "[SESSION]...", complete.sessions),
    paper: bool = option("Write sheets to print instead, a side for each session, with -o FILE."),
    whole: bool = option("Read the whole project back: the readers' own view of how it was done.", flags="--project"),
    settles: str | None = option(
        "Record that a reading that differed is settled, by its readers.", "ID", complete.readings
    ),
    withdraw: str | None = option(
        "Take back a reading, for its readers: its words and level go.", "ID", complete.readings
    ),
    slips: bool = option("Write slips to take home, four to a side, with -o FILE."),
    plain: bool = option("On slips, nothing that anybody wrote: a slip that is found at home can expose somebody."),
    output: str | None = option("Where sheets or slips go; - for standard output.", "FILE", flags="--output -o"),
    **given: Any,
) -> None:
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
        return
    chosen = readings.chosen(project, sessions, on, whole=whole)
    if plain and not slips:
        raise parse.refused("--plain", "is for slips, with --slips")
    if paper or slips:
        if fields or settles is not None or call.dry_run or (slips and (paper or whole)):
            raise parse.refused("--paper" if paper else "--slips", "goes with sessions and -o FILE alone")
        what: readings.Printed = ("plain slips" if plain else "slips") if slips else "sheets"
        readings.print_paper(call, project, chosen, output, what)
        return
    if output is not None:
        raise parse.refused("--output", "is for sheets and slips, with --paper or --slips")
    draft = {"date": on, **fields}
    if settles is not None:
        draft = readings.settling(project, settles, draft, on)
    if "said" in draft:
        readings.record(call, sessions, settles, draft, whole=whole)
        return
    readings.require_sitting(draft, asks=call.asks)
    if not chosen:
        raise parse.refused("SESSION", "no session is on record yet that was held")
    readings.sit(call, draft, project, chosen)
