"""One answer from a person at a terminal: asked for in short lines, edited with the arrow keys, asked again if unclear.

What is asked goes to standard error, so that standard output holds results alone.
"""

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from typing import TypeVar

import typer

from coprod.cli import parse
from coprod.cli.terminal import columns, is_terminal, may_ask, print_note, wrapped
from coprod.days import in_full
from coprod.words import visible

Answer = TypeVar("Answer")
Word = TypeVar("Word", bound=str)

#: Makes an answer of a line without blanks around it; raises `typer.BadParameter` where it cannot.
Reader = Callable[[str], Answer]


class Back(Exception):
    """The person wants to go back a question."""


class Rest(Exception):
    """The person wants to skip whatever else is optional."""


#: The keys that mean the same at every question, and what each raises; only an interview offers them.
Keys = Mapping[str, type[Exception]]
NO_KEYS: Keys = {}
BACK: Keys = {"b": Back, "back": Back}
BACK_OR_REST: Keys = {**BACK, "s": Rest, "skip": Rest, "stop": Rest}

#: Columns that a prompt leaves free on its line for the answer.
_ROOM = 16

#: Lines of a column of cells before there is another.
_COLUMN = 5

#: What a keyboard sends for an arrow key and the like, where nothing edits the line; with a tab, which is a blank.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def until_read(question: str, read: Reader[Answer], default: str | None = None, keys: Keys = NO_KEYS) -> Answer:
    """Ask until the answer can be read; what is wrong with one is said.

    Args:
        question: what to ask, without a colon at the end.
        read: makes the answer of a line.
        default: what Enter stands for; left out, Enter asks again.
        keys: lines that are no answers, and what each raises.

    Raises:
        typer.Abort: where the person leaves.
    """
    shown = f"{question} [{visible(default)}]: " if default else f"{question}: "
    while True:
        line = _line(shown).strip() or default
        if line is None:
            continue
        if line.lower() in keys:
            raise keys[line.lower()]
        try:
            return read(_text(line))
        except typer.BadParameter as error:
            print_note(visible(error.message))


def text(question: str, now: str | None = None, keys: Keys = NO_KEYS) -> str | None:
    """Ask for text that may be left out.

    Args:
        question: what to ask.
        now: what was answered before; Enter keeps it, and `-` takes it out.
        keys: as `until_read`.
    """
    if now:
        print_note(f"  Now: {visible(now)}")
    answer = until_read(f"{question} ({enter(now, keys)})", str, "", keys)
    return None if answer == "-" else answer or now


def enter(now: object, keys: Keys) -> str:
    """What Enter and the keys do at a question that may be left out."""
    first = "Enter keeps it, - takes it out" if now else "Enter skips"
    return f"{first}, s skips the rest" if "s" in keys else first


def word(question: str, words: Sequence[Word], default: Word | None = None) -> Word:
    """Ask for one of a few words, each typed in full or by its first letter."""
    return until_read(question, lambda line: key(words, line), default)


def key(words: Sequence[Word], line: str) -> Word:
    """One of a few words, typed in full or by its first letter.

    Raises:
        typer.BadParameter: where the line is none of them.
    """
    for known in words:
        if line.lower() in {known, known[:1]}:
            return known
    raise typer.BadParameter(f'"{line}" is none of these keys, and changes nothing')


def yes(question: str) -> bool:
    """Ask a question that yes or no answers; Enter is neither."""
    return word(f"{question} [y]es [n]o", ("yes", "no")) == "yes"


def choices(rows: Sequence[tuple[str, str]]) -> str:
    """Lines of keys and meanings, as wide as the terminal, with the meanings below each other."""
    room = max(len(first) for first, _ in rows) + 4
    return "\n".join(wrapped(f"  {first:<{room - 4}}  {meaning}", " " * room) for first, meaning in rows)


def grid(cells: Sequence[str], rows: int) -> tuple[list[str], int]:
    """Cells in columns, read downwards; a few stand below each other.

    Args:
        cells: what to show.
        rows: how many lines there may be.

    Returns:
        The lines, and how many of the cells they hold.
    """
    room = max(map(len, cells)) + 2
    across = max(1, (columns() - 2) // room)
    down = min(rows, max(-(-len(cells) // across), _COLUMN))
    fitting = cells[: across * down]
    lines = [
        "  " + "".join(f"{cell:<{room}}" for cell in fitting[row::down]).rstrip()
        for row in range(min(down, len(cells)))
    ]
    return lines, len(fitting)


def _text(line: str) -> str:
    """A line with single blanks for tabs; what is no text is refused.

    Raises:
        typer.BadParameter: where the line holds a control character.
    """
    if _NO_TEXT.search(line):
        raise typer.BadParameter("that holds a key that is no text, such as an arrow; nothing was taken: type it again")
    return line.replace("\t", " ")


def _line(question: str) -> str:
    """What is typed at a prompt, without the end of the line.

    Raises:
        typer.Abort: where the person leaves.
    """
    *above, last = wrapped(question.rstrip(), room=_ROOM).split("\n")
    for line in above:
        print_note(line)
    try:
        return _edited(f"{last} ") if _at_the_terminal() else _plain(f"{last} ")
    except (EOFError, KeyboardInterrupt):
        raise typer.Abort from None
    except UnicodeDecodeError:
        # Bytes that are no text in the terminal's encoding: as good as a key that is none.
        return "\x00"


def _plain(prompt: str) -> str:
    typer.echo(prompt, err=True, nl=False)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def _at_the_terminal() -> bool:
    """Whether Python's streams are those of the system, which is what its line editing asks for."""
    streams, systems = (sys.stdin, sys.stdout, sys.stderr), (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    return None not in streams and streams == systems and is_terminal(sys.stdin) and is_terminal(sys.stderr)


def _edited(prompt: str) -> str:
    """A line edited with the system's own means: readline, and on Windows the console."""
    with suppress(ImportError):
        import readline  # noqa: F401 - importing it is what makes input() edit
    with _output_to_standard_error():
        return input(prompt)


@contextmanager
def _output_to_standard_error() -> Iterator[None]:
    """Send what goes to the system's standard output to standard error: readline can write nowhere else."""
    sys.stdout.flush()
    output, error = sys.stdout.fileno(), sys.stderr.fileno()
    kept = os.dup(output)
    os.dup2(error, output)
    try:
        yield
    finally:
        os.dup2(kept, output)
        os.close(kept)


_RANGE = r"(\d+)(?:\s*(?:-|\u2013|\.\.|to)\s*(\d+))?"
_NUMBERS = re.compile(rf"{_RANGE}(?:\s+{_RANGE})*", re.ASCII)


def positions(text: str, size: int) -> list[int] | None:
    """The positions, from 0, that numbers of a list name, each once and in their order.

    Args:
        text: what was typed; commas part as blanks do.
        size: how long the list is.

    Returns:
        The positions; nothing where the text is no numbers at all.

    Raises:
        typer.BadParameter: where a number is not in the list.
    """
    blank = " ".join(text.replace(",", " ").split())
    if not _NUMBERS.fullmatch(blank):
        return None
    found: list[int] = []
    for first, last in re.findall(_RANGE, blank):
        ends = int(first), int(last or first)
        for end in ends:
            if not 1 <= end <= size:
                there = f"the list goes from 1 to {size}" if size else "the list is empty"
                raise typer.BadParameter(f"There is no number {end}: {there}. Nothing was taken.")
        found += range(min(ends) - 1, max(ends))
    return list(dict.fromkeys(found))


_YEAR = 366


def day(question: str, today: date, now: date | None = None, keys: Keys = NO_KEYS) -> date:
    """Ask on which day something was; one that is far away is asked about, and every one is said back.

    Args:
        question: what to ask, to which the ways to write a day are added.
        today: the day on which it is asked.
        now: the day for Enter; left out, today.
        keys: as `until_read`.
    """
    default = "today" if now in {None, today} else str(now)
    while True:
        found = until_read(
            f"{question}, as 12 Jan, mon or 2026-01-31",
            lambda line: parse.silent_day(line, today),
            default,
            keys,
        )
        print_note(f"  {described(found, today)}")
        if (today - found).days <= _YEAR or yes("  That is more than a year ago. Is it right?"):
            return found


def described(one: date, today: date) -> str:
    """A day with its weekday, and what it means where it is still to come."""
    planned = " (planned: it counts for nothing until then)" if one > today else ""
    return f"{in_full(one)}{planned}"


def confirm(question: str, *, yes: bool, no_input: bool) -> None:
    """Go on only where the person wants it: asked at a terminal, and by `--yes` elsewhere.

    Args:
        question: what is about to be done, as a question.
        yes: whether the command line said so already.
        no_input: whether nothing is to be asked.

    Raises:
        typer.Abort: where the person says no.
        typer.BadParameter: where nobody can be asked.
    """
    if yes:
        return
    if not may_ask(no_input=no_input):
        raise typer.BadParameter(f"{question} Without a terminal, say so with --yes", param_hint="--yes")
    if word(f"{question} [y]es [n]o", ("yes", "no")) == "no":
        raise typer.Abort
