"""The last step of each project, kept so that it can be taken back.

It is text in the user's state folder that only the user may read. It holds the whole file as it was before and after,
names too, so that it can be merged away. Keeping it is a help, and never worth a failure: if it cannot be kept, nothing
can be taken back. It is staged before the file is replaced, so that a command that was killed leaves either step whole.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from pydantic_core import to_json

from coprod.errors import Unusable
from coprod.model import Project
from coprod.model.kinds import ids
from coprod.store.disk import clear_unheld, hold
from coprod.store.read import ids_in, parse

#: How the name of a step that no command has finished ends.
_STAGED = ".tmp"


class Step(NamedTuple):
    """One change of a project file: its text before and after."""

    before: str
    after: str


def stage(path: Path, step: Step) -> None:
    """Write down the step that comes next, if that is possible; the older one stands until it is kept."""
    place = _place(path)
    draft = place.with_suffix(_STAGED)
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        # The file is private from its first moment on, and under one name, so that the next command clears it.
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            hold(file.fileno())
            # The path has a line of its own, so that what other projects keep need not be read to know whose it is.
            file.write(json.dumps(os.path.realpath(path)).encode() + b"\n")
            # Two texts of 10,000 sessions take the standard library twice as long.
            file.write(to_json(step))
    except BaseException as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise


def keep(path: Path, own: Callable[[], frozenset[str]]) -> None:
    """Keep the step that was staged, and no other of this project: an older one would be taken for the last.

    Args:
        path: the project file.
        own: what it may be known by now, which is asked only if there are steps of projects that lie nowhere.
    """
    place = _place(path)
    try:
        place.with_suffix(_STAGED).replace(place)
    except OSError:
        forget_step(path)
    for left, step in _elsewhere(place):
        # What a command staged there before it was killed is the last step of nothing.
        if left.suffix == _STAGED or own() & (_marks(step.before) | _marks(step.after)):
            with suppress(OSError):
                left.unlink(missing_ok=True)
    for left in place.parent.glob(f"*{_STAGED}"):
        if _read(left) is None:
            clear_unheld(left)


def forget_step(path: Path) -> None:
    """Keep no step of a project, nor what a killed command left of one."""
    place = _place(path)
    for left in (place, place.with_suffix(_STAGED)):
        with suppress(OSError):
            left.unlink(missing_ok=True)


def forget_steps_with(holds: Callable[[str], bool]) -> None:
    """Keep no step of any project whose text before or after holds something, nor what a killed command left."""
    with suppress(OSError):
        for kept in _folder().iterdir():
            step = _read(kept) if kept.suffix == ".json" else None
            if step is None or holds(step.before) or holds(step.after):
                kept.unlink(missing_ok=True)


def recall(path: Path, text: str | None = None) -> Step | None:
    """The last step of a project, or None if there is none that can be read.

    Args:
        path: the project file.
        text: what it holds now, by which the step of a command that was killed, and that of a project that was moved,
            are known.
    """
    place = _place(path)
    staged = _read(place.with_suffix(_STAGED))
    if staged is not None and staged.after == text:
        return staged
    own = _read(place)
    if own is not None or text is None:
        return own
    return next((step for _, step in _elsewhere(place) if ids_in(text.encode()) & ids_in(step.after.encode())), None)


def _elsewhere(own: Path) -> Iterator[tuple[Path, Step]]:
    """The steps of other paths at which nothing lies any more, as where a project was moved from."""
    with suppress(OSError):
        for other in sorted(own.parent.iterdir()):
            if other.stem != own.stem and not os.path.lexists(_where(other)) and (step := _read(other)):
                yield other, step


def marks(project: Project) -> frozenset[str]:
    """What a project may be known by: its ids and, as it may have none yet, its name."""
    return frozenset([project.project.name, *[name for _, _, name in ids(project)]])


def _marks(text: str) -> frozenset[str]:
    with suppress(Unusable):
        return marks(parse(text.encode(), "").project)
    return frozenset()


def _where(place: Path) -> str:
    """The path of the project whose step a file holds; empty if none can be read."""
    try:
        with place.open(encoding="utf-8") as file:
            return str(json.loads(file.readline()))
    except (OSError, ValueError):
        return ""


def _read(place: Path) -> Step | None:
    """The step that a file holds, if any."""
    try:
        _, content = place.read_text("utf-8").split("\n")
        step = Step(*json.loads(content))
    except (OSError, ValueError, TypeError):
        return None
    return step if all(isinstance(text, str) for text in step) else None


def _place(path: Path) -> Path:
    """The file for the step of a project, by the path that a link leads to."""
    return _folder() / f"{hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]}.json"


def _folder() -> Path:
    """The folder that keeps the steps of all projects; one that cannot exist if the user has no home."""
    from platformdirs import user_state_path  # noqa: PLC0415 - only commands that write need it

    folder = user_state_path("coprod", appauthor=False)
    return (folder if folder.is_absolute() else Path(os.devnull)) / "undo"
