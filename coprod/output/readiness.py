"""Shier's pathway as a grid of levels by commitments, over time, and beside it what the sessions show.

A place on the pathway is fifteen answers and never a number.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby, zip_longest
from typing import NamedTuple

from coprod.assess.readiness import Pathway, answers
from coprod.framework import (
    COMMITMENTS,
    LEVELS,
    SHIER_LEVELS,
    UNCRC_FLOOR,
    LevelName,
    PhaseName,
)
from coprod.output.escape import Look, escaped
from coprod.output.escape import table as markdown_table
from coprod.output.layout import paragraph, table
from coprod.output.sources import SOURCES
from coprod.output.words import listed
from coprod.terms import READINESS_ANSWERS, AnswerWords
from coprod.words import visible

HEADINGS = ("", "answered", *COMMITMENTS, "sessions show")


class Rung(NamedTuple):
    """One level of the pathway, whether it is the target or the UN Convention's floor, and the answers about it by day.

    The latest answers come first, and earlier ones where they differ from what followed them. The phases are those
    whose sessions record this level as their highest.
    """

    name: str
    signs: Sequence[str]
    given: Sequence[tuple[date, Sequence[AnswerWords]]]
    phases: Sequence[PhaseName]


def rungs(pathway: Pathway) -> Iterator[Rung]:
    """The levels of a pathway, the lowest first."""
    for level in SHIER_LEVELS:
        signs = ["target"] if level == pathway.target else []
        signs += ["UNCRC floor"] if level == UNCRC_FLOOR and pathway.children else []
        by_day = [
            (record.date, [READINESS_ANSWERS[answer] for answer in answers(record, level)])
            for record in reversed(pathway.records)
        ]
        # The answers to a level that did not change are those of the later day.
        given = [next(alike) for _, alike in groupby(by_day, key=lambda one: one[1])]
        yield Rung(_called(level), signs, given, [name for name, most in pathway.practised.items() if most == level])


def _called(level: LevelName) -> str:
    return f"{LEVELS[level]} {level}"


def cells(pathway: Pathway, look: Look) -> list[tuple[str, ...]]:
    """The grid under `HEADINGS`: a row or more for each level, whose name, target and floor stand below each other."""
    rows = []
    for rung in rungs(pathway):
        names = [rung.name, *(f"  {sign}" for sign in rung.signs)]
        given = [
            (str(day), *(f"{word.mark[not look.unicode]} {word.short}" for word in words)) for day, words in rung.given
        ]
        for name, row, phase in zip_longest(names, given, rung.phases):
            rows.append((name or "", *(row or ("", "", "", "")), phase or ""))
    return rows


def sentences(pathway: Pathway, group: Callable[[str], str] = str) -> Iterator[str]:
    """The aim, the next step, the floor and what is not on record, a sentence or two each; `group` words a group."""
    target, following = pathway.target, pathway.next_question
    if target is None:
        yield "No level to aim for is recorded; it need not be the fifth."
    else:
        yield f"The level aimed for is {_called(target)}."
    if following is None:
        yield f"Every question up to {_called(target or 'shared-power')} is answered with yes."
    else:
        asked = f"{_called(following.level)}, {following.commitment}"
        yield f'Next to work on: {asked} ({READINESS_ANSWERS[following.answer].short} so far): "{following.text}"'
    if pathway.children:
        yield (
            f"The project names {listed([*map(group, pathway.children)])} among those affected. Where they are under "
            f"eighteen, the least that the {SOURCES['UNCRC'].citation}, asks for is {_called(UNCRC_FLOOR)}, all the "
            "way to its obligation."
        )
    silent = [phase for phase, highest in pathway.practised.items() if highest is None]
    if len(silent) == len(pathway.practised):
        yield "No session with community people records a level, to hold beside the answers."
    else:
        rest = f"; none is on record for {listed(silent)}" if silent else ""
        yield f'Under "{HEADINGS[-1]}", each phase stands at the highest level that its sessions record{rest}.'


def answered(pathway: Pathway) -> str:
    """When the questions were answered, and by whom the last time."""
    *earlier, latest = pathway.records
    by = f" by {latest.by}" if latest.by else ""
    before = f", and before that on {listed([str(record.date) for record in earlier])}" if earlier else ""
    return f"Answered on {latest.date}{by}{before}."


def _told(name: str, pathway: Pathway) -> list[str]:
    """What the page says beside the grid, its title first."""
    return [f"{name}: the pathway to participation, as answered", answered(pathway), *sentences(pathway)]


def text(name: str, pathway: Pathway, look: Look) -> str:
    """The page for a terminal."""
    title, *told = (paragraph(visible(one), look.width) for one in _told(name, pathway))
    grid = "".join(f"{line}\n" for line in table([HEADINGS, *cells(pathway, look)], look.width))
    return "\n".join([title, grid, *told])


def markdown(name: str, pathway: Pathway) -> str:
    """The page in Markdown."""
    title, *told = map(escaped, _told(name, pathway))
    return "\n".join([f"## {title}", "", *markdown_table(HEADINGS, cells(pathway, Look())), "", "\n\n".join(told), ""])
