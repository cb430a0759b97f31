"""The results as JUnit XML: a suite for each project and a case for each rule, so that what passes is seen too.

XML 1.0 has no way to write most control characters; text that is made visible holds none.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from coprod.assess import Assessment
from coprod.assess.rules import RULES
from coprod.assess.rules.declare import Rule
from coprod.errors import Problem
from coprod.output.escape import Look
from coprod.output.formats import Results
from coprod.output.verdicts import after_verdict, headline
from coprod.output.words import acceptance
from coprod.words import inert, visible


def render(results: Results, _look: Look) -> Iterator[str]:
    """The document; what does not fail the gate is output of a case that passes."""
    suites = Element("testsuites", name="coprod")
    for assessment in results.assessments:
        suites.append(_project(assessment))
    for file, problems in groupby(results.problems, key=lambda problem: problem.file):
        suites.append(_unusable(file, list(problems)))
    for counter in ("tests", "failures", "errors"):
        suites.set(counter, str(sum(int(suite.get(counter, 0)) for suite in suites)))
    indent(suites)
    document = inert(tostring(suites, encoding="unicode"), colon="&#58;", bracket="&#91;")
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{document}\n'


def _project(assessment: Assessment) -> Element:
    suite = _suite(assessment.file, [_case(rule, assessment) for rule in RULES])
    # The verdict on the project and what every account says after it stand before the cases.
    said = " ".join([headline(assessment), *after_verdict(assessment)])
    properties = Element("properties")
    SubElement(properties, "property", name="account", value=visible(said))
    suite.insert(0, properties)
    return suite


def _suite(file: str, cases: Sequence[Element]) -> Element:
    suite = Element("testsuite", name=visible(file))
    suite.extend(cases)
    suite.set("tests", str(len(cases)))
    for counter, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(counter, str(sum(case.find(tag) is not None for case in cases)))
    return suite


def _case(rule: Rule, assessment: Assessment) -> Element:
    case = Element("testcase", name=f"{rule.code} {rule.name}", classname=visible(assessment.name))
    found = [finding for finding in assessment.findings if finding.code == rule.code]
    fails = any(finding.fails(assessment.fails_on) for finding in found)
    for finding in found:
        place = f"{assessment.file}:{finding.line}: {finding.severity}: {finding.message} Next: {finding.remedy}"
        if finding.fails(assessment.fails_on):
            failure = SubElement(case, "failure", type=finding.severity, message=visible(finding.message))
            failure.text = visible(place)
        elif finding.waived is None:
            SubElement(case, "system-out").text = visible(place)
        else:
            # A case that fails for another reason cannot be skipped as well.
            tag = "system-out" if fails else "skipped"
            SubElement(case, tag).text = visible(f"{place} ({acceptance(finding)})")
    return case


def _unusable(file: str, problems: Sequence[Problem]) -> Element:
    case = Element("testcase", name="the file is usable", classname=visible(file))
    for problem in problems:
        place = f"{file}:{problem.line}: " if problem.line else ""
        SubElement(case, "error", type="unusable", message=visible(problem.message)).text = visible(
            place + problem.message
        )
    return _suite(file or "coprod", [case])
