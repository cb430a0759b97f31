"""Writing a change of a project file under its lock, and taking the last one back.

One step for each project is kept in the user's state folder, as text that only the user may read. It holds the whole
file as it was before and after, names too, so that it can be merged away. Keeping it is a help, and never worth a
failure: if it cannot be kept, there is nothing to take back.
"""

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from coprod.errors import Problem, Unusable
from coprod.store.change import Change
from coprod.store.disk import exchange, exclusively
from coprod.store.merge import Differs, merge
from coprod.store.read import Document, load, parse, text_of


class Step(NamedTuple):
    """One change of a project file: its text before and after."""

    before: str
    after: str


def remember(path: Path, before: str, after: str) -> None:
    """Keep the step from one text of a project to another instead of the older one, if that is possible."""
    place = _place(path)
    if place is None:
        return
    draft, kept = place.with_suffix(".tmp"), False
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        # The file is private from its first moment on, and under one name, so that the next command clears it.
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(Step(before, after), file)
        draft.replace(place)
        kept = True
    except OSError:
        pass
    finally:
        # An older step would be taken for the last one.
        if not kept:
            forget_step(path)


def forget_step(path: Path, *_texts: str) -> None:
    """Keep no step of a project, nor what a killed command left of one."""
    place = _place(path)
    if place is not None:
        for left in (place, place.with_suffix(".tmp")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def forget_steps_with(holds: Callable[[str], bool]) -> None:
    """Keep no step of any project whose text before or after holds something, nor what a killed command left."""
    folder = _folder()
    with suppress(OSError):
        for kept in folder.iterdir() if folder else ():
            step = _read(kept) if kept.suffix == ".json" else None
            if step is None or holds(step.before) or holds(step.after):
                kept.unlink(missing_ok=True)


def recall(path: Path) -> Step | None:
    """The step that is kept of a project, or None if there is none that can be read."""
    return _read(_place(path))


def _read(place: Path | None) -> Step | None:
    try:
        before, after = json.loads(place.read_text("utf-8")) if place else ("", None)
    except (OSError, ValueError, TypeError):
        return None
    return Step(before, after) if isinstance(before, str) and isinstance(after, str) else None


def _place(path: Path) -> Path | None:
    """The file for the step of a project, by the path that a link leads to; None if the user has no home."""
    folder = _folder()
    name = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]
    return folder / f"{name}.json" if folder else None


def _folder() -> Path | None:
    """The folder that keeps the steps of all projects, or None if the user has no home."""
    from platformdirs import user_state_path  # noqa: PLC0415 - only commands that write need it

    folder = user_state_path("coprod", appauthor=False)
    return folder / "undo" if folder.is_absolute() else None


def write(
    path: Path,
    file: str,
    change_of: Callable[[Document], Change],
    on_wait: Callable[[], None] = lambda: None,
    on_step: Callable[[Path, str, str], None] = remember,
) -> Change:
    """Change a project file under its lock, all of it or nothing; it is on disk afterwards.

    `change_of` makes the change of the file as it is under the lock; if there is none, nothing is written. `on_step`
    takes the path and the texts before and after, and keeps or clears the step.
    """
    with exclusively(path, file, on_wait) as real:
        document = load(real, file)
        change = change_of(document)
        if change.after.data != document.data:
            exchange(real, file, document.data, change.after.data)
            on_step(real, *(text_of(one.data, file) for one in (document, change.after)))
        return change


def taken_back(document: Document, step: Step | None) -> Change:
    """A document without the last step, in memory; later changes elsewhere in the file stay.

    The text that the step left is the common version of two sides: the text now, and the text before the step.
    """
    if step is None:
        raise Unusable(Problem(document.file, "nothing is kept of it that could be taken back"))
    if text_of(document.data, document.file) == step.after:
        return Change((), document, document.with_text(step.before))
    changed = Unusable(
        Problem(
            document.file,
            "what coprod recorded last was changed since, and is left as it is: mend it with coprod amend",
        )
    )
    try:
        left, found = (parse(text.encode(), document.file) for text in (step.after, step.before))
        after = merge(left, document, found)
    except (Differs, Unusable) as error:
        raise changed from error
    if after.data == document.data:
        raise changed
    return Change((), document, after)
