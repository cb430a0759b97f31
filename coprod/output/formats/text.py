"""The results as text for a terminal or a log."""

import textwrap
from collections.abc import Iterator
from itertools import groupby

import typer

from coprod.assess import Assessment
from coprod.assess.rules.base import Finding
from coprod.output.formats import Results
from coprod.output.look import Look
from coprod.output.terminal.strip import strip
from coprod.output.words import acceptance, conclusion, counted, matrix, tally, unjudged
from coprod.visible import inert, visible

_COLOURS = {"error": "red", "warning": "yellow", "note": "blue"}


def render(results: Results, look: Look) -> Iterator[str]:
    """Every project in turn, and how many stand where there is more than one."""
    for number, assessment in enumerate(results.assessments):
        yield ("\n" if number else "") + inert(project(assessment, look))
    if len(results.assessments) > 1:
        yield "\n" + _tally(results)


def project(assessment: Assessment, look: Look) -> str:
    """One project: the strip, the findings with what to do next, the matrix, and the conclusion."""
    return _page(
        assessment,
        look,
        *assessment.notes,
        matrix(assessment),
        f"{conclusion(assessment)} ({tally(assessment.findings)})",
    )


def progress(assessment: Assessment, look: Look) -> str:
    """Where the phases of one project stand so far: the strip, what is missing, and the conclusion."""
    return _page(assessment, look, conclusion(assessment))


def _page(assessment: Assessment, look: Look, *last: str) -> str:
    name = typer.style(visible(assessment.name), bold=True) if look.colour else visible(assessment.name)
    return "\n".join(
        [
            f"{name}  ({visible(assessment.file)})\n\n{strip(assessment.phases, look)}",
            *_findings(assessment, look),
            *(paragraph(visible(sentence), look) for sentence in (*unjudged(assessment), *last)),
        ]
    )


def _findings(assessment: Assessment, look: Look) -> Iterator[str]:
    """The findings in their order; what to do next stands once below those that follow each other and share it."""
    for remedy, alike in groupby(assessment.findings, key=lambda finding: finding.remedy):
        found = "".join(_finding(assessment.file, finding, look) for finding in alike)
        yield found + paragraph(f"Next: {remedy}", look, indent="    ")


def _finding(file: str, finding: Finding, look: Look) -> str:
    severity = typer.style(finding.severity, fg=_COLOURS[finding.severity]) if look.colour else finding.severity
    head = f"{visible(file)}:{finding.line}: {severity} {finding.code} {finding.name}"
    waived = "" if finding.waived is None else f" ({visible(acceptance(finding))})"
    return f"{head}{waived}\n" + paragraph(visible(finding.message), look, indent="    ")


def paragraph(text: str, look: Look, indent: str = "") -> str:
    """A text wrapped to the screen, with the end of its last line."""
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
