"""Shier's fifteen questions as the organisation answered them."""

from collections.abc import Iterator

from coprod.assess.readiness import Pathway
from coprod.assess.rules.cp404_readiness_not_met import RULE as READINESS_NOT_MET
from coprod.framework import COMMITMENTS
from coprod.output.account.blocks import Cell, Part, Table, paragraph
from coprod.output.account.context import Context
from coprod.output.dates import in_words
from coprod.output.terminal.pathway import rungs, sentences
from coprod.output.words import listed

_CAPTION = (
    "At each level there are three questions: whether somebody is willing (opening), whether the means are there "
    "(opportunity), and whether it is agreed policy (obligation)."
)


def part(context: Context) -> Part | None:
    """When they were answered and by whom, the answers over time, and beside them what the sessions show."""
    pathway = context.assessment.readiness
    if pathway is None:
        return None
    by = context.people.note(pathway.latest.by)
    answered = f"Answered on {in_words(pathway.latest.date)}{f' by {by}' if by else ''}."
    apart = [one.message for one in context.assessment.findings if one.code == READINESS_NOT_MET.code]
    table = Table(
        ("level", "answered", *COMMITMENTS, "sessions show"), tuple(_rows(pathway)), _CAPTION, tuple(_lines(pathway))
    )
    texts = map(paragraph, (*sentences(pathway, context.group), *apart))
    return Part("How ready the organisation says it is", (paragraph(answered), table, *texts))


def _rows(pathway: Pathway) -> Iterator[tuple[Cell, ...]]:
    for rung in rungs(pathway):
        for number, given in enumerate(rung.given):
            name = f"{rung.name} ({', '.join(rung.signs)})" if rung.signs else rung.name
            shown = ", ".join(rung.phases) if number == 0 else ""
            before = f"{in_words(given.day)} (earlier)" if number else in_words(given.day)
            yield tuple(map(Cell, (name, before, *given.words, shown)))


def _lines(pathway: Pathway) -> Iterator[str]:
    for rung in rungs(pathway):
        for given in rung.given:
            words = ", ".join(f"{name} {word}" for name, word in zip(COMMITMENTS, given.words, strict=True))
            yield f"{'; '.join((rung.name, *rung.signs))}: {words}. Answered on {in_words(given.day)}."
        if rung.phases:
            yield f"{rung.name}: sessions show {listed(rung.phases)}."
