"""How each of the sixteen matters was settled: together with the community, apart from it, or nobody can tell."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Literal, NamedTuple
from unicodedata import category

from coprod.assess.record import Attended
from coprod.framework import MATTERS, PARTNER_LEVELS, LevelName, MatterName

#: How a matter was settled once: with the community deciding, without, or without a level that says what part it had.
#: Of one day, what comes first counts.
How = Literal["together", "not-known", "apart"]
_OF_ONE_DAY: tuple[How, ...] = ("together", "not-known", "apart")

#: What community people were in a session that settled something apart from them.
Asked = Literal["consulted", "informed"]


class Settlement(NamedTuple):
    """One time that a matter was settled, in the session at a position in the file."""

    position: int
    day: date
    what: str
    how: How
    part: Asked | None = None  # of community people; None if none were there, or it was not apart from them
    confirmed: bool = False  # says again, in the same words, what was settled together last: it counts as none


class Standing(NamedTuple):
    """How one matter stands, worked out once for the rules that ask."""

    every: Sequence[Settlement] = ()  # the earliest first, also what counts as none
    settlements: Sequence[Settlement] = ()  # without those confirmed and, if the matter is given, those apart
    how: How | None = None  # the last time, or None if it never was settled
    last_together: date | None = None
    apart: Sequence[Settlement] = ()  # from the community

    @property
    def apart_before(self) -> list[Settlement]:
        """Those apart on days before the last one together, on which it was not settled together as well."""
        agreed = self.last_together
        together = {one.day for one in self.settlements if one.how == "together"}
        return [one for one in self.apart if agreed and one.day < agreed and one.day not in together]

    @property
    def apart_since(self) -> Sequence[Settlement]:
        """Those apart on days after the last one together; without one together, all of them."""
        agreed = self.last_together
        return [one for one in self.apart if one.day > agreed] if agreed else self.apart


def standings(sessions: Iterable[Attended], given: Container[MatterName]) -> dict[MatterName, Standing]:
    """How each of the sixteen matters stands, in the framework's order.

    Settling a matter apart that is recorded as fixed from outside is left out of account.
    """
    found = dict.fromkeys(MATTERS, _NEVER)
    every: defaultdict[MatterName, list[Settlement]] = defaultdict(list)
    settled = [attended for attended in sessions if attended.session.settled]
    for attended in sorted(settled, key=lambda attended: attended.date):
        for matter, settling in attended.session.settled.items():
            level = settling.level or attended.session.level
            how = how_settled(attended, level)
            asked: Asked = "informed" if level == "informed" else "consulted"
            part = asked if how == "apart" and attended.part else None
            every[matter].append(Settlement(attended.position, attended.date, settling.what, how, part))
    for matter, times in every.items():
        found[matter] = _standing(_with_confirmed(times), matter in given)
    return found


_NEVER = Standing()


def _standing(every: list[Settlement], given: bool) -> Standing:  # noqa: FBT001 - one of two ways to count
    settlements = [one for one in every if not (one.confirmed or (given and one.how == "apart"))]
    if not settlements:
        return Standing(every)
    # They are in the order of their days.
    last = settlements[-1].day
    ways = {one.how for one in settlements if one.day == last}
    return Standing(
        every,
        settlements,
        how=next(how for how in _OF_ONE_DAY if how in ways),
        last_together=next((one.day for one in reversed(settlements) if one.how == "together"), None),
        apart=[one for one in settlements if one.how == "apart"],
    )


def _with_confirmed(times: list[Settlement]) -> list[Settlement]:
    """Settlements in the order of their days, with those marked that only confirm what was settled together last."""
    if len({settlement.how == "together" for settlement in times}) == 1:
        return times
    agreed: set[str] = set()
    marked: list[Settlement] = []
    for _, of_day in groupby(times, key=lambda settlement: settlement.day):
        settlements = list(of_day)
        agreed = {same_words(one.what) for one in settlements if one.how == "together"} or agreed
        marked += [
            one._replace(confirmed=True) if one.how != "together" and same_words(one.what) in agreed else one
            for one in settlements
        ]
    return marked


class _PunctuationAsBlanks(dict[int, str]):
    """For `str.translate`; what adds up or compares is no punctuation."""

    def __missing__(self, code: int) -> str:
        self[code] = " " if category(chr(code)).startswith("P") else chr(code)
        return self[code]


_BLANKS = _PunctuationAsBlanks()


def same_words(text: str) -> str:
    """A text as it is held against another: case folded, runs of white space and punctuation as one blank."""
    return " ".join(text.casefold().translate(_BLANKS).split())


def how_settled(attended: Attended, level: LevelName | None) -> How:
    """How something was settled in a session, by its level; people who answer a survey settle nothing."""
    if not attended.part or attended.session.kind == "survey":
        return "apart"
    if level is None:
        return "not-known"
    return "together" if level in PARTNER_LEVELS else "apart"


#: Why a matter does not stand as agreed: a co-planning matter was settled apart before the first session with partners,
#: and not together later; a matter was settled together and then apart; another one's last settling was apart.
Apart = Literal["early", "changed", "otherwise"]


def settled_apart(
    matters: Mapping[MatterName, Standing], sessions: Iterable[Attended]
) -> dict[MatterName, tuple[Apart, Sequence[Settlement]]]:
    """The matters that were settled apart and not together since, each with the settlements to tell of."""
    first = min([attended.date for attended in sessions if attended.part == "partners"], default=date.max)
    found: dict[MatterName, tuple[Apart, Sequence[Settlement]]] = {}
    for matter, standing in matters.items():
        if not standing.apart:
            continue
        together = standing.last_together
        early = [settlement for settlement in standing.apart if settlement.day < first]
        if MATTERS[matter] == "co-planning" and early and not (together and together >= early[0].day):
            found[matter] = "early", early
        elif together and (since := standing.apart_since):
            found[matter] = "changed", since
        elif standing.how == "apart":
            found[matter] = "otherwise", standing.apart
    return found
