"""One module per format, each a function `render(results, look)` that yields text.

A new format is one module and its name below. Text comes in parts, so that thousands of projects need not stand in
memory as text all at once.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coprod.assess import Assessment
    from coprod.assess.rules.base import Finding
    from coprod.days import Period
    from coprod.errors import Problem
    from coprod.output.escape import Look


class Results(NamedTuple):
    """Everything that one check found.

    Attributes:
        today: the day on which the projects were judged.
        assessments: one for each project that could be read, in the order in which they were found.
        problems: what made other files unusable.
        gone: the projects that stood before and are there no more, by their paths from the top of the repository.
        gone_flags: whether such a project flags the run.
        notes: whether text tells the notes too, and not only their number.
        full: whether text tells everything.
        during: the period outside of which nothing counts, or None for all days.
        in_repository: a file as named by the user to its path from the top of the repository, with forward slashes.
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


def rendered(name: str, results: Results, look: "Look") -> str:
    """The results in a format, as one text."""
    return "".join(renderer(name)(results, look))


def worst_first(assessments: "Iterable[Assessment]") -> "list[Assessment]":
    """Projects in the order in which readers that cut should show them."""

    def goodness(assessment: "Assessment") -> tuple[bool, int, int]:
        told = Counter(finding.severity for finding in assessment.findings if finding.waived is None)
        return assessment.stands, -told["error"], -told["warning"]

    return sorted(assessments, key=goodness)


def fingerprinted(findings: "Iterable[Finding]", path: str) -> "Iterator[tuple[Finding, str]]":
    """Each finding of one project, and its fingerprint: the same wherever the finding moves in its file.

    It holds the path of the file from the top of the repository, the rule's code, and the record, by its phase and
    session. Several of one record are numbered in their order, so that no two are alike.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        record = finding.code, finding.phase or "", finding.session or ""
        seen[record] += 1
        parts = [path, *record, *([str(seen[record])] if seen[record] > 1 else [])]
        yield finding, hashlib.sha256(path_bytes("\0".join(parts))).hexdigest()


def path_bytes(path: str) -> bytes:
    """A path as the system has it: bytes that are no text stand in it as halves of pairs."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")
