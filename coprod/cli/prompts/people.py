"""Asking who came on each side of a session, from the people on record and anybody new."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import typer

from coprod.cli.prompts import prompt
from coprod.cli.prompts.forms import Draft, gather
from coprod.cli.prompts.prompt import EXPLAIN, Keys, Step, explained, positions
from coprod.cli.terminal import print_note
from coprod.framework import CAPACITIES, Capacity
from coprod.model import Project
from coprod.model.doubts import about_both_sides, about_name
from coprod.model.ids import SOME_PEOPLE
from coprod.model.labels import TypedName, spelled_alike, split_names
from coprod.terms import SIDE_WORDS
from coprod.words import visible

_HELP = (
    "Numbers (as in 1-5 8), names with commas between them, or how a name begins; -3 or -Sam leaves one out; "
    "+3 counts three people without names, +0 none."
)

#: Lines of a list of people: with what stands above and below it, the question fits a screen of 24.
_ROWS = 10


@dataclass(frozen=True, slots=True)
class Attendees:
    """Who came on one side of the session in a draft: labels, and how many others were counted."""

    draft: Draft
    side: str

    @property
    def labels(self) -> list[str]:
        """The labels of those who are named."""
        labels: list[str] = self.draft[self.side]
        return labels

    @property
    def counted(self) -> int:
        """How many others came; some people are at least two."""
        others = self.draft["also_present"][self.side]
        return SOME_PEOPLE if others == "some" else int(others)

    def __len__(self) -> int:
        """How many came."""
        return len(self.labels) + self.counted

    def count(self, others: int) -> None:
        """Count more people who are not named, or nobody any more if the number is 0."""
        known = 0 if self.draft["also_present"][self.side] == "some" else self.counted
        self.draft["also_present"][self.side] = known + others if others else 0


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """Everybody on record and whoever was named since, by label; a number picks by position, the same all through."""

    labels: list[str]
    names: Mapping[str, str]
    new: list[str] = field(default_factory=list)

    def add(self, label: str) -> None:
        """Give somebody who is new a number."""
        if label not in self.labels:
            self.labels.append(label)
            self.new.append(label)

    def words(self, label: str) -> str:
        """A label as it is shown, with the name that it stands for."""
        name = self.names.get(label)
        return visible(f"{label} ({name})" if name else label)

    def label(self, text: str) -> str | None:
        """The label on record that a text is, or that the file has for a name."""
        if text in self.labels:
            return text
        return next((label for label, name in self.names.items() if name == text), None)

    def beginning(self, text: str) -> list[str]:
        """The labels that begin so, or whose names do."""
        start = text.casefold()
        return [
            label
            for label in self.labels
            if label.casefold().startswith(start) or self.names.get(label, "").casefold().startswith(start)
        ]

    def alike(self, text: str) -> list[str]:
        """The labels that differ by a slip, or whose names do."""
        called = {label: label for label in self.labels} | {name: label for label, name in self.names.items()}
        return list(dict.fromkeys(called[name] for name in spelled_alike(text, called)))


def known_people(project: Project) -> KnownPeople:
    """The people on record: who came most often on the community's side first, then who never came, then the others."""
    came: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for session in project.sessions:
        for name in CAPACITIES:
            (came if name == "community" else others).update(getattr(session, name))
    ordered = [label for label, _ in came.most_common()]
    ordered += [label for label in project.people if label not in came and label not in others]
    ordered += [label for label, _ in others.most_common() if label not in came]
    return KnownPeople(ordered, project.people)


#: Who comes in each capacity, for the question.
_MEANINGS: dict[Capacity, str] = {
    "community": SIDE_WORDS["community"].meaning,
    "professional": SIDE_WORDS["professional"].meaning,
    "supporting": "interpreters, assistants, note takers, on neither side",
}


def ask_who_came(
    capacity: Capacity, draft: Draft, known: KnownPeople, same: Mapping[Capacity, Sequence[str]], keys: Keys
) -> Step | None:
    """Ask who came in one capacity of the session in a draft.

    If those are known who came last time, one key adds them all, in the other capacities too.
    """
    came = Attendees(draft, capacity)

    def explain() -> None:
        print_note(f"\nWho came in a {capacity} capacity: {_MEANINGS[capacity]}?")
        _show(known)
        if same:
            sides = " and ".join(f"{len(labels)} {name}" for name, labels in same.items())
            print_note(f"  s  the same as last time ({sides})")
        print_note(f"  {_HELP}")

    def take(line: str) -> None:
        if same and line.lower() in {"s", "same", "="}:
            for name, labels in same.items():
                if name == capacity or not len(Attendees(draft, name)):
                    draft[name] = list(labels)
            return
        for typed in split_names(line):
            try:
                _take(typed, came, known)
            except typer.BadParameter as error:
                print_note(f"  {visible(error.message)}")

    def so_far() -> list[str]:
        return [f"  So far, {attendees_in_words(came, known)}"] if len(came) else []

    who = f"{capacity.capitalize()}, who" if EXPLAIN in keys else "Who"
    return explained(explain, lambda: gather(so_far, lambda: f"{who} (Enter when done)", take, keys), keys)


def _show(known: KnownPeople) -> None:
    if not known.labels:
        return
    cells = [f"{number:>2} {known.words(label)}" for number, label in enumerate(known.labels, 1)]
    rows, shown = prompt.grid(cells, _ROWS)
    for row in rows:
        print_note(row)
    if len(cells) > shown:
        print_note(f"  and {len(cells) - shown} more on record: type how a name begins")


def attendees_in_words(came: Attendees, known: KnownPeople) -> str:
    """How many came on a side, and who; somebody whom nobody has recorded before is said to be new."""
    shown = [f"{known.words(label)}{' (new)' if label in known.new else ''}" for label in came.labels]
    if came.draft["also_present"][came.side] == "some":
        return ", ".join([*shown, "some people, nobody knows how many"])
    shown += [f"{came.counted} without names"] if came.counted else []
    return f"{len(came)}: {', '.join(shown)}"


def _take(name: TypedName, came: Attendees, known: KnownPeople) -> None:
    """Take one name, number or count that was typed; what is unclear in it is told, and changes nothing."""
    counted = re.fullmatch(r"\+\s*(\d{1,6})", name.label, re.ASCII)
    left_out = re.fullmatch(r"[-\u2212\u2013]\s*(\w.*)", name.label)
    if name.quoted:
        _put_in(known.label(name.label) or name.label, came, known)
    elif counted:
        came.count(int(counted[1]))
    elif left_out:
        for label in _meant(left_out[1], came.labels, known):
            came.labels.remove(label)
    elif (numbers := positions(name.label, len(known.labels))) is not None:
        for label in [known.labels[position] for position in numbers]:
            _put_in(label, came, known)
    elif somebody := known.label(name.label) or _recognised(name.label, known):
        _put_in(somebody, came, known)


def _put_in(label: str, came: Attendees, known: KnownPeople) -> None:
    """Add somebody; whoever is on the other side already only if they came in both capacities."""
    others = [name for name in CAPACITIES if name != came.side and label in came.draft[name]]
    if others and "supporting" in {came.side, *others}:
        raise typer.BadParameter(f"{known.words(label)} is {others[0]} already; who supports is on neither side")
    doubt = about_both_sides(known.words(label)) if others and label not in came.labels else None
    if doubt is None or prompt.yes(f"  {doubt}"):
        if label not in came.labels:
            came.labels.append(label)
        known.add(label)


def _meant(text: str, labels: Sequence[str], known: KnownPeople) -> list[str]:
    """Those of the people who came whom a person leaves out."""
    numbers = positions(text, len(known.labels))
    if numbers is not None:
        return [known.labels[position] for position in numbers if known.labels[position] in labels]
    among = KnownPeople([*labels], {label: name for label, name in known.names.items() if label in labels})
    exact = among.label(text)
    found = [exact] if exact else among.beginning(text) or among.alike(text)
    if len(found) != 1:
        raise typer.BadParameter(f'"{text}" is {"more than one" if found else "none"} of those who came')
    return found


def _recognised(text: str, known: KnownPeople) -> str | None:
    """The label of somebody new, or meant by a slip or the beginning of a name; None if it is to be typed again."""
    beginning = known.beginning(text)
    alike = known.alike(text)
    if len(beginning) > 1 and not alike:
        shown = ", ".join(f"{known.labels.index(label) + 1} {known.words(label)}" for label in beginning[:_ROWS])
        more = f" and {len(beginning) - _ROWS} more" if len(beginning) > _ROWS else ""
        raise typer.BadParameter(f"{shown}{more} begin so: write a number, or the name in quotes for somebody new")
    candidates = alike[:1] + (beginning if len(beginning) == 1 else [])
    for label in dict.fromkeys(candidates):
        if prompt.yes(f'  "{visible(text)}": do you mean {known.words(label)}, who is on record?'):
            return label
    # Whom they may be, of those on record, was asked above.
    doubts = about_name(TypedName(text, quoted=False), (), {})
    return text if all(prompt.yes(visible(f"  {doubt}")) for doubt in doubts) else None
