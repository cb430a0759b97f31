"""One module per format, each a function `render(results, look)` that yields text.

A new format is one module and one entry below. Text comes in parts, so that thousands of projects need not stand in
memory as text all at once.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib import import_module
from typing import NamedTuple

from coprod.assess import Assessment
from coprod.errors import Problem


class Results(NamedTuple):
    """Everything that one check found.

    Attributes:
        today: the day on which the projects were judged.
        assessments: one for each project that could be read, in the order in which they were found.
        problems: what made other files unusable.
        in_repository: a file as named by the user to its path from the top of the repository, with forward slashes.
    """

    today: date
    assessments: Sequence[Assessment]
    problems: Sequence[Problem] = ()
    in_repository: Callable[[str], str] = str

    @property
    def stands(self) -> bool:
        """Whether every file could be read and every project passes its gate."""
        return not self.problems and all(assessment.stands for assessment in self.assessments)


class Look(NamedTuple):
    """What the reader's screen can do; only formats for people mind it.

    Attributes:
        colour: whether colour may be used, always beside a word or mark that says the same.
        unicode: whether marks beyond ASCII can be shown.
        width: the columns to wrap sentences at.
    """

    colour: bool = False
    unicode: bool = True
    width: int = 80


Renderer = Callable[[Results, Look], Iterator[str]]

_MODULES = {
    "text": "coprod.output.text",
    "json": "coprod.output.json",
    "sarif": "coprod.output.sarif",
    "junit": "coprod.output.junit",
    "github": "coprod.output.github",
    "markdown": "coprod.output.markdown",
}

#: The names of the formats; the command line adds `auto`.
FORMATS = tuple(_MODULES)


def renderer(name: str) -> Renderer:
    """The function that renders a format, imported when it is asked for."""
    render: Renderer = import_module(_MODULES[name]).render
    return render


def rendered(name: str, results: Results, look: Look) -> str:
    """The results in a format, as one text."""
    return "".join(renderer(name)(results, look))
