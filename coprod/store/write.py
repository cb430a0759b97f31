"""Writing a change of a project file under its lock, and taking the last one back."""

from collections.abc import Callable
from pathlib import Path

from coprod.errors import Problem, Unusable
from coprod.store.change import Change
from coprod.store.disk import exchange, exclusively
from coprod.store.erased import kept_out
from coprod.store.merge import Differs, merge
from coprod.store.read import Document, load, parse, text_of
from coprod.store.steps import Step, forget_step, keep, marks, stage


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
                keep(real, marks(change.after.project))
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
    try:
        left, found = (parse(text.encode(), document.file) for text in (step.after, step.before))
        # A name that was taken out since stays out of what stood there before.
        after, _ = kept_out(left, (document, found), merge(left, document, found))
    except (Differs, Unusable) as error:
        raise changed from error
    if after.data == document.data:
        raise changed
    return Change((), document, after)
