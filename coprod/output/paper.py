"""What fits on a sheet of paper, and the code by which somebody who keeps one can ask for its record again."""

import re
from textwrap import shorten
from unicodedata import east_asian_width

from coprod.model import Session
from coprod.model.ids import code
from coprod.output.shared import Shared

#: Letters on a line of large print, in a font as wide as any.
LINE = 48

#: An id that coprod made, and one that can be printed and typed.
_MADE = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{6}", re.ASCII)
_TYPED = re.compile(r"[!-~]{1,34}")


def session_code(session: Session, print_: str, people: Shared | None = None) -> str:
    """The code of a session with this fingerprint: its id, or its day if the id is hard to type or says who came.

    Without somebody who words it, an id that people wrote is never shown.
    """
    shown = _TYPED.fullmatch(session.id) and not people.named_in(session.id) if people else _MADE.fullmatch(session.id)
    return code(session.id if shown else session.date.isoformat(), print_)


def lines_of(text: str, line: int = LINE) -> int:
    """How many lines a text takes; rather too many than too few."""
    return -(-_width(text) // line)


def _width(text: str) -> int:
    """How much room a text takes, in letters as they usually are."""
    wide = sum(letter.isupper() or letter in "mw@%" or east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide


def cut_to(text: str, room: int) -> str:
    """A text on one line, cut to this room between words, and within one that is too long by itself."""
    longest = room * len(text) // max(_width(text), 1)
    short = shorten(text, max(longest, 4), placeholder=" ...")
    return short if short != "..." else f"{text[: longest - 4]} ..."
