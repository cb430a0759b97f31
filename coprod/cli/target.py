"""The project files that a command works on: found, read, changed, and what their phases show afterwards."""

import os
import shlex
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from coprod.cli.terminal import print_note
from coprod.errors import Problem, Unusable
from coprod.store.find import FILENAME, below, beside, here, is_folder, is_there, nearest, search
from coprod.store.read import Document, cannot, load, parse, read_stream
from coprod.words import visible

if TYPE_CHECKING:
    from datetime import date

    from coprod.assess import Gate
    from coprod.output.account.context import Context

STANDARD_INPUT = "-"

#: Files that a message names.
_LISTED = 3


@dataclass(frozen=True, slots=True)
class Target:
    """A project file that a command works on, by the name for the user; `-` is standard input.

    Reading it raises its failure, if that is known already. The folder is the one that was searched for it, if any was.
    """

    path: Path
    name: str
    failure: Unusable | None = None
    folder: Path | None = field(default=None, compare=False)

    @property
    def shown(self) -> str:
        """Its name, harmless to show."""
        return visible(self.name)

    @property
    def called(self) -> str:
        """Its name without the folders above the one that was given, or above its own if they are not to be told."""
        if self.folder is not None:
            return self.path.relative_to(self.folder).as_posix()
        if self.path.is_absolute() or ".." in self.path.parts:
            return self.path.name if self.path.name != FILENAME else "/".join(self.path.absolute().parts[-2:])
        return self.path.as_posix()

    def load(self) -> Document:
        """Read the project, or raise `Unusable` with every problem of it."""
        if self.failure:
            raise self.failure
        if self.name == STANDARD_INPUT:
            return parse(standard_input_bytes(), STANDARD_INPUT)
        return load(self.path, self.name)


def find(file: str | None) -> Target:
    """The one project file that a command works on: what `--file` or `COPROD_FILE` say, or the nearest one."""
    if file is not None:
        path = _in_folder(Path(file)) if is_folder(Path(file)) else Path(file)
        _require_toml(path)
        return Target(path, path.as_posix())
    found = nearest(here())
    if found is None:
        if others := _listed([file.relative_to(here()) for file in beside(here())]):
            instead = f", but here is {others}: name it with --file"
        elif lower := _listed(below(here())):
            instead = f", but below is {lower}: name it with --file, or see them all with coprod status ."
        else:
            instead = ": start one with coprod init, or name a file with --file"
        raise Unusable(Problem("", f"no {FILENAME} in this folder or above{instead}"))
    return Target(found, Path(os.path.relpath(found)).as_posix())


def _in_folder(folder: Path) -> Path:
    path = folder / FILENAME
    if is_there(path):
        return path
    others = _listed([file.relative_to(folder) for file in beside(folder)])
    held = f"; it holds {others}: name one" if others else ": start one with coprod init, or name a file"
    raise Unusable(Problem(folder.as_posix(), f"is a folder without a {FILENAME}{held}"))


def _listed(files: Sequence[Path]) -> str:
    """Names of files for a message: a few of many."""
    more = f" and {len(files) - _LISTED} more" if len(files) > _LISTED else ""
    return f"{', '.join(file.as_posix() for file in files[:_LISTED])}{more}"


def find_all(names: Sequence[str], file: str | None) -> list[Target]:
    """The files that a command line names, each once; one that cannot be used has a failure, and stops no other.

    A folder means every project file below it, and `-` alone standard input; without names, `file` counts.
    """
    if STANDARD_INPUT in names and len(names) > 1:
        return [_failed(Problem(STANDARD_INPUT, "is standard input, and cannot stand beside other paths"))]
    found: list[Target] = []
    for name in names or (None,):
        try:
            found += [find(file)] if name is None else _below(name)
        except Unusable as unusable:
            found.append(_failed(*unusable.problems))
    return list(dict.fromkeys(found))


def is_several(names: Sequence[str]) -> bool:
    """Whether a command line names several projects: more than one path, or a folder to search."""
    return len(names) > 1 or (len(names) == 1 and is_folder(Path(names[0])))


def _failed(*problems: Problem) -> Target:
    return Target(Path(problems[0].file), problems[0].file, Unusable(*problems))


def _below(name: str) -> list[Target]:
    path = Path(name)
    if name == STANDARD_INPUT:
        return [Target(path, STANDARD_INPUT)]
    if not is_folder(path):
        _require_toml(path)
        return [Target(path, path.as_posix())]
    inside, closed = search(path)
    if not inside and not closed:
        raise Unusable(Problem(name, f"holds no project file: no {FILENAME} and no *.{FILENAME}"))
    return [*(Target(file, file.as_posix(), folder=path) for file in inside), *map(_failed, closed)]


def _require_toml(path: Path) -> None:
    if not is_there(path):
        raise Unusable(Problem(path.as_posix(), "there is no such file or folder"))
    if path.suffix != ".toml":
        raise Unusable(Problem(path.as_posix(), "is no project file, whose name ends in .toml"))


def standard_input_bytes() -> bytes:
    """The content of standard input."""
    if sys.stdin is None:
        raise Unusable(Problem(STANDARD_INPUT, "standard input is closed"))
    try:
        return read_stream(sys.stdin.buffer, STANDARD_INPUT)
    except OSError as error:
        raise Unusable(Problem(STANDARD_INPUT, cannot("read", error))) from error


def tell_of_copies(targets: Iterable[Target]) -> None:
    """Name the copies that a shared drive left beside projects, and how each is merged."""
    from coprod.store.find import copies

    for target in targets:
        if target.failure is None and target.name != STANDARD_INPUT:
            for copy in copies(target.path):
                beside = Path(target.name).with_name(copy.name).as_posix()
                own, other = (shlex.quote(visible(name)) for name in (target.name, beside))
                print_note(f"{visible(copy.name)} is a copy of {target.shown}: coprod resolve {own} {other}")


def account_context(target: Target, today: "date", gate: "Gate", *, names: bool) -> "Context":
    """What an account of a target is made of; with `names` for the project's own team."""
    from coprod.api import assess_document
    from coprod.output.account.context import Context
    from coprod.output.shared import Shared

    document = target.load()
    project = document.project
    return Context(project, assess_document(document, today, gate), today, Shared(project, names=names))
