"""One project on one screen: the headline, the phases in time, what is owed, what to do next, and where to look."""

from collections.abc import Iterator

from coprod.assess.record import PhaseRecord
from coprod.days import MONTHS
from coprod.output.account.context import Context
from coprod.output.escape import Look
from coprod.output.layout import aligned, shortened, width, wrapped
from coprod.output.programme import project_line
from coprod.output.strip import marked
from coprod.output.verdicts import in_full
from coprod.output.words import counted, in_period, in_words, listed, of_phases, sentence, span
from coprod.terms import STATUSES
from coprod.words import visible

#: The lines and columns of a screen, and the least lines that the headline has of them.
_LINES, _COLUMNS, _LEAST = 24, 80, 4

#: So many days are named one by one.
_NAMED = 2

_WHERE = "More: coprod check, coprod status --full, coprod report."


def overview(context: Context, look: Look, *, plain: bool = False) -> str:
    """The screen; with `plain` in words only, for a screen reader."""
    title = visible(f"{context.name}, as recorded, {context.of_days}")
    name = shortened(title, 2 * look.width)
    head = wrapped(look.styled(name, bold=True), look.width)
    below = [
        "",
        *_phases(context, look, plain=plain),
        "",
        *(line for sentence in _owed(context) for line in wrapped(visible(sentence), look.width, hanging="  ")),
        *wrapped(visible(sentence(f"Next: {project_line(context.assessment, context.today).next_step}")), look.width),
        *wrapped(_WHERE, look.width),
    ]
    words = in_full(context.assessment)
    verdict = wrapped(visible(words), look.width)
    room = max(_LINES - len(head) - len(below), _LEAST)
    if look.width >= _COLUMNS and len(verdict) > room:
        verdict = [*verdict[: room - 1], "... (coprod check tells all of this)"]
    return "".join(f"{line}\n" for line in [*head, *verdict, *below])


def _phases(context: Context, look: Look, *, plain: bool) -> list[str]:
    shown = {record.phase: marked(record.status, look) for record in context.assessment.phases}
    begun = aligned(list(shown.items()))
    room = " " * (max(map(width, begun)) + 2)
    lines = []
    for record, start in zip(context.assessment.phases, begun, strict=True):
        ways = _when(record, context)
        if plain:
            lines.append(f"{record.phase}: {STATUSES[record.status].short}; {ways[0]}.")
        elif 2 * len(room) <= look.width:
            when = next((way for way in ways if width(way) + len(room) <= look.width), ways[-1])
            lines += wrapped(when, look.width, f"{start}{room[width(start) :]}", room)
        else:
            lines += wrapped(f"{record.phase}: {shown[record.phase]}, {ways[0]}", look.width, hanging="  ")
    return lines


def _when(record: PhaseRecord, context: Context) -> list[str]:
    """Where a phase stands in time, in fewer and fewer words."""
    days = [one.session.date for one in context.assessment.planned if record.phase in one.session.phase]
    to_come = min((day for day in days if day >= context.today), default=None)
    planned = f"planned for {in_words(to_come)}" if to_come else ""
    if not record.first or not record.last:
        during = context.assessment.during
        return [planned or ("nothing in this period" if during and in_period(during) else "not begun")]
    until = f"stood until {_in_short(in_words(record.until))}" if record.faded and record.until else ""
    held = counted(record.sessions, "session")
    over = f"{held}, {_in_short(span(record.first, record.last))}"
    coming = f"next {planned}" if planned else ""
    last = f"{held} to {_in_short(in_words(record.last))}" if until else held
    ways = ((until, over, coming), (until, last, coming), (until, held, coming), (until, _in_short(planned)))
    return ["; ".join(filter(None, way)) for way in ways]


def _in_short(days: str) -> str:
    """Days with their months in three letters, beside the rest of a line."""
    return " ".join(word[:3] if word in MONTHS else word for word in days.split())


def _owed(context: Context) -> Iterator[str]:
    """What is open: to be answered, to be told, to be read back, and what was planned and is not said to be held."""
    assessment = context.assessment
    said = [one.saying.date for one in assessment.said if not one.answered]
    if said:
        oldest = f"the oldest of {in_words(min(said))}" if len(said) > 1 else f"of {in_words(said[0])}"
        yield f"To answer: {counted(len(said), 'thing')} said, {oldest}."
    if differing := sum(one.differs and not one.answered for one in assessment.readings):
        yield f"To answer: {counted(differing, 'reading')} that {'differs' if differing == 1 else 'differ'}."
    if context.waiting:
        yield f"To tell: what came of {counted(len(context.waiting), 'session')}."
    read = {phase for one in assessment.readings if one.session and one.current for phase in one.session.phase}
    if unread := [record.phase for record in assessment.phases if record.stands and record.phase not in read]:
        yield f"To read back with those who were there: {of_phases(unread)}."
    if missed := sorted(one.session.date for one in assessment.planned if one.session.date < context.today):
        more = f"{in_words(missed[0])} and {len(missed) - 1} more" if len(missed) > _NAMED else ""
        yield f"Planned, and nobody has recorded that it was held: {more or listed([*map(in_words, missed)])}."
