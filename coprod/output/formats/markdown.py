"""The results as Markdown, for the summary of a pipeline's step or a comment on a pull request."""

import re
from collections.abc import Iterator

from coprod.assess import Assessment
from coprod.assess.rules.base import Finding
from coprod.output.formats import Results
from coprod.output.look import Look
from coprod.output.terminal.strip import HEADINGS, cells
from coprod.output.words import acceptance, conclusion, matrix, tally, unjudged
from coprod.visible import visible

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#!|~&$]")
_SHORTHAND = re.compile(r"@|:(?=[\w+-])")


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
    lines += table(HEADINGS, [cells(record, look) for record in assessment.phases])
    lines += ["", f"**{escaped(conclusion(assessment))}** ({tally(assessment.findings)})", ""]
    if assessment.findings:
        lines += table(("", "rule", "line", "finding", "next"), [_row(one) for one in assessment.findings])
        lines.append("")
    for sentence in (*unjudged(assessment), *assessment.notes):
        lines += [escaped(sentence), ""]
    return "\n".join([*lines, escaped(matrix(assessment)), ""])


def _row(finding: Finding) -> tuple[str, ...]:
    waived = "" if finding.waived is None else f" ({acceptance(finding)})"
    rule = f"{finding.code} {finding.name}"
    return finding.severity, rule, str(finding.line), finding.message + waived, finding.remedy


def table(headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    """A table, a line each, with what is in its rows escaped."""
    ruler = ("---",) * len(headings)
    return [f"| {' | '.join(row)} |" for row in (headings, ruler, *(map(escaped, row) for row in rows))]


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, with no markup, link, mention or emoji read in it."""
    plain = _SPECIAL.sub(r"\\\g<0>", visible(text)).replace("://", "\\://").replace("www.", "www\\.")
    # A comment parts what GitHub would read as a mention or an emoji after the markup is gone.
    return _SHORTHAND.sub(r"\g<0><!-- -->", plain)
