"""The results as text for a terminal or a log."""

import textwrap

import typer

from coprod.assess import Assessment
from coprod.assess.phases import PhaseRecord
from coprod.assess.rules import MISSING
from coprod.assess.rules.base import Finding
from coprod.output import Look, Results
from coprod.output.strip import strip
from coprod.output.words import conclusion, counted
from coprod.visible import visible

_COLOURS = {"error": "red", "warning": "yellow", "note": "blue"}


def render(results: Results, look: Look) -> str:
    """Every project in turn, and how many stand where there is more than one."""
    parts = [project(assessment, look) for assessment in results.assessments]
    if len(parts) > 1:
        parts.append(_tally(results))
    return "\n".join(parts)


def project(assessment: Assessment, look: Look) -> str:
    """One project: the strip, what each missing phase lacks and what to do next, and the conclusion."""
    sentences = [_finding(assessment.file, finding, look) for finding in assessment.findings]
    sentences += [
        _paragraph(_unjudged(record), look)
        for record in assessment.phases
        if not record.stands and record.phase not in assessment.judged
    ]
    heading = typer.style(visible(assessment.name), bold=True) if look.colour else visible(assessment.name)
    top = f"{heading}  ({visible(assessment.file)})\n\n{strip(assessment.phases, look)}"
    return "\n".join([top, *sentences, _paragraph(conclusion(assessment), look)])


def _finding(file: str, finding: Finding, look: Look) -> str:
    severity = typer.style(finding.severity, fg=_COLOURS[finding.severity]) if look.colour else finding.severity
    head = f"{visible(file)}:{finding.line}: {severity} {finding.code} {finding.name}\n"
    return head + _paragraph(f"{visible(finding.message)} Next: {finding.remedy}", look, indent="    ")


def _unjudged(record: PhaseRecord) -> str:
    rule = MISSING[record.status]
    return f"{rule.message} Next: {rule.remedy}".format(phase=record.phase)


def _paragraph(text: str, look: Look, indent: str = "") -> str:
    wrapped = textwrap.wrap(
        text,
        width=look.width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(wrapped) + "\n"


def _tally(results: Results) -> str:
    total = len(results.assessments)
    stand = sum(assessment.stands for assessment in results.assessments)
    return f"{counted(total, 'project')}: {stand} stand, {total - stand} flagged, as recorded.\n"
