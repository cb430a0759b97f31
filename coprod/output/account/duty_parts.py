"""A record in a duty's own order: its questions, and what the record holds of the parts that answer them.

A part that holds nothing yields no block; what is left for people to write is said in the duty's own words, and nothing
is made up.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from coprod.assess.record import Attendance
from coprod.assess.rules import BY_CODE
from coprod.assess.voices import ReadingRecord
from coprod.framework import Capacity
from coprod.model.kinds import ANSWERS, PROJECT, SESSIONS
from coprod.output.account.blocks import Account, Block, Facts, Item, Items, Link, Paragraph, Part, filled, paragraph
from coprod.output.account.context import Context
from coprod.output.account.duty import Duty
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
from coprod.output.account.parts_voices import (
    account_of,
    answered,
    feedback_part,
    in_numbers,
    said_words,
    settling,
    you_said_part,
)
from coprod.output.words import counted, in_period, in_words, listed, number_word, sentence, span
from coprod.terms import AGENDAS, OUTCOMES, SESSION_KINDS

#: What a line begins with that people have to write.
TO_WRITE = "Not on record; left for you to write:"

_HOW_TO = (
    "What the record holds is filled in, with its numbers and dates. Lines in bold ask for what it does not hold. "
    "Nothing here is invented, and nothing says that a duty was met."
)

Maker = Callable[[Context], Iterable[Block]]


def account(context: Context, duty: Duty) -> Account:
    """One project's record in a duty's own order."""
    context = replace(context, lists_sessions=False)
    name = context.name
    return _account(name, [context], duty, [_source(duty)], _questions(context, duty))


def account_of_many(contexts: Sequence[Context], duty: Duty) -> Account:
    """The records of many projects in a duty's own order: sums in words, then each project in turn."""
    contexts = [replace(context, lists_sessions=False) for context in contexts]
    parts = [
        part._replace(title=f"{context.name}: {part.title}" if part.title else context.name)
        for context in contexts
        for part in _questions(context, duty)
    ]
    front = [_source(duty), Part("All projects together", tuple(map(paragraph, sums(contexts))))]
    return _account(duty.title, contexts, duty, front, parts)


def _account(
    name: str, contexts: Sequence[Context], duty: Duty, front: Sequence[Part], parts: Iterable[Part]
) -> Account:
    title = name if name == duty.title else f"{duty.title}: {name}"
    languages = {context.project.project.language or "" for context in contexts}
    language = languages.pop() if len(languages) == 1 else ""
    today, sharing = in_words(contexts[0].today), contexts[0].people.sharing
    return Account(title, today, sharing, tuple(front), tuple(parts), language=language)


def _source(duty: Duty) -> Part:
    source = Link(duty.source, duty.url) if duty.url.startswith(("http://", "https://")) else duty.source
    questions = Paragraph(filled("The questions are those of {source}.", source=[source]))
    return Part("How to use this", (questions, paragraph(_HOW_TO)))


def _questions(context: Context, duty: Duty) -> Iterator[Part]:
    """The project, its period and its verdict; then each question with what the record holds of its parts."""
    during = context.assessment.during
    period = (("Period", in_period(during)),) if during else ()
    about = Facts((("Project", context.name), *period, ("Day", in_words(context.today))))
    verdict = verdict_part(context)
    yield verdict._replace(blocks=(about, *verdict.blocks))
    for question in duty.questions:
        blocks = [block for part in question.parts for block in PARTS[part](context)]
        left = ([] if blocks else [question.ask]) + ([question.write] if question.write else [])
        yield Part(question.ask, (*blocks, *(paragraph(f"{TO_WRITE} {sentence(text)}", "strong") for text in left)))


def sums(contexts: Sequence[Context]) -> Iterator[str]:
    """What many records hold, in words and numbers; never a rate."""
    sessions = sum(len(context.sessions) for context in contexts)
    yield f"{counted(len(contexts), 'project')} and {counted(sessions, 'session')}, as recorded."
    said = [saying for context in contexts for saying in context.assessment.said]
    yield in_numbers(said, "The records hold") if said else "Nothing said is on record."
    readings = [reading for context in contexts for reading in context.assessment.readings if _is_reading(reading)]
    if not readings:
        yield "No reading is on record."
        return
    number, differing = number_word(len(readings)).capitalize(), sum(reading.differs for reading in readings)
    told = f"{number} readings are on record." if len(readings) > 1 else "One reading is on record."
    some = "One of them differs." if differing == 1 else f"{number_word(differing).capitalize()} of them differ."
    yield f"{told} {some}" if differing else told


def _of(make: Callable[[Context], Part | None], holds: Callable[[Context], object] = lambda _: True) -> Maker:
    """The blocks of a part of the page, if the record holds something for it."""

    def blocks(context: Context) -> Iterable[Block]:
        part = make(context) if holds(context) else None
        return part.blocks if part else ()

    return blocks


def _is_reading(reading: ReadingRecord) -> bool:
    return reading.reading.said not in {"not-taken-up", "withdrawn"}


def _sessions(context: Context) -> Iterator[Block]:
    if not context.sessions:
        return
    items = []
    for attended in context.sessions:
        session = attended.session
        level = level_words(session.level) if session.level else "level not recorded"
        about = (
            listed(session.phase),
            "" if session.kind == "meeting" else SESSION_KINDS[session.kind],
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
    facts = []
    for capacity, words in _CAPACITIES.items():
        came: list[Attendance] = [getattr(attended, capacity) for attended in meetings]
        persons = frozenset[str]().union(*(one.people for one in came))
        shown = context.people.number(max([len(persons), *(one.known for one in came)]))
        facts.append((words, _number(f"at least {shown}" if shown.isdecimal() else shown, came)))
    for kind, words in (("survey", "Replies to the fullest survey"), ("ballot", "Votes in the fullest ballot")):
        came = [attended.community for attended in context.sessions if attended.session.kind == kind]
        most = max((one.known for one in came), default=0)
        facts.append((words, _number(context.people.number(most), came)))
    if told := tuple(fact for fact in facts if fact[1]):
        yield Facts(told)


def _number(known: str, came: Sequence[Attendance]) -> str:
    """The number that is known, or "" if nobody came, and whether others did."""
    known = known if any(one.known for one in came) else ""
    return and_others(known) if any(one.uncounted for one in came) else known


def _access(context: Context) -> Iterator[Block]:
    row = SESSIONS.row("access")
    days = defaultdict[str, list[date]](list)
    for session in (attended.session for attended in context.sessions):
        for text in session.access:
            days[context.people.text(row, text)].append(session.date)
    items = (
        Item(text, f"in {counted(len(found), 'session')}, {span(found[0], found[-1])}") for text, found in days.items()
    )
    if days:
        yield Items(tuple(items), "What made it possible to take part")


def _recognition(context: Context) -> Iterator[Block]:
    ways = context.project.project.recognition
    if ways:
        yield paragraph(f"People's time is {recognised(ways)}.")
    items = [
        Item(in_words(session.date), recognised(session.recognition))
        for session in (attended.session for attended in context.sessions)
        if session.recognition
    ]
    if items:
        yield Items(tuple(items), "In these sessions")


def _given(context: Context) -> Iterator[Block]:
    if part := fixed_part(context):
        yield from (Items(block.items, part.title) for block in part.blocks if isinstance(block, Items))


_NOTHING_OPEN = "Nothing is open: all that was said has an answer, as recorded."


def _open(context: Context) -> Iterator[Block]:
    waiting = [saying for saying in context.assessment.said if not saying.answered]
    items = [Item(in_words(saying.saying.date), said_words(saying, context)) for saying in waiting]
    items += [
        Item(in_words(reading.reading.date), account_of(reading, context), "answered" if reading.answered else "")
        for reading in context.assessment.readings
        if reading.differs
    ]
    nothing = _NOTHING_OPEN if context.assessment.said else "Nothing is open: nothing said is on record."
    yield Items(tuple(items), "Open") if items else paragraph(nothing)


def _told(context: Context) -> Iterator[Block]:
    if context.fed_back or context.letters:
        yield from feedback_part(context).blocks
    answers = [answer for saying in context.assessment.said for answer in saying.answers if answer.told]
    if answers:
        row = ANSWERS.row("told")
        items = (
            Item(in_words(answer.date), answered(answer, context), context.people.text(row, answer.told))
            for answer in answers
        )
        yield Items(tuple(items), "Answers that people were told of")


def _readings(context: Context, *, whole: bool) -> Iterator[Block]:
    found = [reading for reading in context.assessment.readings if reading.of_project == whole]
    items = []
    for reading in sorted(found, key=lambda reading: reading.reading.date):
        sentences = [account_of(reading, context)]
        if reading.reading.share and (words := context.people.field(reading.reading, "words")):
            sentences.append(f"In their words: {' '.join(words.split())}")
        sentences += [
            f"The project answered on {in_words(answer.date)}, {OUTCOMES[answer.outcome].heading.lower()}: "
            f"{answered(answer, context)}"
            for answer in reading.answers
        ]
        if reading.answers and reading.differs and not reading.answered:
            sentences.append("Nothing on record says that they were told")
        sentences += [f"{what}: {when}" for what, when in settling(reading, context)]
        about = f", of the session of {in_words(reading.session.date)}" if reading.session else ""
        items.append(Item(in_words(reading.reading.date) + about, " ".join(map(sentence, sentences))))
    if items:
        yield Items(tuple(items), "Of the whole project" if whole else "Of sessions")


def _evidence(context: Context) -> Iterator[Block]:
    for session in (attended.session for attended in context.sessions):
        for place in evidence(session, context):
            yield Paragraph((f"{in_words(session.date)}: ", place))


def _waivers(context: Context) -> Iterator[Block]:
    items = [
        Item(finding.code, finding.name, context.people.reason(BY_CODE[finding.code], finding.waived))
        for finding in context.assessment.findings
        if finding.waived
    ]
    yield Items(tuple(items)) if items else paragraph("Nothing is waived.")


def _changed(context: Context) -> Iterator[Block]:
    """What is dated in the period, in the order of its days."""
    people = context.people
    dated = [
        *((attended.session.date, "Session", context.title(attended.session)) for attended in context.sessions),
        *((saying.saying.date, "Said", said_words(saying, context)) for saying in context.assessment.said),
        *(
            (answer.date, OUTCOMES[answer.outcome].heading, answered(answer, context))
            for saying in context.assessment.said
            for answer in saying.answers
        ),
        *((reading.reading.date, "Read back", account_of(reading, context)) for reading in context.assessment.readings),
        *((feedback.date, "People were told", people.field(feedback, "how")) for feedback in context.letters),
    ]
    if dated:
        items = (Item(f"{in_words(day)}, {what}", text) for day, what, text in sorted(dated, key=lambda row: row[0]))
        yield Items(tuple(items), "What is dated in this time")


#: The parts of a record that a question can name.
PARTS: Mapping[str, Maker] = {
    "about": lambda context: (Facts((("Name", context.name), *facts(PROJECT, context.project.project, context))),),
    "verdict": _of(verdict_part),
    "phases": _of(phases_part, lambda context: context.sessions),
    "sessions": _sessions,
    "people": _people,
    "groups": _of(
        heard_part,
        lambda context: (
            context.project.project.affected or any(one.session.heard or one.session.asked for one in context.sessions)
        ),
    ),
    "access": _access,
    "recognition": _recognition,
    "given": _given,
    "settled": _of(
        agreed_part, lambda context: any(one.session.settled or one.session.decided for one in context.sessions)
    ),
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
    "findings": lambda context: findings_part(context).blocks or (paragraph("Nothing stands out, as recorded."),),
}
