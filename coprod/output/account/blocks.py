"""The shapes that parts of an account are made of: plain words, which every medium shows in its own way.

A part says what is said; a medium says how it looks. So a new part needs no new template, and a new medium no new part.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Literal, NamedTuple

from coprod.assess.record import Attended, PhaseRecord
from coprod.framework import Severity
from coprod.version import __version__

#: What a page says near its beginning of the program that made it, in HTML and in Markdown.
GENERATOR = f'<meta name="generator" content="coprod {__version__}">'
COMMENT = f"<!-- Made by coprod {__version__} -->"

#: How every version begins to say that: what holds one of these, coprod wrote, and may write over.
OWN = ('<meta name="generator" content="coprod ', "<!-- Made by coprod ")


class Link(NamedTuple):
    """Words that lead somewhere: to an address, or with `#` to another place of the page."""

    text: str
    target: str


#: Words in a row, some of which may lead somewhere.
Words = Sequence[str | Link]

#: A heading, and the text under it.
Fact = tuple[str, str]

Tone = Literal["plain", "strong", "quiet"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or a few."""

    words: Words
    tone: Tone = "plain"

    @property
    def text(self) -> str:
        """The words without where they lead."""
        return "".join(one if isinstance(one, str) else one.text for one in self.words)


class Item(NamedTuple):
    """One item of a list: a word that stands out, or "", what is said of it, an aside, and what joins the first two."""

    lead: str
    text: str
    aside: str = ""
    joint: str = ": "

    @property
    def words(self) -> str:
        """The item on one line."""
        words = f"{self.lead}{self.joint}{self.text}" if self.lead else self.text
        return f"{words} ({self.aside})" if self.aside else words


@dataclass(frozen=True, slots=True)
class Items:
    """A list, under a heading where it has one; without items, what is said instead."""

    items: tuple[Item, ...]
    heading: str = ""
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Things and what is recorded of each, a row each."""

    facts: tuple[Fact, ...]


class Entry(NamedTuple):
    """One of a series, such as a session: what it is called, what is said of it, facts, and an anchor to lead to."""

    paragraphs: tuple[Paragraph, ...]
    facts: tuple[Fact, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """A series of entries, under a heading where it has one; the look tells how grave they are."""

    entries: tuple[Entry, ...]
    heading: str = ""
    look: Severity | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, and sentences that say the same in words; the first cell of a row says what the row is about."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    in_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phases:
    """The record of each phase, and what it shows as facts."""

    phases: tuple[tuple[PhaseRecord, tuple[Fact, ...]], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The sessions in time, and sentences that say the same in words."""

    sessions: tuple[Attended, ...]
    in_words: tuple[str, ...]


Block = Paragraph | Items | Facts | Entries | Table | Phases | Timeline


class Part(NamedTuple):
    """One part of an account: its title, and what is said under it."""

    title: str
    blocks: tuple[Block, ...]


class Account(NamedTuple):
    """Everything that is said of one project: its name and day, who may see it, and the parts.

    `front` stands first, and alone where somebody reads no further; a page folds `record` away. The language is that of
    what people wrote, as a tag of BCP 47, or "".
    """

    name: str
    today: str
    sharing: tuple[str, ...]
    front: tuple[Part, ...] = ()
    parts: tuple[Part, ...] = ()
    record: tuple[Part, ...] = ()
    language: str = ""


def paragraph(text: str, tone: Tone = "plain") -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph((text,), tone)


def listing(items: Iterable[Item], heading: str = "", otherwise: str = "") -> Iterator[Items]:
    """A list, unless there is neither an item nor anything to say instead."""
    if (found := tuple(items)) or otherwise:
        yield Items(found, heading, "" if found else otherwise)


def filled(sentence: str, **slots: str | Words) -> Words:
    """A whole sentence, in whose slots stand words of which some may lead somewhere."""
    words: list[str | Link] = []
    for text, slot, _, _ in Formatter().parse(sentence):
        value = slots.get(slot or "", ())
        words += [text, value] if isinstance(value, str) else [text, *value]
    return words
