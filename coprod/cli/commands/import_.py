"""`coprod import`: add the sessions of a spreadsheet, or of a meeting tool's attendance export."""

from typing import TYPE_CHECKING, Annotated

import typer

from coprod.cli import exits
from coprod.cli.input import parse
from coprod.cli.input.options import Color, DryRun, File, NoInput, Today
from coprod.cli.terminal import may_ask, say, waiting

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from coprod.model import Project
    from coprod.sheets.draft import Said
    from coprod.sheets.reading.meeting import Reading, Side
    from coprod.store.append import Change
    from coprod.store.read import Document


def import_(
    sheet: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="The sheet, as CSV or .xlsx: a row per person and session, people by dates, or the attendance export "
            "of Zoom, Microsoft Teams or Google Meet. - is standard input.",
        ),
    ],
    shape: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar=f"<{'|'.join(parse.SHAPES)}>",
            autocompletion=lambda: parse.SHAPES,
            help="What the sheet is; left out, it is recognised.",
        ),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="WHAT=HEADING",
            help="Which column holds what, such as date=When; WHAT= leaves a column out. Once for each.",
        ),
    ] = None,
    phase: Annotated[
        list[str] | None,
        typer.Option(
            "--phase",
            metavar="PHASE[=FROM..TO]",
            help="The phase of the sessions, where the sheet names none; with days, of the sessions from one day to "
            "the other. Once for each span.",
        ),
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="The day, where the sheet names none.")
    ] = None,
    date_order: Annotated[
        str | None,
        typer.Option("--date-order", metavar="<dmy|mdy|ymd>", help="What comes first in dates such as 05/04/2026."),
    ] = None,
    level: Annotated[
        str | None,
        typer.Option("--level", metavar="LEVEL", help="How far the community's part went, where the sheet is silent."),
    ] = None,
    community: Annotated[
        list[str] | None,
        typer.Option("--community", "-c", metavar="NAME", help="Who came in a community capacity; once for each."),
    ] = None,
    professional: Annotated[
        list[str] | None,
        typer.Option("--professional", "-p", metavar="NAME", help="Who came in a professional capacity; once each."),
    ] = None,
    community_domain: Annotated[
        list[str] | None,
        typer.Option("--community-domain", metavar="DOMAIN", help="Email addresses of community people end so."),
    ] = None,
    professional_domain: Annotated[
        list[str] | None,
        typer.Option(
            "--professional-domain",
            metavar="DOMAIN",
            help="Email addresses of professionals end so, such as council.gov.uk.",
        ),
    ] = None,
    sides: Annotated[
        str | None,
        typer.Option("--sides", metavar="FILE", help="A sheet with the columns person (or email) and side."),
    ] = None,
    call: Annotated[
        list[str] | None,
        typer.Option(
            "--call",
            metavar="WHO=LABEL",
            help="What to call somebody, by name or email address in the sheet; tells namesakes apart. Once for each.",
        ),
    ] = None,
    dry_run: DryRun = False,
    file: File = None,
    today: Today = None,
    color: Color = "auto",
    no_input: NoInput = False,
) -> int:
    """Add the sessions of a spreadsheet or a meeting tool's export.

    Either all are added or none is, and those that are recorded already are left out. Email addresses tell people
    apart, and are not stored. At a terminal, it asks for what the sheet does not say.
    """
    from coprod.cli.input.projects import one
    from coprod.cli.results.change import shown
    from coprod.cli.results.progress import so_far
    from coprod.cli.results.sayings import added_sayings
    from coprod.output.terminal.imported import Outcome, told
    from coprod.sheets import read
    from coprod.sheets.compared import compared
    from coprod.sheets.draft import Said, draft, require_whole
    from coprod.sheets.export import sayings
    from coprod.sheets.reading.meeting import Wishes
    from coprod.sheets.reading.people import Sides
    from coprod.store.append import add_as_they_are, write
    from coprod.store.read import limit, load

    path, name = one(file)
    judged_on = parse.today(today)
    data = _bytes(sheet)
    if sayings.is_own(data):
        say(added_sayings(data, sheet, path, name, dry_run=dry_run))
        return exits.DONE
    phases, spans = parse.phases_by_day(phase or ())
    wishes = Wishes(parse.date_order(date_order) if date_order else None, parse.columns(column or ()))
    said = Said(
        date=parse.day(date, judged_on) if date else None,
        phases=phases,
        spans=spans,
        level=parse.level(level) if level else None,
        called=parse.calls(call or ()),
        sides=Sides(
            named={"community": community or (), "professional": professional or ()},
            listed=_listed(sides) if sides else {},
            domains={"community": community_domain or (), "professional": professional_domain or ()},
        ),
    )
    form, reading = read(data, sheet, limit(), wishes, parse.shape(shape) if shape else None)
    if may_ask(no_input=no_input):
        said = _completed(reading, load(path, name).project, said, judged_on)
    outcomes: list[Outcome] = []

    def change_of(document: "Document") -> "Change":
        drafted = draft(reading, document.project, said)
        require_whole(drafted, reading)
        found = compared(document.project, drafted.sessions)
        outcomes.append(Outcome(form.SAID, reading, drafted, found))
        return add_as_they_are(document, found.new)

    if dry_run:
        change = change_of(load(path, name))
        say(shown(change))
    else:
        change = write(path, name, change_of, on_wait=waiting(name))
    say(told(outcomes[-1], name, done=not dry_run))
    if change.records and not dry_run:
        say(f"\n{so_far(change.after, judged_on, color)}")
    return exits.DONE


def _bytes(file: str) -> bytes:
    from pathlib import Path

    from coprod.cli.input.projects import STANDARD_INPUT, standard_input_bytes
    from coprod.store.read import read_bytes

    if file == STANDARD_INPUT:
        return standard_input_bytes()
    return read_bytes(Path(file), file)


def _listed(file: str) -> "Mapping[str, Side]":
    from coprod.sheets import listed_sides
    from coprod.store.read import limit

    return listed_sides(_bytes(file), file, limit())


def _completed(reading: "Reading", project: "Project", said: "Said", today: "dt.date") -> "Said":
    """What the user says, with what is still lacking asked for; each thing once."""
    from dataclasses import replace

    from coprod.cli.ask import questions as ask
    from coprod.cli.ask.phases import phases_of
    from coprod.sheets.draft import draft, require_right

    while True:
        drafted = draft(reading, project, said)
        require_right(drafted)
        if drafted.undated:
            said = replace(said, date=ask.which_day(today))
        elif drafted.phaseless:
            said = replace(said, phases=phases_of([meeting.date for meeting in drafted.phaseless if meeting.date]))
        elif drafted.sideless:
            said = replace(said, answers={**said.answers, **ask.sides([person.label for person in drafted.sideless])})
        else:
            return said
