"""A record as the five items of GRIPP2's short form, for a paper or a funder.

What the record can say is filled in; what it cannot is left as a marked line with the checklist's own question. The aim
of involving people, how far they influenced the work as a whole, and what can be learned are for people to write.
"""

from collections.abc import Callable, Iterator

from coprod.framework import GRIPP2, GRIPP2_ITEMS, LEVELS
from coprod.model.kinds import SESSIONS
from coprod.output.account.blocks import Account, Block, Item, Items, Link, Paragraph, Part, paragraph
from coprod.output.account.context import Context
from coprod.output.account.facts import level_words
from coprod.output.account.parts_guide import findings_part, verdict_part
from coprod.output.account.parts_record import (
    about_part,
    agreed_part,
    fixed_part,
    heard_part,
    matrix_part,
    phases_part,
)
from coprod.output.account.parts_voices import feedback_part, read_back_part, who_asked_part, you_said_part
from coprod.output.words import counted, in_words, listed, span

#: What a line begins with that people have to write.
TO_WRITE = "Not on record; left for you to write:"

_SOURCE = Paragraph(("The items are those of the short form of GRIPP2: ", Link(GRIPP2.citation, GRIPP2.url), "."))
_HOW_TO = (
    "What the record holds is filled in, with its numbers and dates. Lines in bold ask for what it does not hold, in "
    "the checklist's own words. Nothing here is invented."
)


def gripp2(context: Context) -> Account:
    """What a record can say to each item of the checklist, for whoever sees it."""
    return Account(
        name=context.name,
        today=in_words(context.today),
        sharing=context.people.sharing,
        language=context.project.project.language or "",
        front=(Part("How to use this", (_SOURCE, paragraph(_HOW_TO))),),
        parts=tuple(
            Part(f"{item.number}. {item.section}", tuple(make(context)))
            for item, make in zip(GRIPP2_ITEMS, _MAKERS, strict=True)
        ),
        record=(),
    )


def left_to_write(number: int) -> Paragraph:
    """The line for what the record does not hold of an item, with the checklist's own question."""
    return paragraph(f"{TO_WRITE} {GRIPP2_ITEMS[number - 1].question}.", "strong")


def _blocks(part: Part | None) -> tuple[Block, ...]:
    return part.blocks if part else ()


def _aim(context: Context) -> Iterator[Block]:
    """The record holds the aim of the work and what is claimed, not the aim of involving people."""
    project, assessment = context.project.project, context.assessment
    yield from _blocks(about_part(context))
    if project.affected:
        yield paragraph(f"The groups most affected: {listed([*map(context.group, project.affected)])}.")
    claimed = f"The project says that it co-produces {listed(assessment.claimed)}."
    yield paragraph(claimed if assessment.claimed else "The project claims to co-produce no phase.")
    aims = [one for one in context.project.readiness if one.target and one.date <= context.today]
    if aims:
        latest = max(aims, key=lambda one: one.date)
        aim = level_words(latest.target) if latest.target else ""
        yield paragraph(f"The level that the organisation aimed for on {in_words(latest.date)}: {aim}.")
    yield from _blocks(who_asked_part(context))
    yield left_to_write(1)


def _methods(context: Context) -> Iterator[Block]:
    sessions = [one.session for one in context.sessions]
    if not sessions:
        yield left_to_write(2)
        return
    when = span(sessions[0].date, sessions[-1].date)
    without = sum(one.level is None for one in sessions)
    unknown = f" For {counted(without, 'session')}, no level is recorded." if without else ""
    yield paragraph(f"The record holds {counted(len(sessions), 'session')}, {when}.{unknown}")
    yield Items(
        tuple(
            Item(
                in_words(one.date),
                context.people.field(SESSIONS, one, "title") or "session without a title",
                "; ".join([" and ".join(one.phase), *([level_words(one.level)] if one.level else [])]),
            )
            for one in sessions
        )
    )
    yield from _blocks(phases_part(context))
    yield from _blocks(heard_part(context))
    levels = ", ".join(f"{one.number} {one.name}: {one.meaning.rstrip('.')}" for one in LEVELS.values())
    yield paragraph(f"Levels (Shier, 2001): {levels}.", "quiet")


def _results(context: Context) -> Iterator[Block]:
    if any(one.session.settled for one in context.sessions):
        yield from _blocks(agreed_part(context))
    yield from _blocks(you_said_part(context))
    if not context.assessment.said:
        yield left_to_write(3)


def _discussion(context: Context) -> Iterator[Block]:
    """The record shows where people had a part in deciding; how far that changed the work is for people to say."""
    yield from _blocks(verdict_part(context))
    yield from _blocks(matrix_part(context))[:1]
    for block in _blocks(fixed_part(context)):
        yield Items(block.items, "Recorded as fixed from outside") if isinstance(block, Items) else block
    yield left_to_write(4)


def _reflections(context: Context) -> Iterator[Block]:
    """The record holds what those who were there say of it, what stands out, and what people were told."""
    yield from _blocks(read_back_part(context))
    yield from _blocks(findings_part(context))
    yield from _blocks(feedback_part(context))
    yield left_to_write(5)


_MAKERS: tuple[Callable[[Context], Iterator[Block]], ...] = (_aim, _methods, _results, _discussion, _reflections)
