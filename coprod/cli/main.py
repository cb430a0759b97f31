"""The program as a function: every way to end becomes an exit code."""

import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path
from traceback import extract_tb
from typing import Any

import typer

from coprod.cli import exits
from coprod.cli.app import app
from coprod.cli.terminal import columns, prepare, print_error, print_errors, print_note, write_raw
from coprod.version import __version__
from coprod.words import visible

#: The library's least columns of help, with the two that it leaves free; and the fewest that an option's name leaves.
_HELP, _LEAST = 52, 40


def main(args: Sequence[str] | None = None) -> int:
    """Run the command of these words, or of this process; whatever goes wrong is told, and is an exit code."""
    prepare()
    for kept in (_of_store("written"), _of_store("remarks")):
        kept.clear()
    code = _run(sys.argv[1:] if args is None else list(args))
    for text in dict.fromkeys(_of_store("remarks")):
        print_note(f"Note: {visible(text)}.")
    return code


def _run(args: Sequence[str]) -> int:
    try:
        _require_clear(args)
        command = typer.main.get_command(app)
        if "_COPROD_COMPLETE" in os.environ:
            from coprod.cli.complete import register

            register()
        # Below this the library writes help wider than the terminal, which would tear its words.
        narrow = {"terminal_width": max(wide, _LEAST)} if (wide := columns(sys.stdout)) <= _HELP else {}
        code = command(args=args, prog_name="coprod", standalone_mode=False, **narrow)
    except typer.TyperException as error:
        from coprod.cli.mistakes import message

        context = getattr(error, "ctx", None)
        typed = args[0] if args and args[0] in getattr(command, "commands", {}) else ""
        named = context.command_path if context else f"coprod {typed}".strip()
        print_error(f"{message(error, named, list(args))} (see {named} --help)")
        return exits.UNUSABLE
    except typer.Abort:
        code = exits.INTERRUPTED
    except SystemExit as leave:
        # Shell completion ends this way.
        return int(leave.code or 0)
    except Exception as error:  # noqa: BLE001 - the last resort: a traceback would exit 1, which means "flagged"
        return _failed(error)
    if code == exits.INTERRUPTED:
        # On a line of its own, below the prompt at which the key was pressed.
        print_note(f"\nInterrupted: {_what_was_changed()}.")
    return code or exits.DONE


def _require_clear(args: Sequence[str]) -> None:
    """Refuse a word that could be an option and is a file's name too, as a pattern of the shell or a hook gives it."""
    words = args[: args.index("--")] if "--" in args else args
    for word in words:
        if word.startswith("-") and word.endswith(".toml") and os.path.lexists(word):
            from coprod.errors import Problem, Unusable

            unclear = f"is a file here, and reads as an option: give the file as ./{word}, or rename it"
            raise Unusable(Problem(word, unclear))


def _of_store(name: str) -> list[Any]:
    """The files that the store has written, or its remarks; none if it was not imported, as for --help."""
    store = sys.modules.get("coprod.store.disk")
    return getattr(store, name) if store else []


def _what_was_changed() -> str:
    files = [visible(path.name) for path in _of_store("written")]
    return f"{', '.join(files)} was already written" if files else "nothing was changed"


def _failed(error: Exception) -> int:
    """Tell what was unusable, what the system refused, or where the program broke."""
    from coprod.errors import Unusable

    if isinstance(error, Unusable):
        print_errors(error.problems)
        if _of_store("written"):
            print_note(f"Before that, {_what_was_changed()}.")
        return exits.UNUSABLE
    if isinstance(error, OSError):
        # No command foresaw this, such as a full disk.
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
    # Neither values nor messages, which could hold personal data.
    places = [f"  {Path(at.filename).name}:{at.lineno} in {at.name}" for at in extract_tb(error.__traceback__)]
    print_error("coprod failed in a way it should not. Please report these lines; they hold nothing of your project:")
    versions = f"coprod {__version__}, Python {platform.python_version()}, {platform.system()}"
    print_note("\n  ".join([versions, type(error).__name__, *places[-8:]]))
    return exits.INTERNAL
