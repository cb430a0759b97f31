"""What every command that writes has in common: the lock, the last look, and true words for what went wrong."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from coprod.errors import Problem, Unusable
from coprod.store.disk.replace import Busy, Unconfirmed, Unlockable, clear, locked, replace
from coprod.store.read import cannot, read_bytes

#: Seconds that a writer waits for another before it gives up.
PATIENCE = 30.0


@contextmanager
def as_unusable(file: str) -> Iterator[None]:
    """Turn what the system refuses into a message about `file`.

    Raises:
        Unusable: in the place of every error of the system; its message says which content the file has.
    """
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
    """Keep a file from other programs of ours; a link is followed.

    Args:
        path: an existing file.
        file: how to name it in messages.
        on_wait: called once, when the wait has become noticeable.

    Yields:
        The file that the path leads to.

    Raises:
        Unusable: as `as_unusable`, and where the path is no regular file.
    """
    with as_unusable(file):
        real = path.resolve()
        read_bytes(real, file)
        with locked(real, PATIENCE, on_wait):
            clear(real)
            yield real


def exchange(path: Path, file: str, before: bytes, after: bytes) -> None:
    """Put new content in the place of the old, if the old is still there: an editor asks for no lock.

    Raises:
        Unusable: where the file holds something else by now.
        OSError: where the folder or the disk refuses.
    """
    if path.read_bytes() != before:
        raise Unusable(Problem(file, "was changed by another program meanwhile, and was left as it is; try again"))
    replace(path, [after])
