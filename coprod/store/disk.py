"""Bytes on disk: locked, replaced whole or not at all, with true messages for what went wrong."""

import errno
import os
import re
import shutil
import signal
import stat
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import filelock

from coprod.errors import Problem, Unusable
from coprod.store.read import cannot, read_bytes

#: Seconds after which a wait is worth a word.
_NOTICEABLE = 1.0
_STEP = 0.05
#: Seconds that Windows is given to let go of a file that another program looks at.
_HELD = 1.0
#: Seconds that a pipe is waited on until somebody reads from it.
_UNREAD = 5.0


class Busy(Exception):
    """Another program kept the file locked for too long."""


class Unconfirmed(OSError):
    """The new content is in place, but the disk did not confirm that it will stay there."""


class Unlockable(OSError):
    """The file system has no locks."""


#: The folders whose links lead to what a program has open.
_STREAMS = frozenset(map(Path, ("/dev", "/dev/fd", "/proc/self/fd")))

#: The files that this process has written, so that whoever is interrupted can be told the truth.
written: list[Path] = []

#: What could not be kept or had to be left out, in words.
remarks: list[str] = []


def waits(patience: float) -> Iterator[float]:
    """The seconds that were waited so far, before each of several attempts, until patience is over."""
    begun, waited = time.monotonic(), 0.0
    while waited <= patience:
        yield waited
        time.sleep(_STEP)
        waited = time.monotonic() - begun


@contextmanager
def locked(path: Path, patience: float, on_wait: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Lock a file against other coprod processes, on this machine and wherever the file system shares its locks.

    The file itself is locked, so that nothing is left in its folder. `replace` puts another file in its place, so the
    lock counts only while the name still leads to the locked file. Windows cannot replace an open file; there, a lock
    file stands beside it meanwhile. `on_wait` is called once if the wait becomes noticeable.
    """
    told = False
    for waited in waits(patience):
        with _attempt(path) as held:
            if held:
                yield
                return
        if waited > _NOTICEABLE and not told:
            told = True
            on_wait()
    raise Busy


@contextmanager
def _attempt(path: Path) -> Iterator[bool]:
    if sys.platform == "win32":
        lock = filelock.FileLock(path.with_name(f".{path.name}.lock"), blocking=False)
        try:
            with lock:
                yield True
        except filelock.Timeout:
            yield False
        return
    with path.open("r+b") as file:
        yield _locked(file.fileno()) and _is_at(path, file.fileno())


def _locked(descriptor: int) -> bool:
    try:
        return filelock.lock_descriptor(descriptor, blocking=False)
    except (OSError, NotImplementedError) as error:
        # The library raises the second where the system has no locks at all.
        if os.environ.get("COPROD_LOCK") != "none":
            raise Unlockable(*error.args) from error
        remarks.append("COPROD_LOCK=none: written without a lock; take care that nobody else writes meanwhile")
        return True


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def replace(path: Path, parts: Iterable[bytes]) -> None:
    """Replace the content of an existing file, keeping its mode, owner and extended attributes.

    After any exception but `Unconfirmed`, the old content stands.
    """
    with _draft(path, parts) as draft:
        _keep_attributes(path, draft)
        with undisturbed():
            _move(draft, path)
            _settle(path)


def put(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file whether or not it exists; a device or pipe is written to directly, and no link is followed."""
    if path.is_symlink() and path.parent not in _STREAMS:
        raise OSError(errno.ELOOP, "it is a link; name the file that it leads to")
    if (path.exists() and not path.is_file()) or path.parent in _STREAMS:
        with _opened(path) as file:
            file.writelines(parts)
        return
    clear(path)
    if path.exists():
        replace(path, parts)
    else:
        create(path, parts)


def _opened(path: Path) -> BinaryIO:
    """A device or pipe, open for writing; a pipe is waited on for a while until somebody reads from it."""
    if not hasattr(os, "mkfifo"):
        return path.open("wb")
    for _ in waits(_UNREAD):
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
        else:
            os.set_blocking(descriptor, True)
            return os.fdopen(descriptor, "wb")
    raise OSError(errno.ENXIO, "nobody reads from this pipe")


def create(path: Path, parts: Iterable[bytes], mode: int = 0o666) -> None:
    """Write a new file whole, or raise FileExistsError; the user's mask restricts its mode."""
    with _draft(path, parts) as draft:
        with suppress(OSError):
            draft.chmod(mode & ~_umask())
        with undisturbed():
            try:
                os.link(draft, path)
            except FileExistsError:
                raise
            except OSError:
                _move_to_new(draft, path)
            _settle(path)


def _move_to_new(draft: Path, path: Path) -> None:
    """Rename to a free name if the file system has no hard links; the name is reserved first."""
    path.open("xb").close()
    try:
        _move(draft, path)
    except OSError:
        path.unlink()
        raise


@contextmanager
def _draft(path: Path, parts: Iterable[bytes]) -> Iterator[Path]:
    """A private file beside `path` that holds these bytes on disk; removed at the end unless it was moved.

    It is locked meanwhile, which tells it from one that a killed command left.
    """
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    draft = Path(name)
    with os.fdopen(descriptor, "wb") as file:
        try:
            hold(file.fileno())
            file.writelines(parts)
            file.flush()
            flush(file.fileno())
            if sys.platform == "win32":
                # No open file is moved there.
                file.close()
            yield draft
        finally:
            draft.unlink(missing_ok=True)


def flush(descriptor: int) -> None:
    """Have what was written reach the disk; macOS otherwise leaves it in the drive's own memory."""
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 - Windows has none

        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError:
            # A network share has no such call.
            os.fsync(descriptor)
    else:
        os.fsync(descriptor)


def flush_folder(folder: Path) -> None:
    """Have a folder's entries reach the disk; Windows does that by itself, and has no call for it."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            flush(descriptor)
        finally:
            os.close(descriptor)


def hold(descriptor: int) -> bool:
    """Lock a draft or a stage, if the file system has locks; whether nobody else holds it."""
    try:
        return filelock.lock_descriptor(descriptor, blocking=False)
    except (OSError, NotImplementedError):
        return True


def _move(draft: Path, path: Path) -> None:
    """Rename over `path`; on Windows another program may hold the file for a moment."""
    for _ in waits(_HELD if sys.platform == "win32" else 0):
        with suppress(PermissionError):
            draft.replace(path)
            return
    draft.replace(path)


def _keep_attributes(path: Path, draft: Path) -> None:
    """Copy mode, owner and extended attributes, as far as the file system takes them.

    The old modification time would hide the change from editors, backups and build tools, and is not kept.
    """
    was, now = path.stat(), draft.stat()
    if was.st_nlink > 1:
        remarks.append(f"{path.name} had another name too (a hard link), under which the old content stays")
    with suppress(OSError):
        shutil.copystat(path, draft)
    with suppress(OSError):
        os.utime(draft)
    if sys.platform != "win32" and (was.st_uid, was.st_gid) != (now.st_uid, now.st_gid):
        # Only a privileged user may give files away; for others the file becomes theirs, as with any editor.
        with suppress(OSError):
            os.chown(draft, was.st_uid, was.st_gid)
    # Last, since a file that is given away loses a part of its mode.
    with suppress(OSError):
        draft.chmod(stat.S_IMODE(was.st_mode))
    if stat.S_IMODE(draft.stat().st_mode) != stat.S_IMODE(was.st_mode):
        remarks.append(f"{path.name} could not keep its permissions, which this file system refuses to set")


def clear(path: Path) -> None:
    """Remove drafts that a killed command left beside a file."""
    left = re.compile(rf"\.{re.escape(path.name)}\.[a-z0-9_]{{8}}\.tmp")
    with suppress(OSError):
        for other in path.parent.iterdir():
            if left.fullmatch(other.name) and other.is_file() and not other.is_symlink():
                clear_unheld(other)


def clear_unheld(path: Path) -> None:
    """Remove a file, if that is possible and nobody holds it."""
    with suppress(OSError):
        with path.open("r+b") as file:
            free = hold(file.fileno())
        if free:
            path.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


@contextmanager
def undisturbed() -> Iterator[None]:
    """Defer signals during the rename, so that messages about an interruption are accurate.

    Ctrl-C then comes too late and is dropped; a signal to end is delivered afterwards.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    kinds = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {kind: signal.getsignal(kind) for kind in kinds}
    held = [kind for kind in kinds if callable(before[kind])]
    for kind in held:
        signal.signal(kind, lambda number, _: came.append(number))
    try:
        yield
    finally:
        for kind in held:
            signal.signal(kind, before[kind])
        for number in came:
            if number != signal.SIGINT:
                signal.raise_signal(number)


def _settle(path: Path) -> None:
    written.append(path)
    try:
        flush_folder(path.parent)
    except OSError as error:
        raise Unconfirmed(error.errno, error.strerror) from error


#: Seconds that a writer waits for another before it gives up.
PATIENCE = 30.0


@contextmanager
def as_unusable(file: str) -> Iterator[None]:
    """Turn errors of the system into Unusable, with a message that says which content `file` has."""
    try:
        yield
    except Busy as error:
        raise Unusable(Problem(file, "is being written by another program; try again when it is done")) from error
    except Unlockable as error:
        lockless = (
            "cannot be locked here, as its file system has no locks: where nobody else writes, set COPROD_LOCK=none"
        )
        raise Unusable(Problem(file, lockless)) from error
    except Unconfirmed as error:
        unsure = f"has the new content, and the disk did not confirm that it is kept: {(error.strerror or '').lower()}"
        raise Unusable(Problem(file, unsure)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise Unusable(Problem(file, cannot("write", error))) from error


@contextmanager
def exclusively(path: Path, file: str, on_wait: Callable[[], None] = lambda: None) -> Iterator[Path]:
    """Lock a regular file, following a link, and yield its real path."""
    with as_unusable(file):
        real = path.resolve()
        read_bytes(real, file)
        with locked(real, PATIENCE, on_wait):
            clear(real)
            yield real


def exchange(path: Path, file: str, before: bytes, after: bytes) -> None:
    """Replace `before` with `after`; Unusable if the file holds something else by now, since editors take no lock."""
    if path.read_bytes() != before:
        raise Unusable(Problem(file, "was changed by another program meanwhile, and was left as it is; try again"))
    replace(path, [after])
