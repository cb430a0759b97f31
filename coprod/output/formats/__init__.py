"""One module per format, each a function `render(results, look)` that yields text.

A new format is one module and its name below. Text comes in parts, so that thousands of projects need not stand in
memory as text all at once.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coprod.assess import Assessment
    from coprod.assess.rules.base import Finding
    from coprod.days import Period
    from coprod.errors import Problem
    from coprod.framework import Severity
    from coprod.output.escape import Look


class Results(NamedTuple):
    """Everything that one check found; the projects stand in the order in which they were found.

    `in_repository` leads from a file as named by the user to its path from the top of the repository, by which the
    projects are told that stood before and are gone. Nothing outside of the period `during` counts.
    """

    today: date
    assessments: "Sequence[Assessment]"
    problems: "Sequence[Problem]" = ()
    in_repository: Callable[[str], str] = str
    gone: Sequence[str] = ()
    gone_flags: bool = False
    notes: bool = False
    full: bool = False
    during: "Period | None" = None

    @property
    def stands(self) -> bool:
        """Whether every file could be read and every project passes its gate."""
        if self.problems or (self.gone and self.gone_flags):
            return False
        return all(assessment.stands for assessment in self.assessments)


Renderer = Callable[[Results, "Look"], Iterator[str]]

#: The names of the formats, each that of a module; the command line adds `auto`.
FORMATS = ("text", "json", "sarif", "junit", "github", "gitlab", "markdown")


def renderer(name: str) -> Renderer:
    """The function that renders a format, imported when it is asked for."""
    render: Renderer = import_module(f"{__name__}.{name}").render
    return render


def gone(file: str) -> str:
    """What is said of a project that stood before and is there no more."""
    return f"{file} was a project before, and is not there any more."


class Notice(NamedTuple):
    """What a pipeline is told: a finding, or that a file is unusable or gone; paths are from the top of the repository.

    The fingerprint of a finding is the same wherever it moves in its file. It holds the path, the rule's code, and the
    record, by its phase and session. Several of one record are numbered in their order, so that no two are alike.
    """

    name: str
    severity: "Severity"
    message: str
    path: str
    fingerprint: str
    line: int | None = None
    column: int | None = None
    finding: "Finding | None" = None

    @property
    def accepted(self) -> bool:
        """Whether it is a finding that the project accepts."""
        return self.finding is not None and self.finding.waived is not None


def notices(results: Results) -> Iterator[Notice]:
    """What could not be read, what is gone, and each finding."""
    for number, problem in enumerate(results.problems, 1):
        path = results.in_repository(problem.file) if problem.file else ""
        known = f"unusable-{number}-{path_bytes(path or 'coprod').hex()}"
        yield Notice("unusable", "error", problem.message, path, known, problem.line, problem.column)
    for file in results.gone:
        severity: Severity = "error" if results.gone_flags else "note"
        yield Notice("gone", severity, gone(file), file, f"gone-{path_bytes(file).hex()}")
    for assessment in results.assessments:
        path = results.in_repository(assessment.file)
        seen: Counter[tuple[str, str, str]] = Counter()
        for finding in assessment.findings:
            record = finding.code, finding.phase or "", finding.session or ""
            seen[record] += finding.waived is None
            parts = [path, *record, *([str(seen[record])] if seen[record] > 1 else [])]
            print_ = hashlib.sha256(path_bytes("\0".join(parts))).hexdigest()
            message, name = f"{finding.message} Next: {finding.remedy}", f"{finding.code} {finding.name}"
            yield Notice(name, finding.severity, message, path, print_, finding.line, finding=finding)


def path_bytes(path: str) -> bytes:
    """A path as the system has it: bytes that are no text stand in it as halves of pairs."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")
