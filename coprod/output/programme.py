"""A programme of many projects: what each needs, and the lines of a terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from coprod.assess import Assessment
from coprod.assess.rules import BY_CODE
from coprod.assess.rules.base import Finding
from coprod.assess.since import Since
from coprod.errors import Problem
from coprod.framework import PHASES
from coprod.output.escape import Look
from coprod.output.layout import width, wrapped
from coprod.output.strip import mark
from coprod.output.verdicts import UNREAD, in_brief
from coprod.output.verdicts import total as counted_as
from coprod.output.verdicts import totals as of_all
from coprod.output.words import SENTENCES, counted, in_words, listed, pressing, trouble
from coprod.terms import STATUSES
from coprod.words import visible

#: What a project needs: it is flagged or contested, warned, without any session, quiet, fine, or ended.
Need = Literal["unusable", "flagged", "warned", "empty", "quiet", "fine", "ended"]


#: Those first that need somebody most: the sign before a line, and the words in short and after a number of projects.
NEEDS: dict[Need, dict[Literal["sign", "short", "full"], str]] = SENTENCES["needs"]

_NOTHING_LOGGED = "CP103"

#: A project without a session for this many days is quiet.
QUIET_DAYS = 90

#: How the lines of a programme can be sorted.
Sorting = Literal["need", "name", "last"]


class ProjectLine(NamedTuple):
    """One project of a programme, by its name, or by its file if it cannot be read.

    `quiet_for` is the days since its last session, `finding` the one that matters most, `since` what came since a day
    if that was asked for, and `planned` the day of the next session that is planned.
    """

    file: str
    name: str
    need: Need
    assessment: Assessment | None
    last: date | None = None
    quiet_for: int | None = None
    finding: Finding | None = None
    problems: Sequence[Problem] = ()
    since: Since | None = None
    planned: date | None = None
    lead: str = ""
    contact: str = ""

    @property
    def next_words(self) -> str:
        """What to do next, in as few words as fit beside the rest of a line, and the next day that is planned."""
        ended, step = self.assessment and self.assessment.ended, self._steps[0]
        planned = f"planned for {in_words(self.planned)}" if self.planned and not ended else ""
        if planned and (self.finding is None or self.finding.code == _NOTHING_LOGGED):
            step = ""
        # What must be heard with the verdict, as it goes on in a line.
        brief = in_brief(self.assessment).rstrip(".") if self.assessment else ""
        heard = "; ".join(f"{one[:1].lower()}{one[1:]}" for one in brief.split(". "))
        return "; ".join(filter(None, (step, planned, heard))) or "-"

    @property
    def next_step(self) -> str:
        """What to do next, in a sentence."""
        return self._steps[1]

    @property
    def _steps(self) -> tuple[str, str]:
        """What to do next, in a few words or "", and in a sentence."""
        if self.problems:
            where = f"line {self.problems[0].line}: " if self.problems[0].line else ""
            return "mend the file", f"mend the file: {where}{self.problems[0].message}"
        if self.assessment and self.assessment.ended:
            return "", f"none: it ended on {in_words(self.assessment.ended)}"
        if self.finding:
            about = f"{self.finding.phase}: " if self.finding.phase else ""
            return f"{about.removeprefix('co-')}{BY_CODE[self.finding.code].step}", about + self.finding.remedy
        empty = self.assessment and [one.phase for one in self.assessment.phases if one.status == "nothing-logged"]
        if empty and self.need not in {"empty", "quiet"}:
            return "", f"plan the first session of {empty[0]} with community people"
        few, sentence = SENTENCES["steps"].get(self.need, SENTENCES["steps"]["fine"])
        return few, sentence


def project_line(assessment: Assessment, today: date, since: Since | None = None) -> ProjectLine:
    """One project that could be read."""
    last = max((record.last for record in assessment.phases if record.last), default=None)
    until = min(today, (assessment.during and assessment.during.end) or today)
    quiet_for = (until - last).days if last else None
    wanted = pressing(assessment.findings)
    need: Need = "quiet" if quiet_for is not None and quiet_for >= QUIET_DAYS else "fine"
    if assessment.ended:
        need = "ended"
    elif quiet_for is None:
        need = "empty"
    elif not assessment.stands or any(record.contested for record in assessment.phases):
        need = "flagged"
    elif wanted:
        need = "warned"
    return ProjectLine(
        file=assessment.file,
        name=assessment.name,
        need=need,
        assessment=assessment,
        last=last,
        quiet_for=quiet_for,
        finding=wanted[0] if wanted else None,
        since=since,
        planned=min((one.session.date for one in assessment.planned if one.session.date >= today), default=None),
    )


def in_order(lines: Iterable[ProjectLine], sorting: Sorting) -> list[ProjectLine]:
    """The projects, those first that need somebody, or by name, or the longest without a session first."""

    def key(line: ProjectLine) -> tuple[Any, ...]:
        name = line.name.casefold(), line.file
        last = line.last or date.min
        # The more errors and warnings there are, the more a project needs somebody.
        found = trouble(line.assessment.findings if line.assessment else ())
        return {"need": (list(NEEDS).index(line.need), found, last, name), "name": name, "last": (last, name)}[sorting]

    return sorted(lines, key=key)


#: How wide the column of names can be; a longer name stands outside of it.
_NAMES = (22, 28, 34, 46, 60)
_LAST = 10
_INDENT = "    "


def programme_text(lines: Sequence[ProjectLine], look: Look, *, plain: bool = False) -> str:
    """The programme: a line or two for each project, how many came out in which way, and what the signs mean.

    What changed since a day comes first, and the others are one line.
    """
    changed = [line for line in lines if line.since is None or not line.since.nothing]
    names = Counter(line.name for line in lines)
    named = {}
    for line in changed:
        # What tells a project from others of its name: its folder, or the beginning of its file's name.
        place = line.file.removesuffix("coprod.toml").rstrip("./") or line.file
        named[line.file] = visible(line.name if names[line.name] == 1 else f"{place}: {line.name}")
    # The column of names that takes the fewest lines, and is no wider than its longest name.
    longest = max(map(width, named.values()), default=0)
    rooms = sorted({min(longest, room) for room in _NAMES})
    room = min(rooms, key=lambda room: sum(len(_line(line, named[line.file], room, look)) for line in changed))
    heading = f"  {'project':<{room}}  phases   {'last':<{_LAST}} next"
    rows = [heading] if changed and not plain and width(heading) <= look.width else []
    for line in changed:
        rows += _in_words(line, named[line.file]) if plain else _line(line, named[line.file], room, look)
        for sentence in since_sentences(line.since) if line.since else ():
            rows += wrapped(visible(sentence), look.width, _INDENT)
    silent = [line.since.day for line in lines if line.since and line.since.nothing]
    if silent:
        which = "other project" if changed else "project"
        rows += wrapped(f"{counted(len(silent), which)}: nothing since {silent[0]}.", look.width)
    legend = [] if plain else list(_legend(changed, look))
    return "".join(f"{row}\n" for row in [*rows, "", *wrapped(totals(lines), look.width), *legend])


def _line(line: ProjectLine, name: str, room: int, look: Look) -> list[str]:
    """One project: its sign, its whole name, the marks of its phases, its last day and what to do next."""
    sign, step = NEEDS[line.need]["sign"], visible(line.next_words)
    marks = " ".join(mark(record.status, look) for record in line.assessment.phases) if line.assessment else "-      "
    shown = f"{marks}  {_last_day(line):<{_LAST}}"
    begun = f"{sign} {name}{' ' * max(0, room - width(name))}  {shown}"
    if width(f"{begun} {step}") <= look.width:
        return [f"{begun} {step}".rstrip()]
    if width(name) <= room and width(begun) <= look.width:
        return [begun.rstrip(), *(wrapped(f"next: {step}", look.width, _INDENT) if step != "-" else ())]
    first, below = wrapped(f"{sign} {name}", look.width, hanging="  "), f"  {'':<{room}}  {shown} {step}"
    return [*first, *([below.rstrip()] if width(below) <= look.width else wrapped(f"{shown} {step}", look.width, "  "))]


def _in_words(line: ProjectLine, name: str) -> list[str]:
    """One project on one line in words, for a screen reader."""
    phases = line.assessment.phases if line.assessment else ()
    words = [f"{record.phase} {STATUSES[record.status].short}" for record in phases]
    last = f"Last session: {_last_day(line)}{' ago' if line.quiet_for else ''}."
    told = (
        f"{name}: {NEEDS[line.need]['short']}. {', '.join(words)}{'.' if words else ''} {last} Next: {line.next_words}."
    )
    return [visible(" ".join(told.split()))]


def _last_day(line: ProjectLine) -> str:
    """How long ago the last session was, in a word or two."""
    if line.quiet_for is None:
        return "-" if line.problems else "never"
    if line.quiet_for == 0:
        return "today"
    days, weeks, months = line.quiet_for, line.quiet_for // 7, line.quiet_for * 12 // 365
    for number, unit, least in ((months // 12, "year", 2), (months, "month", 3), (weeks, "week", 3)):
        if number >= least:
            return counted(number, unit)
    return counted(days, "day")


def since_sentences(since: Since) -> Iterator[str]:
    """What came since a day, in a few short sentences."""
    if since.nothing:
        yield f"nothing since {since.day}"
    if since.sessions:
        logged = [f"{counted(number, 'session')} of {phase}" for phase, number in since.sessions.items()]
        yield f"logged: {listed(logged)}"
    for change in since.statuses:
        yield f"{change.phase}: {STATUSES[change.before].short}, now {STATUSES[change.now].short}"
    if since.agreed:
        yield f"agreed together: {listed(since.agreed)}"
    if since.undone:
        yield f"no longer agreed together: {listed(since.undone)}"
    if since.readings:
        times = counted(len(since.readings), "time")
        differ = sum(one.reading.said == "differs" for one in since.readings)
        yield f"read back: {times}, {differ} of them differing" if differ else f"read back: {times}"
    if since.said or since.open:
        yield f"said: {counted(len(since.said), 'thing')}; still open: {len(since.open)}"


def totals(lines: Sequence[ProjectLine]) -> str:
    """How many projects there are, each counted once by how it comes out, and how many others need somebody."""
    if not lines:
        return "No project."
    numbers: Counter[str] = Counter()
    for line in lines:
        # A project without a session is nothing flagged.
        some = counted_as(line.assessment) if line.assessment and line.last else "nothing flagged"
        numbers[some if line.assessment else UNREAD] += 1
    needs = Counter(line.need for line in lines)
    asking = [f"{needs[need]} {NEEDS[need]['short']}" for need in ("warned", "empty", "quiet") if needs[need]]
    need = f" Of those that are not flagged: {listed(asking)}." if asking else ""
    return f"{of_all(numbers)}{need}"


def _legend(lines: Sequence[ProjectLine], look: Look) -> Iterator[str]:
    """What the signs mean that are shown."""
    needs = {line.need for line in lines}
    shown = {record.status for line in lines if line.assessment for record in line.assessment.phases}
    signs = [
        f"{words['sign']} {words['short']}" for need, words in NEEDS.items() if need in needs and words["sign"].strip()
    ]
    marks = [f"{mark(status, look)} {words.short}" for status, words in STATUSES.items() if status in shown]
    for text in (", ".join(signs), f"Phases: {', '.join(PHASES)}" if marks else "", ", ".join(marks)):
        if text:
            yield from wrapped(f"{text}.", look.width)
