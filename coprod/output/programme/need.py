"""Which project of a programme needs somebody, and for what."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple, get_args

from coprod.assess import Assessment
from coprod.assess.rules import RULES
from coprod.assess.rules.base import Finding
from coprod.assess.since import Since
from coprod.errors import Problem

#: What a project needs, those first that need somebody most: it is flagged or contested, warned, quiet, or fine.
Need = Literal["unusable", "flagged", "warned", "quiet", "fine"]
_RANKS: dict[Need, int] = {"unusable": 0, "flagged": 0, "warned": 1, "quiet": 2, "fine": 3}

_STEPS = {rule.code: rule.step for rule in RULES}

#: A project without a session for this many days is quiet.
QUIET_DAYS = 90

#: How the lines of a programme can be sorted.
Sorting = Literal["need", "name", "last"]
SORTINGS: tuple[Sorting, ...] = get_args(Sorting)


class ProjectLine(NamedTuple):
    """One project of a programme.

    Attributes:
        file: its file as the user named it.
        name: its name; that of the file where it cannot be read.
        need: what it needs.
        assessment: what its record shows; nothing where it cannot be read.
        last: the day of its latest session up to today, or nothing.
        quiet_for: the days since then, or nothing.
        finding: the finding that matters most, or nothing.
        problems: what makes it unusable.
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
        return {"need": (_RANKS[line.need], last, name), "name": name, "last": (last, name)}[sorting]

    return sorted(lines, key=key)
