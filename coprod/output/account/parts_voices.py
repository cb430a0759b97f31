"""The parts of an account in which people speak: what was said and answered, and what readers say of the record."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from coprod.assess.matters import How
from coprod.assess.record import Attended
from coprod.assess.voices import ReadingRecord, SayingRecord
from coprod.framework import PHASES, Outcome
from coprod.model import Answer, Feedback
from coprod.model.kinds import ANSWERS, READINGS, SAID
from coprod.output.account.blocks import (
    Entries,
    Entry,
    Fact,
    Item,
    Items,
    Link,
    Paragraph,
    Part,
    Timeline,
    Words,
    filled,
    paragraph,
)
from coprod.output.account.context import Context
from coprod.output.account.facts import facts, highest_level
from coprod.output.words import ago, by_number, capitalised, in_words, listed, number_word, sentence
from coprod.terms import ACCOUNTS, OUTCOMES
from coprod.words import visible


def you_said_part(context: Context) -> Part | None:
    """Everything that was said, by what became of it; nothing where the record holds nothing said."""
    said = context.assessment.said
    if not said:
        return None
    groups = by_outcome(said)
    entries = (
        Entries(tuple(_saying(one, context) for one in some), OUTCOMES[outcome].heading)
        for outcome, some in groups.items()
    )
    return Part("You said, we did", (paragraph(in_numbers(said)), *entries))


#: A first page tells so much of what was said; the record below tells all.
_FIRST = 6


def you_said_in_short_part(context: Context) -> Part | None:
    """What was said and what came of it, a line each, what is open first; nothing where nothing was said."""
    said = context.assessment.said
    if not said:
        return None
    ordered = [one for some in by_outcome(said).values() for one in some]
    items = []
    for one in ordered[:_FIRST]:
        words, when = "no answer is on record", context.waited(one.saying.date)
        if one.answers:
            latest = one.answers[-1]
            words, when = f"{OUTCOMES[latest.outcome].heading}. {answered(latest, context)}", in_words(latest.date)
        items.append(Item(said_words(one, context), words, when))
    more = len(ordered) - len(items)
    rest = by_number(more, "1 more thing that was said: see below.", "{number} more things that were said: see below.")
    blocks = (Items(tuple(items)), paragraph(rest, "quiet")) if more else (Items(tuple(items)),)
    return Part("What you said, and what we did", blocks)


def by_outcome(said: Sequence[SayingRecord]) -> dict[Outcome, list[SayingRecord]]:
    """What was said by what became of it, in the order of `OUTCOMES`, the oldest first."""
    groups: dict[Outcome, list[SayingRecord]] = {outcome: [] for outcome in OUTCOMES}
    for one in sorted(said, key=lambda one: one.saying.date):
        groups[one.outcome].append(one)
    return {outcome: some for outcome, some in groups.items() if some}


def in_numbers(said: Sequence[SayingRecord], holds: str = "The record holds") -> str:
    """How much was said and what became of it, in words; never as a rate."""
    several = f"{holds} {number_word(len(said))} things that were said."
    parts = [f"{holds} one thing that was said." if len(said) == 1 else several]
    for outcome, some in by_outcome(said).items():
        words = OUTCOMES[outcome]
        number = number_word(len(some)).capitalize()
        parts.append(words.single if len(some) == 1 else words.several.format(number=number))
    return " ".join(parts)


def said_words(one: SayingRecord, context: Context) -> str:
    """What was said, on one line, as whoever sees it may read it."""
    return " ".join(context.people.field(one.saying, "text").split())


def answered(answer: Answer, context: Context) -> str:
    """What was answered, on one line, as whoever sees it may read it."""
    return " ".join(context.people.field(answer, "text").split())


def _saying(one: SayingRecord, context: Context) -> Entry:
    said = paragraph(said_words(one, context), "strong")
    when = Paragraph(tuple(_said_when(one, context)), "quiet")
    told = [*facts(SAID, one.saying, context)]
    for answer in one.answers:
        told.append((f"{OUTCOMES[answer.outcome].heading}, {in_words(answer.date)}", answered(answer, context)))
        told += facts(ANSWERS, answer, context)
    return Entry((said, when), tuple(told))


def _said_when(one: SayingRecord, context: Context) -> Iterator[str | Link]:
    saying = one.saying
    yield in_words(saying.date)
    if not one.answered:
        yield f", {context.waited(saying.date)}"
    if group := context.said_by(saying):
        yield f", {group}"
    if saying.session in context.numbered:
        number, attended = context.numbered[saying.session]
        day = attended.session.date
        if context.lists_sessions:
            yield from (", ", Link(f"session {number}", f"#session-{number}"))
        else:
            yield f", at the session of {'that day' if day == saying.date else in_words(day)}"


_MATTER: Final = "problem"

_TITLE = "Who asked for this?"

#: How the problem was settled; of one day, what comes first counts.
_SETTLED: dict[How, str] = {
    "together": "The problem was settled on {day} together with the community: {text}.",
    "not-known": "The problem was settled on {day} with community people, whose part is not recorded: {text}.",
    "apart": "The problem was settled on {day}, and is not on record as settled together: {text}.",
}


def who_asked_part(context: Context) -> Part | None:
    """The problem, and what was said on the day when it was settled or before; nothing where nothing is on record."""
    # The last time counts, but for what only confirms it; of one day, what comes first.
    found = [one for one in reversed(context.matters[_MATTER].every) if not one.confirmed]
    settled = max(found, key=lambda one: (one.day, -list(_SETTLED).index(one.how)), default=None)
    if settled is not None:
        session = context.project.sessions[settled.position]
        text, day = context.people.field(session, "settled", _MATTER), in_words(settled.day)
        problem = _SETTLED[settled.how].format(day=day, text=text.rstrip("."))
    elif _MATTER in context.project.project.given:
        problem = f"The problem is recorded as fixed from outside: {context.given(_MATTER).rstrip('.')}."
    else:
        return None
    said = [one for one in context.assessment.said if settled and one.saying.date <= settled.day]
    asked = sorted(said, key=lambda one: one.saying.date)
    if not asked:
        return Part(_TITLE, (paragraph(problem), paragraph("The record does not show who asked for it.")))
    items = (Item(in_words(one.saying.date), said_words(one, context), context.said_by(one.saying)) for one in asked)
    return Part(_TITLE, (paragraph(problem), Items(tuple(items), "What people had said by then")))


_SHOWS = (
    "A reading shows that somebody heard what the record says of a session, and what they said of it. It does not show "
    "that they could speak freely, that they speak for others, or that those who did not read it agree."
)


def read_back_part(context: Context) -> Part | None:
    """Every reading up to the day, by session; nothing where there is no session that could be read."""
    if not context.sessions:
        return None
    readings = context.assessment.readings
    if not readings:
        return Part("Have those who were there read this?", (paragraph("Nobody has read it back.", "quiet"),))
    place = {attended.session.id: number for number, attended in enumerate(context.sessions, 1)}
    ordered = sorted(readings, key=lambda one: (place.get(one.reading.session, len(place) + 1), one.reading.date))
    entries = []
    for one in ordered:
        where = Paragraph(_read_where(one, place.get(one.reading.session)), "quiet")
        said = paragraph(account_of(one, context), "strong")
        entries.append(Entry((said, where), tuple(_reading_facts(one, context))))
    return Part("Have those who were there read this?", (Entries(tuple(entries)), paragraph(_SHOWS, "quiet")))


#: Who read it, by their side and their number.
_READERS = {
    ("community", ""): "people, not recorded how many, who read it back {say}",
    ("community", "1"): "1 person who read it back {say}",
    ("community", "several"): "{number} people who read it back {say}",
    ("professional", ""): "people, not recorded how many, who read it back {say}",
    ("professional", "1"): "1 professional who read it back {say}",
    ("professional", "several"): "{number} professionals who read it back {say}",
}


def account_of(one: ReadingRecord, context: Context) -> str:
    """Who read it, by number, and what they say of it."""
    reading = one.reading
    if reading.said == "not-taken-up":
        return "It was offered, and nobody wished to read it."
    if one.withdrawn:
        return "Those who read it back have withdrawn what they said."
    number = context.people.number(reading.readers) if reading.readers else ""
    say = ACCOUNTS[reading.said].single if number == "1" else ACCOUNTS[reading.said].plural
    account = _READERS[reading.side, number if number in {"", "1"} else "several"].format(number=number, say=say)
    account = capitalised(account)
    if reading.said != "differs" or not reading.level:
        return f"{account}."
    recorded = one.session.level if one.session else None
    if recorded == reading.level:
        return f"{account}: they put it at {reading.level}, and so does the record now."
    return f"{account}: they put it at {reading.level}; the record puts it at {recorded or 'no level'}."


def _read_where(one: ReadingRecord, number: int | None) -> Words:
    what: str | Link = "a session of another time" if one.held else "a session that is planned"
    if number:
        what = Link(f"session {number}", f"#session-{number}")
    elif one.of_project:
        what = "the whole project"
    elif one.session is None:
        what = "a session that is not on record"
    present = one.current or one.withdrawn or one.reading.said == "not-taken-up"
    words = "{what}, read on {day}" if present else "{what}, read on {day}, in an earlier wording"
    return filled(words, what=[what], day=in_words(one.reading.date))


#: How a reading came about, which a shared page leaves out.
_FOR_THE_TEAM = ("alone", "entered_by", "recognition")


def _reading_facts(one: ReadingRecord, context: Context) -> Iterator[Fact]:
    told = () if context.people.names else _FOR_THE_TEAM
    yield from facts(READINGS, one.reading, context, first=("words", "how"), without=told)
    for answer in one.answers:
        yield (
            f"The project answered, {in_words(answer.date)}",
            f"{OUTCOMES[answer.outcome].heading}. {answered(answer, context)}",
        )
    if one.differs and not one.answered:
        open_still = not one.answers or one.answers[-1].outcome == "open"
        yield ("The project answered", "not on record") if open_still else ("They were told", "not on record")
    yield from settling(one, context)


def settling(one: ReadingRecord, context: Context) -> Iterator[Fact]:
    """When a difference was settled by those who read it, beside both accounts."""
    for later in context.settling.get(one.reading.id, ()) if one.settled else ():
        yield "Settled by their own account", in_words(later.reading.date)
    other = context.readings.get(one.reading.settles or "")
    if other and other.settled:
        yield "It settles", f"what was read on {in_words(other.reading.date)}"


_TOLD = "People were told what came of {sessions}."
_UNTOLD = "Nothing on record says that people were told what came of {sessions}."
_LETTER = "On {day} people were told what came of {sessions}: {how}."
_LETTER_OF_NONE = "On {day} people were told what came of a session that is not on record: {how}."

#: More sessions than these are not listed one by one.
_LISTED = 12


def feedback_part(context: Context) -> Part:
    """Of which sessions people were told the outcome, and of which not."""
    done = [one for one in context.sessions if one.session.id in context.fed_back]
    told = ((_TOLD, done), (_UNTOLD, context.waiting))
    blocks = [Paragraph(filled(words, sessions=_linked(some, context))) for words, some in told if some]
    blocks += [Paragraph(_letter(one, context)) for one in context.letters]
    nothing = paragraph("No session with community people is on record.")
    return Part("What people were told", tuple(blocks or [nothing]))


def _letter(feedback: Feedback, context: Context) -> Words:
    """When and how people were told outside sessions, and of which; one that is not on record has no number."""
    day, how = in_words(feedback.date), context.people.field(feedback, "how").rstrip(".")
    numbered = {name: context.numbered[name] for name in feedback.sessions if name in context.numbered}
    of = [one for _, one in sorted(numbered.values(), key=lambda pair: pair[0])]
    return filled(_LETTER if of else _LETTER_OF_NONE, day=day, sessions=_linked(of, context), how=how)


def _linked(sessions: Sequence[Attended], context: Context) -> Words:
    if len(sessions) > _LISTED:
        words = "{number} sessions; the list of sessions says which" if context.lists_sessions else "{number} sessions"
        return words.format(number=len(sessions))
    if not context.lists_sessions:
        days = listed([in_words(one.session.date) for one in sessions])
        return by_number(len(sessions), "the session of {days}", "the sessions of {days}", days=days)
    links: list[str | Link] = []
    for number, one in (context.numbered[one.session.id] for one in sessions):
        links += [", ", Link(f"{number} ({in_words(one.session.date)})", f"#session-{number}")]
    return filled("session {links}" if len(sessions) == 1 else "sessions {links}", links=links[1:])


def timeline_part(context: Context) -> Part | None:
    """The sessions of each phase, placed by their day and by how far the community's part went."""
    sessions = context.sessions
    of_phase = {phase: [one for one in sessions if phase in one.session.phase] for phase in PHASES}
    highest = {phase: highest_level(some) or "not recorded" for phase, some in of_phase.items()}
    lines = []
    for one in sessions:
        level = f" Level: {one.session.level or 'not recorded'}." if one.community else ""
        lines.append(f"{_when(one)}: {sentence(context.title(one.session))}{level}")
    return Part("Timeline", (Timeline(sessions, highest, tuple(lines)),)) if sessions else None


def timeline_read_back_part(context: Context) -> Part | None:
    """The same, and below it, for each session that was read back, what those who read it say."""
    found = timeline_part(context)
    if found is None:
        return None
    by_session: dict[str, list[str]] = {}
    for one in context.assessment.readings:
        by_session.setdefault(one.reading.session, []).append(account_of(one, context))
    accounts = [
        paragraph(f"{_when(one)}: {' '.join(by_session[one.session.id])}", "quiet")
        for one in context.sessions
        if one.session.id in by_session
    ]
    return found._replace(blocks=(*found.blocks, *accounts))


def _when(attended: Attended) -> str:
    return f"{in_words(attended.session.date)}, {' and '.join(attended.session.phase)}"


def open_lines(said: Sequence[SayingRecord], today: date) -> str:
    """Everything said that has no answer yet, the oldest first: its day, how long ago that was, its id, its text."""
    waiting = sorted((one for one in said if not one.answered), key=lambda one: one.saying.date)
    if not waiting:
        return f"{'Nothing is open: everything said has an answer' if said else 'Nothing said is on record yet'}.\n"
    lines = []
    for one in waiting:
        saying = one.saying
        group = f", {saying.group}" if saying.group else ""
        lines += [f"{saying.date}, {ago(saying.date, today)}{group}  {saying.id}", f"  {saying.text}"]
        if one.answers:
            lines.append(f"  still open on {one.answers[-1].date}: {one.answers[-1].text}")
    return "".join(f"{visible(line)}\n" for line in lines)
