"""The last change of each project, kept so that `coprod undo` can take it back without git.

One step for each project is kept in the user's state folder, as text that only the user may read. Keeping it is a
help, and never worth a failure: where it cannot be kept, there is nothing to take back.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from coprod.store.locate import statements

#: How a table's or a record's own path is long at most; a longer one is a table within a record.
_RECORD = 2


class Hunk(NamedTuple):
    """One run of tables or records that a step changed.

    Attributes:
        at: where it begins in the text as it was left.
        after: its text as it was left; empty where it was taken out.
        before: its text as it was found; empty where it was added.
    """

    at: int
    after: str
    before: str


class Step(NamedTuple):
    """One change of a project file.

    Attributes:
        digest: what tells the file as it was left from any other.
        hunks: what was changed, in the order of the file.
    """

    digest: str
    hunks: list[Hunk]


def digest(text: str) -> str:
    """What tells one text from another."""
    return hashlib.sha256(text.encode()).hexdigest()


def step(before: str, after: str) -> Step:
    """The step from one text of a project file to another."""
    if after.startswith(before) and before.endswith("\n"):
        return Step(digest(after), [Hunk(len(before), after[len(before) :], "")])
    old, new = (list(_blocks(text)) for text in (before, after))
    starts = [0]
    for piece in new:
        starts.append(starts[-1] + len(piece))
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    hunks = [
        Hunk(starts[first], "".join(new[first:last]), "".join(old[begin:end]))
        for kind, begin, end, first, last in changes
        if kind != "equal"
    ]
    return Step(digest(after), hunks)


def _blocks(text: str) -> Iterator[str]:
    """A text in its tables and records, each with what stands below it; and first what stands above all of them."""
    own = [one for one in statements(text) if one.header and len(one.path) <= _RECORD]
    begins = [text.rfind("\n", 0, one.begin) + 1 for one in own]
    for begin, end in zip([0, *begins], [*begins, len(text)], strict=True):
        yield text[begin:end]


def remember(path: Path, before: str, after: str) -> None:
    """Keep the step from one text of a project to another, in the place of the one before; quietly where it can."""
    place = _place(path)
    if place is None:
        return
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # A temporary file is private from its first moment on.
        descriptor, draft = tempfile.mkstemp(dir=place.parent)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
                json.dump(step(before, after), file)
            Path(draft).replace(place)
        finally:
            Path(draft).unlink(missing_ok=True)
    except OSError:
        # An older step would be taken for the last one.
        clear(path)


def clear(path: Path, *_texts: str) -> None:
    """Keep no step of a project."""
    place = _place(path)
    if place is not None:
        with suppress(OSError):
            place.unlink(missing_ok=True)


def recall(path: Path) -> Step | None:
    """The step that is kept of a project; nothing where there is none that can be read."""
    place = _place(path)
    try:
        kept, hunks = json.loads(place.read_text("utf-8")) if place else (None, ())
        return Step(kept, [Hunk(*hunk) for hunk in hunks]) if kept else None
    except (OSError, ValueError, TypeError):
        return None


def _place(path: Path) -> Path | None:
    """Where the step of a project is kept, by the path that a link leads to; nothing where the user has no home."""
    from platformdirs import user_state_path  # noqa: PLC0415 - only what writes needs it

    folder = user_state_path("coprod", appauthor=False)
    name = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]
    return folder / "undo" / f"{name}.json" if folder.is_absolute() else None
