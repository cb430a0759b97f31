"""The parts of an account in which people speak: what was said and answered, and what readers say of the record."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from coprod.assess.record import Attended
from coprod.assess.voices import ReadingRecord, SayingRecord
from coprod.framework import MatterName, Outcome
from coprod.model import Feedback
from coprod.output.account.blocks import (
    Entries,
    Entry,
    Fact,
    Item,
    Link,
    Paragraph,
    Timeline,
    Words,
    filled,
    listing,
    paragraph,
)
from coprod.output.account.context import SAYS, Blocks, Context, part
from coprod.output.account.facts import facts
from coprod.output.words import ago, by_number, capitalised, in_words, listed, number_word, sentence
from coprod.terms import ACCOUNTS, OUTCOMES
from coprod.words import visible


@part("said")
def _said(context: Context) -> Blocks:
    said = context.assessment.said
    if said:
        yield in_numbers(said)
    for outcome, some in by_outcome(said).items():
        yield Entries(tuple(_saying(one, context) for one in some), OUTCOMES[outcome].heading)


#: A first page tells so much of what was said; the record below tells all.
_FIRST = 6


@part("said-in-short")
def _said_in_short(context: Context) -> Blocks:
    """What was said and what came of it, a line each, what is open first."""
    ordered = [one for some in by_outcome(context.assessment.said).values() for one in some]
    items = []
    for one in ordered[:_FIRST]:
        words, when = "no answer is on record", context.waited(one.saying.date)
        if one.answers:
            latest = one.answers[-1]
            words, when = f"{OUTCOMES[latest.outcome].heading}. {context.line(latest, 'text')}", in_words(latest.date)
        items.append(Item(context.line(one.saying, "text"), words, when))
    yield from listing(items)
    if more := len(ordered) - len(items):
        yield paragraph(by_number(more, *SAYS["more_was_said"]), "quiet")


def by_outcome(said: Sequence[SayingRecord]) -> dict[Outcome, list[SayingRecord]]:
    """What was said by what became of it, in the order of `OUTCOMES`, the oldest first."""
    oldest_first = sorted(said, key=lambda one: one.saying.date)
    groups = {outcome: [one for one in oldest_first if one.outcome == outcome] for outcome in OUTCOMES}
    return {outcome: some for outcome, some in groups.items() if some}


def in_numbers(said: Sequence[SayingRecord], holds: str = "record_holds") -> str:
    """How much was said and what became of it, in words; never as a rate."""
    parts = [by_number(len(said), *SAYS[holds], count=number_word(len(said)))]
    for outcome, some in by_outcome(said).items():
        words, number = OUTCOMES[outcome], number_word(len(some)).capitalize()
        parts.append(words.single if len(some) == 1 else words.several.format(number=number))
    return " ".join(parts)


def _saying(one: SayingRecord, context: Context) -> Entry:
    said = paragraph(context.line(one.saying, "text"), "strong")
    when = Paragraph(tuple(_said_when(one, context)), "quiet")
    told = [*facts(one.saying, context)]
    for answer in one.answers:
        told.append((f"{OUTCOMES[answer.outcome].heading}, {in_words(answer.date)}", context.line(answer, "text")))
        told += facts(answer, context)
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


@part("open")
def _open(context: Context) -> Blocks:
    said = context.assessment.said
    items = [Item(in_words(one.saying.date), context.line(one.saying, "text")) for one in said if not one.answered]
    items += [
        Item(in_words(one.reading.date), account_of(one, context), "answered" if one.answered else "")
        for one in context.assessment.readings
        if one.differs
    ]
    yield from listing(items, "Open")
    if not items:
        yield SAYS["all_answered" if said else "nothing_said"]


_MATTER: MatterName = "problem"


@part("who-asked")
def _who_asked(context: Context) -> Blocks:
    # The last time counts, but for what only confirms it; of one day, what comes first.
    ways = [*SAYS["problem"]]
    found = [one for one in reversed(context.matters[_MATTER].every) if not one.confirmed]
    settled = max(found, key=lambda one: (one.day, -ways.index(one.how)), default=None)
    if settled:
        text = context.text(context.project.sessions[settled.position], "settled", _MATTER).rstrip(".")
        yield SAYS["problem"][settled.how].format(day=in_words(settled.day), text=text)
    elif _MATTER in context.about.given:
        yield paragraph(
            f"The problem is recorded as fixed from outside: {context.people.about('given', _MATTER).rstrip('.')}."
        )
    else:
        return
    said = [one.saying for one in context.assessment.said if settled and one.saying.date <= settled.day]
    if not said:
        yield "The record does not show who asked for it."
    asked = sorted(said, key=lambda one: one.date)
    items = (Item(in_words(one.date), context.line(one, "text"), context.said_by(one)) for one in asked)
    yield from listing(items, "What people had said by then")


@part("read-back")
def _read_back(context: Context) -> Blocks:
    numbered, last = context.numbered, (len(context.sessions) + 1, None)
    readings = context.assessment.readings
    if numbered and readings:
        ordered = sorted(readings, key=lambda one: (numbered.get(one.reading.session, last)[0], one.reading.date))
        yield Entries(tuple(_reading(one, context) for one in ordered))
        yield paragraph(SAYS["what_a_reading_shows"], "quiet")
    elif numbered:
        yield paragraph("Nobody has read it back.", "quiet")


@part("readings")
def _of_sessions(context: Context) -> Blocks:
    yield from _told_by_day([one for one in context.assessment.readings if not one.of_project], context, "Of sessions")


@part("views")
def _of_the_project(context: Context) -> Blocks:
    whole = [one for one in context.assessment.readings if one.of_project]
    yield from _told_by_day(whole, context, "Of the whole project")


def _told_by_day(readings: Sequence[ReadingRecord], context: Context, heading: str) -> Blocks:
    items = []
    for one in sorted(readings, key=lambda one: one.reading.date):
        sentences = [account_of(one, context)]
        if one.reading.share and (words := context.line(one.reading, "words")):
            sentences.append(f"In their words: {words}")
        for answer in one.answers:
            outcome, text = OUTCOMES[answer.outcome].heading.lower(), context.line(answer, "text")
            sentences.append(f"The project answered on {in_words(answer.date)}, {outcome}: {text}")
        if one.answers and one.differs and not one.answered:
            sentences.append("Nothing on record says that they were told")
        sentences += [f"{what}: {when}" for what, when in _settling(one, context)]
        about = f", of the session of {in_words(one.session.date)}" if one.session else ""
        items.append(Item(in_words(one.reading.date) + about, " ".join(map(sentence, sentences))))
    yield from listing(items, heading)


def _reading(one: ReadingRecord, context: Context) -> Entry:
    shown = [*facts(one.reading, context, ("words", "how"))]
    for answer in one.answers:
        words = f"{OUTCOMES[answer.outcome].heading}. {context.line(answer, 'text')}"
        shown.append((f"The project answered, {in_words(answer.date)}", words))
    if one.differs and not one.answered:
        open_still = not one.answers or one.answers[-1].outcome == "open"
        shown.append(("The project answered" if open_still else "They were told", "not on record"))
    where = Paragraph(_read_where(one, context), "quiet")
    return Entry((paragraph(account_of(one, context), "strong"), where), (*shown, *_settling(one, context)))


def _read_where(one: ReadingRecord, context: Context) -> Words:
    name = "project" if one.of_project else "gone" if one.gone else "other_time" if one.held else "planned"
    what: str | Link = SAYS["read"][name]
    if one.reading.session in context.numbered:
        number, _ = context.numbered[one.reading.session]
        what = Link(f"session {number}", f"#session-{number}")
    present = one.current or one.withdrawn or one.reading.said == "not-taken-up"
    words = SAYS["read"]["present" if present else "earlier"]
    return filled(words, what=[what], day=in_words(one.reading.date))


def account_of(one: ReadingRecord, context: Context) -> str:
    """Who read it, by number, and what they say of it."""
    reading = one.reading
    if reading.said in SAYS["no_account"]:
        return str(SAYS["no_account"][reading.said])
    number = context.people.number(reading.readers) if reading.readers else ""
    say = ACCOUNTS[reading.said].single if number == "1" else ACCOUNTS[reading.said].plural
    words = SAYS["readers"][reading.side][{"": "unknown", "1": "one"}.get(number, "several")]
    account = capitalised(words.format(number=number, say=say))
    if reading.said != "differs" or not reading.level:
        return f"{account}."
    recorded = one.session.level if one.session else None
    level = SAYS["put_at"]["same" if recorded == reading.level else "other" if recorded else "none"]
    return f"{account}: {level.format(level=reading.level, recorded=recorded)}"


def _settling(one: ReadingRecord, context: Context) -> Iterator[Fact]:
    """When a difference was settled by those who read it, beside both accounts."""
    for later in context.settling.get(one.reading.id, ()) if one.settled else ():
        yield "Settled by their own account", in_words(later.reading.date)
    other = context.readings.get(one.reading.settles or "")
    if other and other.settled:
        yield "It settles", f"what was read on {in_words(other.reading.date)}"


#: More sessions than these are not listed one by one.
_LISTED = 12


@part("feedback")
def _feedback(context: Context) -> Blocks:
    """Of which sessions people were told the outcome, and of which not; then how they were told outside sessions."""
    done = [one for one in context.sessions if one.session.id in context.fed_back]
    for name, some in (("told", done), ("not_on_record_as_told", context.waiting)):
        if some:
            yield Paragraph(filled(SAYS[name], sessions=_linked(some, context)))
    yield from (Paragraph(_letter(one, context)) for one in context.letters)
    if not (done or context.waiting or context.letters):
        yield "No session with community people is on record."


@part("told")
def _told(context: Context) -> Blocks:
    if context.fed_back or context.letters:
        yield from _feedback(context)
    answers = (answer for saying in context.assessment.said for answer in saying.answers if answer.told)
    items = (Item(in_words(one.date), context.line(one, "text"), context.text(one, "told")) for one in answers)
    yield from listing(items, "Answers that people were told of")


def _letter(feedback: Feedback, context: Context) -> Words:
    """When and how people were told outside sessions, and of which; one that is not on record has no number."""
    numbered = sorted(context.numbered[name] for name in {*feedback.sessions} & context.numbered.keys())
    sessions = _linked([one for _, one in numbered], context)
    how = context.text(feedback, "how").rstrip(".")
    words = SAYS["letter" if numbered else "letter_of_none"]
    return filled(words, day=in_words(feedback.date), sessions=sessions, how=how)


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


@part("timeline")
def _timeline(context: Context) -> Blocks:
    lines = []
    for one in context.sessions:
        level = f" Level: {one.session.level or 'not recorded'}." if one.community else ""
        lines.append(f"{_when(one)}: {sentence(context.title(one.session))}{level}")
    if lines:
        yield Timeline(context.sessions, tuple(lines))


@part("timeline-read-back")
def _timeline_read_back(context: Context) -> Blocks:
    """The same, and below it, for each session that was read back, what those who read it say."""
    yield from _timeline(context)
    accounts = defaultdict[str, list[str]](list)
    for one in context.assessment.readings:
        accounts[one.reading.session].append(account_of(one, context))
    for attended in context.sessions:
        if said := accounts[attended.session.id]:
            yield paragraph(f"{_when(attended)}: {' '.join(said)}", "quiet")


@part("changed")
def _changed(context: Context) -> Blocks:
    """What is dated in the period, in the order of its days."""
    said = context.assessment.said
    answers = [answer for saying in said for answer in saying.answers]
    dated = [
        *((one.date, "Session", context.title(one.session)) for one in context.sessions),
        *((one.saying.date, "Said", context.line(one.saying, "text")) for one in said),
        *((answer.date, OUTCOMES[answer.outcome].heading, context.line(answer, "text")) for answer in answers),
        *((one.reading.date, "Read back", account_of(one, context)) for one in context.assessment.readings),
        *((letter.date, "People were told", context.text(letter, "how")) for letter in context.letters),
    ]
    items = (Item(f"{in_words(day)}, {what}", text) for day, what, text in sorted(dated, key=lambda row: row[0]))
    yield from listing(items, "What is dated in this time")


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
