"""A programme of many projects: what each needs, and the lines of a terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from coprod.assess import Assessment
from coprod.assess.rules import RULES
from coprod.assess.rules.base import Finding
from coprod.assess.since import Since
from coprod.errors import Problem
from coprod.framework import PHASES
from coprod.output.escape import Look
from coprod.output.layout import shortened, width
from coprod.output.strip import mark
from coprod.output.words import counted, listed
from coprod.terms import STATUSES
from coprod.words import visible

#: What a project needs: it is flagged or contested, warned, quiet, or fine.
Need = Literal["unusable", "flagged", "warned", "quiet", "fine"]


class NeedWords(NamedTuple):
    """The words for what a project needs: its rank, its sign before a line, and after a number of projects."""

    rank: int
    sign: str
    short: str
    full: str


#: Those first that need somebody most.
NEEDS: dict[Need, NeedWords] = {
    "unusable": NeedWords(0, "x", "cannot be read", "cannot be read"),
    "flagged": NeedWords(0, "!", "flagged", "flagged"),
    "warned": NeedWords(1, "?", "to talk about", "with something to talk about"),
    "quiet": NeedWords(2, "z", "quiet for 90 days", "quiet for 90 days or more"),
    "fine": NeedWords(3, " ", "fine", "with nothing missing"),
}

_STEPS = {rule.code: rule.step for rule in RULES}

#: A project without a session for this many days is quiet.
QUIET_DAYS = 90

#: How the lines of a programme can be sorted.
Sorting = Literal["need", "name", "last"]


class ProjectLine(NamedTuple):
    """One project of a programme.

    Attributes:
        name: its name; that of the file where it cannot be read.
        quiet_for: the days since then, or None.
        finding: the finding that matters most, or None.
        since: what came since a day, where that was asked for.
    """

    file: str
    name: str
    need: Need
    assessment: Assessment | None
    last: date | None = None
    quiet_for: int | None = None
    finding: Finding | None = None
    problems: tuple[Problem, ...] = ()
    since: Since | None = None

    @property
    def next_words(self) -> str:
        """What to do next, in as few words as fit beside the rest of a line."""
        if self.problems:
            return "mend the file"
        if self.finding:
            about = f"{self.finding.phase.removeprefix('co-')}: " if self.finding.phase else ""
            return about + _STEPS[self.finding.code]
        return "ask how it goes" if self.need == "quiet" else "-"

    @property
    def next_step(self) -> str:
        """What to do next, in a sentence."""
        if self.problems:
            where = f"line {self.problems[0].line}: " if self.problems[0].line else ""
            return f"mend the file: {where}{self.problems[0].message}"
        if self.finding:
            about = f"{self.finding.phase}: " if self.finding.phase else ""
            return about + self.finding.remedy
        if self.need == "quiet":
            return "ask how it goes: nothing is logged of late"
        return "nothing is missing, as recorded"


def project_line(assessment: Assessment, today: date, since: Since | None = None) -> ProjectLine:
    """One project that could be read."""
    days = [record.last for record in assessment.phases if record.last]
    last = max(days, default=None)
    quiet_for = (today - last).days if last else None
    open_findings = [one for one in assessment.findings if one.waived is None]
    need = _need(assessment, open_findings, quiet_for)
    wanted = [one for one in open_findings if one.severity != "note"]
    return ProjectLine(
        file=assessment.file,
        name=assessment.name,
        need=need,
        assessment=assessment,
        last=last,
        quiet_for=quiet_for,
        finding=wanted[0] if wanted else None,
        since=since,
    )


def _need(assessment: Assessment, findings: Sequence[Finding], quiet_for: int | None) -> Need:
    if not assessment.stands or any(record.contested for record in assessment.phases):
        return "flagged"
    if any(one.severity != "note" for one in findings):
        return "warned"
    return "quiet" if quiet_for is None or quiet_for >= QUIET_DAYS else "fine"


def unusable_line(file: str, problems: Sequence[Problem]) -> ProjectLine:
    """One project that could not be read."""
    return ProjectLine(file, file, "unusable", None, problems=tuple(problems))


def in_order(lines: Iterable[ProjectLine], sorting: Sorting) -> list[ProjectLine]:
    """The projects, those first that need somebody, or by name, or the longest without a session first."""

    def key(line: ProjectLine) -> tuple[Any, ...]:
        name = line.name.casefold(), line.file
        last = line.last or date.min
        return {"need": (NEEDS[line.need].rank, last, name), "name": name, "last": (last, name)}[sorting]

    return sorted(lines, key=key)


#: The columns of a name, of the four marks, and of the time since the last session.
_NAME, _MARKS, _LAST = 24, 7, 10


def programme_text(lines: Sequence[ProjectLine], look: Look) -> str:
    """The programme: a heading, a line for each project, and how many need what. Nothing wraps."""
    heading = f"  {'project':<{_NAME}}{'phases':<{_MARKS + 2}}{'last':<{_LAST + 1}}next"
    rows = [shortened(heading, look.width)]
    names = Counter(line.name for line in lines)
    for line in lines:
        name = line.name if names[line.name] == 1 else f"{_place(line.file)}: {line.name}"
        rows.append(shortened(_line(line, name, look), look.width))
        if line.since:
            rows += [shortened(f"    {sentence}", look.width) for sentence in since_sentences(line.since)]
    return "".join(f"{row}\n" for row in [*rows, "", *_legend(lines, look)])


def _place(file: str) -> str:
    """What tells a project from others of its name: its folder, or the beginning of its file's name."""
    return file.removesuffix("coprod.toml").rstrip("./") or file


def _line(line: ProjectLine, name: str, look: Look) -> str:
    sign, name = NEEDS[line.need].sign, shortened(visible(name), _NAME - 1)
    room = " " * (_NAME - width(name))
    return f"{sign} {name}{room}{_phase_marks(line, look)}  {last_day(line):<{_LAST}} {visible(line.next_words)}"


def _phase_marks(line: ProjectLine, look: Look) -> str:
    if line.assessment is None:
        return "-" + " " * (_MARKS - 1)
    return " ".join(mark(record.status, look) for record in line.assessment.phases)


def last_day(line: ProjectLine) -> str:
    """How long ago the last session was, in a word or two."""
    if line.quiet_for is None:
        return "-" if line.problems else "never"
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
        yield f"{change.phase}: {STATUSES[change.before].short}, now {STATUSES[change.now].short}"
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
    words = [f"{numbers[need]} {what.short}" for need, what in NEEDS.items() if numbers[need]]
    yield shortened(f"{counted(len(lines), 'project')}: {', '.join(words)}.", look.width) if words else "No project."
    yield shortened("Phases: " + ", ".join(PHASES) + ". As recorded:", look.width)
    signs = [f"{mark(status, look)} {words.short}" for status, words in STATUSES.items()]
    middle = (len(signs) + 1) // 2
    yield shortened("  " + "  ".join(signs[:middle]), look.width)
    yield shortened("  " + "  ".join(signs[middle:]), look.width)
