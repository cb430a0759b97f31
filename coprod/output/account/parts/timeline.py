"""The sessions in time."""

from collections.abc import Sequence

from coprod.assess.record import Attended
from coprod.framework import LEVELS, PHASES
from coprod.output.account.blocks import Part, Timeline, paragraph
from coprod.output.account.context import Context
from coprod.output.account.parts.read_back import account_of
from coprod.output.dates import in_words


def part(context: Context) -> Part | None:
    """The sessions of each phase, placed by their day and by how far the community's part went."""
    sessions = context.sessions
    if not sessions:
        return None
    highest = {phase: _highest([one for one in sessions if phase in one.session.phase]) for phase in PHASES}
    return Part("Timeline", (Timeline(sessions, highest, tuple(_line(one, context) for one in sessions)),))


def read_back(context: Context) -> Part | None:
    """The same, and below it, for each session that was read back, what those who read it say."""
    found = part(context)
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


def _highest(sessions: Sequence[Attended]) -> str:
    levels = [one.session.level for one in sessions if one.session.level and one.community]
    return max(levels, key=lambda level: LEVELS[level].number) if levels else "not recorded"


def _line(attended: Attended, context: Context) -> str:
    session = attended.session
    title = context.title(session) or "Session without a title"
    end = "" if title.endswith((".", "?", "!")) else "."
    level = f" Level: {session.level or 'not recorded'}." if attended.community else ""
    return f"{_when(attended)}: {title}{end}{level}"
