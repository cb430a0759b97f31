"""Asking who came on each side of a session, from the people on record and anybody new."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import typer

from coprod.cli.prompts import prompt
from coprod.cli.prompts.forms import Draft, gather
from coprod.cli.prompts.prompt import AT_LENGTH, EXPLAIN, Back, positions
from coprod.cli.records import number_of
from coprod.cli.terminal import print_note
from coprod.framework import CAPACITIES, Capacity, Side
from coprod.model import Project
from coprod.model.doubts import about_both_sides, about_name
from coprod.model.labels import Persons, TypedName, spelled_alike, split_names
from coprod.terms import SIDE_WORDS
from coprod.words import visible

#: Lines of a list of people: with what stands above and below it, the question fits a screen of 24.
_ROWS = 10

#: Who comes in each capacity, for the question.
_MEANINGS: dict[Capacity, str] = {
    "community": SIDE_WORDS["community"].meaning,
    "professional": SIDE_WORDS["professional"].meaning,
    "supporting": "interpreters, assistants, note takers, on neither side",
}


class KnownPeople:
    """Everybody on record and whoever was named since; a number picks by the place of a label, the same all through.

    Who came most often on the community's side comes first, then who never came, then the others.
    """

    def __init__(self, project: Project) -> None:
        came: Counter[str] = Counter()
        others: Counter[str] = Counter()
        for session in project.sessions:
            for name in CAPACITIES:
                (came if name == "community" else others).update(getattr(session, name))
        never = [(label, 0) for label in project.people if label not in others]
        self.labels = list(dict.fromkeys(label for label, _ in [*came.most_common(), *never, *others.most_common()]))
        self.names = project.people
        self.new: list[str] = []
        self._persons = Persons(project.people)

    def words(self, label: str) -> str:
        """A label as it is shown, with the name that it stands for."""
        name = self.names.get(label)
        return visible(f"{label} ({name})" if name else label)

    def label(self, text: str, among: Sequence[str]) -> str | None:
        """The label that a text is, or that the file has for a name; None if it is not among these."""
        label = text if text in among else self._persons.person(text)
        return label if label in among else None

    def beginning(self, text: str, among: Sequence[str]) -> list[str]:
        """Those of some labels that begin so, or whose names do."""
        start = text.casefold()
        called = {label: (label, self.names.get(label, label)) for label in among}
        return [label for label, words in called.items() if any(word.casefold().startswith(start) for word in words)]

    def alike(self, text: str, among: Sequence[str]) -> list[str]:
        """Those of some labels that differ by a slip, or whose names do."""
        called = {word: label for label in among for word in (label, self.names.get(label, label))}
        return list(dict.fromkeys(called[name] for name in spelled_alike(text, called)))


def attendees_in_words(draft: Draft, capacity: Capacity, known: KnownPeople) -> str:
    """How many came in a capacity, and who; somebody whom nobody has recorded before is said to be new."""
    labels, others = draft[capacity], draft["also_present"][capacity]
    shown = [f"{known.words(label)}{' (new)' if label in known.new else ''}" for label in labels]
    if others == "some":
        return ", ".join([*shown, "some people, nobody knows how many"])
    shown += [f"{others} without names"] if others else []
    return f"{number_of(draft, capacity)}: {', '.join(shown)}"


class WhoCame(NamedTuple):
    """The question who came in one capacity of the session in a draft, of the sides that are asked for.

    If those are known who came last time, one key adds them all, in the other capacities too.
    """

    draft: Draft
    capacity: Capacity
    sides: Sequence[Capacity]
    known: KnownPeople
    same: Mapping[Side, Sequence[str]]

    @property
    def labels(self) -> list[str]:
        """The labels of those who are named so far."""
        labels: list[str] = self.draft[self.capacity]
        return labels

    def put(self, keys: str) -> None:
        """Ask until somebody of the sides that are asked for is named or counted."""
        who = f"{self.capacity.capitalize()}, who" if EXPLAIN in keys else "Who"
        draft = self.draft

        def so_far() -> list[str]:
            told = f"  So far, {attendees_in_words(draft, self.capacity, self.known)}"
            return [told] if number_of(draft, self.capacity) else []

        while True:
            gather(self._explain, so_far, lambda: f"{who} (Enter when done)", self._take_line, keys)
            if (
                self.capacity != "community"
                or number_of(draft, "community")
                or prompt.yes("  Nobody from the community?")
            ):
                break
        if self.capacity in self.sides[-1:] and not any(number_of(draft, side) for side in self.sides):
            print_note("A session needs somebody who took part: name them, or count them as in +3.")
            raise Back

    def _explain(self) -> None:
        print_note(f"\nWho came in a {self.capacity} capacity: {_MEANINGS[self.capacity]}?")
        if self.known.labels:
            cells = [f"{number:>2} {self.known.words(label)}" for number, label in enumerate(self.known.labels, 1)]
            rows, shown = prompt.grid(cells, _ROWS)
            for row in rows:
                print_note(row)
            if len(cells) > shown:
                print_note(f"  and {len(cells) - shown} more on record: type how a name begins")
        if self.same:
            sides = " and ".join(f"{len(labels)} {side}" for side, labels in self.same.items())
            print_note(f"  s  the same as last time ({sides})")
        print_note(f"  {AT_LENGTH['who-came']}")

    def _take_line(self, line: str) -> None:
        if self.same and line.lower() in {"s", "same", "="}:
            for side, labels in self.same.items():
                if side == self.capacity or not number_of(self.draft, side):
                    self.draft[side] = list(labels)
            return
        for name in split_names(line):
            try:
                self._take(name)
            except typer.BadParameter as error:
                print_note(f"  {visible(error.message)}")

    def _take(self, name: TypedName) -> None:
        """Take one name, number or count that was typed; what is unclear in it is told, and changes nothing."""
        text, known = name.label, self.known
        counted = re.fullmatch(r"\+\s*(\d{1,6})", text, re.ASCII)
        left_out = re.fullmatch(r"[-\u2212\u2013]\s*(\w.*)", text)
        if name.quoted:
            self._put_in(known.label(text, known.labels) or text)
        elif counted:
            counts, more = self.draft["also_present"], int(counted[1])
            before = 0 if counts[self.capacity] == "some" else counts[self.capacity]
            counts[self.capacity] = before + more if more else 0
        elif left_out:
            for label in self._left_out(left_out[1]):
                self.labels.remove(label)
        elif (numbers := positions(text, len(known.labels))) is not None:
            for label in [known.labels[position] for position in numbers]:
                self._put_in(label)
        elif somebody := known.label(text, known.labels) or self._recognised(text):
            self._put_in(somebody)

    def _put_in(self, label: str) -> None:
        """Add somebody; whoever is on the other side already only if they came in both capacities."""
        shown = self.known.words(label)
        others = [name for name in CAPACITIES if name != self.capacity and label in self.draft[name]]
        if others and "supporting" in {self.capacity, *others}:
            raise typer.BadParameter(f"{shown} is {others[0]} already; who supports is on neither side")
        if label in self.labels or (others and not prompt.yes(f"  {about_both_sides(shown)}")):
            return
        self.labels.append(label)
        if label not in self.known.labels:
            self.known.labels.append(label)
            self.known.new.append(label)

    def _left_out(self, text: str) -> list[str]:
        """Those of the people who came whom a person leaves out."""
        known, came = self.known, self.labels
        if (numbers := positions(text, len(known.labels))) is not None:
            return [known.labels[position] for position in numbers if known.labels[position] in came]
        exact = known.label(text, came)
        found = [exact] if exact else known.beginning(text, came) or known.alike(text, came)
        if len(found) != 1:
            raise typer.BadParameter(f'"{text}" is {"more than one" if found else "none"} of those who came')
        return found

    def _recognised(self, text: str) -> str | None:
        """The label of somebody new, or meant by a slip or the beginning of a name; None if it is to be typed again."""
        known = self.known
        beginning, alike = known.beginning(text, known.labels), known.alike(text, known.labels)
        if len(beginning) > 1 and not alike:
            shown = ", ".join(f"{known.labels.index(label) + 1} {known.words(label)}" for label in beginning[:_ROWS])
            more = f" and {len(beginning) - _ROWS} more" if len(beginning) > _ROWS else ""
            raise typer.BadParameter(f"{shown}{more} begin so: write a number, or the name in quotes for somebody new")
        for label in dict.fromkeys(alike[:1] + (beginning if len(beginning) == 1 else [])):
            if prompt.yes(f'  "{visible(text)}": do you mean {known.words(label)}, who is on record?'):
                return label
        # Whom they may be, of those on record, was asked above.
        doubts = about_name(TypedName(text, quoted=False), (), {})
        return text if all(prompt.yes(visible(f"  {doubt}")) for doubt in doubts) else None
