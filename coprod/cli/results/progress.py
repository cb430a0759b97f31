"""Where the phases stand after a command that wrote."""

from datetime import date

from coprod.assess import assess
from coprod.assess.gate import Gate
from coprod.cli.terminal import Colour, look
from coprod.output.formats.text import progress
from coprod.store.read import Document


def so_far(document: Document, today: date, colour: Colour, *rules: str) -> str:
    """Where the four phases stand so far.

    Only what the definition asks for, and these rules: the others are for check, and would bury what was just written.
    """
    gate = Gate(so_far=True, rules=frozenset(rules))
    return progress(assess(document.project, today, document.line_of, file=document.file, gate=gate), look(colour))
