"""The next meeting's agenda, in lines, as JSON, and as one side of paper; it names nobody."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from coprod.assess.ahead import Agenda, NotHeard
from coprod.assess.voices import ReadingRecord
from coprod.days import in_full
from coprod.framework import PHASES
from coprod.model import Project, Reading, Saying, Session
from coprod.model.ids import fingerprints
from coprod.model.kinds import PROJECT, SAID, SESSIONS
from coprod.output.formats.json import written
from coprod.output.layout import wrapped
from coprod.output.page import page
from coprod.output.paper import cut_to, lines_of, session_code
from coprod.output.shared import Shared
from coprod.output.words import counted, in_words
from coprod.words import visible


class Section(NamedTuple):
    """A part of the agenda: its title, its items, how many more there are, and whether people wrote them."""

    title: str
    items: tuple[str, ...]
    more: int = 0
    written: bool = False

    @property
    def heading(self) -> str:
        """Its title, with how many items are left out."""
        return f"{self.title} (and {self.more} more)" if self.more else self.title


_ASKED, _FIXED = "You asked for this, and it is open", "Fixed from outside"
#: The parts in the language of the record.
_WRITTEN = (_ASKED, _FIXED)

#: Above the room for items that are not on record, the community's first.
ROOM = ("What else do you want to talk about?", "What else does the project bring?")

#: Lines to write on for each of the two, at least and at most.
_ROOM = (3, 9)


def title(found: Agenda) -> str:
    """What the agenda is for."""
    return f"Our next meeting: {found.phase}"


def sections(found: Agenda, project: Project, people: Shared, today: date) -> list[Section]:
    """The parts in which there is something, in their order."""
    questions = PHASES[found.phase].matters
    named = (
        ("Last time: was it like this?", [_read_back(found.read_back, project, people)] if found.read_back else []),
        (_ASKED, [_open(saying, people, today) for saying in found.open]),
        ("Some of you say it was not so", [_difference(record, project, people) for record in found.differences]),
        ("Still to agree", [questions[matter] for matter in found.not_agreed]),
        ("We still have to tell you", [_to_tell(record, people) for record in found.to_tell]),
        ("Nobody has heard these groups", [_not_heard(group, people) for group in found.not_heard]),
        (_FIXED, [people.field(PROJECT, project.project, "given", matter) for matter in found.given]),
    )
    return [Section(heading, tuple(items), written=heading in _WRITTEN) for heading, items in named if items]


def _named(session: Session, people: Shared) -> str:
    about = people.field(SESSIONS, session, "title")
    return f"{in_words(session.date)}: {about}" if about else in_words(session.date)


def _read_back(session: Session, project: Project, people: Shared) -> str:
    return f"{_named(session, people)} (code {session_code(session, fingerprints(project)[session.id], people)})"


def _open(saying: Saying, people: Shared, today: date) -> str:
    return f"{people.field(SAID, saying, 'text')} ({counted((today - saying.date).days, 'day')})"


def _difference(record: ReadingRecord, project: Project, people: Shared) -> str:
    answered = "we answered" if record.answered else "we have not answered"
    session = next((known for known in project.sessions if known.id == record.reading.session), None)
    about = f"about {_named(session, people)}" if session else "about the whole project"
    return f"On {in_words(record.reading.date)}, {about} ({answered})"


def _to_tell(record: Session | Saying | Reading, people: Shared) -> str:
    match record:
        case Session():
            return f"What came of {_named(record, people)}"
        case Saying():
            return f"Our answer to: {people.field(SAID, record, 'text')}"
        case _:
            return f"Our answer to what some of you said on {in_words(record.date)}"


def _not_heard(group: NotHeard, people: Shared) -> str:
    asked = f"last asked on {in_words(group.asked)}" if group.asked else "not asked"
    return f"{people.text(PROJECT.row('affected'), group.group)} ({asked})"


def text(found: Agenda, project: Project, people: Shared, today: date, columns: int) -> str:
    """The agenda in lines of so many columns."""
    lines = [*wrapped(title(found), columns), *wrapped(_about(found, project, people), columns)]
    for section in sections(found, project, people, today):
        lines += ["", *wrapped(visible(section.heading), columns)]
        lines += [line for item in section.items for line in wrapped(visible(item), columns, "  - ", "    ")]
    for heading in ROOM:
        lines += ["", *wrapped(heading, columns), *["  - ____"] * _ROOM[0]]
    return "".join(f"{line}\n" for line in lines)


def _about(found: Agenda, project: Project, people: Shared) -> str:
    day = f", {in_full(found.date)}" if found.date else ""
    return visible(people.field(PROJECT, project.project, "name") + day)


#: Points on a side of A4: in all; for its head and foot, a heading, a line of an item, what an item adds, a line to
#: write on.
_SIDE, _AROUND, _HEADING, _LINE, _ITEM, _TO_WRITE = 780, 150, 36, 20, 3, 24

#: Letters of an item, and of names.
_LONG, _SHORT = 96, 34


def html(found: Agenda, project: Project, people: Shared, today: date) -> str:
    """The agenda as a page of HTML that is one side of paper; of a long list, as many as fit."""
    every = sections(found, project, people, today)
    shown, left = _fitting(every)
    room = min(_ROOM[1], _ROOM[0] + left // (len(ROOM) * _TO_WRITE))
    return page(
        "agenda",
        title=title(found),
        project=cut_to(people.field(PROJECT, project.project, "name"), _SHORT),
        day=in_full(found.date) if found.date else "",
        sections=shown,
        rooms=ROOM,
        room=range(room),
        language=project.project.language or "",
    )


def _fitting(every: Sequence[Section]) -> tuple[list[Section], int]:
    """The parts with as many items as fit, the first of each in any case, and the points that are left."""
    left = _SIDE - _AROUND - _HEADING * (len(every) + len(ROOM)) - len(ROOM) * _ROOM[0] * _TO_WRITE
    # So much is kept for the first item of each part: a line.
    kept = (_LINE + _ITEM) * len(every)
    left -= kept
    shown: list[list[str]] = [[] for _ in every]
    open_ = set(range(len(every)))
    for place in range(max((len(section.items) for section in every), default=0)):
        for at in sorted(open_):
            items = every[at].items
            if place >= len(items):
                open_.discard(at)
                continue
            spare = left + (_LINE + _ITEM if place == 0 else 0)
            item = cut_to(items[place], _LONG)
            cost = _LINE * lines_of(item) + _ITEM
            if cost > spare and place == 0:
                item = cut_to(item, _LONG // 2)
                cost = _LINE + _ITEM
            if cost > spare:
                open_.discard(at)
                continue
            left = spare - cost
            shown[at].append(item)
    fitted = [
        section._replace(items=tuple(items), more=len(section.items) - len(items))
        for section, items in zip(every, shown, strict=True)
    ]
    return fitted, max(left, 0)


def json(found: Agenda, project: Project, people: Shared, today: date) -> str:
    """All of it as JSON, version 1."""
    last = found.read_back
    content = {
        "schema": "coprod-agenda/1",
        "today": today,
        "phase": found.phase,
        "date": found.date,
        "read_back": last
        and {"session": last.id, "date": last.date, "code": session_code(last, fingerprints(project)[last.id], people)},
        "open": [open_entry(saying, people, today) for saying in found.open],
        "differences": [difference_entry(record) for record in found.differences],
        "not_agreed": found.not_agreed,
        "to_tell": [{"id": record.id, "date": record.date} for record in found.to_tell],
        "not_heard": [not_heard_entry(group, people) for group in found.not_heard],
        "given": found.given,
    }
    return written(content, indent=2) + "\n"


def open_entry(saying: Saying, people: Shared, today: date) -> dict[str, object]:
    """Something that was said and is open, in JSON."""
    text = people.field(SAID, saying, "text")
    return {"id": saying.id, "text": text, "date": saying.date, "days": (today - saying.date).days}


def difference_entry(record: ReadingRecord) -> dict[str, object]:
    """A reading that differs, in JSON."""
    reading = record.reading
    return {"id": reading.id, "session": reading.session, "date": reading.date, "answered": record.answered}


def not_heard_entry(group: NotHeard, people: Shared) -> dict[str, object]:
    """A group that was not heard, in JSON."""
    return {"group": people.text(PROJECT.row("affected"), group.group), "asked": group.asked}
