"""You said, we did: what the community asked for, what became of it, and why.

Where something cannot be acted upon, the reason is set out: so Involve's standards, and Gunning's fourth principle,
conscientious consideration.
"""

from collections.abc import Iterator, Sequence

from coprod.assess.voices import SayingRecord
from coprod.framework import Outcome
from coprod.model import Answer
from coprod.output.account.blocks import Entries, Entry, Link, Paragraph, Part, Words, paragraph
from coprod.output.account.context import Context
from coprod.output.dates import in_words
from coprod.output.words import ago, number_word

#: What came of things, in the order in which they are told: what is open and what was refused are in full sight.
OUTCOMES: dict[Outcome, str] = {
    "open": "Still open",
    "declined": "Not done, and why",
    "partly": "Done in part",
    "done": "Done",
}

_OF_SEVERAL: dict[Outcome, str] = {
    "open": "still open",
    "declined": "declined",
    "partly": "done in part",
    "done": "done",
}


def part(context: Context) -> Part | None:
    """Everything that was said, by what became of it; nothing where the record holds nothing said."""
    said = context.assessment.said
    if not said:
        return None
    groups = by_outcome(said)
    entries = (
        Entries(tuple(_entry(one, context) for one in some), OUTCOMES[outcome]) for outcome, some in groups.items()
    )
    return Part("You said, we did", (paragraph(in_numbers(said)), *entries))


def by_outcome(said: Sequence[SayingRecord]) -> dict[Outcome, list[SayingRecord]]:
    """What was said by what became of it, in the order of `OUTCOMES`, the oldest first."""
    groups: dict[Outcome, list[SayingRecord]] = {outcome: [] for outcome in OUTCOMES}
    for one in sorted(said, key=lambda one: one.saying.date):
        groups[one.answers[-1].outcome if one.answers else "open"].append(one)
    return {outcome: some for outcome, some in groups.items() if some}


def in_numbers(said: Sequence[SayingRecord]) -> str:
    """How much was said and what became of it, in words; never as a rate."""
    parts = [
        f"{number_word(len(some)).capitalize()} {_is(outcome, len(some))} {_OF_SEVERAL[outcome]}."
        for outcome, some in by_outcome(said).items()
    ]
    things = "thing that was" if len(said) == 1 else "things that were"
    return " ".join([f"The record holds {number_word(len(said))} {things} said.", *parts])


def _is(outcome: Outcome, number: int) -> str:
    if outcome == "open":
        return "is" if number == 1 else "are"
    return "was" if number == 1 else "were"


def words(one: SayingRecord, context: Context) -> str:
    """What was said, on one line, as whoever sees it may read it."""
    return " ".join(context.people.text(one.saying.text, "something said").split())


def answered(answer: Answer, context: Context) -> str:
    """What was answered, on one line, as whoever sees it may read it."""
    return " ".join(context.people.text(answer.text, "an answer").split())


def _entry(one: SayingRecord, context: Context) -> Entry:
    return Entry(
        (paragraph(words(one, context), "strong"), Paragraph(tuple(_when(one, context)), "quiet")),
        tuple(_facts(one, context)),
    )


def _when(one: SayingRecord, context: Context) -> Iterator[str | Link]:
    saying = one.saying
    yield in_words(saying.date)
    if not one.answered:
        yield f", {ago(saying.date, context.today)}"
    if group := context.people.said_by(saying.group, context.community):
        yield f", {group}"
    yield from _where(one, context)


def _where(one: SayingRecord, context: Context) -> Words:
    for number, attended in enumerate(context.sessions, 1):
        if attended.session.id == one.saying.session:
            return (", ", Link(f"session {number}", f"#session-{number}"))
    return ()


def _facts(one: SayingRecord, context: Context) -> Iterator[tuple[str, str]]:
    if one.saying.hoped:
        yield "They hoped", context.people.text(one.saying.hoped, "what was hoped")
    for answer in one.answers:
        yield from _answer(answer, context)


def _answer(answer: Answer, context: Context) -> Iterator[tuple[str, str]]:
    yield f"{OUTCOMES[answer.outcome]}, {in_words(answer.date)}", answered(answer, context)
    if answer.told:
        yield "They were told", context.people.text(answer.told, "how people were told")
    elif answer.outcome != "open":
        yield "They were told", "not on record"
