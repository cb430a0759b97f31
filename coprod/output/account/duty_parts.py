"""The parts of a record that a duty's questions can name: those of the page, and others that a report asks for.

Sessions have no numbers here, since an account of a duty does not list them all.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from coprod.assess.record import Attendance
from coprod.assess.rules import BY_CODE
from coprod.framework import Capacity
from coprod.model import Session
from coprod.output.account.blocks import Block, Facts, Item, Items, Paragraph, listing, paragraph
from coprod.output.account.context import Context, Maker
from coprod.output.account.facts import and_others, evidence, facts, level_words, recognised
from coprod.output.account.parts_guide import findings_part, verdict_part
from coprod.output.account.parts_record import (
    agreed_part,
    fixed_part,
    heard_part,
    matrix_in_words_part,
    phases_part,
    readiness_part,
)
from coprod.output.account.parts_voices import account_of, feedback_part, settling, you_said_part
from coprod.output.words import counted, in_words, listed, sentence, span
from coprod.terms import AGENDAS, OUTCOMES, SESSION_KINDS


def _of(make: Maker, holds: Callable[[Context], object] = lambda _: True) -> Callable[[Context], Iterable[Block]]:
    """The blocks of a part of the page, if the record holds something for it."""
    return lambda context: make(context).blocks if holds(context) else ()


def _about(context: Context) -> Iterator[Block]:
    yield Facts((("Name", context.name), *facts(context.about, context)))


def _sessions(context: Context) -> Iterator[Block]:
    if not context.sessions:
        return
    items = []
    for attended in context.sessions:
        session = attended.session
        level = level_words(session.level) if session.level else "level not recorded"
        about = (
            listed(session.phase),
            SESSION_KINDS[session.kind],
            level if attended.community else "nobody in a community capacity",
            AGENDAS[session.agenda] if session.agenda else "",
        )
        items.append(Item(in_words(session.date), context.title(session), "; ".join(filter(None, about))))
    when = span(context.sessions[0].session.date, context.sessions[-1].session.date)
    yield paragraph(f"The record holds {counted(len(items), 'session')}, {when}.")
    yield Items(tuple(items))


_CAPACITIES: Mapping[Capacity, str] = {
    "community": "In a community capacity",
    "professional": "In a professional capacity",
    "supporting": "There to support",
}


def _people(context: Context) -> Iterator[Block]:
    """The people of each capacity, at least: distinct persons or the fullest meeting, whichever is more."""
    meetings = [attended for attended in context.sessions if attended.session.kind == "meeting"]
    told = []
    for capacity, words in _CAPACITIES.items():
        came: list[Attendance] = [getattr(attended, capacity) for attended in meetings]
        persons = frozenset[str]().union(*(one.people for one in came))
        shown = context.people.number(max([len(persons), *(one.known for one in came)]))
        told.append((words, _number(f"at least {shown}" if shown.isdecimal() else shown, came)))
    for kind, words in (("survey", "Replies to the fullest survey"), ("ballot", "Votes in the fullest ballot")):
        came = [attended.community for attended in context.sessions if attended.session.kind == kind]
        most = max((one.known for one in came), default=0)
        told.append((words, _number(context.people.number(most), came)))
    if known := tuple(fact for fact in told if fact[1]):
        yield Facts(known)


def _number(known: str, came: Sequence[Attendance]) -> str:
    """The number that is known, or "" if nobody came, and whether others did."""
    known = known if any(one.known for one in came) else ""
    return and_others(known) if any(one.uncounted for one in came) else known


def _access(context: Context) -> Iterator[Block]:
    days = defaultdict[str, list[date]](list)
    for session in _held(context):
        for text in context.people.texts(session, "access"):
            days[text].append(session.date)
    items = (
        Item(text, f"in {counted(len(found), 'session')}, {span(found[0], found[-1])}") for text, found in days.items()
    )
    yield from listing(items, "What made it possible to take part")


def _recognition(context: Context) -> Iterator[Block]:
    if ways := context.about.recognition:
        yield paragraph(f"People's time is {recognised(ways)}.")
    sessions = ((session.date, session.recognition) for session in _held(context) if session.recognition)
    yield from listing((Item(in_words(day), recognised(ways)) for day, ways in sessions), "In these sessions")


def _given(context: Context) -> Iterator[Block]:
    part = fixed_part(context)
    yield from (Items(block.items, part.title) for block in part.blocks if isinstance(block, Items))


def _open(context: Context) -> Iterator[Block]:
    said = context.assessment.said
    items = [Item(in_words(one.saying.date), context.line(one.saying, "text")) for one in said if not one.answered]
    items += [
        Item(in_words(reading.reading.date), account_of(reading, context), "answered" if reading.answered else "")
        for reading in context.assessment.readings
        if reading.differs
    ]
    yield from listing(items, "Open")
    if not items:
        why = "all that was said has an answer, as recorded" if said else "nothing said is on record"
        yield paragraph(f"Nothing is open: {why}.")


def _told(context: Context) -> Iterator[Block]:
    if context.fed_back or context.letters:
        yield from feedback_part(context).blocks
    answers = (answer for saying in context.assessment.said for answer in saying.answers if answer.told)
    items = (
        Item(in_words(answer.date), context.line(answer, "text"), context.text(answer, "told")) for answer in answers
    )
    yield from listing(items, "Answers that people were told of")


def _readings(context: Context, *, whole: bool) -> Iterator[Block]:
    found = [reading for reading in context.assessment.readings if reading.of_project == whole]
    items = []
    for one in sorted(found, key=lambda one: one.reading.date):
        sentences = [account_of(one, context)]
        if one.reading.share and (words := context.line(one.reading, "words")):
            sentences.append(f"In their words: {words}")
        for answer in one.answers:
            outcome = OUTCOMES[answer.outcome].heading.lower()
            text = context.line(answer, "text")
            sentences.append(f"The project answered on {in_words(answer.date)}, {outcome}: {text}")
        if one.answers and one.differs and not one.answered:
            sentences.append("Nothing on record says that they were told")
        sentences += [f"{what}: {when}" for what, when in settling(one, context)]
        about = f", of the session of {in_words(one.session.date)}" if one.session else ""
        items.append(Item(in_words(one.reading.date) + about, " ".join(map(sentence, sentences))))
    yield from listing(items, "Of the whole project" if whole else "Of sessions")


def _evidence(context: Context) -> Iterator[Block]:
    for session in _held(context):
        for place in evidence(session, context):
            yield Paragraph((f"{in_words(session.date)}: ", place))


def _waivers(context: Context) -> Iterator[Block]:
    waived = [finding for finding in context.assessment.findings if finding.waived]
    yield from listing(
        Item(finding.code, finding.name, context.people.reason(BY_CODE[finding.code], finding.waived))
        for finding in waived
    )
    if not waived:
        yield paragraph("Nothing is waived.")


def _changed(context: Context) -> Iterator[Block]:
    """What is dated in the period, in the order of its days."""
    said = context.assessment.said
    answers = [answer for saying in said for answer in saying.answers]
    dated = [
        *((session.date, "Session", context.title(session)) for session in _held(context)),
        *((one.saying.date, "Said", context.line(one.saying, "text")) for one in said),
        *((answer.date, OUTCOMES[answer.outcome].heading, context.line(answer, "text")) for answer in answers),
        *((one.reading.date, "Read back", account_of(one, context)) for one in context.assessment.readings),
        *((letter.date, "People were told", context.text(letter, "how")) for letter in context.letters),
    ]
    items = (Item(f"{in_words(day)}, {what}", text) for day, what, text in sorted(dated, key=lambda row: row[0]))
    yield from listing(items, "What is dated in this time")


def _held(context: Context) -> Iterator[Session]:
    return (attended.session for attended in context.sessions)


#: The parts of a record that a question can name; one that holds nothing yields no block.
PARTS: Mapping[str, Callable[[Context], Iterable[Block]]] = {
    "about": _about,
    "verdict": _of(verdict_part),
    "phases": _of(phases_part, lambda context: context.sessions),
    "sessions": _sessions,
    "people": _people,
    "groups": _of(
        heard_part,
        lambda context: context.about.affected or any(session.heard or session.asked for session in _held(context)),
    ),
    "access": _access,
    "recognition": _recognition,
    "given": _given,
    "settled": _of(agreed_part, lambda context: any(session.settled or session.decided for session in _held(context))),
    "said": _of(you_said_part),
    "open": _open,
    "told": _told,
    "readings": lambda context: _readings(context, whole=False),
    "views": lambda context: _readings(context, whole=True),
    "evidence": _evidence,
    "matrix": _of(matrix_in_words_part, lambda context: context.sessions),
    "readiness": _of(readiness_part),
    "waivers": _waivers,
    "changed": _changed,
    "findings": _of(findings_part),
}
