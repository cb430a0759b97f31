"""The record of one project in a few short sentences, in words that everybody knows."""

from collections.abc import Iterator, Sequence

from coprod.assess import Assessment
from coprod.assess.record import Status
from coprod.framework import PHASES
from coprod.output.account.blocks import Part, paragraph
from coprod.output.account.context import Context
from coprod.output.words import counted, listed

_WHAT_IT_MEANS = "In co-production, people from the community and professionals work as equals. It has four phases."

_IN_PHASES = ("none of them", "one of them: {}", "two of them: {}", "three of them: {}", "all of them")

#: What the record shows of phases that do not stand, each with the names of the phases left open.
_SHOWN: dict[Status, str] = {
    "took-part": "In {phases}, people took part. The record does not say whether they helped to decide.",
    "consulted": "In {phases}, people were asked what they think. The record does not show them helping to decide.",
    "professional-led": "In {phases}, only professionals are on record.",
    "nothing-logged": "For {phases}, nothing has been written down yet. That does not mean that nobody took part.",
    "community-led": "In {phases}, the community worked on its own. That is no fault.",
}


def part(context: Context) -> Part:
    """The summary, a paragraph for each sentence or two."""
    return Part("In short", tuple(map(paragraph, summary(context))))


def summary(context: Context) -> Iterator[str]:
    """The summary of a project, a sentence or two at a time."""
    yield _WHAT_IT_MEANS
    if not context.sessions:
        yield "Nothing has been written down yet, so this page cannot say who took part."
        return
    yield from _partners(context.assessment)
    yield _verdict(context.assessment)
    yield from _agreed(context.assessment)
    yield from _heard(context)
    yield from _fed_back(context)


def _partners(assessment: Assessment) -> Iterator[str]:
    standing = [record.phase for record in assessment.phases if record.stands]
    if standing or not any(record.status == "took-part" for record in assessment.phases):
        where = _IN_PHASES[len(standing)].format(listed(standing))
        yield f"As recorded, community partners took part in {where}."
    for status, sentence in _SHOWN.items():
        phases = [record.phase for record in assessment.phases if record.status == status]
        if phases:
            yield sentence.format(phases="all four phases" if len(phases) == len(PHASES) else listed(phases))


def _verdict(assessment: Assessment) -> str:
    contested = [record.phase for record in assessment.phases if record.contested]
    if contested:
        return f"Some who were there tell it otherwise, for {listed(contested)}. The two accounts stand side by side."
    if assessment.verdict == "co-produced":
        return "So this work was co-produced, as recorded."
    if assessment.verdict == "community-led":
        return "So this work was led by the community, as recorded."
    if assessment.verdict == "cannot-tell":
        return "So the record cannot tell what part people had in the whole of it."
    if not assessment.claimed:
        return "The project does not claim that people decided. To ask and to listen openly can be right."
    if assessment.claimed != tuple(PHASES):
        return f"The project does not claim all four. It says that it co-produces {listed(assessment.claimed)}."
    if all(not record.missing or record.status == "nothing-logged" for record in assessment.phases):
        return "The work is not done yet. It can still become co-produced."
    return "So this work is not truly co-produced, as recorded."


def _agreed(assessment: Assessment) -> Iterator[str]:
    together = sum(len(record.settled_together) for record in assessment.phases)
    apart = sum(len(record.settled_apart) for record in assessment.phases)
    if together:
        yield f"{counted(together, 'thing')} {_was(together)} agreed together."
    if apart:
        yield f"{counted(apart, 'thing')} {_was(apart)} fixed without community partners."


def _heard(context: Context) -> Iterator[str]:
    groups = context.project.project.affected
    heard = {group for one in context.sessions if one.community for group in one.session.heard}
    if not groups:
        return
    if not heard:
        yield "The record does not say which groups were heard."
        return
    yield from _heard_of(
        [context.group(group) for group in groups if group in heard],
        [context.group(group) for group in groups if group not in heard],
    )


def _heard_of(heard: Sequence[str], missing: Sequence[str]) -> Iterator[str]:
    if heard:
        yield f"Of those whom it affects most, these were heard: {listed(heard)}."
    if missing:
        yield f"The record does not show that these were heard: {listed(missing)}."


def _fed_back(context: Context) -> Iterator[str]:
    if context.waiting:
        number = counted(len(context.waiting), "session")
        yield f"For {number}, the record does not show that people were told what came of it."
    elif any(one.community for one in context.sessions):
        yield "People were told what came of every session that they took part in."


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
