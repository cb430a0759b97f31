"""Shier's pathway as a grid of levels by commitments, over time, and beside it what the sessions show.

A place on the pathway is fifteen answers and never a number.
"""

import textwrap
from collections.abc import Iterator
from itertools import zip_longest

from coprod.assess.readiness import Pathway, answers
from coprod.framework import COMMITMENTS, LEVELS, UNCRC, UNCRC_FLOOR, Answer, Level, LevelName
from coprod.output import Look
from coprod.output.markdown import escaped, table
from coprod.output.words import listed
from coprod.visible import visible

HEADINGS = ("", "answered", *COMMITMENTS, "sessions show")

#: A mark for each answer, the mark where only ASCII can be shown, and the word.
_ANSWERS: dict[Answer, tuple[str, str, str]] = {
    "yes": ("●", "#", "yes"),
    "partly": ("◐", "~", "partly"),
    "no": ("○", "o", "no"),
    "unknown": ("·", ".", "not known"),
}


def cells(pathway: Pathway, look: Look) -> list[tuple[str, ...]]:
    """The grid under `HEADINGS`: a row or more for each level, and nothing in the first cell of a further one.

    The rows of a level tell its name, the target and the floor where they are; the answers, the latest first, and the
    earlier ones where they differ; and the phases whose sessions record this level as their highest.
    """
    return [row for level in LEVELS.values() for row in _rows(pathway, level, look)]


def sentences(pathway: Pathway) -> list[str]:
    """What the grid says, in a sentence or two each: the aim, what comes next, the floor, and what is not on record."""
    return [_aim(pathway), _next(pathway), *_floor(pathway), _beside(pathway)]


def answered(pathway: Pathway) -> str:
    """When the questions were answered, and by whom the last time."""
    *earlier, latest = pathway.records
    by = f" by {latest.by}" if latest.by else ""
    before = f", and before that on {listed([str(record.date) for record in earlier])}" if earlier else ""
    return f"Answered on {latest.date}{by}{before}."


def text(name: str, pathway: Pathway, look: Look) -> str:
    """The page for a terminal."""
    rows = [HEADINGS, *cells(pathway, look)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    grid = "".join("  ".join(map(str.ljust, row, widths)).rstrip() + "\n" for row in rows)
    title = visible(f"{name}: the pathway to participation, as answered")
    paragraphs = [visible(sentence) for sentence in (answered(pathway), *sentences(pathway))]
    wrapped = (textwrap.fill(one, look.width, break_long_words=False, break_on_hyphens=False) for one in paragraphs)
    return f"{title}\n\n{grid}\n" + "\n\n".join(wrapped) + "\n"


def markdown(name: str, pathway: Pathway) -> str:
    """The page in Markdown."""
    title = escaped(f"{name}: the pathway to participation, as answered")
    paragraphs = [escaped(sentence) for sentence in (answered(pathway), *sentences(pathway))]
    grid = table(HEADINGS, cells(pathway, Look()))
    return "\n".join([f"## {title}", "", *grid, "", "\n\n".join(paragraphs), ""])


def _rows(pathway: Pathway, level: Level, look: Look) -> Iterator[tuple[str, ...]]:
    names = [_called(level)]
    names += ["  target"] if level.name == pathway.target else []
    names += ["  UNCRC floor"] if level.name == UNCRC_FLOOR and pathway.children else []
    phases = [phase for phase, highest in pathway.practised.items() if highest == level.name]
    given = [(day, *(_worded(one, look) for one in three)) for day, three in _changes(pathway, level.name)]
    for name, row, phase in zip_longest(names, given, phases):
        yield name or "", *(row or ("", "", "", "")), phase or ""


def _changes(pathway: Pathway, level: LevelName) -> Iterator[tuple[str, tuple[Answer, ...]]]:
    """The latest answers about a level, and each earlier ones that differ from what followed them."""
    shown: tuple[Answer, ...] = ()
    for record in reversed(pathway.records):
        three = answers(record, level)
        if three != shown:
            yield str(record.date), three
        shown = three


def _worded(answer: Answer, look: Look) -> str:
    mark, plain, word = _ANSWERS[answer]
    return f"{mark if look.unicode else plain} {word}"


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
    answer = _ANSWERS[following.answer][2]
    return f'Next to work on: {level}, {following.commitment} ({answer} so far): "{following.question}"'


def _floor(pathway: Pathway) -> Iterator[str]:
    if pathway.children:
        level = _called(LEVELS[UNCRC_FLOOR])
        yield (
            f"The project names {listed(pathway.children)} among those affected. Where they are under eighteen, the "
            f"least that the {UNCRC.citation}, asks for is {level}, all the way to its obligation."
        )


def _beside(pathway: Pathway) -> str:
    silent = [phase for phase, highest in pathway.practised.items() if highest is None]
    if len(silent) == len(pathway.practised):
        return "No session with community people records a level yet, to hold beside the answers."
    rest = f"; none is on record for {listed(silent)}" if silent else ""
    return f'Under "{HEADINGS[-1]}", each phase stands at the highest level that its sessions record{rest}.'
