"""People on record: labels, ids and names, where a text names somebody, and forgetting them."""

import copy
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from coprod.errors import KeyPath
from coprod.model import Counted, Project, Session
from coprod.model.ids import fingerprint
from coprod.model.kinds import KINDS, records, texts
from coprod.model.types import Record
from coprod.store.change import Change, Position, replaced
from coprod.store.positions import parts
from coprod.store.read import Document, limit, text_of
from coprod.words import is_code

SIDES = ("community", "professional")


class Person(NamedTuple):
    """Somebody on record.

    Attributes:
        label: their id if the file has one, or else their name.
        name: their name, if `[people]` has it.
        labels: every label of theirs in a session: the id, and the name if it is written out.
    """

    label: str
    name: str | None
    labels: frozenset[str]


def people(project: Project) -> dict[str, Person]:
    """Everybody on record by their label, in the order of the sessions, then of `[people]`."""
    came = (label for session in project.sessions for side in SIDES for label in getattr(session, side))
    found: dict[str, Person] = {}
    for label in [*came, *project.people]:
        own = label_of(project, label)
        name = project.people.get(own)
        found.setdefault(own, Person(own, name, frozenset(filter(None, (own, name)))))
    return found


def label_of(project: Project, text: str) -> str:
    """The label for a text: an id itself, for a name the first id that has it, or else the text."""
    if text in project.people:
        return text
    return next((label for label, name in project.people.items() if name == text), text)


def somebody(project: Project, text: str) -> Person | None:
    """The person whom a text names, or None if nobody on record has that label or name."""
    return people(project).get(label_of(project, text))


def renamed(document: Document, old: str, new: str) -> Change:
    """Give somebody another label or name everywhere.

    A name that `[people]` has is changed there, an id wherever it stands. If the new one is somebody on record already,
    the two become one person under that person's label.
    """
    project = document.project
    person, other = people(project)[label_of(project, old)], somebody(project, new)
    names = dict(project.people)
    if other is not None and other.label != person.label:
        names.pop(person.label, None)
        return _relabelled(document, person, other.label, names)
    if person.name == old and old not in project.people:
        names[person.label] = new
        labels = {old: new} if old != person.label else {}
        return _changed(document, labels, names)
    names = {new if label == person.label else label: name for label, name in names.items()}
    return _changed(document, {person.label: new}, names)


def with_id(document: Document, old: str, label: str) -> Change:
    """Put an id in the place of somebody's name everywhere; `[people]` keeps the name."""
    project = document.project
    person, other = people(project)[label_of(project, old)], somebody(project, label)
    names = dict(project.people)
    if other is not None and other.label != person.label:
        names.pop(person.label, None)
        return _relabelled(document, person, other.label, names)
    if person.name is None:
        return _relabelled(document, person, label, names if is_code(old) else {**names, label: person.label})
    names = {label if one == person.label else one: name for one, name in names.items()}
    return _relabelled(document, person, label, names)


def _relabelled(document: Document, person: Person, label: str, names: Mapping[str, str]) -> Change:
    return _changed(document, dict.fromkeys(person.labels, label), names)


def _changed(document: Document, labels: Mapping[str, str], names: Mapping[str, str]) -> Change:
    sessions = {
        ("sessions", position): relabelled(session, labels)
        for position, session in enumerate(document.project.sessions)
    }
    changed: dict[Position, Record] = {
        place: session for place, session in sessions.items() if session != document.project.sessions[place[1]]
    }
    tables = {} if names == document.project.people else {"people": dict(names)}
    return replaced(document, changed, tables)


def relabelled(session: Session, labels: Mapping[str, str]) -> Session:
    """A session with other labels; a person who would stand on one side twice stands there once."""
    sides = {side: _once(labels.get(label, label) for label in getattr(session, side)) for side in SIDES}
    return session.model_copy(update=sides)


def _once(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(labels))


#: A part of a name with fewer letters, such as an initial, recognises nobody.
_SHORT = 3


class Mention(NamedTuple):
    """A text of a file that names somebody.

    Attributes:
        path: where it stands in the content; of a comment, nothing.
        begin: where a comment begins in the text.
        line: its line, from 1.
        text: the text.
    """

    path: KeyPath
    begin: int
    line: int
    text: str


class Name:
    """A name, as it is looked for in texts: whole, without what stands in brackets, and by each of its words.

    Args:
        names: the name, in every way in which it is on record.
    """

    def __init__(self, names: Iterable[str]) -> None:
        whole: dict[str, None] = {}
        words: dict[str, None] = {}
        for name in names:
            bare = bare_name(name)
            whole |= dict.fromkeys(filter(None, (name, bare)))
            own = [word for word in re.findall(r"[\w'\u2019-]+", bare) if sum(map(str.isalpha, word)) >= _SHORT]
            # A particle, such as van or of, is no name, unless the whole is written in small letters.
            words |= dict.fromkeys(word for word in own if word != word.lower() or bare == bare.lower())
        self._cased = any(name != name.lower() for name in whole)
        every = {form for one in (*whole, *words) for form in (one, _plain(one))}
        longest = sorted(every, key=lambda form: (-len(form), form))
        forms = [r"\s+".join(map(re.escape, form.split())) for form in longest if any(map(str.isalnum, form))]
        # Underscores part words here, as they do in names of files.
        edge = r"(?<![^\W_])(?:{})(?![^\W_])"
        self._pattern = re.compile(edge.format("|".join(forms)) if forms else r"(?!)", re.IGNORECASE)

    def stands_in(self, text: str) -> bool:
        """Whether a text names the person for certain."""
        return any(self._is_certain(found.group()) for found in self._pattern.finditer(text))

    def may_stand_in(self, text: str) -> bool:
        """Whether a text names the person, or holds a word that could."""
        return self._pattern.search(text) is not None

    def replaced(self, text: str, instead: str) -> str:
        """The text with something else in the place of the name, wherever it may stand."""
        return self._pattern.sub(lambda _: instead, text)

    def certainly_replaced(self, text: str, instead: str) -> str:
        """The text with something else in the place of the name where it is certain to stand."""
        return self._pattern.sub(lambda found: instead if self._is_certain(found.group()) else found.group(), text)

    def _is_certain(self, found: str) -> bool:
        """Whether it is no word that only looks like a part of the name, such as will."""
        return not self._cased or found != found.lower() or " " in found


def bare_name(name: str) -> str:
    """A name without what stands in brackets, such as (council), which says something of the person."""
    return " ".join(re.sub(r"\([^()]*\)|\[[^][]*\]", " ", name).split()) or name


def _plain(text: str) -> str:
    """A text without accents."""
    parted = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(char for char in parted if not unicodedata.combining(char)))


def mentions(document: Document, name: Name) -> list[Mention]:
    """Every text of a project file, comments too, that certainly or perhaps names somebody, in file order."""
    found = [
        Mention(path, 0, document.line_of(path), text)
        for _, row, path, text, _ in texts(document.project)
        if row.free and name.may_stand_in(text)
    ]
    whole = text_of(document.data, document.file)
    found += [
        Mention((), begin, whole.count("\n", 0, begin) + 1, text)
        for begin, text in comments(whole)
        if name.may_stand_in(text)
    ]
    return sorted(found, key=lambda mention: mention.line)


def comments(text: str) -> Iterator[tuple[int, str]]:
    """Every comment of a TOML document that the reader has accepted, with its position."""
    found = parts(text)
    # A value that is a list or a table has comments of its own within.
    values = [(one.begin, one.end) for one in found.spans.values() if text[one.value] not in "[{"]
    keys = [(one.begin, one.value) for one in found.spans.values()]
    at = 0
    for begin, end in [*sorted(values + keys), (len(text), len(text))]:
        yield from _comments_between(text, at, begin)
        at = max(at, end)


def _comments_between(text: str, begin: int, end: int) -> Iterator[tuple[int, str]]:
    while (begin := text.find("#", begin, end)) >= 0:
        line = text.find("\n", begin)
        line = len(text) if line < 0 else line
        yield begin, text[begin:line].rstrip("\r")
        begin = line


#: What stands in a text where the person has no id.
SOMEBODY = "somebody"


def name_of(person: Person) -> Name:
    """A person's name to look for; empty if they are known by an id alone."""
    if person.name is not None:
        return Name([person.name])
    return Name([] if is_code(person.label) else [person.label])


def id_for(project: Project, person: Person) -> str:
    """The id that stands for a person from now on: their own, or the next free one."""
    if is_code(person.label) or (person.name is not None and not name_of(person).may_stand_in(person.label)):
        return person.label
    community = any(person.label in session.community for session in project.sessions)
    letter = "C" if community or not any(person.label in session.professional for session in project.sessions) else "P"
    numbers = [int(label[1:]) for label in people(project) if re.fullmatch(rf"{letter}[0-9]{{1,6}}", label)]
    return f"{letter}{max(numbers, default=0) + 1}"


def forgotten(document: Document, person: Person, label: str | None, texts: Mapping[Mention, str]) -> Change:
    """Take somebody's name out; without a `label` to stand for them, they are counted.

    Readings of a session's present wording stay so if its title or a decision is changed.
    """
    before = _comments_changed(document, {mention: text for mention, text in texts.items() if not mention.path})
    content = copy.deepcopy(before.content)
    for mention, text in texts.items():
        if mention.path:
            _put(content, mention.path, text)
    changed: dict[Position, Record] = {}
    for kind in KINDS.values():
        for position, old in enumerate(records(before.project, kind.table)):
            record = _record(old, content[kind.table][position])
            if isinstance(record, Session):
                record = _without(record, person, label)
            if record != old:
                changed[kind.table, position] = record
    changed |= _carried_over(before.project, changed)
    names = {one: called for one, called in before.project.people.items() if one != person.label}
    tables: dict[str, Any] = {"project": content["project"]}
    tables |= {"people": names} if names != before.project.people else {}
    return Change(tuple(changed.values()), document, replaced(before, changed, tables).after)


def _record(old: Record, written: dict[str, Any]) -> Record:
    """A record with new content and its old id."""
    same = {"id": dict(old)["id"]} if "id" in dict(old) else {}
    return type(old).model_validate(written | same)


def _without(session: Session, person: Person, label: str | None) -> Session:
    if label is not None:
        return relabelled(session, dict.fromkeys(person.labels, label))
    counted = dict(session.also_present)
    sides = {}
    for side in SIDES:
        there = getattr(session, side)
        sides[side] = tuple(one for one in there if one not in person.labels)
        counted[side] += len(there) - len(sides[side])
    return session.model_copy(update={**sides, "also_present": Counted(**counted)})


def _carried_over(project: Project, changed: dict[Position, Record]) -> dict[Position, Record]:
    """The readings of a session's present wording, as readings of its new wording."""
    now = {
        (old.id, fingerprint(old)): fingerprint(new)
        for position, old in enumerate(project.sessions)
        if isinstance(new := changed.get(("sessions", position)), Session)
    }
    carried: dict[Position, Record] = {}
    for position, reading in enumerate(project.readings):
        wording = now.get((reading.session, reading.read), reading.read)
        if wording != reading.read:
            record = changed.get(("readings", position), reading)
            carried["readings", position] = record.model_copy(update={"read": wording})
    return carried


def _comments_changed(document: Document, comments: Mapping[Mention, str]) -> Document:
    text = text_of(document.data, document.file)
    for mention in sorted(comments, key=lambda one: -one.begin):
        end = mention.begin + len(mention.text)
        text = text[: mention.begin] + comments[mention] + text[end:]
    return document.with_text(text)


def _put(content: Any, path: Iterable[str | int], text: str) -> None:
    *around, last = path
    for part in around:
        content = content[part]
    content[last] = text


#: Files that are looked into, at most: a project's folder holds far fewer, and a home folder is none.
_FILES = 5000


def files_with(name: Name, project: Path) -> list[Path]:
    """The files beside and below a project file whose text holds a name, in order; hidden folders are passed over."""
    found = []
    for number, path in enumerate(_files(project.resolve().parent)):
        if number >= _FILES:
            break
        if path != project.resolve() and name.stands_in(_text(path)):
            found.append(path)
    return found


def _files(folder: Path) -> Iterator[Path]:
    for around, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        yield from (Path(around) / one for one in sorted(files))


def _text(path: Path) -> str:
    try:
        if not path.is_file() or path.stat().st_size > limit():
            return ""
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""
