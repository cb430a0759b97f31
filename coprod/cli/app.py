"""The application: every command, in the order in which `--help` lists them.

A command is imported when it is asked for, and imports what it needs when it runs, so that `--help`, `--version`,
completion and every other command stay quick.
"""

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from coprod.cli import exits
from coprod.cli.terminal import say
from coprod.version import __version__

#: The modules of this package that hold a command each, as a function of the same name.
_MODULES = (
    "init",
    "log",
    "import_",
    "edit",
    "check",
    "status",
    "report",
    "export",
    "explain",
    "readiness",
    "resolve",
    "schema",
)
_COMMANDS = {module.removesuffix("_"): module for module in _MODULES}


class _Commands(TyperGroup):
    """The commands, each imported when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        del ctx
        # A name that is none of them is held against them all, to find what was meant.
        for name in [cmd_name] if cmd_name in _COMMANDS else _COMMANDS:
            if name not in self.commands:
                self.commands[name] = _command(name)
        return self.commands.get(cmd_name)


def _command(name: str) -> Any:
    module = _COMMANDS[name]
    alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    alone.command(name)(getattr(import_module(f"coprod.cli.{module}"), module))
    return typer.main.get_command(alone)


app = typer.Typer(
    name="coprod",
    cls=_Commands,
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
