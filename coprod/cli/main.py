"""The command line: one module per command, and `main`, which turns every way to end into an exit code."""

import os
import platform
import re
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from traceback import extract_tb

import typer

from coprod.cli import exits
from coprod.cli.app import app
from coprod.cli.terminal import prepare, print_error, print_errors, print_note, write_raw
from coprod.version import __version__
from coprod.words import visible


def main(args: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        args: the command line without the program's name; left out, that of this process.

    Returns:
        The exit code. Nothing is raised: whatever goes wrong is said on standard error.
    """
    prepare()
    for kept in (_written(), _remarks()):
        kept.clear()
    code = _run(sys.argv[1:] if args is None else list(args))
    for text in dict.fromkeys(_remarks()):
        print_note(f"Note: {visible(text)}.")
    return code


def _run(args: Sequence[str]) -> int:
    try:
        _require_clear(args)
        command = typer.main.get_command(app)
        if "_COPROD_COMPLETE" in os.environ:
            from coprod.cli.complete import register

            register()
        code = command(args=args, prog_name="coprod", standalone_mode=False)
    except typer.TyperException as error:
        return _usage(error, args)
    except typer.Abort:
        code = exits.INTERRUPTED
    except SystemExit as leave:
        # Shell completion ends this way.
        return int(leave.code or 0)
    except Exception as error:  # noqa: BLE001 - the last resort: a traceback would exit 1, which means "flagged"
        return _unusable_or_internal(error)
    if code == exits.INTERRUPTED:
        # On a line of its own, below the prompt at which the key was pressed.
        print_note(f"\nInterrupted: {_what_was_changed()}.")
    return code or exits.DONE


def _require_clear(args: Sequence[str]) -> None:
    """Refuse a word that could be an option and is a file's name too, as a pattern of the shell or a hook gives it.

    Raises:
        Unusable: where there is such a word before `--`.
    """
    words = args[: args.index("--")] if "--" in args else args
    for word in words:
        if word.startswith("-") and word.endswith(".toml") and os.path.lexists(word):
            from coprod.errors import Problem, Unusable

            unclear = f"is a file here, and reads as an option: give the file as ./{word}, or rename it"
            raise Unusable(Problem(word, unclear))


def _what_was_changed() -> str:
    files = [visible(path.name) for path in _written()]
    return f"{', '.join(files)} was already written" if files else "nothing was changed"


def _written() -> list[Path]:
    """The files that the store has written; without the store, which --help does not import, there are none."""
    store = sys.modules.get("coprod.store.disk")
    return store.written if store else []


def _remarks() -> list[str]:
    """What the store has to say of how it wrote."""
    store = sys.modules.get("coprod.store.disk")
    return store.remarks if store else []


def _usage(error: typer.TyperException, args: Sequence[str]) -> int:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else _typed_command(args)
    print_error(f"{error.format_message()}{_meant(error, command)} (see {command} --help)")
    return exits.UNUSABLE


def _typed_command(args: Sequence[str]) -> str:
    """The command that was typed, for an error of the library that does not say in which command it arose."""
    commands = getattr(typer.main.get_command(app), "commands", {})
    return f"coprod {args[0]}" if args and args[0] in commands else "coprod"


def _meant(error: typer.TyperException, command: str) -> str:
    """What words too many were probably meant as."""
    extra = re.fullmatch(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", error.format_message(), re.DOTALL)
    if not extra or command != "coprod log":
        return ""
    first = extra[1].split(" ")[0]
    return f"; names stand behind -c or -p, once for each: did you mean -c {shlex.quote(first)}?"


def _unusable_or_internal(error: Exception) -> int:
    from coprod.errors import Unusable

    if isinstance(error, Unusable):
        print_errors(error.problems)
        if _written():
            print_note(f"Before that, {_what_was_changed()}.")
        return exits.UNUSABLE
    if isinstance(error, OSError):
        return _refused(error)
    return _internal(error)


def _refused(error: OSError) -> int:
    """Say what the system refused that no command foresaw, such as a full disk: the program is not at fault."""
    from coprod.errors import Unusable

    try:
        # Help is written by the library, and what it could not write is in the stream still.
        write_raw("")
    except Unusable as unusable:
        print_errors(unusable.problems)
        return exits.UNUSABLE
    if isinstance(error, BrokenPipeError):
        return exits.DONE
    reason = (error.strerror or "it failed").lower()
    print_error(f"the system refused: {reason}", os.fsdecode(error.filename) if error.filename else "")
    return exits.UNUSABLE


def _internal(error: Exception) -> int:
    """A short block to report: where it broke, and neither values nor messages, which could hold personal data."""
    places = [f"  {Path(at.filename).name}:{at.lineno} in {at.name}" for at in extract_tb(error.__traceback__)]
    print_error("coprod failed in a way it should not. Please report these lines; they hold nothing of your project:")
    versions = f"coprod {__version__}, Python {platform.python_version()}, {platform.system()}"
    print_note("\n  ".join([versions, type(error).__name__, *places[-8:]]))
    return exits.INTERNAL
