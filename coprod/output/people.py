"""Who is on record: a line for each, and everything that a record holds about one person, who may ask to see it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from coprod.framework import CAPACITIES, LEVELS
from coprod.model import Project, Session
from coprod.model.folding import key, same_name
from coprod.model.labels import spelled_alike
from coprod.output.exports import Row, as_cell
from coprod.output.formats.json import file_name, written
from coprod.output.layout import aligned
from coprod.output.words import counted, in_words, listed
from coprod.output.words import people as persons
from coprod.store.people import Person, people
from coprod.store.read import Document
from coprod.store.traces import Mention, finder, mentions
from coprod.words import visible


class PersonEntry(NamedTuple):
    """One person in the list; the sessions are planned ones too, and `like` are labels that differ by a slip."""

    label: str
    name: str | None
    sides: tuple[str, ...]
    sessions: int
    first: date | None
    last: date | None
    like: tuple[str, ...]


def people_entries(project: Project) -> list[PersonEntry]:
    """Everyone on record, those whose labels are alike beside each other, otherwise in the order of the file."""
    found = people(project)
    # The first id of a name owns it.
    owner = {label: person.label for person in [*found.values()][::-1] for label in person.labels}
    days: dict[str, dict[int, date]] = {label: {} for label in found}
    sides: dict[str, set[str]] = {label: set() for label in found}
    for position, session in enumerate(project.sessions):
        for side in CAPACITIES:
            for label in getattr(session, side):
                days[owner[label]][position] = session.date
                sides[owner[label]].add(side)
    like = _like(found, owner)
    return [
        PersonEntry(
            label,
            found[label].name,
            tuple(side for side in CAPACITIES if side in sides[label]),
            len(days[label]),
            min(days[label].values(), default=None),
            max(days[label].values(), default=None),
            like[label],
        )
        for label in dict.fromkeys(one for label in found for one in (label, *like[label]))
    ]


#: How many labels before and after a label, in order of their letters, are looked at for a slip.
_BESIDE = 12


def _like(found: Mapping[str, Person], owner: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """For each person, those who bear their name under another id, and those whose labels differ by a slip.

    A slip leaves one end of a label alone, so that the two stand near each other in order of their letters, read
    forwards or backwards: only those are compared.
    """
    equal: defaultdict[str, list[str]] = defaultdict(list)
    for person in found.values():
        equal[key(person.name or person.label)].append(person.label)
    near: defaultdict[str, list[str]] = defaultdict(list)
    for order in (sorted(owner, key=key), sorted(owner, key=lambda text: key(text)[::-1])):
        for at, text in enumerate(order):
            near[text] += order[max(at - _BESIDE, 0) : at + _BESIDE + 1]
    like = {}
    for label, person in found.items():
        name = key(person.name or person.label)
        alike = (spelled_alike(text, dict.fromkeys(near[text])) for text in sorted(person.labels))
        others = dict.fromkeys([*(equal[name] if name else ()), *(owner[other] for some in alike for other in some)])
        like[label] = tuple(other for other in others if other != label)
    return like


def people_rows(found: Sequence[PersonEntry]) -> Iterator[Row]:
    """The headings, and a row for each label."""
    yield PersonEntry._fields
    yield from (list(map(as_cell, entry)) for entry in found)


def people_text(found: Sequence[PersonEntry]) -> str:
    """Everyone on record as lines for people."""
    if not found:
        return "Nobody is on record yet; coprod log records who came.\n"
    rows = []
    for entry in found:
        name = visible(f"{entry.label} ({entry.name})" if entry.name else entry.label)
        days = " to ".join(dict.fromkeys(str(day) for day in (entry.first, entry.last) if day))
        rows.append((name, " and ".join(entry.sides) or "never came", counted(entry.sessions, "session"), days))
    lines = []
    for entry, line in zip(found, aligned(rows), strict=True):
        like = [f"  is that {visible(other)}? coprod rename joins two labels of one person" for other in entry.like[:1]]
        lines += [line, *like]
    return "\n".join([*lines, "", f"{persons(str(len(found)))} on record.", ""])


def people_json(file: str, found: Iterable[PersonEntry]) -> str:
    """The list as JSON, in ASCII."""
    content = {"schema": "coprod-people/1", "file": file_name(file), "people": [one._asdict() for one in found]}
    return written(content, indent=2) + "\n"


class Held(NamedTuple):
    """What a record holds about one person.

    The sessions are those that they came to, by day, each with its line and the capacities; the texts name them, each
    for certain or perhaps; `equal` are other labels that bear the same name, folded.
    """

    document: Document
    person: Person
    sessions: tuple[tuple[int, Session, tuple[str, ...]], ...]
    texts: tuple[tuple[Mention, bool], ...]
    equal: tuple[str, ...]


def held(document: Document, person: Person) -> Held:
    """Look for a person in the sessions and, by name and id, in every text of a file."""
    came = [
        (document.line_of(("sessions", position)), session, capacities)
        for position, session in enumerate(document.project.sessions)
        if (capacities := tuple(one for one in CAPACITIES if not person.labels.isdisjoint(getattr(session, one))))
    ]
    equal = [
        other.label
        for other in people(document.project).values()
        if other.label != person.label and any(same_name(one, two) for one in person.labels for two in other.labels)
    ]
    texts = tuple(
        (text, any(place.certain for place in text.places))
        for text in mentions(document, finder(document), {person.label: ""})
    )
    return Held(document, person, tuple(sorted(came, key=lambda one: one[1].date)), texts, tuple(equal))


def person_json(found: Held) -> str:
    """The same as JSON, in ASCII."""
    sessions = [
        session.model_dump(by_alias=True, exclude_defaults=True, exclude={*CAPACITIES, "note"})
        | {"id": session.id, "line": line, "capacities": capacities}
        for line, session, capacities in found.sessions
    ]
    texts = [
        {"line": text.line, "path": text.path, "text": text.text, "certain": certain} for text, certain in found.texts
    ]
    content = {
        "schema": "coprod-person/1",
        "file": file_name(found.document.file),
        "label": found.person.label,
        "name": found.person.name,
        "sessions": sessions,
        "texts": texts,
        "equal": found.equal,
    }
    return written(content, indent=2) + "\n"


def person_text(found: Held) -> str:
    """The same for a person to read."""
    return "".join(f"{visible(line)}\n" for line in _lines(found))


def _lines(found: Held) -> Iterator[str]:
    label, name = found.person.label, found.person.name
    yield f"{label} ({name})" if name else label
    yield ""
    yield f"They came to {counted(len(found.sessions), 'session')}." if found.sessions else "They came to no session."
    for line, session, capacities in found.sessions:
        level = f", level {session.level} ({LEVELS[session.level]} of 5)" if session.level else ""
        yield f"  {in_words(session.date)}, {listed(session.phase)}: {session.title or 'without a title'}"
        yield f"    line {line}, in a {listed(capacities)} capacity{level}"
        yield from (f"    {matter}: {settling.what}" for matter, settling in session.settled.items())
    for heading, wanted in (("Texts that name them:", True), ("Texts that may name them:", False)):
        texts = [text for text, certain in found.texts if certain == wanted]
        yield from ("", heading) if texts else ()
        for text in texts:
            where = ".".join(str(part) for part in text.path if isinstance(part, str)) or "a comment"
            yield f"  line {text.line}, {where}: {text.text}"
    if found.equal:
        yield from ("", f"{listed(found.equal)} bears the same name; which of them a text means, only people know.")
    yield from ("", f"This is what {found.document.file} holds. Texts may name others too: look before you hand it on.")
