"""What those who read sessions back say of them, beside what the record says; neither is averaged, and nobody is named.

As with draft minutes, which become the record when those who were there agree them. A reading only lowers confidence.
"""

from collections.abc import Iterator

from coprod.assess.voices import ReadingRecord
from coprod.output.account.blocks import Entries, Entry, Link, Paragraph, Part, Words, paragraph
from coprod.output.account.context import Context
from coprod.output.account.parts.about import RECOGNITION
from coprod.output.account.parts.you_said import OUTCOMES, answered
from coprod.output.dates import in_words

_SHOWS = (
    "A reading shows that somebody heard what the record says of a session, and what they said of it. It does not show "
    "that they could speak freely, that they speak for others, or that those who did not read it agree."
)


def part(context: Context) -> Part | None:
    """Every reading up to the day, by session; nothing where there is no session that could be read."""
    if not context.sessions:
        return None
    readings = context.assessment.readings
    if not readings:
        return Part("Have those who were there read this?", (paragraph("Nobody has read it back yet.", "quiet"),))
    place = {attended.session.id: number for number, attended in enumerate(context.sessions, 1)}
    ordered = sorted(readings, key=lambda one: (place.get(one.reading.session, len(place) + 1), one.reading.date))
    entries = tuple(_entry(one, place.get(one.reading.session), context) for one in ordered)
    return Part("Have those who were there read this?", (Entries(entries), paragraph(_SHOWS, "quiet")))


def _entry(one: ReadingRecord, number: int | None, context: Context) -> Entry:
    return Entry(
        (paragraph(account_of(one, context), "strong"), Paragraph(_where(one, number), "quiet")),
        tuple(_facts(one, context)),
    )


def account_of(one: ReadingRecord, context: Context) -> str:
    """Who read it, by number, and what they say of it."""
    reading = one.reading
    if reading.said == "not-taken-up":
        return "It was offered, and nobody wished to read it."
    noun = "person" if reading.side == "community" else "professional"
    number = context.people.number(reading.readers) if reading.readers else "people, not recorded how many,"
    single = number == "1"
    several = "" if not reading.readers else " people" if noun == "person" else f" {noun}s"
    who = f"{number} {noun}" if single else f"{number}{several}"
    say = {"agree": "agree", "differs": "differ", "cannot-say": "cannot say"}[reading.said]
    verb = f"{say}s" if single and say != "cannot say" else say
    account = f"{who[:1].upper()}{who[1:]} who read it back {verb}"
    if reading.said != "differs" or not reading.level:
        return f"{account}."
    recorded = one.session.level if one.session else None
    if recorded == reading.level:
        return f"{account}: they put it at {reading.level}, and so does the record now."
    return f"{account}: they put it at {reading.level}; the record puts it at {recorded or 'no level'}."


def _where(one: ReadingRecord, number: int | None) -> Words:
    session = (Link(f"session {number}", f"#session-{number}"),) if number else ("a session that is not on record",)
    earlier = "" if one.current or one.reading.said == "not-taken-up" else ", in an earlier wording"
    return (*session, f", read on {in_words(one.reading.date)}{earlier}")


def _facts(one: ReadingRecord, context: Context) -> Iterator[tuple[str, str]]:
    reading = one.reading
    if words := context.people.words(reading.words, share=reading.share):
        yield "In their words", " ".join(words.split())
    if reading.how:
        yield "How", context.people.text(reading.how, "how a session was read back")
    if reading.were_there is not None:
        yield "Of them had been there", context.people.number(reading.were_there)
    if reading.alone is not None:
        yield "In the room", "nobody of the other side" if reading.alone else "somebody of the other side too"
    if reading.recognition:
        yield "Their time was", RECOGNITION[reading.recognition]
    yield "Typed in", f"by the {reading.entered_by} side" if reading.entered_by else "not recorded by whom"
    for answer in one.answers:
        yield (
            f"The project answered, {in_words(answer.date)}",
            f"{OUTCOMES[answer.outcome]}. {answered(answer, context)}",
        )
    if one.differs and not one.answered:
        yield "The project answered", "not yet"
