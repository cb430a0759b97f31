"""How each of the sixteen matters was settled: together with the community, apart from it, or nobody can tell."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple
from unicodedata import category

from coprod.assess.record import Attended
from coprod.framework import MATTERS, PARTNER_LEVELS, LevelName, MatterName

#: How a matter was settled once: with the community deciding, without, or without a level that says what part it had.
#: Of one day, what comes first counts.
How = Literal["together", "not-known", "apart"]
_OF_ONE_DAY: tuple[How, ...] = ("together", "not-known", "apart")


class Settlement(NamedTuple):
    """One time that a matter was settled, in the session at a position in the file.

    Attributes:
        what: what was settled.
        part: what community people were in it, if it was apart from them; None if none were there.
        confirmed: whether it says again, in the same words, what was settled together last; then it counts as none.
    """

    position: int
    day: date
    what: str
    how: How
    part: Literal["consulted", "informed"] | None = None
    confirmed: bool = False


class Standing(NamedTuple):
    """How one matter stands, worked out once for the rules that ask.

    Attributes:
        every: every time that it was settled, the earliest first, also what counts as none.
        settlements: those that count: none that is confirmed, and if the matter is given, none that was apart.
        how: how it was settled last, or None if it never was.
        last_together: the last day on which it was settled together.
        apart: the settlements apart from the community.
        apart_before: those on days before the last one together, on which it was not settled together as well.
        apart_since: those on days after the last one together; without one together, all of them.
    """

    every: tuple[Settlement, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    how: How | None = None
    last_together: date | None = None
    apart: tuple[Settlement, ...] = ()
    apart_before: tuple[Settlement, ...] = ()
    apart_since: tuple[Settlement, ...] = ()


class SettledApart(NamedTuple):
    """The matters that were settled apart and not together since, each with the settlements to tell of.

    Attributes:
        early: co-planning matters settled apart before the first session with partners, and not together later.
        changed: matters settled together and then apart, with the settlements since.
        otherwise: other matters whose last settling was apart.
    """

    early: dict[MatterName, tuple[Settlement, ...]]
    changed: dict[MatterName, tuple[Settlement, ...]]
    otherwise: dict[MatterName, tuple[Settlement, ...]]


def standings(sessions: Iterable[Attended], given: Container[MatterName]) -> dict[MatterName, Standing]:
    """How each of the sixteen matters stands, in the framework's order.

    Settling a matter apart that is recorded as fixed from outside is left out of account.
    """
    settlements: dict[MatterName, list[Settlement]] = {matter: [] for matter in MATTERS}
    settling = [attended for attended in sessions if attended.session.settled]
    for attended in sorted(settling, key=lambda attended: attended.date):
        for matter in attended.session.settled:
            settlements[matter].append(_settlement(attended, matter))
    return {
        matter: _standing(_with_confirmed(times), matter in given) if times else _NEVER
        for matter, times in settlements.items()
    }


_NEVER = Standing()


def _standing(every: tuple[Settlement, ...], given: bool) -> Standing:  # noqa: FBT001 - one of two ways to count
    settlements = tuple([one for one in every if not (one.confirmed or (given and one.how == "apart"))])
    if not settlements:
        return Standing(every)
    # They are in the order of their days.
    last = settlements[-1].day
    ways = {one.how for one in settlements if one.day == last}
    together = [one.day for one in settlements if one.how == "together"]
    apart = tuple([one for one in settlements if one.how == "apart"])
    agreed = together[-1] if together else None
    return Standing(
        every,
        settlements,
        how=next(how for how in _OF_ONE_DAY if how in ways),
        last_together=agreed,
        apart=apart,
        apart_before=tuple([one for one in apart if agreed and one.day < agreed and one.day not in together]),
        apart_since=tuple([one for one in apart if agreed is None or one.day > agreed]),
    )


def _with_confirmed(times: Sequence[Settlement]) -> tuple[Settlement, ...]:
    """Settlements in the order of their days, with those marked that only confirm what was settled together last."""
    if len({settlement.how == "together" for settlement in times}) == 1:
        return tuple(times)
    of_day: dict[date, list[Settlement]] = {}
    for settlement in times:
        of_day.setdefault(settlement.day, []).append(settlement)
    agreed: set[str] = set()
    marked: list[Settlement] = []
    for settlements in of_day.values():
        agreed = {same_words(one.what) for one in settlements if one.how == "together"} or agreed
        marked += [
            one._replace(confirmed=True) if one.how != "together" and same_words(one.what) in agreed else one
            for one in settlements
        ]
    return tuple(marked)


def same_words(text: str) -> str:
    """A text as it is held against another: case folded, runs of white space and punctuation as one blank."""
    folded = text.casefold()
    if folded.isascii():
        return " ".join(folded.translate(_ASCII_PUNCTUATION).split())
    return " ".join("".join(" " if category(char)[0] == "P" else char for char in folded).split())


#: Punctuation in ASCII, as blanks; what adds up or compares is none.
_ASCII_PUNCTUATION = {code: " " for code in range(128) if category(chr(code))[0] == "P"}


def _settlement(attended: Attended, matter: MatterName) -> Settlement:
    session = attended.session
    level = session.level_of(matter)
    how = how_settled(attended, level)
    part: Literal["consulted", "informed"] | None = None
    if how == "apart" and attended.part:
        part = "informed" if level == "informed" else "consulted"
    return Settlement(attended.position, session.date, session.settled[matter].what, how, part)


def how_settled(attended: Attended, level: LevelName | None) -> How:
    """How something was settled in a session, by its level; people who answer a survey settle nothing."""
    if not attended.part or attended.session.kind == "survey":
        return "apart"
    if level is None:
        return "not-known"
    return "together" if level in PARTNER_LEVELS else "apart"


def settled_apart(matters: Mapping[MatterName, Standing], sessions: Iterable[Attended]) -> SettledApart:
    """Which matters were settled apart, by how that came about."""
    first = min([attended.date for attended in sessions if attended.part == "partners"], default=date.max)
    found = SettledApart({}, {}, {})
    for matter, standing in matters.items():
        if not standing.settlements:
            continue
        together = standing.last_together
        early = tuple(settlement for settlement in standing.apart if settlement.day < first)
        if MATTERS[matter] == "co-planning" and early and not (together and together >= early[0].day):
            found.early[matter] = early
        elif together and standing.apart_since:
            found.changed[matter] = standing.apart_since
        elif standing.how == "apart":
            found.otherwise[matter] = standing.apart
    return found
