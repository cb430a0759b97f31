"""Options of commands: those that several share, and those that the rows of a kind of record make.

A command is declared with `command`. One that records or amends is called with what was given in `**given`, by the
names of the options; `fields_from` reads that into fields of the record.
"""

import inspect
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from datetime import date
from functools import wraps
from typing import Any, NamedTuple

import typer
from typer.models import OptionInfo

from coprod.cli import complete, parse
from coprod.cli.call import Call
from coprod.cli.terminal import Colour
from coprod.model.rows import Kind, Option, Row, Value

Completion = Callable[..., Sequence[Any]]


def option(
    help: str,
    metavar: str | None = None,
    completion: Completion | None = None,
    *,
    flags: str = "",
    words: Sequence[str] = (),
    default: Any = None,
    **more: Any,
) -> Any:
    """An option that a command declares as the default of a parameter, after whose name it is called without `flags`.

    `metavar` names its value, unless that is one of some words. A flag is False, and a list empty, without a default.
    """
    if words:
        metavar, completion = f"<{'|'.join(words)}>", complete.choices(words)
    return typer.Option(default, *flags.split(), help=help, metavar=metavar, autocompletion=completion, **more)


def argument(metavar: str, help: str, completion: Completion | None = None, default: Any = None, **more: Any) -> Any:
    """An argument that a command declares as the default of a parameter; one that is required has `...` as default."""
    return typer.Argument(default, metavar=metavar, help=help, autocompletion=completion, **more)


def argument_of(kind: Kind, field: str, metavar: str, completion: Completion | None = None) -> Any:
    """The argument that gives a field of a kind, with the help that the row has for it."""
    [option] = [option for option in kind.row(field).options if option.is_argument]
    return argument(metavar, option.help, completion)


PATHS = argument(
    "[PATH]...",
    "Project files, folders to search for coprod.toml and *.coprod.toml, or - for standard input; left out, the "
    "project of --file.",
)
SAME_AS = option("Everybody who is named in another session, by its id, its day, or last.", "ID", complete.sessions)
OUTPUT = option("Write to a file; - for standard output.", "FILE", flags="--output -o", default="-")
SO_FAR = option("Judge only the claimed phases that have sessions.")
THROUGH = option("Judge the claimed phases up to and including this one.", "PHASE", complete.phases)
DURING = option(
    "Judge by the days of a year, a month or a day alone, or from one to another, as in 2025-04..2026-03.", "PERIOD"
)

#: The options that reach a command in its `Call`, in their order in the help, each with its type.
_SHARED: Mapping[str, tuple[Any, Any]] = {
    "yes": (bool, option("Do it without asking; needed where there is no terminal.")),
    "dry_run": (bool, option("Show the change as a diff and write nothing.")),
    "file": (
        str | None,
        option(
            "The project file; left out, the nearest coprod.toml in this folder or above.",
            "PATH",
            flags="--file -f",
            envvar="COPROD_FILE",
        ),
    ),
    "today": (str | None, option("The day to judge on; left out, the local date.", "DATE", envvar="COPROD_TODAY")),
    "color": (
        Colour,
        option("Colour on standard output. NO_COLOR and FORCE_COLOR count under auto.", default="auto"),
    ),
    "no_input": (bool, option("Never ask; what is missing is an error.")),
}


class _Given(NamedTuple):
    """How an option gives a sort of value: what the help calls it, what completes it, and how it is read.

    `read` is called with what was given and the option; without it, that is taken as it is.
    """

    metavar: str | None
    completion: Completion | None = None
    read: Callable[[Any, str], Any] = lambda given, _: given
    type: Any = str | None


_SEVERAL = list[str] | None

GIVEN: Mapping[Value, _Given] = {
    "account": _Given("ACCOUNT", read=parse.account),
    "aim": _Given("LEVEL", read=parse.aim),
    "choice": _Given("WORD"),
    "count": _Given("N", type=int | None),
    "crowd": _Given("N", read=parse.crowd),
    "day": _Given("DATE"),
    "fingerprint": _Given("FINGERPRINT", read=parse.fingerprint),
    "group": _Given("GROUP", complete.groups),
    "groups": _Given("GROUP", complete.groups, type=_SEVERAL),
    "id": _Given("ID", complete.sessions),
    "ids": _Given("ID", complete.sessions, type=_SEVERAL),
    "labels": _Given("NAME", complete.people, parse.labels, _SEVERAL),
    "level": _Given("LEVEL", complete.levels, parse.level),
    "lines": _Given("TEXT"),
    "matter": _Given("MATTER", complete.matters, parse.matter),
    "phases": _Given(
        "PHASE",
        complete.phases,
        lambda words, flag: tuple(phase for word in words for phase in parse.phases(word, flag)),
        _SEVERAL,
    ),
    "recognition": _Given(
        "HOW",
        complete.recognitions,
        lambda words, flag: [way for word in words for way in parse.recognitions(word, flag)] or None,
        _SEVERAL,
    ),
    "replies": _Given("GROUP=TEXT", None, parse.replies, _SEVERAL),
    "settled": _Given("MATTER=TEXT", complete.settlings, parse.settled, _SEVERAL),
    "side": _Given("SIDE", read=parse.side),
    "text": _Given("TEXT"),
    "texts": _Given("TEXT", type=_SEVERAL),
    "three": _Given("A,B,C", read=parse.answers),
    "yes": _Given(None, type=bool | None),
}


def command(
    shared: str = "", kind: Kind | None = None, moved: Sequence[str] = ()
) -> Callable[[Callable[..., int | None]], Callable[..., int | None]]:
    """Make a command of a function, whose first parameter is a `Call` of the shared options that are named here.

    It takes the options of a kind that it records or amends as `**given`, before its own. `moved` gives options another
    place in the help: behind the first of some names stand the others; `^` is the beginning.
    """

    def made(function: Callable[..., int | None]) -> Callable[..., int | None]:
        _, *own = (one for one in inspect.signature(function).parameters.values() if one.name != "given")
        common = [name for name in _SHARED if name in shared.split()]
        parameters = [
            *(_of_row(row, option) for row, option in _options(kind, function.__name__)),
            *(_parameter(one.name, one.annotation, one.default) for one in own),
            *(_parameter(name, *_SHARED[name]) for name in common),
        ]
        by_name = {one.name: one for one in parameters}
        order = list(by_name)
        for anchor, *names in map(str.split, moved):
            for name in reversed(names):
                order.remove(name)
                order.insert(0 if anchor == "^" else order.index(anchor) + 1, name)

        @wraps(function)
        def run(**given: Any) -> int | None:
            return function(Call({name: given.pop(name) for name in common}), **given)

        run.__signature__ = inspect.Signature([by_name[name] for name in order])  # type: ignore[attr-defined]
        run.__annotations__ = {name: by_name[name].annotation for name in order}
        return run

    return made


def _parameter(name: str, annotation: Any, declared: Any) -> inspect.Parameter:
    """The parameter of an option or an argument, with the flag and the default that follow from its name and type."""
    settings = copy(declared)
    if isinstance(settings, OptionInfo) and not settings.param_decls:
        settings.param_decls = (f"--{name.replace('_', '-')}",)
    if settings.default is None:
        settings.default = {bool: False, list[str]: []}.get(annotation)
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=settings, annotation=annotation)


def _options(kind: Kind | None, command: str) -> Iterator[tuple[Row, Option]]:
    """The options by which a command gives the fields of a kind, each with its row."""
    for row in kind.rows if kind else ():
        for field in (row, *row.parts):
            for option in field.options:
                if not option.is_argument and command in (option.commands or (command,)):
                    yield field, option


def _name(option: Option) -> str:
    return option.flags.split()[0].split("/")[0].removeprefix("--").replace("-", "_")


def _of_row(row: Row, declared: Option) -> inspect.Parameter:
    usual = GIVEN[row.value]
    completion = complete.choices(row.choices) if row.choices else usual.completion
    metavar = declared.metavar or usual.metavar
    settings = option(declared.help or row.help, metavar, completion, flags=declared.flags, show_default=False)
    return _parameter(_name(declared), usual.type, settings)


def fields_from(rows: Sequence[Row], given: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The fields that options give, by their keys; what takes something out, or comes with an outcome, is left out."""
    fields: dict[str, Any] = {}
    for row in rows:
        if parts := fields_from(row.parts, given, today):
            fields[row.in_file] = parts
        for option in row.options:
            value, flag = given.get(_name(option)), option.flags.split()[-1]
            if value is None or option.is_argument or option.removes or option.part:
                continue
            if row.choices:
                value = parse.choice(flag, row.name, row.choices)(value)
            elif row.value == "day":
                value = parse.day(value, today, flag)
            fields[row.in_file] = GIVEN[row.value].read(value, flag)
    return fields


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
