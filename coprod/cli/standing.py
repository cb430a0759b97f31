"""Where the four phases stand after something was added."""

import datetime as dt

from coprod.assess import assess
from coprod.assess.gate import Gate
from coprod.cli.terminal import Colour, look
from coprod.output.text import progress
from coprod.store.read import Document


def standing(document: Document, today: dt.date, color: Colour) -> str:
    """The phases of a project as they stand so far, for the person who just added to it."""
    # Only what the definition asks for: the other rules are for check, and would bury what was just recorded.
    gate = Gate(so_far=True, rules=frozenset())
    return progress(assess(document.project, today, document.line_of, file=document.file, gate=gate), look(color))
