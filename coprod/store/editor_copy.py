"""Editing a project file on a private copy, so that no typing is lost and the file is never half done."""

import re
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from coprod.store.disk import as_unusable, create, exchange, exclusively
from coprod.store.read import read_bytes

_COPY = "the copy for the editor"

# An editor may be a script that hands the name on to a shell.
_AWKWARD = re.compile(r"[^\w .-]")


@dataclass(frozen=True, slots=True)
class Copy:
    """A project file and a copy of it for an editor."""

    path: Path  # the project file
    file: str  # its name in messages
    before: bytes  # its bytes when it was copied
    mode: int  # its mode then
    place: Path  # the copy, in a folder of its own that only its owner can read

    def typed(self) -> bytes:
        """The content of the copy; Unusable if it is gone."""
        return read_bytes(self.place, _COPY)

    def put_back(self, after: bytes, on_wait: Callable[[], None]) -> None:
        """Write these bytes to the project file, under its lock, if it is still as it was copied."""
        with exclusively(self.path, self.file, on_wait) as real:
            exchange(real, self.file, self.before, after)

    def keep(self) -> str:
        """Save the copy as a draft beside the project file, under a free name, and return that name."""
        data = self.typed()
        with as_unusable(f"{self.file}.draft"):
            for number in count(1):
                draft = self.path.with_name(f"{self.path.name}.draft{'' if number == 1 else f'-{number}'}")
                with suppress(FileExistsError):
                    create(draft, [data], self.mode)
                    break
        return Path(self.file).with_name(draft.name).as_posix()

    def discard(self) -> None:
        """Remove the copy, and whatever the editor left beside it."""
        shutil.rmtree(self.place.parent, ignore_errors=True)

    def rescue(self) -> list[str]:
        """After an interruption, save the edits as a draft; if that fails, leave them where they are.

        Returns the places as named to the user: the draft, and the copy's folder if it still holds something, such as
        the editor's recovery file; an empty list if nothing was typed.
        """
        kept = []
        with suppress(Exception):
            if self.typed() != self.before:
                kept.append(self.keep())
            self.place.unlink()
        with suppress(OSError):
            self.place.parent.rmdir()
        return [*kept, self.place.parent.as_posix()] if self.place.parent.exists() else kept


def copied(path: Path, file: str, on_wait: Callable[[], None]) -> Copy:
    """Copy a project file for an editor, after making sure that it could be replaced; a link is followed.

    The copy has the same name, so that editors know it as TOML.
    """
    with exclusively(path, file, on_wait) as real:
        before, mode = real.read_bytes(), real.stat().st_mode & 0o777
    with as_unusable(_COPY):
        place = Path(tempfile.mkdtemp(prefix="coprod-"), _AWKWARD.sub("_", path.name))
        copy = Copy(path, file, before, mode, place)
        try:
            place.write_bytes(before)
        except BaseException:
            copy.discard()
            raise
    return copy
