"""The sessions in time."""

from collections.abc import Sequence

from coprod.assess.presence import Attended
from coprod.framework import LEVELS, PHASES
from coprod.output.account.blocks import Part, Timeline
from coprod.output.account.context import Context
from coprod.output.dates import in_words


def part(context: Context) -> Part | None:
    """The sessions of each phase, placed by their day and by how far the community's part went."""
    sessions = context.sessions
    if not sessions:
        return None
    highest = {phase: _highest([one for one in sessions if phase in one.session.phase]) for phase in PHASES}
    return Part("Timeline", (Timeline(sessions, highest, tuple(_line(one, context) for one in sessions)),))


def _highest(sessions: Sequence[Attended]) -> str:
    levels = [one.session.level for one in sessions if one.session.level and one.community]
    return max(levels, key=lambda level: LEVELS[level].number) if levels else "not recorded"


def _line(attended: Attended, context: Context) -> str:
    session = attended.session
    title = context.people.text(session.title or "Session without a title")
    end = "" if title.endswith((".", "?", "!")) else "."
    level = f" Level: {session.level or 'not recorded'}." if attended.community else ""
    return f"{in_words(session.date)}, {' and '.join(session.phase)}: {title}{end}{level}"
