"""`coprod import`: add the sessions of a spreadsheet, or of a meeting tool's attendance export."""

from typing import TYPE_CHECKING, Annotated

import typer

from coprod.cli import exits, parse
from coprod.cli.options import Color, DryRun, File, NoInput, Today
from coprod.cli.terminal import may_ask, notify_waiting, print_text
from coprod.words import visible

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from coprod.cli.input.sheets import ImportOptions
    from coprod.cli.target import Target
    from coprod.model import Project
    from coprod.sheets.proposal import Proposal
    from coprod.sheets.reading.meeting import Reading, ReadOptions
    from coprod.store.change import Change
    from coprod.store.read import Document


def import_(
    sheet: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="The sheet, as CSV or .xlsx: a row per person and session, people by dates, minutes that list who was "
            "present, or the attendance export of Zoom, Microsoft Teams or Google Meet. - is standard input.",
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
            help="Which column holds what, such as date=When or attended=Status; WHAT= for none. Once for each.",
        ),
    ] = None,
    value: Annotated[
        list[str] | None,
        typer.Option(
            "--value",
            metavar="CELL=came|absent",
            help="What a cell says of whether somebody came, such as Late=came. Once for each.",
        ),
    ] = None,
    sheet_name: Annotated[
        list[str] | None,
        typer.Option("--sheet", metavar="NAME", help="Which sheet of a workbook is read; once for each."),
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
    any_day: Annotated[
        bool, typer.Option("--any-day", help="Days in the future, or more than ten years ago, are meant.")
    ] = False,
    level: Annotated[
        list[str] | None,
        typer.Option(
            "--level",
            metavar="[PHASE=]LEVEL",
            help="How far the community's part went, where the sheet is silent; once for each phase.",
        ),
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
    write_sides: Annotated[
        str | None,
        typer.Option(
            "--write-sides", metavar="FILE", help="Write the sheet for --sides, to fill in, and record nothing yet."
        ),
    ] = None,
    side: Annotated[
        list[str] | None,
        typer.Option(
            "--side",
            metavar="ROLE=SIDE",
            help="The side of a role that the sheet names, such as Carer=community; none leaves it out.",
        ),
    ] = None,
    leave_out: Annotated[
        list[str] | None,
        typer.Option(
            "--leave-out", metavar="NAME", help="Who or what is not recorded, as the sheet has it; once each."
        ),
    ] = None,
    several: Annotated[
        list[str] | None,
        typer.Option("--several", metavar="CELL", help="A cell that names several people; once for each."),
    ] = None,
    call: Annotated[
        list[str] | None,
        typer.Option(
            "--call",
            metavar="WHO=LABEL",
            help="What to call somebody, by name or email address in the sheet; tells namesakes apart. Once for each.",
        ),
    ] = None,
    into: Annotated[
        str | None,
        typer.Option(
            "--into",
            metavar="SESSION",
            help="Add the people to this session on record, by id, day or last: a corrected sheet, or the other "
            "half of a meeting.",
        ),
    ] = None,
    dry_run: DryRun = False,
    file: File = None,
    today: Today = None,
    color: Color = "auto",
    no_input: NoInput = False,
) -> int:
    """Add the sessions of a spreadsheet or a meeting tool's export.

    Only those who came are recorded; who is left out, and why, is told first. Either all sessions are added or none
    is, and those that are recorded already are left out. Email addresses tell people apart, and are not stored. At a
    terminal, it asks for what the sheet does not say.
    """
    from coprod.cli.input.sheets import ImportOptions, sheet_bytes
    from coprod.cli.target import find, phase_progress
    from coprod.sheets import read
    from coprod.sheets.own import is_sayings
    from coprod.store.read import limit

    target = find(file)
    judged_on = parse.today(today)
    data = sheet_bytes(sheet)
    if is_sayings(data):
        _add_sayings(target, data, sheet, dry_run=dry_run)
        return exits.DONE
    options = ImportOptions(
        {
            "--column": column or [],
            "--value": value or [],
            "--sheet": sheet_name or [],
            "--phase": phase or [],
            "--date": [date] if date is not None else [],
            "--date-order": [date_order] if date_order else [],
            "--any-day": ["yes"] if any_day else [],
            "--level": level or [],
            "--community": parse.labels(community or (), "--community"),
            "--professional": parse.labels(professional or (), "--professional"),
            "--community-domain": community_domain or [],
            "--professional-domain": professional_domain or [],
            "--sides": [sides] if sides else [],
            "--side": side or [],
            "--leave-out": leave_out or [],
            "--several": several or [],
            "--call": call or [],
            "--into": [into] if into else [],
        }
    )
    options.supplied(judged_on)
    form = parse.shape(shape) if shape else None
    proposal_for = _proposer(lambda how: read(data, sheet, limit(), how, form), options, judged_on)
    if write_sides:
        return _write_sides(proposal_for(target.load().project), write_sides)
    if may_ask(no_input=no_input):
        from coprod.cli.ask.sheets import complete

        complete(options, lambda: target.load().project, proposal_for, judged_on)
    change_for = _joining(options, sheet, judged_on) if options.given("--into") else _adding
    change = _added(target, proposal_for, change_for, ask=may_ask(no_input=no_input), dry_run=dry_run)
    if change.records and not dry_run:
        print_text(f"\n{phase_progress(change.after, judged_on, color)}")
    return exits.DONE


def _add_sayings(target: "Target", data: bytes, sheet: str, *, dry_run: bool) -> None:
    """Add the sayings and answers of a sheet that a project does not have, all or none.

    Raises:
        Unusable: if the sheet or the project is unusable.
    """
    from coprod.cli.target import apply
    from coprod.output.words import counted
    from coprod.sheets.own import read_sayings, with_sayings
    from coprod.store.read import limit

    found = read_sayings(data, sheet, limit())

    def added(change: "Change") -> str:
        said = sum(record in found.said for record in change.records)
        answers = len(change.records) - said
        there = len(found.said) + len(found.answers) - len(change.records)
        rest = f" {there} were recorded already." if there else ""
        return f"Added {counted(said, 'thing')} said and {counted(answers, 'answer')} to {target.shown}.{rest}\n"

    apply(target, lambda document: with_sayings(document, found), added, dry_run=dry_run)


def _proposer(
    read: "Callable[[ReadOptions], Reading]", options: "ImportOptions", today: "dt.date"
) -> "Callable[[Project], Proposal]":
    """What makes the sessions of a sheet for a project; it is read again only where the options for it change."""
    from dataclasses import replace

    from coprod.sheets.proposal import proposed

    readings: list[tuple[ReadOptions, Reading]] = []

    def proposal_for(project: "Project") -> "Proposal":
        how = options.read_options(project)
        if not readings or readings[-1][0] != how:
            readings.append((how, read(how)))
        supplied = options.supplied(today)
        if session := options.into(project, today):
            dated = any(meeting.date for meeting in readings[-1][1].meetings)
            supplied = replace(supplied, phases=session.phase, date=None if dated else session.date, date_is_right=True)
        return proposed(readings[-1][1], project, supplied)

    return proposal_for


def _adding(document: "Document", proposal: "Proposal", *, done: bool) -> "tuple[Change, str]":
    """Add the sessions that are new; the change, and what to say of it."""
    from coprod.output.imported import result_told
    from coprod.sheets.compared import compared
    from coprod.store.change import add_unchanged

    found = compared(document.project, proposal.sessions)
    return add_unchanged(document, found.new), result_told(found, document.file, done=done)


def _joining(options: "ImportOptions", sheet: str, today: "dt.date") -> "Callable[..., tuple[Change, str]]":
    """What adds the people of a sheet to a session on record; the change, and what to say of it."""

    def change(document: "Document", proposal: "Proposal", *, done: bool) -> "tuple[Change, str]":
        from coprod.output.imported import joining_told
        from coprod.sheets.joined import joined, position
        from coprod.store.change import Change, replaced

        session = options.into(document.project, today)
        if session is None or (together := joined(session, proposal.sessions, sheet)) == session:
            return Change((), document, document), joining_told(session, session, done=done)
        changed = replaced(document, {position(document.project, session): together})
        return changed, joining_told(session, together, done=done)

    return change


def _added(
    target: "Target",
    proposal_for: "Callable[[Project], Proposal]",
    change_for: "Callable[..., tuple[Change, str]]",
    *,
    ask: bool,
    dry_run: bool,
) -> "Change":
    """Record what is new, after telling what was read and what was not."""
    from coprod.cli.target import print_diff
    from coprod.output.imported import reading_told
    from coprod.sheets.lacking import require_whole
    from coprod.store.write import write

    results: list[str] = []

    def change_of(document: "Document") -> "Change":
        proposal = proposal_for(document.project)
        require_whole(proposal)
        change, result = change_for(document, proposal, done=not dry_run)
        if not results:
            if dry_run:
                print_diff(change)
            print_text(reading_told(proposal))
            if ask and change.records and _is_surprising(proposal):
                _confirm()
        results.append(result)
        return change

    if ask or dry_run:
        # Nobody else is kept waiting while somebody reads.
        change = change_of(target.load())
    if not dry_run:
        change = write(target.path, target.name, change_of, notify_waiting(target.name))
    print_text(results[-1])
    return change


def _is_surprising(proposal: "Proposal") -> bool:
    """Whether somebody should see what was read before it is recorded."""
    return bool(proposal.reading.left_out or proposal.pairs or proposal.reading.remarks)


def _confirm() -> None:
    """Ask whether what was read is right.

    Raises:
        typer.Abort: where it is not.
    """
    from coprod.cli.prompts import prompt

    if not prompt.yes("Is that right?"):
        raise typer.Abort


def _write_sides(proposal: "Proposal", file: str) -> int:
    """Write the people whose capacity is not known as a sheet to fill in."""
    import os

    from coprod.cli.deliver import write
    from coprod.errors import Problem, Unusable
    from coprod.sheets.lacking import name_of, require_right, roles_of
    from coprod.sheets.tables.cells import written

    require_right(proposal)
    if os.path.lexists(file):
        raise Unusable(Problem(file, "is there already, and is not written over; name another file"))
    rows = [("person", "side", "role"), *((name_of(who), "", "; ".join(roles_of(who))) for who in proposal.sideless)]
    write(file, [written(rows)])
    print_text(
        f"Wrote {visible(file)} with {len(rows) - 1} people. Write community, professional, or none for somebody who "
        f"is not to be recorded, and import with --sides {visible(file)}. Nothing was recorded yet.\n"
    )
    return exits.DONE
