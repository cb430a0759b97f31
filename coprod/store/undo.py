"""Taking back the last change that coprod itself made of a project file."""

import re

from coprod.errors import Problem, Unusable
from coprod.store.append import Change, newline
from coprod.store.read import Document, text_of
from coprod.store.steps import Hunk, Step, digest

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
        at = hunk.at if as_left else _place(text, hunk, document.file)
        before = hunk.before
        if not as_left and not hunk.after and text and not text.endswith("\n"):
            before = newline(document.data).decode() + before
        text = text[:at] + before + text[at + len(hunk.after) :]
    try:
        after = document.with_text(text)
    except Unusable as error:
        raise _changed(document.file) from error
    return Change((), document, after)


def _place(text: str, hunk: Hunk, file: str) -> int:
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
