"""Editing a project file on a private copy, so that what was typed is never lost and the file is never half done."""

import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from coprod.store.change import replaced
from coprod.store.disk import as_unusable, create, exchange, exclusively
from coprod.store.read import Document, read_bytes

_COPY = "the copy for the editor"

# An editor may be a script that hands the name on to a shell.
_AWKWARD = re.compile(r"[^\w .-]")


@dataclass(frozen=True, slots=True)
class Copy:
    """A project file as it was found, and a copy of it to be edited.

    Attributes:
        path: the project file.
        file: how to name it in messages.
        before: its bytes when it was copied.
        mode: its mode then.
        place: the copy, in a folder of its own that only its owner can read.
    """

    path: Path
    file: str
    before: bytes
    mode: int
    place: Path

    def typed(self) -> bytes:
        """What the copy holds now.

        Raises:
            Unusable: where it is gone, or is no file any more.
        """
        return read_bytes(self.place, _COPY)

    def put_back(self, after: bytes, on_wait: Callable[[], None]) -> None:
        """Put these bytes in the place of the project file, under the lock, if it is still as it was copied.

        Raises:
            Unusable: where it was changed meanwhile, or cannot be written.
        """
        with exclusively(self.path, self.file, on_wait) as real:
            exchange(real, self.file, self.before, after)

    def keep(self) -> str:
        """Keep what was typed as a draft beside the project file, under a name that no other draft has.

        Returns:
            The draft, as it is named to the user.

        Raises:
            Unusable: where it cannot be read or written.
        """
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
        """After an end that nobody chose, keep what was typed: as a draft, and, where it cannot be one, where it is.

        Returns:
            Where it is, as named to the user: the draft, and the copy's folder if there is something in it still, such
            as what the editor left to recover from; nothing where nothing was typed.
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
    """Copy a project file to be edited, after a look whether it could be replaced.

    Args:
        path: the project file; a link is followed.
        file: how to name it in messages.
        on_wait: called once, when another program keeps this one waiting for a noticeable time.

    Returns:
        The copy, under the same name, so that editors know it as TOML.

    Raises:
        Unusable: where the file cannot be read or written, or there is no place for a copy.
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


def with_ids_kept(before: Document, after: Document) -> Document:
    """Write down the ids of sessions that had none written and were corrected, since theirs follow from the content.

    What refers to such a session still finds it then. A session counts as corrected where its date is the same, or
    everything but its date; where that could mean several, none is taken for another.

    Args:
        before: the file as it was.
        after: the file as it was edited.

    Returns:
        The edited file, with a line for each id that had to be written down.
    """
    lost, new = _without_id(before, after), _without_id(after, before)
    corrected = _paired(lost, new, _content)
    rest = [name for name in lost if name not in corrected.values()]
    corrected |= _paired(rest, [name for name in new if name not in corrected], _date)
    if not corrected:
        return after
    kept = {
        ("sessions", index): one.model_copy(update={"id": corrected[one.id]})
        for index, one in enumerate(after.project.sessions)
        if one.id in corrected
    }
    return replaced(after, kept).after


def _without_id(document: Document, other: Document) -> list[str]:
    """The ids of the sessions that have none written and are not in the other version."""
    there = {one.id for one in other.project.sessions}
    written = document.content.get("sessions", [])
    sessions = zip(document.project.sessions, written, strict=True)
    return [one.id for one, record in sessions if "id" not in record and one.id not in there]


def _date(name: str) -> str:
    return name[:10]


def _content(name: str) -> str:
    return name[10:]


def _paired(lost: Iterable[str], new: Iterable[str], alike: Callable[[str], str]) -> dict[str, str]:
    """To each new id the lost one like it, in the order of the file; nothing where their numbers differ."""
    was, now = _grouped(lost, alike), _grouped(new, alike)
    return {
        name: old
        for key, ids in was.items()
        if len(ids) == len(now[key])
        for old, name in zip(ids, now[key], strict=True)
    }


def _grouped(names: Iterable[str], alike: Callable[[str], str]) -> defaultdict[str, list[str]]:
    groups = defaultdict(list)
    for name in names:
        groups[alike(name)].append(name)
    return groups
