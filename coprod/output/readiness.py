"""Shier's pathway as a grid of levels by commitments, over time, and beside it what the sessions show.

A place on the pathway is fifteen answers and never a number.
"""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from coprod.assess.readiness import Pathway, answers
from coprod.framework import (
    COMMITMENTS,
    LEVELS,
    SHIER_LEVELS,
    UNCRC,
    UNCRC_FLOOR,
    Level,
    PhaseName,
    ReadinessAnswer,
    ShierLevel,
)
from coprod.output.escape import Look, escaped, table
from coprod.output.layout import paragraph
from coprod.output.layout import table as layout
from coprod.output.words import listed
from coprod.terms import READINESS_ANSWERS
from coprod.words import visible

HEADINGS = ("", "answered", *COMMITMENTS, "sessions show")


class Given(NamedTuple):
    """The three answers about a level on one day."""

    day: date
    answers: tuple[ReadinessAnswer, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The answers in words."""
        return tuple(READINESS_ANSWERS[answer].short for answer in self.answers)


class Rung(NamedTuple):
    """One level of the pathway.

    Attributes:
        signs: whether it is the target, or the UN Convention's floor.
        given: the answers, the latest first, and the earlier ones where they differ from what followed them.
        phases: the phases whose sessions record this level as their highest.
    """

    name: str
    signs: tuple[str, ...]
    given: tuple[Given, ...]
    phases: tuple[PhaseName, ...]


def rungs(pathway: Pathway) -> list[Rung]:
    """The levels of a pathway, the lowest first."""
    return [_rung(pathway, level) for level in SHIER_LEVELS]


def cells(pathway: Pathway, look: Look) -> list[tuple[str, ...]]:
    """The grid under `HEADINGS`: a row or more for each level, and nothing in the first cell of a further one.

    The rows of a level tell its name, the target and the floor where they are; the answers, the latest first, and the
    earlier ones where they differ; and the phases whose sessions record this level as their highest.
    """
    return [row for rung in rungs(pathway) for row in _rows(rung, look)]


def sentences(pathway: Pathway, group: Callable[[str], str] = str) -> list[str]:
    """The aim, the next step, the floor and what is not on record, a sentence or two each; `group` words a group."""
    return [_aim(pathway), _next(pathway), *_floor(pathway, group), _beside(pathway)]


def answered(pathway: Pathway) -> str:
    """When the questions were answered, and by whom the last time."""
    *earlier, latest = pathway.records
    by = f" by {latest.by}" if latest.by else ""
    before = f", and before that on {listed([str(record.date) for record in earlier])}" if earlier else ""
    return f"Answered on {latest.date}{by}{before}."


def grid(pathway: Pathway, look: Look) -> str:
    """The grid for a terminal."""
    return "".join(f"{line}\n" for line in layout([HEADINGS, *cells(pathway, look)], look.width))


def text(name: str, pathway: Pathway, look: Look) -> str:
    """The page for a terminal."""
    title = visible(f"{name}: the pathway to participation, as answered")
    paragraphs = [visible(sentence) for sentence in (answered(pathway), *sentences(pathway))]
    told = "\n".join(paragraph(one, look.width) for one in paragraphs)
    return f"{paragraph(title, look.width)}\n{grid(pathway, look)}\n{told}"


def markdown(name: str, pathway: Pathway) -> str:
    """The page in Markdown."""
    title = escaped(f"{name}: the pathway to participation, as answered")
    paragraphs = [escaped(sentence) for sentence in (answered(pathway), *sentences(pathway))]
    grid = table(HEADINGS, cells(pathway, Look()))
    return "\n".join([f"## {title}", "", *grid, "", "\n\n".join(paragraphs), ""])


def _rung(pathway: Pathway, level: ShierLevel) -> Rung:
    signs = ["target"] if level == pathway.target else []
    signs += ["UNCRC floor"] if level == UNCRC_FLOOR and pathway.children else []
    return Rung(
        name=_called(LEVELS[level]),
        signs=tuple(signs),
        given=tuple(_changes(pathway, level)),
        phases=tuple(phase for phase, highest in pathway.practised.items() if highest == level),
    )


def _changes(pathway: Pathway, level: ShierLevel) -> Iterator[Given]:
    """The latest answers about a level, and each earlier ones that differ from what followed them."""
    shown: tuple[ReadinessAnswer, ...] = ()
    for record in reversed(pathway.records):
        three = answers(record, level)
        if three != shown:
            yield Given(record.date, three)
        shown = three


def _rows(rung: Rung, look: Look) -> Iterator[tuple[str, ...]]:
    names = [rung.name, *(f"  {sign}" for sign in rung.signs)]
    given = [(str(one.day), *(_marked(answer, look) for answer in one.answers)) for one in rung.given]
    for name, row, phase in zip_longest(names, given, rung.phases):
        yield name or "", *(row or ("", "", "", "")), phase or ""


def _marked(answer: ReadinessAnswer, look: Look) -> str:
    words = READINESS_ANSWERS[answer]
    return f"{words.mark[not look.unicode]} {words.short}"


def _called(level: Level) -> str:
    return f"{level.number} {level.name}"


def _aim(pathway: Pathway) -> str:
    if pathway.target is None:
        return "No level to aim for is recorded; it need not be the fifth."
    return f"The level aimed for is {_called(LEVELS[pathway.target])}."


def _next(pathway: Pathway) -> str:
    following = pathway.next_question
    if following is None:
        return f"Every question up to {_called(LEVELS[pathway.target or 'shared-power'])} is answered with yes."
    level = _called(LEVELS[following.level])
    answer = READINESS_ANSWERS[following.answer].short
    return f'Next to work on: {level}, {following.commitment} ({answer} so far): "{following.text}"'


def _floor(pathway: Pathway, group: Callable[[str], str]) -> Iterator[str]:
    if pathway.children:
        level, children = _called(LEVELS[UNCRC_FLOOR]), listed([*map(group, pathway.children)])
        yield (
            f"The project names {children} among those affected. Where they are under eighteen, the "
            f"least that the {UNCRC.citation}, asks for is {level}, all the way to its obligation."
        )


def _beside(pathway: Pathway) -> str:
    silent = [phase for phase, highest in pathway.practised.items() if highest is None]
    if len(silent) == len(pathway.practised):
        return "No session with community people records a level yet, to hold beside the answers."
    rest = f"; none is on record for {listed(silent)}" if silent else ""
    return f'Under "{HEADINGS[-1]}", each phase stands at the highest level that its sessions record{rest}.'
