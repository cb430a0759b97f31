"""The next meeting's agenda, and what to know of a matter before it is decided, in every format; they name nobody."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from coprod.assess.ahead import Agenda, Before, NotHeard
from coprod.assess.voices import ReadingRecord
from coprod.days import in_full
from coprod.model import Reading, Saying, Session
from coprod.model.kinds import PROJECT
from coprod.output.account.blocks import Account, Block, Item, Items, Part, paragraph
from coprod.output.account.lines import lines
from coprod.output.account.markdown import markdown
from coprod.output.formats.json import written
from coprod.output.layout import paragraph as paragraph_lines
from coprod.output.layout import wrapped
from coprod.output.page import page
from coprod.output.paper import cut_to, lines_of
from coprod.output.shared import Shared
from coprod.output.words import SENTENCES, capitalised, counted, in_words, sentence
from coprod.output.words import people as persons
from coprod.terms import LEVEL_WORDS, MATTER_WORDS, OUTCOMES
from coprod.words import visible


class Section(NamedTuple):
    """A part of the agenda: its title, its items, whether people wrote them, and how many more there are."""

    title: str
    items: Sequence[str]
    written: bool
    more: int = 0


#: Above the room for items that are not on record, the community's first.
ROOM = ("What else do you want to talk about?", "What else does the project bring?")

#: Lines to write on for each of the two, at least and at most.
_ROOM = (3, 9)


#: Readers who are not those whom an agenda speaks to.
_CAPACITY = "in a professional capacity"
_PROFESSIONALS = f"people {_CAPACITY}"


def sections(found: Agenda, people: Shared, today: date) -> list[Section]:
    """The parts of an agenda in which there is something, in their order."""
    last = found.read_back
    differ = [_difference(record, people) for record in found.differences]
    read_back = [f"{_named(last, people)} (code {people.code(last)})"] if last else []
    still_open = [f"{people.field(saying, 'text')} ({_waited(saying, today)})" for saying in found.open]
    given = [people.about("given", matter) for matter in found.given]
    parts = (
        Section("Last time: was it like this?", read_back, written=False),
        Section("You asked for this, and it is open", still_open, written=True),
        Section("Some of you say it was not so", differ, written=False),
        Section("Still to agree", [MATTER_WORDS[matter] for matter in found.not_agreed], written=False),
        Section("We still have to tell you", [_to_tell(one, people) for one in found.to_tell], written=False),
        Section("Nobody has heard these groups", [_not_heard(one, people) for one in found.not_heard], written=False),
        Section("Fixed from outside", given, written=True),
    )
    return [part for part in parts if part.items]


def _named(session: Session, people: Shared) -> str:
    about = people.field(session, "title")
    return f"{in_words(session.date)}: {about}" if about else in_words(session.date)


def _waited(saying: Saying, today: date) -> str:
    return counted((today - saying.date).days, "day")


def _difference(record: ReadingRecord, people: Shared) -> str:
    answered = "we answered" if record.answered else "we have not answered"
    about = f"about {_named(record.session, people)}" if record.session else "about the whole project"
    side = f", by {_PROFESSIONALS}" if record.reading.side == "professional" else ""
    return f"On {in_words(record.reading.date)}{side}, {about} ({answered})"


def _to_tell(record: Session | Saying | Reading, people: Shared) -> str:
    match record:
        case Session():
            return f"What came of {_named(record, people)}"
        case Saying():
            return f"Our answer to: {people.field(record, 'text')}"
        case _:
            who = _PROFESSIONALS if record.side == "professional" else "some of you"
            return f"Our answer to what {who} said on {in_words(record.date)}"


def _not_heard(group: NotHeard, people: Shared) -> str:
    asked = f"last asked on {in_words(group.asked)}" if group.asked else "not asked"
    return f"{people.text(PROJECT.row('affected'), group.group)} ({asked})"


def agenda_text(found: Agenda, people: Shared, today: date, columns: int) -> str:
    """The agenda in lines of so many columns."""
    day = f", {in_full(found.date)}" if found.date else ""
    shown = wrapped(f"Our next meeting: {found.phase}", columns)
    shown += wrapped(visible(people.about("name") + day), columns)
    for section in sections(found, people, today):
        shown += ["", *wrapped(section.title, columns)]
        shown += [line for item in section.items for line in wrapped(visible(item), columns, "  - ", "    ")]
    for heading in ROOM:
        shown += ["", *wrapped(heading, columns), *["  - ____"] * _ROOM[0]]
    return "".join(f"{line}\n" for line in shown)


#: Points on a side of A4: in all; for its head and foot, a heading, a line of an item, what an item adds, a line to
#: write on.
_SIDE, _AROUND, _HEADING, _LINE, _ITEM, _TO_WRITE = 780, 128, 36, 20, 3, 24

#: Letters of an item, and of names.
_LONG, _SHORT = 96, 34


def agenda_html(found: Agenda, people: Shared, today: date) -> str:
    """The agenda as a page of HTML that is one side of paper; of a long list, as many as fit."""
    shown, left = _fitting(sections(found, people, today))
    return page(
        "agenda",
        title=f"Our next meeting: {found.phase}",
        project=cut_to(people.about("name"), _SHORT),
        day=in_full(found.date) if found.date else "",
        sections=shown,
        rooms=ROOM,
        room=range(min(_ROOM[1], _ROOM[0] + left // (len(ROOM) * _TO_WRITE))),
        language=people.project.project.language or "",
    )


def _fitting(every: Sequence[Section]) -> tuple[list[Section], int]:
    """The parts with as many items as fit, the first of each in any case, and the points that are left."""
    # So much is kept for the first item of each part: a line.
    first = _LINE + _ITEM
    left = _SIDE - _AROUND - _HEADING * (len(every) + len(ROOM)) - len(ROOM) * _ROOM[0] * _TO_WRITE - first * len(every)
    shown: list[list[str]] = [[] for _ in every]
    growing = list(zip(every, shown, strict=True))
    for place in range(max((len(section.items) for section in every), default=0)):
        growing = [(section, items) for section, items in growing if len(section.items) > place == len(items)]
        for section, items in growing:
            spare = left + (first if place == 0 else 0)
            item = _cut(section.items[place], _LONG)
            cost = _LINE * lines_of(item) + _ITEM
            if cost > spare and place == 0:
                item, cost = _cut(item, _LONG // 2), first
            if cost <= spare:
                left = spare - cost
                items.append(item)
    return [
        section._replace(items=items, more=len(section.items) - len(items))
        for section, items in zip(every, shown, strict=True)
    ], max(left, 0)


#: The code at the end of an item, without which it is of no use.
_CODE_LAST = re.compile(r" \(code [^()]*\)\Z")


def _cut(item: str, room: int) -> str:
    """An item cut to this room, but for its code."""
    code = found.group() if (found := _CODE_LAST.search(item)) else ""
    return cut_to(item.removesuffix(code), max(room - len(code), _SHORT // 2)) + code


def agenda_json(found: Agenda, people: Shared, today: date) -> str:
    """All of the agenda as JSON, version 1."""
    last = found.read_back
    read_back = last and {"session": last.id, "date": last.date, "code": people.code(last)}
    told = [{"id": record.id, "date": record.date} for record in found.to_tell]
    return _json("coprod-agenda/1", found, people, today, read_back=read_back, to_tell=told)


def _json(schema: str, found: Agenda | Before, people: Shared, today: date, **content: object) -> str:
    """All that was found as JSON; the keys are the names of its fields, and some have a content of their own."""
    affected = PROJECT.row("affected")
    content["open"] = [
        {"id": one.id, "text": people.field(one, "text"), "date": one.date, "days": (today - one.date).days}
        for one in found.open
    ]
    content["differences"] = [
        {"id": one.reading.id, "session": one.reading.session, "date": one.reading.date, "answered": one.answered}
        for one in found.differences
    ]
    content["not_heard"] = [{"group": people.text(affected, one.group), "asked": one.asked} for one in found.not_heard]
    return written({"schema": schema, "today": today, **found._asdict(), **content}, indent=2) + "\n"


def _about(found: Before, people: Shared, today: date) -> Account:
    """What a board should know of a matter before it decides."""
    question = paragraph(MATTER_WORDS[found.matter])
    first = Part(f"Before a decision on {found.matter}", (question, *_verdict(found, people)))
    parts = {
        "Each time that it was settled": [
            Item(in_words(session.date), people.field(session, "settled", found.matter), SENTENCES["settled"][how])
            for session, _, how in found.settlings
        ],
        "Said about it, and open": [
            Item(in_words(saying.date), people.field(saying, "text"), _waited(saying, today)) for saying in found.open
        ],
        "What people say who read it back": [_told_otherwise(record, people) for record in found.differences],
        "Not heard": [_asked(group, people) for group in found.not_heard],
    }
    others = (Part(title, (Items(tuple(items)),)) for title, items in parts.items() if items)
    return Account(people.about("name"), in_words(today), people.sharing, (first, *others))


def _verdict(found: Before, people: Shared) -> Iterator[Block]:
    counting = [(session, how) for session, _, how in found.settlings if how != "confirmed"]
    when = in_words(counting[-1][0].date) if counting else ""
    if found.settled == "together":
        session = next(session for session, how in reversed(counting) if how == "together")
        words = people.field(session, "settled", found.matter)
        how = "as the project records it" if found.differences else "as recorded"
        agreed = f"Agreed together on {in_words(session.date)}, {how}: {sentence(words)}"
        if found.differences:
            who = f"{_readers(found.differences[0].reading, people)} who read it back"
            if len(found.differences) > 1:
                who = f"In {len(found.differences)} readings, people"
            agreed += f" {who} {'says' if who.startswith('1 person') else 'say'} that it was otherwise."
        yield paragraph(agreed, "strong")
    elif found.given is None:
        why = SENTENCES["not_agreed"][found.settled or "never"].format(when=when)
        yield paragraph(f"Not agreed together, as recorded: {why}", "strong")
    if found.given is not None:
        given = people.about("given", found.matter)
        other = "" if found.settled == "together" else " It was not agreed together."
        yield paragraph(f"It is recorded as fixed from outside: {sentence(given)}{other}", "strong")


def _readers(reading: Reading, people: Shared) -> str:
    side = f" {_CAPACITY}" if reading.side == "professional" else ""
    return capitalised(persons("" if reading.readers is None else people.number(reading.readers))) + side


def _told_otherwise(record: ReadingRecord, people: Shared) -> Item:
    reading = record.reading
    about = f" {in_words(record.session.date)}" if record.session else ""
    words = f"{_readers(reading, people)} who read back{about} say that it was otherwise."
    if reading.level and reading.side == "professional":
        words += f" They put it at {reading.level}."
    elif reading.level:
        words += f' They say: "{LEVEL_WORDS[reading.level].voice}"'
    if reading.words and reading.share:
        words += f' In their words: "{people.line(reading, "words")}"'
    if not record.answers:
        return Item(in_words(reading.date), words, "not answered")
    answer = record.answers[-1]
    heading = OUTCOMES[answer.outcome].heading.lower()
    words += f' The project answered: {heading}. "{people.line(answer, "text")}"'
    return Item(in_words(reading.date), words, "" if record.answered else "nothing on record says that they were told")


def _asked(group: NotHeard, people: Shared) -> Item:
    name = people.text(PROJECT.row("affected"), group.group)
    if group.session is None or group.asked is None:
        return Item(name, "not asked, as recorded")
    said = people.field(group.session, "asked", group.group)
    return Item(name, f"asked on {in_words(group.asked)}, and said: {said}")


def before_text(found: Before, people: Shared, today: date, columns: int) -> str:
    """All of it in lines of so many columns."""
    told = lines(_about(found, people, today)).split("\n")[:-1]
    return "".join(paragraph_lines(words, columns) for words in told)


def before_markdown(found: Before, people: Shared, today: date) -> str:
    """All of it as Markdown."""
    return markdown(_about(found, people, today))


def before_json(found: Before, people: Shared, today: date) -> str:
    """All of it as JSON, version 1."""
    given = None if found.given is None else people.about("given", found.matter)
    settlings = [
        {
            "session": session.id,
            "date": session.date,
            "what": people.field(session, "settled", found.matter),
            "how": how,
        }
        for session, _, how in found.settlings
    ]
    return _json("coprod-before/1", found, people, today, given=given, settlings=settlings)
