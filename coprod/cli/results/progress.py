"""Where the phases stand after a command that wrote."""

from datetime import date

from coprod.assess import Assessment, Gate, assess
from coprod.cli.terminal import Colour, look
from coprod.framework import PhaseName
from coprod.output.formats.text import progress
from coprod.store.append import Change
from coprod.store.read import Document


def so_far(document: Document, today: date, colour: Colour, *rules: str) -> str:
    """Where the four phases stand so far.

    Only what the definition asks for, and these rules: the others are for check, and would bury what was just written.
    """
    return progress(_assessed(document, today, *rules), look(colour))


def stands_now(change: Change, today: date) -> list[PhaseName]:
    """The phases that stand by a change, and did not before."""
    before, after = (_assessed(document, today) for document in (change.before, change.after))
    stood = {record.phase for record in before.phases if record.stands}
    return [record.phase for record in after.phases if record.stands and record.phase not in stood]


def _assessed(document: Document, today: date, *rules: str) -> Assessment:
    gate = Gate(so_far=True, rules=frozenset(rules))
    return assess(document.project, today, document.line_of, file=document.file, gate=gate)
