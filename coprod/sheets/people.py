"""Who is who in a sheet, by which label the project knows them, and in what capacity they came."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from coprod.contacts import holds_contact
from coprod.errors import Problem, Unusable, first_hundred
from coprod.framework import CAPACITIES
from coprod.model import Project
from coprod.model.labels import name_doubt
from coprod.sheets.cells import Table, folded
from coprod.sheets.entries import QUESTIONS, Answers, Entry
from coprod.sheets.mapping import OUT
from coprod.sheets.names import OVER_ABSENT, ends_in, speaks_of_absence, stands_over_absent
from coprod.words import is_code, short

#: Why a row is left out by the user: that says nothing against another row of the same person.
BY_SIDE, BY_ANSWER = "by --side", "as answered"


@lru_cache(maxsize=50_000)
def _bare(name: str) -> str:
    """A name without what a slip changes: case, spacing, punctuation and accents; digits stay."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in plain if char.isalnum())


class NearNames:
    """Finds the name that another differs from by a slip, or begins as, without comparing each with each.

    Two names that differ by a letter more, less, other or exchanged have a form in common once a letter is taken out
    of each, so that a look-up finds them.
    """

    def __init__(self) -> None:
        self._forms: defaultdict[str, list[str]] = defaultdict(list)
        self._first: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, name: str) -> None:
        """Take in a name."""
        for form in _forms(name):
            self._forms[form].append(name)
        self._first[_words(name)[0]].append(name)

    def near(self, name: str) -> str:
        """A name near this one; empty if there is none."""
        for form in _forms(name):
            for other in self._forms.get(form, ()):
                if other != name and re.findall(r"\d+", other) == re.findall(r"\d+", name):
                    return other
        words = _words(name)
        return next((other for other in self._first.get(words[0], ()) if _begins(words, _words(other))), "")


_LONGEST = 60
_SHORTEST = 5


def _forms(name: str) -> set[str]:
    """What a name is found by: itself and, if it is long enough to tell a slip from another name, less a letter."""
    plain = _bare(name)[:_LONGEST]
    if len(plain) < _SHORTEST or plain.isdigit():
        return {plain or name}
    return {plain, *(plain[:at] + plain[at + 1 :] for at in range(len(plain)))}


def _words(name: str) -> list[str]:
    return [_bare(word) for word in re.split(r"[\s.]+", name) if _bare(word)] or [name]


def _begins(words: list[str], others: list[str]) -> bool:
    """Whether one of two names is the beginning of the other, as in Amina and Amina Khan, or Amina K."""
    less, more = sorted((words, others), key=len)
    if less == more or any(map(str.isdigit, "".join(less + more))):
        return False
    whole = less[:-1] == more[: len(less) - 1]
    last, other = less[-1], more[len(less) - 1]
    if len(less) == 1:
        return len(more) > 1 and last == other
    return whole and (last == other or (1 in {len(last), len(other)} and last[0] == other[0]))


def _may_be_one(name: str, other: str) -> bool:
    """Whether two names with one address are one person's; those of a household have the last word in common alone."""
    words, others = _words(name), _words(other)
    first, second = words[0], others[0]
    begins = first[0] == second[0] and 1 in {len(first), len(second)}
    return first == second or begins or set(words) == set(others)


_ANYBODY = re.compile(
    r"(?:guest|user|unknown|anonymous|participant|attendee|visitor|caller|resident|tenant|member|officer|professional|"
    r"volunteer|carer|staff|public|community|other|partner|present)s?(?: ?\d{1,4})?"
)
_DEVICES = re.compile(
    r"\b(?:iphone|ipad|galaxy|android|macbook|laptop|desktop|tablet|chromebook|samsung|huawei|pixel \d)(?![^\W\d_])"
)
#: A number that is no part of an id: one that begins the name, or stands before its last word.
_NUMBERED = re.compile(r"^\d+\W|(?:^|\s)\d+\s")
_SUMS = re.compile(r"(?:(?:grand|sub)[ -]?)?totals?|sum|average|count|tb[ac]|vacan(?:t|cy)|ditto|(?:same )?as above")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_JOINED = re.compile(r"[;&/|,]|\s(?:and|und|et|y|a|ac)\s|\+\s?\d|\s[x×]\s?\d")  # noqa: RUF001
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^][]*\]")

#: What hardly is one person's name: a test of it in small letters, the reason, and the kind of question.
_DOUBTS: tuple[tuple[Callable[[str], object], str, str], ...] = (
    (_CONTROL.search, "holds a control character", "unfit"),
    (lambda lower: lower.startswith("="), "is a formula", "unfit"),
    (holds_contact, "holds an address or a number", "unfit"),
    (lambda lower: lower.startswith(("+", "@")), "begins as a formula does", "doubt"),
    (stands_over_absent, OVER_ABSENT, "end"),
    (speaks_of_absence, "says that somebody did not come", "unfit"),
    (lambda lower: ":" in lower, "reads as a heading", "section"),
    (_NUMBERED.search, "holds a number", "doubt"),
    (_SUMS.fullmatch, "is hardly a person", "doubt"),
    (_ANYBODY.fullmatch, "is nobody's name", "doubt"),
    (_DEVICES.search, "is a device", "doubt"),
    (lambda lower: _JOINED.search(_IN_BRACKETS.sub("", lower)), "may be several people", "several"),
)


@lru_cache(maxsize=50_000)
def _doubt_of(name: str) -> tuple[str, str]:
    """Why a name is hardly one person's, and the kind of question; an empty reason if it may well be."""
    lower = folded(name)
    for is_so, why, kind in _DOUBTS:
        if is_so(lower):
            return why, kind
    return (name_doubt(name) if name.isdigit() or not is_code(name) else ""), "doubt"


@dataclass(eq=False, slots=True)
class Person:
    """Somebody of the sheet: the label, the first entry, and the addresses."""

    label: str
    first: Entry
    emails: set[str] = field(default_factory=set)


class People:
    """Tells for each entry who it is about; what cannot be told becomes a question of the entry."""

    def __init__(self, project: Project, answers: Answers) -> None:
        self._answers = answers
        #: Those whose side nobody says, by label, with their first entry.
        self.sideless: dict[str, Entry] = {}
        self._sides: defaultdict[str, set[str]] = defaultdict(set)
        labels: dict[str, str] = {}
        for session in project.sessions:
            for side in CAPACITIES:
                for label in getattr(session, side):
                    labels.setdefault(folded(label), label)
                    self._sides[label].add(side)
        names: defaultdict[str, list[str]] = defaultdict(list)
        for label, name in project.people.items():
            labels[folded(label)] = label
            names[folded(name)].append(label)
        self._doubled = {name for name, ids in names.items() if len(ids) > 1}
        #: The labels of those on record, by their folded labels and names.
        self._known = {name: ids[0] for name, ids in names.items()} | labels
        self._by_name: dict[str, Person] = {}
        self._by_email: dict[str, Person] = {}
        self._near = NearNames()
        for name in self._known:
            self._near.add(name)

    def settle(self, entries: Sequence[Entry]) -> None:
        """Give each entry of somebody who came a label and a side, or a question."""
        for entry in entries:
            if entry.place in self._answers.left_out and entry.fate in {"new", "open"}:
                entry.fate = "new"
                entry.leave_out(BY_ANSWER)
            elif entry.fate == "open" and entry.keys:
                answered = self._own_side(entry) == OUT or self._is_apart(entry, entry.kind)
                entry.fate = "new" if answered else "open"
        # Somebody who is known by more than a name comes first, so that a row without the address finds them.
        for entry in sorted((one for one in entries if one.fate == "new" and one.name), key=lambda one: not one.email):
            self._identify(entry)
        for entry in entries:
            if entry.fate == "new":
                self._place(entry)

    def _is_apart(self, entry: Entry, kind: str) -> bool:
        """Whether the user answered this kind of question by: a person of their own."""
        return (kind, entry.word) in self._answers.apart

    def _own_side(self, entry: Entry) -> str:
        """The side that the user gives to this person alone."""
        sides = self._answers.sides
        words = (entry.word, entry.email, folded(entry.label)) if sides else ()
        return next((sides[word] for word in words if word and word in sides), "")

    def _identify(self, entry: Entry) -> None:
        own = self._own_side(entry)
        if own == OUT:
            entry.leave_out(BY_SIDE)
            return
        joined = self._answers.same.get(folded(entry.name))
        word = folded(joined or entry.name)
        known = self._known.get(word)
        if not joined and self._question(entry, word, known):
            return
        person = self._by_name.get(folded(known) if known else word)
        if not person and entry.email and not own and not self._is_apart(entry, "address"):
            person = self._by_email.get(entry.email)
        if not person or (known and known != person.label):
            person = Person(known or joined or entry.name, entry)
        if known is None and not joined and word not in self._by_name:
            self._near.add(word)
        self._by_name.setdefault(word, person)
        self._by_name.setdefault(folded(person.label), person)
        if entry.email:
            person.emails.add(entry.email)
            self._by_email.setdefault(entry.email, person)
        entry.label, entry.on_record = person.label, folded(person.label) in self._known

    def _question(self, entry: Entry, word: str, known: str | None) -> bool:
        """Whether something of a name has to be asked; it is, then."""
        there = self._by_name.get(folded(known) if known else word)
        why, kind = _doubt_of(entry.name)
        if why and (known is None or "+" not in QUESTIONS[kind].keys) and not self._is_apart(entry, kind):
            entry.ask(why, kind)
        elif word in self._doubled:
            entry.ask("is the name of several ids of [people]", "doubled")
        elif entry.email and (known or there):
            if there and there.emails and entry.email not in there.emails:
                entry.ask(f"has another address than row {there.first.row + 1}", "addresses")
                entry.other = there.label
        elif not self._own_side(entry):
            self._ask_of_another(entry, word, known)
        return entry.fate == "open"

    def _ask_of_another(self, entry: Entry, word: str, known: str | None) -> None:
        """Ask of a name that the address of another belongs to, or that is near another in the sheet or on record."""
        there = self._by_email.get(entry.email) if entry.email else None
        if there:
            if not _may_be_one(there.first.name, entry.name) and not self._is_apart(entry, "address"):
                entry.ask(f'has the address of "{short(there.label)}", row {there.first.row + 1}', "address")
                entry.other = there.label
            return
        if known is not None or word in self._by_name or self._is_apart(entry, "near"):
            return
        if near := self._near.near(word):
            entry.other = self._known.get(near) or self._by_name[near].label
            where = "on record" if near in self._known else f"row {self._by_name[near].first.row + 1}"
            entry.ask(f'is near "{short(entry.other)}", {where}', "near")

    def _place(self, entry: Entry) -> None:
        """Give somebody a side: their own by the user, the sheet's, the record's, an ending's, or that of the rest."""
        on_record = self._sides.get(entry.label, set())
        known = next(iter(on_record)) if len(on_record) == 1 else ""
        ending = next((side for end, side in self._answers.ends.items() if ends_in(entry.email, end)), "")
        side = self._own_side(entry) or entry.side or known or ending or self._answers.rest
        if side == OUT:
            entry.leave_out(BY_SIDE)
        elif side:
            entry.side = side
            entry.fate = "counted" if entry.count else "came"
        else:
            entry.ask("in what capacity?", "side")
            self.sideless.setdefault(entry.label or entry.word, entry)


def sides_of_sheet(tables: Sequence[Table], file: str) -> dict[str, str]:
    """The sides in a list of people, by folded name, label or address."""
    for table in tables:
        top = next((row for row in range(len(table.rows)) if table.filled(row)), 0)
        columns = {folded(table.cell(top, column)): column for column in table.filled(top)}
        naming = [columns[heading] for heading in ("person", "name", "email") if heading in columns]
        if "side" in columns and naming:
            break
    else:
        raise Unusable(Problem(file, "needs two columns, headed person (or email) and side"))
    sides: dict[str, str] = {}
    problems = []
    for row in range(top + 1, len(table.rows)):
        words = [folded(table.text(row, at)) for at in naming if table.text(row, at)]
        side = folded(table.text(row, columns["side"]))
        if words and side not in {*CAPACITIES, OUT}:
            written = f"write {', '.join(CAPACITIES)}, or out for somebody who is not recorded"
            problems.append(table.problem(written, row, columns["side"], top))
        elif any(sides.setdefault(word, side) != side for word in words):
            problems.append(table.problem("is listed on both sides", row, naming[0], top))
    if problems:
        raise Unusable(*first_hundred(problems))
    return sides
