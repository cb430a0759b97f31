"""Who is who in a sheet, and by which label the project knows them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from coprod.model import Project
from coprod.sheets.grid import CellPlace, bare, folded
from coprod.sheets.reading.meeting import Came, Choice, Reading


@dataclass(eq=False, slots=True)
class Person:
    """One person of a sheet.

    Attributes:
        place: the first cell that names them.
        label: what to call them.
        names: what the sheet calls them.
        emails: their addresses, by which they are told from others, and which are never stored.
        roles: what the sheet calls their roles.
    """

    place: CellPlace
    label: str = ""
    names: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    roles: dict[str, None] = field(default_factory=dict)


#: A name and an email address, as a row gives them.
Signed = tuple[str, str]

#: What identifies a person: the user's label, the email address, or the name; and which of them it is.
_Key = tuple[str, str]


def people(reading: Reading, called: Mapping[str, str]) -> dict[Signed, Person]:
    """Who each row is about; what cannot be told is noted as a problem or a question of the reading.

    Somebody is known by an email address, or else by name. A name without an address is the person who has that name
    and an address elsewhere in the sheet, so that whoever came back on another device is one person. Case, accents,
    punctuation and width make no other person.

    Args:
        reading: the sheet.
        called: labels that the user gives, by the name or email address in the sheet.
    """
    first: dict[Signed, Came] = {}
    roles: defaultdict[Signed, dict[str, None]] = defaultdict(dict)
    for meeting in reading.meetings:
        for came in meeting.came:
            signed = came.name, came.email
            first.setdefault(signed, came)
            if came.role:
                roles[signed][came.role] = None
    if reading.exact:
        return {signed: Person(came.place, signed[0], [signed[0]]) for signed, came in first.items()}
    aliases = _aliases(first)
    keys = _keys(reading, first, aliases, {folded(who): label for who, label in called.items()})
    persons: dict[_Key, Person] = {}
    for signed, came in first.items():
        key = keys[signed]
        person = persons.setdefault(key, Person(came.place, key[1] if key[0] == "label" else ""))
        _add(person, came, aliases.get(came.name, came.name))
        person.roles.update(roles[signed])
    for person in persons.values():
        if not person.label:
            named = [Choice("to give a name", "--call", f"{email}=NAME") for email in person.emails[:1]]
            leave = [Choice("it is left out", "--leave-out", email) for email in person.emails[:1]]
            reading.ask("an email address stands here without a name", person.place, *named, *leave)
    return {signed: persons[key] for signed, key in keys.items()}


def _add(person: Person, came: Came, name: str) -> None:
    """Add what one row calls a person."""
    person.label = person.label or name
    person.names += [text for text in (came.name, *came.also) if text and text not in person.names]
    if came.email and came.email not in person.emails:
        person.emails.append(came.email)


def _keys(
    reading: Reading, first: Mapping[Signed, Came], aliases: Mapping[str, str], called: Mapping[str, str]
) -> dict[Signed, _Key]:
    """What identifies each person: the user's label, else the email address, else the name."""
    keys = {signed: _key(signed, called) for signed in first}
    by_name: defaultdict[str, dict[_Key, None]] = defaultdict(dict)
    for (name, _), key in keys.items():
        if name and key[0] != "name":
            by_name[_spelled(name)][key] = None
    addressed = {name: next((key for key in found if key[0] == "email"), None) for name, found in by_name.items()}
    namesakes: list[CellPlace] = []
    for signed, came in first.items():
        name = _spelled(aliases.get(signed[0], signed[0]))
        if keys[signed][0] == "name":
            keys[signed] = _by_name(name, list(by_name.get(name, ())), came, reading)
        elif keys[signed][0] == "email" and signed[0] and keys[signed] != addressed.get(name, keys[signed]):
            namesakes.append(came.place)
    for place in namesakes[:_MOST]:
        reading.wrong(_NAMESAKES, place)
    if len(namesakes) > _MOST:
        reading.problems.append(namesakes[_MOST].problem(f"and {len(namesakes) - _MOST} more: {_NAMESAKES}"))
    return keys


def _by_name(name: str, others: list[_Key], came: Came, reading: Reading) -> _Key:
    """Who somebody is whom a row only names: the one person of this name who is known by more."""
    if len(others) > 1:
        reading.wrong("which of the people of this name this is cannot be told: give an email address", came.place)
    return others[0] if len(others) == 1 else ("name", name)


_MOST = 20


def _aliases(first: Mapping[Signed, Came]) -> dict[str, str]:
    """Names that a meeting tool shows with an earlier one, as "Bryn (Bryn Rees)", where Bryn Rees is there too."""
    present = {_spelled(name): name for name, _ in first}
    aliases: dict[str, str] = {}
    for name, _ in first:
        shown, bracket, rest = name.partition(" (")
        original = rest[:-1].strip() if bracket and rest.endswith(")") else ""
        if original and _spelled(original) in present and bare(original).startswith(bare(shown)):
            aliases[name] = present[_spelled(original)]
    return aliases


_NAMESAKES = (
    "somebody of this name has another email address in this sheet: give each a label with --call ADDRESS=LABEL, or "
    "both the same label where it is one person"
)


def _key(signed: Signed, called: Mapping[str, str]) -> _Key:
    name, email = signed
    label = (called.get(email) if email else None) or called.get(folded(name))
    if label:
        return "label", label
    return ("email", email) if email else ("name", _spelled(name))


def _spelled(name: str) -> str:
    """A name as it is compared with others; one without letters is itself."""
    return bare(name) or folded(name)


class Labels:
    """How a project labels people, so that nobody gets a second label by another spelling.

    Args:
        project: the project.
        exact: whether labels count as they are written, as in coprod's own export.
    """

    def __init__(self, project: Project, *, exact: bool) -> None:
        self._people, self._exact = project.people, exact
        self._ids: defaultdict[str, list[str]] = defaultdict(list)
        for label, name in project.people.items():
            self._ids[name if exact else folded(name)].append(label)
        labels = [label for session in project.sessions for label in (*session.community, *session.professional)]
        self._labels = {(label if exact else folded(label)): label for label in reversed([*project.people, *labels])}
        alike: defaultdict[str, dict[str, None]] = defaultdict(dict)
        if not exact:
            for label in (*project.people, *labels):
                alike[bare(label)][label] = None
            for label, name in project.people.items():
                alike[bare(name)][label] = None
        self._alike = {spelling: next(iter(found)) for spelling, found in alike.items() if len(found) == 1 and spelling}

    def of(self, name: str) -> str | None:
        """The label of a person: an id that the project has for the name, a label that it has, or else the name.

        Returns:
            The label; nothing where the project has several ids for the name.
        """
        if name in self._people:
            return name
        ids = self._ids.get(name if self._exact else folded(name))
        if ids:
            return ids[0] if len(ids) == 1 else None
        return self._labels.get(name if self._exact else folded(name)) or self._alike.get(bare(name)) or name


def likely_pairs(labels: Iterable[str]) -> list[tuple[str, str]]:
    """Labels that may be one person: a first name beside one full name that begins with it."""
    every = list(dict.fromkeys(labels))
    full: defaultdict[str, list[str]] = defaultdict(list)
    for label in every:
        words = bare(label).split()
        if len(words) > 1:
            full[words[0]].append(label)
    single = [label for label in every if len(bare(label).split()) == 1 and bare(label).isalpha()]
    return [(label, full[bare(label)][0]) for label in single if len(full.get(bare(label), ())) == 1]
