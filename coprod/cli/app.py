"""The application: every command, by what people come to do, as `--help` lists them.

A command is imported when it is to run, and imports what it needs then, so that `--help`, `--version`, completion and
every other command stay quick: with all of them imported, `--help` takes 79 ms, and 66 so. typer has no way to name a
command that is imported later, so `_Commands` puts it in where click looks for it.
"""

import keyword
import os
import re
from collections import Counter
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from coprod.cli import exits
from coprod.cli.terminal import print_text
from coprod.version import __version__


class _Group(NamedTuple):
    """Commands that people come to for the same reason: an example of one at work, and what each does, in a line.

    A command's function has its name, with an underscore behind it if Python has the name for itself; so has its module
    in `coprod.cli.commands`, unless `_BESIDE` names another.
    """

    title: str
    example: str
    commands: dict[str, str]


GROUPS = (
    _Group(
        "Every day",
        'log planning -c Sam -p "Jo (council)" --level deciding',
        {
            "init": "Start a project file.",
            "log": "Record one session.",
            "check": "Judge projects, for a pipeline or before sign-off.",
            "status": "Show one project to its team, or many in a line each.",
            "report": "Write a page about one project, to share, or a site of many.",
        },
    ),
    _Group(
        "Hearing back",
        'said "Keep the gate open after dark" --session last',
        {
            "said": "Record what somebody asked for, or list what is open.",
            "answer": "Record what the project answers, to what was said or read back.",
            "told": "Record that people were told what came of sessions.",
            "readback": "Read sessions back with those who were there, and record what they say.",
            "same": "Say whether the record still says what a sheet or a slip said.",
        },
    ),
    _Group(
        "Before a meeting, before a decision",
        "agenda design -o agenda.html",
        {
            "agenda": "Make the next meeting's agenda from the record.",
            "before": "Say what to know of a matter before it is decided.",
        },
    ),
    _Group(
        "Putting right",
        "amend last --level considered --dry-run",
        {
            "amend": "Change or delete a session, or several.",
            "undo": "Take back the last thing that coprod recorded.",
            "people": "List everyone on record.",
            "rename": "Give somebody another label, or join two.",
            "forget": "Take somebody's name out; their attendance stays.",
            "edit": "Correct the project file in your editor.",
            "resolve": "Merge a project file that git left in conflict.",
        },
    ),
    _Group(
        "Exchanging",
        "export --what attendance -o attendance.csv",
        {
            "import": "Add sessions from a spreadsheet or a meeting tool's export.",
            "export": "Write records for spreadsheets and other programs.",
            "schema": "Print the JSON Schema of the project file.",
        },
    ),
    _Group(
        "Understanding",
        "explain deciding",
        {
            "explain": "Say what a rule, phase, level, matter or status means.",
            "readiness": "Ask Shier's fifteen questions, or show the answers.",
        },
    ),
)

#: Commands that stand in the module of another.
_BESIDE = {
    "amend": "log", "before": "agenda", "rename": "people", "forget": "people", "answer": "said", "told": "said",
    "edit": "undo", "resolve": "undo",
}  # fmt: skip

COMMANDS = {name: line for group in GROUPS for name, line in group.commands.items()}


class _Commands(TyperGroup):
    """The commands: each in a line, until it is to run."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = {name: TyperCommand(name, help=line) for name, line in COMMANDS.items()}

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - click's signature
        """Write the commands by what people come to do, each group with an example."""
        for group in GROUPS:
            with formatter.section(group.title):
                formatter.write_dl(list(group.commands.items()))
                formatter.write(f"  Such as: coprod {group.example}\n")

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] in COMMANDS:
            self.commands[args[0]] = _command(args[0])
        return super().resolve_command(ctx, args)


#: The most columns of help at which a long name of an option leaves no room beside it.
_NARROW = 60

#: The names in the help of what is a path.
_PATHS = re.compile("PATH|FILE|COPY")


_Library: Any = typer.Context.formatter_class


class _Formatter(_Library):  # type: ignore[misc]
    """Writes help; at a narrow terminal the names are given less room, so that no word beside them is torn."""

    def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl(rows, col_max if self.width > _NARROW else self.width // 4, col_spacing)


class _Context(typer.Context):
    formatter_class = _Formatter


class _Command(TyperCommand):
    """A command that refuses what would be dropped in silence: the first of two values, and a path that is empty."""

    context_class = _Context

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words, and refuse an option that is given twice, and a path without a letter."""
        if not ctx.resilient_parsing:
            _, _, given = self.make_parser(ctx).parse_args(args=list(args))
            for option, times in Counter(given).items():
                if times == 1 or not isinstance(option, TyperOption):
                    continue
                # It has one value, or is one of two flags that say the opposite.
                if option.secondary_opts or not (option.multiple or option.is_flag):
                    flags = " or ".join([option.opts[0], *option.secondary_opts[:1]])
                    raise typer.BadParameter("is given twice, and one alone can count", ctx, param_hint=flags)
        rest = super().parse_args(ctx, args)
        for param in self.params:
            value = ctx.params.get(param.name)
            if _PATHS.search(param.metavar or "") and "" in (value if isinstance(value, list | tuple) else [value]):
                name = param.opts[0] if isinstance(param, TyperOption) else param.metavar
                raise typer.BadParameter("is empty: name a file or a folder, or leave it out", ctx, param_hint=name)
        return rest


@cache
def _command(name: str) -> Any:
    function = f"{name}_" if keyword.iskeyword(name) else name
    alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    module = import_module(f"coprod.cli.commands.{_BESIDE.get(name, function)}")
    alone.command(name, cls=_Command)(getattr(module, function))
    return typer.main.get_command(alone)


app = typer.Typer(
    name="coprod",
    cls=_Commands,
    help="Track co-production: who took part in each phase, in what capacity, and how far their part went.",
    epilog="Exit codes: 0 done, 1 flagged (check), not agreed (before) or changed (same), 2 unusable input, 3 internal "
    "error, 130 interrupted.",
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print_text(f"coprod {__version__}\n")
        raise typer.Exit


@app.callback()
def _coprod(
    context: typer.Context,
    _show: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Take the options that belong to no command; without a command, show the help as what was missing."""
    if context.invoked_subcommand is not None:
        return
    from coprod.cli.complete import project_file

    first = ""
    with suppress(OSError):
        if not project_file(os.environ.get("COPROD_FILE")):
            first = "\nThere is no project in this folder yet. To start one: coprod init"
    typer.echo(f"{context.get_help()}\n{first}", err=True)
    raise typer.Exit(exits.UNUSABLE)
