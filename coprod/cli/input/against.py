"""What `--against` names: the same file at a git revision, or another file."""

import os
from collections.abc import Iterable
from pathlib import Path

import typer

from coprod.assess.compare import Earlier, Version
from coprod.cli.input.projects import STANDARD_INPUT
from coprod.errors import Problem, Unusable
from coprod.store.read import Document, load, parse
from coprod.store.revisions import Revision


class Against:
    """Where the version before each project is found. A file that is there wins over a revision of that name.

    Args:
        name: what the user named.
        files: the projects that are judged, as the user named them.

    Raises:
        typer.BadParameter: where one file is to stand for several projects.
        Unusable: where the name is neither a file nor a revision.
    """

    def __init__(self, name: str, files: Iterable[str]) -> None:
        self.name = name
        self._revisions: dict[Path, Revision] = {}
        self._file = Path(name) if os.path.lexists(name) else None
        if self._file is None:
            return
        if self._file.is_dir():
            raise Unusable(Problem(name, "is a folder: --against takes one file, or a git revision"))
        if len(list(files)) > 1:
            several = f"{name} is one file, and there are several projects: give a git revision instead"
            raise typer.BadParameter(several, param_hint="--against")

    def earlier(self, document: Document) -> Earlier:
        """What stood before one project, and what tells its sessions apart.

        Raises:
            Unusable: where that version is no project, or cannot be read.
        """
        return Earlier(self.name, self._version(document.file), _without_id(document))

    def _version(self, file: str) -> Version | None:
        if self._file is not None:
            return _version_of(load(self._file, self._file.as_posix()))
        if file == STANDARD_INPUT:
            raise Unusable(Problem(file, "is in no git repository: --against takes another file here"))
        data = self._revision(Path(file)).read(Path(file))
        return None if data is None else _version_of(parse(data, f"{file} (at {self.name})"))

    def gone(self, folders: Iterable[Path]) -> list[str]:
        """The projects below these folders that stood before, and are not there now."""
        if self._file is not None:
            return []
        return [name for folder in folders for name in self._revision(folder / "x").gone(folder)]

    def _revision(self, path: Path) -> Revision:
        """The revision in the repository that holds a file; each repository is asked once."""
        folder = path.absolute().parent
        top = next((place for place in (folder, *folder.parents) if (place / ".git").exists()), folder)
        if top not in self._revisions:
            self._revisions[top] = Revision(top, self.name)
        return self._revisions[top]


def _version_of(document: Document) -> Version:
    return Version(document.project, _without_id(document))


def _without_id(document: Document) -> frozenset[str]:
    """The ids of the sessions that have none written in the file."""
    pairs = zip(document.project.sessions, document.content.get("sessions", ()), strict=True)
    return frozenset(session.id for session, written in pairs if "id" not in written)
