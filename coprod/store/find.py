"""Finding project files: the nearest one, or every one below a folder."""

import os
import stat
from pathlib import Path

from coprod.errors import Problem, Unusable
from coprod.store.read import cannot

#: The name under which a project file is found without being named.
FILENAME = "coprod.toml"


def nearest(folder: Path) -> Path | None:
    """What is called as a project file in this folder or in the nearest folder above it, or nothing.

    A link that leads nowhere, a pipe or a folder of that name is meant, and is never passed over for a file above.

    Raises:
        Unusable: where the system refuses to look.
    """
    return next((place / FILENAME for place in (folder, *folder.parents) if is_there(place / FILENAME)), None)


def here() -> Path:
    """The current folder.

    Raises:
        Unusable: where it is gone, or it is not known where it is.
    """
    try:
        return Path.cwd()
    except OSError as error:
        gone = "this folder was removed or moved, or cannot be reached: go to another one, and try again"
        raise Unusable(Problem("", gone)) from error


def is_there(path: Path) -> bool:
    """Whether there is something of that name, be it a link that leads nowhere.

    Raises:
        Unusable: where the system refuses to look, as in a folder that may not be entered.
    """
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        raise Unusable(Problem(path.as_posix(), cannot("read", error))) from error
    return True


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder.

    Raises:
        Unusable: where the system refuses to look.
    """
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        raise Unusable(Problem(path.as_posix(), cannot("read", error))) from error


def beside(folder: Path) -> list[Path]:
    """The project files of a folder itself that have a name of their own, such as `garden.coprod.toml`."""
    return sorted(path for path in folder.glob(f"*.{FILENAME}") if path.is_file() and not path.name.startswith("."))


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
