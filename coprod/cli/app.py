"""The application: every command, in the order in which `--help` lists them.

Commands import what they need when they run, so that `--help`, `--version` and completion stay quick.
"""

from typing import Annotated

import typer

from coprod.cli import exits
from coprod.cli.check import check
from coprod.cli.edit import edit
from coprod.cli.explain import explain
from coprod.cli.export import export
from coprod.cli.import_ import import_
from coprod.cli.init import init
from coprod.cli.log import log
from coprod.cli.readiness import readiness
from coprod.cli.report import report
from coprod.cli.resolve import resolve
from coprod.cli.schema import schema
from coprod.cli.status import status
from coprod.cli.terminal import say
from coprod.version import __version__

app = typer.Typer(
    name="coprod",
    help="Track co-production: who took part in each phase, in what capacity, and how far their part went.",
    epilog="Exit codes: 0 done, 1 flagged by check, 2 unusable input, 3 internal error, 130 interrupted.",
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer's signature for a callback
    if wanted:
        say(f"coprod {__version__}\n")
        raise typer.Exit


@app.callback()
def _coprod(
    context: typer.Context,
    _show: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Take the options that belong to no command; without a command, show the help as what was missing."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(exits.UNUSABLE)


app.command()(init)
app.command()(log)
app.command("import")(import_)
app.command()(edit)
app.command()(check)
app.command()(status)
app.command()(report)
app.command()(export)
app.command()(explain)
app.command()(readiness)
app.command()(resolve)
app.command()(schema)
