"""Everything that a record holds about one person: for them, who may ask to see it, and for their own record."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from coprod.framework import CAPACITIES, LEVELS
from coprod.model import Session
from coprod.model.folding import same_name
from coprod.output.words import counted, in_words, listed
from coprod.store.people import Person, people
from coprod.store.read import Document
from coprod.store.traces import Mention, finder, mentions
from coprod.words import visible


class Held(NamedTuple):
    """What a record holds about one person.

    Attributes:
        sessions: those that they came to, by day, each with its line and the capacities in which they came.
        texts: texts that name them, or may do so, by line.
        equal: other labels that bear the same name, folded.
    """

    document: Document
    person: Person
    sessions: tuple[tuple[int, Session, tuple[str, ...]], ...]
    texts: tuple[Mention, ...]
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
    texts = mentions(document, finder(document), {person.label: ""})
    return Held(document, person, tuple(sorted(came, key=lambda one: one[1].date)), tuple(texts), tuple(equal))


def person_json(found: Held) -> str:
    """The same as JSON, in ASCII."""
    content = {
        "schema": "coprod-person/1",
        "file": found.document.file,
        "label": found.person.label,
        "name": found.person.name,
        "sessions": [
            {
                **session.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={*CAPACITIES, "note"}),
                "id": session.id,
                "line": line,
                "capacities": capacities,
            }
            for line, session, capacities in found.sessions
        ],
        "texts": [
            {"line": text.line, "path": text.path, "text": text.text, "certain": _is_certain(text)}
            for text in found.texts
        ],
        "equal": found.equal,
    }
    return json.dumps(content, indent=2).replace("##[", "#\\u0023[") + "\n"


def _is_certain(text: Mention) -> bool:
    return any(place.certain for place in text.places)


def person_text(found: Held) -> str:
    """The same for a person to read."""
    return "".join(f"{visible(line)}\n" for line in _lines(found))


def _lines(found: Held) -> Iterator[str]:
    label, name = found.person.label, found.person.name
    yield f"{label} ({name})" if name else label
    yield ""
    yield f"They came to {counted(len(found.sessions), 'session')}." if found.sessions else "They came to no session."
    for line, session, capacities in found.sessions:
        yield f"  {in_words(session.date)}, {listed(session.phase)}: {session.title or 'without a title'}"
        yield f"    line {line}, in a {listed(capacities)} capacity{_level(session)}"
        yield from (f"    {matter}: {_words(text)}" for matter, text in session.settled.items())
    for heading, certain in (("Texts that name them:", True), ("Texts that may name them:", False)):
        texts = [text for text in found.texts if _is_certain(text) == certain]
        yield from ("", heading) if texts else ()
        yield from (f"  line {text.line}, {_where(text)}: {text.text}" for text in texts)
    if found.equal:
        yield from ("", f"{listed(found.equal)} bears the same name; which of them a text means, only people know.")
    yield from ("", f"This is what {found.document.file} holds. Texts may name others too: look before you hand it on.")


def _level(session: Session) -> str:
    return f", level {session.level} ({LEVELS[session.level].number} of 5)" if session.level else ""


def _words(settled: Any) -> str:
    return settled if isinstance(settled, str) else str(settled.what)


def _where(text: Mention) -> str:
    return ".".join(str(part) for part in text.path if isinstance(part, str)) or "a comment"
