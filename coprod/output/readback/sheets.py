"""Sheets to print: one side of A4 for each session, for those who were there to fill in. Nobody needs a terminal.

In large print and short sentences, as guidance on easy read asks for. The recorded level does not stand on them.
"""

from collections.abc import Sequence
from textwrap import shorten
from typing import NamedTuple
from unicodedata import east_asian_width

from coprod.framework import LEVELS
from coprod.model import Project, Session
from coprod.model.ids import fingerprint
from coprod.output.account.privacy import Shared
from coprod.output.readback.record import Decision, SessionRecord, in_groups, sentence, session_record
from coprod.output.templates import page

#: What fits beside the questions on one side in this print, in a font as wide as any: letters on a line, and lines for
#: what the record says, with a line above what was decided and one above what was fixed.
_LINE = 48
_LINES = 13
#: Names, titles and rows of groups are cut so that the sheet holds them, and what was decided to two lines each.
_SHORT = 34
_LONG = 60
#: Lines for the heading and the first of what was fixed.
_FIXED = 3


#: The words of a sheet around what the record says, for the length of it.
_AROUND = "This is what we wrote down about . These people had a voice: . "


class Sheet(NamedTuple):
    """What stands on the sheet of one session.

    Attributes:
        id: the session's id, for whoever types the sheet in.
        about: its day, and what it was about, cut to fit.
        came: how many people came, in a sentence.
        decided: what was decided, as far as there is room.
        fixed: what was fixed before anyone was invited, as far as there is room.
        more: whether more was decided or fixed than there is room for.
        heard: the groups whose voice was in the room.
        fingerprint: which wording this is, in groups of four.
    """

    id: str
    about: str
    came: str
    decided: tuple[Decision, ...]
    fixed: tuple[Decision, ...]
    more: bool
    heard: str
    fingerprint: str


def sheets(project: Project, sessions: Sequence[Session]) -> str:
    """The sheets as one page of HTML, which fetches and runs nothing.

    Args:
        project: the project.
        sessions: the sessions, one sheet for each, in this order.
    """
    people = Shared(project)
    return page(
        "coprod.output.readback",
        "sheets",
        project=_cut(people.text(project.project.name, "the project's name"), _SHORT),
        contact=_cut(project.project.contact or "", _SHORT),
        sheets=[_sheet(session, session_record(session, project, people), people) for session in sessions],
        voices=[level.voice for level in LEVELS.values()],
    )


def _sheet(session: Session, record: SessionRecord, people: Shared) -> Sheet:
    title, heard = _cut(record.title, _LONG), _cut(", ".join(record.heard), _LONG)
    room = _LINES - _lines(f"{_AROUND}{record.day}{title}{record.came}{heard}")
    decided = _fitting(record.decided, room - 1 - (_FIXED if record.fixed else 0))
    fixed = _fitting(record.fixed, room - 2 - sum(map(_lines_of, decided)))
    return Sheet(
        id=_cut(people.text(session.id, "the id of a session"), _SHORT),
        about=sentence(f"{record.day}: {title}" if title else record.day),
        came=record.came,
        decided=decided,
        fixed=fixed,
        more=len(record.decided) + len(record.fixed) > len(decided) + len(fixed),
        heard=sentence(heard) if heard else "",
        fingerprint=in_groups(fingerprint(session)),
    )


def _fitting(decisions: Sequence[Decision], lines: int) -> tuple[Decision, ...]:
    """As many decisions as these lines hold, and the first in any case."""
    found: list[Decision] = []
    for question, text in decisions:
        cut = Decision(question, _cut(text, 2 * _LINE - len(question)))
        lines -= _lines_of(cut)
        if lines < 0 and found:
            break
        found.append(cut)
    return tuple(found)


def _lines_of(decision: Decision) -> int:
    return _lines(f"{decision.question} {decision.text}")


def _lines(text: str) -> int:
    return -(-_width(text) // _LINE)


def _width(text: str) -> int:
    """How much room a text takes, in letters as they usually are; rather too much than too little."""
    wide = sum(letter.isupper() or letter in "mw@%" or east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide


def _cut(text: str, room: int) -> str:
    """A text on one line, cut to this room between words, and within one that is too long by itself."""
    longest = room * len(text) // max(_width(text), 1)
    short = shorten(text, max(longest, 4), placeholder=" ...")
    return short if short != "..." else f"{text[: longest - 4]} ..."
