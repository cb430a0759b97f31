"""The results as text for a terminal or a log: what is found, and the headline last, where the eye is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import shorten

from coprod.assess import Assessment
from coprod.assess.rules.base import Finding
from coprod.framework import STANDING, PhaseName, Status
from coprod.output.escape import Look
from coprod.output.formats import Results, gone
from coprod.output.layout import paragraph, shortened, width, wrapped
from coprod.output.strip import mark, strip
from coprod.output.verdicts import (
    TOTALS,
    UNREAD,
    after_verdict,
    headline,
    in_brief,
    in_line,
    in_short,
    matrix,
    total,
    totals,
    unjudged,
)
from coprod.output.words import Statement, acceptance, by_number, listed, pressing, statements, tally, trouble
from coprod.terms import SEVERITIES, STATUSES
from coprod.words import inert, visible

#: Without --full a message is cut here, and of one rule so many are told, and of the others where they are.
_LONGEST, _WAIVED = 240, 72
_PLACES = 1

_INDENT = "    "


def render(results: Results, look: Look) -> Iterator[str]:
    """Every project in turn, the worst first where there are several, and how many came out in which way."""
    many = len(results.assessments) > 1
    in_order = sorted(
        results.assessments,
        key=lambda one: (TOTALS.index(total(one)), *trouble(one.findings), one.name.casefold(), one.file),
    )
    for number, assessment in enumerate(in_order):
        if many and not results.full:
            yield inert(_in_brief(assessment, look))
        else:
            shown = project(assessment, look, notes=results.notes, full=results.full)
            yield ("\n" if number else "") + inert(shown)
    for file in results.gone:
        yield ("\n" if results.assessments else "") + inert(paragraph(visible(gone(file)), look.width))
    numbers: Counter[str] = Counter(map(total, results.assessments))
    numbers[UNREAD] = len({problem.file for problem in results.problems})
    if numbers.total() > 1:
        more = " --full tells everything of each." if many and not results.full else ""
        yield ("\n" if results.assessments else "") + paragraph(f"{totals(numbers)}{more}", look.width)


def project(assessment: Assessment, look: Look, *, notes: bool = False, full: bool = False) -> str:
    """One project: the findings with what to do next, what every account says, and the headline with the counts."""
    name = f"{look.styled(visible(assessment.name), bold=True)}  ({visible(assessment.file)})"
    ending = [*after_verdict(assessment), *(unjudged(assessment) if full else ()), *assessment.notes]
    ending = list(dict.fromkeys(ending))
    # The matrix stands there once both design and delivery have begun.
    if full and "no-session" not in (assessment.place.design_untold, assessment.place.delivery_untold):
        ending.append(matrix(assessment))
    strict = "with --strict: " if "warning" in assessment.fails_on else ""
    head = "".join(f"{line}\n" for line in wrapped(name, look.width))
    found = "".join(_findings(assessment, look, notes=notes or full, full=full))
    verdict = paragraph(visible(f"{headline(assessment)} ({strict}{tally(assessment.findings)})"), look.width)
    parts = (
        f"{head}{strip(assessment.phases, look)}" if full else f"{head}{found}",
        found if full else "",
        (paragraph(visible(" ".join(ending)), look.width) if ending else "") + verdict,
    )
    return "\n".join(part for part in parts if part)


#: So many lines are printed at most.
_LINES = 8

_READ_BACK = "Next: those who were there can read it back, with coprod readback."
_AGENDA = "Next: coprod agenda makes the agenda of the next meeting."


def after(words: Sequence[str], was: Mapping[PhaseName, Status], now: Assessment, look: Look) -> str:
    """The sentences of a command, then what changed and one next step; what stands now, where there is room."""
    phases = [
        f"{record.phase}: {STATUSES[record.status].short} now ({STATUSES[was[record.phase]].short} before)"
        for record in now.phases
        if record.status != was[record.phase]
    ]
    changed = [f"{listed(phases)}."] if phases else []
    # To read back what stands for the first time matters most, else the gravest finding's step.
    wanted = pressing(now.findings)
    step = f"Next: {wanted[0].remedy}" if wanted else _AGENDA
    if any(record.stands and was[record.phase] not in STANDING for record in now.phases):
        step = _READ_BACK
    shown = ([*words, *changed, in_short(now), step], [*words, *changed, step], [*words[:1], *changed, step])
    lines = next((lines for sentences in shown if len(lines := _wrapped(sentences, look)) <= _LINES), None)
    return "".join(f"{line}\n" for line in lines or _wrapped(shown[-1], look))


def _wrapped(sentences: Sequence[str], look: Look) -> list[str]:
    return [line for sentence in sentences for line in wrapped(visible(sentence), look.width)]


def _findings(assessment: Assessment, look: Look, *, notes: bool, full: bool) -> Iterator[str]:
    """The findings by rule in their order; the notes close together, or only their number."""
    graver = [finding for finding in assessment.findings if finding.severity != "note"]
    # Nothing is to be done about what is accepted.
    remedies = groupby(_by_rule(graver), lambda one: one[0].first.remedy if full or one[0].first.waived is None else "")
    for remedy, alike in remedies:
        yield from (_rule(assessment.file, of_rule, look, full=full) for of_rule in alike)
        yield paragraph(f"Next: {remedy}", look.width, _INDENT) if remedy else ""
    quiet = [finding for finding in assessment.findings if finding.severity == "note"]
    if quiet and notes:
        yield from (_rule(assessment.file, of_rule, look, full=full) for of_rule in _by_rule(quiet))
        yield paragraph("Next: coprod explain CODE says what to do about a note.", look.width, _INDENT)
    elif quiet:
        named = listed(list(dict.fromkeys(one.code for one in quiet)))
        single, several = "1 note (--notes tells it): {named}.", "{number} notes (--notes tells them): {named}."
        yield paragraph(by_number(len(quiet), single, several, named=named), look.width)


def _by_rule(findings: Iterable[Finding]) -> list[list[Statement]]:
    """What is found, by rule, in the order of the first of each; what is accepted stands by itself."""
    groups: dict[object, list[Statement]] = {}
    for one in statements(findings):
        groups.setdefault((one.first.code, one.first.waived, one.first.waived_until), []).append(one)
    return list(groups.values())


def _rule(file: str, of_rule: Sequence[Statement], look: Look, *, full: bool) -> str:
    """What one rule finds: its place, name and message, then the other places with theirs."""
    finding = of_rule[0].first
    severity = look.styled(finding.severity, fg=SEVERITIES[finding.severity].colour)
    head = f"{visible(file)}:{finding.line}: {severity} {finding.code}"
    # Below a long path the code is enough: a second line for the name would cost the screen more than it tells.
    if full or width(f"{head} {finding.name}") <= look.width:
        head = f"{head} {finding.name}"
    if finding.waived is not None:
        accepted = f"({visible(acceptance(finding))})"
        head += f" {accepted if full else shorten(accepted, _WAIVED, placeholder=' ...)')}"
    shown = of_rule if full else of_rule[: _PLACES if finding.waived is None else 0]
    lines = [
        _message(one, full=full) if number == 0 else f"line {one.first.line}: {_message(one, full=full)}"
        for number, one in enumerate(shown)
    ]
    left = of_rule[len(shown) :]
    if left and shown:
        lines_of = listed([str(line) for line in dict.fromkeys(one.first.line for one in left)])
        place = f"line {lines_of}" if lines_of.isdecimal() else f"lines {lines_of}"
        lines[-1] += f" And {len(left)} more, at {place}: --full tells {'it' if len(left) == 1 else 'them'}."
    told_lines = "".join(paragraph(line, look.width, _INDENT) for line in lines)
    return "".join(f"{line}\n" for line in wrapped(head, look.width, hanging=_INDENT)) + told_lines


def _message(statement: Statement, *, full: bool) -> str:
    message = visible(statement.message)
    return message if full else shorten(message, _LONGEST, placeholder=" ... --full tells all.")


def _in_brief(assessment: Assessment, look: Look) -> str:
    """One of many projects: what its phases show, how it comes out and what was found, and the headline in a line.

    The file stands on the first line if there is room, else on the second.
    """
    marks = " ".join(mark(record.status, look) for record in assessment.phases)
    indent = " " * (len(marks) + 2)
    first, found = f"{marks}  {total(assessment)}: {visible(assessment.name)}", tally(assessment.findings)
    wanted = pressing(assessment.findings)
    for kept in (wanted, [finding for finding in wanted if finding.severity == "error"]):
        if kept and width(f"{first}, {found}") > look.width:
            found = tally(kept)
    file = f"({visible(assessment.file)})"
    if width(f"{first} {file}, {found}") <= look.width:
        first, file = f"{first} {file}", ""
    lines = wrapped(f"{first}, {found}", look.width, hanging=indent)
    codes = dict.fromkeys(one.code for one in assessment.findings if one.about_change)
    changed = f"Changed: {listed(list(codes))}. " if codes else ""
    if width(f"{indent}{file} {changed}{in_brief(assessment)} ") + _VERDICT > look.width:
        lines += wrapped(file, look.width, indent)
        file = ""
    words = f"{file} {changed}{visible(in_line(assessment))}".lstrip()
    return "".join(f"{line}\n" for line in [*lines, shortened(indent + words, look.width)])


#: Of the verdict at least so much is told in a line, beside a project's file and what must be heard with it.
_VERDICT = 12
