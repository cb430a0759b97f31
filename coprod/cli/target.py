"""Which project files a command means, and what a person is shown of a change to one."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from coprod.errors import Problem, Unusable
from coprod.store.find import FILENAME, beside, here, is_folder, is_there, nearest, search
from coprod.store.read import Document, cannot, load, parse, read_stream
from coprod.words import visible

if TYPE_CHECKING:
    from datetime import date

    from coprod.assess import Assessment
    from coprod.assess.judge import Gate
    from coprod.cli.terminal import Colour
    from coprod.framework import PhaseName
    from coprod.model import Project
    from coprod.output.account.context import Context
    from coprod.output.shared import People
    from coprod.store.change import Change

STANDARD_INPUT = "-"

#: Files that a message names.
_LISTED = 3

Given = TypeVar("Given")
Found = TypeVar("Found")


def one(file: str | None) -> tuple[Path, str]:
    """The one project file that a command works on.

    Args:
        file: what `--file` or `COPROD_FILE` say, or nothing.

    Returns:
        The file, and how to name it to the user.

    Raises:
        Unusable: where there is no such project file.
    """
    if file is not None:
        path = _in_folder(Path(file)) if is_folder(Path(file)) else Path(file)
        _require_toml(path)
        return path, path.as_posix()
    found = nearest(here())
    if found is None:
        others = _listed(beside(here()))
        held = f", but here is {others}: name it with --file" if others else ": start one with coprod init"
        named = "" if others else ", or name a file with --file"
        raise Unusable(Problem("", f"no {FILENAME} in this folder or above{held}{named}"))
    return found, Path(os.path.relpath(found)).as_posix()


def _in_folder(folder: Path) -> Path:
    """The project file that a folder means.

    Raises:
        Unusable: where it holds none, with what it holds.
    """
    path = folder / FILENAME
    if is_there(path):
        return path
    others = _listed(beside(folder))
    held = f"; it holds {others}: name one" if others else ": start one with coprod init, or name a file"
    raise Unusable(Problem(folder.as_posix(), f"is a folder without a {FILENAME}{held}"))


def _listed(files: Sequence[Path]) -> str:
    """Names of files for a message: a few of many."""
    more = f" and {len(files) - _LISTED} more" if len(files) > _LISTED else ""
    return f"{', '.join(file.name for file in files[:_LISTED])}{more}"


def chosen(names: Sequence[str], file: str | None) -> Iterator[str | Unusable]:
    """The files that a command line chose, as they are named to the user.

    Args:
        names: files, and folders for every project file below them, each file once; or `-` alone for standard
            input; with none, `file` counts.
        file: what `--file` or `COPROD_FILE` say, or nothing.

    Yields:
        Each file, or what makes a path unusable; one bad path does not stop the others.
    """
    if not names:
        found = _attempt(one, file)
        yield found if isinstance(found, Unusable) else found[1]
    elif STANDARD_INPUT in names and len(names) > 1:
        yield Unusable(Problem(STANDARD_INPUT, "is standard input, and cannot stand beside other paths"))
    elif STANDARD_INPUT in names:
        yield STANDARD_INPUT
    else:
        yield from _below(names)


def _attempt(function: Callable[[Given], Found], given: Given) -> Found | Unusable:
    try:
        return function(given)
    except Unusable as unusable:
        return unusable


def read(file: str | Unusable) -> Document | Unusable:
    """One of the files that `chosen` gives, or what makes it unusable."""
    if isinstance(file, Unusable):
        return file
    return _attempt(_document, file)


def _document(file: str) -> Document:
    return standard_input() if file == STANDARD_INPUT else load(Path(file), file)


def standard_input() -> Document:
    """The project on standard input.

    Raises:
        Unusable: with every problem of it.
    """
    return parse(standard_input_bytes(), STANDARD_INPUT)


def standard_input_bytes() -> bytes:
    """What stands on standard input.

    Raises:
        Unusable: where it is closed, cannot be read, or is too large.
    """
    if sys.stdin is None:
        raise Unusable(Problem(STANDARD_INPUT, "standard input is closed"))
    try:
        return read_stream(sys.stdin.buffer, STANDARD_INPUT)
    except OSError as error:
        raise Unusable(Problem(STANDARD_INPUT, cannot("read", error))) from error


def _below(names: Sequence[str]) -> Iterator[str | Unusable]:
    seen: set[str] = set()
    for name in names:
        for found in _files(name):
            if isinstance(found, Unusable):
                yield found
            elif found.as_posix() not in seen:
                seen.add(found.as_posix())
                yield found.as_posix()


def _files(name: str) -> list[Path | Unusable]:
    path = Path(name)
    folder = _attempt(is_folder, path)
    if isinstance(folder, Unusable):
        return [folder]
    if not folder:
        refused = _attempt(_require_toml, path)
        return [refused or path]
    inside, closed = search(path)
    if not inside and not closed:
        return [Unusable(Problem(name, f"holds no project file: no {FILENAME} and no *.{FILENAME}"))]
    return [*inside, *map(Unusable, closed)]


def _require_toml(path: Path) -> None:
    if not is_there(path):
        raise Unusable(Problem(path.as_posix(), "there is no such file or folder"))
    if path.suffix != ".toml":
        raise Unusable(Problem(path.as_posix(), "is no project file: its name ends in .toml"))


def in_repository(file: str) -> str:
    """A file as named by the user to its path from the top of the repository; without one, from the current folder."""
    try:
        folder = Path.cwd()
        top = next((place for place in (folder, *folder.parents) if os.path.exists(place / ".git")), folder)  # noqa: PTH110
        return Path(os.path.relpath(folder / file, top)).as_posix()
    except (OSError, ValueError):
        # The folder is gone, or the file lies on another drive than the repository.
        return Path(file).as_posix()


def shown(change: "Change") -> str:
    """A change as a diff, a line each, harmless to show."""
    return "".join(f"{visible(line)}\n" for line in change.diff())


def so_far(document: Document, today: "date", colour: "Colour", *rules: str) -> str:
    """Where the four phases stand so far.

    Only what the definition asks for, and these rules: the others are for check, and would bury what was just written.
    """
    from coprod.cli.terminal import look
    from coprod.output.formats.text import progress

    return progress(_assessed(document, today, *rules), look(colour))


def stands_now(change: "Change", today: "date") -> "list[PhaseName]":
    """The phases that stand by a change, and did not before."""
    before, after = (_assessed(document, today) for document in (change.before, change.after))
    stood = {record.phase for record in before.phases if record.stands}
    return [record.phase for record in after.phases if record.stands and record.phase not in stood]


def _assessed(document: Document, today: "date", *rules: str) -> "Assessment":
    from coprod.assess import assess
    from coprod.assess.judge import Gate

    gate = Gate(so_far=True, rules=frozenset(rules))
    return assess(document.project, today, document.line_of, file=document.file, gate=gate)


def context(file: str | None, today: "date", people: "Callable[[Project], People]", gate: "Gate") -> "Context":
    """The project, its assessment, and how to speak of its people.

    Args:
        file: what `--file` or `COPROD_FILE` say, or nothing.
        today: the day of the account.
        people: how to speak of the project's people.
        gate: which phases are judged.

    Raises:
        Unusable: where there is no such project file, or it has problems.
    """
    from coprod.assess import assess
    from coprod.output.account.context import Context

    document = load(*one(file))
    project = document.project
    assessment = assess(project, today, document.line_of, file=document.file, gate=gate)
    return Context(project, assessment, today, people(project))
