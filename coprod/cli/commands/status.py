"""`coprod status`: one project on a terminal, or a line for each of many."""

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from coprod.cli import exits, parse
from coprod.cli.options import Color, During, File, SoFar, StatusPaths, Through, Today
from coprod.cli.terminal import is_terminal, look, print_as_is, print_errors, print_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from coprod.assess import Gate
    from coprod.cli.target import Target
    from coprod.cli.terminal import Colour
    from coprod.output.programme import ProjectLine

StatusFormat = Literal["text", "json", "csv"]
Sorting = Literal["need", "name", "last"]


def status(
    paths: StatusPaths = None,
    plain: Annotated[
        bool,
        typer.Option("--plain", help="Lines of text, without tables and marks, as in a pipe; for a screen reader."),
    ] = False,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Tell what came since a day, also as in 30d or 2w ago."),
    ] = None,
    format: Annotated[
        StatusFormat | None, typer.Option("--format", help="A line for each project, as text, JSON or CSV.")
    ] = None,
    sort: Annotated[
        Sorting,
        typer.Option("--sort", help="Of many: those that need somebody first, by name, or the longest silent first."),
    ] = "need",
    so_far: SoFar = False,
    all_phases: Annotated[
        bool,
        typer.Option(
            "--all-phases", help="Of many, judge all the phases that are claimed, not only those that have sessions."
        ),
    ] = False,
    through: Through = None,
    during: During = None,
    full: Annotated[
        bool, typer.Option("--full", help="Of one project, tell everything, timeline and matrix too.")
    ] = False,
    file: File = None,
    today: Today = None,
    color: Color = "auto",
) -> int:
    """Show one project on one screen, or for a folder or several projects a line each, worst trouble first.

    Of many, the claimed phases that have sessions are judged.
    """
    from pathlib import Path

    from coprod.cli.target import find
    from coprod.store.find import is_folder

    judged_on = parse.today(today)
    many = bool(paths and (len(paths) > 1 or is_folder(Path(paths[0]))))
    if all_phases and (so_far or through):
        raise typer.BadParameter("give one: --all-phases, --so-far or --through", param_hint="--all-phases")
    if during is not None and since is not None:
        raise typer.BadParameter("give one of the two: --during or --since", param_hint="--during")
    gate = parse.gate(so_far=so_far or (many and not through and not all_phases), through=through, during=during)
    if many or since is not None or format is not None:
        day = parse.since(since, judged_on) if since is not None else None
        lines = _lines(paths or (), file, judged_on, gate, day)
        return _programme(lines, format or "text", sort, judged_on, gate, color, plain=plain)
    _account(find(paths[0] if paths else file), judged_on, gate, color, plain=plain, full=full)
    return exits.DONE


def _account(target: "Target", today: "date", gate: "Gate", color: "Colour", *, plain: bool, full: bool) -> None:
    from coprod.cli.target import account_context
    from coprod.output import account
    from coprod.output.overview import overview

    context = account_context(target, today, gate, names=True)
    if not full:
        print_text(overview(context, look(color), plain=plain))
        return
    shown = account.status(context)
    if plain or not (is_terminal(sys.stdout) or color == "always"):
        from coprod.output.account.lines import lines

        print_text(lines(shown))
    else:
        from coprod.output.account.screen import screen

        print_text(screen(shown, look(color)))


def _lines(
    paths: "Sequence[str]", file: str | None, today: "date", gate: "Gate", day: "date | None"
) -> "list[ProjectLine]":
    from functools import partial

    from coprod.cli.many import each, line
    from coprod.cli.target import find_all

    work = partial(line, today=today, gate=gate, day=day)
    lines, _ = each(work, find_all(paths, file))
    return lines


def _programme(
    found: "Sequence[ProjectLine]",
    form: StatusFormat,
    sort: Sorting,
    today: "date",
    gate: "Gate",
    color: "Colour",
    *,
    plain: bool,
) -> int:
    """Tell of every project, and of what cannot be read on standard error too."""
    from coprod.output import machines
    from coprod.output.programme import in_order, programme_text
    from coprod.sheets.cells import written

    ordered = in_order(found, sort)
    problems = [problem for line in ordered for problem in line.problems]
    print_errors(problems)
    match form:
        case "json":
            print_as_is(machines.json(ordered, problems, today, gate.during))
        case "csv":
            print_as_is(written(machines.rows(ordered)))
        case _:
            print_text(programme_text(ordered, look(color), plain=plain))
    return exits.UNUSABLE if problems else exits.DONE
