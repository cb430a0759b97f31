"""What goes on paper: sheets on which sessions are read back, slips to take home, and the codes of both.

A sheet tells everything but how far the community's part went: readers give their own account of that first. So nothing
on it says whether something was agreed together or settled apart, from which the recorded level could be told.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import accumulate
from textwrap import shorten
from typing import NamedTuple
from unicodedata import east_asian_width

from coprod.assess.same import Compared
from coprod.framework import PHASES, SessionKind, Side
from coprod.model import Session
from coprod.model.ids import PROJECT as WHOLE
from coprod.model.ids import code, project_fingerprint
from coprod.output.formats.json import written
from coprod.output.page import page
from coprod.output.shared import Shared
from coprod.output.words import SENTENCES, capitalised, in_words, sentence
from coprod.terms import LEVEL_WORDS, MATTER_WORDS
from coprod.words import visible

#: Letters on a line of large print, in a font as wide as any.
LINE = 48


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


def _fit(lines: int, needed: Iterable[int]) -> int:
    """How many things fit into so many lines that need so many each."""
    return sum(used <= lines for used in accumulate(needed))


class Decision(NamedTuple):
    """A matter as a question, or "" outside of them, and what was decided."""

    question: str
    text: str

    @property
    def lines(self) -> int:
        """How many lines it takes."""
        return lines_of(f"{self.question} {self.text}".strip())


def _decided(session: Session, people: Shared) -> list[Decision]:
    settled = [Decision(MATTER_WORDS[matter], people.field(session, "settled", matter)) for matter in session.settled]
    return settled + [Decision("", text) for text in people.texts(session, "decided")]


def _fixed(session: Session, people: Shared) -> list[Decision]:
    """What was fixed from outside of the phases that a session serves."""
    given = people.project.project.given
    fixed = [matter for phase in session.phase for matter in PHASES[phase] if matter in given]
    return [Decision(MATTER_WORDS[matter], people.about("given", matter)) for matter in fixed]


#: What people did at each kind of session.
_TOOK_PART: dict[SessionKind, str] = {"meeting": "came", "survey": "replied", "ballot": "voted"}


def _came(session: Session, people: Shared) -> str:
    ours = _number(session, people, "community", "person from the community", "people from the community")
    theirs = _number(session, people, "professional", "professional", "professionals")
    took_part = _TOOK_PART[session.kind]
    if not ours:
        return f"{capitalised(theirs)} {took_part}. Nobody from the community {took_part}."
    return f"{capitalised(' and '.join(filter(None, (ours, theirs))))} {took_part}."


def _number(session: Session, people: Shared, side: Side, single: str, several: str) -> str:
    """How many there were on a side, or "" if nobody; of an unknown number, that it is not known."""
    named, unknown = len(getattr(session, side)), session.also_present.unknown(side)
    number = people.number(named + (0 if unknown else session.also_present.at_least(side)))
    words = "" if number == "0" else f"{number} {single if number == '1' else several}"
    if not unknown:
        return words
    return f"{words}, and others," if words else f"some {several}"


def spoken(session: Session, people: Shared) -> str:
    """What the record says of a session, as one short paragraph that can be read aloud."""
    title = people.field(session, "title")
    about = f', "{title}"' if title else ""
    decided = [f"{question} {sentence(text)}".strip() for question, text in _decided(session, people)]
    fixed = [f"{question} {sentence(text)}" for question, text in _fixed(session, people)]
    heard = ", ".join(people.texts(session, "heard"))
    sentences = [
        f"This is about {in_words(session.date)}{about}.",
        _came(session, people),
        *(["This was decided:", *decided] if decided else ["No decision is on record."]),
        *(["This is recorded as fixed from outside:", *fixed] if fixed else []),
        *([f"These were heard: {heard}."] if heard else []),
    ]
    return " ".join(sentences)


#: Lines that fit beside the questions on one side in this print, for what the record says, with one above what was
#: decided and one above what was fixed.
_LINES = 13
#: Names, titles and rows of groups are cut so that the sheet holds them, and what was decided to two lines each.
_SHORT = 34
_LONG = 60
#: Lines for the heading and the first of what was fixed.
_FIXED = 3

#: The words of a sheet around what the record says, for the length of it.
_AROUND = "This is what we wrote down about . These people had a voice: . "


def sheets(sessions: Iterable[Session], people: Shared) -> str:
    """A sheet for each session, as one page of HTML that fetches and runs nothing."""
    head = _head(people)
    made = [_sheet(session, people) for session in sessions]
    return page("sheets", **head, whole="", sheets=made, voices=[words.voice for words in LEVEL_WORDS.values()])


def project_sheet(day: date, people: Shared) -> str:
    """A sheet on which people say how the whole project was done, as one page of HTML."""
    head, whole = _head(people), code(WHOLE, project_fingerprint(people.project, day))
    purpose = cut_to(people.about("purpose"), 2 * LINE)
    return page("sheets", **head, purpose=purpose and sentence(purpose), whole=whole, sheets=[])


def _head(people: Shared) -> dict[str, str]:
    shown = {field: cut_to(people.about(field), _SHORT) for field in ("name", "contact")}
    return {"project": shown["name"], "contact": shown["contact"], "language": people.project.project.language or ""}


def _sheet(session: Session, people: Shared) -> dict[str, object]:
    """What stands on the sheet of one session; there may be more than there is room for."""
    day, title, came = in_words(session.date), cut_to(people.field(session, "title"), _LONG), _came(session, people)
    every, outside = _decided(session, people), _fixed(session, people)
    heard = cut_to(", ".join(people.texts(session, "heard")), _LONG)
    room = _LINES - lines_of(f"{_AROUND}{day}{title}{came}{heard}")
    decided = _fitting(every, room - 1 - (_FIXED if outside else 0))
    fixed = _fitting(outside, room - 2 - sum(decision.lines for decision in decided))
    return {
        "about": sentence(f"{day}: {title}" if title else day),
        "came": came,
        "decided": decided,
        "fixed": fixed,
        "more": len(every) + len(outside) > len(decided) + len(fixed),
        "heard": heard and sentence(heard),
        "code": people.code(session),
    }


def _fitting(decisions: Iterable[Decision], lines: int) -> list[Decision]:
    """As many decisions as these lines hold, and the first in any case."""
    cut = [Decision(question, cut_to(text, 2 * LINE - len(question))) for question, text in decisions]
    return cut[: max(1, _fit(lines, (decision.lines for decision in cut)))]


#: Letters on a line of a slip, lines for what was agreed and told, and letters of one thing and of a name.
_SLIP_LINE, _SLIP_LINES, _SLIP_LONG, _SLIP_SHORT = 40, 6, 80, 40

#: Slips on a side.
_ON_A_SIDE = 4


def slips(sessions: Iterable[Session], people: Shared, *, plain: bool = False) -> str:
    """Slips as a page of HTML, four to a side; a plain one holds nothing that anybody wrote."""
    days = {one.id: in_words(one.date) for one in people.project.sessions}
    made = [_slip(session, people, days, plain=plain) for session in sessions]
    sides = [made[at : at + _ON_A_SIDE] for at in range(0, len(made), _ON_A_SIDE)]
    name = "" if plain else cut_to(people.about("name"), _SLIP_SHORT)
    return page("slips", project=name, sides=sides, plain=plain, language=people.project.project.language or "")


def _slip(session: Session, people: Shared, days: Mapping[str, str], *, plain: bool) -> dict[str, object]:
    """What stands on the slip of one session: what was agreed, and the days whose outcome people were told.

    The level is as those who were there would say it, or "" if none is recorded or nobody came in a community capacity.
    """
    came = session.community or session.also_present.at_least("community")
    slip: dict[str, object] = dict.fromkeys(("project", "title", "agreed", "told", "more", "contact"), "")
    slip["day"] = days[session.id]
    slip["level"] = LEVEL_WORDS[session.level].voice if session.level and came else ""
    slip["code"] = people.code(session, plain=plain)
    if plain:
        return slip
    agreed = [cut_to(decision.text, _SLIP_LONG) for decision in _decided(session, people)]
    told = [days[name] for name in session.feeds_back if name in days]
    room, needed = _SLIP_LINES - bool(told), [lines_of(text, _SLIP_LINE) for text in agreed]
    slip["agreed"] = agreed[: (held := _fit(room, needed))]
    slip["told"] = told[: (shown := _fit(max(room - sum(needed), 1), (lines_of(day, _SLIP_LINE) for day in told)))]
    slip["more"] = held + shown < len(agreed) + len(told)
    slip["project"] = cut_to(people.about("name"), _SLIP_SHORT)
    slip["title"] = cut_to(people.field(session, "title"), _SLIP_SHORT)
    slip["contact"] = cut_to(people.about("contact"), _SLIP_SHORT)
    return slip


def same_text(found: Iterable[Compared]) -> str:
    """What became of what each code is of, a line each."""
    told = ((one.code, SENTENCES["same"]["withdrawn" if one.withdrawn else one.result]) for one in found)
    return "".join(f"{visible(str(code))}: {words}\n" for code, words in told)


def same_json(found: Iterable[Compared], today: date) -> str:
    """The same as JSON, version 1."""
    codes = [{"code": str(one.code), "id": one.id, "result": one.result} for one in found]
    return written({"schema": "coprod-same/1", "today": today, "codes": codes}, indent=2) + "\n"
