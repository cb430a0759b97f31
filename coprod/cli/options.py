"""Options of commands: those that several share, and those that the rows of a kind of record make.

A command is declared with `command`. One that records or amends is called with what was given in `**given`, by the
names of the options; `fields_from` reads that into fields of the record.
"""

import inspect
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import wraps
from types import MappingProxyType
from typing import Annotated, Any

import typer

from coprod.cli import complete, parse
from coprod.cli.call import Call
from coprod.cli.terminal import Colour
from coprod.model.rows import METAVARS, Kind, Option, Row, Value

Completion = Callable[..., Sequence[Any]]


def option(
    flags: str,
    help: str,
    metavar: str | None = None,
    completion: Completion | None = None,
    words: Sequence[str] = (),
    **more: Any,
) -> Any:
    """An option of its own that a command declares: flags, help, the name of its value or its words, and completion."""
    if words:
        metavar, completion = f"<{'|'.join(words)}>", complete.choices(words)
    return typer.Option(*flags.split(), help=help, metavar=metavar, autocompletion=completion, **more)


def own_argument(metavar: str, help: str, completion: Completion | None = None, **more: Any) -> Any:
    """An argument of its own that a command declares: its name, its help, and its completion."""
    return typer.Argument(metavar=metavar, help=help, autocompletion=completion, **more)


Paths = Annotated[
    list[str] | None,
    own_argument(
        "[PATH]...",
        "Project files, folders to search for coprod.toml and *.coprod.toml, or - for standard input; left out, the "
        "project of --file.",
    ),
]
SameAs = Annotated[
    str | None,
    option(
        "--same-as", "Everybody who is named in another session, by its id, its day, or last.", "ID", complete.sessions
    ),
]
StatusPaths = Annotated[
    list[str] | None,
    own_argument(
        "[PATH]...",
        "One project file; or several, or folders to search for coprod.toml and *.coprod.toml, for a line each. Left "
        "out, the project of --file.",
    ),
]
ReportPaths = Annotated[
    list[str] | None,
    own_argument(
        "[PATH]...",
        "One project file; or several, or folders to search, for a site of a page each. Left out, the project of "
        "--file.",
    ),
]
Output = Annotated[str, option("--output -o", "Write to a file; - for standard output.", "FILE")]
SoFar = Annotated[bool, option("--so-far", "Judge only the claimed phases that have sessions.")]
Through = Annotated[
    str | None, option("--through", "Judge the claimed phases up to and including this one.", "PHASE", complete.phases)
]
During = Annotated[
    str | None,
    option(
        "--during",
        "Judge by the days of a year, a month or a day alone, or from one to another, as in 2025-04..2026-03.",
        "PERIOD",
    ),
]

#: The options that reach a command in its `Call`, in their order in the help, each with its type and its default.
_SHARED: Mapping[str, tuple[Any, Any, Any]] = {
    "yes": (bool, False, option("--yes", "Do it without asking; needed where there is no terminal.")),
    "dry_run": (bool, False, option("--dry-run", "Show the change as a diff and write nothing.")),
    "file": (
        str | None,
        None,
        option(
            "--file -f",
            "The project file; left out, the nearest coprod.toml in this folder or above.",
            "PATH",
            envvar="COPROD_FILE",
        ),
    ),
    "today": (
        str | None,
        None,
        option("--today", "The day to judge on; left out, the local date.", "DATE", envvar="COPROD_TODAY"),
    ),
    "color": (
        Colour,
        "auto",
        option("--color", "Colour on standard output. NO_COLOR and FORCE_COLOR count under auto."),
    ),
    "no_input": (bool, False, option("--no-input", "Never ask; what is missing is an error.")),
}

_KEYWORD = inspect.Parameter.KEYWORD_ONLY

#: The sorts of value of which an option can be given several times.
_SEVERAL: frozenset[Value] = frozenset(
    ("groups", "ids", "labels", "matters", "phases", "recognition", "replies", "settled", "texts")
)

_COMPLETIONS: Mapping[Value, Completion] = {
    "group": complete.groups,
    "groups": complete.groups,
    "id": complete.sessions,
    "ids": complete.sessions,
    "labels": complete.people,
    "level": complete.levels,
    "matter": complete.matters,
    "phases": complete.phases,
    "recognition": complete.recognitions,
    "settled": complete.settlings,
}

#: How a sort of value is read from what was given with an option; others but a day are taken as they are.
_READERS: Mapping[Value, Callable[[Any, str], Any]] = {
    "account": parse.account,
    "aim": parse.aim,
    "crowd": parse.crowd,
    "fingerprint": parse.fingerprint,
    "labels": parse.labels,
    "level": parse.level,
    "matter": parse.matter,
    "phases": lambda words, flag: tuple(phase for word in words for phase in parse.phases(word, flag)),
    "recognition": lambda words, flag: [way for word in words for way in parse.recognitions(word, flag)] or None,
    "replies": parse.replies,
    "settled": parse.settled,
    "side": parse.side,
    "three": parse.answers,
}


def argument(kind: Kind, field: str, metavar: str, completion: Completion | None = None) -> Any:
    """The argument that gives a field of a kind, with the help that the row has for it."""
    [option] = [option for option in kind.row(field).options if option.is_argument]
    return typer.Argument(metavar=metavar, autocompletion=completion, help=option.help)


def command(
    shared: str = "", kind: Kind | None = None, after: Mapping[str, str] = MappingProxyType({})
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Make a command of a function: what it needs of the shared options, named with blanks between, comes as a `Call`.

    It takes the options of a kind that it records or amends as `**given`, before its own. `after` gives options another
    place in the help: each follows the option that is named, or comes first.
    """

    def made(function: Callable[..., int]) -> Callable[..., int]:
        of_kind = [_parameter(row, option) for row, option in _options(kind, function.__name__)] if kind else []
        own = [
            parameter
            for parameter in inspect.signature(function).parameters.values()
            if parameter.name not in {"call", "given"}
        ]
        common = [
            inspect.Parameter(name, _KEYWORD, default=default, annotation=Annotated[sort, settings])
            for name, (sort, default, settings) in _SHARED.items()
            if name in shared.split()
        ]
        parameters = {one.name: one.replace(kind=_KEYWORD) for one in (*of_kind, *own, *common)}
        order = list(parameters)
        for name, before in after.items():
            order.remove(name)
            order.insert(order.index(before) + 1 if before else 0, name)

        @wraps(function)
        def run(**given: Any) -> int:
            call = Call({one.name: given.pop(one.name) for one in common})
            return function(call, **given)

        run.__signature__ = inspect.Signature([parameters[name] for name in order])  # type: ignore[attr-defined]
        run.__annotations__ = {name: parameters[name].annotation for name in order}
        return run

    return made


def _options(kind: Kind, command: str) -> Iterator[tuple[Row, Option]]:
    """The options by which a command gives the fields of a kind, each with its row."""
    for row in kind.rows:
        for field in (row, *row.parts):
            for option in field.options:
                if not option.is_argument and command in (option.commands or (command,)):
                    yield field, option


def _name(option: Option) -> str:
    return option.flags.split()[0].split("/")[0].removeprefix("--").replace("-", "_")


def _parameter(row: Row, option: Option) -> inspect.Parameter:
    several = row.value in _SEVERAL
    kinds: dict[Value, Any] = {"count": int | None, "yes": bool | None}
    annotation = list[str] | None if several else kinds.get(row.value, str | None)
    settings = typer.Option(
        *option.flags.split(),
        metavar=option.metavar or METAVARS.get(row.value),
        autocompletion=complete.choices(row.choices) if row.choices else _COMPLETIONS.get(row.value),
        help=option.help or row.help,
        show_default=False,
    )
    return inspect.Parameter(_name(option), _KEYWORD, default=None, annotation=Annotated[annotation, settings])


def fields_from(rows: Sequence[Row], given: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The fields that options give, by their keys; what takes something out, or comes with an outcome, is left out."""
    fields: dict[str, Any] = {}
    for row in rows:
        if parts := fields_from(row.parts, given, today):
            fields[row.in_file] = parts
        for option in row.options:
            value = given.get(_name(option))
            if value is not None and not (option.is_argument or option.removes or option.part):
                fields[row.in_file] = _value(row, value, option.flags.split()[-1], today)
    return fields


def _value(row: Row, given: Any, flag: str, today: date) -> Any:
    if row.choices:
        return parse.choice(flag, row.name, row.choices)(given)
    if row.value == "day":
        return parse.day(given, today, flag)
    return _READERS[row.value](given, flag) if row.value in _READERS else given


def as_command(kind: Kind, words: Sequence[str], fields: Mapping[str, Any]) -> str:
    """A command line that gives these fields of a record, in their order, after these words; None is left out."""
    line = list(words)
    for row, value in ((row, fields[name]) for name in fields for row in kind.rows if name in {row.name, row.in_file}):
        flag = next(option.flags.split()[0] for option in row.options if not option.is_argument)
        if row.value == "yes" and value is not None:
            yes, _, no = flag.partition("/")
            line += filter(None, [yes if value else no])
        elif value is not None:
            line += [flag, ",".join(value) if isinstance(value, list | tuple) else str(value)]
    return shlex.join(line)
