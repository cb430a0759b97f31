"""The sessions, one by one."""

from collections.abc import Iterator

from coprod.assess.record import Attended
from coprod.output.account.blocks import Entries, Entry, Part, paragraph
from coprod.output.account.context import Context
from coprod.output.account.parts.about import RECOGNITION
from coprod.output.account.parts.phases import level_words
from coprod.output.dates import in_words


def part(context: Context) -> Part | None:
    """Every session, earliest first."""
    entries = tuple(_entry(number, one, context) for number, one in enumerate(context.sessions, 1))
    return Part("The sessions", (Entries(entries),)) if entries else None


def _entry(number: int, attended: Attended, context: Context) -> Entry:
    session = attended.session
    title = context.title(session) or "Session without a title"
    when = f"{in_words(session.date)} · {' and '.join(session.phase)}"
    return Entry(
        (paragraph(f"{number}. {title}", "strong"), paragraph(when, "quiet")),
        tuple(_facts(attended, context)),
        f"session-{number}",
    )


def _facts(attended: Attended, context: Context) -> Iterator[tuple[str, str]]:
    session, people = attended.session, context.people
    present = session.also_present
    community = people.group(session.community, present.community)
    yield "In a community capacity", community or "nobody on record"
    yield (
        "In a professional capacity",
        people.group(session.professional, present.professional) or "nobody on record",
    )
    if attended.community:
        yield "Level", level_words(session.level) if session.level else "not recorded"
    if session.heard:
        yield "Heard", ", ".join(map(context.group, session.heard))
    for matter in session.settled:
        yield f"Settled: {matter}", context.settled(session, matter)
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
