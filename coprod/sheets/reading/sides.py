"""In what capacity people came, where the user says so beside the sheet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from coprod.framework import Side
from coprod.sheets.grid import folded
from coprod.sheets.reading.meeting import Counted
from coprod.sheets.reading.people import Person

#: A side, or that somebody is not recorded.
SideOrNone = Side | Literal["none"]


@dataclass(frozen=True, slots=True)
class SideSources:
    """What the user says of sides.

    Attributes:
        named: sides by name, label or email address, as given one by one.
        listed: the same, from a sheet that may hold others too; there, `none` leaves somebody out.
        roles: sides by what the sheet calls people's roles; `none` leaves them out.
        domains: sides by the domain of an email address.
    """

    named: Mapping[Side, Iterable[str]] = field(default_factory=dict)
    listed: Mapping[str, SideOrNone] = field(default_factory=dict)
    roles: Mapping[str, SideOrNone] = field(default_factory=dict)
    domains: Mapping[Side, Iterable[str]] = field(default_factory=dict)

    def of(self, who: Person | Counted, role: str = "") -> set[SideOrNone]:
        """The sides that are given for somebody; the closest word counts: by name, in the list, by role, by domain.

        Args:
            who: the person, or the people who are only counted.
            role: what the row that is meant calls their role.
        """
        words = _words(who)
        by_name: set[SideOrNone] = {side for side, given in self._folded().items() if words & given}
        by_list: set[SideOrNone] = {self.listed[word] for word in words & self.listed.keys()}
        by_role: set[SideOrNone] = {self.roles[folded(role)]} if role and folded(role) in self.roles else set()
        emails = who.emails if isinstance(who, Person) else []
        by_domain: set[SideOrNone] = {
            side
            for side, domains in self.domains.items()
            for domain in map(folded, domains)
            if any(f".{email.rpartition('@')[2]}".endswith(f".{domain.removeprefix('@')}") for email in emails)
        }
        return by_name or by_list or by_role or (by_domain if len(by_domain) == 1 else set())

    def _folded(self) -> dict[Side, set[str]]:
        return {side: set(map(folded, given)) for side, given in self.named.items()}

    def unknown(self, persons: Iterable[Person | Counted]) -> Iterator[tuple[Side, str]]:
        """Names given with --community or --professional that match nobody in the sheet."""
        present = {word for person in persons for word in _words(person)}
        for side, given in self.named.items():
            yield from ((side, name) for name in given if folded(name) not in present)


def _words(who: Person | Counted) -> set[str]:
    """Every name, label and address that can refer to this person."""
    if isinstance(who, Counted):
        return {folded(who.words)}
    return {*map(folded, (who.label, *who.names)), *who.emails}
