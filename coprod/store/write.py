"""Writing a change of a project file under its lock, and taking the last one back."""

import itertools
from collections.abc import Callable, Hashable
from functools import partial
from pathlib import Path

from coprod.errors import Problem, Unusable
from coprod.model import Counted
from coprod.store.change import Change
from coprod.store.disk import exchange, exclusively
from coprod.store.read import Document, load, parse, text_of
from coprod.store.steps import Step, forget_step, keep, marks, stage
from coprod.words import is_code


def write(
    path: Path,
    file: str,
    change_of: Callable[[Document], Change],
    on_wait: Callable[[], None] = lambda: None,
    *,
    undoable: bool = True,
) -> Change:
    """Change a project file under its lock, all of it or nothing; it is on disk afterwards.

    `change_of` makes the change of the file as it is under the lock. Unless it is `undoable`, no step is kept any more.
    """
    with exclusively(path, file, on_wait) as real:
        document = load(real, file)
        change = change_of(document)
        if change.after.data != document.data:
            before, after = (text_of(one.data, file) for one in (document, change.after))
            if undoable:
                stage(real, Step(before, after))
            exchange(real, file, document.data, change.after.data)
            if undoable:
                keep(real, partial(marks, change.after.project))
            else:
                forget_step(real)
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
    from coprod.store.erased import kept_out  # noqa: PLC0415 - only undo merges, and looks for names
    from coprod.store.merge import Differs, merge  # noqa: PLC0415

    try:
        left, found = (parse(text.encode(), document.file) for text in (step.after, step.before))
        # A name that was taken out since stays out of what stood there before.
        after, _ = kept_out(left, (document, found), merge(left, document, found))
    except (Differs, Unusable) as error:
        raise changed from error
    if after.data == document.data:
        raise changed
    # Of those who have no name since, one may have been forgotten in another clone.
    if _nameless(document) - _nameless(left) and _names(after) - _names(document) - _names(left):
        raise Unusable(Problem(document.file, _COMES_BACK))
    return Change((), document, after)


_COMES_BACK = (
    "was changed since, and undo would bring back a name that stands nowhere any more: if nobody asked to be "
    "forgotten, put it right with coprod amend or coprod rename"
)


def _names(document: Document) -> set[str]:
    """The names that sessions and ids have."""
    return {*document.project.people.values(), *itertools.filterfalse(is_code, document.project.labels)}


def _nameless(document: Document) -> set[Hashable]:
    """The ids without a name, and the sessions to which somebody came who is only counted."""
    counted = {(one.id, one.also_present) for one in document.project.sessions if one.also_present != Counted()}
    return {*filter(is_code, document.project.labels - document.project.people.keys()), *counted}
