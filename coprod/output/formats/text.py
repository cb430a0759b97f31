"""The results as text for a terminal or a log."""

import textwrap
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

import typer

from coprod.assess import Assessment
from coprod.output.escape import Look
from coprod.output.formats import Results
from coprod.output.strip import mark, shortened, strip
from coprod.output.verdicts import after_verdict, headline, matrix, unjudged
from coprod.output.words import Statement, acceptance, counted, gone, listed, statements, tally
from coprod.terms import SEVERITIES
from coprod.words import inert, visible


def render(results: Results, look: Look) -> Iterator[str]:
    """Every project in turn, and how many stand where there is more than one."""
    many = len(results.assessments) > 1
    if many and not results.full:
        for assessment in sorted(results.assessments, key=_worst_first):
            yield inert(_in_brief(assessment, look))
    else:
        for number, assessment in enumerate(results.assessments):
            yield ("\n" if number else "") + inert(project(assessment, look))
    if many:
        yield "\n" + _tally(results)
    for sentence in gone(results.gone):
        yield "\n" + inert(paragraph(visible(sentence), look))


def project(assessment: Assessment, look: Look) -> str:
    """One project: the verdict, the strip, the findings with what to do next, and the matrix."""
    after = [*after_verdict(assessment), f"({tally(assessment.findings)})"]
    last = [*unjudged(assessment), *assessment.notes]
    # The matrix stands there once both design and delivery have begun.
    if "no-session" not in (assessment.place.design_untold, assessment.place.delivery_untold):
        last.append(matrix(assessment))
    return "\n".join(
        [
            *_head(assessment, look, *after),
            *_findings(assessment, look),
            *(paragraph(visible(sentence), look) for sentence in last),
        ]
    )


def progress(assessment: Assessment, look: Look) -> str:
    """Where the phases of one project stand so far: the verdict, the strip, and what is missing."""
    ask = "(coprod check judges all that the project claims.)"
    return "\n".join([*_head(assessment, look, ask), *_findings(assessment, look)])


def _head(assessment: Assessment, look: Look, *after: str) -> Iterator[str]:
    name = typer.style(visible(assessment.name), bold=True) if look.colour else visible(assessment.name)
    verdict = " ".join([headline(assessment), *after])
    yield f"{name}  ({visible(assessment.file)})\n{paragraph(visible(verdict), look)}"
    yield strip(assessment.phases, look)


def _findings(assessment: Assessment, look: Look) -> Iterator[str]:
    """The findings in their order, and what to do next once below those that follow each other and share it.

    Notes stand close together, so that what matters first stays on the screen.
    """
    graver = [finding for finding in assessment.findings if finding.severity != "note"]
    for remedy, alike in groupby(statements(graver), key=lambda one: one.first.remedy):
        found = "".join(_statement(assessment.file, one, look) for one in alike)
        yield found + paragraph(f"Next: {remedy}", look, indent="    ")
    if notes := [finding for finding in assessment.findings if finding.severity == "note"]:
        found = "".join(_statement(assessment.file, one, look) for one in statements(notes))
        yield found + paragraph("Next: coprod explain CODE says what to do about a note.", look, indent="    ")


def _statement(file: str, statement: Statement, look: Look) -> str:
    finding = statement.first
    colour = SEVERITIES[finding.severity].colour
    severity = typer.style(finding.severity, fg=colour) if look.colour else finding.severity
    head = f"{visible(file)}:{finding.line}: {severity} {finding.code} {finding.name}"
    waived = "" if finding.waived is None else f" ({visible(acceptance(finding))})"
    return f"{head}{waived}\n" + paragraph(visible(statement.message), look, indent="    ")


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


def _worst_first(assessment: Assessment) -> tuple[object, ...]:
    """What sorts projects: those that are flagged, then by what was found, then by name."""
    numbers = Counter(finding.severity for finding in assessment.findings if finding.waived is None)
    return assessment.stands, -numbers["error"], -numbers["warning"], assessment.name.casefold(), assessment.file


def _in_brief(assessment: Assessment, look: Look) -> str:
    """One of many projects in two lines: what its phases show and what was found, and the verdict."""
    marks = " ".join(mark(record.status, look) for record in assessment.phases)
    judged = "stands " if assessment.stands else "flagged"
    lines = (
        f"{marks}  {judged}  {assessment.name}  ({assessment.file})",
        f"         ({tally(assessment.findings)}) {headline(assessment)}",
    )
    return "".join(f"{shortened(visible(line), look.width)}\n" for line in lines)


def _tally(results: Results) -> str:
    """How many projects there are, with those that could not be read."""
    unread = len({problem.file for problem in results.problems})
    total = len(results.assessments)
    stand = sum(assessment.stands for assessment in results.assessments)
    words = [f"{stand} stand", f"{total - stand} flagged", *([f"{unread} could not be read"] if unread else [])]
    full = "" if results.full else " --full tells everything of each."
    return f"{counted(total + unread, 'project')}, as recorded: {listed(words)}.{full}\n"
