"""Putting bytes on disk so that a reader finds the old file or the new one, whole, and never anything between."""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import filelock

#: Seconds that a writer waits for another before it gives up.
PATIENCE = 10.0
_STEP = 0.05
#: Seconds that Windows is given to let go of a file that another program looks at.
_HELD = 1.0


class Busy(Exception):
    """Another program kept the file for longer than this one was ready to wait."""


@contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Keep every other coprod from writing to a file, on this machine and where the file system shares its locks.

    The file itself is locked, so nothing is left in its folder. As `replace` puts another file in its place, a lock
    counts only while the name still leads to the file that was locked. Windows replaces no open file: there, a lock
    file stands beside it for as long as the lock is held.

    Args:
        path: an existing file, not a link.
        patience: seconds to wait.

    Raises:
        Busy: when the patience ends.
        OSError: where the file cannot be opened for writing, or the file system has no locks.
    """
    if sys.platform == "win32":
        try:
            with filelock.FileLock(path.with_name(f".{path.name}.lock"), timeout=patience):
                yield
        except filelock.Timeout as error:
            raise Busy from error
        return
    end = time.monotonic() + patience
    while True:
        with path.open("r+b") as file:
            if filelock.lock_descriptor(file.fileno(), blocking=False) and _is_at(path, file.fileno()):
                yield
                return
        if time.monotonic() > end:
            raise Busy
        time.sleep(_STEP)


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def replace(path: Path, data: bytes) -> None:
    """Put `data` in the place of an existing file, keeping its mode, owner and extended attributes.

    When this returns, the new content is on disk. When it raises, the old content stands.

    Raises:
        OSError: where the folder or the disk refuses.
    """
    with _draft(path, data) as draft:
        shutil.copystat(path, draft)
        _keep_owner(path, draft)
        _move(draft, path)
    sync_folder(path.parent)


def put(path: Path, data: bytes) -> None:
    """Write a file whether or not it is there; a device or pipe is written to as it is.

    Raises:
        OSError: where the path, the folder or the disk refuses.
    """
    path = path.resolve()
    if not path.exists():
        create(path, data)
    elif path.is_file():
        replace(path, data)
    else:
        path.write_bytes(data)


def create(path: Path, data: bytes) -> None:
    """Write a new file, which appears whole or not at all.

    Raises:
        FileExistsError: where there is something of that name already; it is left as it is.
        OSError: where the folder or the disk refuses.
    """
    with _draft(path, data) as draft:
        draft.chmod(0o666 & ~_umask())
        try:
            os.link(draft, path)
        except FileExistsError:
            raise
        except OSError:
            _move_to_new(draft, path)
    sync_folder(path.parent)


def _move_to_new(draft: Path, path: Path) -> None:
    """Rename to a name that is free, where the file system has no hard links; the name is reserved first."""
    path.open("xb").close()
    try:
        _move(draft, path)
    except OSError:
        path.unlink()
        raise


@contextmanager
def _draft(path: Path, data: bytes) -> Iterator[Path]:
    """A private file beside `path` that holds `data` on disk; gone at the end, unless it was moved."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _move(draft: Path, path: Path) -> None:
    """Rename over `path`; on Windows, another program that looks at the file may hold it for a moment."""
    end = time.monotonic() + _HELD if sys.platform == "win32" else 0
    while True:
        try:
            draft.replace(path)
        except PermissionError:
            if time.monotonic() > end:
                raise
            time.sleep(_STEP)
        else:
            return


def _keep_owner(path: Path, draft: Path) -> None:
    if sys.platform == "win32":
        return
    was, now = path.stat(), draft.stat()
    if (was.st_uid, was.st_gid) != (now.st_uid, now.st_gid):
        # Only a privileged user may give files away; for others the file becomes theirs, as with any editor.
        with suppress(PermissionError):
            os.chown(draft, was.st_uid, was.st_gid)
            draft.chmod(was.st_mode & 0o7777)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def sync_folder(folder: Path) -> None:
    """Put a folder's names on disk; Windows does that by itself, and has no call for it."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
