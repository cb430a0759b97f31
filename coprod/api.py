"""For other programs: judging a project's text or file, as plain functions that can be mapped over many.

What goes in and what comes out can be pickled, so that an engine can send it to other processes and machines.
"""

from datetime import date

from coprod.assess import Assessment, Gate, assess
from coprod.assess.compare import Earlier
from coprod.store.read import Document, parse

_MARKED = "The file begins with a byte-order mark, which was read over."


def assess_text(text: str, today: date, *, file: str = "coprod.toml", gate: Gate = Gate()) -> Assessment:  # noqa: B008 - immutable
    """Judge a project from its text.

    Args:
        text: the text of a project file.
        today: the day on which it is judged.
        file: how to name it in what is found.
        gate: what is judged, and what lets it pass.

    Returns:
        The assessment; `coprod.output` turns assessments into text in any format.

    Raises:
        Unusable: with every problem of the text, if it is no project.
    """
    return assess_document(parse(text.encode("utf-8", "surrogatepass"), file), today, gate)


def assess_document(document: Document, today: date, gate: Gate, earlier: Earlier | None = None) -> Assessment:
    """Judge a project that was read already, also against an earlier version."""
    found = assess(document.project, today, document.line_of, file=document.file, gate=gate, earlier=earlier)
    return found._replace(notes=(*found.notes, _MARKED)) if document.marked else found
