"""The terminal: what it can show, and how text gets there whatever the stream is."""

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Literal

from coprod.words import inert, isolated, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from coprod.errors import Problem
    from coprod.output.escape import Look
    from coprod.output.shared import Shared

Colour = Literal["auto", "always", "never"]

#: Sentences wrap here if the width is unknown, and never wider than that, since long lines are hard to read.
_WIDTH, _WIDEST = 80, 100
_MARKS = "●◆◐○·"


def prepare() -> None:
    """Let no stream fail on a character that it cannot show: it is shown as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def look(colour: Colour) -> "Look":
    """What standard output can show; `auto` colours follow `NO_COLOR`, then `FORCE_COLOR`, then the terminal."""
    from coprod.output.escape import Look

    try:
        _MARKS.encode(getattr(sys.stdout, "encoding", None) or "ascii")
        marks = True
    except (UnicodeEncodeError, LookupError):
        marks = False
    return Look(colour=_coloured(colour), unicode=marks, width=columns(sys.stdout))


def _coloured(colour: Colour) -> bool:
    if colour != "auto":
        return colour == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"


def columns(stream: object) -> int:
    """The columns of lines for people on a stream: what COLUMNS says, else its terminal itself."""
    wide, said = _WIDTH, os.environ.get("COLUMNS", "")
    if is_terminal(stream):
        with suppress(AttributeError, OSError, ValueError):
            wide = int(said) if said.isdecimal() else os.get_terminal_size(stream.fileno()).columns  # type: ignore[attr-defined]
    return max(1, min(_WIDEST, wide))


def is_terminal(stream: object) -> bool:
    """Whether a stream is one that a person reads or types at."""
    return bool(getattr(stream, "isatty", lambda: False)())


def print_text(text: str) -> None:
    """Write lines for people to standard output, which fit a terminal; a reader that has gone away is no error."""
    if is_terminal(sys.stdout):
        from coprod.output.layout import fitted

        # First-strong isolates take no column.
        text = isolated(fitted(text, columns(sys.stdout)), "\u2068", "\u2069")
    print_as_is(text)


def print_as_is(text: str) -> None:
    """Write lines for programs or to copy to standard output, none of which commands a pipeline."""
    write_raw(inert(text))


def write_raw(text: str) -> None:
    """Write text that a format has already made harmless to standard output."""
    _put(lambda: sys.stdout.write(text))


def write_data(text: str) -> None:
    """Write a file's content to standard output, byte by byte; a person at a terminal is shown it made harmless."""
    if is_terminal(sys.stdout):
        print_harmless(text.removesuffix("\n").split("\n"))
    else:
        _put(lambda: sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace")))


def print_harmless(lines: "Iterable[str]") -> None:
    """Write lines of a file to standard output, made harmless to show."""
    print_as_is("".join(f"{visible(line)}\n" for line in lines))


def _put(write: "Callable[[], object]") -> None:
    if sys.stdout is None:
        return
    try:
        write()
        sys.stdout.flush()
    except BrokenPipeError:
        _abandon_output()
    except OSError as error:
        from coprod.errors import Problem, Unusable

        _abandon_output()
        reason = (error.strerror or "it failed").lower()
        raise Unusable(Problem("", f"cannot write to standard output: {reason}")) from error


def _abandon_output() -> None:
    """Send what is still buffered nowhere, so that Python does not fail on it again on its way out."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def print_note(text: str) -> None:
    """Write a note to standard error; if that is closed, the command ends no differently."""
    if sys.stderr is not None:
        if is_terminal(sys.stderr):
            text = "\n".join(map(wrapped, text.split("\n")))
        with suppress(OSError):
            print(inert(text), file=sys.stderr)


def wrapped(line: str, indent: str | None = None, room: int = 0) -> str:
    """A line as lines that fit the screen for people, never broken inside a word, with some columns left free.

    Those are a quarter of them at most. Further lines begin with the indent, or if that is None, with the blanks of the
    first line.
    """
    from coprod.output import layout

    wide = columns(sys.stderr)
    fit = max(1, wide - min(room, wide // 4))
    parts = layout.wrapped(line.lstrip(), fit, line[: len(line) - len(line.lstrip())], indent)
    return "\n".join(parts)


def notify_waiting(file: str) -> "Callable[[], None]":
    """Return what tells the user that another program keeps this one waiting for a file."""
    return lambda: print_note(f"Waiting: another program is writing {visible(file)}.")


def print_errors(problems: "Iterable[Problem]") -> None:
    """Say on standard error everything that is wrong."""
    for problem in problems:
        print_error(problem.message, problem.file, problem.line, problem.column)


def print_error(message: str, file: str = "", line: int | None = None, column: int | None = None) -> None:
    """Say on standard error what is wrong, in one line that starts with the place."""
    place = ":".join(str(part) for part in (visible(file), line, column) if part)
    print_note(f"{place}: error: {visible(message)}" if place else f"error: {visible(message)}")


def list_to_read(gates: "Iterable[Shared]", what: str) -> None:
    """List the texts that may tell who somebody is; on standard error, so that what is shared holds none of it."""
    found = dict.fromkeys(doubt for people in gates if not people.names for doubt in people.doubts())
    if found:
        print_note(f"Read these before you share the {what}. They stand in it as they were written, and may hold:")
    for doubt in found:
        print_note(f"  {' and '.join(doubt.holds)}, in {doubt.where}: {visible(doubt.text)}")
