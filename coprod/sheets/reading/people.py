"""Who is who in a sheet, and by which label the project knows them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from coprod.model import Project
from coprod.sheets.reading.meeting import Place, Reading, Side, folded, holds_email


@dataclass(eq=False, slots=True)
class Person:
    """One person of a sheet.

    Attributes:
        place: the first cell that names them.
        label: what to call them.
        names: what the sheet calls them.
        emails: their addresses, by which they are told from others, and which are never stored.
    """

    place: Place
    label: str = ""
    names: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)


#: A name and an email address, as a row gives them.
Signed = tuple[str, str]


def people(reading: Reading, called: Mapping[str, str]) -> dict[Signed, Person]:
    """Who each row is about; what cannot be told is noted as a problem of the reading.

    Somebody is known by an email address, or else by name. A name without an address is the person who has that name
    and an address elsewhere in the sheet, so that whoever came back on another device is one person.

    Args:
        reading: the sheet.
        called: labels that the user gives, by the name or email address in the sheet.
    """
    first: dict[Signed, Place] = {}
    for meeting in reading.meetings:
        for one in meeting.came:
            first.setdefault((one.name, one.email), one.place)
    if reading.exact:
        return {signed: Person(place, signed[0], [signed[0]]) for signed, place in first.items()}
    keys = _keys(reading, first, {folded(who): label for who, label in called.items()})
    known: dict[object, Person] = {}
    for (name, email), place in first.items():
        key = keys[name, email]
        person = known.setdefault(key, Person(place, key[1] if key[0] == "label" else ""))
        person.label = person.label or name
        person.names += [name] if name and name not in person.names else []
        person.emails += [email] if email and email not in person.emails else []
    for person in known.values():
        if not person.label:
            reading.wrong(
                "an email address stands here without a name: give one with --call ADDRESS=NAME", person.place
            )
        elif holds_email(person.label):
            reading.wrong("the name holds an email address, which is not stored: give another by --call", person.place)
    return {signed: known[key] for signed, key in keys.items()}


_Key = tuple[str, str]


def _keys(reading: Reading, first: Mapping[Signed, Place], called: Mapping[str, str]) -> dict[Signed, _Key]:
    """By what each is known: a label of the user's, an email address, or a name."""
    keys = {signed: _key(signed, called) for signed in first}
    known: defaultdict[str, list[_Key]] = defaultdict(list)
    for (name, _), key in keys.items():
        if name and key[0] != "name" and key not in known[folded(name)]:
            known[folded(name)].append(key)
    for signed, place in first.items():
        others = known[folded(signed[0])]
        if keys[signed][0] == "name" and len(others) == 1:
            keys[signed] = others[0]
        elif keys[signed][0] == "name" and others:
            reading.wrong("which of the people of this name this is cannot be told: give an email address", place)
        elif keys[signed] in [key for key in others if key[0] == "email"][1:]:
            reading.wrong(_NAMESAKES, place)
    return keys


_NAMESAKES = (
    "somebody of this name has another email address in this sheet: give each a label with --call ADDRESS=LABEL, or "
    "both the same label where it is one person"
)


def _key(signed: Signed, called: Mapping[str, str]) -> _Key:
    name, email = signed
    label = called.get(email) or called.get(folded(name))
    if label:
        return "label", label
    return ("email", email) if email else ("name", folded(name))


class Labels:
    """How a project labels people, so that nobody gets a second label by another spelling."""

    def __init__(self, project: Project, *, exact: bool) -> None:
        self._people = project.people
        self._alike = str if exact else folded
        self._ids: defaultdict[str, list[str]] = defaultdict(list)
        for label, name in project.people.items():
            self._ids[self._alike(name)].append(label)
        labels = [label for one in project.sessions for label in (*one.community, *one.professional)]
        self._labels = {self._alike(label): label for label in reversed([*project.people, *labels])}

    def of(self, name: str) -> str | None:
        """The label of a person: an id that the project has for the name, a label that it has, or else the name.

        Returns:
            The label; nothing where the project has several ids for the name.
        """
        if name in self._people:
            return name
        ids = self._ids[self._alike(name)]
        return (ids[0] if len(ids) == 1 else None) if ids else self._labels.get(self._alike(name), name)


@dataclass(frozen=True, slots=True)
class Sides:
    """In what capacity people came, where the sheet does not say so itself.

    Attributes:
        named: sides by name, label or email address, as given one by one.
        listed: the same, from a list that may hold others too.
        domains: sides by the domain of an email address.
    """

    named: Mapping[Side, Iterable[str]] = field(default_factory=dict)
    listed: Mapping[str, Side] = field(default_factory=dict)
    domains: Mapping[Side, Iterable[str]] = field(default_factory=dict)

    def of(self, person: Person) -> set[Side]:
        """The sides that are given for a person; the closest word counts: by name, in the list, by domain."""
        words = _words(person)
        by_name: set[Side] = {side for side, given in self.named.items() if words & set(map(folded, given))}
        by_list: set[Side] = {self.listed[word] for word in words & self.listed.keys()}
        by_domain: set[Side] = {
            side
            for side, domains in self.domains.items()
            for domain in map(folded, domains)
            if any(f".{email.rpartition('@')[2]}".endswith(f".{domain.removeprefix('@')}") for email in person.emails)
        }
        return by_name or by_list or by_domain

    def unknown(self, persons: Iterable[Person]) -> Iterator[tuple[Side, str]]:
        """The sides and names that are given one by one and that nobody in the sheet has."""
        here = {word for person in persons for word in _words(person)}
        for side, given in self.named.items():
            yield from ((side, name) for name in given if folded(name) not in here)


def _words(person: Person) -> set[str]:
    """All by which a person can be meant."""
    return {*map(folded, (person.label, *person.names)), *person.emails}
