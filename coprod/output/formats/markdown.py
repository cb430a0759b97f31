"""The results as Markdown, for a comment on a pull request, and for the summary of a GitHub step.

Of a summary nothing is shown if it is too long. Its projects come worst first: a line for each of several, then all of
each, as far as there is room.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from coprod.assess import Assessment
from coprod.assess.rules.base import Finding
from coprod.errors import Problem
from coprod.output.escape import Look, escaped, table
from coprod.output.formats import Results, gone
from coprod.output.strip import HEADINGS, cells
from coprod.output.verdicts import after_verdict, headline, matrix, unjudged
from coprod.output.words import acceptance, counted, few, statements, tally
from coprod.terms import STATUSES


def render(results: Results, look: Look) -> Iterator[str]:
    """Each project under a heading of its own, then what could not be read."""
    for number, assessment in enumerate(results.assessments):
        yield ("\n" if number else "") + _section(assessment, look)
    for file in results.gone:
        yield f"\n{escaped(gone(file))}\n"
    if results.problems:
        yield "\n" if results.assessments else ""
        yield "## Could not be used\n\n"
    yield from map(_problem, results.problems)


def _problem(problem: Problem) -> str:
    """What makes a file unusable, as an entry of a list."""
    line = f", line {problem.line}" if problem.line else ""
    return f"- {escaped(problem.file)}{line}: {escaped(problem.message)}\n"


def _section(assessment: Assessment, look: Look) -> str:
    """One project under its heading."""
    lines = [f"## {escaped(assessment.name)}", "", f"Project file: {escaped(assessment.file)}", ""]
    lines += [f"**{escaped(headline(assessment, few))}** ({tally(assessment.findings)})", ""]
    after = after_verdict(assessment)
    lines += [escaped(" ".join(after)), ""]
    lines += [*table(HEADINGS, [cells(record, look) for record in assessment.phases]), ""]
    lines += _since_before(assessment)
    findings = [one for one in assessment.findings if not one.about_change]
    if findings:
        lines += [*_findings(findings), ""]
    for sentence in (*unjudged(assessment), *(note for note in assessment.notes if note not in after)):
        lines += [escaped(sentence), ""]
    return "\n".join([*lines, escaped(matrix(assessment)), ""])


def _since_before(assessment: Assessment) -> list[str]:
    """For the summary of a pull request: each phase before and now, then what changed."""
    before = assessment.before
    if before is None or before.verdict is None:
        return []
    rows: list[tuple[str, ...]] = [
        (was.phase, STATUSES[was.status].short, STATUSES[now.status].short)
        for was, now in zip(before.phases, assessment.phases, strict=True)
    ]
    lines = ["### What changed", "", *table(("", "before", "now"), rows), ""]
    changes = [one for one in assessment.findings if one.about_change]
    return [*lines, *(_findings(changes) if changes else ["Nothing that a rule speaks of."]), ""]


def _findings(findings: Sequence[Finding]) -> list[str]:
    rows: list[tuple[str, ...]] = []
    for finding, message in statements(findings):
        waived = "" if finding.waived is None else f" ({acceptance(finding)})"
        rule = f"{finding.code} {finding.name}"
        rows.append((finding.severity, rule, str(finding.line), message + waived, finding.remedy))
    return table(("", "rule", "line", "finding", "next"), rows)


#: The bytes that GitHub takes for a step, of all that its commands write, and those kept for how many more there are.
LIMIT, _LAST = 1_048_576, 200


class _Summary:
    """Text that takes parts as long as there is room, and counts them."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._text = bytearray()

    def fill(self, parts: Iterable[str]) -> int:
        """Take parts until one does not fit, and count those that it took."""
        taken = 0
        for part in parts:
            data = part.encode("utf-8", "backslashreplace")
            if len(self._text) + len(data) > self._room - _LAST:
                break
            self._text += data
            taken += 1
        return taken

    def ended(self, words: str) -> bytes:
        """All of it with a last line; empty if it does not fit."""
        data = bytes(self._text) + words.encode()
        return data if len(data) <= self._room else b""


def summary(results: Results, room: int) -> bytes:
    """As much of the results as so many bytes hold, and how many more there are; nothing if they hold not even that."""
    page = _Summary(room)
    ordered = sorted(results.assessments, key=_goodness)
    alone = len(ordered) == 1 and not results.problems and not results.gone
    if alone and page.fill([_section(ordered[0], Look())]):
        return page.ended("")
    lines = [*map(_problem, results.problems), *(f"- {escaped(gone(file))}\n" for file in results.gone)]
    lines += map(_line, ordered)
    taken = page.fill(lines)
    if taken < len(lines):
        return page.ended(f"- and {len(lines) - taken} more; the log of this step has them\n")
    told = 0 if alone else page.fill(f"\n{_section(one, Look())}" for one in ordered)
    more = counted(len(ordered) - told, "project")
    return page.ended(f"\nThe log of this step tells more of {more}.\n" if told < len(ordered) else "")


def _goodness(assessment: Assessment) -> tuple[bool, int, int]:
    told = Counter(finding.severity for finding in assessment.findings if finding.waived is None)
    return assessment.stands, -told["error"], -told["warning"]


def _line(assessment: Assessment) -> str:
    said = escaped(f"{assessment.file}: {headline(assessment, few)}")
    return f"- **{escaped(assessment.name)}** ({tally(assessment.findings)}): {said}\n"
