"""Asking who came on each side of a session, from the people on record and anybody new."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import typer

from coprod.cli.prompts import prompt
from coprod.cli.prompts.prompt import Keys, positions
from coprod.cli.terminal import print_note
from coprod.model.labels import TypedName, name_doubt, spelled_alike, split_names
from coprod.words import visible

if TYPE_CHECKING:
    from coprod.model import Project

#: What a side is called when people are asked for it.
WHO = {
    "community": "Who came in a community capacity: people who use a service, residents, carers, neighbours?",
    "professional": "Who came in a professional capacity: staff, policy makers, designers, researchers?",
}

_HELP = (
    "Numbers (1-5 8), names with commas between them, or how a name begins; -3 or -Sam leaves one out; "
    "+3 counts three people without names, +0 none."
)

#: Lines of a list of people: with what stands above and below it, the question fits a screen of 24.
_ROWS = 10


@dataclass(slots=True)
class Came:
    """Who came on one side.

    Attributes:
        labels: those who are named.
        counted: how many others came.
    """

    labels: list[str] = field(default_factory=list)
    counted: int = 0

    def __len__(self) -> int:
        """How many came."""
        return len(self.labels) + self.counted


@dataclass(frozen=True, slots=True)
class Register:
    """Everybody on record, those who are likely to come on one side first.

    Attributes:
        labels: their labels; a number on the screen is a position here.
        names: names by id, from `[people]`.
    """

    labels: Sequence[str]
    names: Mapping[str, str]

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


def register(project: "Project", side: str, elsewhere: Sequence[str] = ()) -> Register:
    """The people on record: those who came most often on a side first, then those who never came, then the others.

    Args:
        project: the project.
        side: the side.
        elsewhere: who came to this very session on the other side; they stand last.
    """
    came: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for session in project.sessions:
        for one in ("community", "professional"):
            (came if one == side else others).update(getattr(session, one))
    ordered = [label for label, _ in came.most_common()]
    ordered += [label for label in project.people if label not in came and label not in others]
    ordered += [label for label, _ in others.most_common() if label not in came]
    return Register(sorted(ordered, key=lambda label: label in elsewhere), project.people)


def ask_who_came(side: str, came: Came, known: Register, same: Mapping[str, Sequence[str]], keys: Keys) -> bool:
    """Ask who came on one side.

    Args:
        side: the side.
        came: who is known to have come; kept up to date, so that nothing is lost by going back.
        known: the people on record.
        same: who came last time, by side; empty where nobody is named.
        keys: as `prompt.until_read`.

    Returns:
        Whether everybody came who came last time, on the other side too.
    """
    print_note(f"\n{WHO[side]}")
    _show(known)
    if same:
        sides = " and ".join(f"{len(one)} {name}" for name, one in same.items())
        print_note(f"  s  the same as last time ({sides})")
    print_note(f"  {_HELP}")
    again = False
    while True:
        if came:
            print_note(f"  So far, {so_far(came, known)}")
        line = prompt.until_read("Who (Enter when done)", str, "", keys)
        if not line:
            return again
        if same and line.lower() in {"s", "same", "="}:
            came.labels = list(same[side])
            again = True
        else:
            _take(line, came, known)


def _show(known: Register) -> None:
    if not known.labels:
        return
    cells = [f"{number:>2} {known.words(label)}" for number, label in enumerate(known.labels, 1)]
    rows, shown = prompt.grid(cells, _ROWS)
    for row in rows:
        print_note(row)
    if len(cells) > shown:
        print_note(f"  and {len(cells) - shown} more on record: type how a name begins")


def so_far(came: Came, known: Register) -> str:
    """How many came on a side, and who; somebody whom nobody has recorded before is said to be new."""
    new = [label for label in came.labels if known.label(label) is None]
    shown = [f"{known.words(label)}{' (new)' if label in new else ''}" for label in came.labels]
    shown += [f"{came.counted} without names"] if came.counted else []
    return f"{len(came)}: {', '.join(shown)}"


def _take(line: str, came: Came, known: Register) -> None:
    """Take what a line says; what is unclear in it is told, and changes nothing."""
    for name in split_names(line):
        try:
            _take_one(name, came, known)
        except typer.BadParameter as error:
            print_note(f"  {visible(error.message)}")


def _take_one(name: TypedName, came: Came, known: Register) -> None:
    counted = re.fullmatch(r"\+\s*(\d{1,6})", name.label, re.ASCII)
    left_out = re.fullmatch(r"[-\u2212\u2013]\s*(\w.*)", name.label)
    if name.quoted:
        _add(known.label(name.label) or name.label, came)
    elif counted:
        came.counted = came.counted + int(counted[1]) if int(counted[1]) else 0
    elif left_out:
        for label in _meant(left_out[1], came.labels, known):
            came.labels.remove(label)
    elif (numbers := positions(name.label, len(known.labels))) is not None:
        for position in numbers:
            _add(known.labels[position], came)
    elif somebody := known.label(name.label) or _recognised(name.label, known):
        _add(somebody, came)


def _add(label: str, came: Came) -> None:
    if label not in came.labels:
        came.labels.append(label)


def _meant(text: str, labels: Sequence[str], known: Register) -> list[str]:
    """Those of the people who came whom a person leaves out.

    Raises:
        typer.BadParameter: where it is nobody of them, or cannot be told.
    """
    numbers = positions(text, len(known.labels))
    if numbers is not None:
        return [known.labels[position] for position in numbers if known.labels[position] in labels]
    among = Register(labels, {label: name for label, name in known.names.items() if label in labels})
    exact = among.label(text)
    found = [exact] if exact else among.beginning(text) or among.alike(text)
    if len(found) != 1:
        raise typer.BadParameter(f'"{text}" is {"more than one" if found else "none"} of those who came')
    return found


def _recognised(text: str, known: Register) -> str | None:
    """The label of somebody whom no list names as typed: a slip, the beginning of a name, or somebody new.

    Returns:
        The label; nothing where it is to be typed again.

    Raises:
        typer.BadParameter: where several people begin so.
    """
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
    doubt = name_doubt(text)
    if doubt and not prompt.yes(f'  "{visible(text)}" {doubt}. Is it what to call one person?'):
        return None
    return text
