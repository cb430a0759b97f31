"""What a page, a sheet or a table may say of people, and the texts that somebody should read before it is shared."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple, Protocol

from coprod.assess.rules.declare import Rule
from coprod.contacts import emails, telephones
from coprod.model import Project
from coprod.output.words import Statement
from coprod.words import is_code

#: Under this many people, a number can tell who they are.
FEW = 5

#: Shorter than this, a label is too likely to be a part of other words.
_SHORTEST = 2

_LEFT_OUT = "(name left out)"

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_TITLES = frozenset({"Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "Sir", "Lady", "Cllr", "Rev"})

#: Words that often begin a sentence before a capitalised word that is no name.
_SMALL_WORDS = frozenset(
    {"A", "An", "At", "How", "In", "Is", "It", "Of", "On", "Our", "The", "We", "What", "Who", "Why"}
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


class People(Protocol):
    """How a page speaks of people."""

    sharing: tuple[str, ...]
    """Who may see the page, in sentences."""

    def group(self, labels: Sequence[str], counted: int) -> str:
        """Those who came to one session on one side; empty where nobody did."""

    def number(self, people: int) -> str:
        """How many there were."""

    def text(self, text: str, where: str) -> str:
        """A text that somebody wrote; `where` says in words which one it is, such as `the title of 2026-01-12`."""

    def sentence(self, text: str) -> str:
        """A sentence of the program, which may quote what somebody wrote."""

    def note(self, text: str | None) -> str:
        """A note that somebody wrote for the team."""

    def said_by(self, group: str | None, community: int) -> str:
        """The group that said something, of a record with so many community people; empty where it must not be told."""

    def words(self, words: str | None, *, share: bool) -> str:
        """What readers said in their own words; empty where they are not for whoever sees the page."""

    def rule(self, rule: Rule) -> str:
        """The code and name of a rule; empty where they would tell how many people there were."""

    def statement(self, rule: Rule, statement: Statement) -> str:
        """What a rule found."""


class Named:
    """For the project's own team: everything that the file says."""

    sharing: tuple[str, ...] = (
        "This page names people. It is for the project's own team.",
        "Share it further only where everybody who is named has agreed to that.",
    )

    def __init__(self, project: Project) -> None:
        self._names = project.people

    def group(self, labels: Sequence[str], counted: int) -> str:
        """Every label, with the name that the file has for it, and how many more there were."""
        named = [f"{label} ({self._names[label]})" if label in self._names else label for label in labels]
        more = [f"{counted} more, counted" if labels else f"{counted}, counted"] if counted else []
        return ", ".join([*named, *more])

    def number(self, people: int) -> str:
        """The number."""
        return str(people)

    def text(self, text: str, where: str) -> str:
        """The text as it is."""
        del where
        return text

    def sentence(self, text: str) -> str:
        """The sentence as it is."""
        return text

    def note(self, text: str | None) -> str:
        """The note as it is."""
        return text or ""

    def said_by(self, group: str | None, community: int) -> str:
        """The group."""
        del community
        return group or ""

    def words(self, words: str | None, *, share: bool) -> str:
        """The words as they are."""
        del share
        return words or ""

    def rule(self, rule: Rule) -> str:
        """The code and name."""
        return f"{rule.code} {rule.name}"

    def statement(self, rule: Rule, statement: Statement) -> str:
        """What was found, as it is."""
        del rule
        return statement.message


class Shared:
    """For everyone: numbers and ids, no small numbers, no names, and no notes."""

    sharing: tuple[str, ...] = (
        "Labels are left out of this page; titles and decisions are as they were written.",
        'Groups smaller than five are shown as "fewer than five".',
    )

    def __init__(self, project: Project) -> None:
        self._ids = frozenset(project.people)
        self._instead = names(project)
        self._names = pattern(self._instead)
        self.shown: dict[str, str] = {}
        """Every text that was handed out, as it is shown, and where it stood first."""
        self.sentences: list[str] = []
        """Every sentence of the program that was handed out, since it may quote a text."""

    def group(self, labels: Sequence[str], counted: int) -> str:
        """How many came, and the ids of those who have one; of fewer than five, nothing but that."""
        total = len(labels) + counted
        ids = [label for label in labels if label in self._ids or is_code(label)]
        if not ids or total < FEW:
            return self.number(total) if total else ""
        others = total - len(ids)
        return f"{total}: {', '.join(ids)}" + (f" and {others} more" if others else "")

    def number(self, people: int) -> str:
        """The number, unless it is so small that it could tell who they are."""
        return "fewer than five" if 0 < people < FEW else str(people)

    def text(self, text: str, where: str) -> str:
        """The text without the names that stand in the file as labels."""
        shown = self._without_names(text)
        self.shown.setdefault(shown, where)
        return shown

    def sentence(self, text: str) -> str:
        """The sentence without the names that stand in the file as labels."""
        shown = self._without_names(text)
        self.sentences.append(shown)
        return shown

    def _without_names(self, text: str) -> str:
        return self._names.sub(lambda found: self._instead[found.group()], text)

    def note(self, text: str | None) -> str:
        """Nothing: a note is written for the team."""
        del text
        return ""

    def said_by(self, group: str | None, community: int) -> str:
        """The group, where so many people came that it cannot tell who spoke."""
        return self.text(group, "the group that said something") if group and community >= FEW else ""

    def words(self, words: str | None, *, share: bool) -> str:
        """The words, where those who said them agreed to share them, without names that stand in the file."""
        return self.text(words, "the words of a reader") if words and share else ""

    def rule(self, rule: Rule) -> str:
        """The code and name, but for rules about small numbers."""
        return "" if rule.shared_message else f"{rule.code} {rule.name}"

    def statement(self, rule: Rule, statement: Statement) -> str:
        """What was found, without numbers of people and without names."""
        if rule.shared_message:
            return rule.shared_message.format(phase=statement.first.phase)
        return self.sentence(statement.message)


def names(project: Project) -> dict[str, str]:
    """The names in a file, whole and in part, each with what stands in for it.

    Groups, and the organisation that leads, are no names. A part of a name is one of its capitalised words, such as
    `Amina` of `Amina K. (carer)`: not what stands in brackets, nor what the project's own name, lead or groups hold.
    """
    about = project.project
    groups = {*about.affected, *(group for session in project.sessions for group in session.heard)}
    public = {about.lead, *groups}
    instead = {label: _LEFT_OUT for label in _labels(project) if label not in project.people and not is_code(label)}
    instead |= {name: label for label, name in project.people.items()}
    whole = {name: words for name, words in instead.items() if name not in public and len(name) >= _SHORTEST}
    spoken = {word for text in (about.name, about.lead or "", *groups) for word in _WORD.findall(text.casefold())}
    parts = {word: words for name, words in whole.items() for word in _parts(name) if word.casefold() not in spoken}
    return parts | whole


def pattern(texts: Collection[str]) -> re.Pattern[str]:
    """What finds any of some texts as words of their own, the longest first; of none, nothing."""
    longest_first = sorted(texts, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)" if texts else r"(?!)")


def _labels(project: Project) -> Iterator[str]:
    for session in project.sessions:
        yield from (*session.community, *session.professional)


def _parts(name: str) -> list[str]:
    """The capitalised words of a name that are long enough to be told from other words."""
    words = _WORD.findall(_BRACKETS.sub(" ", name))
    return [word for word in words if word[:1].isupper() and len(word) >= _SHORTEST and not is_code(word)]


def possible_names(text: str, project: Project) -> list[str]:
    """What in a text looks like somebody's name, but for the words of the project's own name, lead and groups.

    Two capitalised words in a row look like one; so does a title, such as `Ms`, before one.
    """
    about = project.project
    public = " ".join([about.name, about.lead or "", *about.affected]).casefold()
    words = list(_WORD.finditer(text))
    found = [
        text[first.start() : second.end()]
        for first, second in pairwise(words)
        if first.group()[0].isupper()
        and second.group()[0].isupper()
        and first.group() not in _SMALL_WORDS
        and second.group() not in _TITLES
        and text[first.end() : second.start()] in {" ", ". "}
        and (text[first.end()] == " " or first.group() in _TITLES)
    ]
    return [name for name in dict.fromkeys(found) if name.casefold() not in public]


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
