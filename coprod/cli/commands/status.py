"""`coprod status`: one project on a terminal."""

import sys
from typing import Annotated

import typer

from coprod.cli import exits
from coprod.cli.input import contexts, parse
from coprod.cli.input.options import Color, File, SoFar, Through, Today
from coprod.cli.terminal import is_terminal, look, say


def status(
    plain: Annotated[
        bool,
        typer.Option("--plain", help="Lines of text, without tables and marks, as in a pipe; for a screen reader."),
    ] = False,
    so_far: SoFar = False,
    through: Through = None,
    file: File = None,
    today: Today = None,
    color: Color = "auto",
) -> int:
    """Show one project to its team: phases, timeline, what was agreed, who was heard, and what to do next."""
    from coprod.output import account
    from coprod.output.account.privacy import Named

    gate = parse.gate(so_far=so_far, through=through)
    shown = account.status(contexts.context(file, parse.today(today), Named, gate))
    if plain or not (is_terminal(sys.stdout) or color == "always"):
        from coprod.output.account.media.lines import lines

        say(lines(shown))
    else:
        from coprod.output.account.media.screen import screen

        say(screen(shown, look(color)))
    return exits.DONE
