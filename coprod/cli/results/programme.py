"""The projects of a programme: each judged, and what came to it since a day."""

from collections.abc import Iterator, Sequence
from datetime import date

from coprod.api import assess_document
from coprod.assess import Assessment, Gate
from coprod.assess.since import since
from coprod.cli.input.projects import read
from coprod.cli.results.many import judged
from coprod.errors import Unusable
from coprod.output.programme.need import ProjectLine, project_line, unusable_line

#: What a file that cannot be named is called; there is one, where a path of the command line is no project.
_NAMELESS = "(no file)"


def project_lines(files: Sequence[str | Unusable], today: date, gate: Gate, day: date | None) -> Iterator[ProjectLine]:
    """A line for each project, in the order of the files.

    Args:
        files: the files as the user named them, and what was found unusable before.
        today: the day on which they are judged.
        gate: which phases are judged.
        day: the day since which it is told what came; nothing to tell nothing.
    """
    found = judged(files, today, gate, None) if day is None else None
    for file in files:
        yield _line(next(found), file, today) if found else _line_since(file, today, gate, day or today)


def _line(found: Assessment | Unusable, file: str | Unusable, today: date) -> ProjectLine:
    return _unusable(file, found) if isinstance(found, Unusable) else project_line(found, today)


def _line_since(file: str | Unusable, today: date, gate: Gate, day: date) -> ProjectLine:
    document = read(file)
    if isinstance(document, Unusable):
        return _unusable(file, document)
    now, then = (assess_document(document, on, gate) for on in (today, day))
    return project_line(now, today, since(document.project, then, now, day, today))


def _unusable(file: str | Unusable, unusable: Unusable) -> ProjectLine:
    named = file if isinstance(file, str) else unusable.problems[0].file
    return unusable_line(named or _NAMELESS, unusable.problems)
