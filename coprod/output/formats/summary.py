"""The results as Markdown for the summary of a GitHub step, of which nothing is shown if it is too long.

Projects come worst first: a line for each of several, then all of each, as far as there is room.
"""

from collections.abc import Iterable, Iterator

from coprod.assess import Assessment
from coprod.output.escape import Look, escaped
from coprod.output.formats import Results, worst_first
from coprod.output.formats.markdown import problem_line, section
from coprod.output.verdicts import headline
from coprod.output.words import counted, few, gone, tally

#: The bytes that GitHub takes for a step, of all that its commands write.
LIMIT = 1_048_576

#: The room that is kept for how many more there are.
_LAST = 200


class _Page:
    """Text that takes parts as long as there is room, and counts them."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._text = bytearray()

    def fill(self, parts: Iterable[str]) -> int:
        """Take parts until one does not fit; returns how many there are in all and, of those, how many it took."""
        taken = 0
        for part in parts:
            data = part.encode("utf-8", "backslashreplace")
            if len(self._text) + len(data) > self._room:
                break
            self._text += data
            taken += 1
        return taken

    def ended(self, words: str, room: int) -> bytes:
        """All of it with a last line; empty if it does not fit."""
        data = bytes(self._text) + words.encode()
        return data if len(data) <= room else b""


def summary(results: Results, room: int) -> bytes:
    """As much of the results as so many bytes hold, and how many more there are; nothing if they hold not even that."""
    page = _Page(room - _LAST)
    ordered = worst_first(results.assessments)
    alone = len(ordered) == 1 and not results.problems and not results.gone
    if alone and page.fill([section(ordered[0], Look())]):
        return page.ended("", room)
    lines = [*map(problem_line, results.problems), *_gone(results), *map(_line, ordered)]
    taken = page.fill(lines)
    if taken < len(lines):
        return page.ended(f"- and {len(lines) - taken} more; the log of this step has them\n", room)
    told = 0 if alone else page.fill(f"\n{section(one, Look())}" for one in ordered)
    more = counted(len(ordered) - told, "project")
    return page.ended(f"\nThe log of this step tells more of {more}.\n" if told < len(ordered) else "", room)


def _gone(results: Results) -> Iterator[str]:
    return (f"- {escaped(sentence)}\n" for sentence in gone(results.gone))


def _line(assessment: Assessment) -> str:
    said = escaped(f"{assessment.file}: {headline(assessment, few)}")
    return f"- **{escaped(assessment.name)}** ({tally(assessment.findings)}): {said}\n"
