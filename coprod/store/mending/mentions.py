"""Where a text names a person: the whole name, or a part of it that a neighbour would recognise."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from coprod.errors import KeyPath
from coprod.model import About
from coprod.model.kinds import KINDS
from coprod.store.locate import parts
from coprod.store.read import Document, text_of

#: Fields that hold labels of people, which are replaced as such.
_LABELS = {("sessions", "community"), ("sessions", "professional")}

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
    """Every text of a project file, comments too, that names somebody or may do so, in the order of the file."""
    found = [
        Mention(path, 0, document.line_of(path), text)
        for path, text in _texts(document.content)
        if name.may_stand_in(text)
    ]
    whole = text_of(document.data, document.file)
    found += [
        Mention((), begin, whole.count("\n", 0, begin) + 1, text)
        for begin, text in comments(whole)
        if name.may_stand_in(text)
    ]
    return sorted(found, key=lambda mention: mention.line)


def _texts(content: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """Every text that people wrote, with its path; labels, ids and words of the framework are none."""
    tables: list[tuple[KeyPath, type[BaseModel], Any]] = [(("project",), About, content["project"])]
    for kind in KINDS.values():
        tables += [
            ((kind.table, position), kind.model, record) for position, record in enumerate(content.get(kind.table, ()))
        ]
    for path, model, record in tables:
        for key, value in record.items():
            if (path[0], key) not in _LABELS and key in _free(model):
                yield from _leaves((*path, key), value)


def _leaves(path: KeyPath, value: Any) -> Iterator[tuple[KeyPath, str]]:
    match value:
        case str():
            yield path, value
        case list():
            for position, item in enumerate(value):
                yield from _leaves((*path, position), item)
        case dict():
            for key, item in value.items():
                yield from _leaves((*path, key), item)


@cache
def _free(model: type[BaseModel]) -> frozenset[str]:
    """The keys of a table that take any text, as its own model says; of a table of matters, its values."""
    return frozenset(
        field.alias or name
        for name, field in model.model_fields.items()
        if _takes_any_text(field.annotation, field.metadata)
    )


def _takes_any_text(annotation: Any, metadata: Sequence[Any] = ()) -> bool:
    """Whether a type takes what people write, or holds what does; an id takes no blanks, and a choice only its own."""
    if annotation is str:
        patterns = [pattern for one in metadata if (pattern := getattr(one, "pattern", None))]
        return all(re.search(pattern, "x y") for pattern in patterns)
    arguments = get_args(annotation)
    if get_origin(annotation) is Annotated:
        return _takes_any_text(arguments[0], arguments[1:])
    return get_origin(annotation) is not Literal and any(map(_takes_any_text, arguments))


def comments(text: str) -> Iterator[tuple[int, str]]:
    """Every comment of a TOML document that the reader has accepted, with where it begins."""
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
