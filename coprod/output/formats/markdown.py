"""The results as Markdown, for the summary of a pipeline's step or a comment on a pull request."""

from collections.abc import Iterator, Sequence

from coprod.assess import Assessment
from coprod.assess.rules.base import Finding
from coprod.errors import Problem
from coprod.output.escape import Look, escaped, table
from coprod.output.formats import Results
from coprod.output.strip import HEADINGS, cells
from coprod.output.verdicts import after_verdict, headline, matrix, unjudged
from coprod.output.words import Statement, acceptance, few, gone, statements, tally
from coprod.terms import STATUSES


def render(results: Results, look: Look) -> Iterator[str]:
    """Each project under a heading of its own, then what could not be read."""
    for number, assessment in enumerate(results.assessments):
        yield ("\n" if number else "") + section(assessment, look)
    for sentence in gone(results.gone):
        yield f"\n{escaped(sentence)}\n"
    if results.problems:
        yield "\n" if results.assessments else ""
        yield "## Could not be used\n\n"
    yield from map(problem_line, results.problems)


def problem_line(problem: Problem) -> str:
    """What makes a file unusable, as an entry of a list."""
    line = f", line {problem.line}" if problem.line else ""
    return f"- {escaped(problem.file)}{line}: {escaped(problem.message)}\n"


def section(assessment: Assessment, look: Look) -> str:
    """One project under its heading."""
    lines = [f"## {escaped(assessment.name)}", "", f"Project file: {escaped(assessment.file)}", ""]
    lines += [f"**{escaped(headline(assessment, few))}** ({tally(assessment.findings)})", ""]
    lines += [escaped(" ".join(after_verdict(assessment))), ""]
    lines += [*table(HEADINGS, [cells(record, look) for record in assessment.phases]), ""]
    lines += _since_before(assessment)
    findings = [one for one in assessment.findings if not one.about_change]
    if findings:
        lines += [*_findings(findings), ""]
    for sentence in (*unjudged(assessment), *assessment.notes):
        lines += [escaped(sentence), ""]
    return "\n".join([*lines, escaped(matrix(assessment)), ""])


def _since_before(assessment: Assessment) -> list[str]:
    """For the summary of a pull request: each phase before and now, then what changed."""
    before = assessment.before
    if before is None or before.verdict is None:
        return []
    both = zip(before.phases, assessment.phases, strict=True)
    rows: list[tuple[str, ...]] = [
        (was.phase, STATUSES[was.status].short, STATUSES[now.status].short) for was, now in both
    ]
    lines = ["### What changed", "", *table(("", "before", "now"), rows), ""]
    changes = [one for one in assessment.findings if one.about_change]
    return [*lines, *(_findings(changes) if changes else ["Nothing that a rule speaks of."]), ""]


def _findings(findings: Sequence[Finding]) -> list[str]:
    return table(("", "rule", "line", "finding", "next"), [_row(one) for one in statements(findings)])


def _row(statement: Statement) -> tuple[str, ...]:
    finding = statement.first
    waived = "" if finding.waived is None else f" ({acceptance(finding)})"
    rule = f"{finding.code} {finding.name}"
    return finding.severity, rule, str(finding.line), statement.message + waived, finding.remedy
