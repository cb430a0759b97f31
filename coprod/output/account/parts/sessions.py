"""The sessions, one by one."""

from collections.abc import Iterator

from coprod.assess.presence import Attended
from coprod.output.account.blocks import Entries, Entry, Part, paragraph
from coprod.output.account.context import Context
from coprod.output.account.dates import in_words
from coprod.output.account.parts.about import RECOGNITION
from coprod.output.account.parts.phases import level_words


def part(context: Context) -> Part | None:
    """Every session, earliest first."""
    entries = tuple(_entry(number, one, context) for number, one in enumerate(context.in_order, 1))
    return Part("The sessions", (Entries(entries),)) if entries else None


def _entry(number: int, one: Attended, context: Context) -> Entry:
    session = one.session
    title = context.people.text(session.title or "Session without a title")
    when = f"{in_words(session.date)} · {' and '.join(session.phase)}"
    return Entry(
        (paragraph(f"{number}. {title}", "strong"), paragraph(when, "quiet")),
        tuple(_facts(one, context)),
        f"session-{number}",
    )


def _facts(one: Attended, context: Context) -> Iterator[tuple[str, str]]:
    session, people, present = one.session, context.people, one.session.also_present
    community = people.group(session.community, present.community)
    yield "In a community capacity", community or "nobody on record"
    yield (
        "In a professional capacity",
        people.group(session.professional, present.professional) or "nobody on record",
    )
    if one.community:
        yield "Level", level_words(session.level) if session.level else "not recorded"
    if session.heard:
        yield "Heard", ", ".join(map(people.text, session.heard))
    for matter, text in session.settled.items():
        yield f"Settled: {matter}", people.text(text)
    if session.recognition:
        yield "People's time was", RECOGNITION[session.recognition]
    told = context.fed_back
    if session.id in told or community:
        yield (
            "People were told what came of it",
            in_words(told[session.id]) if session.id in told else "not on record",
        )
    if note := people.note(session.note):
        yield "Note", note
