"""The sessions in time."""

from collections.abc import Sequence

from coprod.framework import LEVELS, PHASES
from coprod.model import Session
from coprod.output.account.blocks import Part, Timeline
from coprod.output.account.context import Context
from coprod.output.account.dates import in_words
from coprod.output.account.parts.feedback import in_order
from coprod.output.account.timeline import kind


def part(context: Context) -> Part | None:
    """The sessions of each phase, placed by their day and by how far the community's part went."""
    sessions = in_order(context.project)
    if not sessions:
        return None
    highest = {phase: _highest([one for one in sessions if phase in one.phase]) for phase in PHASES}
    return Part("Timeline", (Timeline(tuple(sessions), highest, tuple(_line(one, context) for one in sessions)),))


def _highest(sessions: Sequence[Session]) -> str:
    levels = [one.level for one in sessions if one.level and kind(one) != "professional"]
    return max(levels, key=lambda level: LEVELS[level].number) if levels else "not recorded"


def _line(session: Session, context: Context) -> str:
    title = context.people.text(session.title or "Session without a title")
    end = "" if title.endswith((".", "?", "!")) else "."
    level = "" if kind(session) == "professional" else f" Level: {session.level or 'not recorded'}."
    return f"{in_words(session.date)}, {' and '.join(session.phase)}: {title}{end}{level}"
