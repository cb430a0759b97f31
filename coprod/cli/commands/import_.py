"""`coprod import`: add the sessions of a sheet, by a mapping of its columns that is seen, and kept."""

from coprod.cli import parse
from coprod.cli.call import Call
from coprod.cli.options import argument, command, option
from coprod.cli.terminal import print_text
from coprod.words import visible


@command("dry_run file today color no_input")
def import_(
    call: Call,
    sheet: str | None = argument("FILE", "The sheet: .csv, .tsv, .xlsx or .ods, or - for standard input."),
    mapping: str | None = option("The mapping: kept, built in, or a TOML file.", "NAME|FILE", flags="--with"),
    propose: bool = option("Print the proposed mapping as TOML, and write nothing."),
    save_as: str | None = option("Keep the mapping, together with what is recorded.", "NAME"),
    mappings: bool = option("List the mappings that are kept and built in; with a NAME, print that one."),
    yes: bool = option("Write without asking. It answers nothing else."),
    phase: list[str] = option(
        "The phase, where no column names it; with days, of the sessions from one to the other. Repeatable.",
        "PHASE[=FROM..TO]",
    ),
    level: list[str] = option(
        "How far the community's part went, where no column names it. Repeatable.", "[PHASE=]LEVEL"
    ),
    date: str | None = option("The day, where nothing in the sheet says it.", "DATE"),
    side: list[str] = option(
        "community, professional, supporting, or out to leave out, of a person as the sheet has them, of an "
        "end of addresses (@council.example), or of the rest; or a CSV with the columns person and side. "
        "Repeatable.",
        "WHO=SIDE|FILE",
    ),
    into: str | None = option(
        "The session on record that the sheet's one session is added to; new keeps it apart.", "SESSION|new"
    ),
) -> None:
    """Add the sessions of a sheet: say once what each column means, see what becomes of every row, keep the mapping.

    Only those who came are recorded. All is added or nothing, and what is on record already is not doubled. Addresses
    tell people apart, and are not stored. coprod import --mappings lists the mappings.
    """
    from coprod.cli import importing
    from coprod.sheets.own import read_sayings

    if mappings:
        print_text(importing.mappings_told(call.file, sheet))
        return
    if sheet is None:
        raise parse.refused("FILE", "name the sheet")
    if save_as is not None and (not save_as.strip() or save_as == "format"):
        raise parse.refused("--save-as", "is no name for a mapping")
    project = call.project()
    held = importing.file_of(sheet)
    if sayings := read_sayings(held.tables, sheet):
        importing.add_sayings(call, sayings, yes=yes or call.dry_run)
        return
    sitting = importing.sitting_of(sheet, held, call.target, date=date, day=call.today)
    sitting.keep_as = save_as
    importing.take_sides(sitting.answers, side)
    importing.take_sessions(sitting.answers, project, phases=phase, levels=level, into=into)
    if propose:
        print_text(importing.proposed(sitting))
        return
    sitting.mapping = importing.mapping_of(sitting, mapping, ask=call.asks)
    if date is not None and (said := sitting.mapping.content.get("day", "ask")) != "ask":
        raise parse.refused("--date", f"the mapping says where the day stands: {visible(str(said))}")
    if call.asks:
        from coprod.cli.prompts.import_ import sit

        sitting = sit(sitting, project, write=not (yes or call.dry_run))
    change = importing.write(call, sitting, yes=yes or call.asks)
    importing.tell_doubts(change, call.today)
    if change.records and not call.dry_run:
        print_text("\n" + call.told_after(change, []))
