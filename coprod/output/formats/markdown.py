"""The results as Markdown, for the summary of a pipeline's step or a comment on a pull request."""

from collections.abc import Iterator

from coprod.assess import Assessment
from coprod.output.formats import Results
from coprod.output.look import Look
from coprod.output.markdown import escaped, table
from coprod.output.statements import Statement, statements
from coprod.output.terminal.strip import HEADINGS, cells
from coprod.output.verdicts import after_verdict, headline, matrix, unjudged
from coprod.output.words import acceptance, tally


def render(results: Results, look: Look) -> Iterator[str]:
    """Each project under a heading of its own, then what could not be read."""
    for number, assessment in enumerate(results.assessments):
        yield ("\n" if number else "") + _project(assessment, look)
    if results.problems:
        yield "\n" if results.assessments else ""
        yield "## Could not be used\n\n"
    for problem in results.problems:
        line = f", line {problem.line}" if problem.line else ""
        yield f"- {escaped(problem.file)}{line}: {escaped(problem.message)}\n"


def _project(assessment: Assessment, look: Look) -> str:
    lines = [f"## {escaped(assessment.name)}", "", f"Project file: {escaped(assessment.file)}", ""]
    lines += [f"**{escaped(headline(assessment))}** ({tally(assessment.findings)})", ""]
    lines += [escaped(" ".join(after_verdict(assessment))), ""]
    lines += [*table(HEADINGS, [cells(record, look) for record in assessment.phases]), ""]
    if assessment.findings:
        rows = [_row(one) for one in statements(assessment.findings)]
        lines += [*table(("", "rule", "line", "finding", "next"), rows), ""]
    for sentence in (*unjudged(assessment), *assessment.notes):
        lines += [escaped(sentence), ""]
    return "\n".join([*lines, escaped(matrix(assessment)), ""])


def _row(statement: Statement) -> tuple[str, ...]:
    finding = statement.first
    waived = "" if finding.waived is None else f" ({acceptance(finding)})"
    rule = f"{finding.code} {finding.name}"
    return finding.severity, rule, str(finding.line), statement.message + waived, finding.remedy
