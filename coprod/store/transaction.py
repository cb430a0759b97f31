"""Several files of a folder replaced together: the old ones stand until all of the new ones are on disk.

The new files are written in a stage beside the folder, outside of what is published. Then a journal names the files
that change places, then they do, and then the stage goes. If a run was killed, the next one finishes what its journal
says, or clears a stage without a journal; whatever coprod did not write stays as it is.
"""

import errno
import json
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from coprod.store.disk import PATIENCE, Busy, flush, flush_folder, hold, undisturbed, waits, written

_JOURNAL = "journal"


#: Replaces files by their names, and removes others.
Replace = Callable[[Mapping[str, bytes], Collection[str]], None]


@contextmanager
def together(folder: Path, is_own: Callable[[str], bool]) -> Iterator[Replace]:
    """Finish what a killed run left of a folder, and keep others away while its files are replaced.

    `is_own` tells the names that coprod writes there: a journal may change no other.
    """
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    stage = _stage(folder.absolute())
    with _held(stage):
        journal = _journal(stage)
        if journal is not None:
            swapped, gone = ([name for name in names if is_own(name)] for names in journal)
            _swap(folder, stage, [name for name in swapped if (stage / name).is_file()], gone)
        _clear(stage)

        def replace(texts: Mapping[str, bytes], gone: Collection[str]) -> None:
            for name in (*texts, *gone):
                _require_plain(folder / name)
            for name, data in texts.items():
                _write(stage / name, data)
            names = json.dumps([list(texts), list(gone)]).encode()
            _write(stage / f"{_JOURNAL}.new", names)
            (stage / f"{_JOURNAL}.new").replace(stage / _JOURNAL)
            flush_folder(stage)
            _swap(folder, stage, texts, gone)

        try:
            yield replace
        finally:
            # With its journal, a stage is finished by the next run.
            if _journal(stage) is None:
                _clear(stage)
                with suppress(OSError):
                    stage.rmdir()
                    if is_new:
                        # Only an empty folder goes.
                        folder.rmdir()


def _stage(folder: Path) -> Path:
    """The stage beside a folder, or within it if files cannot be moved from beside."""
    beside = folder.parent
    if os.access(beside, os.W_OK) and beside.stat().st_dev == folder.stat().st_dev:
        return beside / f".{folder.name}.coprod-stage"
    return folder / ".coprod-stage"


@contextmanager
def _held(stage: Path) -> Iterator[None]:
    """A stage that no other run uses; a file system without locks has to do without."""
    for _ in waits(PATIENCE):
        stage.mkdir(mode=0o700, exist_ok=True)
        if stage.is_symlink():
            raise OSError(errno.ELOOP, f"{stage.name} is a link: remove it")
        if sys.platform == "win32":
            yield
            return
        with suppress(FileNotFoundError):
            descriptor = os.open(stage, os.O_RDONLY)
            try:
                # A run that ends takes its stage away.
                if hold(descriptor) and os.path.samestat(stage.stat(), os.fstat(descriptor)):
                    yield
                    return
            finally:
                os.close(descriptor)
    raise Busy


def _journal(stage: Path) -> tuple[list[str], list[str]] | None:
    """The names of the files that change places and of those that go, or None if no run got so far."""
    try:
        names = json.loads((stage / _JOURNAL).read_text("utf-8"))
        swapped, gone = ([str(name) for name in some if Path(name).name == name] for some in names)
    except (OSError, ValueError, TypeError):
        return None
    return swapped, gone


def _swap(folder: Path, stage: Path, names: Collection[str], gone: Collection[str]) -> None:
    with undisturbed():
        for name in names:
            _require_plain(folder / name)
            if (folder / name).exists():
                with suppress(OSError):
                    shutil.copymode(folder / name, stage / name)
            (stage / name).replace(folder / name)
            written.append(folder / name)
        for name in gone:
            (folder / name).unlink(missing_ok=True)
        flush_folder(folder)
        (stage / _JOURNAL).unlink()


def _require_plain(path: Path) -> None:
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise OSError(errno.ELOOP, f"{path.name} there is a link or no file: move it away")


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        flush(file.fileno())


def _clear(stage: Path) -> None:
    for left in stage.iterdir():
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)
        else:
            left.unlink()
