"""The results as JUnit XML: a suite for each project, with a case for each judged phase and each finding.

Readers know a test by its class, which is the file, and its name. The rules that found nothing are no cases: their
number would read as a score. XML 1.0 has no way to write most control characters; text that is made visible holds none.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from coprod.assess import Assessment
from coprod.output.escape import Look
from coprod.output.formats import Results, gone
from coprod.output.verdicts import in_full
from coprod.output.words import acceptance, few
from coprod.words import inert, visible


def render(results: Results, _look: Look) -> Iterator[str]:
    """The document; what does not fail the gate is output of a case that passes."""
    suites = Element("testsuites", name="coprod")
    for one in results.assessments:
        # The verdict on the project and what every account says after it stand before the cases.
        properties = Element("properties")
        SubElement(properties, "property", name="account", value=visible(in_full(one, few)))
        suites.append(_suite(one.file, [*_phases(one), *_findings(one)], properties))
    for file, problems in groupby(results.problems, key=lambda problem: problem.file):
        case = _case(file, "the file is usable")
        for problem in problems:
            place = f"{file}:{problem.line}: " if problem.line else ""
            _told(case, "error", f"{place}{problem.message}", type="unusable", message=problem.message)
        suites.append(_suite(file or "coprod", [case]))
    for file in results.gone:
        case, words = _case(file, "the project is there"), gone(file)
        if results.gone_flags:
            _told(case, "failure", words, type="gone", message=words)
        else:
            _told(case, "skipped", words)
        suites.append(_suite(file, [case]))
    for counter in ("tests", "failures", "errors"):
        suites.set(counter, str(sum(int(suite.get(counter, 0)) for suite in suites)))
    indent(suites)
    document = inert(tostring(suites, encoding="unicode"), colon="&#58;", bracket="&#91;")
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{document}\n'


def _suite(file: str, cases: Sequence[Element], *before: Element) -> Element:
    suite = Element("testsuite", name=visible(file), tests=str(len(cases)))
    suite.extend([*before, *cases])
    for counter, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(counter, str(sum(case.find(tag) is not None for case in cases)))
    return suite


def _case(file: str, name: str) -> Element:
    return Element("testcase", name=visible(name), classname=visible(file))


def _told(case: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(case, tag, {name: visible(value) for name, value in attributes.items()}).text = visible(text)


def _phases(assessment: Assessment) -> Iterator[Element]:
    """A case that passes for each judged phase of which no finding that fails speaks."""
    failing = {finding.phase for finding in assessment.findings if finding.fails(assessment.fails_on)}
    return (_case(assessment.file, phase) for phase in assessment.judged if phase not in failing)


def _findings(assessment: Assessment) -> Iterator[Element]:
    """A case for each finding; its name stays the same wherever the finding moves in its file."""
    seen: Counter[str] = Counter()
    for finding in assessment.findings:
        name = " ".join(filter(None, (f"{finding.code} {finding.name}", finding.phase, finding.session)))
        seen[name] += 1
        case = _case(assessment.file, f"{name} ({seen[name]})" if seen[name] > 1 else name)
        place = f"{assessment.file}:{finding.line}: {finding.severity}: {finding.message} Next: {finding.remedy}"
        if finding.waived is not None:
            _told(case, "skipped", f"{place} ({acceptance(finding)})")
        elif finding.fails(assessment.fails_on):
            _told(case, "failure", place, type=finding.severity, message=finding.message)
        else:
            _told(case, "system-out", place)
        yield case
