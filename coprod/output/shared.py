"""What a page, a sheet or a table may say of people, and the texts that somebody should read before it is shared."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from coprod.assess.rules.declare import Rule
from coprod.contacts import emails, telephones
from coprod.model import Project, Session
from coprod.model.ids import code, fingerprints
from coprod.model.kinds import WAIVERS, texts
from coprod.model.names import LEFT_OUT, Finder, Shown
from coprod.model.rows import Row
from coprod.model.types import Record
from coprod.output.words import FEW, SENTENCES, Statement, few
from coprod.words import is_code

#: An id that coprod made, and one that can be printed and typed.
_MADE = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{6}", re.ASCII)
_TYPED = re.compile(r"[!-~]{1,34}")


class Doubt(NamedTuple):
    """A text on a shared page that may tell who somebody is: which it is, and what it may hold, both in words."""

    where: str
    text: str
    holds: tuple[str, ...]


class _Passed(NamedTuple):
    """Where a text that passed stands, which of its words are somebody's name too, and whether it holds an address."""

    where: str
    named: tuple[str, ...]
    address: bool = False


class Shared:
    """What may be said of people, for the project's own team with `names`, else for everybody.

    Every text that somebody wrote passes through here to where it is shown; what passed is kept.
    """

    def __init__(self, project: Project, *, names: bool = False) -> None:
        self.names = names
        self.project = project
        self._known: dict[str, Shown] = {}
        self._shown: dict[str, _Passed] = {}
        self._sentences: dict[str, None] = {}

    @cached_property
    def _finder(self) -> Finder:
        return Finder.of(self.project, [text for _, row, _, text, _ in texts(self.project) if row.free])

    @property
    def sharing(self) -> tuple[str, ...]:
        """Who may see the page, in sentences."""
        return tuple(SENTENCES["for_the_team" if self.names else "for_everybody"])

    def group(self, labels: Sequence[str], counted: int) -> str:
        """Those who came to a session on one side: all by name, or their number."""
        if not self.names:
            return self.number(len(labels) + counted) if labels or counted else ""
        people = self.project.people
        named = [f"{label} ({people[label]})" if label in people else label for label in labels]
        more = [f"{counted} more, counted" if labels else f"{counted}, counted"] if counted else []
        return ", ".join([*named, *more])

    def number(self, people: int, beside: Iterable[int] = ()) -> str:
        """The number, unless it is so small that it could tell who they are.

        A number beside one that is so small is rounded, since the small one is the difference of two.
        """
        if self.names:
            return str(people)
        if people >= FEW and any(0 < other < FEW for other in beside):
            return f"about {(people + 2) // FEW * FEW}"
        return few(people)

    def text(self, row: Row, value: str | None, **where: object) -> str:
        """A text that somebody wrote, without names, or "" if it is empty or for the team.

        `where` fills in the name of the text in the list before sharing, such as its `date`.
        """
        if not value:
            return ""
        # Of where evidence is, everybody may see an address of the web.
        shared = row.audience == "shared" and (row.name != "evidence" or value.startswith(("http://", "https://")))
        if not (self.names or shared):
            return ""
        if value not in self._known:
            self._known[value] = Shown(value, ()) if self.names else self._finder.leave_out(value)
        shown = self._known[value]
        # An address stands whole or not at all; the contact always, and whoever shares it is told whom it names.
        if row.address and not self.names and row.name == "contact":
            shown = Shown(value, _found(self._finder, value))
        elif row.address and not self.names and shown.text != value:
            shown = Shown(LEFT_OUT, ())
        if shown.text not in self._shown:
            self._shown[shown.text] = _Passed(row.listed.format(**where), shown.standing, row.address)
        return shown.text

    def field(self, record: Record, name: str, key: Any = None) -> str:
        """The text in a field of a record, or under a key of it."""
        value = getattr(record, name)
        text = value if key is None else getattr(value[key], "what", value[key])
        return self.text(record.row(name), text, date=getattr(record, "date", None), key=key)

    def line(self, record: Record, name: str) -> str:
        """The text in a field of a record, on one line."""
        return " ".join(self.field(record, name).split())

    def about(self, name: str, key: Any = None) -> str:
        """The text in a field of the project itself, or under a key of it."""
        return self.field(self.project.project, name, key)

    def texts(self, record: Record, name: str) -> list[str]:
        """The texts in a list of a record."""
        row, day = record.row(name), getattr(record, "date", None)
        return [self.text(row, text, date=day) for text in getattr(record, name)]

    def id(self, value: str) -> str:
        """An id, by which a table or a sheet refers to something; one that holds a name is told."""
        named = self._named_in(value)
        if named:
            self._shown.setdefault(value, _Passed("an id", named))
        return value

    def _named_in(self, value: str) -> tuple[str, ...]:
        """The names that an id holds."""
        named = _found(self._names, value)
        return named or ((value,) if value in self.project.people and not is_code(value) else ())

    @cached_property
    def prints(self) -> dict[str, str]:
        """The present fingerprint of each session by its id."""
        return fingerprints(self.project)

    def code(self, session: Session, *, plain: bool = False) -> str:
        """The code of a session: its id, or its day if the id is hard to type or says who came.

        On what is plain, an id that people wrote is never shown.
        """
        name = session.id
        shown = _MADE.fullmatch(name) if plain else _TYPED.fullmatch(name) and not self._named_in(name)
        return code(name if shown else session.date.isoformat(), self.prints[name])

    @cached_property
    def _names(self) -> Finder:
        return Finder.of(self.project, ids=False)

    def reason(self, rule: Rule, waived: str | None) -> str:
        """The reason of a waiver; what is said of readers' accounts is for the team."""
        return "" if rule.code.startswith("CP5") and not self.names else self.text(WAIVERS.row("reason"), waived)

    def sentence(self, text: str) -> str:
        """A sentence of the program, which may quote a text, without names."""
        shown = text if self.names else self._finder.leave_out(text, sentence=True).text
        self._sentences[shown] = None
        return shown

    def rule(self, rule: Rule) -> str:
        """The code and name of a rule, or "" if they would tell how many people there were."""
        return "" if rule.shared and not self.names else f"{rule.code} {rule.name}"

    def statement(self, rule: Rule, statement: Statement) -> str:
        """The message of a statement, without numbers of people and without names."""
        if rule.shared and not self.names:
            return rule.shared.format(phase=statement.first.phase)
        return self.sentence(statement.message)

    def doubts(self) -> list[Doubt]:
        """The texts to read before the page is shared, among all that were handed out to make it.

        A sentence of the program is one of them only if it quotes what no other text on the page shows.
        """
        quoted = _Passed("what stands out", ())
        clues = {text: self._finder.strangers(text) for text in (*self._shown, *self._sentences)}
        told = {clue for text in self._shown for clue in clues[text]}
        passed = list(self._shown.items())
        passed += [(sentence, quoted) for sentence in self._sentences if not told.issuperset(clues[sentence])]
        found = [Doubt(one.where, text, tuple(_holds(text, one, clues[text]))) for text, one in passed]
        return [doubt for doubt in found if doubt.holds]


def _holds(text: str, passed: _Passed, clues: Sequence[str]) -> Iterator[str]:
    mails, numbers = ([], []) if passed.address else (emails(text), telephones(text))
    if mails:
        yield "an email address"
    if numbers:
        yield "a telephone number"
    strangers = [] if passed.address else [clue for clue in clues if clue not in {*mails, *numbers}]
    if strangers or passed.named:
        yield f"a name: {', '.join([*strangers, *passed.named])}"


def _found(finder: Finder, text: str) -> tuple[str, ...]:
    return tuple(text[place.begin : place.end] for place in finder.find(text))
