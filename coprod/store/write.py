"""Writing a change of a project file, keeping the step, and taking the last one back.

One step for each project is kept in the user's state folder, as text that only the user may read. Keeping it is a
help, and never worth a failure: where it cannot be kept, there is nothing to take back.
"""

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from coprod.errors import Problem, Unusable
from coprod.store.change import Change, newline
from coprod.store.disk import exchange, exclusively
from coprod.store.positions import statements
from coprod.store.read import Document, load, text_of

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
        forget_step(path)


def forget_step(path: Path, *_texts: str) -> None:
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


def write(
    path: Path,
    file: str,
    change_of: Callable[[Document], Change],
    on_wait: Callable[[], None] = lambda: None,
    on_step: Callable[[Path, str, str], None] = remember,
) -> Change:
    """Change a project file under a lock, all of it or nothing; on disk when this returns.

    Args:
        path: the project file; a link is followed, and stays a link.
        file: how to name it in messages.
        change_of: makes the change for the file as it stands under the lock; where it changes nothing, nothing is
            written.
        on_wait: called once, when another program keeps this one waiting for a noticeable time.
        on_step: what becomes of the step, from the path and the texts before and after; left out, it can be undone.

    Returns:
        What was changed.

    Raises:
        Unusable: where the file, its folder or the change is unusable; the message says which content the file has.
    """
    with exclusively(path, file, on_wait) as real:
        document = load(real, file)
        change = change_of(document)
        if change.after.data != document.data:
            exchange(real, file, document.data, change.after.data)
            on_step(real, *(text_of(one.data, file) for one in (document, change.after)))
        return change


_GAP = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")


def taken_back(document: Document, step: Step | None) -> Change:
    """A document without the last step, in memory; what was changed elsewhere in the file since stays.

    Args:
        document: the file as it was read.
        step: the step.

    Returns:
        The change.

    Raises:
        Unusable: where no step is kept, or what it changed is not as it was left.
    """
    if step is None:
        raise Unusable(Problem(document.file, "nothing is kept of it that could be taken back"))
    text = text_of(document.data, document.file)
    as_left = digest(text) == step.digest
    for hunk in reversed(step.hunks):
        at = hunk.at if as_left else _place_of(text, hunk, document.file)
        before = hunk.before
        if not as_left and not hunk.after and text and not text.endswith("\n"):
            before = newline(document.data).decode() + before
        text = text[:at] + before + text[at + len(hunk.after) :]
    try:
        after = document.with_text(text)
    except Unusable as error:
        raise _changed(document.file) from error
    return Change((), document, after)


def _place_of(text: str, hunk: Hunk, file: str) -> int:
    """Where what was changed stands in a text that was changed elsewhere since; what was taken out comes last.

    Raises:
        Unusable: where it is not there once and whole, followed by another table.
    """
    if not hunk.after:
        return len(text)
    at = text.find(hunk.after)
    end = at + len(hunk.after)
    gap = _GAP.match(text, end)
    follows = gap is not None and text[gap.end() : gap.end() + 1] in {"", "["}
    begins = at == 0 or text[at - 1 : at] == "\n"
    if at < 0 or not begins or not follows or text.find(hunk.after, at + 1) >= 0:
        raise _changed(file)
    return at


def _changed(file: str) -> Unusable:
    return Unusable(
        Problem(file, "what coprod recorded last was changed since, and is left as it is: mend it with coprod amend")
    )
