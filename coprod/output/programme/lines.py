"""A programme on a terminal: one line for each project, and what came since a day below it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from coprod.assess.since import Since
from coprod.framework import PHASES
from coprod.output.look import Look
from coprod.output.programme.need import Need, ProjectLine
from coprod.output.terminal.columns import shortened, width
from coprod.output.terminal.strip import mark
from coprod.output.words import STATUS_WORDS, counted, listed
from coprod.words import visible

#: The columns of a name, of the four marks, and of the time since the last session.
_NAME, _MARKS, _LAST = 24, 7, 10

#: What a project needs, as a sign before its line.
_SIGNS: dict[Need, str] = {"unusable": "x", "flagged": "!", "warned": "?", "quiet": "z", "fine": " "}
_NEEDS: dict[Need, str] = {
    "unusable": "cannot be read",
    "flagged": "flagged",
    "warned": "to talk about",
    "quiet": "quiet for 90 days",
    "fine": "fine",
}


def text(lines: Sequence[ProjectLine], look: Look) -> str:
    """The programme: a heading, a line for each project, and how many need what. Nothing wraps."""
    rows = [shortened(_heading(), look.width)]
    for line in lines:
        rows.append(shortened(_row(line, look), look.width))
        if line.since:
            rows += [shortened(f"    {sentence}", look.width) for sentence in since_sentences(line.since)]
    return "".join(f"{row}\n" for row in [*rows, "", *_legend(lines, look)])


def _heading() -> str:
    return f"  {'project':<{_NAME}}{'phases':<{_MARKS + 2}}{'last':<{_LAST + 1}}next"


def _row(line: ProjectLine, look: Look) -> str:
    name = _padded(shortened(visible(line.name), _NAME - 1), _NAME)
    return f"{_SIGNS[line.need]} {name}{_marks(line, look)}  {ago(line):<{_LAST}} {visible(line.next_words)}"


def _marks(line: ProjectLine, look: Look) -> str:
    if line.assessment is None:
        return "-" + " " * (_MARKS - 1)
    return " ".join(mark(record.status, look) for record in line.assessment.phases)


def ago(line: ProjectLine) -> str:
    """How long ago the last session was, in a word or two."""
    if line.quiet_for is None:
        return "never"
    if line.quiet_for == 0:
        return "today"
    days, weeks, months = line.quiet_for, line.quiet_for // 7, line.quiet_for * 12 // 365
    for number, unit, least in ((months, "month", 3), (weeks, "week", 3)):
        if number >= least:
            return f"{counted(number, unit)}"
    return counted(days, "day")


def since_sentences(since: Since) -> Iterator[str]:
    """What came since a day, in a few short sentences."""
    if since.nothing:
        yield f"nothing since {since.day}"
    if since.sessions:
        yield "logged: " + listed(
            [f"{counted(number, 'session')} of {phase}" for phase, number in since.sessions.items()]
        )
    for change in since.statuses:
        yield f"{change.phase}: {STATUS_WORDS[change.before]}, now {STATUS_WORDS[change.now]}"
    if since.agreed:
        yield f"agreed together: {listed(since.agreed)}"
    if since.undone:
        yield f"no longer agreed together: {listed(since.undone)}"
    if since.readings:
        differ = sum(one.reading.said == "differs" for one in since.readings)
        yield f"read back: {counted(len(since.readings), 'time')}" + (f", {differ} of them differing" if differ else "")
    if since.said or since.open:
        yield f"said: {counted(len(since.said), 'thing')}; still open: {len(since.open)}"


def _legend(lines: Sequence[ProjectLine], look: Look) -> Iterator[str]:
    numbers = Counter(line.need for line in lines)
    words = [f"{numbers[need]} {what}" for need, what in _NEEDS.items() if numbers[need]]
    yield shortened(f"{counted(len(lines), 'project')}: {', '.join(words)}.", look.width) if words else "No project."
    yield shortened("Phases: " + ", ".join(PHASES) + ". As recorded:", look.width)
    signs = [f"{mark(status, look)} {STATUS_WORDS[status]}" for status in STATUS_WORDS]
    middle = (len(signs) + 1) // 2
    yield shortened("  " + "  ".join(signs[:middle]), look.width)
    yield shortened("  " + "  ".join(signs[middle:]), look.width)


def _padded(text: str, room: int) -> str:
    return text + " " * (room - width(text))
