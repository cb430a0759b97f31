"""The texts on a shared page that may tell who somebody is, for somebody to read before it is shared."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from coprod.contacts import emails, telephones
from coprod.model import Project
from coprod.output.account.privacy import Shared, possible_names


class Doubt(NamedTuple):
    """A text on a shared page that may tell who somebody is.

    Attributes:
        where: which text it is, in words.
        text: the text as the page shows it.
        holds: what it may hold, such as `a telephone number`.
    """

    where: str
    text: str
    holds: tuple[str, ...]


class _Clues(NamedTuple):
    """The words of a text that may tell who somebody is."""

    emails: list[str]
    telephones: list[str]
    names: list[str]


def doubts(people: Shared, project: Project) -> list[Doubt]:
    """The texts to read before a page is shared, among all that were handed out to make it.

    A sentence of the program is one of them only if it quotes what no other text on the page shows.
    """
    clues = {text: _clues(text, project) for text in people.shown}
    found = [Doubt(where, text, tuple(_holds(clues[text]))) for text, where in people.shown.items()]
    told = set(chain.from_iterable(chain(*clues.values())))
    for sentence in dict.fromkeys(people.sentences):
        more = _Clues(*([word for word in words if word not in told] for words in _clues(sentence, project)))
        found.append(Doubt("what stands out", sentence, tuple(_holds(more))))
        told.update(*more)
    return [doubt for doubt in found if doubt.holds]


def _clues(text: str, project: Project) -> _Clues:
    return _Clues(emails(text), telephones(text), possible_names(text, project))


def _holds(clues: _Clues) -> Iterator[str]:
    if clues.emails:
        yield "an email address"
    if clues.telephones:
        yield "a telephone number"
    if clues.names:
        yield f"a name: {', '.join(clues.names)}"
