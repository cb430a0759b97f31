"""Finding project files: the nearest one, or every one below a folder."""

import os
from pathlib import Path

from coprod.errors import Problem
from coprod.store.read import cannot

#: The name under which a project file is found without being named.
FILENAME = "coprod.toml"


def nearest(folder: Path) -> Path | None:
    """The project file of this folder or of the nearest folder above it, or nothing."""
    for place in (folder, *folder.parents):
        candidate = place / FILENAME
        if candidate.is_file():
            return candidate
    return None


def search(folder: Path) -> tuple[list[Path], list[Problem]]:
    """Every project file below a folder; hidden folders and links to folders are passed over.

    Args:
        folder: where to search.

    Returns:
        The files, in a stable order, and the folders that could not be listed, since a project could hide there.
    """
    closed: list[Problem] = []

    def note(error: OSError) -> None:
        closed.append(Problem(Path(error.filename or folder).as_posix(), cannot("list", error)))

    found = []
    for place, folders, names in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(place, name) for name in names if name == FILENAME or name.endswith(f".{FILENAME}")]
    return sorted(found, key=lambda path: path.parts), closed
