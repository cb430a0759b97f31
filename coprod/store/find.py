"""Finding project files: the nearest one, or every one below a folder."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from coprod.errors import Problem, Unusable
from coprod.store.read import cannot, ids_in, read_bytes

#: The name under which a project file is found without being named.
FILENAME = "coprod.toml"


def is_project(name: str) -> bool:
    """Whether a file of this name is a project without being named."""
    return name == FILENAME or name.endswith(f".{FILENAME}")


def nearest(folder: Path) -> Path | None:
    """The `coprod.toml` of this folder or of the nearest folder above it, or None.

    A link that leads nowhere, a pipe or a folder of that name is meant, and is not passed over for a file above.
    """
    return next((place / FILENAME for place in (folder, *folder.parents) if is_there(place / FILENAME)), None)


def here() -> Path:
    """The current folder; Unusable if it is gone."""
    try:
        return Path.cwd()
    except OSError as error:
        gone = "this folder was removed or moved, or cannot be reached: go to another one, and try again"
        raise Unusable(Problem("", gone)) from error


def is_there(path: Path) -> bool:
    """Whether anything has that name, even a link that leads nowhere; Unusable if the system refuses to look."""
    return _mode(path, follow=False) is not None


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder; Unusable if the system refuses to look."""
    mode = _mode(path, follow=True)
    return mode is not None and stat.S_ISDIR(mode)


def _mode(path: Path, *, follow: bool) -> int | None:
    """The sort of what lies at a path and its permissions, or None if nothing does."""
    try:
        return path.stat(follow_symlinks=follow).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise Unusable(Problem(path.as_posix(), cannot("read", error))) from error


def beside(folder: Path) -> list[Path]:
    """The project files of this folder that have a name of their own, such as `garden.coprod.toml`."""
    return sorted(path for path in folder.glob(f"*.{FILENAME}") if path.is_file() and not path.name.startswith("."))


def below(folder: Path) -> list[Path]:
    """The project files one folder down, from this folder; an empty list if the system refuses to look."""
    try:
        return sorted(path.relative_to(folder) for path in folder.glob(f"*/{FILENAME}"))
    except OSError:
        return []


def search(folder: Path) -> tuple[list[Path], list[Problem]]:
    """Every project file below a folder, sorted, and a problem for each folder that could not be listed.

    Hidden folders and links to folders are passed over.
    """
    closed: list[Problem] = []

    def note(error: OSError) -> None:
        closed.append(Problem(Path(error.filename or folder).as_posix(), cannot("list", error)))

    found = []
    for place, folders, names in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(place, name) for name in names if is_project(name)]
    return sorted(found, key=lambda path: path.parts), closed


def copies(path: Path) -> list[Path]:
    """Files beside a project whose names begin with its own, and which hold records of the same ids.

    A shared drive makes such copies when two people write at once.
    """
    stem = path.stem.casefold()
    try:
        beside = sorted(path.parent.iterdir())
    except OSError:
        return []
    alike = [
        other
        for other in beside
        if other.name.casefold().startswith(stem)
        and other.suffix.casefold() == ".toml"
        and not is_project(other.name)
        and other.name != path.name
        and other.is_file()
    ]
    mine = ids_in(bytes_of(path)) if alike else frozenset()
    return [other for other in alike if mine & ids_in(bytes_of(other))]


def bytes_of(path: Path) -> bytes:
    """The bytes of a file; none if it cannot be read."""
    with suppress(Unusable):
        return read_bytes(path, path.name)
    return b""
