"""`coprod status`: one project on a terminal, or a line for each of many."""

import sys
from functools import partial
from typing import TYPE_CHECKING, Literal

from coprod.cli import exits, parse
from coprod.cli.call import Call
from coprod.cli.options import DURING, SO_FAR, THROUGH, argument, command, option
from coprod.cli.terminal import is_terminal, look, print_as_is, print_errors, print_text

if TYPE_CHECKING:
    from coprod.output.account.context import Context

StatusFormat = Literal["text", "json", "csv"]
Sorting = Literal["need", "name", "last"]


@command("file today color")
def status(
    call: Call,
    paths: list[str] = argument(
        "[PATH]...",
        "One project file; or several, or folders to search for coprod.toml and *.coprod.toml, for a line each. Left "
        "out, the project of --file.",
    ),
    plain: bool = option("Lines of text, without tables and marks, as in a pipe; for a screen reader."),
    since: str | None = option("Tell what came since a day, also as in 30d or 2w ago.", "DATE"),
    format: StatusFormat | None = option("A line for each project, as text, JSON or CSV."),
    sort: Sorting = option(
        "Of many: those that need somebody first, by name, or the longest silent first.", default="need"
    ),
    so_far: bool = SO_FAR,
    all_phases: bool = option("Of many, judge all the phases that are claimed, not only those that have sessions."),
    through: str | None = THROUGH,
    during: str | None = DURING,
    full: bool = option("Of one project, tell everything, timeline and matrix too."),
) -> int:
    """Show one project on one screen, or for a folder or several projects a line each, worst trouble first.

    Of many, the claimed phases that have sessions are judged.
    """
    from coprod.cli.target import account_context, find, find_all, is_several

    many = is_several(paths)
    if all_phases and (so_far or through):
        raise parse.refused("--all-phases", "give one: --all-phases, --so-far or --through")
    if during is not None and since is not None:
        raise parse.refused("--during", "give one of the two: --during or --since")
    gate = parse.gate(so_far=so_far or (many and not through and not all_phases), through=through, during=during)
    if not (many or since is not None or format is not None):
        context = account_context(find(paths[0] if paths else call.file), call.today, gate, names=True)
        print_text(_account(call, context, plain=plain, full=full))
        return exits.DONE
    from coprod.cli.many import each, line
    from coprod.output import machines
    from coprod.output.programme import in_order, programme_text
    from coprod.sheets.cells import written

    day = parse.since(since, call.today) if since is not None else None
    found, _ = each(partial(line, today=call.today, gate=gate, day=day), find_all(paths, call.file))
    ordered = in_order(found, sort)
    problems = [problem for one in ordered for problem in one.problems]
    print_errors(problems)
    if format == "json":
        print_as_is(machines.json(ordered, problems, call.today, gate.during))
    elif format == "csv":
        print_as_is(written(machines.rows(ordered)))
    else:
        print_text(programme_text(ordered, look(call.color), plain=plain))
    return exits.UNUSABLE if problems else exits.DONE


def _account(call: Call, context: "Context", *, plain: bool, full: bool) -> str:
    """One project on one screen, or all of it: for a terminal, or in lines."""
    if not full:
        from coprod.output.overview import overview

        return overview(context, look(call.color), plain=plain)
    from coprod.output import account

    if plain or not (is_terminal(sys.stdout) or call.color == "always"):
        from coprod.output.account.lines import lines

        return lines(account.status(context))
    from coprod.output.account.screen import screen

    return screen(account.status(context), look(call.color))
