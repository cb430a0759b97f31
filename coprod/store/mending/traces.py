"""Where somebody's name still is when a project file holds it no more."""

import os
from collections.abc import Iterator
from pathlib import Path

from coprod.errors import Unusable
from coprod.store.git import Refused, run
from coprod.store.mending.mentions import Name
from coprod.store.read import limit

#: Files that are looked into, at most: a project's folder holds far fewer, and a home folder is none.
_FILES = 5000

#: Seconds that git may take.
_PATIENCE = 60


def files_with(name: Name, project: Path) -> list[Path]:
    """The files beside and below a project file whose text holds a name, in their order; no hidden folders."""
    found = []
    for number, path in enumerate(_files(project.resolve().parent)):
        if number >= _FILES:
            break
        if path != project.resolve() and name.stands_in(_text(path)):
            found.append(path)
    return found


def _files(folder: Path) -> Iterator[Path]:
    for around, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        yield from (Path(around) / one for one in sorted(files))


def _text(path: Path) -> str:
    try:
        if not path.is_file() or path.stat().st_size > limit():
            return ""
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""


def commits_with(text: str, project: Path) -> int:
    """How many commits of all branches added or took out a text, in the folder of a project file and below.

    There are none where the folder is in no repository, or there is no git.
    """
    folder = project.resolve().parent
    question = ("log", "--all", "--format=%H", f"-S{text}", "--", ".")
    try:
        return len(run(folder, project.as_posix(), *question, patience=_PATIENCE).split())
    except (Refused, Unusable):
        return 0
