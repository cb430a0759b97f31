"""What a page, a sheet or a table may say of people, and the texts that somebody should read before it is shared."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, pairwise
from typing import Any, NamedTuple

from coprod.assess.rules.declare import Rule
from coprod.contacts import emails, telephones
from coprod.model import Project
from coprod.model.rows import Kind, Row
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


class Shared:
    """What may be said of people, for the project's own team with `names`, else for everybody.

    Every text that somebody wrote passes through here to where it is shown; what passed is kept.
    """

    def __init__(self, project: Project, *, names: bool = False) -> None:
        self.names = names
        self._project = project
        self._instead = {} if names else names_in(project)
        self._finder = pattern(self._instead)
        self._shown: dict[str, str] = {}
        self._sentences: dict[str, None] = {}

    @property
    def sharing(self) -> tuple[str, ...]:
        """Who may see the page, in sentences."""
        if self.names:
            return (
                "This page names people. It is for the project's own team.",
                "Share it further only where everybody who is named has agreed to that.",
            )
        return (
            "Labels are left out of this page; titles and decisions are as they were written.",
            'Groups smaller than five are shown as "fewer than five".',
        )

    def group(self, labels: Sequence[str], counted: int) -> str:
        """Those who came to a session on one side: all by name, or their number and, of five or more, their ids."""
        people = self._project.people
        if self.names:
            named = [f"{label} ({people[label]})" if label in people else label for label in labels]
            more = [f"{counted} more, counted" if labels else f"{counted}, counted"] if counted else []
            return ", ".join([*named, *more])
        total = len(labels) + counted
        ids = [label for label in labels if label in people or is_code(label)]
        if not ids or total < FEW:
            return self.number(total) if total else ""
        others = total - len(ids)
        return f"{total}: {', '.join(ids)}" + (f" and {others} more" if others else "")

    def number(self, people: int) -> str:
        """The number, unless it is so small that it could tell who they are."""
        return "fewer than five" if 0 < people < FEW and not self.names else str(people)

    def text(self, row: Row, value: str | None, **where: object) -> str:
        """A text that somebody wrote, without names, or "" if it is empty or for the team.

        `where` fills in the name of the text in the list before sharing, such as its `date`.
        """
        if not value or (row.audience != "shared" and not self.names):
            return ""
        shown = self._without_names(value)
        self._shown.setdefault(shown, row.listed.format(**where))
        return shown

    def field(self, kind: Kind, record: Any, name: str, key: Any = None) -> str:
        """The text in a field of a record, or under a key of it."""
        value = getattr(record, name)
        day = getattr(record, "date", None)
        return self.text(kind.row(name), value if key is None else value[key], date=day, key=key)

    def sentence(self, text: str) -> str:
        """A sentence of the program, which may quote a text, without names."""
        shown = self._without_names(text)
        self._sentences[shown] = None
        return shown

    def _without_names(self, text: str) -> str:
        return self._finder.sub(lambda found: self._instead[found.group()], text)

    def rule(self, rule: Rule) -> str:
        """The code and name of a rule, or "" if they would tell how many people there were."""
        return "" if rule.shared_message and not self.names else f"{rule.code} {rule.name}"

    def statement(self, rule: Rule, statement: Statement) -> str:
        """The message of a statement, without numbers of people and without names."""
        if rule.shared_message and not self.names:
            return rule.shared_message.format(phase=statement.first.phase)
        return self.sentence(statement.message)

    def doubts(self) -> list[Doubt]:
        """The texts to read before the page is shared, among all that were handed out to make it.

        A sentence of the program is one of them only if it quotes what no other text on the page shows.
        """
        clues = {text: _clues(text, self._project) for text in self._shown}
        found = [Doubt(where, text, tuple(_holds(clues[text]))) for text, where in self._shown.items()]
        told = set(chain.from_iterable(chain(*clues.values())))
        for sentence in self._sentences:
            more = _Clues(*([word for word in words if word not in told] for words in _clues(sentence, self._project)))
            found.append(Doubt("what stands out", sentence, tuple(_holds(more))))
            told.update(*more)
        return [doubt for doubt in found if doubt.holds]


class _Clues(NamedTuple):
    """The words of a text that may tell who somebody is."""

    emails: list[str]
    telephones: list[str]
    names: list[str]


def _clues(text: str, project: Project) -> _Clues:
    return _Clues(emails(text), telephones(text), possible_names(text, project))


def _holds(clues: _Clues) -> Iterator[str]:
    if clues.emails:
        yield "an email address"
    if clues.telephones:
        yield "a telephone number"
    if clues.names:
        yield f"a name: {', '.join(clues.names)}"


def names_in(project: Project) -> dict[str, str]:
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
