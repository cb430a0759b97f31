"""What a proposal still lacks, in sentences that name the options which say it."""

from collections.abc import Iterator

from coprod.errors import Problem, Unusable, first_hundred
from coprod.sheets.proposal import Proposal
from coprod.sheets.reading.meeting import Counted
from coprod.sheets.reading.people import Person
from coprod.words import short

#: How many of a kind are named, before only their number is told.
_NAMED = 10


def require_right(proposal: Proposal) -> None:
    """Require that nothing is wrong, whatever may be left to be said.

    Raises:
        Unusable: with every problem, in the order of the sheet.
    """
    if proposal.problems:
        raise Unusable(*first_hundred(sorted(proposal.problems, key=_by_place)))


def require_whole(proposal: Proposal) -> None:
    """Require that nothing is wrong and nothing is left to be said.

    Raises:
        Unusable: with every problem, and with what is lacking and the options that say it.
    """
    problems = [*proposal.problems, *_questions(proposal), *_lacking(proposal)]
    if problems:
        raise Unusable(*first_hundred(sorted(problems, key=_by_place)))


def _by_place(problem: Problem) -> tuple[bool, int, int]:
    return problem.line is None, problem.line or 0, problem.column or 0


def _questions(proposal: Proposal) -> Iterator[Problem]:
    yield from (question.problem() for question in proposal.questions[:_NAMED])
    more = len(proposal.questions) - _NAMED
    if more > 0:
        yield Problem(
            "",
            f"{more} more cells have to be read for coprod; answer these first, or import at a terminal, where it asks",
        )


def _lacking(proposal: Proposal) -> Iterator[Problem]:
    if proposal.undated and not proposal.reading.days_elsewhere:
        for meeting in proposal.undated[:_NAMED]:
            yield meeting.place.problem("the sheet does not name the day: give it with --date")
    yield from _phaseless(proposal)
    yield from _sideless(proposal)


def _phaseless(proposal: Proposal) -> Iterator[Problem]:
    found = proposal.phaseless
    if not found:
        return
    if len(found) == len(proposal.reading.meetings):
        yield found[0].place.problem("the sheet does not say which phase its sessions served")
    else:
        for meeting in found[:_NAMED]:
            yield meeting.place.problem(f"it is not known which phase the session of {meeting.date} served")
        if len(found) > _NAMED:
            yield Problem("", f"nor is it known of {len(found) - _NAMED} more sessions")
    spans = "--phase co-planning=2026-01-01..2026-03-31"
    yield Problem("", f"say which phase each session served: a column of the sheet, --phase co-design, or {spans}")


def name_of(who: Person | Counted) -> str:
    """What to call somebody whose capacity is asked for."""
    return who.label if isinstance(who, Person) else who.words


def _sideless(proposal: Proposal) -> Iterator[Problem]:
    found = list(proposal.sideless)
    if not found:
        return
    for who in found[:_NAMED]:
        yield who.place.problem(f'it is not known in what capacity "{short(name_of(who))}" came')
    if len(found) > _NAMED:
        yield Problem("", f"nor is it known of {len(found) - _NAMED} more people")
    roles = list(dict.fromkeys(role for who in found for role in roles_of(who)))
    by_role = f'--side "{short(roles[0])}=community" for a role, ' if roles else ""
    yield Problem(
        "",
        f"say in what capacity each person came: {by_role}a column of the sheet named side, --community NAME, "
        "--professional NAME, --community-domain DOMAIN, --professional-domain DOMAIN, or --sides FILE, a sheet with "
        "the columns person and side, which --write-sides FILE writes for you to fill in; "
        "--leave-out NAME records nobody",
    )


def roles_of(who: Person | Counted) -> list[str]:
    """What the sheet calls somebody's roles."""
    return list(who.roles) if isinstance(who, Person) else [who.role] if who.role else []
