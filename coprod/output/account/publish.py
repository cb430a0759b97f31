"""The free texts that a shared page is about to publish, and what in them may tell who somebody is."""

from collections.abc import Iterator
from typing import NamedTuple

from coprod.contacts import emails, telephones
from coprod.model import Project
from coprod.output.account.privacy import Shared, possible_names


class Doubt(NamedTuple):
    """A free text that a shared page would show, and what in it may tell who somebody is.

    Attributes:
        where: which text it is, in words.
        text: the text as the page would show it.
        holds: what it may hold, such as `a telephone number`.
    """

    where: str
    text: str
    holds: tuple[str, ...]


def doubts(project: Project) -> list[Doubt]:
    """The texts that somebody should read before a page is shared, in the order of the page."""
    people = Shared(project)
    found = []
    for where, written in _texts(project):
        text = people.text(written)
        holds = tuple(_holds(text, project))
        if holds:
            found.append(Doubt(where, text, holds))
    return found


def _texts(project: Project) -> Iterator[tuple[str, str]]:
    about = project.project
    for name, text in (
        ("name", about.name),
        ("purpose", about.purpose),
        ("lead", about.lead),
        ("delivery", about.delivery),
    ):
        if text:
            yield f"the project's {name}", text
    yield from ((f"what was given: {matter}", text) for matter, text in about.given.items())
    for session in project.sessions:
        if session.title:
            yield f"the title of {session.date}", session.title
        yield from ((f"what was settled on {session.date}: {matter}", text) for matter, text in session.settled.items())
        yield from ((f"a group heard on {session.date}", group) for group in session.heard)
    yield from (("something said", one.text) for one in project.said)
    yield from (("what was hoped", one.hoped) for one in project.said if one.hoped)
    yield from (("the words of a reader", one.words) for one in project.readings if one.words and one.share)
    yield from (("an answer", one.text) for one in project.answers)
    yield from (("how people were told", one.told) for one in project.answers if one.told)
    yield from (("how people were told", one.how) for one in project.feedback)
    yield from (("the reason of a waiver", one.reason) for one in project.waivers)


def _holds(text: str, project: Project) -> Iterator[str]:
    if emails(text):
        yield "an email address"
    if telephones(text):
        yield "a telephone number"
    if names := possible_names(text, project):
        yield f"a name: {', '.join(names)}"
