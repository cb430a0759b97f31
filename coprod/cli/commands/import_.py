"""`coprod import`: add the sessions of a sheet, by a mapping of its columns that is seen, and kept."""

from typing import Annotated

import typer

from coprod.cli import exits, parse
from coprod.cli.options import Color, DryRun, File, NoInput, Today
from coprod.cli.terminal import may_ask, print_text
from coprod.words import visible


def import_(
    sheet: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="The sheet: .csv, .tsv, .xlsx or .ods, or - for standard input."),
    ] = None,
    mapping: Annotated[
        str | None,
        typer.Option("--with", metavar="NAME|FILE", help="The mapping: kept, built in, or a TOML file."),
    ] = None,
    propose: Annotated[
        bool, typer.Option("--propose", help="Print the proposed mapping as TOML, and write nothing.")
    ] = False,
    save_as: Annotated[
        str | None, typer.Option("--save-as", metavar="NAME", help="Keep the mapping, together with what is recorded.")
    ] = None,
    mappings: Annotated[
        bool,
        typer.Option("--mappings", help="List the mappings that are kept and built in; with a NAME, print that one."),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking. It answers nothing else.")] = False,
    phase: Annotated[
        list[str] | None,
        typer.Option(
            "--phase",
            metavar="PHASE[=FROM..TO]",
            help="The phase, where no column names it; with days, of the sessions from one to the other. Repeatable.",
        ),
    ] = None,
    level: Annotated[
        list[str] | None,
        typer.Option(
            "--level",
            metavar="[PHASE=]LEVEL",
            help="How far the community's part went, where no column names it. Repeatable.",
        ),
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="The day, where nothing in the sheet says it.")
    ] = None,
    side: Annotated[
        list[str] | None,
        typer.Option(
            "--side",
            metavar="WHO=SIDE|FILE",
            help="community, professional, supporting, or out to leave out, of a person as the sheet has them, of an "
            "end of addresses (@council.example), or of the rest; or a CSV with the columns person and side. "
            "Repeatable.",
        ),
    ] = None,
    into: Annotated[
        str | None,
        typer.Option(
            "--into",
            metavar="SESSION|new",
            help="The session on record that the sheet's one session is added to; new keeps it apart.",
        ),
    ] = None,
    dry_run: DryRun = False,
    file: File = None,
    today: Today = None,
    color: Color = "auto",
    no_input: NoInput = False,
) -> int:
    """Add the sessions of a sheet: say once what each column means, see what becomes of every row, keep the mapping.

    Only those who came are recorded. All is added or nothing, and what is on record already is not doubled. Addresses
    tell people apart, and are not stored. coprod import --mappings lists the mappings.
    """
    from coprod.cli import importing
    from coprod.cli.target import find, phase_progress
    from coprod.sheets.own import is_sayings

    if mappings:
        print_text(importing.mappings_told(file, sheet))
        return exits.DONE
    if sheet is None:
        raise typer.BadParameter("name the sheet", param_hint="FILE")
    if save_as is not None and (not save_as.strip() or save_as == "format"):
        raise typer.BadParameter("is no name for a mapping", param_hint="--save-as")
    target = find(file)
    project = target.load().project
    day = parse.today(today)
    ask = may_ask(no_input=no_input)
    data = importing.bytes_of(sheet)
    if is_sayings(data):
        importing.require_yes(yes=yes or dry_run, ask=ask)
        importing.add_sayings(target, data, sheet, dry_run=dry_run)
        return exits.DONE
    sitting = importing.sitting_of(sheet, data, target, date=date, day=day)
    importing.take_sides(sitting, side or ())
    importing.take_sessions(sitting, project, phases=phase or (), levels=level or (), into=into)
    if propose:
        print_text(importing.proposed(sitting))
        return exits.DONE
    sitting.mapping = importing.mapping_of(sitting, mapping, ask=ask)
    if date is not None and (said := sitting.mapping.content.get("day", "ask")) != "ask":
        raise typer.BadParameter(f"the mapping says where the day stands: {visible(str(said))}", param_hint="--date")
    if ask:
        from coprod.cli.prompts.import_ import sit

        save_as = sit(sitting, project, write=not (yes or dry_run), name=save_as)
    change = importing.write(sitting, target, save_as, shown=ask, yes=yes or ask, dry_run=dry_run)
    importing.tell_doubts(change, day)
    if change.records and not dry_run:
        print_text(f"\n{phase_progress(change.after, day, color)}")
    return exits.DONE
