"""The results as Markdown, for a comment on a pull request, and for the summary of a GitHub step.

Of a summary nothing is shown if it is too long. Its projects come worst first: a line for each of several, then all of
each, as far as there is room.
"""

from collections.abc import Iterable, Iterator, Sequence

from coprod.assess import Assessment
from coprod.assess.rules.base import Finding
from coprod.errors import Problem
from coprod.output.escape import Look, escaped, table
from coprod.output.formats import Results, gone
from coprod.output.strip import HEADINGS, cells
from coprod.output.verdicts import after_verdict, headline, matrix, unjudged
from coprod.output.words import acceptance, counted, few, statements, tally, trouble
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


def summary(results: Results, room: int) -> bytes:
    """As much of the results as so many bytes hold, and how many more there are; nothing if they hold not even that."""
    ordered = sorted(results.assessments, key=lambda one: (one.stands, *trouble(one.findings)))
    alone = len(ordered) == 1 and not results.problems and not results.gone
    if alone and (told := _fitting([_section(ordered[0], Look())], room - _LAST)):
        return told[0]
    lines = [*map(_problem, results.problems), *(f"- {escaped(gone(file))}\n" for file in results.gone)]
    for one in ordered:
        said = escaped(f"{one.file}: {headline(one, few)}")
        lines.append(f"- **{escaped(one.name)}** ({tally(one.findings)}): {said}\n")
    shown, last = _fitting(lines, room - _LAST), ""
    if len(shown) < len(lines):
        last = f"- and {len(lines) - len(shown)} more; the log of this step has them\n"
    else:
        sections = () if alone else (f"\n{_section(one, Look())}" for one in ordered)
        told = _fitting(sections, room - _LAST - sum(map(len, shown)))
        shown += told
        if len(told) < len(ordered):
            last = f"\nThe log of this step tells more of {counted(len(ordered) - len(told), 'project')}.\n"
    data = b"".join([*shown, last.encode()])
    return data if len(data) <= room else b""


def _fitting(parts: Iterable[str], room: int) -> list[bytes]:
    """The parts that so many bytes hold, up to the first that does not fit."""
    taken: list[bytes] = []
    for part in parts:
        data = part.encode("utf-8", "backslashreplace")
        room -= len(data)
        if room < 0:
            break
        taken.append(data)
    return taken
